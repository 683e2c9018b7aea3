"""A place collected from the packages and tables, before it is written."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.index.entities.places.gazetteer_file import NameFlag
from dateline.index.kernel._meanings import prominence

PLAIN = 0
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})


@dataclass(eq=False, slots=True)
class Draft:
    """A place; `names` are its other names, each with its flags and years."""

    name: str
    kind: str
    country: str | None
    lat: float
    lon: float
    geonameid: int = 0
    population: int = 0
    capital: bool = False
    parents: list[Draft] = field(default_factory=list)
    names: dict[str, tuple[int, tuple[int, int] | None]] = field(default_factory=dict)

    def add(self, name: str, flags: int = NameFlag.ALTERNATE, period: tuple[int, int] | None = None) -> None:
        """Add a name, unless it is there already; an English name replaces one of another language."""
        name = name.strip()
        if not name or name == self.name:
            return
        if name not in self.names or (self.names[name][0] & NameFlag.FOREIGN and not flags & NameFlag.FOREIGN):
            self.names[name] = flags, period

    @property
    def weight(self) -> float:
        """The prior likelihood that its name means this place."""
        return prominence(self.kind, self.population, self.capital)


def add_spellings(draft: Draft, names: list[str]) -> None:
    """Add spelling variants of a name: Saint and St., Fort and Ft., Mount and Mt., ü as ue in German."""
    for name in names:
        draft.add(name, PLAIN)
        for long, short in (("Saint ", "St. "), ("Fort ", "Ft. "), ("Mount ", "Mt. "), ("Sankt ", "St. ")):
            if long in name:
                draft.add(name.replace(long, short), PLAIN)
            elif short in name:
                draft.add(name.replace(short, long), PLAIN)
        if draft.country in ("DE", "AT", "CH") and set(name) & set("äöüÄÖÜ"):
            draft.add(name.translate(UMLAUTS), PLAIN)
