"""Heads and numbers of pages in text without form feeds: what goes, and above all what must not."""

from __future__ import annotations

from random import Random

import pytest

from dateline.index.article import RawArticle
from dateline.index.cleaning import clean
from dateline.index.cleaning.running_heads import drop_running_heads
from dateline.index.kernel._tokens import join_lines
from tests.growth import assert_linear

WORDS = (
    "the harbour board met again to hear how a new quay would be paid for and its chairman said that state had"
    " promised half of it while town was to find rest before herring came back in first week of may when boats"
    " lay idle for want of ice coal salt nets or men and nobody could say who owed whom what"
)


def running(count: int, width: int = 9, start: int = 0) -> list[str]:
    """Return lines of running text, a sentence in four lines; other numbers to start with give other lines."""
    lines = []
    for number in range(start, start + count):
        words = Random(number * 100 + width).choices(WORDS.split(), k=width)
        if number % 4 == 0:
            words[0] = words[0].capitalize()
        lines.append(" ".join(words) + ("." if number % 4 == 3 else ""))
    return lines


def cleaned(lines: list[str]) -> tuple[str, tuple[str, ...]]:
    article = clean(RawArticle({"title": "T", "body": "\n".join(lines)}, "a.txt"))
    return article.body, article.notes


def pages(head: str, foot: str = "", count: int = 6, lines: int = 30, blank: bool = False) -> tuple[list[str], str]:
    """Return the lines of a book, and its text without heads and feet; ``{}`` is the number of the page."""
    made, text = [], []
    for number in range(count):
        # Pages of a line more or less, as pages are; every second one is cut in mid-sentence.
        page = running(lines + number % 3, start=number * 50 + 2)
        around = [""] if blank else []
        above = [head.format(number + 11), *around] if head else []
        below = [*around, foot.format(number + 11)] if foot else []
        made += [*above, *page, *below, *around]
        text += page
    return made, "\n".join(text)


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        ("THE HARBOUR COURIER", ""),
        ("", "{}"),
        ("", "- {} -"),
        ("The Harbour Courier", "Page {} of 90"),
        ("{}   THE HARBOUR COURIER", ""),
        ("December 14, 1911   The Harbour Courier   Page {}", "{}"),
    ],
)
@pytest.mark.parametrize("blank", [False, True])
def test_heads_and_numbers_go_where_the_text_runs_on(head: str, foot: str, blank: bool) -> None:
    lines, text = pages(head, foot, blank=blank)
    body, notes = cleaned(lines)
    assert body.split() == text.split()
    first = (head or foot).format(11)
    assert any(note.startswith("dropped a running head or page number") and first in note for note in notes)
    assert cleaned(body.split("\n")) == (body, ())


@pytest.mark.parametrize("hyphen", ["-", "\u2010", "\u00ac", "\u00ad"])
def test_a_word_that_a_head_cuts_goes_on_in_the_next_line(hyphen: str) -> None:
    lines, _ = pages("THE HARBOUR COURIER", blank=True)
    heads = [place for place, line in enumerate(lines) if line == "THE HARBOUR COURIER"][1:]
    for place in heads:
        lines[place - 2 : place + 3] = [f"the cli{hyphen}", *lines[place - 1 : place + 2], "mate of the coast"]
    assert [form for _, form in join_lines(cleaned(lines)[0])] == ["climate"] * len(heads)


def test_a_cut_sentence_goes_on_in_the_next_line_and_else_a_paragraph_ends() -> None:
    lines, _ = pages("THE HARBOUR COURIER", blank=True)
    body, _ = cleaned(lines)
    parts = [part.strip() for part in body.split("\n\n")]
    assert 1 < len(parts) < 6
    assert all(part[0].isupper() for part in parts[1:])


REFRAIN = [line for n in range(12) for line in (*running(5, 4, n * 4), "and the herring came home, came home", "")]
LOWER = [line for n in range(8) for line in (*running(9, 5, n * 7 + 2), "and the herring came home", "")]
LITANY = [line for n in range(8) for line in (*running(25, 9, 2), "and the herring came home, and", "the boats")]
QUESTIONS = [
    line
    for n in range(40)
    for line in (
        f"Q. Where were you when the {n + 3}rd boat came in?",
        "A. On the quay, as I said before,",
        "by the crane.",
    )
]
SPEAKERS = [line for n in range(30) for line in ("MORAY:", *running(3, 9, n), "REID:", *running(20, 9, n * 3), "")]
LIST = [line for n in range(1, 40) for line in (str(n), *running(4, 9, n * 4), "")]
CHAPTERS = [line for n in range(1, 9) for line in (str(n), "", *running(24, 9, n * 4), "")]
HEADED = [line for n in range(1, 9) for line in (f"Chapter {n}", "", *running(24, 9, n * 4), "")]
SCORES = [f"Player {n:2}   {n % 5}  {n % 3}  {n % 7}  {n}" for n in range(80)]
WARDS = [
    line
    for ward in range(1, 12)
    for line in (
        f"Ward {ward}",
        "Candidate Votes Per cent",
        *(f"Moray {n} {n * 31 + ward} {n}.5" for n in range(30)),
        "",
    )
]
COLUMN = [str(n) for n in range(1, 400)]
YEARS = [line for n in range(1901, 1909) for line in (str(n), *running(24, 9, n * 4), "")]
RECIPES = [line for n in range(8) for line in ("Serves four", *running(24, 9, n * 4), "")]


@pytest.mark.parametrize(
    "lines",
    [REFRAIN, LOWER, LITANY, QUESTIONS, SPEAKERS, LIST, CHAPTERS, HEADED, SCORES, WARDS, COLUMN, YEARS, RECIPES],
)
def test_what_repeats_and_is_text_stays(lines: list[str]) -> None:
    assert cleaned(lines)[1] == ()
    notes: list[str] = []
    text = "\n".join(lines)
    assert drop_running_heads(text, notes) is text


def test_two_times_is_no_rule_and_irregular_pages_are_none() -> None:
    assert cleaned(pages("THE HARBOUR COURIER", count=2)[0])[1] == ()
    uneven = [
        line for n, size in enumerate((20, 60, 25, 90, 20)) for line in ("HEAD", *running(size, start=n * 100 + 2))
    ]
    assert cleaned(uneven)[1] == ()


def test_numbers_that_do_not_count_stay() -> None:
    lines = [line for n in (11, 13, 12, 40, 17) for line in (*running(30, start=n * 100 + 2), str(n))]
    assert cleaned(lines)[1] == ()


def test_capitals_alone_are_never_sure() -> None:
    lines, _ = pages("THE HARBOUR COURIER", "{}")
    assert cleaned([line.upper() for line in lines])[1] == ()


@pytest.mark.parametrize(
    "unit",
    ["a\n", "1\n", " \n", "a\nb\n\n", "HEAD\n" + "word " * 200 + "\n", "12\n" + "word " * 200 + "\n", "{}\n"],
)
def test_linear_time(unit: str) -> None:
    def drop(size: int) -> None:
        numbered = unit == "{}\n"
        drop_running_heads(
            "\n".join(map(str, range(200_000, 200_000 + size // 7))) if numbered else unit * (size // len(unit)), []
        )

    assert_linear(drop, 100_000)
