"""The command that builds the index from the store again."""

from __future__ import annotations

import click

from dateline.commands.group import archive_path, command
from dateline.commands.progress import start_progress
from dateline.commands.sources import keyword_option, memory_option
from dateline.commands.terminal import say
from dateline.index.intake.collector import collect_seldom

__all__ = ["rebuild"]


@command("rebuild")
@keyword_option
@memory_option
@click.option("--extract", "extract", is_flag=True, help="Find people, places and dates in every article again.")
@click.option("--detect-language", "detect", is_flag=True, help="With --extract: detect languages that are not given.")
def rebuild(keywords: tuple[str, ...], memory: int, extract: bool, detect: bool) -> int:
    """Build a new index from the store, then replace the old one with it."""
    from dateline.index.archive import Archive  # start-up: only who writes needs it
    from dateline.index.layout import find_store, problem_of_fields  # start-up: the same

    if detect and not extract:
        raise click.UsageError("--detect-language goes with --extract")
    path = archive_path()
    find_store(path)
    problem = problem_of_fields(path)
    if problem is not None:
        say(f"note: {problem}")
    collect_seldom()
    progress = start_progress("articles indexed")
    count = Archive.rebuild(
        path, keywords=keywords, extract=extract, detect=detect, memory=memory, progress=progress.reach
    )
    progress.end()
    say(f"{count:,} articles indexed")
    return 0
