"""The field table: the fields by which articles can be searched, filtered and counted.

The table is plain data. The writer, binding, the ``fields`` command and the Whoosh ``Schema`` of an archive are derived
from it; the manifest of every index has it as JSON.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, get_args

from dateline.index.dataclass import dataclass, replace
from dateline.index.errors import FieldError
from dateline.index.pattern import compile_late

__all__ = ["DEFAULT_FIELDS", "Entity", "Field", "FieldTable", "Kind", "how_to_add"]

Kind = Literal["text", "keyword", "date"]
Entity = Literal["", "person", "place"]
NAME = compile_late(r"[^\W\d_][\w-]*")  # field names in queries
KINDS: tuple[Kind, ...] = ("text", "keyword", "date")
ENTITIES = frozenset(get_args(Entity))


@dataclass(frozen=True, slots=True)
class Field:
    """One row of the table.

    ``kind`` is *text* (words with positions, ranked), *keyword* (whole values, filtered and counted) or *date* (spans
    of days). ``analysis`` names the analysis of a text; ``weight`` and ``b`` are its BM25F weight and length
    normalisation. ``bare`` says whether words without a field search it. ``by_word`` lets a keyword be found by any run
    of whole words of its value (``people:aliyev``); otherwise only the whole value matches. Values of a keyword compare
    without case and accents. ``entity`` says that the values of a keyword name people or places, which may have other
    names, too (`dateline.searcher.entities.resolution`).
    """

    name: str
    kind: Kind
    aliases: tuple[str, ...] = ()
    analysis: str = "english"
    weight: float = 1.0
    b: float = 0.75
    bare: bool = False
    by_word: bool = False
    entity: Entity = ""
    help: str = ""


# What a row says, by name.
ATTRIBUTES = Field.__match_args__
BYLINE = Field("byline", "keyword", aliases=("author",), by_word=True, help="who wrote it")
WEEKDAY = Field("weekday", "keyword", help="the day of the week of publication")
# Weight and b of the title: see docs/decisions/0004-ranking.md.
DEFAULT_ROWS = (
    Field("title", "text", weight=2.0, bare=True, help="the headline"),
    Field("body", "text", bare=True, help="the text"),
    Field("people", "keyword", aliases=("person",), by_word=True, entity="person", help="people named in the article"),
    Field("places", "keyword", aliases=("place",), entity="place", help="places named in the article"),
    Field("topics", "keyword", aliases=("topic",), help="subjects given by the source"),
    Field("source", "keyword", help="the newspaper or agency"),
    Field("agency", "keyword", help="the agency it came from"),
    Field("filed", "keyword", entity="place", help="the place of the dateline"),
    BYLINE,
    WEEKDAY,
    Field("published", "date", aliases=("date",), help="the day of publication"),
    Field("about", "date", help="the days the text speaks of"),
)
# Default rows that earlier archives lack.
LATER = (BYLINE,)
# Rows of declared keywords with these names; other keywords match by their whole value.
KNOWN_KEYWORDS = {
    row.name: row
    for row in (
        *LATER,
        Field("section", "keyword", help="the section it stands in"),
        Field("language", "keyword", by_word=True, help="the language, given or found, as a code: en, pt-BR"),
    )
}


class FieldTable:
    """The rows by name and alias, in order. Equal tables give equal indexes."""

    def __init__(self, rows: Iterable[Field]) -> None:
        self.rows = tuple(rows)
        self._by_name: dict[str, Field] = {}
        for row in self.rows:
            if row.kind not in KINDS:
                raise FieldError(f"field {row.name!r} has the kind {row.kind!r}; use one of {', '.join(KINDS)}")
            for name in (row.name, *row.aliases):
                if not NAME.fullmatch(name):
                    raise FieldError(f"{name!r} cannot name a field; use letters, digits, - and _, a letter first")
                if name in self._by_name:
                    raise FieldError(f"two fields have the name {name!r}; rename one of them")
                self._by_name[name] = row
        self._by_kind = {kind: tuple(row for row in self.rows if row.kind == kind) for kind in KINDS}
        bare: dict[str, list[str]] = {}
        for row in self._by_kind["text"]:
            if row.bare:
                bare.setdefault(row.analysis, []).append(row.name)
        self._of_analysis = Counter(row.analysis for row in self._by_kind["text"])
        self._bare = tuple(
            (analysis, tuple(names), len(names) == self._of_analysis[analysis]) for analysis, names in bare.items()
        )
        if not self._by_kind["text"]:
            raise FieldError("the field table has no text field; give it at least one")

    def __iter__(self) -> Iterator[Field]:
        return iter(self.rows)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, FieldTable) and self.rows == other.rows

    def __hash__(self) -> int:
        return hash(self.rows)

    def get(self, name: str) -> Field | None:
        """Return the row with a name or an alias, in any case."""
        return self._by_name.get(name) or self._by_name.get(name.lower())

    def of_kind(self, kind: Kind) -> tuple[Field, ...]:
        """Return the rows of one kind, in order."""
        return self._by_kind[kind]

    @property
    def bare(self) -> tuple[tuple[str, tuple[str, ...], bool], ...]:
        """The text fields that words without a field search: (analysis, names, whether these are all of its fields)."""
        return self._bare

    def scope_of(self, row: Field) -> tuple[str, tuple[str, ...], bool]:
        """Return one text field as in `bare`: (analysis, its name, whether the analysis has no other field)."""
        return row.analysis, (row.name,), self._of_analysis[row.analysis] == 1

    def with_keywords(self, names: Iterable[str]) -> FieldTable:
        """Return a table with further keyword fields; existing fields stay.

        Raises FieldError for a name of a text or a date, and for an alias, whose field has values of another key.
        """
        rows = list(self.rows)
        given: object = names  # the argument may be anything
        wanted = list(given) if isinstance(given, Iterable) and not isinstance(given, str) else [None]
        if not all(isinstance(name, str) for name in wanted):
            raise FieldError(f"{given!r:.60} is not a list of field names; give keywords as a list of str")
        for name in dict.fromkeys(map(str, wanted)):
            row = self.get(name)
            if row is None:
                known = KNOWN_KEYWORDS.get(name, Field(name, "keyword", help="declared by the user"))
                rows.append(self._without_taken(known))
            elif row.kind != "keyword":
                raise FieldError(f"{name!r} is a {row.kind} field already; choose another name for the keyword")
            elif name != row.name and name.lower() in map(str.lower, row.aliases):
                raise FieldError(
                    f"{name!r} is another name of the field {row.name}, so it cannot be a keyword of its own;"
                    f" to read the key into {row.name}, map it ({row.name}={name})"
                )
        return FieldTable(rows)

    def with_later_rows(self) -> FieldTable:
        """Return the table with the default fields that it lacks because it was made before they were.

        A table that lacks any other default field is one of its own, and is returned as it is.
        """
        before = [row for row in DEFAULT_ROWS if row not in LATER]
        missing = [row for row in LATER if self.get(row.name) is None]
        if not missing or any(row.name not in {each.name for each in self.rows} for row in before):
            return self
        rows = [self.get(row.name) or self._without_taken(row) for row in DEFAULT_ROWS]
        return FieldTable([*rows, *(row for row in self.rows if row not in rows)])

    def _without_taken(self, row: Field) -> Field:
        """Return a further row without the aliases that are names of fields already."""
        return replace(row, aliases=tuple(alias for alias in row.aliases if self.get(alias) is None))

    def to_json(self) -> list[dict[str, object]]:
        """Return the rows as JSON values; the inverse of `from_json`."""
        return [
            {**{name: getattr(row, name) for name in ATTRIBUTES}, "aliases": list(row.aliases)} for row in self.rows
        ]

    @classmethod
    def from_json(cls, rows: Iterable[Mapping[str, object]]) -> FieldTable:
        """Make a table from the result of `to_json`. Raises FieldError for unknown keys and values of other types."""
        given: object = rows  # it may come from a damaged file
        if not isinstance(given, Iterable) or isinstance(given, str | Mapping):
            raise FieldError("the field table is not one of this Dateline: it is not a list of fields")
        made = [_field_of(row) for row in given]
        for row in made:
            _check_types(row)
        return cls(replace(row, aliases=tuple(row.aliases)) for row in made)


def how_to_add(name: str) -> str:
    """Return how an archive gets a known field that it lacks, by its name or an alias; an empty text for any other."""
    wanted = name.lower()
    for row in KNOWN_KEYWORDS.values():
        if wanted in (row.name, *row.aliases):
            also = "it" if wanted == row.name else f"the field {row.name}"
            return f"`dateline rebuild --keyword {row.name}` adds {also}, if the articles have it"
    return ""


def _field_of(row: object) -> Field:
    """Return a row from its JSON object. Raises FieldError."""
    if not isinstance(row, Mapping):
        raise FieldError(f"the field table is not one of this Dateline: {row!r:.60} is not a field")
    wrong = [f"the unknown key {key!r:.60}" for key in row if key not in ATTRIBUTES]
    wrong += [f"no {name}" for name in ("name", "kind") if name not in row]
    if wrong:
        raise FieldError(f"the field table is not one of this Dateline: a field has {wrong[0]}")
    return Field(**row)


def _check_types(row: Field) -> None:
    """Raise FieldError if a row has values of wrong types."""
    aliases: object = row.aliases
    kinds = tuple(map(type, (row.name, row.kind, row.analysis, row.entity, row.help, row.bare, row.by_word)))
    sound = (
        kinds == (str, str, str, str, str, bool, bool)
        and isinstance(aliases, list | tuple)
        and all(type(alias) is str for alias in aliases)
        and all(type(number) in (int, float) and 0 <= number < float("inf") for number in (row.weight, row.b))
        and row.entity in ENTITIES
    )
    if not sound:
        raise FieldError(f"the field table is not one of this Dateline: the field {row.name!r} has a wrong value")


DEFAULT_FIELDS = FieldTable(DEFAULT_ROWS)
