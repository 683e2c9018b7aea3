"""The cleaning steps, in order, each with a description.

A step is a function from text to text that adds a note for each thing it drops. If it changes nothing, it returns the
same object. Cleaning a cleaned text changes nothing. Every step takes time linear in the text.
"""

from __future__ import annotations

from collections.abc import Callable

from dateline.index.article import RawArticle
from dateline.index.cleaning.characters import (
    UNCHANGED_RANGES,
    collapse_blank_lines,
    drop_controls,
    normalize_line_ends,
    replace_surrogates,
    spell_out_ligatures,
    to_nfc,
)
from dateline.index.cleaning.leaks import MARK as LEAKED
from dateline.index.cleaning.leaks import drop_php_messages
from dateline.index.cleaning.messages import SCRIPT_MARKS, SQL_MARKS, drop_javascript_messages, drop_sql_messages
from dateline.index.cleaning.mojibake import LEADS, repair_mojibake
from dateline.index.cleaning.notices import SUBSCRIPTION_MARKS, drop_cookie_notices, drop_subscription_notices
from dateline.index.cleaning.page_breaks import drop_at_page_breaks
from dateline.index.cleaning.running_heads import drop_running_heads, is_set_in_lines
from dateline.index.cleaning.trailers import MARKS as TRAILER_MARKS
from dateline.index.cleaning.trailers import drop_headline, drop_last_lines, drop_trailers
from dateline.index.dataclass import dataclass
from dateline.index.kernel._marks import UNCOMMON, MarkFinder

__all__ = ["STEPS", "CleaningChange", "Step", "clean_body", "clean_title", "explain"]

EXCERPT = 120
AROUND = 20


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its name, what it does, and the function. ``of_titles``: it applies to titles, too."""

    name: str
    does: str
    function: Callable[[str, list[str]], str]
    of_titles: bool = True


@dataclass(frozen=True, slots=True)
class CleaningChange:
    """The effect of one step on one part of an article: excerpts of the text before and after it, and its notes."""

    step: str
    part: str
    before: str
    after: str
    notes: tuple[str, ...]


STEPS = (
    Step("surrogates", "half a surrogate pair, which is no character, becomes U+FFFD", replace_surrogates),
    Step("line-ends", "every line ends with \\n", normalize_line_ends),
    Step("mojibake", "UTF-8 that was read as another encoding is read as UTF-8", repair_mojibake),
    Step("controls", "control and invisible characters go, but for those a script needs", drop_controls),
    Step("ligatures", "ligatures of print (ﬁ) become their letters, so that words are found", spell_out_ligatures),
    Step("nfc", "characters are composed as Unicode NFC has them", to_nfc),
    Step("page-breaks", "running heads and page numbers between pages go", drop_at_page_breaks, of_titles=False),
    Step(
        "heads",
        "the same go where nothing marks the pages, if the text runs on across them",
        drop_running_heads,
        of_titles=False,
    ),
    Step("php", "messages of PHP that leaked into the text go", drop_php_messages),
    Step("sql", "messages of databases that leaked into the text go", drop_sql_messages),
    Step("javascript", "messages of JavaScript that leaked into the text go", drop_javascript_messages),
    Step("cookies", "notices that a site uses cookies go", drop_cookie_notices, of_titles=False),
    Step("subscriptions", "calls to subscribe and to sign up go", drop_subscription_notices, of_titles=False),
    Step("trailers", "lines that lead to other articles (“Read more: …”) go", drop_trailers, of_titles=False),
    Step("white-space", "more than one blank line becomes one", collapse_blank_lines, of_titles=False),
)
HEADLINE = "headline"  # the last step of a body; it needs the title
# The steps for characters come first; they do not change ASCII without control characters. The steps for lines follow;
# they change only texts that contain one of their marks, except running heads and trailers, which have no marks.
FIRST_LINE_STEP = next(place for place, step in enumerate(STEPS) if step.name == "page-breaks")
CHARACTER_STEPS = tuple(step.function for step in STEPS[:FIRST_LINE_STEP])
TITLE_LINE_STEPS = tuple(step.function for step in STEPS[FIRST_LINE_STEP:] if step.of_titles)
LINE_STEPS = tuple(step.function for step in STEPS[FIRST_LINE_STEP:])
FINDER = MarkFinder(
    (LEAKED, *SQL_MARKS, *SCRIPT_MARKS, "ookie", *SUBSCRIPTION_MARKS, *TRAILER_MARKS, "\n\n\n"), UNCHANGED_RANGES, LEADS
)


def clean_title(text: str, notes: list[str]) -> str:
    """Return a title on one line, after the steps for titles."""
    found = FINDER.look(text)
    if found:
        for function in CHARACTER_STEPS:
            text = function(text, notes)
        found = FINDER.look(text) & ~UNCOMMON
    for function in TITLE_LINE_STEPS if found else ():
        text = function(text, notes)
    return " ".join(text.split())


def clean_body(text: str, title: str, notes: list[str]) -> str:
    """Return a body after all steps; ``title`` is the cleaned title of the article."""
    found = FINDER.look(text)
    if found:
        for function in CHARACTER_STEPS:
            text = function(text, notes)
        found = FINDER.look(text) & ~UNCOMMON
    if found:
        for function in LINE_STEPS:
            text = function(text, notes)
    else:
        if is_set_in_lines(text):
            text = drop_running_heads(text, notes)
        text = drop_last_lines(text, notes)
    return drop_headline(text, title, notes)


def explain(raw: RawArticle) -> tuple[CleaningChange, ...]:
    """Return the effects of the steps on the title and the body of an article, without steps that do nothing."""
    changes: list[CleaningChange] = []
    title, body = raw.values.get("title"), raw.values.get("body")
    title = clean_title(apply_steps(title, "title", changes), []) if isinstance(title, str) else ""
    if isinstance(body, str):
        text, notes = apply_steps(body, "body", changes), list[str]()
        add_change(changes, HEADLINE, "body", (text, drop_headline(text, title, notes)), notes)
    return tuple(changes)


def apply_steps(text: str, part: str, changes: list[CleaningChange]) -> str:
    """Return a text after its steps; add the effect of each step to ``changes``."""
    for step in STEPS:
        if part == "body" or step.of_titles:
            notes: list[str] = []
            after = step.function(text, notes)
            add_change(changes, step.name, part, (text, after), notes)
            text = after
    return text


def add_change(changes: list[CleaningChange], step: str, part: str, texts: tuple[str, str], notes: list[str]) -> None:
    """Add the effect of a step to ``changes``, if it had one."""
    before, after = texts
    if before != after or notes:
        changes.append(CleaningChange(step, part, *excerpts(before, after), tuple(notes)))


def excerpts(before: str, after: str) -> tuple[str, str]:
    """Return an excerpt of each text around the place where they first differ."""
    low, high = 0, min(len(before), len(after))
    while low < high:  # binary search for the length of the common prefix
        middle = (low + high + 1) // 2
        if before.startswith(after[low:middle], low):
            low = middle
        else:
            high = middle - 1
    start = max(0, low - AROUND)
    return before[start : start + EXCERPT], after[start : start + EXCERPT]
