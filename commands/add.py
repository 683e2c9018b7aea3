"""The command that fills an archive."""

from __future__ import annotations

import json
import os
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from typing import IO, TYPE_CHECKING, Any

import click

from dateline.commands.group import archive_path, archive_to_fill, command
from dateline.commands.reporter import RunReporter, closing_lines
from dateline.commands.sources import keyword_option, memory_option, note_options, reading_options, source_options
from dateline.commands.streams import standard_input
from dateline.commands.terminal import graceful_interrupt, say
from dateline.commands.values import WholeNumber, now
from dateline.index.errors import ArchiveExists, ArchiveLocked, ArchiveMissing
from dateline.index.intake.collector import collect_seldom
from dateline.index.layout import check_vacant
from dateline.searcher.render.skipped import kinds_text, linked_text

if TYPE_CHECKING:
    from dateline.index.archive import Archive
    from dateline.index.intake.run import Run

__all__ = ["add"]

# The reader that the counts name for articles that a sync deleted.
NO_LONGER = "no longer there"
STOPPED = 130
LONGEST_ROW = 1 << 20


def open_list(name: str) -> IO[bytes]:
    """Open a file for the list of errors, which replaces what is in it. Raises UsageError if that is no such list."""
    if os.path.isfile(name) and not is_list(name):
        raise click.UsageError(f"--errors would replace {name}, which is no list of errors: name another file")
    return click.open_file(name, "wb")


def is_list(name: str) -> bool:
    """Return whether a file is empty, or a list of errors."""
    with open(name, "rb") as kept:
        head = kept.readline(LONGEST_ROW)
    try:
        return not head or "reason" in json.loads(head)
    except (ValueError, TypeError, RecursionError):
        return False


@command("add")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@reading_options
@keyword_option
@click.option("--no-extract", is_flag=True, help="Do not find people, places and dates in the texts.")
@click.option("--again", is_flag=True, help="Also read files that have not changed since they were last read.")
@click.option("--jobs", type=WholeNumber(1), metavar="N", help="Read with N processes (default: one a core).")
@memory_option
@click.option("--sync", is_flag=True, help="Also delete articles whose source is gone.")
@click.option("--dry-run", is_flag=True, help="With --sync: only list what is new, changed and gone.")
@click.option("--even-if-empty", is_flag=True, help="With --sync: allow an empty source to delete everything.")
@click.option("--watch", is_flag=True, help="Keep adding what is written into these folders, until Ctrl-C.")
@click.option(
    "--errors",
    type=click.Path(dir_okay=False, allow_dash=True),
    metavar="FILE",
    help="Write skipped and incomplete records to FILE.",
)
@click.option("--strict", is_flag=True, help="Exit with 2 if anything was skipped or incomplete.")
@note_options
def add(paths: tuple[str, ...], keywords: tuple[str, ...], errors: str | None, strict: bool, **options: Any) -> int:
    """Add articles from files, folders, or - for standard input, and index them.

    If there is no archive, it is created. An article that is already stored changes nothing; a changed one replaces
    its earlier version. Files that have not changed since they were last read are left out. A run that was
    interrupted continues after its last commit when it is started again.

    \b
    dateline add news/ --map title=headline --keyword desk
    dateline add --sync news/
    """
    if (options["dry_run"] or options["even_if_empty"]) and not options["sync"]:
        raise click.UsageError("--dry-run and --even-if-empty go with --sync")
    if options["watch"] and options["sync"]:
        raise click.UsageError("--watch and --sync exclude each other: run --sync first, then --watch")
    if options["detect_language"] and options["no_extract"]:
        raise click.UsageError(
            "--detect-language and --no-extract exclude each other: the language is part of what is extracted"
        )
    collect_seldom()
    with open_list(errors) if errors else nullcontext() as rows:
        run = AddRun(keywords, options, RunReporter(paths, rows, options))
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
    """One call of `add`: its runs, and the counts of all of them."""

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
        """Do one run, and delete the articles whose source is gone."""
        from dateline.index.intake.sync import delete_vanished, find_differences  # start-up: only who adds needs it

        with self._run(paths) as run:
            found = find_differences(run.archive, paths, self._chosen, even_if_empty=self._options["even_if_empty"])
            if self._options["even_if_empty"]:
                self._reporter.expect_gone(each.path for each in found.vanished)
            for each in found.replaced:
                self._reporter.note(str(each))
            if self._options["dry_run"]:
                self._reporter.print_differences(found)
                return
            self._do(run)
            if run.archive is not None and not self._stopped:
                deleted, doubtful = delete_vanished(run.archive, paths, found.vanished)
                run.archive.commit()
                if deleted:
                    run.counts[NO_LONGER, "deleted"] = deleted
                self._reporter.print_doubtful(doubtful)

    def watch(self, folders: Sequence[str]) -> None:
        """Do a run, and another for each set of files written later, until it is stopped."""
        from dateline.index.intake.watch import stable_files  # start-up: only who watches needs it

        stopped = threading.Event()
        with graceful_interrupt(stopped.set):
            written = stable_files(folders, archive_to_fill(), self._reporter.note)
            next(written)  # everything written from now on is seen
            waiting = list(folders)
            while not stopped.is_set() and not self._stopped:
                waiting = (self._add_later(waiting) if waiting else []) + next(written)
        self._stopped = False

    @property
    def failed(self) -> int:
        """The number of paths that were named and cannot be read."""
        return self._reporter.failed

    def closing(self) -> list[str]:
        """Return the closing lines; none if no path that was named can be read."""
        if self.failed and self.failed == sum(self.counts.values()):
            return []
        return [*filter(None, [kinds_text(self._kinds), linked_text(self._kinds)]), *closing_lines(self.counts)]

    def exit_code(self, strict: bool) -> int:
        """Return the exit code; if the call was stopped, print how to continue."""
        if self._stopped:
            say("stopped; run the same command again to continue")
            return STOPPED
        faults = sum(count for (_, outcome), count in self.counts.items() if outcome in ("incomplete", "skipped"))
        return 2 if (strict and faults) or self.failed else 0

    def _add_later(self, paths: list[str]) -> list[str]:
        """Do one run; return the paths again if another program is writing to the archive."""
        try:
            self.add(paths)
        except ArchiveLocked as error:
            self._reporter.say(f"{error}; the files will be added later")
            return paths
        return []

    def _do(self, run: Run) -> None:
        """Do a run; Ctrl-C ends it after a commit of what was read."""
        with graceful_interrupt(run.stop):
            self._reporter.follow(run, self._settings.extract)
        self._stopped = run.stopped

    @contextmanager
    def _run(self, paths: Sequence[str]) -> Iterator[Run]:
        """Yield a run that has not started; close its archive afterwards."""
        from dateline.index.intake.run import Run  # start-up: only who adds needs it

        run = Run(
            paths,
            self._chosen,
            existing_archive(self._keywords, self._options["memory"]),
            lambda: make_archive(self._keywords, self._options["memory"]),
            self._settings,
            standard_input=standard_input(),
        )
        try:
            yield run
        finally:
            if run.archive is not None:
                run.archive.close()
            self.counts.update(run.counts)
            self._kinds.update(run.unread_suffixes)


def cores() -> int:
    """Return the number of processes that can run at the same time."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def existing_archive(keywords: Sequence[str], memory: int) -> Archive | None:
    """Open the archive for writing, with these keyword fields declared; return None if it is still to be created.

    ``memory`` is that for indexing in MB.
    """
    from dateline.index.archive import Archive  # start-up: only who writes needs it
    from dateline.index.layout import fields_of, find_store  # start-up: the same

    try:
        path = archive_path()
        find_store(path)
    except ArchiveMissing:
        check_vacant(archive_to_fill())
        return None
    if fields_of(path).with_keywords(keywords) != fields_of(path):
        Archive.rebuild(path, keywords=keywords, memory=memory)
    return Archive.open(path, memory=memory, clock=now)


def make_archive(keywords: Sequence[str], memory: int) -> Archive:
    """Make the archive of the call, with these keyword fields declared, and open it for writing.

    If another program has made it meanwhile, open that one when the other program has finished writing.
    """
    from dateline.index.archive import Archive  # start-up: only who writes needs it

    try:
        return Archive.create(archive_to_fill(), keywords=keywords, memory=memory, clock=now)
    except ArchiveExists:
        archive = existing_archive(keywords, memory)
        if archive is None:
            raise
        return archive
