"""Which spans are places, and which place each means: the traps of the news."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.index import extract
from dateline.index.entities.mention import PlaceMention
from dateline.index.entities.places.gazetteer import open_gazetteer
from dateline.index.entities.places.places import find_places
from tests.growth import assert_linear

GAZETTEER = open_gazetteer()


def found(text: str, *names: str, taken: tuple[str, ...] = (), **options: object) -> tuple[PlaceMention, ...]:
    """Return the places of a text whose tagger gave these names (each where it stands first)."""
    spans = [(text.index(name), text.index(name) + len(name), False) for name in names]
    closed = [(text.index(name), text.index(name) + len(name)) for name in taken]
    return find_places(text, spans, gazetteer=GAZETTEER, taken=closed, **options)  # type: ignore[arg-type]


def labels(text: str, *names: str, taken: tuple[str, ...] = (), **options: object) -> list[str]:
    return [mention.label for mention in found(text, *names, taken=taken, **options)]


CONTEXT = {
    "He moved to Paris, Texas, last year.": ["Paris, Texas", "Texas"],
    "He moved to Paris last year.": ["Paris"],
    "The mayor of Springfield, Ill., resigned.": ["Springfield, Illinois", "Illinois"],
    "A bakery in Austin, TX, burned.": ["Austin", "Texas"],
    "The fair of London, Ontario, opens.": ["London, Ontario", "Ontario"],
    "London is not Toronto.": ["London", "Toronto"],
    "Tbilisi, Georgia, was calm.": ["Tbilisi", "Georgia"],
    "Atlanta, Georgia, was calm.": ["Atlanta", "Georgia, United States"],
    "Polls closed in Georgia, Alabama, Florida and Tennessee.": [
        "Georgia, United States", "Alabama", "Florida", "Tennessee",
    ],
    "Georgia and Armenia talked with Russia.": ["Georgia", "Armenia", "Russia"],
    "The port of Long Beach reopened, said California.": ["Long Beach", "California"],
    "Washington warned Moscow.": ["Washington, D.C.", "Moscow"],
    "Kazakhs and Central Asian states": ["Kazakhstan", "Central Asia"],
    "Israelis met Palestinians in the West Bank": ["Israel", "Palestine", "West Bank"],
    "the U.S. told us, and the US told the UK": ["United States", "United States", "United Kingdom"],
    "the Democratic Republic of the Congo": ["Democratic Republic of the Congo"],
    "Muslims and Jews praised the United Nations Security Council": [],
    "He took the van to the bank; may and march came": [],
}  # fmt: skip


ENGLISH = {
    # A state or country outweighs population.
    "A storm hit Mena, Ark., on the way from Hot Springs.": ["Mena, Arkansas", "Arkansas", "Hot Springs"],
    "The express from Albany, N. Y., reached Troy, N. Y., late.": [
        "Albany", "New York, United States", "Troy, New York", "New York, United States",
    ],
    "Lawmakers of Washington state met in Olympia.": ["Washington, United States", "Olympia"],
    "Growers from Bonham, Texas, hauled to Paris in Lamar County.": ["Bonham", "Texas", "Paris, Texas", "Lamar County"],
    # Two places of one name stay two.
    "The show of Perth, Scotland, was wet. Perth in Western Australia held its own.": [
        "Perth, Scotland", "Scotland", "Perth", "Western Australia",
    ],
    "London, Ontario, asked London, England.": ["London, Ontario", "Ontario", "London", "England"],
    "Police in the Scottish town of Perth spoke.": ["Scotland", "Perth, Scotland"],
    # Counties.
    "Voters of Macon County, Alabama, agreed. Macon County will pay.": [
        "Macon County, Alabama", "Alabama", "Macon County, Alabama",
    ],
    "The clerk of Anderson County, Texas, retired.": ["Anderson County, Texas", "Texas"],
    # Compound names.
    "Envoys of the Czech Republic met South African women in the West Bank.": [
        "Czech Republic", "South Africa", "West Bank",
    ],
    "The People's Republic of China and North Korean officials signed.": ["China", "North Korea"],
    # Names that are mostly something else.
    "He drove his Ford west. The Sun and the Post reported it, and Nancy laughed.": [],
    "The West must act, said the North. The Gulf is warm.": [],
    "Tankers from Kuwait waited in the Gulf while Iran protested.": ["Kuwait", "Persian Gulf", "Iran"],
    "The Shah of Iran left.": ["Iran"],
    "The bakery of Reading, Pa., moves to Allentown.": ["Reading, Pennsylvania", "Pennsylvania", "Allentown"],
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ENGLISH.items())
def test_places_of_an_english_text(text: str, expected: list[str]) -> None:
    assert [place.label for place in extract(text, language="en").places] == expected


def test_the_span_is_the_compound_name() -> None:
    text = "The Democratic Republic of the Congo and the Republic of the Congo met South Africans."
    assert [place.text for place in extract(text, language="en").places] == [
        "Democratic Republic of the Congo", "Republic of the Congo", "South Africans",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["Nice", "Reading", "Ford", "Best", "Sun", "Mobile"])
def test_a_common_word_is_no_place_without_a_cue(name: str) -> None:
    assert labels(f"{name} was there first.", name) == []


@pytest.mark.parametrize(("text", "expected"), CONTEXT.items())
def test_what_stands_around_a_name_decides(text: str, expected: list[str]) -> None:
    names = [
        word for word in ("Paris", "Texas", "Atlanta", "Tbilisi", "Georgia", "Long Beach", "Austin") if word in text
    ]
    names += [word for word in ("Alabama", "Florida", "Tennessee", "Toronto", "London") if word in text]
    assert labels(text, *names) == expected


def test_a_later_mention_follows_what_was_said_before() -> None:
    text = "Paris, Texas, voted on Monday. Paris has 25,000 people."
    assert labels(text, "Paris", "Texas")[-1] == "Paris, Texas"


def test_people_and_organisations_are_no_places() -> None:
    assert labels("Michael Jordan met Chad Smith of the Bank of England", taken=("Michael Jordan", "Chad Smith")) == [
        "England"
    ]
    assert labels("Chad Smith of the Bank of England", taken=("Chad Smith", "Bank of England")) == []
    assert labels("the New York Times said", taken=("New York Times",)) == []
    assert labels("Jordan and Chad signed") == ["Jordan", "Chad"]


def test_the_span_is_the_name_alone() -> None:
    text = "Iran’s envoy left the Netherlands; Azerbaijan's stayed in the U.S."
    spans = [(0, 6, False), (text.index("the Neth"), text.index(";"), False)]
    mentions = find_places(text, spans, gazetteer=GAZETTEER)
    assert [mention.text for mention in mentions] == ["Iran", "Netherlands", "Azerbaijan", "U.S."]
    assert all(text[mention.start : mention.end] == mention.text for mention in mentions)


def test_a_demonym_says_that_it_is_one() -> None:
    (mention,) = found("An Azerbaijani soldier spoke.")
    assert (mention.label, mention.demonym, mention.country) == ("Azerbaijan", True, "AZ")


def test_a_country_counts_in_a_compound() -> None:
    assert labels("U.S.-led forces entered Iraq", "Iraq") == ["United States", "Iraq"]
    assert labels("The Iran-Iraq war, the Japan-U.S. talks and the Iran-contra affair. Kuwait", "Kuwait") == [
        "Iran", "Iraq", "Japan", "United States", "Iran", "Kuwait",
    ]  # fmt: skip
    assert labels("An anti-Iran, pro-Syrian Reading-based group left Kuwait", "Kuwait") == ["Kuwait"]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("The Bank of Japan cut rates.", "Japan"),
        ("The Monetary Authority of Singapore (MAS) sold dollars.", "Singapore"),
        ("The Reserve Bank of New Zealand met.", "New Zealand"),
    ],
)
def test_the_country_of_a_body_that_is_named_after_it_counts(text: str, label: str) -> None:
    assert [place.label for place in extract(text).places] == [label]
    assert extract("The Bank of America and the Bank of England wrote to The Times of India.").places == ()


def test_a_name_in_no_gazetteer_is_kept_and_said_to_be_unknown() -> None:
    (mention,) = found("a fire in Brackenholme-under-Fell", "Brackenholme-under-Fell")
    assert (mention.kind, mention.label, mention.geonameid) == ("unknown", "Brackenholme-under-Fell", None)
    assert mention.confidence < 1


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("troops in northern Iraq", "northern Iraq", "Iraq"),
        ("a bomb in Helmand province", "Helmand province", "Helmand"),
        ("the city of Lyon", "city of Lyon", "Lyon"),
    ],
)
def test_what_news_sets_around_a_name_is_looked_through(text: str, name: str, label: str) -> None:
    assert labels(text, name) == [label]


def test_candidates_come_with_confidence() -> None:
    (mention,) = found("It happened in Springfield.", "Springfield")
    assert len(mention.candidates) > 1
    assert mention.candidates[0].label == mention.label
    parts = [candidate.confidence for candidate in mention.candidates]
    assert parts == sorted(parts, reverse=True)
    assert sum(parts) <= 1.01


def test_the_dateline_decides_before_prominence() -> None:
    (home,) = found("Atlanta", "Atlanta")
    assert labels("A flood hit Birmingham.", "Birmingham") == ["Birmingham"]
    assert labels("A flood hit Birmingham.", "Birmingham", dateline_place=home) == ["Birmingham, Alabama"]


def test_a_former_name_is_understood_and_its_years_said() -> None:
    text = "The orchestra of Leningrad plays."
    (then,) = found(text, "Leningrad", published=date(1950, 5, 1))
    (now,) = found(text, "Leningrad", published=date(2016, 5, 1))
    assert then.label == now.label == "Saint Petersburg"
    assert then.reason == "the name of Saint Petersburg when this was published (1924–1991)"
    assert now.reason == "a former name of Saint Petersburg (1924–1991)"


def test_other_languages_have_the_gazetteer_alone() -> None:
    text = "Der Präsident von Aserbaidschan reiste nach Frankreich und München."
    assert labels(text, english=False) == ["Azerbaijan", "France", "Munich"]
    assert labels(text) == []


def test_one_article_with_countries_peoples_and_what_is_neither() -> None:
    text = (
        "The envoy flew from Azerbaijan to Israel yesterday. Azerbaijani and Israeli firms, of Muslims and Jews alike, "
        "make Tavor rifles. Kazakhstan, a Central Asian state, and Iran watched. Central Asia trades more."
    )
    assert set(labels(text)) == {"Azerbaijan", "Israel", "Iran", "Kazakhstan", "Central Asia"}


@settings(deadline=None, max_examples=80)
@given(st.text(st.sampled_from("AbParisTexs,. ’'-\n1é日Georgia")), st.booleans())
def test_any_text_gives_spans_in_order(text: str, english: bool) -> None:
    mentions = find_places(text, (), gazetteer=GAZETTEER, english=english)
    ends = [0]
    for mention in mentions:
        assert ends[-1] <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        ends.append(mention.end)


@pytest.mark.parametrize(
    "unit",
    [
        "PARIS ",
        "Paris, ",
        "Springfield, ",
        "in Paris ",
        "Paris in ",
        "the city of ",
        "Utica and ",
        "the Gulf ",
        "Paris, Texas. ",
        "Georgia. ",
        "日",
        "1",
        "A",
    ],
)
def test_time_is_linear(unit: str) -> None:
    assert_linear(lambda size: find_places(unit * (size // len(unit)), (), gazetteer=GAZETTEER), 20_000)


def test_an_unknown_word_with_an_article_is_a_thing() -> None:
    text = "The army carries the Tavor, an Israeli rifle, near Zaqataloq."
    names = [(text.index(word), text.index(word) + len(word), False) for word in ("Tavor", "Zaqataloq")]
    labels = [place.label for place in find_places(text, names, gazetteer=open_gazetteer())]
    assert "Tavor" not in labels
    assert "Zaqataloq" in labels


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("VENICE, June 9 - President Reagan left California on Monday for Venice.", ["Venice", "California", "Venice"]),
        ("The June summit is in Venice, U.S. officials said in New York.", ["Venice", "United States", "New York"]),
        ("The boats of Venice, Calif., are for hire.", ["Venice, California", "California"]),
    ],
)
def test_a_city_of_renown_is_meant_unless_the_text_says_otherwise(text: str, labels: list[str]) -> None:
    assert [place.label for place in extract(text).places] == labels


@pytest.mark.parametrize("word", ["\u017ftate", "c\u0131ty", "\u017fuburb", "reg\u0131on"])
def test_letters_that_only_a_pattern_takes_for_others_break_nothing(word: str) -> None:
    for text in (f"He lives in Washington {word} now.", f"It is in the {word} of New York today."):
        assert isinstance(extract(text).places, tuple)


SAID_TWICE = """
The ship left Ponce, Puerto Rico, for San Juan, Puerto Rico. The storm hit Puerto Rico later.
Tarawa, Kiribati, is in the Gilbert Islands, Kiribati. The Gilbert Islands are low, and Springfield is far.
"""


def test_the_same_places_are_found_by_each_process() -> None:
    program = f"from dateline.index import extract; print(extract({SAID_TWICE!r}).places)"
    found = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in range(5)
    }
    assert len(found) == 1
    assert "the text says Puerto Rico" in found.pop()
