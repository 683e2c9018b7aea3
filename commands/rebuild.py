"""The command that builds the index from the store again."""

from __future__ import annotations

import click

from dateline.commands.group import archive_path, command
from dateline.commands.progress import start_progress
from dateline.commands.terminal import say

__all__ = ["rebuild"]


@command("rebuild")
@click.option("--keyword", "keywords", multiple=True, metavar="NAME", help="Make a key searchable, and a facet.")
@click.option("--extract", "look", is_flag=True, help="Find people, places and dates anew in every article.")
@click.option("--detect-language", "detect", is_flag=True, help="With --extract: have languages told by a detector.")
def rebuild(keywords: tuple[str, ...], look: bool, detect: bool) -> int:
    """Build the index anew from the store, beside the old one, then swap."""
    from dateline.index.archive import Archive  # start-up: only who writes needs it
    from dateline.index.layout import find_store, problem_of_fields  # start-up: the same

    if detect and not look:
        raise click.UsageError("--detect-language goes with --extract")
    path = archive_path()
    find_store(path)
    problem = problem_of_fields(path)
    if problem is not None:
        say(f"note: {problem}")
    progress = start_progress("articles indexed")
    count = Archive.rebuild(path, keywords=keywords, extract=look, detect=detect, progress=progress.reach)
    progress.end()
    say(f"{count:,} articles indexed")
    return 0
