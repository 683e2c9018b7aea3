"""Rules of people are tried only where the kernel says so, and find the same as if they were tried everywhere."""

from __future__ import annotations

import re
from array import array
from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dateline.index.entities.mention import PersonMention
from dateline.index.entities.people import corrections, people
from dateline.index.entities.people.companies import BY_WORD, COMPANIES
from dateline.index.entities.people.cue_words import (
    ABBREVIATED_FORENAMES,
    BUSINESS,
    CLUBS,
    COURTESIES,
    ENDS_OF_NAMES,
    EPITHETS,
    FATES,
    FEATURES,
    GEOGRAPHIC,
    HEADLINE_VERBS,
    LEGAL_ENDS,
    LEGAL_FORMS,
    LOCALS,
    MEMBERS,
    MOVES,
    NOBODY,
    NUMBERS,
    OFFICES,
    OTHERS,
    PERIODS,
    REPORTED,
    SHARES,
    SHIPS,
    SURE_TITLES,
    THINGS,
    name_rules,
)
from dateline.index.entities.people.titles import PARTICLES, POSTNOMINALS, ROLES, STYLES, TITLES, word_set
from dateline.index.entities.tagging import Names, tag_names, word_classes
from dateline.index.kernel._naming import LONGEST_SEARCHED
from dateline.index.kernel._tagging import ECHOED, OPENS, NameRules
from tests.kernels.samples import law
from tests.oracles.name_rules import EveryName
from tests.oracles.people import mentions_of_people

pytestmark = pytest.mark.kernels

NAMES = sorted(
    word_set("""
    Reagan Ronald Ilham Aliyev Jordan Israel April August Tuesday Washington Boston Smith John J. K. Le Pen Marine
    Dominique Villepin al-Assad Al-Rashid O’Brien O'Neill DEERE Deere Ford Kidder Peabody Min-ji Kim É. Šefčovič Ǆ ﬁ ß
    Anna-Maria Mary Charlotte Morgan Stanley ŠEFČOVIČ Saudi Roman New York AT&T J.K. Jr Jr. III Geo. Wm. Mt. St.
    """)
)
LISTS = [
    ABBREVIATED_FORENAMES, BUSINESS, COURTESIES, FEATURES, GEOGRAPHIC, LEGAL_FORMS, MEMBERS, MOVES, NOBODY, NUMBERS,
    OFFICES, PERIODS, REPORTED, SHARES, SHIPS, THINGS, PARTICLES, ROLES, STYLES, TITLES, COMPANIES, BY_WORD,
    ENDS_OF_NAMES, EPITHETS, POSTNOMINALS, LEGAL_ENDS, OTHERS, ["CEO", "MP"],
    FATES, HEADLINE_VERBS, SURE_TITLES, LOCALS, CLUBS, ["was", "Co", "Co."],
]  # fmt: skip
CUES = st.sampled_from([sorted(each) for each in LISTS]).flatmap(st.sampled_from)
SMALL = st.sampled_from(
    sorted(word_set("of the said in that and to met , ; . : - – ( ) \" “ ” & < > 5 pct was ' 's ’s"))
)
WORDS = st.one_of(
    st.sampled_from(NAMES),
    st.sampled_from(NAMES),
    CUES,
    CUES.map(str.title),
    CUES.map(str.upper),
    CUES.map("{}.".format),
    SMALL,
    SMALL,
)
GAPS = (
    st.just(" ")
    | st.just(" ")
    | st.sampled_from(["", ", ", ". ", "\n", "\n\n", ".", "  ", "\x85", "\x1c", ' "', "” ", "-"])
)
TEXTS = st.lists(st.tuples(WORDS, GAPS), max_size=30).map(lambda pairs: "".join(word + gap for word, gap in pairs))


@st.composite
def texts_with_names(draw: st.DrawFn) -> tuple[str, Names]:
    """Return a text, and its names as tagged or drawn, which may overlap as those of patterns do."""
    text = draw(TEXTS | st.text("AJbde .,“”\"'\nÉМ1&-", max_size=40))
    if draw(st.booleans()):
        return text, tag_names(text)
    spans = [match.span() for match in re.finditer(r"[^\s,;:()\"“”<>]+", text)]
    starts, ends, kinds = array("Q"), array("Q"), array("Q")
    at = 0
    while at < len(spans):
        words = draw(st.integers(0, 3))
        if words and not set(text[spans[at][0] : spans[min(at + words, len(spans)) - 1][1]]) & set("\n"):
            starts.append(spans[at][0])
            ends.append(spans[min(at + words, len(spans)) - 1][1])
            kinds.append(draw(st.sampled_from([1, 1, 1, 2, 3, 4, 5])))
        at += draw(st.sampled_from([words or 1, 1]))
    return text, Names(starts, ends, kinds, array("Q", [0]))


def is_place_name(name: str) -> bool:
    """Return whether a gazetteer could have a name."""
    return name.startswith(("New", "Saudi"))


def found_in(text: str, names: Names) -> tuple[list[tuple[int, int, int]], tuple[PersonMention, ...]]:
    """Return the corrected names of a text, and its people."""
    corrected = corrections.correct_names(text, names, is_place_name)
    return list(corrected), people.find_people(text, corrected)


@law
@example(("AT&T Mt. Accuses Alex ", Names(array("Q", [0]), array("Q", [21]), array("Q", [4]), array("Q", [0]))))
@given(texts_with_names())
def test_the_rules_find_the_same_as_if_every_name_needed_them(case: tuple[str, Names]) -> None:
    text, names = case
    found = found_in(text, names)
    uncorrected = people.find_people(text, names)
    with patch.object(corrections, "name_rules", EveryName), patch.object(people, "name_rules", EveryName):
        assert found == found_in(text, names)
        assert uncorrected == people.find_people(text, names)


@law
@given(texts_with_names())
def test_the_width_of_characters_and_of_numbers_changes_nothing(case: tuple[str, Names]) -> None:
    text, names = case
    columns = names.starts, names.ends, names.kinds
    short = [array("I", column) for column in columns]
    for wider in ("\n\nж", "\n\n😀"):
        read = name_rules().read
        assert read(text + "\n\n", *columns) == read(text + wider, *columns)
        assert read(text, *columns) == read(text, *short)


@law
@given(texts_with_names())
def test_mentions_are_those_of_the_oracle(case: tuple[str, Names]) -> None:
    text, names = case
    _, _, (signs, candidates) = name_rules().read(text, names.starts, names.ends, names.kinds)
    found = people.people_finder().find(text, names.starts, names.ends, names.kinds, names.sentences, signs, candidates)
    assert found == mentions_of_people(text, names, signs, candidates)


WORDS_OF_NAMES = st.sampled_from(NAMES) | CUES | st.from_regex(r"[A-D][A-Da-d.'’-]{0,4}", fullmatch=True)
FULL_NAMES = st.lists(WORDS_OF_NAMES | st.sampled_from(["Smith", "SMITH", "John"]), min_size=1, max_size=4).map(
    " ".join
)


@law
@given(st.lists(FULL_NAMES, min_size=1, max_size=4), st.data())
def test_full_names_are_taken_apart_as_by_the_rules(full: list[str], data: st.DataObject) -> None:
    words = sorted({word for name in full for word in name.split()})
    short = data.draw(
        st.lists(st.sampled_from(words) | st.sampled_from([words[-1].upper(), words[0].lower()]), max_size=4)
    )
    text, candidates = "THE NEWS\nSmith, 60, and April said so.", array("Q")
    for name in full + short:
        text += f" met {name}"
        candidates.extend((len(text) - len(name), len(text), 1, 0, len(text) - len(name)))
    starts, ends, kinds = (candidates[column::5] for column in range(3))
    names = Names(starts, ends, kinds, array("Q", [0, 9]))
    found = people.people_finder().find(text, starts, ends, kinds, names.sentences, 0, candidates)
    assert found == mentions_of_people(text, names, 0, candidates)


@law
@given(texts_with_names(), st.sampled_from(NAMES), st.sampled_from(NAMES))
def test_a_surname_that_is_looked_for_is_found_as_in_the_whole_text(
    case: tuple[str, Names], forename: str, surname: str
) -> None:
    evidence = corrections._Evidence(case[0] + f" Mr {surname} {forename} {surname}")
    assert evidence.is_beside_people(surname) == (surname in evidence.people)
    assert evidence.stands_alone(forename, surname) == (
        evidence.alone[surname] > evidence.pairs[f"{forename} {surname}"]
    )


def test_in_a_long_text_surnames_are_sought_among_the_names_alone() -> None:
    text = "Ilham Aliyev came. The Aliyev and Aliyev of Baku" + " " * LONGEST_SEARCHED
    names = Names(array("Q", [0, 23]), array("Q", [12, 29]), array("Q", [1, 4]), array("Q", [0, 19]))
    found = people.find_people(text, names)
    assert [(one.start, one.name) for one in found] == [(0, "Ilham Aliyev"), (23, "Ilham Aliyev")]
    _, _, (signs, candidates) = name_rules().read(text, names.starts, names.ends, names.kinds)
    assert found == mentions_of_people(text, names, signs, candidates)


@law
@given(
    st.lists(
        st.sampled_from([
            "Ronald Reed", "Ronald Wilson Reed", "R. Reed", "RONALD REED", "Ronald' W. Reed", "Nancy Reed", "Reed",
            "Mrs. Reed", "his wife Nancy Reed", "King Philip", "Philip", "Saint Philip", "St. Philip", "Ronald",
            "Paris.\n",
        ]),
        max_size=12,
    )
)  # fmt: skip
def test_people_of_several_names_and_of_one_surname_are_those_of_the_oracle(words: list[str]) -> None:
    text = " said so. ".join(words)
    names = tag_names(text)
    _, _, (signs, candidates) = name_rules().read(text, names.starts, names.ends, names.kinds)
    assert people.find_people(text, names) == mentions_of_people(text, names, signs, candidates)


@pytest.mark.parametrize("count", [1, 100, 1000])
def test_names_that_are_also_others_are_seen_among_any_number(count: int) -> None:
    text = "".join(f"Name{number:04d} " for number in range(count)) + "Name0000"
    starts = array("Q", range(0, 9 * count + 1, 9))
    ends = array("Q", [start + 8 for start in starts])
    for kind, echoes in ((1, 0), (2, ECHOED), (4, ECHOED | OPENS)):
        kinds = array("Q", [1] * count + [kind])
        _, _, (signs, found) = name_rules().read(text, starts, ends, kinds)
        assert signs & (ECHOED | OPENS) == echoes
        assert len(found) == 5 * (count + (kind == 1))


@given(CUES | st.sampled_from(NAMES) | st.text(max_size=8))
def test_words_have_the_classes_of_the_lexicon(word: str) -> None:
    assert name_rules().classes_of(word) == word_classes(word)


def test_a_lexicon_without_words_is_refused() -> None:
    with pytest.raises(ValueError, match="empty"):
        NameRules(array("Q"), {})
