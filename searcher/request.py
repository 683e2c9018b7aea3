"""A search as a value: everything that determines its answer except the archive.

`SearchArchive.search` and the command line make a request of their arguments. A request can be stored as JSON and
turned into the equivalent command line.

As JSON a request is an object with ``schema`` (1), ``query``, and the other attributes of `SearchRequest` by name. Days
are ISO days, filters are pairs ``[field, value]``. Missing attributes have their defaults. `docs/output.md` has the
schema.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final, Literal, TypedDict, get_args

from dateline.index.dataclass import dataclass, replace
from dateline.index.pattern import compile_late
from dateline.searcher.engine.protocol import Sort
from dateline.searcher.query.bound import Match
from dateline.searcher.query.tree import Node
from dateline.searcher.results.stories import CountBy

__all__ = [
    "LIMIT",
    "MATCHES",
    "MOST_HITS",
    "OPTIONS",
    "Collapse",
    "Filters",
    "SearchOptions",
    "SearchRequest",
    "check_day",
    "unknown_option",
]

SCHEMA = 1
LIMIT = 10  # hits, unless a request says otherwise
MOST_HITS = (1 << 32) - 1  # the most documents of a segment
SLIP = 0.6  # similarity from which an unknown word counts as a misspelling; the default of difflib
Collapse = Literal["story"]
# Pairs of a field and a value, or for each field one value or several. All must hold.
Filters = Iterable[tuple[str, str]] | Mapping[str, str | Sequence[str]]
# The values of the attributes that are enumerations.
SORTS = get_args(Sort)
MATCHES = get_args(Match)
COLLAPSES = (None, *get_args(Collapse))
COUNTS = get_args(CountBy)
CHOICES: Mapping[str, tuple[str | None, ...]] = {
    "sort": SORTS,
    "match": MATCHES,
    "collapse": COLLAPSES,
    "count_by": COUNTS,
}
FLAGS = ("certainly", "aliases", "strict", "plain", "closeness")
NUMBERS = ("limit", "offset")
DAYS = ("today", "as_of")
ISO_DAY = compile_late(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class SearchOptions(TypedDict, total=False):
    """The options of `SearchArchive.search`: the attributes of `SearchRequest`."""

    limit: int
    offset: int
    sort: Sort
    facets: Sequence[str]
    filters: Filters
    match: Match
    today: date | None
    certainly: bool
    aliases: bool
    collapse: Collapse | None
    count_by: CountBy
    as_of: date | None
    strict: bool
    plain: bool
    tree: Node | None
    closeness: bool
    half_life: int | None


OPTIONS: Final = frozenset(SearchOptions.__annotations__)


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A query with its options. Raises TypeError and ValueError for invalid values.

    * ``limit`` and ``offset`` select the hits ``offset`` + 1 to ``offset`` + ``limit``.
    * ``facets`` are names of keyword fields, of date fields with a part (``published:month``), of fields of places with
      a level (``places:country``), or ``lag``, the days from a date in an article's text to its publication.
    * ``filters`` restrict and never score. All must hold; an empty value selects articles that lack the field. They are
      given as pairs or as a mapping of a field to one value or several, and kept as pairs.
    * ``match`` defines words side by side: ``all`` of them, ``any``, or ``auto``: any if no article has them all.
    * ``today`` is the reference day of relative dates. With None they are not resolved; a stored request gets the day
      on which it is run (`on`).
    * ``certainly`` requires the dates of an article to lie entirely within those of the query; else an overlap
      suffices.
    * Without ``aliases`` the authority file is ignored: people and places have the names that each article gives them.
    * ``collapse="story"`` gives one hit for each story, its best article.
    * ``count_by`` selects what the total and the facets count: articles, or the distinct stories or sources among them.
    * ``as_of`` is the day as of which the archive is searched; None: its current state.
    * ``strict``: a query with notes on how it was read raises QueryError.
    * ``plain``: every character of the query is text; there are no operators.
    * ``tree`` is the query as a tree (`dateline.searcher.query`), which is searched instead of ``query``; `of_tree`
      prints it as the query.
    * ``closeness``: of the best articles, those rank higher in which words of the query stand one after the other
      (`dateline.searcher.engine.closeness`).
    * ``half_life``: new articles rank higher; the part of the score for that halves with each so many days before
      ``today``, which must be given (`dateline.searcher.engine.refinement`).
    """

    query: str
    limit: int = LIMIT
    offset: int = 0
    sort: Sort = "relevance"
    facets: Sequence[str] = ()
    filters: Filters = ()
    match: Match = "auto"
    today: date | None = None
    certainly: bool = False
    aliases: bool = True
    collapse: Collapse | None = None
    count_by: CountBy = "article"
    as_of: date | None = None
    strict: bool = False
    plain: bool = False
    tree: Node | None = None
    closeness: bool = False
    half_life: int | None = None

    def __post_init__(self) -> None:
        # Every search makes a request, so a default value costs one comparison here.
        if not isinstance(self.query, str):
            raise TypeError(f"a query is text, not {type(self.query).__name__}")
        if self.sort not in SORTS or self.match not in MATCHES or self.count_by not in COUNTS:
            raise _wrong_choice(self)
        if self.collapse is not None and self.collapse not in COLLAPSES:
            raise _wrong_choice(self)
        limit: Any = self.limit
        offset: Any = self.offset
        if type(limit) is not int or type(offset) is not int or limit < 0 or offset < 0:
            raise _wrong_number(self)
        certainly: Any = self.certainly
        aliases: Any = self.aliases
        strict: Any = self.strict
        if self.plain is not False or self.tree is not None:
            _check_reading(self)
        if self.closeness is not False or self.half_life is not None:
            _check_refinement(self)
        if type(certainly) is not bool or type(aliases) is not bool or type(strict) is not bool:
            raise _wrong_flag(self)
        if self.facets != ():
            object.__setattr__(self, "facets", _facets(self.facets))
        if self.filters != ():
            object.__setattr__(self, "filters", _pairs(self.filters))
        if self.today is not None or self.as_of is not None:
            for name in DAYS:
                object.__setattr__(self, name, check_day(name, getattr(self, name)))

    @classmethod
    def of_tree(cls, tree: Node, **options: Any) -> SearchRequest:
        """Return the request for a tree, with the other attributes as ``options``.

        Its query is the text that searches what the tree does, or the tree as JSON if no text does. Raises TypeError
        and ValueError for what is no tree (`dateline.searcher.query.tree_checks`).
        """
        from dateline.searcher.query.tree_json import tree_to_json  # start-up: few programs make trees

        made = tree_to_json(tree)
        text = _text_of(tree, closeness=options.get("closeness", False))
        return cls(json.dumps(made, ensure_ascii=False) if text is None else text, tree=tree, **options)

    @property
    def filter_pairs(self) -> tuple[tuple[str, str], ...]:
        """The filters as pairs of a field and a value."""
        return self.filters  # type: ignore[return-value]  # __post_init__ made them so

    def on(self, today: date) -> SearchRequest:
        """Return the request with a reference day, if it has none."""
        return self if self.today is not None else replace(self, today=today)

    def as_json(self) -> str:
        """Return the request as one JSON object; equal requests give the same text."""
        made: dict[str, Any] = {"schema": SCHEMA}
        for name in self.__match_args__:
            value = getattr(self, name)
            made[name] = value.isoformat() if isinstance(value, date) else value
        if self.tree is not None:
            from dateline.searcher.query.tree_json import tree_to_json  # start-up: few programs make trees

            made["tree"] = tree_to_json(self.tree)
        return json.dumps(made, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> SearchRequest:
        """Return a request from its JSON. Raises ValueError, and TypeError if it is not a text."""
        if not isinstance(text, str | bytes):
            raise TypeError(f"a search request is JSON text, not {text!r:.60}")
        try:
            given = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise ValueError(f"this is no JSON: {error}") from error
        if not isinstance(given, dict) or "query" not in given:
            raise ValueError('a search request is a JSON object with "query"')
        if (schema := given.pop("schema", SCHEMA)) != SCHEMA or schema is True:
            raise ValueError(f"this search request has schema {schema!r}; this Dateline reads schema {SCHEMA}")
        if unknown := [name for name in given if name not in cls.__match_args__]:
            raise ValueError(unknown_option(unknown[0]))
        for name in DAYS:
            given[name] = _day_of_json(name, given.get(name))
        if given.get("tree") is not None:
            from dateline.searcher.query.tree_json import tree_from_json  # start-up: few programs make trees

            given["tree"] = tree_from_json(given["tree"])
        try:
            return cls(**given)
        except TypeError as error:
            raise ValueError(str(error)) from error

    def as_command(self) -> list[str]:
        """Return the words of the equivalent command line, ``dateline search …``, not quoted for a shell.

        A tree is given as text. Without ``today`` the command uses the day on which it is called. Raises ValueError if
        no text searches what the tree does.
        """
        query = self.query if self.tree is None else _text_of(self.tree, closeness=self.closeness)
        if query is None:
            raise ValueError(
                f"no query can be typed that searches what this tree does: {self.tree!r:.200}; keep the request as "
                "JSON (as_json), or change words and values that have signs or quotation marks"
            )
        words = ["dateline", "search"]
        for name, option in (("limit", "--limit"), ("offset", "--offset"), ("sort", "--sort")):
            words += self._unless_default(name, option)
        for name in self.facets:
            words += ["--facet", name]
        for field, value in self.filter_pairs:
            words += ["--filter", f"{field}={value}"]
        words += {"any": ["--any"], "all": ["--all"]}.get(self.match, [])
        words += self._unless_default("today", "--today")
        words += ["--certainly"] * self.certainly + ["--no-aliases"] * (not self.aliases)
        words += ["--strict"] * self.strict + ["--plain"] * self.plain
        words += ["--no-closeness"] * (not self.closeness)
        words += [] if self.half_life is None else ["--recency", f"{self.half_life}d"]
        for name, option in (("collapse", "--collapse"), ("count_by", "--count-by"), ("as_of", "--as-of")):
            words += self._unless_default(name, option)
        return [*words, "--", query]

    def _unless_default(self, name: str, option: str) -> list[str]:
        value = getattr(self, name)
        return [] if value == getattr(type(self)(""), name) else [option, str(value)]


def _text_of(tree: Node, *, closeness: bool) -> str | None:
    """Return the query that searches what a tree does, None if none does."""
    from dateline.searcher.query.typed_text import typed_text  # start-up: few programs make trees

    return typed_text(tree, closeness=closeness)


def _check_reading(request: SearchRequest) -> None:
    """Raise TypeError or ValueError for a wrong ``plain`` or ``tree``."""
    plain: Any = request.plain
    if type(plain) is not bool:
        raise _wrong_flag(request)
    if request.tree is not None and not isinstance(request.tree, Node):
        raise TypeError(f"tree is a node of dateline.searcher.query or None, not {request.tree!r:.60}")
    if request.tree is not None and plain:
        raise ValueError("a tree is not read as plain text; give plain or tree")


def _check_refinement(request: SearchRequest) -> None:
    """Raise TypeError or ValueError for a wrong ``closeness`` or ``half_life``."""
    closeness: Any = request.closeness
    days: Any = request.half_life
    if type(closeness) is not bool:
        raise _wrong_flag(request)
    if days is not None and type(days) is not int:
        raise TypeError(f"half_life is a whole number of days or None, not {days!r:.60}")
    if days is not None and days < 1:
        raise ValueError(f"half_life is 1 day or more, not {days}")


def unknown_option(name: str) -> str:
    """Return the message about an option that no search has: all that there are, the nearest first."""
    return f"a search has no option {name!r}; it has {', '.join(_nearest(name, SearchRequest.__match_args__))}"


def _facets(given: Any) -> tuple[str, ...]:
    """Return the names of facets. Raises TypeError."""
    if given is None:
        return ()
    if isinstance(given, str | bytes | Mapping) or not isinstance(given, Iterable):
        raise TypeError(f'facets is a list of names: facets=["people"], not {given!r}')
    names = tuple(given)
    for each in names:
        if not isinstance(each, str):
            raise TypeError(f"facets is a list of names, not of {type(each).__name__}")
    return names


def _pairs(given: Any) -> tuple[tuple[str, str], ...]:
    """Return filters as pairs of a field and a value. Raises TypeError."""
    wanted = 'filters is a mapping {"source": "courier"} or a list of pairs [("source", "courier")]'
    if given is None:
        return ()
    if isinstance(given, str) or not isinstance(given, Iterable):
        raise TypeError(f"{wanted}, not {given!r}")
    if isinstance(given, Mapping):
        given = [
            (field, value)
            for field, values in given.items()
            for value in ([values] if isinstance(values, str) else _values(field, values))
        ]
    made = []
    for each in given:
        if isinstance(each, str) or not isinstance(each, Sequence) or len(each) != 2:
            raise TypeError(f"{wanted}, not {each!r}")
        field, value = each
        if not isinstance(field, str) or not isinstance(value, str):
            raise TypeError(f"a filter is a field and a value, both text, not {each!r}")
        made.append((field, value))
    return tuple(made)


def _values(field: Any, values: Any) -> Iterable[Any]:
    if isinstance(values, Iterable) and not isinstance(values, bytes | Mapping):
        return values
    raise TypeError(f"the filter on {field} is a value or a list of values, both text, not {values!r}")


def check_day(name: str, value: Any) -> date | None:
    """Return a date, or the day of a datetime. Raises TypeError."""
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, date):
        return value
    raise TypeError(f"{name} is a datetime.date or None, not {value!r}")


def _day_of_json(name: str, value: Any) -> date | None:
    try:
        if value is not None and not ISO_DAY.fullmatch(value):  # Python reads other forms too
            raise ValueError
        return None if value is None else date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{name} is an ISO day such as 2016-12-14 or null, not {value!r}") from error


def _wrong_number(request: SearchRequest) -> TypeError | ValueError:
    """Return the error for a limit or an offset that is not a non-negative integer."""
    for name in NUMBERS:
        if getattr(request, name).__class__ is not int:
            value = getattr(request, name)
            return TypeError(f"{name} is a whole number, not {value!r:.60} ({type(value).__name__})")
    return ValueError(f"limit and offset are 0 or more, not {request.limit} and {request.offset}")


def _wrong_choice(request: SearchRequest) -> ValueError:
    """Return the error for an unknown word: it lists all valid ones, the most similar first."""
    for name, choices in CHOICES.items():
        value = getattr(request, name)
        if value not in choices:
            *others, last = [repr(each) for each in _nearest(value, choices)]
            return ValueError(f"{name} is {', '.join(others)} or {last}, not {value!r}")
    raise AssertionError("every word is known")


def _wrong_flag(request: SearchRequest) -> TypeError:
    """Return the error for an attribute that is neither True nor False."""
    name = next(name for name in FLAGS if not isinstance(getattr(request, name), bool))
    return TypeError(f"{name} is True or False, not {getattr(request, name)!r}")


def _nearest(value: Any, choices: Iterable[Any]) -> list[Any]:
    """Return choices, those first that are similar to a value."""
    from difflib import SequenceMatcher  # start-up: only wrong names need it

    def likeness(choice: Any) -> float:
        ratio = SequenceMatcher(None, str(value), str(choice)).ratio()
        return ratio if ratio >= SLIP else 0.0

    return sorted(choices, key=likeness, reverse=True)
