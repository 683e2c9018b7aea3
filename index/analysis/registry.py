"""The analyses that a text field can name: how its text is cut into terms.

``english`` is Dateline's own (`dateline.index.analysis.english`). ``whoosh:NAME`` or
``whoosh:NAME(key=value, …)`` is an analyser of Whoosh's, made by the function of that
name in `whoosh.analysis` with these literals (`dateline.index.analysis.whoosh` has the
list)::

    whoosh:StandardAnalyzer
    whoosh:NgramWordAnalyzer(minsize=2, maxsize=4)

A Whoosh token's text is its term and its form alike: such a field does not tell
*Running* from *run* where the analyser does not. Its tokens are numbered one after the other in the order
they come, also where the analyser gives a number twice or leaves one out: a phrase may reach over a
word that the analyser drops, and a number shared by several tokens is not kept.
"""

from __future__ import annotations

from collections.abc import Callable

from dateline.index.analysis.english import Token, analyze
from dateline.index.errors import FieldError
from dateline.index.fields import FieldTable

__all__ = ["ENGLISH", "analyzer_of", "check_analyses"]

ENGLISH = "english"
WHOOSH = "whoosh:"

Analyzer = Callable[[str], list[Token]]


def analyzer_of(name: str) -> Analyzer:
    """Return the function from a text to its tokens that an analysis names. Raises FieldError if it names none.

    What is returned may be kept, but belongs to one thread.
    """
    if name == ENGLISH:
        return analyze
    if name.startswith(WHOOSH):
        from dateline.index.analysis.whoosh import analyzer_named  # start-up: Whoosh takes 65 ms to import

        return analyzer_named(name.removeprefix(WHOOSH))
    raise FieldError(
        f"there is no analysis {name!r}; use {ENGLISH!r}, or an analyser of Whoosh's such as 'whoosh:StandardAnalyzer'"
    )


def check_analyses(fields: FieldTable) -> None:
    """Raise FieldError if a text field of the table names an analysis that is none."""
    for row in fields.of_kind("text"):
        try:
            analyzer_of(row.analysis)
        except FieldError as error:
            raise FieldError(f"field {row.name!r}: {error}") from error
