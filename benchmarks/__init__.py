"""Measure the estimator's speed, each row beside its yardstick in the same run.

`python -m benchmarks`, from the checkout, prints a table of medians and their
ratios. It reports and does not judge: the exit code is 0 whatever it finds.
A row is a function in one of the files here, named in that file's `ROWS`.
"""
