"""Commands that fill an archive: add."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

import click

from dateline.commands.frame import HERE, archive_path, command
from dateline.commands.reading import options_named, reading_options
from dateline.commands.terminal import ending_softly, printable, progress_of
from dateline.index.errors import ArchiveMissing
from dateline.searcher.render.json_output import skipped_json

if TYPE_CHECKING:
    from dateline.index.archive import Archive
    from dateline.index.intake.run import Event, Run

__all__ = ["add"]

OUTCOMES = ("added", "replaced", "unchanged", "skipped")
STOPPED = 130


@command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@reading_options
@click.option("--keyword", "keywords", multiple=True, metavar="NAME", help="Make a key searchable, and a facet.")
@click.option("--no-extract", is_flag=True, help="Do not look for people, places and dates in the texts.")
@click.option("--again", is_flag=True, help="Read files again that were read before and have not changed.")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Read with N processes (default: one a core).")
@click.option("--errors", type=click.File("w", encoding="utf-8"), metavar="FILE", help="Write what was skipped there.")
@click.option("--strict", is_flag=True, help="Exit with 2 if anything was skipped.")
def add(
    paths: tuple[str, ...],
    keywords: tuple[str, ...],
    no_extract: bool,
    again: bool,
    jobs: int | None,
    errors: Any,
    strict: bool,
    **options: Any,
) -> int:
    """Add articles from files, folders, or - for standard input, and index them.

    The archive is made when there is none. The same article again changes nothing; one that has changed takes
    its earlier version's place. A file that was read before and has not changed is passed over; a run that was cut
    off is taken up where its last commit left it.

    \b
    dateline add news/ --map title=headline --keyword desk
    """
    from dateline.index.intake.run import Run, Settings  # start-up: only who adds needs it

    settings = Settings(jobs or cores(), not no_extract, again)
    archive = existing_archive(keywords)
    run = Run(
        paths,
        options_named(options),
        archive,
        lambda: make_archive(keywords),
        settings,
        standard_input=sys.stdin.buffer,
    )
    telling = Telling(paths, errors)
    try:
        with ending_softly(run.stop):
            telling.follow(run, settings.extract)
    finally:
        if run.archive is not None:
            run.archive.close()
    for line in closing(run.counts):
        click.echo(line, err=True)
    return exit_code(run, strict)


def exit_code(run: Run, strict: bool) -> int:
    """Return the exit code of a run; say how to go on with one that was stopped."""
    skipped = sum(count for (_, outcome), count in run.counts.items() if outcome == "skipped")
    if run.stopped:
        click.echo("stopped; add the same again to go on", err=True)
        return STOPPED
    nothing = not run.counts
    return 2 if (strict and skipped) or nothing else 0


class Telling:
    """Says what a run comes by: errors and notes as they come, how far it is, and what was skipped in a file."""

    def __init__(self, paths: Sequence[str], errors: Any) -> None:
        self._paths = paths
        self._errors = errors
        self._progress = progress_of("articles read")

    def follow(self, run: Run, extract: bool) -> None:
        """Do a run, and tell."""
        from dateline.index.intake.planning import total_size  # start-up: only who adds needs it

        if self._progress.live:
            self._progress.total = total_size(self._paths)
        asked = False
        with self._errors or nullcontext():
            for event in run:
                if run.archive is not None and not asked:
                    asked = True
                    if extract and run.archive.problem:
                        self._progress.say(f"note: {run.archive.problem}")
                self._tell(event)
        self._progress.end()

    def _tell(self, event: Event) -> None:
        for error in event.skipped:
            self._progress.say(printable(str(error)))
            if self._errors is not None:
                self._errors.write(skipped_json(error) + "\n")
        for where, found in event.found:
            for note in found.article.notes:
                self._progress.say(printable(f"{where}: note: {note}"))
        self._progress.advance(len(event.found), event.size)


def cores() -> int:
    """Return how many processes can run at the same time here."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def existing_archive(keywords: Sequence[str]) -> Archive | None:
    """Open the archive for writing, with these keyword fields declared; None where there is none yet."""
    from dateline.index.archive import Archive  # start-up: only who writes needs it
    from dateline.index.layout import fields_of, find_store  # start-up: the same

    try:
        path = archive_path()
        find_store(path)
    except ArchiveMissing:
        return None
    if fields_of(path).with_keywords(keywords) != fields_of(path):
        Archive.rebuild(path, keywords=keywords)
    return Archive.open(path)


def make_archive(keywords: Sequence[str]) -> Archive:
    """Make the archive that was named, or one here, with these keyword fields declared; open it for writing."""
    from dateline.index.archive import Archive  # start-up: only who writes needs it

    path = str(click.get_current_context().find_root().obj or os.environ.get("DATELINE_ARCHIVE") or HERE)
    return Archive.create(path, keywords=keywords)


def closing(counts: Mapping[tuple[str, str], int]) -> list[str]:
    """Return the lines that end a run: by reader, where there was more than one, and in all."""
    readers = sorted({reader for reader, _ in counts})
    total: Counter[str] = Counter()
    for (_, outcome), count in counts.items():
        total[outcome] += count
    if not +total or set(+total) == {"skipped"}:
        return [f"no article added, {total['skipped']:,} skipped"]
    lines = []
    if len(readers) > 1:
        for reader in readers:
            by_outcome = {outcome: count for (of, outcome), count in counts.items() if of == reader}
            lines.append(f"  {reader or 'no reader'}: {in_words(by_outcome)}")
    return [*lines, in_words({"added": 0, **total})]


def in_words(total: Mapping[str, int]) -> str:
    """Return counts in words, in the order of `OUTCOMES`; naught only if it is how many were added."""
    named = [(total.get(outcome, 0), outcome) for outcome in OUTCOMES]
    return ", ".join(f"{count:,} {what}" for count, what in named if count or (what == "added" and "added" in total))
