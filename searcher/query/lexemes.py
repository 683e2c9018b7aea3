"""Lexemes, the units of a query, and the runs of characters that they are read from."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from dateline.index.dataclass import dataclass
from dateline.searcher.query.tree import Everything, Named, Operator, Range, TextNode

__all__ = ["Kind", "Leaf", "Lexeme", "Run"]

# "blank" is an operand with nothing to search, such as "".
Kind: TypeAlias = (
    Literal["leaf", "blank", "(", ")", "+", "-", "^", "field", "near", "first", "atleast", "boost"] | Operator
)
Leaf: TypeAlias = TextNode | Named | Range | Everything


class Lexeme(NamedTuple):
    """One unit of a query: its kind, and its place in the text, in characters.

    ``text`` is the name of a ``field``, else the text of the query; ``leaf`` is what a ``leaf`` searches. ``name`` and
    ``number`` are those of an operator; ``boost`` has ``^`` or ``^=`` and the factor. A sign, ``^`` or a field is
    followed by a leaf, a blank or an opening parenthesis, or by ``^``.
    """

    kind: Kind
    text: str
    start: int
    end: int
    leaf: Leaf | None = None
    name: str = ""
    number: float = 0


@dataclass(frozen=True, slots=True)
class Run:
    """A run of characters without white space, or the rest of it after a sign or a field name.

    ``glued`` says that a part of it comes directly before, so that it cannot be an operator; ``opens`` that a quotation
    mark or an opening parenthesis follows directly.
    """

    text: str
    start: int
    glued: bool
    opens: bool

    @property
    def end(self) -> int:
        """Where it ends in the query."""
        return self.start + len(self.text)

    @property
    def place(self) -> tuple[int, int]:
        """Where it starts and ends in the query."""
        return self.start, self.end

    def after(self, length: int) -> Run:
        """Return the rest after the first ``length`` characters."""
        return Run(self.text[length:], self.start + length, True, self.opens)
