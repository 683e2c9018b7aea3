"""Lines are wrapped between words, at the columns that a terminal shows, and never inside a colour."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.searcher.render.wrapping import columns_of, padded, wrap

COLOUR = re.compile(r"\x1b\[[0-9;]*m")
RESET = "\x1b[0m"


def columns(text: str) -> int:
    """Columns by the tables of Unicode, the obvious way."""
    count = 0
    for character in COLOUR.sub("", text):
        joins = unicodedata.category(character) in ("Mn", "Me", "Cf")
        count += 0 if joins else 2 if unicodedata.east_asian_width(character) in "WF" else 1
    return count


def coloured(lines: list[str]) -> list[tuple[str, str]]:
    """Each character that is no white space, with the colour it is shown in; no line may rely on the one before."""
    shown = []
    for line in lines:
        colour = ""
        for piece in re.split(f"({COLOUR.pattern})", line):
            if COLOUR.fullmatch(piece):
                colour = "" if piece == RESET else colour + piece
            else:
                shown += [(character, colour) for character in piece if not character.isspace()]
        assert colour == "", line
    return shown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [""]),
        ("short", ["short"]),
        ("a line of twenty col", ["a line of twenty col"]),
        ("a line of twenty cols.", ["a line of twenty", "  cols."]),
        ("     indented more than that", ["     indented more", "  than that"]),
        ("two  spaces  in  between  stay", ["two  spaces  in", "  between  stay"]),
        ("a_word_longer_than_any_line_is_cut", ["a_word_longer_than_a", "  ny_line_is_cut"]),
        ("see a_word_longer_than_any_line_is_cut", ["see", "  a_word_longer_than", "  _any_line_is_cut"]),
        ("日本語の文には空白がない、句読点はある。", ["日本語の文には空白が", "  ない、句読点はあ", "  る。"]),
        ("一二三四五六七八九十、一", ["一二三四五六七八九", "  十、一"]),
        ("see 中文字中文字中文字中", ["see 中文字中文字中文", "  字中"]),
        ("cafe\u0301 cafe\u0301 cafe\u0301 cafe\u0301", ["cafe\u0301 cafe\u0301 cafe\u0301 cafe\u0301"]),
        ("Ω" * 19 + " e\u0301e\u0301", ["Ω" * 19, "  e\u0301e\u0301"]),
        ("a\ttab  and more of it", ["a       tab  and", "  more of it"]),
        ("no\u00a0break no\u00a0break no\u00a0break", ["no\u00a0break no\u00a0break", "  no\u00a0break"]),
    ],
)
def test_lines_break_between_words(text: str, expected: list[str]) -> None:
    assert wrap(text, 20, 2) == expected
    assert wrap(text, None, 2) == [text]
    assert all(columns(line) <= 20 for line in expected)


def test_colour_takes_no_room_and_begins_again_on_the_next_line() -> None:
    text = "found \x1b[1;33mcommon facilities\x1b[0m, and more"
    assert wrap(text, 80, 2) == [text]
    assert wrap(text, len("found common facilities,") + 1, 2) == [
        "found \x1b[1;33mcommon facilities\x1b[0m,",
        "  and more",
    ]
    assert wrap(text, 20, 2) == ["found \x1b[1;33mcommon\x1b[0m", "  \x1b[1;33mfacilities\x1b[0m, and", "  more"]


def test_a_narrow_line_gives_up_its_indent() -> None:
    lines = wrap("     one two three four five six seven eight", 18, 16)
    assert all(columns(line) <= 18 for line in lines)
    assert lines[1].startswith("  ")
    assert [line for width in (1, 2, 3) for line in wrap("ab 中", width, 5) if columns(line) > 2] == []


def test_cells_are_padded_by_columns() -> None:
    assert [padded(text, 6) for text in ("ab", "中文", "e\u0301", "longer than six")] == [
        "ab    ",
        "中文  ",
        "e\u0301     ",
        "longer than six",
    ]


SIGNS = (
    "a",
    "é",
    "中",
    "、",
    "（",
    "「",
    "한",
    "e\u0301",
    "\u200b",
    "👍🏽",
    "👨\u200d👩\u200d👧",
    "ー",
    "-",
    "/",
    "Ω",
    "\u00a0",
)
WORDS = st.lists(st.sampled_from(SIGNS), min_size=1, max_size=30).map("".join)
COLOURED = st.builds(lambda words: f"\x1b[1;33m{' '.join(words)}{RESET}", st.lists(WORDS, min_size=1, max_size=3))
LINES = st.lists(st.one_of(WORDS, COLOURED), max_size=20).map(" ".join)


@given(LINES, st.integers(8, 60), st.integers(0, 12))
def test_nothing_is_lost_and_no_line_is_too_wide(text: str, width: int, indent: int) -> None:
    lines = wrap(text, width, indent)
    assert coloured(lines) == coloured([text])
    for line in lines:
        assert columns_of(line) <= width
        assert not re.search(r"\x1b(?!\[[0-9;]*m)", line)
        assert not unicodedata.combining(COLOUR.sub("", line).lstrip(" ")[:1] or "x")
    assert wrap(text, 10_000, indent) == [text]
