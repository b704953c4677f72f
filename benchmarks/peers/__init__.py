"""The same estimate as others would write it, a file each; none is timed before it is right.

Each takes the intervals in their order, a number of samples and a seed.
"""
