"""A run adds the articles of paths to an archive. It can be interrupted at any point and resumed.

Articles are stored in the order of the plan, with the progress of each file in the same transaction, and committed
at intervals. The next run skips a file that was read completely and has not changed, unless another file
has replaced its articles. It resumes a file that was read in part from the last commit.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from itertools import chain
from typing import BinaryIO, NamedTuple

from dateline.index.archive import Archive
from dateline.index.dataclass import dataclass, replace
from dateline.index.errors import NoArticle, ReadError
from dateline.index.intake.pending import PendingArticles, PendingItem, without_repeated
from dateline.index.intake.plan import PlanStep, file_state, plan
from dateline.index.intake.portions import IncomingArticle, RecordBatch, SkippedRecord, read_portion
from dateline.index.intake.reading import Options
from dateline.index.intake.replacements import Replacements
from dateline.index.intake.workers import WorkerPool
from dateline.index.readers.paths import CUT_WHILE_READ
from dateline.index.store.placement import Stored
from dateline.index.store.provenance import Origin, Provenance, Reading

__all__ = ["READ_BEFORE", "Event", "Run", "Settings"]

# Articles between two commits. Each commit writes a segment that must be merged later. At these intervals commits take
# a few percent of a run of 100,000 generated articles, and a power cut loses about 20 seconds of extraction.
COMMIT_EVERY = 20_000
COMMIT_EVERY_WITHOUT_EXTRACTION = 100_000
# Bytes above which worker processes are started; less is about half a second of work.
MIN_PARALLEL_SIZE = 2 << 20
# The name under which records that an earlier run has stored are counted.
READ_BEFORE = "read before"


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of a run: the number of reading processes (1: this one), whether to extract mentions,
    and whether to read files again that were read before."""

    jobs: int = 1
    extract: bool = True
    again: bool = False


class Event(NamedTuple):
    """Progress of a run: articles read, records skipped, and the ``size`` in bytes that is finished.

    ``incomplete`` lists articles that were stored without a part that raised, with file, line and the part.
    """

    found: list[tuple[str, IncomingArticle]]
    skipped: list[ReadError]
    size: int = 0
    incomplete: Sequence[ReadError] = ()


class Run:
    """One run; iterating over it performs it. `counts` holds the number of records by reader and outcome.

    `unread_suffixes` counts the files that are not read, by suffix, `summaries` the summaries in feeds that changed
    nothing because the archive has a longer text of the article, by file.
    """

    def __init__(
        self,
        paths: Iterable[str],
        options: Options,
        archive: Archive | None,
        make: Callable[[], Archive],
        settings: Settings,
        *,
        standard_input: BinaryIO | None = None,
    ) -> None:
        """Use an archive that is open for writing; without one, `make` creates it for the first article."""
        self.archive = archive
        self._is_new = archive is None
        self._number_offset = 0
        self.counts: Counter[tuple[str, str]] = Counter()
        self.unread_suffixes: Counter[str] = Counter()
        self._create = make
        self._options = options
        self._settings = settings
        self._standard_input = standard_input
        self._steps = plan(paths, options, self._sources, again=settings.again, unread_suffixes=self.unread_suffixes)
        self._readings: dict[int, Reading] = {}
        self._changed: set[int] = set()
        self._same_as: dict[int, int] = {}
        self._pending = PendingArticles()
        self._incomplete: list[ReadError] = []
        self._cut: set[str] = set()
        self.replacements = Replacements()
        self.summaries: Counter[str] = Counter()
        self._since_commit = 0
        self._stopping = False

    def stop(self) -> None:
        """Stop after the current step; what was read until then is committed."""
        self._stopping = True

    @property
    def stopped(self) -> bool:
        """Whether `stop` was called."""
        return self._stopping

    def __iter__(self) -> Iterator[Event]:
        with self._open_steps() as done:
            for step, batch in done:
                event = self._accept(step, batch)
                yield event._replace(incomplete=self._pop_incomplete())
                can_resume = self._can_resume(step, batch)
                if can_resume and self._is_commit_due():
                    self.commit()
                if self._stopping and can_resume:
                    break
        self.commit()
        if incomplete := self._pop_incomplete():
            yield Event([], [], incomplete=incomplete)

    def commit(self) -> None:
        """Make the articles read so far durable and searchable."""
        self._flush()
        if self.archive is not None:
            self.archive.commit()
        self._since_commit = 0

    def _sources(self) -> AbstractContextManager[Provenance | None]:
        return nullcontext() if self.archive is None or self._is_new else self.archive.sources()

    def _create_archive(self) -> Archive:
        """Create the archive, or open it if another program has created it meanwhile.

        For a new archive the plan numbers its readings from 1; they are moved above those that the other program wrote.
        """
        archive = self._create()
        with archive.sources() as kept:
            self._number_offset = kept.last_number()
        return archive

    def _open_steps(self) -> AbstractContextManager[Iterator[tuple[PlanStep, RecordBatch | None]]]:
        """Return a context manager that performs the steps, in worker processes if there is enough to read."""
        first: list[PlanStep] = []
        size = 0
        for step in self._steps if self._settings.jobs > 1 else ():
            first.append(step)
            size += step.size if step.portion is not None else 0
            if size > MIN_PARALLEL_SIZE:
                break
        steps = chain(first, self._steps)
        if size <= MIN_PARALLEL_SIZE:
            return nullcontext(self._read_here(steps))
        if self.archive is None:
            self.archive = self._create_archive()
        archive = os.path.abspath(self.archive.path) if self._settings.extract else None
        return _PoolSession(WorkerPool(self._settings.jobs, self._options, archive, self._standard_input), steps)

    def _read_here(self, steps: Iterator[PlanStep]) -> Iterator[tuple[PlanStep, RecordBatch | None]]:
        for step in steps:
            if step.portion is None:
                yield step, None
                continue
            for batch in read_portion(step.portion, self._options, self._standard_input):
                yield step, batch

    def _accept(self, step: PlanStep, batch: RecordBatch | None) -> Event:
        """Accept the records of a step; return the event to report."""
        if step.error is not None:
            self.counts["", "skipped"] += 1
            return Event([], [step.error])
        if batch is not None and batch.unread_suffixes:
            self.unread_suffixes.update(batch.unread_suffixes)
        reading = self._reading(step)
        line_offset = 0 if reading is None or step.portion is None or step.portion.stop is None else reading.line
        event = Event([], [], 0 if batch is not None and not batch.done else step.size)
        for item in batch.items if batch is not None else ():
            if isinstance(item, SkippedRecord):
                if self._is_repeated(item.error):
                    continue
                outcome = "passed over" if isinstance(item.error, NoArticle) else "skipped"
                self.counts[item.reader, outcome] += 1
                event.skipped.append(shift_line(item.error, line_offset))
                continue
            line = None if item.line is None else item.line + line_offset
            event.found.append((item.where(line_offset), item))
            self._pending.add(item, None if reading is None else reading.number, line)
        if reading is not None and batch is not None:
            self._readings[reading.number] = advance(reading, step, batch)
            self._changed.add(reading.number)
        if self._pending.is_full:
            self._flush()
        return event

    def _is_repeated(self, error: ReadError) -> bool:
        """Return whether an error is about a whole file, and another portion of the file has given it."""
        if error.reason != CUT_WHILE_READ:
            return False
        is_known = error.file in self._cut
        self._cut.add(error.file)
        return is_known

    def _reading(self, step: PlanStep) -> Reading | None:
        """Return the progress of a step's file; count the records that an earlier run has stored."""
        if step.reading is None:
            return None
        number = step.reading.number
        if number not in self._readings and step.reading.records:
            self.counts[READ_BEFORE, "unchanged"] += step.reading.records
        if step.portion is None:
            return step.reading
        if step.same_as is not None:
            self._same_as[number] = step.same_as
        return self._readings.setdefault(number, step.reading)

    def _can_resume(self, step: PlanStep, batch: RecordBatch | None) -> bool:
        """Return whether a later run can resume here."""
        return batch is None or batch.done or (step.portion is not None and step.portion.stop is None)

    def _is_commit_due(self) -> bool:
        every = COMMIT_EVERY if self._settings.extract else COMMIT_EVERY_WITHOUT_EXTRACTION
        return self._since_commit + len(self._pending.items) >= every

    def _flush(self) -> None:
        """Store the pending articles with their origins and the progress of each file."""
        items, self._pending = self._pending.items, PendingArticles()
        if items and self.archive is None:
            self.archive = self._create_archive()
        if self.archive is None:
            return
        items, repeated = without_repeated(self.archive, items, self._same_as)
        self.counts.update((found.reader, "unchanged") for found, _ in repeated)
        stored = self._store(self.archive, items)
        origins = (
            (number + self._number_offset, each.seq, line, None if each.unchanged else each.replaced)
            for each, (_, number, line) in zip(stored, items, strict=True)
            if number is not None
        )
        self._save_progress(self.archive, chain((origin for _, origin in repeated), origins))

    def _store(self, archive: Archive, items: list[PendingItem]) -> list[Stored]:
        stored = archive.add_batch(
            [found.draft for found, _, _ in items],
            extract=self._settings.extract,
            found=[found.mentions for found, _, _ in items],
        )
        for (found, _, line), kept in zip(items, stored, strict=True):
            outcome = "unchanged" if kept.unchanged else "added" if kept.replaced is None else "replaced"
            self.counts[found.reader, outcome] += 1
            if kept.kept_longer:
                self.summaries[found.file] += 1
            failed = [*found.failed, *([] if kept.failed is None else [f"people, places and dates ({kept.failed})"])]
            if failed:
                self.counts[found.reader, "incomplete"] += 1
                self._incomplete.append(ReadError(found.file, line, f"stored without {'; '.join(failed)}"))
        self._since_commit += len(items)
        self._count_replacements(archive, items, stored)
        return stored

    def _count_replacements(self, archive: Archive, items: list[PendingItem], stored: list[Stored]) -> None:
        """Count the articles that were replaced by others, if there can be such."""
        if not any(self.replacements.concerns(each) for each in stored):
            return
        with archive.sources() as kept:
            paths = {number: self._readings[number].path for _, number, _ in items if number in self._readings}
            given = [
                (each, paths[number]) for each, (_, number, _) in zip(stored, items, strict=True) if number in paths
            ]
            self.replacements.count(given, kept)

    def _pop_incomplete(self) -> Sequence[ReadError]:
        """Return the articles that were stored incomplete since the last call."""
        incomplete, self._incomplete = self._incomplete, []
        return incomplete

    def _save_progress(self, archive: Archive, origins: Iterable[Origin]) -> None:
        """Store the progress of the files."""
        if not self._changed:
            return
        changed = [self._readings[number] for number in sorted(self._changed)]
        if self._number_offset:
            changed = [replace(reading, number=reading.number + self._number_offset) for reading in changed]
        with archive.sources() as kept:
            kept.write_readings(changed)
            kept.write_origins(origins)
            for reading in changed:
                if reading.complete:
                    kept.drop_superseded(reading)
                    del self._readings[reading.number - self._number_offset]
        self._changed = set()


class _PoolSession(AbstractContextManager[Iterator[tuple[PlanStep, RecordBatch | None]]]):
    """Runs steps in a pool of workers and closes it at the end."""

    def __init__(self, pool: WorkerPool, steps: Iterator[PlanStep]) -> None:
        self._pool = pool
        self._steps = steps

    def __enter__(self) -> Iterator[tuple[PlanStep, RecordBatch | None]]:
        return self._pool.run(self._steps)

    def __exit__(self, *error: object) -> None:
        self._pool.close()


def advance(reading: Reading, step: PlanStep, batch: RecordBatch) -> Reading:
    """Return the progress of a file after a batch."""
    errors = [item.error for item in batch.items if isinstance(item, SkippedRecord)]
    skipped = sum(not isinstance(error, NoArticle) for error in errors)
    records = len(batch.items) - len(errors)
    reading = replace(reading, records=reading.records + records, skipped=reading.skipped + skipped)
    stop = None if step.portion is None else step.portion.stop
    if stop is None:
        reading = replace(reading, taken=reading.taken + len(batch.items))
    elif batch.done:
        reading = replace(reading, position=stop, line=reading.line + batch.lines)
    if not (step.last and batch.done):
        return reading
    # A file that changed while it was read is read again by the next run.
    same = file_state(step.file) == (reading.size, reading.changed)
    return replace(reading, complete=True, size=reading.size if same else None)


def shift_line(error: ReadError, line_offset: int) -> ReadError:
    """Return an error with its line counted in the file instead of in the portion."""
    if not line_offset or error.line is None:
        return error
    return type(error)(error.file, error.line + line_offset, error.reason)
