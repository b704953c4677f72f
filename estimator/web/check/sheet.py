"""What the page holds of a worksheet: the text as it was typed, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field

import estimator as est
from estimator.web.link import packed

# What the notes' page on Twitter works out. Its pictures go by 150 million tweets a
# day, where the lines above make it 75, and its peak by a day of 10^5 seconds.
EXAMPLE = """\
# Twitter

MAU: 300 million
DAU = 300M MAU * 50% = 150 million DAU
Tweets per DAU: 25% * 2 = 0.5
Tweets per day = 150M DAU * 0.5 tweets per DAU = 75M tweets a day
Peak: 150 million DAU times 0.5 tweet per DAU, times 2x scaling factor \
divided by 86,400 seconds in a day ~ 1,500 tweets per second
1.5 x 0.5 x 2 x 10^8 x 10^(-5) = 1.5x10^3 = 1,500
Pictures: 150M tweets x 0.1 in pictures x 100KB per picture x 400 days in a year \
x 5 years * 3 copies = 1.5*10^8 x 10^(-1) x 10^5 x 4x10^2 x 5 x 3 = 9x10^15 = 9 PB
Videos = 1000 x 1/10 x 9 PB = 100 x 9PB = 900 PB
"""
_KEPT = 20
"""So many earlier texts can be gone back to."""


@dataclass
class Sheet:
    """Hold a worksheet as someone works on it.

    `text` is as it was typed; where it is refused, `error` says why. `good` is the last
    that was not, `checked` what came of it, and `letters` are it packed for a link.
    """

    text: str = ""
    error: str = ""
    good: str = ""
    checked: est.Check = field(default_factory=lambda: est.check(""))
    letters: str = ""
    earlier: list[str] = field(default_factory=list)

    def take(self, text: str) -> None:
        """Take a text and check it."""
        if text == self.text:
            return
        # A refused text may have any length; those that are kept may not.
        if not self.error:
            self.earlier = [*self.earlier, self.text][-_KEPT:]
        self._take(text)

    def undo(self) -> None:
        """Go back to the text before the last change."""
        if self.earlier:
            self._take(self.earlier.pop())

    def _take(self, text: str) -> None:
        self.text = text
        try:
            self.checked = est.check(text)
        except est.EstimatorError as error:
            self.error = str(error)
        else:
            self.error, self.good = "", text
            self.letters = packed(text) if text else ""
