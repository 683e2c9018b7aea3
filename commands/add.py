"""The command that fills an archive."""

from __future__ import annotations

import os
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Any

import click

from dateline.commands.group import archive_path, archive_to_fill, command
from dateline.commands.reporter import RunReporter, closing_lines
from dateline.commands.sources import note_options, reading_options, source_options
from dateline.commands.streams import standard_input
from dateline.commands.terminal import graceful_interrupt, say
from dateline.commands.values import now
from dateline.index.errors import ArchiveExists, ArchiveLocked, ArchiveMissing
from dateline.index.layout import check_vacant

if TYPE_CHECKING:
    from dateline.index.archive import Archive
    from dateline.index.intake.run import Run

__all__ = ["add"]

# Where the counts put what a sync took out.
NO_LONGER = "no longer there"
STOPPED = 130


@command("add")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@reading_options
@click.option("--keyword", "keywords", multiple=True, metavar="NAME", help="Make a key searchable, and a facet.")
@click.option("--no-extract", is_flag=True, help="Do not look for people, places and dates in the texts.")
@click.option("--again", is_flag=True, help="Read files again that were read before and have not changed.")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Read with N processes (default: one a core).")
@click.option("--sync", is_flag=True, help="Take out what is no longer there as well.")
@click.option("--dry-run", is_flag=True, help="With --sync: only show what is new, changed and gone.")
@click.option("--even-if-empty", is_flag=True, help="With --sync: take everything out if nothing is there any more.")
@click.option("--watch", is_flag=True, help="Go on run what is written into these folders, until Ctrl-C.")
@click.option(
    "--errors",
    type=click.File("wb", lazy=False),
    metavar="FILE",
    help="Write what was skipped or incomplete there.",
)
@click.option("--strict", is_flag=True, help="Exit with 2 if anything was skipped or incomplete.")
@note_options
def add(paths: tuple[str, ...], keywords: tuple[str, ...], errors: Any, strict: bool, **options: Any) -> int:
    """Add articles from files, folders, or - for standard input, and index them.

    The archive is made when there is none. The same article again changes nothing; one that has changed takes
    its earlier version's place. A file that was read before and has not changed is passed over; a run that was cut
    off is taken up where its last commit left it.

    \b
    dateline add news/ --map title=headline --keyword desk
    dateline add --sync news/
    """
    if (options["dry_run"] or options["even_if_empty"]) and not options["sync"]:
        raise click.UsageError("--dry-run and --even-if-empty go with --sync")
    if options["watch"] and options["sync"]:
        raise click.UsageError("--watch and --sync do not go together: first the one, then the other")
    if options["detect_language"] and options["no_extract"]:
        raise click.UsageError("--detect-language and --no-extract do not go together: what is found is kept together")
    run = AddRun(keywords, options, RunReporter(paths, errors, options))
    with errors or nullcontext():
        if options["watch"]:
            run.watch(paths)
        elif options["sync"]:
            run.sync(paths)
        else:
            run.add(paths)
    if options["dry_run"]:
        return 2 if run.failed else 0
    for line in () if options["quiet"] else run.closing():
        say(line)
    return run.exit_code(strict)


class AddRun:
    """One call of `add`: its runs, and what became of everything in all of them."""

    def __init__(self, keywords: Sequence[str], options: dict[str, Any], reporter: RunReporter) -> None:
        from dateline.index.intake.run import Settings  # start-up: only who adds needs it

        self.counts: Counter[tuple[str, str]] = Counter()
        self._kinds: Counter[str] = Counter()
        self._keywords = keywords
        self._options = options
        self._chosen = source_options(options, keywords)
        self._settings = Settings(options["jobs"] or cores(), not options["no_extract"], options["again"])
        self._reporter = reporter
        self._stopped = False

    def add(self, paths: Sequence[str]) -> None:
        """Do one run."""
        with self._run(paths) as run:
            self._do(run)

    def sync(self, paths: Sequence[str]) -> None:
        """Do one run, and take out what is no longer there."""
        from dateline.index.intake.sync import differences, take_out  # start-up: only who adds needs it

        with self._run(paths) as run:
            found = differences(run.archive, paths, self._chosen, even_if_empty=self._options["even_if_empty"])
            if self._options["even_if_empty"]:
                self._reporter.expect_gone(each.path for each in found.vanished)
            if self._options["dry_run"]:
                self._reporter.differences(found)
                return
            self._do(run)
            if run.archive is not None and not self._stopped:
                deleted, doubtful = take_out(run.archive, paths, found.vanished)
                run.archive.commit()
                if deleted:
                    run.counts[NO_LONGER, "deleted"] = deleted
                self._reporter.doubtful(doubtful)

    def watch(self, folders: Sequence[str]) -> None:
        """Do a run, and one more for whatever is written from then on, until it is stopped."""
        from dateline.index.intake.watch import settled  # start-up: only who watches needs it

        stopped = threading.Event()
        with graceful_interrupt(stopped.set):
            written = settled(folders, archive_to_fill())
            next(written)  # from now on nothing is missed
            waiting = list(folders)
            while not stopped.is_set() and not self._stopped:
                waiting = (self._add_later(waiting) if waiting else []) + next(written)
        self._stopped = False

    @property
    def failed(self) -> int:
        """How many paths were named and cannot be read."""
        return self._reporter.failed

    def closing(self) -> list[str]:
        """Return the lines that end it all; none if nothing was named but what cannot be read."""
        from dateline.searcher.render.reading_output import kinds_text  # start-up: only who adds needs it

        if self.failed and self.failed == sum(self.counts.values()):
            return []
        return [*filter(None, [kinds_text(self._kinds)]), *closing_lines(self.counts)]

    def exit_code(self, strict: bool) -> int:
        """Return the exit code of it all; say how to go on when it was stopped."""
        if self._stopped:
            say("stopped; add the same again to go on")
            return STOPPED
        faults = sum(count for (_, outcome), count in self.counts.items() if outcome in ("incomplete", "skipped"))
        nothing = not self.counts and not self._options["watch"]
        return 2 if (strict and faults) or nothing or self.failed else 0

    def _add_later(self, paths: list[str]) -> list[str]:
        """Do one run; return the paths again if another program is writing to the archive."""
        try:
            self.add(paths)
        except ArchiveLocked as error:
            self._reporter.say(f"{error}; it will be tried again")
            return paths
        return []

    def _do(self, run: Run) -> None:
        """Do a run, so that Ctrl-C ends it with what was read."""
        with graceful_interrupt(run.stop):
            self._reporter.follow(run, self._settings.extract)
        self._stopped = run.stopped

    @contextmanager
    def _run(self, paths: Sequence[str]) -> Iterator[Run]:
        """Give a run that was not begun; close its archive behind it."""
        from dateline.index.intake.run import Run  # start-up: only who adds needs it

        run = Run(
            paths,
            self._chosen,
            existing_archive(self._keywords),
            lambda: make_archive(self._keywords),
            self._settings,
            standard_input=standard_input(),
        )
        try:
            yield run
        finally:
            if run.archive is not None:
                run.archive.close()
            self.counts.update(run.counts)
            self._kinds.update(run.kinds)


def cores() -> int:
    """Return how many processes can run at the same time here."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def existing_archive(keywords: Sequence[str]) -> Archive | None:
    """Open the archive for writing, with these keyword fields declared; None where there is none yet and can be."""
    from dateline.index.archive import Archive  # start-up: only who writes needs it
    from dateline.index.layout import fields_of, find_store  # start-up: the same

    try:
        path = archive_path()
        find_store(path)
    except ArchiveMissing:
        check_vacant(archive_to_fill())
        return None
    if fields_of(path).with_keywords(keywords) != fields_of(path):
        Archive.rebuild(path, keywords=keywords)
    return Archive.open(path, clock=now)


def make_archive(keywords: Sequence[str]) -> Archive:
    """Make the archive that was named, or one here, with these keyword fields declared; open it for writing.

    If another program has made it meanwhile, that one is opened, after the other has written.
    """
    from dateline.index.archive import Archive  # start-up: only who writes needs it

    try:
        return Archive.create(archive_to_fill(), keywords=keywords, clock=now)
    except ArchiveExists:
        archive = existing_archive(keywords)
        if archive is None:
            raise
        return archive
