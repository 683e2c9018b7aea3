"""Commands that fill an archive: add."""

from __future__ import annotations

import os
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Any

import click

from dateline.commands.frame import archive_path, command
from dateline.commands.notes import ArticleNotes, note_options
from dateline.commands.reading import options_named, reading_options
from dateline.commands.streams import standard_input
from dateline.commands.terminal import ending_softly, printable, progress_of, say, show_lines
from dateline.commands.values import now
from dateline.index.errors import ArchiveExists, ArchiveLocked, ArchiveMissing, InputError, ReadError
from dateline.index.layout import HERE, check_vacant
from dateline.searcher.render.json_output import skipped_json

if TYPE_CHECKING:
    from dateline.index.archive import Archive
    from dateline.index.intake.run import Event, Run
    from dateline.index.intake.sync import Differences

__all__ = ["add"]

OUTCOMES = ("added", "replaced", "unchanged", "deleted", "incomplete", "skipped")
# Where the counts put what a sync took out.
NO_LONGER = "no longer there"
STOPPED = 130


@command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@reading_options
@click.option("--keyword", "keywords", multiple=True, metavar="NAME", help="Make a key searchable, and a facet.")
@click.option("--no-extract", is_flag=True, help="Do not look for people, places and dates in the texts.")
@click.option("--again", is_flag=True, help="Read files again that were read before and have not changed.")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Read with N processes (default: one a core).")
@click.option("--sync", is_flag=True, help="Take out what is no longer there as well.")
@click.option("--dry-run", is_flag=True, help="With --sync: only show what is new, changed and gone.")
@click.option("--even-if-empty", is_flag=True, help="With --sync: take everything out if nothing is there any more.")
@click.option("--watch", is_flag=True, help="Go on adding what is written into these folders, until Ctrl-C.")
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
    adding = Adding(keywords, options, Telling(paths, errors, options))
    with errors or nullcontext():
        if options["watch"]:
            adding.watch(paths)
        elif options["sync"]:
            adding.sync(paths)
        else:
            adding.bring_in(paths)
    if options["dry_run"]:
        return 2 if adding.failed else 0
    for line in () if options["quiet"] else adding.closing():
        say(line)
    return adding.exit_code(strict)


class Adding:
    """One call of `add`: its runs, and what became of everything in all of them."""

    def __init__(self, keywords: Sequence[str], options: dict[str, Any], telling: Telling) -> None:
        from dateline.index.intake.run import Settings  # start-up: only who adds needs it

        self.counts: Counter[tuple[str, str]] = Counter()
        self._kinds: Counter[str] = Counter()
        self._keywords = keywords
        self._options = options
        self._chosen = options_named(options, keywords)
        self._settings = Settings(options["jobs"] or cores(), not options["no_extract"], options["again"])
        self._telling = telling
        self._stopped = False

    def bring_in(self, paths: Sequence[str]) -> None:
        """Do one run."""
        with self._run(paths) as run:
            self._do(run)

    def sync(self, paths: Sequence[str]) -> None:
        """Do one run, and take out what is no longer there."""
        from dateline.index.intake.sync import differences, take_out  # start-up: only who adds needs it

        with self._run(paths) as run:
            found = differences(run.archive, paths, self._chosen, even_if_empty=self._options["even_if_empty"])
            if self._options["even_if_empty"]:
                self._telling.expect_gone(each.path for each in found.vanished)
            if self._options["dry_run"]:
                self._telling.differences(found)
                return
            self._do(run)
            if run.archive is not None and not self._stopped:
                deleted, doubtful = take_out(run.archive, paths, found.vanished)
                run.archive.commit()
                if deleted:
                    run.counts[NO_LONGER, "deleted"] = deleted
                self._telling.doubtful(doubtful)

    def watch(self, folders: Sequence[str]) -> None:
        """Do a run, and one more for whatever is written from then on, until it is stopped."""
        from dateline.index.intake.watch import settled  # start-up: only who watches needs it

        stopped = threading.Event()
        with ending_softly(stopped.set):
            written = settled(folders, archive_named())
            next(written)  # from now on nothing is missed
            waiting = list(folders)
            while not stopped.is_set() and not self._stopped:
                waiting = (self._bring_in_later(waiting) if waiting else []) + next(written)
        self._stopped = False

    @property
    def failed(self) -> int:
        """How many paths were named and cannot be read."""
        return self._telling.failed

    def closing(self) -> list[str]:
        """Return the lines that end it all; none if nothing was named but what cannot be read."""
        from dateline.searcher.render.reading_output import kinds_text  # start-up: only who adds needs it

        if self.failed and self.failed == sum(self.counts.values()):
            return []
        return [*filter(None, [kinds_text(self._kinds)]), *closing(self.counts)]

    def exit_code(self, strict: bool) -> int:
        """Return the exit code of it all; say how to go on when it was stopped."""
        if self._stopped:
            say("stopped; add the same again to go on")
            return STOPPED
        faults = sum(count for (_, outcome), count in self.counts.items() if outcome in ("incomplete", "skipped"))
        nothing = not self.counts and not self._options["watch"]
        return 2 if (strict and faults) or nothing or self.failed else 0

    def _bring_in_later(self, paths: list[str]) -> list[str]:
        """Do one run; return the paths again if another program is writing to the archive."""
        try:
            self.bring_in(paths)
        except ArchiveLocked as error:
            self._telling.say(f"{error}; it will be tried again")
            return paths
        return []

    def _do(self, run: Run) -> None:
        """Do a run, so that Ctrl-C ends it with what was read."""
        with ending_softly(run.stop):
            self._telling.follow(run, self._settings.extract)
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


class Telling:
    """Says what a run comes by: errors and notes as they come, how far it is, and what was skipped in a file.

    `failed` counts the paths that were named and cannot be read, or written.
    """

    def __init__(self, paths: Sequence[str], errors: Any, options: dict[str, Any]) -> None:
        self.failed = 0
        self._quiet = options["quiet"]
        self._notes = ArticleNotes(options, self.say)
        self._paths = paths
        self._named = set(paths)
        self._errors = errors
        self._progress = progress_of("articles read", quiet=self._quiet)
        self._asked = False

    def follow(self, run: Run, extract: bool) -> None:
        """Do a run, and tell."""
        from dateline.index.intake.plan import total_size  # start-up: only who adds needs it

        if self._progress.live and not self._progress.total:
            self._progress.total = total_size(self._paths)
        try:
            for event in run:
                if run.archive is not None and extract and not self._asked:
                    self._asked = True
                    if run.archive.problem:
                        self.remark(f"note: {run.archive.problem}")
                self._tell(event)
        finally:
            self._progress.end()
            self._notes.finish()

    def expect_gone(self, files: Iterable[str]) -> None:
        """Take it that these files are gone: a path where they were may be missing without being a failure."""
        from dateline.index.store.provenance import absolute  # start-up: only who adds needs it

        gone = tuple(files)
        for path in self._paths:
            whole = absolute(path)
            if any(file == whole or file.startswith(whole + os.sep) for file in gone):
                self._named.discard(path)

    def say(self, message: str) -> None:
        """Say something on a line of its own."""
        self._progress.say(message)

    def remark(self, message: str) -> None:
        """Say something that is no error."""
        if not self._quiet:
            self.say(message)

    def differences(self, found: Differences) -> None:
        """Show what a sync would do."""
        for error in found.failed:
            self._fail(error)
        rows = [("new", path) for path in found.new] + [("changed", path) for path in found.changed]
        rows += [("gone", each.path) for each in found.vanished]
        show_lines(f"{what:8} {printable(path)}" for what, path in rows)
        counts = f"{len(found.new):,} new, {len(found.changed):,} changed, {len(found.vanished):,} gone"
        self.remark(f"{counts}; nothing was done")

    def doubtful(self, files: Sequence[str]) -> None:
        """Say of which files nothing was taken out, because not all of them could be read."""
        for file in files:
            self.remark(f"{file}: note: something in it could not be read; what it held before stays")

    def _list(self, error: ReadError) -> None:
        """Write what was skipped into the file for it; if it cannot be written, go on without it."""
        if self._errors is None:
            return
        try:
            # Past the buffer, which would fail once more when it is closed.
            getattr(self._errors, "raw", self._errors).write(f"{skipped_json(error)}\n".encode())
        except OSError as failure:
            self.say(f"{self._errors.name}: cannot be written: {failure.strerror}; no further record is listed in it")
            self._errors = None
            self.failed += 1

    def _fail(self, error: ReadError) -> None:
        self.failed += isinstance(error, InputError) and error.file in self._named
        self.say(str(error))

    def _tell(self, event: Event) -> None:
        for error in (*event.skipped, *event.incomplete):
            self._fail(error)
            self._list(error)
        for where, found in event.found:
            self._notes.take(where, found.article.notes)
        self._progress.advance(len(event.found), event.size)


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
        check_vacant(archive_named())
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
        return Archive.create(archive_named(), keywords=keywords, clock=now)
    except ArchiveExists:
        archive = existing_archive(keywords)
        if archive is None:
            raise
        return archive


def archive_named() -> str:
    """Return the archive that is there, else the one that would be made."""
    try:
        return archive_path()
    except ArchiveMissing:
        return HERE


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
