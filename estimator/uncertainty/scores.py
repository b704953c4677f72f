"""Standard normal scores, a row for each uncertain input: what every distribution is drawn by.

A draw of an input is a score z, and its value the quantile of its distribution
at the probability of z (a Gaussian copula, Nelsen 2006), so that one kind of
draw serves every distribution, correlated inputs and Sobol points alike.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from threading import Lock
from typing import Any, Literal, NamedTuple

from estimator.engine.correlation import Mixing
from estimator.lang.function import numpy

Method = Literal["random", "sobol"]
METHODS: tuple[Method, ...] = ("random", "sobol")

CHUNK = 131_072
"""How many samples a worker draws at a time; a chunk's draws do not depend on any other's."""

PIECE = 32_768
"""How many of them are at work at a time: steps that are long enough for several threads."""

# Chunks that are kept for the next run: 128 MiB, or two million draws of 16 inputs.
_MOST_KEPT = 256
# A run of more chunks than are kept is never seen whole, and keeps none.
_MOST_SEEN = _MOST_KEPT


class Drawing(NamedTuple):
    """Say how scores are drawn: of which inputs, by which method, from which seed.

    Those that `mixing` names are correlated.
    """

    names: tuple[str, ...]
    method: Method
    seed: int
    mixing: Mixing = Mixing()

    def pieces(self, number: int, size: int) -> Iterator[list[Any]]:
        """Draw the first `size` scores of a chunk, piece by piece: an array for each name.

        An array is good until the next piece is asked for.
        """
        drawn: Iterator[Sequence[Any]]
        if self.method == "sobol":
            drawn = _stretches(_sobol(len(self.names), self.seed, number * CHUNK, size))
        else:
            drawn = _random([(name, self.seed, number) for name in self.names])
        for start, scores in zip(range(0, size, PIECE), drawn, strict=False):
            rows = [row[: size - start] for row in scores]
            yield self._mixed(rows) if self.mixing.names else rows

    def _mixed(self, drawn: list[Any]) -> list[Any]:
        """Make the scores of correlated inputs of independent ones."""
        rows = dict(zip(self.names, drawn, strict=True))
        apart = [rows[name] for name in self.mixing.names]
        for name, weights in zip(self.mixing.names, self.mixing.weights, strict=True):
            terms = zip(apart, weights, strict=False)
            rows[name] = sum(scores * weight for scores, weight in terms)
        return list(rows.values())


def _stretches(rows: Sequence[Any]) -> Iterator[list[Any]]:
    """Cut rows of scores into pieces."""
    for start in range(0, CHUNK, PIECE):
        yield [row[start : start + PIECE] for row in rows]


_Key = tuple[str, int, int]
_kept: OrderedDict[_Key, Any] = OrderedDict()
_seen: OrderedDict[_Key, None] = OrderedDict()
_lock = Lock()


def _random(keys: list[_Key]) -> Iterator[Sequence[Any]]:
    """Give random scores, piece by piece: a chunk of each input, which has its own by its name.

    So two variants are compared on the same draws, and the difference is the
    change, and not the noise. What is drawn for the second time is kept: a run
    that nobody repeats takes no memory for it.
    """
    with _lock:
        again = all(key in _seen for key in keys)
        for key in keys:
            _seen[key] = None
            _seen.move_to_end(key)
        while len(_seen) > _MOST_SEEN:
            _seen.popitem(last=False)
    return _stretches(_whole(keys)) if again else _normal(keys)


def _whole(keys: list[_Key]) -> list[Any]:
    """Give whole chunks; those that are drawn here are kept, and the longest unused go."""
    with _lock:
        there = {key: _kept[key] for key in keys if key in _kept}
    missing = [key for key in keys if key not in there]
    if missing:
        pieces = [piece.copy() for piece in _normal(missing)]
        rows = numpy().concatenate(pieces, axis=1)
        # Each by itself: a row would keep all others with it.
        there |= {key: row.copy() for key, row in zip(missing, rows, strict=True)}
    with _lock:
        for key in keys:
            _kept[key] = there[key]
            _kept.move_to_end(key)
        while len(_kept) > _MOST_KEPT:
            _kept.popitem(last=False)
    return [there[key] for key in keys]


def _normal(keys: list[_Key]) -> Iterator[Any]:
    """Draw by Box and Muller's method (1958), in single precision, a row for each key.

    It takes a third of the time of NumPy's ziggurat. The eighth figure of a
    draw says nothing; scaled to values, it is worked on in double precision.
    """
    np = numpy()
    generators = [_generator(*key) for key in keys]
    uniform, scores = (np.empty((len(keys), PIECE), np.float32) for _ in range(2))
    half = PIECE // 2
    radius, angle = uniform[:, :half], uniform[:, half:]
    cosine, sine = scores[:, :half], scores[:, half:]
    for _ in range(0, CHUNK, PIECE):
        for generator, row in zip(generators, uniform, strict=True):
            # Two numbers of each 64 bits: to draw the bits takes longest.
            bits = generator.integers(0, 2**64, half, np.uint64).view(np.uint32)
            np.multiply(bits, np.float32(2**-32), out=row, dtype=np.float32, casting="unsafe")
        # Half a step above zero: no logarithm of none.
        radius += np.float32(2**-33)
        np.log(radius, out=radius)
        radius *= np.float32(-2)
        np.sqrt(radius, out=radius)
        angle *= np.float32(2 * np.pi)
        np.multiply(radius, np.cos(angle, out=cosine), out=cosine)
        np.multiply(radius, np.sin(angle, out=sine), out=sine)
        yield scores


def _generator(name: str, seed: int, number: int) -> Any:
    """Give the stream of random numbers of one input's chunk."""
    np = numpy()
    words = np.frombuffer(blake2b(name.encode(), digest_size=16).digest(), "<u4")
    sequence = np.random.SeedSequence([seed, number, *map(int, words)])
    return np.random.Generator(np.random.SFC64(sequence))


def _sobol(names: int, seed: int, start: int, size: int) -> list[Any]:
    """Give a stretch of the scrambled Sobol points (Owen's scrambling), as scores."""
    # Imported here: SciPy's statistics take most of a second.
    from scipy.special import ndtri
    from scipy.stats.qmc import Sobol

    points = Sobol(names, scramble=True, bits=_BITS, rng=seed)
    # The first are drawn as a power of two, as they are balanced; the rest is left.
    first = 1 << (size - 1).bit_length()
    drawn = points.fast_forward(start).random(size) if start else points.random(first)[:size]
    # Half a step up: no point lies at zero, whose score is endless.
    return list(ndtri(drawn.T + 2.0 ** -(_BITS + 1)))


# As many as SciPy can skip through.
_BITS = 32
