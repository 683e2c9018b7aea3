"""Reports on the runs of `add`: errors and notes as they occur, progress, and the closing lines."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from dateline.commands.notes import ArticleNotes
from dateline.commands.progress import start_progress
from dateline.commands.terminal import printable, show_lines
from dateline.index.errors import InputError, NoArticle, ReadError
from dateline.searcher.render.skipped import skipped_json

if TYPE_CHECKING:
    from dateline.index.intake.run import Event, Run
    from dateline.index.intake.sync import Differences

__all__ = ["RunReporter", "closing_lines"]

OUTCOMES = ("added", "replaced", "unchanged", "deleted", "incomplete", "passed over", "skipped")
# Records in a row that are printed with one reason; --errors lists all.
MOST_EQUAL = 20


class RunReporter:
    """Prints the errors, notes and progress of runs, and writes skipped records to the file of --errors.

    `failed` counts the paths that were named and cannot be read, or written.
    """

    def __init__(self, paths: Sequence[str], errors: Any, options: dict[str, Any]) -> None:
        self.failed = 0
        self._quiet = options["quiet"]
        self._notes = ArticleNotes(options, self.say)
        self._paths = paths
        self._named = set(paths)
        self._errors = errors
        self._progress = start_progress("articles read", quiet=self._quiet)
        self._noted = False
        # The file and the reason of the last line, and how many records in a row have had them.
        self._last: tuple[str, str] | None = None
        self._equal = 0

    def follow(self, run: Run, extract: bool) -> None:
        """Do a run, and report on it."""
        from dateline.index.intake.plan import total_size  # start-up: only who adds needs it

        if self._progress.live and not self._progress.total:
            self._progress.total = total_size(self._paths)
        try:
            for event in run:
                if run.archive is not None and extract and not self._noted:
                    self._noted = True
                    if run.archive.problem:
                        self.note(f"note: {run.archive.problem}")
                self._report(event)
        finally:
            self._end_equal()
            self._progress.end()
            self._notes.finish()
        for each in run.replacements.notes():
            self.note(str(each))
        for file, count in run.summaries.items():
            self.note(str(ReadError(file, None, describe_summaries(count))))

    def expect_gone(self, files: Iterable[str]) -> None:
        """Treat these files as gone: a missing path that held them is no failure."""
        from dateline.index.store.provenance import absolute  # start-up: only who adds needs it

        gone = tuple(files)
        for path in self._paths:
            whole = absolute(path)
            if any(file == whole or file.startswith(whole + os.sep) for file in gone):
                self._named.discard(path)

    def say(self, message: str) -> None:
        """Print a message on a line of its own."""
        self._progress.say(message)

    def note(self, message: str) -> None:
        """Print a message that is not an error, unless --quiet."""
        if not self._quiet:
            self.say(message)

    def print_differences(self, found: Differences) -> None:
        """Print what a sync would do."""
        for error in found.failed:
            self._fail(error)
        rows = [("new", path) for path in found.new] + [("changed", path) for path in found.changed]
        rows += [("gone", each.path) for each in found.vanished]
        show_lines(f"{what:8} {printable(path)}" for what, path in rows)
        counts = f"{len(found.new):,} new, {len(found.changed):,} changed, {len(found.vanished):,} gone"
        self.note(f"{counts}; nothing was done")

    def print_doubtful(self, files: Sequence[str]) -> None:
        """Print the files whose articles stay because part of the file could not be read, or because it changed."""
        for file in files:
            self.note(f"{file}: note: not all of it could be read, or it changed; no article of it is deleted")

    def _list(self, error: ReadError) -> None:
        """Write a skipped record to the file of --errors; if that fails, report it once and write no more."""
        if self._errors is None:
            return
        try:
            # Past the buffer, which would fail once more when it is closed.
            getattr(self._errors, "raw", self._errors).write(f"{skipped_json(error)}\n".encode())
        except OSError as failure:
            self.say(f"{self._errors.name}: cannot be written: {failure.strerror}; later records are not listed in it")
            self._errors = None
            self.failed += 1

    def _fail(self, error: ReadError) -> None:
        self.failed += isinstance(error, InputError) and error.file in self._named
        self._tell(error)

    def _tell(self, error: ReadError) -> None:
        """Print an error, unless many before it in the same file have the same reason; then they are counted."""
        if (error.file, error.reason) != self._last:
            self._end_equal()
            self._last = error.file, error.reason
        self._equal += 1
        if self._equal <= MOST_EQUAL:
            self.say(str(error))

    def _end_equal(self) -> None:
        """Print how many records had the last reason that were not printed."""
        if self._last is not None and self._equal > MOST_EQUAL:
            file, reason = self._last
            self.say(f"{file}: and {self._equal - MOST_EQUAL:,} more: {reason}")
        self._last, self._equal = None, 0

    def _report(self, event: Event) -> None:
        for error in (*event.skipped, *event.incomplete):
            if isinstance(error, NoArticle):
                if not self._quiet:
                    self._tell(error)
                continue
            self._fail(error)
            self._list(error)
        for where, found in event.found:
            self._notes.take(where, found.article.notes)
        self._progress.advance(len(event.found), event.size)


def closing_lines(counts: Mapping[tuple[str, str], int]) -> list[str]:
    """Return the counts of a call: for each reader if there are several, and the totals."""
    readers = sorted({reader for reader, _ in counts})
    total: Counter[str] = Counter()
    for (_, outcome), count in counts.items():
        total[outcome] += count
    if set(+total) <= {"passed over", "skipped"}:
        passed = f", {total['passed over']:,} passed over" if total["passed over"] else ""
        skipped = f", {total['skipped']:,} skipped" if total["skipped"] or not passed else ""
        return [f"no article added{passed}{skipped}"]
    lines = []
    if len(readers) > 1:
        for reader in readers:
            by_outcome = {outcome: count for (of, outcome), count in counts.items() if of == reader}
            lines.append(f"  {reader or 'no reader'}: {describe_counts(by_outcome)}")
    return [*lines, describe_counts({"added": 0, **total})]


def describe_summaries(count: int) -> str:
    """Return that summaries of a feed have changed nothing."""
    summaries = "1 summary of a feed" if count == 1 else f"{count:,} summaries of a feed"
    return f"note: {summaries} changed nothing: the archive has a longer text of the same article"


def describe_counts(total: Mapping[str, int]) -> str:
    """Return counts as text, in the order of `OUTCOMES`, without zeros but for a zero of ``added``."""
    named = [(total.get(outcome, 0), outcome) for outcome in OUTCOMES]
    return ", ".join(f"{count:,} {what}" for count, what in named if count or (what == "added" and "added" in total))
