"""TIMEX3 values: ``1998-W12``, ``199``, ``P3D``, ``2016-12-14TMO``."""

from __future__ import annotations

from dateline.index.dates import DateSpan

__all__ = ["duration_value", "timex_value"]


def timex_value(days: DateSpan, unit: str = "") -> str:
    """Return the value of a calendar unit, given its days; ``unit`` is a season's code or ``WE``."""
    first, precision = days.first, days.precision
    if precision == "day":
        return first.isoformat()
    if precision == "week":
        year, week, _ = first.isocalendar()
        return f"{year:04}-W{week:02}" + ("-WE" if unit == "WE" else "")
    if precision == "month":
        return f"{first.year:04}-{first.month:02}"
    if precision == "quarter":
        return f"{first.year:04}-Q{(first.month + 2) // 3}"
    if precision == "season":
        return f"{first.year:04}-{unit}"
    if precision == "decade":
        return f"{first.year // 10:03}"
    if precision == "century":
        return f"{first.year // 100:02}"
    return f"{first.year:04}"


def duration_value(count: str, unit: str) -> str:
    """Return the value of a number of units (``X``: unknown): ``P3D``, ``PT30M``, ``P20Y`` for two decades."""
    if unit in ("DE", "CE"):
        tens = 10 if unit == "DE" else 100
        return f"P{int(float(count) * tens)}Y" if count != "X" else "PXY"
    if unit == "WE":
        return f"P{count}WE"
    return f"PT{count}{unit[1]}" if unit[0] == "T" else f"P{count}{unit}"
