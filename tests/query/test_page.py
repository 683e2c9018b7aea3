"""docs/query-language.md: every query on the page is read as the page says."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from dateline.index import DEFAULT_FIELDS
from dateline.searcher.query import parse, to_text
from dateline.searcher.query.binding import bind
from dateline.searcher.query.scope import names_of

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "query-language.md").read_text("utf-8")
FIELDS = frozenset(names_of(DEFAULT_FIELDS))
ROW = re.compile(r"^\| `(?P<query>[^`]+)` \|(?: `(?P<searched>[^`]+)` \|)? (?P<last>[^`|]*) \|$", re.MULTILINE)
ROWS = list(ROW.finditer(PAGE))
NOTED = re.search(r"^\| You type \| The note \|\n.*?\n\n", PAGE, re.MULTILINE | re.DOTALL)
BLOCKS = re.findall(r"^```text\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["query"])
def test_row_of_a_table_is_read_as_it_says(row: re.Match[str]) -> None:
    parsed = parse(row["query"], FIELDS.__contains__)
    if row["searched"] is None:
        assert parsed.notes == ()
    else:
        assert [note.message for note in parsed.notes] == [row["last"]]
        assert to_text(parsed.tree) == row["searched"]


@pytest.mark.parametrize("row", list(ROW.finditer(NOTED[0] if NOTED else "")), ids=lambda row: row["query"])
def test_a_date_is_noted_as_the_table_says(row: re.Match[str]) -> None:
    tree = parse(row["query"], FIELDS.__contains__).tree
    notes = bind(tree, DEFAULT_FIELDS, row["query"], today=date(2016, 12, 14)).notes
    assert [note.message for note in notes] == [row["last"]]


@pytest.mark.parametrize("query", "".join(BLOCKS).splitlines())
def test_query_of_an_example_needs_no_note(query: str) -> None:
    assert parse(query, FIELDS.__contains__).notes == ()


def test_page_has_its_tables_and_examples() -> None:
    assert len(ROWS) == sum(line.startswith("| `") for line in PAGE.splitlines())
    assert len(BLOCKS) == 2
    assert NOTED is not None
