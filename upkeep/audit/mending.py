"""What an audit found is mended, and nothing else.

Of an index that differs from its store, the stretches in question are made anew from the store; if it cannot be read
at all, or is of other fields, all of it is. No field is dropped by that: of two tables that differ, all fields stay.
A store that is damaged is not touched. Records that are missing or stale are read again and
stored, if they are still what they were, and ghosts are deleted, if nobody has replaced them meanwhile. Then the
audit is done again.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from dateline.index.archive import Archive, Clock
from dateline.index.article import Article
from dateline.index.errors import DatelineError
from dateline.index.intake.plan import file_state
from dateline.index.intake.reading import Options
from dateline.index.layout import fields_of_index, fields_to_keep, write_fields
from dateline.index.readers.paths import STANDARD_INPUT
from dateline.index.rebuild import find_again, remake_index
from dateline.index.store.provenance import Origin, Reading, absolute
from dateline.index.store.rows import cells_of, digest_id
from dateline.upkeep.audit.findings import Kind, Report
from dateline.upkeep.audit.holdings import Holdings
from dateline.upkeep.audit.orphans import Ghost
from dateline.upkeep.audit.soundness import ArchiveAudit
from dateline.upkeep.audit.source_records import Batch, Record, read_batches
from dateline.upkeep.audit.sources import Follow, SourceAudit, Wanted, audit_sources

__all__ = ["mend_archive", "mend_from_sources"]

# An article that is known by the digest of its text may only get the id it should have when another one has left that.
ROUNDS = 3


def mend_archive(path: str | os.PathLike[str], *, progress: Callable[[int], None] | None = None) -> Report:
    """Compare an archive with itself, make anew what of its index is not as it should be, and compare again.

    Raises what `audit_archive` raises, ArchiveLocked, and ArchiveError if another program has written meanwhile.
    """
    first = ArchiveAudit(Path(path))
    try:
        report = first.run(progress)
        kinds = set(report.counts())
        whole = first.holdings.beyond_mending
        if first.failed and "store" not in kinds:
            for seq in find_again(path, first.failed):
                first.holdings.suspect(seq)  # the index does not have what was found now
        stretches, generation = first.holdings.to_remake(), first.holdings.generation
        stories, fields = first.stories_doubted, first.fields_doubted
    finally:
        first.close()
    if not kinds or "store" in kinds:
        return report
    table, lost = fields_to_keep(path) if fields else (None, None)
    if whole or (table is not None and table != fields_of_index(path)):
        Archive.rebuild(path, fields=table)
    else:
        remake_index(path, stretches, generation=generation, stories=stories)
        with Archive.open(path) as archive:  # brings the index up to date
            if table is not None:
                write_fields(archive.path, table)
    second = ArchiveAudit(Path(path))
    try:
        after = second.run(progress)
    finally:
        second.close()
    notes = (*after.notes, lost) if lost else after.notes
    return replace(after, notes=notes, mended=mended(report, after))


def mend_from_sources(
    path: str | os.PathLike[str],
    sources: Sequence[str],
    options: Options | None = None,
    *,
    even_if_empty: bool = False,
    extract: bool = True,
    follow: Follow | None = None,
    clock: Clock | None = None,
) -> Report:
    """Compare an archive with sources as `audit_sources` does, mend what was found, and compare again.

    ``extract``: people, places and dates are looked for in what is stored. ``clock`` is as in `Archive.open`.
    Raises what `audit_sources` raises, ArchiveLocked, and DatelineError for standard input, which is read only once.
    """
    if STANDARD_INPUT in sources:
        raise DatelineError("standard input can be read only once: write it to a file, and name that")
    chosen = options or Options()
    first, report = mend_once(path, sources, chosen, extract, clock, follow, even_if_empty=even_if_empty)
    for _ in range(ROUNDS - 1):
        if not set(report.counts()) - {"unread"}:
            break
        report = mend_once(path, sources, chosen, extract, clock, follow, even_if_empty=True)[1]
    return report if first is report else replace(report, mended=mended(first, report), failed=first.failed)


def mend_once(
    path: str | os.PathLike[str],
    sources: Sequence[str],
    options: Options,
    extract: bool,
    clock: Clock | None,
    follow: Follow | None,
    *,
    even_if_empty: bool,
) -> tuple[Report, Report]:
    """Mend what an audit finds; return what it found, and what is found after that."""
    audit = SourceAudit(Path(path), options, even_if_empty=even_if_empty)
    try:
        report = audit.run(sources, None, follow)
    finally:
        audit.close()
    if not set(report.counts()) - {"unread"}:
        return report, report
    mend_index(path, audit.holdings)
    with Archive.open(path, clock=clock) as archive:  # which brings the index up to date
        take_out(archive, audit.ghosts)
        if audit.wanted:
            Mending(archive, options, audit.wanted, extract=extract).store(sources)
    return report, audit_sources(path, sources, options, even_if_empty=True, follow=follow)


def mend_index(path: str | os.PathLike[str], holdings: Holdings) -> None:
    """Make anew what of an index is not as it should be."""
    if holdings.beyond_mending:
        Archive.rebuild(path)
    elif stretches := holdings.to_remake():
        remake_index(path, stretches, generation=holdings.generation)


def mended(before: Report, after: Report) -> Mapping[Kind, int]:
    """Return how many findings there are no more, by kind."""
    left = after.counts()
    return {kind: n for kind, count in before.counts().items() if (n := count - left.get(kind, 0)) > 0}


def take_out(archive: Archive, ghosts: Sequence[Ghost]) -> None:
    """Delete ghosts that are still live as they were found."""
    with archive.sources() as kept:
        live = kept.live_seqs(ghost.id for ghost in ghosts)
    gone = [ghost for ghost in ghosts if live.get(ghost.id) == ghost.seq]
    if not gone:
        return
    archive.delete(*(ghost.id for ghost in gone))
    with archive.sources() as kept:
        numbers = {number for ghost in gone for number in ghost.numbers}
        kept.drop_origins((ghost.seq for ghost in gone), sorted(numbers))


class Mending:
    """Stores the records of sources that are wanted, with where they came from."""

    def __init__(self, archive: Archive, options: Options, wanted: Mapping[str, Wanted], *, extract: bool) -> None:
        self._archive = archive
        self._options = options
        self._digest = options.digest()
        self._extract = extract
        self._ids = {(each.file, each.number): (id, each.differing is None, each.digest) for id, each in wanted.items()}
        self._reading: Reading | None = None
        self._fresh = False

    def store(self, sources: Sequence[str]) -> None:
        """Read again the files that have something wanted, and store that."""
        only = frozenset(file for file, _ in self._ids)
        begun = ""
        for batch in read_batches(sources, self._options, Counter(), only=only):
            if batch.step.portion is None:
                continue
            if begun != batch.step.file:
                begun = batch.step.file
                self._begin(begun)
            self._take(batch)

    def _begin(self, file: str) -> None:
        """Find the reading that gave the articles of a file: its last, if it was of this very file, else a new one."""
        state, self._fresh, self._reading = file_state(file), False, None
        if state is None:
            return
        path = absolute(file)
        with self._archive.sources() as kept:
            known = kept.find(path)
            if known is not None and known.complete and known.is_of(*state, self._digest):
                self._reading = known
            else:
                self._reading = Reading(kept.last_number() + 1, path, *state, self._digest)
                self._fresh = True
                kept.write_readings([self._reading])

    def _take(self, batch: Batch) -> None:
        """Store what is wanted of a batch; keep of a new reading all that it gave."""
        file = batch.step.file
        wanted: list[Record] = []
        others: list[Record] = []
        for record in batch.records:
            (wanted if self._is_wanted(record, file) else others).append(record)
        articles = [self._named(record.found.article, *self._ids[file, record.number]) for record in wanted]
        stored = self._archive.take(articles, extract=self._extract) if articles else []
        reading = self._reading
        if reading is None:
            return
        origins: list[Origin] = [
            (reading.number, each.seq, record.line, None if each.unchanged else each.replaced)
            for each, record in zip(stored, wanted, strict=True)
        ]
        with self._archive.sources() as kept:
            if self._fresh:
                held = ((record.found.article, record.line) for record in others)
                origins += kept.origins_of_held(reading.number, held)
                self._reading = reading = advanced(reading, batch)
                kept.write_readings([reading])
            kept.write_origins(origins)
            kept.drop_earlier(reading.number, (each.seq for each in stored))
            if self._fresh and reading.complete:
                kept.drop_superseded(reading)

    def _named(self, article: Article, id: str, missing: bool, _: str) -> Article:
        """Return an article under the id that was foreseen; what has only its text to be known by finds its id now."""
        return article if missing and not article.id and not article.url else replace(article, id=id)

    def _is_wanted(self, record: Record, file: str) -> bool:
        """Return whether a record is wanted, and still what it was."""
        wanted = self._ids.get((file, record.number))
        return wanted is not None and digest_id(cells_of(record.found.article)) == wanted[2]


def advanced(reading: Reading, batch: Batch) -> Reading:
    """Return how far a reading has come after a batch."""
    return replace(
        reading,
        taken=reading.taken + len(batch.records) + len(batch.unread),
        records=reading.records + len(batch.records),
        skipped=reading.skipped + len(batch.unread),
        complete=batch.done,
    )
