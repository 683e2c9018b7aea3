"""The command that shows what an archive holds, in numbers."""

from __future__ import annotations

from dateline.commands.group import archive_path, command
from dateline.commands.options import json_option
from dateline.commands.terminal import show_lines, width
from dateline.searcher import open_archive
from dateline.searcher.render.overview import stats_json, stats_text

__all__ = ["stats"]


@command("stats")
@json_option
def stats(as_json: bool) -> int:
    """Show the number of articles, segments and tokens, and the first and last day."""
    with open_archive(archive_path()) as archive:
        held = archive.stats()
        show_lines([stats_json(held)] if as_json else stats_text(held, width=width()))
    return 0
