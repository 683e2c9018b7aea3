"""What was not read: a record as JSON, and the counts of files.

Apart from `records`, because adding articles needs nothing of the search engine, with which articles are shown.
"""

from __future__ import annotations

from collections.abc import Mapping

from dateline.index.errors import ReadError
from dateline.index.readers.paths import LINKED_FOLDER
from dateline.searcher.render.json_form import dump

__all__ = ["kinds_text", "linked_text", "skipped_json"]

MOST_KINDS = 8
MOST_FOLDERS = 3


def skipped_json(error: ReadError) -> str:
    """Return a record that could not be read as an object on one line: file, line and reason."""
    return dump({"file": error.file, "line": error.line, "reason": error.reason}, indent=None)


def kinds_text(kinds: Mapping[str, int]) -> str:
    """Return one line with the numbers of files that are not read, by suffix, the most frequent first; '' for none."""
    suffixes = {suffix: count for suffix, count in kinds.items() if not suffix.startswith(LINKED_FOLDER)}
    files = sum(suffixes.values())
    if not files:
        return ""
    ranked = sorted(suffixes.items(), key=lambda kind: (-kind[1], kind[0]))
    named = [f"{suffix or 'no suffix'} {count:,}" for suffix, count in ranked[:MOST_KINDS]]
    if others := sum(count for _, count in ranked[MOST_KINDS:]):
        named.append(f"others {others:,}")
    what = "1 file of a kind that is not read" if files == 1 else f"{files:,} files of kinds that are not read"
    return f"{what}: {', '.join(named)}"


def linked_text(kinds: Mapping[str, int]) -> str:
    """Return one line that names the linked folders that were not followed, '' for none."""
    folders = sorted(name.removeprefix(LINKED_FOLDER) for name in kinds if name.startswith(LINKED_FOLDER))
    if not folders:
        return ""
    named = ", ".join(folders[:MOST_FOLDERS]) + (", …" if len(folders) > MOST_FOLDERS else "")
    what = "1 linked folder was" if len(folders) == 1 else f"{len(folders):,} linked folders were"
    return f"{what} not followed ({named}); to read what is in it, name it"
