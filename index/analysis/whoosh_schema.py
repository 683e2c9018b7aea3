"""The field table as a Whoosh `Schema`, and back.

========================  =====================================================
Whoosh                    Dateline
========================  =====================================================
TEXT, NGRAM, NGRAMWORDS   text; `field_boost` is its weight, the analyser its
                          analysis, and bare words search it
KEYWORD, ID, NUMERIC,     keyword
BOOLEAN
DATETIME                  date: `published`, or the article's key of that name
STORED                    nothing: the store keeps every key of an article
========================  =====================================================

Properties that Whoosh lacks (aliases, length normalisation, which fields bare words search, search by word of a value)
come from the default field of the same name, else from Dateline's defaults. This module imports Whoosh, so it is
imported only if a schema is needed.
"""

from __future__ import annotations

from whoosh.fields import BOOLEAN, DATETIME, ID, KEYWORD, NGRAM, NGRAMWORDS, NUMERIC, STORED, TEXT, FieldType, Schema

from dateline.index.analysis.registry import ENGLISH
from dateline.index.analysis.whoosh import english_analyzer, name_of, whoosh_analyzer
from dateline.index.dataclass import replace
from dateline.index.errors import FieldError
from dateline.index.fields import DEFAULT_FIELDS, Field, FieldTable

__all__ = ["Schema", "fields_from_schema", "schema_from_fields"]


def fields_from_schema(schema: Schema) -> FieldTable:
    """Return the field table of a Whoosh schema. Raises FieldError for an unsupported type or analyser, TypeError."""
    if not isinstance(schema, Schema):
        raise TypeError(f"schema is a Schema of Whoosh, not {schema!r:.60}")
    rows = [row for name, kind in schema.items() if (row := _row(name, kind)) is not None]
    names = {row.name for row in rows}
    return FieldTable(replace(row, aliases=tuple(each for each in row.aliases if each not in names)) for row in rows)


def _row(name: str, kind: FieldType) -> Field | None:
    known = DEFAULT_FIELDS.get(name)
    if isinstance(kind, STORED):
        return None
    if isinstance(kind, TEXT | NGRAM | NGRAMWORDS):
        base = (
            known
            if known is not None and known.name == name and known.kind == "text"
            else Field(name, "text", bare=True)
        )
        weight = float(getattr(kind.format, "field_boost", 1.0))
        return replace(base, weight=weight, analysis=name_of(kind.analyzer))
    if isinstance(kind, DATETIME):
        return known if known is not None and known.name == name and known.kind == "date" else Field(name, "date")
    if isinstance(kind, KEYWORD | ID | NUMERIC | BOOLEAN):
        return known if known is not None and known.name == name and known.kind == "keyword" else Field(name, "keyword")
    raise FieldError(
        f"field {name!r} is of Whoosh's type {type(kind).__name__}, for which Dateline has no field; use TEXT, "
        "KEYWORD, ID, NUMERIC, BOOLEAN, DATETIME or STORED"
    )


def schema_from_fields(fields: FieldTable) -> Schema:
    """Return a field table as a Whoosh schema."""
    schema = Schema()
    for row in fields:
        schema.add(row.name, _type(row))
    return schema


def _type(row: Field) -> FieldType:
    if row.kind == "text":
        analyzer = (
            english_analyzer() if row.analysis == ENGLISH else whoosh_analyzer(row.analysis.removeprefix("whoosh:"))
        )
        return TEXT(analyzer=analyzer, phrase=True, stored=True, field_boost=row.weight)
    if row.kind == "date":
        return DATETIME(stored=True)
    return KEYWORD(stored=True, commas=True)
