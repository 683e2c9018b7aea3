"""Bylines, as far as formats differ in how they write them."""

from __future__ import annotations

__all__ = ["without_by"]


def without_by(line: str) -> str:
    """Return a byline without the *By* before the name."""
    line = line.strip()
    return line[3:].lstrip() if line[:3].lower() == "by " else line
