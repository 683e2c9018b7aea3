"""The kernel that takes the layout out of a text equals the obvious way, and its offsets lead back."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.entities.mention import PersonMention
from dateline.index.kernel._layout import divide, flatten
from dateline.index.kernel._records import RecordMaker
from tests.kernels.samples import law
from tests.oracles.layout import flat, paragraphs

pytestmark = pytest.mark.kernels

WORDS = st.sampled_from(
    [
        "Ali",
        "Akbar",
        "OPEC",
        "the",
        "of",
        "said",
        "U.S.",
        "a",
        "12",
        "rose,",
        "end.",
        "New-",
        "York",
        "“So”",
        "Łódź",
        "日本",
    ]
)
GAPS = st.sampled_from(
    [" ", "\n", "  ", "\n\n", "\n    ", "\t", "     ", "-\n", "\u00ac\n", "\r\n", " \n", "\u00ad", "\u2028", "\u3000"]
)
TEXTS = st.lists(st.tuples(WORDS, GAPS), max_size=30).map(lambda pairs: "".join(word + gap for word, gap in pairs))


@law
@given(
    TEXTS
    | st.text(max_size=40)
    | st.text(alphabet="aA -\n\t.¬\u00ad5", max_size=60)
    | st.lists(st.sampled_from(["a bb ", "B c ", "5", '1-"', " ", "\n", ".", "bb", ",", "CC dd (\n"])).map("".join)
)
def test_a_text_is_flattened_as_in_the_obvious_way(text: str) -> None:
    running, cuts, removed = flatten(text)
    plain, places = flat(text)
    assert running == plain
    spans = [(at, at + size) for at in range(len(plain)) for size in (1, 3, 20) if at + size <= len(plain)]
    mentions = tuple(PersonMention(plain[start:end], start, end, "Ali") for start, end in spans)
    printed = [(places[start], places[end - 1] + 1) for start, end in spans]
    assert RecordMaker(PersonMention).in_print(mentions, text, cuts, removed) == tuple(
        PersonMention(text[start:end], start, end, "Ali") for start, end in printed
    )


def test_an_empty_span_and_another_type_of_array() -> None:
    _, cuts, removed = flatten("a  b\nc")
    maker = RecordMaker(PersonMention)
    apart = (PersonMention("", 0, 0, "Ali"),)
    assert maker.in_print(apart, "a  b\nc", cuts, removed) == apart
    with pytest.raises(TypeError, match="arrays of the type Q"):
        maker.in_print((), "", array("I", cuts), removed)
    with pytest.raises(TypeError, match="one length"):
        maker.in_print((), "", cuts, removed[1:])


@law
@given(TEXTS)
def test_what_is_flat_stays_so(text: str) -> None:
    running = flatten(text)[0]
    assert flatten(running.replace("\n", "\n\n"))[0].replace("\n\n", "\n") == running


@pytest.mark.parametrize(
    ("text", "running"),
    [
        ("Prime Minister Margaret\nThatcher said so.", "Prime Minister Margaret Thatcher said so."),
        ("OIL PRICES RISE\nOil ministers met in Vienna.", "OIL PRICES RISE\nOil ministers met in Vienna."),
        ("U.S. Agriculture Secretary Richard\nLyng said he believes that the bill will be passed this year.",
         "U.S. Agriculture Secretary Richard Lyng said he believes that the bill will be passed this year."),
        ("By John Smith\nThe mayor said that he would not stand again in May.",
         "By John Smith\nThe mayor said that he would not stand again in May."),
        ("Ann Lee\nBob Ray\nCara Diaz", "Ann Lee\nBob Ray\nCara Diaz"),
        ("He came from West Ger-\nmany, the Anglo-\nIrish said of Mc¬\nKinley.",
         "He came from West Germany, the Anglo-Irish said of McKinley."),
        ("    The first paragraph ends\nhere.\n    The second one begins.",
         "    The first paragraph ends here.\n    The second one begins."),
        ("It was in the mid-\n1990s, on the twenty-\nfirst, in 1914-\n18.",
         "It was in the mid-1990s, on the twenty-first, in 1914-18."),
        ("They came to Toron-\nto and to New Zeal-\nand on foot.", "They came to Toronto and to New Zealand on foot."),
        ("Mr.  John   Smith", "Mr. John Smith"),
        ("Smith\t12\tJones", "Smith\n12\nJones"),
    ],
)  # fmt: skip
def test_line_ends_are_spaces_or_borders(text: str, running: str) -> None:
    assert flatten(text)[0] == running


def test_a_text_without_layout_is_the_same_object() -> None:
    text = "One line, Łódź.\n\nAnother."
    assert flatten(text)[0] is text


def test_a_text_that_loses_its_only_wide_character_equals_a_narrow_one() -> None:
    assert hash(flatten("a\u2028b c")[0]) == hash("a b c")


LINE = st.sampled_from(
    ["a bb ", "B c ", "5", ".", "said. ", "the men of the sea and of oil " * 5, "Oil ", " ", "\n", "\n"]
)


@law
@given(TEXTS | st.text(max_size=40) | st.lists(LINE, max_size=20).map("".join))
def test_paragraphs_begin_where_the_obvious_way_finds_them(text: str) -> None:
    *layout, starts = divide(text)
    assert tuple(layout) == flatten(text)
    assert list(starts) == paragraphs(text)
