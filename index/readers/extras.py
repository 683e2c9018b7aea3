"""What to say when a package that a reader needs is not installed."""

from __future__ import annotations

from dateline.index.errors import ReadError

__all__ = ["missing_extra"]


def missing_extra(file: str, what: str, extra: str) -> ReadError:
    """Return the error for a source that only an extra can read; ``what`` names the kind of file."""
    return ReadError(file, None, f"{what} needs a package that is not installed: pip install 'dateline[{extra}]'")
