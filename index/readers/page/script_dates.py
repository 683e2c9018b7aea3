"""The dates that the scripts of a page give under names of a date of publication."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["find_script_dates"]

# In small letters, and from the part that is rare: pages have megabytes of scripts.
VALUE: Final = r"""["'\\]{0,2}\s{0,3}[:=]\s{0,3}(?:\\?["']([^"'<>\\]{8,40})\\?["']|(\d{10}(?:\d{3}|\d{6})?)\b)"""
SCRIPT_KEY: Final = re.compile(rf"publi(?:sh(?:ed|ing)?|cation)(?:[-_]?(?:date|time|at|on))?{VALUE}")
SHORT_KEY: Final = re.compile(rf"(?:pub|display)_?date{VALUE}")
MAX_SCRIPT_DATES: Final = 200


def find_script_dates(page: str) -> tuple[str, ...]:
    """Return the dates that the scripts of a page give under names of a date of publication."""
    small = page.lower()
    found = (match[1] or match[2] for key in (SCRIPT_KEY, SHORT_KEY) for match in key.finditer(small))
    dated = (text.upper() for text in found if any(map(str.isdigit, text)))
    return tuple(dict.fromkeys(text for text, _ in zip(dated, range(MAX_SCRIPT_DATES), strict=False)))
