"""Numbers of tables and prices that look like years, days and durations."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.index.entities.dates.finding import find_dates

SAID = [
    ("Net 310,000 vs 1,234,000 Year Shr 30 cts", []),
    ("NOTE: 1985 year net includes a gain.", ["1985"]),
    ("A tax cut helped in the 1986 quarter.", ["1986"]),
    ("It was the 1935 Second War.", ["1935"]),
    ("A 12 year term and a 364-day bill.", ["12 year", "364-day"]),
    ("OCT7 6980 DEC7 7080 FEB8 UNTRD", []),
    ("They met on August25, 1910.", ["August25, 1910"]),
    ("May 1414 6619 and Jul 1461 UP 8", []),
    ("He was crowned in May 1414 and died.", ["May 1414"]),
    ("Aug 1175/1185 asked", []),
    ("He was born in 1202/1203.", ["1202/1203"]),
    ("They ruled from 1914/1918.", ["1914/1918"]),
    ("The average fell 508 points to 1738.", []),
    ("The index rose 3.5 pct to 1887.", []),
    ("Sales rose 3.5 pct from 1985.", ["1985"]),
    ("Battles went on up to 1548.", ["1548"]),
]


@pytest.mark.parametrize(("text", "said"), SAID)
def test_a_number_of_a_table_is_no_date(text: str, said: list[str]) -> None:
    assert [each.text for each in find_dates(text, date(1987, 4, 7))] == said
