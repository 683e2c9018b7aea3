"""The steps of cleaning: what each takes away, what it leaves, and what holds for all of them."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.index.article import RawArticle
from dateline.index.cleaning import STEPS, clean, explain
from dateline.index.cleaning.characters import to_nfc
from tests.growth import assert_linear

DIRT = (
    "We use cookies to improve your visit to our website. By continuing you agree to our use of cookies.",
    "This site uses cookies. Find out more in our cookie policy.",
    "Sign up for our daily newsletter",
    "Already a subscriber? Log in",
    "You have reached your limit of free articles this month.",
    "To continue reading, please log in",
    "Read more: Ferries to run again on Monday",
    "READ ALSO: What the harbour will cost",
    "You have an error in your SQL syntax; check the manual that corresponds to your MySQL server version for the "
    "right syntax to use near 'LIMIT 5' at line 1",
    "SQLSTATE[42S02]: Base table or view not found: 1146 Table 'press.views' doesn't exist",
    "WordPress database error: [Table 'wp.wp_x' doesn't exist]",
    "ORA-00942: table or view does not exist",
    "Uncaught TypeError: Cannot read property 'slot' of undefined at https://press.example/js/ads.js:12:34",
    "(adsbygoogle = window.adsbygoogle || []).push({});",
    "Please enable JavaScript to view the comments.",
)
TEXT = (
    "Regulators said that “we use cookies” banners annoy more than they help.",
    "We use cookies to follow you across the web, the company's lawyer told the court.",
    "Cookies were baked in the town hall, and the mayor ate nine.",
    "This site uses stone from the old quarry.",
    "Sign up early, the coach told the swimmers.",
    "Subscribers to the newsletter numbered forty in 1931.",
    "She read more: novels, letters, the whole of the almanac. Then she slept.",
    "Type SELECT name FROM towns WHERE id = 5; and press return.",
    "A lesson: when MySQL says that you have an error in your SQL syntax, look to the left of the place it names.",
    "The TypeError: a name for what happens when a number is called.",
    "Page 3 of the report is blank.",
    "Note: Read more at the library.",
)


def body(text: str, title: str = "Ferry aground") -> tuple[str, tuple[str, ...]]:
    article = clean(RawArticle({"title": title, "body": text}, "a.txt"))
    return article.body, article.notes


@pytest.mark.parametrize("line", DIRT)
def test_a_line_of_dirt_goes_and_its_note_quotes_it(line: str) -> None:
    for text in (f"One.\n\n{line}\n\nTwo.", f"{line}\n\nOne.\n\nTwo.", f"One.\n\nTwo.\n\n{line}"):
        cleaned, notes = body(text)
        assert cleaned == "One.\n\nTwo."
        assert any(line in note for note in notes)


@pytest.mark.parametrize("line", TEXT)
def test_a_line_of_text_stays(line: str) -> None:
    assert body(f"One.\n\n{line}\n\nTwo.") == (f"One.\n\n{line}\n\nTwo.", ())
    assert body(f"One.\n\n{line}") == (f"One.\n\n{line}", ())


@pytest.mark.parametrize(
    "line",
    [
        "The post Ferry aground first appeared on The Quay.",
        "The post Ferry aground. Again appeared first on The Quay.",
        "Der Beitrag Fähre auf Grund erschien zuerst auf Hafenblatt.",
        "L’article Le bac échoué est apparu en premier sur Le Quai.",
        "La entrada El ferri se publicó primero en El Muelle.",
        "O post A balsa apareceu primeiro em O Cais.",
        "L'articolo Il traghetto proviene da Il Molo.",
        "Het bericht Veerboot verscheen eerst op De Kade.",
    ],
)
def test_the_line_that_wordpress_puts_below_a_post_goes(line: str) -> None:
    note = f"dropped a line that leads to another article: {line}"
    assert body(f"It ran aground.\n\n{line}") == ("It ran aground.", (note,))
    for text in (f"{line}\n\nIt ran aground.", "It ran.\n\nThe post office appeared first in 1840 on the quay.", line):
        assert body(text)[0] == text


@pytest.mark.parametrize("link", ["Leer más", "Lire la suite…", "Weiterlesen →", "Read more", "Leggi tutto »"])
@pytest.mark.parametrize("before", [" ", "\n", "\n\n"])
def test_a_link_to_the_whole_text_goes_from_the_end_of_a_summary(before: str, link: str) -> None:
    text, notes = body(f"It ran.{before}{link}")
    assert text == "It ran."
    assert notes == (f"dropped a line that leads to another article: {link}",)
    assert body(f"It ran{before}{link.lower()} on board.")[0] == f"It ran{before}{link.lower()} on board."


def test_trailers_at_the_end_go_and_elsewhere_stay() -> None:
    assert body("One.\n\nRelated: Harbour closed\nContinue reading\n")[0] == "One."
    assert body("Related: Harbour closed\n\nOne.")[0] == "Related: Harbour closed\n\nOne."
    assert body("Related: Harbour closed")[0] == "Related: Harbour closed"


def test_a_headline_that_the_body_repeats_goes_once_said() -> None:
    assert body("\nFERRY  aground\n\nIt ran aground.") == (
        "It ran aground.",
        ("dropped the headline, which the body repeats: Ferry aground",),
    )
    assert body("Ferry aground off Skye\n\nIt ran.")[0] == "Ferry aground off Skye\n\nIt ran."
    assert body("Ferry aground")[0] == "Ferry aground"


def test_invisible_characters_go_where_no_script_needs_them() -> None:
    assert body("Par\u200ba\ufeffde\x07 co\xadop Auf\u200clage")[0] == "Parade coop Auflage"
    assert body("cli\xad\nmate")[0] == "cli-\nmate"
    assert body("cli\xad\xad \nmate")[0] == "cli- \nmate"
    assert body("\x93Yes\x94, one\u2028two")[0] == "“Yes”, one\ntwo"
    for kept in ("می\u200cخواهم", "ก\u200bข", "👩\u200d🚀", "שלום\u200e (a)", "clean\ttab", "no\xa0break"):
        assert body(kept) == (kept, ())


def test_ligatures_become_letters_and_quotation_marks_stay() -> None:
    assert body("The ﬁrst oﬃce, “ﬂooded”")[0] == "The first office, “flooded”"


def test_pages_run_on_without_heads_and_numbers() -> None:
    pages = [f"The Harbour Courier\n\nPart {n} of the tale goes\n{n}" for n in ("7", "8", "9")]
    cleaned, notes = body("\f".join(pages))
    assert cleaned == "Part 7 of the tale goes\n\nPart 8 of the tale goes\n\nPart 9 of the tale goes"
    assert "dropped a running head or page number (3 times): The Harbour Courier" in notes
    assert body("The cli-\n\fmate, the wea\xad\fther")[0] == "The cli-\nmate, the wea-\nther"
    assert body("One sentence runs\fover the page.\f1984")[0] == "One sentence runs\nover the page.\n\n1984"


def test_mojibake_is_repaired_or_said_to_be_there() -> None:
    pytest.importorskip("ftfy", reason="needs the extra `encodings`")
    cleaned, notes = body("The cafÃ© in MÃ¼nchen, â€œopenâ€\x9d again")
    assert cleaned == "The café in München, “open” again"
    assert "repaired 1 line" in notes[0]
    for kept in ("“Curly” and ‘single’ stay", "ÃO PAULO", "Ångström", "Übergröße"):
        assert body(kept) == (kept, ())


def test_without_ftfy_a_note_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.index.cleaning.mojibake.load_repairer", lambda: None)
    cleaned, (note,) = body("The cafÃ©")
    assert cleaned == "The cafÃ©"
    assert "pip install 'dateline[encodings]'" in note


def test_each_step_tells_what_it_did() -> None:
    found = explain(RawArticle({"title": "A\x00b", "body": f"ﬁne\r\n\n{DIRT[0]}"}, "a.txt"))
    assert [(each.step, each.part) for each in found] == [
        ("controls", "title"),
        ("line-ends", "body"),
        ("ligatures", "body"),
        ("cookies", "body"),
    ]
    assert DIRT[0] in found[-1].notes[0]
    assert (found[2].before[:3], found[2].after[:4]) == ("ﬁne", "fine")
    assert explain(RawArticle({"title": "A", "body": "B."}, "a.txt")) == ()


PIECES = st.sampled_from(
    (*DIRT, *TEXT, "Ferry aground", "\n", "\n\n", "\f", "3", "4", "\x00", "\x93", "\u200b", "\u200c", "e",
     "\u0301", "ﬁ", "\xad", "\r")
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(PIECES, max_size=12).map("".join))
def test_cleaning_what_was_cleaned_changes_nothing(text: str) -> None:
    once, _ = body(text)
    assert body(once)[0] == once


@given(st.lists(st.sampled_from(TEXT), min_size=1, max_size=6).map("\n\n".join))
def test_text_without_dirt_is_returned_itself(text: str) -> None:
    for step in STEPS:
        notes: list[str] = []
        assert step.function(text, notes) is text
        assert notes == []


@pytest.mark.parametrize(
    "unit",
    ["\n", " \n", "a", "A\n", "\x00", "\f", "\f1\n", "cookie ", "We use cookies. ", "Read more: ", "Related\n", "Ã©",
     "Ã©\n", "\u200b", "e\u0301", "SQLSTATE[", "TypeError: x at ", "by using you cookie", "ORA-00001: a\n",
     "Sign up for "],
)  # fmt: skip
def test_every_step_takes_linear_time(unit: str) -> None:
    assert_linear(lambda size: body(unit * (size // len(unit))), 200_000)


@given(st.text(st.sampled_from("ae\u0301\u0327\u00e9 "), max_size=200))
def test_texts_are_in_nfc_but_for_endless_marks(text: str) -> None:
    made = to_nfc(text, [])
    if not re.search("[\u0301\u0327]{31}", text):
        assert made == unicodedata.normalize("NFC", text)
    assert unicodedata.normalize("NFC", made) == unicodedata.normalize("NFC", text)


@given(
    st.lists(st.tuples(st.text("aé \u0327", max_size=7), st.sampled_from("\u0301\u0327\U0001d165"), st.integers(0, 40)))
)
def test_runs_of_more_than_thirty_marks_stay_as_they_are(pieces: list[tuple[str, str, int]]) -> None:
    text = "".join(before + mark * count for before, mark, count in pieces)
    parts = re.split("([\u0301\u0327\U0001d165]{31,})", text)
    made = to_nfc(text, [])
    assert made == "".join(
        part if place % 2 else unicodedata.normalize("NFC", part) for place, part in enumerate(parts)
    )


@pytest.mark.parametrize("marks", ["\u0301\u0327", "\U0001d165\U0001d16d"])
def test_endless_marks_take_linear_time(marks: str) -> None:
    assert_linear(lambda size: to_nfc("a" + marks * size, []), 5_000)
