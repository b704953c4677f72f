"""Which sections there are, each imported when it is first asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from importlib import import_module

from estimator.sections.section import Section


class Sections(Mapping[str, type[Section]]):
    """Hold the sections by key; a file and a class in it stand for one not imported yet.

    Most scenarios have a few sections, and a class of fields takes a while to make.
    """

    def __init__(self, registered: Mapping[str, type[Section] | str]) -> None:
        self._registered = dict(registered)
        # A class that is here may be implied; one to be looked for must be asked for.
        self._here = {key for key, found in registered.items() if not isinstance(found, str)}

    def __getitem__(self, key: str) -> type[Section]:
        found = self._registered[key]
        if isinstance(found, str):
            file, _, name = found.partition(".")
            found = getattr(import_module(f"estimator.sections.{file}"), name)
            assert issubclass(found, Section)
            self._registered[key] = found
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._registered)

    def __len__(self) -> int:
        return len(self._registered)

    def __contains__(self, key: object) -> bool:
        return key in self._registered

    def register(self, key: str, section: type[Section]) -> None:
        """Add a section, the last in the order of the report."""
        self._registered[key] = section

    def of(self, keys: Collection[str]) -> Iterator[tuple[str, type[Section]]]:
        """Give the sections that a scenario with these keys has: those, and what is implied."""
        for key in self._registered:
            if key in keys or (key in self._here and self[key].implied):
                yield key, self[key]

    def absent(self, name: str, there: Iterable[str]) -> str | None:
        """Say that a name may be there once its section is; None where that is no way out."""
        section, dot, _ = name.partition(".")
        if not dot or section not in self or any(n.startswith(f"{section}.") for n in there):
            return None
        return f"the scenario has no {section}: add it, empty for a start"
