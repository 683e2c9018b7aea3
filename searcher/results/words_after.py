"""The note on words after the value of a field that were probably meant as part of it: ``places:west germany``.

A field takes one word, and the shell takes quotation marks away. The note is given where the value and the words after
it are together a value or name that articles have, or a date.
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.index.dataclass import dataclass, replace
from dateline.index.dates.names import ENGLISH_MONTHS, ENGLISH_WEEKDAYS
from dateline.index.fields import Field
from dateline.searcher.engine.protocol import Engine
from dateline.searcher.query import to_text
from dateline.searcher.query.dates import read_date_value
from dateline.searcher.query.keyword_values import bind_value
from dateline.searcher.query.lookalikes import clip
from dateline.searcher.query.loosening import clauses_of, inner_of
from dateline.searcher.query.own_fields import WITHOUT_VALUES
from dateline.searcher.query.scope import row_of
from dateline.searcher.query.tree import And, InField, Must, Node, Not, Note, Phrase, Range, Word
from dateline.searcher.request import SearchRequest
from dateline.searcher.results.view import View

__all__ = ["WholeValue", "find_whole_values", "hyphenated", "is_unread_within", "note_words_after"]

MOST_WORDS = 4  # after a value
MOST_WORDS_OF_DATE = 8  # after the first: *from 1 March 1987 to 31 March 1987*
MOST_TRIED = 8  # values of a query
DOTS = ".."
AS_WORDS = "; searched as words"  # of a value that is no date
# Words that may end a date; without one of them, or a digit, a text is not read as one, which takes longer.
DATE_WORDS = frozenset({
    *ENGLISH_MONTHS, *ENGLISH_WEEKDAYS, "day", "days", "week", "weeks", "weekend", "month", "months", "quarter",
    "quarters", "year", "years", "decade", "century", "centuries", "spring", "summer", "autumn", "fall", "winter",
    "ago", "morning", "afternoon", "evening", "night", "christmas", "easter", "bc", "ad",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class WholeValue:
    """A value with the words after it that were probably meant as part of it.

    ``clauses`` are all clauses side by side with these words in the value; ``first`` is the place of the value among
    them, and ``before`` its clause as typed. ``start`` and ``end`` are the place in the query from the value to the
    last of the words.
    """

    clauses: tuple[Node, ...]
    first: int
    before: Node
    words: tuple[Word, ...]
    field: str
    start: int
    end: int

    @property
    def whole(self) -> Node:
        """The clause with the whole value."""
        return self.clauses[self.first]

    @property
    def typed(self) -> str:
        """The value and the words as typed."""
        return " ".join((to_text(self.before), *(each.text for each in self.words)))


def note_words_after(view: View, tree: Node, request: SearchRequest) -> tuple[Note, ...]:
    """Return notes on values of fields that lack the words after them."""
    return tuple(
        Note(
            f"only “{clip(_value_of(each.before))}” is in {each.field}; for more words write "
            f"{to_text(_unsigned(each.whole))}",
            each.start,
            each.end,
        )
        for clauses in _rows_of_clauses(tree)
        for each in find_whole_values(view, clauses, request)
    )


def is_unread_within(note: Note, whole: Note) -> bool:
    """Return whether a note is that a value is searched as words, and another is on it with the words after it."""
    return note.message.endswith(AS_WORDS) and whole.start == note.start and note.end <= whole.end


def find_whole_values(view: View, clauses: tuple[Node, ...], request: SearchRequest) -> Iterator[WholeValue]:
    """Yield values of clauses side by side that lack the words after them. The longest known value counts."""
    known = _Known(view, request)
    tried = 0
    for first, clause in enumerate(clauses[:-1]):
        inner = _unsigned(clause)
        row = row_of(inner.field, view.fields) if isinstance(inner, InField | Range) else None
        if row is None or row.kind == "text" or row in WITHOUT_VALUES.values():
            continue
        after = _words_after(clauses[first + 1 :], MOST_WORDS_OF_DATE if row.kind == "date" else MOST_WORDS)
        tried += bool(after)
        for count in range(len(after) if tried <= MOST_TRIED else 0, 0, -1):
            whole = known.join(inner, row, [each.text for each in after[:count]])
            if whole is not None:
                leaf = inner.clause if isinstance(inner, InField) else inner
                start = (getattr(leaf, "place", None) or (0, 0))[0]
                end = (after[count - 1].place or (0, len(request.query)))[1]
                made = (*clauses[:first], _with_sign(clause, whole), *clauses[first + 1 + count :])
                yield WholeValue(made, first, clause, tuple(after[:count]), row.name, start, end)
                break


class _Known:
    """What an archive has in its fields, for values of several words."""

    def __init__(self, view: View, request: SearchRequest) -> None:
        self._view, self._request = view, request

    def join(self, clause: Node, row: Field, words: list[str]) -> Node | None:
        """Return a clause with the words after it in its value; None if they are no value together."""
        if row.kind == "date":
            return self._join_date(clause, words)
        if not isinstance(clause, InField) or type(clause.clause) is not Word or clause.clause.exact:
            return None
        value = self._known_value(row, " ".join((clause.clause.text, *words)))
        return None if value is None else InField(clause.field, Phrase(value))

    def _known_value(self, row: Field, text: str) -> str | None:
        """Return the value of a keyword field that a text is, as it is to be typed."""
        engine = self._view.engine
        if row.entity:
            from dateline.searcher.entities.places import Places  # start-up: only names of places need it

            known = self._view.entities(self._request.aliases).of(row)
            if isinstance(known, Places):
                return text if known.is_known(text) else None
            meaning = known.resolve(text, by_word=True)
            return text if meaning.keys or meaning.included else None
        if engine.total(bind_value(row, text, by_word=row.by_word)):
            return text
        return None if row.by_word else hyphenated(engine, row, text)

    def _join_date(self, clause: Node, words: list[str]) -> Node | None:
        last = words[-1].lower().rstrip(".,")
        if last not in DATE_WORDS and not any(map(str.isdigit, last)):
            return None
        if isinstance(clause, Range):
            return self._join_range(clause, words)
        if not isinstance(clause, InField) or type(clause.clause) is not Word:
            return None
        text = " ".join((clause.clause.text, *words))
        low, dots, high = text.partition(DOTS)
        if dots:
            both = self._is_date(low) and self._is_date(high)
            return Range(clause.field, low, high) if both else None
        return InField(clause.field, Phrase(text)) if self._is_date(text) else None

    def _join_range(self, clause: Range, words: list[str]) -> Node | None:
        """Return a range with words after its last bound; the last of them may be the year of the first, too."""
        text = " ".join((clause.high or clause.low or "", *words))
        if not self._is_date(text):
            return None
        if clause.high is None:
            return replace(clause, low=text, place=None)
        low = clause.low
        if low is not None and not self._is_dated(low) and self._is_date(f"{low} {words[-1]}"):
            low = f"{low} {words[-1]}"  # published:june..october 1987
        return replace(clause, low=low, high=text, place=None)

    def _is_date(self, text: str) -> bool:
        return read_date_value(text, self._request.today).date is not None

    def _is_dated(self, text: str) -> bool:
        """Return whether a text is a date that needs nothing more."""
        read = read_date_value(text, self._request.today)
        return read.date is not None and not read.note


def hyphenated(engine: Engine, row: Field, text: str) -> str | None:
    """Return the value with hyphens in place of spaces, if articles have it: *nat-gas* for *nat gas*."""
    value = "-".join(text.split())
    return value if engine.total(bind_value(row, value, by_word=False)) else None


def _words_after(clauses: tuple[Node, ...], most: int) -> list[Word]:
    """Return the first bare words of clauses."""
    found: list[Word] = []
    for each in clauses[:most]:
        if type(each) is not Word or each.exact:
            break
        found.append(each)
    return found


def _rows_of_clauses(tree: Node) -> Iterator[tuple[Node, ...]]:
    """Yield the clauses that stand side by side, of the query and in parentheses."""
    if isinstance(tree, And):
        yield clauses_of(tree)
    for each in inner_of(tree):
        yield from _rows_of_clauses(each)


def _unsigned(clause: Node) -> Node:
    return clause.clause if isinstance(clause, Not | Must) else clause


def _with_sign(clause: Node, whole: Node) -> Node:
    return replace(clause, clause=whole) if isinstance(clause, Not | Must) else whole


def _value_of(clause: Node) -> str:
    """Return the value of a clause as typed."""
    return to_text(_unsigned(clause)).partition(":")[2]
