"""The steps of cleaning a text, in the order they are taken, each with what it does.

A step is a plain function: text in, text out, and a note for whatever it took away. What it does not find it leaves
alone, and then it returns the text it was given, itself. Cleaning what was cleaned changes nothing, and every step
takes time linear in the text.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dateline.index.article import RawArticle
from dateline.index.cleaning.characters import (
    UNMENDED,
    drop_controls,
    encodable,
    join_white_space,
    one_kind_of_line_end,
    spell_out_ligatures,
    to_nfc,
)
from dateline.index.cleaning.furniture import drop_furniture
from dateline.index.cleaning.heads import drop_heads, is_in_lines
from dateline.index.cleaning.leaks import MARK as LEAKED
from dateline.index.cleaning.leaks import drop_php_messages
from dateline.index.cleaning.messages import SCRIPT_MARKS, SQL_MARKS, drop_javascript_messages, drop_sql_messages
from dateline.index.cleaning.mojibake import LEADS, repair_mojibake
from dateline.index.cleaning.notices import SUBSCRIPTION_MARKS, drop_cookie_notices, drop_subscription_notices
from dateline.index.cleaning.trailers import MARKS as TRAILER_MARKS
from dateline.index.cleaning.trailers import drop_headline, drop_last_lines, drop_trailers
from dateline.index.kernel import MarkFinder
from dateline.index.kernel.marks_plain import UNCOMMON

__all__ = ["STEPS", "Change", "Step", "clean_body", "clean_title", "explain"]

EXCERPT = 120
AROUND = 20


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its name, what it does, and the function. ``of_titles``: titles take it too."""

    name: str
    does: str
    function: Callable[[str, list[str]], str]
    of_titles: bool = True


@dataclass(frozen=True, slots=True)
class Change:
    """What one step did to one part of an article: excerpts of the text before and after it, and its notes."""

    step: str
    part: str
    before: str
    after: str
    notes: tuple[str, ...]


STEPS = (
    Step("surrogates", "half a surrogate pair, which is no character, becomes U+FFFD", encodable),
    Step("line-ends", "every line ends with \\n", one_kind_of_line_end),
    Step("mojibake", "UTF-8 that was read as another encoding is read as UTF-8", repair_mojibake),
    Step("controls", "control and invisible characters go, but for those a script needs", drop_controls),
    Step("ligatures", "ligatures of print (ﬁ) become their letters, so that words are found", spell_out_ligatures),
    Step("nfc", "characters are composed as Unicode NFC has them", to_nfc),
    Step("page-breaks", "running heads and page numbers between pages go", drop_furniture, of_titles=False),
    Step(
        "heads",
        "the same go where nothing marks the pages, if the text runs on across them",
        drop_heads,
        of_titles=False,
    ),
    Step("php", "messages of PHP that leaked into the text go", drop_php_messages),
    Step("sql", "messages of databases that leaked into the text go", drop_sql_messages),
    Step("javascript", "messages of JavaScript that leaked into the text go", drop_javascript_messages),
    Step("cookies", "notices that a site uses cookies go", drop_cookie_notices, of_titles=False),
    Step("subscriptions", "calls to subscribe and to sign up go", drop_subscription_notices, of_titles=False),
    Step("trailers", "lines that lead to other articles (“Read more: …”) go", drop_trailers, of_titles=False),
    Step("white-space", "more than one blank line becomes one", join_white_space, of_titles=False),
)
HEADLINE = "headline"  # the last step of a body; it needs the title
# The steps that mend characters come first, and leave ASCII without control characters alone. Those that drop lines
# follow; they leave alone what holds none of their marks, but for heads and trailers at the end, which have none.
FIRST_DROPPING = next(place for place, step in enumerate(STEPS) if step.name == "page-breaks")
MENDING = tuple(step.function for step in STEPS[:FIRST_DROPPING])
DROPPING_OF_TITLES = tuple(step.function for step in STEPS[FIRST_DROPPING:] if step.of_titles)
DROPPING = tuple(step.function for step in STEPS[FIRST_DROPPING:])
FINDER = MarkFinder(
    (LEAKED, *SQL_MARKS, *SCRIPT_MARKS, "ookie", *SUBSCRIPTION_MARKS, *TRAILER_MARKS, "\n\n\n"), UNMENDED, LEADS
)


def clean_title(text: str, notes: list[str]) -> str:
    """Return a title, on one line, after the steps that titles take."""
    found = FINDER.look(text)
    if found:
        for function in MENDING:
            text = function(text, notes)
        found = FINDER.look(text) & ~UNCOMMON
    for function in DROPPING_OF_TITLES if found else ():
        text = function(text, notes)
    return " ".join(text.split())


def clean_body(text: str, title: str, notes: list[str]) -> str:
    """Return a body after all steps; ``title`` is that of its article, cleaned."""
    found = FINDER.look(text)
    if found:
        for function in MENDING:
            text = function(text, notes)
        found = FINDER.look(text) & ~UNCOMMON
    if found:
        for function in DROPPING:
            text = function(text, notes)
    else:
        if is_in_lines(text):
            text = drop_heads(text, notes)
        text = drop_last_lines(text, notes)
    return drop_headline(text, title, notes)


def explain(raw: RawArticle) -> tuple[Change, ...]:
    """Return what each step does to the title and the body of an article, steps that do nothing left out."""
    changes: list[Change] = []
    title, body = raw.values.get("title"), raw.values.get("body")
    title = clean_title(walk(title, "title", changes), []) if isinstance(title, str) else ""
    if isinstance(body, str):
        text, notes = walk(body, "body", changes), list[str]()
        note(changes, HEADLINE, "body", (text, drop_headline(text, title, notes)), notes)
    return tuple(changes)


def walk(text: str, part: str, changes: list[Change]) -> str:
    """Return a text after its steps, and tell of each that changes it."""
    for step in STEPS:
        if part == "body" or step.of_titles:
            notes: list[str] = []
            after = step.function(text, notes)
            note(changes, step.name, part, (text, after), notes)
            text = after
    return text


def note(changes: list[Change], step: str, part: str, texts: tuple[str, str], notes: list[str]) -> None:
    """Tell of what a step did, if it did anything."""
    before, after = texts
    if before != after or notes:
        changes.append(Change(step, part, *excerpts(before, after), tuple(notes)))


def excerpts(before: str, after: str) -> tuple[str, str]:
    """Return the place where two texts first differ, as it stands in each."""
    low, high = 0, min(len(before), len(after))
    while low < high:  # the length of the common beginning, by halves
        middle = (low + high + 1) // 2
        if before.startswith(after[low:middle], low):
            low = middle
        else:
            high = middle - 1
    start = max(0, low - AROUND)
    return before[start : start + EXCERPT], after[start : start + EXCERPT]
