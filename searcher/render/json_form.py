"""The form of all JSON output: its schema, dates, and text that UTF-8 can encode."""

from __future__ import annotations

import json
import math
from datetime import date, datetime

__all__ = ["SCHEMA", "dump", "finite", "written_date"]

SCHEMA = 1


def dump(value: object, indent: int | None = 1) -> str:
    """Return JSON in readable letters; what UTF-8 cannot write is escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=indent, default=str)
    return text if text.isprintable() or _is_utf8(text) else json.dumps(value, indent=indent, default=str)


def written_date(value: date | datetime | None) -> str | None:
    """Return a day or an instant as ISO 8601 writes it."""
    return None if value is None else value.isoformat()


def finite(value: object) -> object:
    """Return a JSON value with null for the numbers that JSON lacks; a program may have stored one."""
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, dict):
        return {key: finite(each) for key, each in value.items()}
    return [finite(each) for each in value] if isinstance(value, list | tuple) else value


def _is_utf8(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
