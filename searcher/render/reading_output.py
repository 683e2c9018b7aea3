"""What became of files that were read, as people read it."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["kinds_text"]

MOST_KINDS = 8


def kinds_text(kinds: Mapping[str, int]) -> str:
    """Return in one line how many files were not read, by suffix, the most frequent first; nothing for none."""
    files = sum(kinds.values())
    if not files:
        return ""
    ranked = sorted(kinds.items(), key=lambda kind: (-kind[1], kind[0]))
    named = [f"{suffix or 'no suffix'} {count:,}" for suffix, count in ranked[:MOST_KINDS]]
    if others := sum(count for _, count in ranked[MOST_KINDS:]):
        named.append(f"others {others:,}")
    what = "1 file of a kind that is not read" if files == 1 else f"{files:,} files of kinds that are not read"
    return f"{what}: {', '.join(named)}"
