"""A run: the articles of paths brought into an archive, so that it can be cut off at any place and go on.

What is read is stored in the order of the plan, with how far each file has come in the same transaction, and
committed every so many articles. A file that was read to its end and has not changed is passed over the next time,
as long as its articles stand as it gave them; one whose reading was cut off is read on from the last commit.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from itertools import chain
from typing import BinaryIO, NamedTuple, TypeAlias

from dateline.index.archive import Archive
from dateline.index.errors import ReadError
from dateline.index.intake.plan import Step, plan, state_of
from dateline.index.intake.portions import Delivery, Found, Skipped, deliveries
from dateline.index.intake.reading import Options
from dateline.index.intake.workers import Crew
from dateline.index.store.placement import Stored
from dateline.index.store.provenance import Origin, Provenance, Reading

__all__ = ["READ_BEFORE", "Event", "Run", "Settings"]

# Articles between two commits. A commit costs a segment and its share of merging: with these, some hundredths of the
# time of a run of 100,000 made-up articles, and some twenty seconds of extraction to do again after a power cut.
EVERY = 20_000
EVERY_WITHOUT_EXTRACTION = 100_000
# Articles and characters that are stored at a time.
BATCH = 1000
BATCH_CHARACTERS = 4_000_000
# Bytes up to which other processes are not worth starting: half a second of work.
SMALL = 2 << 20
# Where the counts put what was stored by an earlier run.
READ_BEFORE = "read before"


@dataclass(frozen=True, slots=True)
class Settings:
    """How a run goes: processes that read (1: none but this one), whether people, places and dates are looked for,
    and whether files that were read before are read again."""

    jobs: int = 1
    extract: bool = True
    again: bool = False


# An article, and the number of the reading and the line that gave it.
Item: TypeAlias = "tuple[Found, int | None, int | None]"


class Event(NamedTuple):
    """Something that a run came by: articles on their way in, and what was skipped; ``size``: bytes that are done.

    ``incomplete`` names articles that were stored without a part that raised: file, line, and what it was.
    """

    found: list[tuple[str, Found]]
    skipped: list[ReadError]
    size: int = 0
    incomplete: Sequence[ReadError] = ()


@dataclass(slots=True)
class Batch:
    """What is to be stored next: the articles, each with the reading and the line that gave it."""

    items: list[Item]
    characters: int = 0


class Run:
    """One run. Iterate over it to do it; `counts` says what became of everything, by reader and outcome.

    `kinds` counts the files that are not read, by their suffix.
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
        """Take an archive that is open for writing; where there is none, `make` gives one for the first article."""
        self.archive = archive
        self._is_new = archive is None
        self._above = 0
        self.counts: Counter[tuple[str, str]] = Counter()
        self.kinds: Counter[str] = Counter()
        self._make = make
        self._options = options
        self._settings = settings
        self._standard_input = standard_input
        self._steps = plan(paths, options, self._sources, again=settings.again, kinds=self.kinds)
        self._readings: dict[int, Reading] = {}
        self._changed: set[int] = set()
        self._batch = Batch([])
        self._incomplete: list[ReadError] = []
        self._since_commit = 0
        self._stopping = False

    def stop(self) -> None:
        """End after what is being done now; what was read until then is kept."""
        self._stopping = True

    @property
    def stopped(self) -> bool:
        """Whether it was ended before it was done."""
        return self._stopping

    def __iter__(self) -> Iterator[Event]:
        with self._doing() as done:
            for step, delivery in done:
                event = self._take(step, delivery)
                yield event._replace(incomplete=self._take_incomplete())
                at_rest = self._is_at_rest(step, delivery)
                if at_rest and self._is_commit_due():
                    self.commit()
                if self._stopping and at_rest:
                    break
        self.commit()
        if incomplete := self._take_incomplete():
            yield Event([], [], incomplete=incomplete)

    def commit(self) -> None:
        """Make what was taken durable and searchable."""
        self._flush()
        if self.archive is not None:
            self.archive.commit()
        self._since_commit = 0

    # How it is done

    def _sources(self) -> AbstractContextManager[Provenance | None]:
        return nullcontext() if self.archive is None or self._is_new else self.archive.sources()

    def _make_archive(self) -> Archive:
        """Make the archive. If another program has made it meanwhile, what is read here comes after what that read.

        The plan counts its readings from 1 for a new archive; they are moved above those that are there.
        """
        archive = self._make()
        with archive.sources() as kept:
            self._above = kept.last_number()
        return archive

    def _doing(self) -> AbstractContextManager[Iterator[tuple[Step, Delivery | None]]]:
        """Return what does the steps: other processes, if there is enough to do."""
        first: list[Step] = []
        size = 0
        for step in self._steps if self._settings.jobs > 1 else ():
            first.append(step)
            size += step.size if step.portion is not None else 0
            if size > SMALL:
                break
        steps = chain(first, self._steps)
        if size <= SMALL:
            return nullcontext(self._do_here(steps))
        if self.archive is None:
            self.archive = self._make_archive()
        archive = os.path.abspath(self.archive.path) if self._settings.extract else None
        return _Doing(Crew(self._settings.jobs, self._options, archive, self._standard_input), steps)

    def _do_here(self, steps: Iterator[Step]) -> Iterator[tuple[Step, Delivery | None]]:
        for step in steps:
            if step.portion is None:
                yield step, None
                continue
            for delivery in deliveries(step.portion, self._options, self._standard_input):
                yield step, delivery

    def _take(self, step: Step, delivery: Delivery | None) -> Event:
        """Take what comes of a step; return what is to be told of it."""
        if step.error is not None:
            self.counts["", "skipped"] += 1
            return Event([], [step.error])
        if delivery is not None and delivery.kinds:
            self.kinds.update(delivery.kinds)
        reading = self._reading(step)
        above = 0 if reading is None or step.portion is None or step.portion.stop is None else reading.line
        event = Event([], [], 0 if delivery is not None and not delivery.done else step.size)
        for item in delivery.items if delivery is not None else ():
            if isinstance(item, Skipped):
                self.counts[item.reader, "skipped"] += 1
                event.skipped.append(moved_down(item.error, above))
                continue
            line = None if item.line is None else item.line + above
            event.found.append((item.where(above), item))
            self._batch.items.append((item, None if reading is None else reading.number, line))
            self._batch.characters += len(item.article.body)
        if reading is not None and delivery is not None:
            self._readings[reading.number] = advanced(reading, step, delivery)
            self._changed.add(reading.number)
        if len(self._batch.items) >= BATCH or self._batch.characters >= BATCH_CHARACTERS:
            self._flush()
        return event

    def _reading(self, step: Step) -> Reading | None:
        """Return how far the file of a step has come; count what an earlier run has stored of it."""
        if step.reading is None:
            return None
        number = step.reading.number
        if number not in self._readings and step.reading.records:
            self.counts[READ_BEFORE, "unchanged"] += step.reading.records
        if step.portion is None:
            return step.reading
        return self._readings.setdefault(number, step.reading)

    def _is_at_rest(self, step: Step, delivery: Delivery | None) -> bool:
        """Return whether the next run can go on from here."""
        return delivery is None or delivery.done or (step.portion is not None and step.portion.stop is None)

    def _is_commit_due(self) -> bool:
        every = EVERY if self._settings.extract else EVERY_WITHOUT_EXTRACTION
        return self._since_commit + len(self._batch.items) >= every

    def _flush(self) -> None:
        """Store what was taken, with where it came from and how far each file has come."""
        items, self._batch = self._batch.items, Batch([])
        if items and self.archive is None:
            self.archive = self._make_archive()
        if self.archive is None:
            return
        stored = self._store(self.archive, items)
        origins = (
            (number + self._above, each.seq, line, None if each.unchanged else each.replaced)
            for each, (_, number, line) in zip(stored, items, strict=True)
            if number is not None
        )
        self._keep(self.archive, origins)

    def _store(self, archive: Archive, items: list[Item]) -> list[Stored]:
        stored = archive.take(
            [found.draft for found, _, _ in items],
            extract=self._settings.extract,
            found=[found.mentions for found, _, _ in items],
        )
        for (found, _, line), kept in zip(items, stored, strict=True):
            outcome = "unchanged" if kept.unchanged else "added" if kept.replaced is None else "replaced"
            self.counts[found.reader, outcome] += 1
            failed = [*found.failed, *([] if kept.failed is None else [f"people, places and dates ({kept.failed})"])]
            if failed:
                self.counts[found.reader, "incomplete"] += 1
                self._incomplete.append(ReadError(found.file, line, f"stored without {'; '.join(failed)}"))
        self._since_commit += len(items)
        return stored

    def _take_incomplete(self) -> Sequence[ReadError]:
        """Return the articles that were stored without a part since the last call."""
        incomplete, self._incomplete = self._incomplete, []
        return incomplete

    def _keep(self, archive: Archive, origins: Iterable[Origin]) -> None:
        """Keep how far the files have come."""
        if not self._changed:
            return
        changed = [self._readings[number] for number in sorted(self._changed)]
        if self._above:
            changed = [replace(reading, number=reading.number + self._above) for reading in changed]
        with archive.sources() as kept:
            kept.write_readings(changed)
            kept.write_origins(origins)
            for reading in changed:
                if reading.complete:
                    kept.drop_superseded(reading)
                    del self._readings[reading.number - self._above]
        self._changed = set()


class _Doing(AbstractContextManager[Iterator[tuple[Step, Delivery | None]]]):
    """A crew at work, for as long as its work is taken."""

    def __init__(self, crew: Crew, steps: Iterator[Step]) -> None:
        self._crew = crew
        self._steps = steps

    def __enter__(self) -> Iterator[tuple[Step, Delivery | None]]:
        return self._crew.do(self._steps)

    def __exit__(self, *error: object) -> None:
        self._crew.close()


def advanced(reading: Reading, step: Step, delivery: Delivery) -> Reading:
    """Return how far a file has come after a delivery."""
    skipped = sum(isinstance(item, Skipped) for item in delivery.items)
    reading = replace(
        reading, records=reading.records + len(delivery.items) - skipped, skipped=reading.skipped + skipped
    )
    stop = None if step.portion is None else step.portion.stop
    if stop is None:
        reading = replace(reading, taken=reading.taken + len(delivery.items))
    elif delivery.done:
        reading = replace(reading, position=stop, line=reading.line + delivery.lines)
    if not (step.last and delivery.done):
        return reading
    # A file that changed while it was read is read again the next time.
    same = state_of(step.file) == (reading.size, reading.changed)
    return replace(reading, complete=True, size=reading.size if same else None)


def moved_down(error: ReadError, above: int) -> ReadError:
    """Return an error with the line of the file, for the line of a portion."""
    return error if not above or error.line is None else ReadError(error.file, error.line + above, error.reason)
