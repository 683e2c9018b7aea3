"""The analyses of text fields, by name.

``english`` is Dateline's own (`dateline.index.analysis.english`). ``whoosh:NAME`` or ``whoosh:NAME(key=value, …)`` is a
Whoosh analyser, made by the function of that name in `whoosh.analysis` with these literals
(`dateline.index.analysis.whoosh` has the list)::

    whoosh:StandardAnalyzer
    whoosh:NgramWordAnalyzer(minsize=2, maxsize=4)

The text of a Whoosh token is both its term and its form, so a field distinguishes *Running* from *run* only if the
analyser does. Its tokens are numbered in the order in which they come, even if the analyser repeats or skips a
position: a phrase may match across a word that the analyser drops, and positions shared by several tokens are lost.
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
    """Return the function of an analysis from a text to its tokens. Raises FieldError for an unknown one.

    The function may be kept, but only one thread may use it.
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
    """Raise FieldError if a text field of the table has an unknown analysis."""
    for row in fields.of_kind("text"):
        try:
            analyzer_of(row.analysis)
        except FieldError as error:
            raise FieldError(f"field {row.name!r}: {error}") from error
