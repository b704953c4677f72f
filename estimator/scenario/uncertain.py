"""The part of a scenario's reference that says how an uncertain amount is written."""

from __future__ import annotations

import re
from collections.abc import Iterator

_CALL = re.compile(r"\w+\([^)]*\)")


def page() -> Iterator[str]:
    """Write how ranges, distributions and correlations are given, as Markdown."""
    # Imported here: only this page needs them all.
    from estimator.distribution.families import FAMILIES

    yield _RANGES
    yield "| distribution | of | example |"
    yield "|---|---|---|"
    for family in FAMILIES.values():
        usage = _CALL.sub(r"`\g<0>`", family.usage)
        yield f"| {usage} | {family.meaning} | `{family.example}` |"
    yield _DRAWN


_RANGES = """\
## Ranges and distributions

Any amount can be a range or a distribution in the place of one value:

```yaml
users: {daily: 10M to 20M}
actions:
  post:
    done_by: 10% to 25%
    per_user: 2 / day
    stores:
      picture: {size: lognormal(50 to 300 KB)}
      text: {size: "normal(mean=300 byte, sd=80 byte, min=1 byte)"}
storage: {retention: 5 years}
```

`low to high` is a 90 % interval: one draw of twenty lies below, and one above. A
positive amount is lognormal, a share logit-normal, and a range that reaches zero
or below normal. A share whose range reaches 0% or 100% is uniform between its ends.
"""

_DRAWN = """
Two values are the ends of the 90 % interval, unless the family says otherwise, and
`10 to 20 ms` is short for `10 ms, 20 ms`. `p99=200 ms` is a quantile: 99 draws of a
hundred lie below it; any two make the distribution. `min=` and `max=` leave out all
beyond, and scale up the rest. In YAML a comma inside `{ }` begins the next key:
there such an amount is quoted, or its ends are written with `to`.

A range or a distribution stands alone. To work with one in a formula, give it a
name in `formulas`.

The estimate takes every input at its median, the value that half of the draws lie
below; expectations, decisions and derivations speak of that one. Beside it, the
report shows the 90 % interval of each result that is uncertain, from 65,536 draws
of all inputs (fewer where there are more than 256 such results). They are the same
at each run. A draw beyond what its field can be is taken at the field's bound, and
a field of whole things takes whole numbers. Where a draw leaves a result without a
value, such as the wait in a queue without end, the report says how often.

## Correlations

Inputs are drawn independently, save those that `correlations` ties together:

```yaml
users: {daily: 10M to 20M}
actions:
  post: {done_by: 10% to 25%, per_user: 1 to 4 / day}
correlations:
  - {between: [actions.post.done_by, actions.post.per_user], rank: 0.6}
```

`rank` is the rank correlation of two uncertain inputs: at 1 the one always rises
with the other, at -1 it falls, and at 0 nothing ties them. Those that contradict
each other are refused: of two inputs that rise with a third, neither can fall as
the other rises."""
