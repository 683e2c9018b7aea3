"""Repair what an audit found, and nothing else.

Damaged parts of an index are remade from the store. If the index cannot be read, or has other fields, all of it is
rebuilt; of two differing field tables all fields are kept. A damaged store is not changed. Missing and stale records
are read again and stored, unless they changed since. Orphans are deleted, unless they were replaced since. Then the
audit is repeated.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from dateline.index.archive import Archive, Clock
from dateline.index.arguments import check_path
from dateline.index.article import Article
from dateline.index.dataclass import replace
from dateline.index.errors import DatelineError
from dateline.index.files import explain_write_errors
from dateline.index.intake.plan import file_state
from dateline.index.intake.reading import Options
from dateline.index.layout import fields_of_index, fields_to_keep, write_fields
from dateline.index.readers.paths import STANDARD_INPUT
from dateline.index.rebuild import extract_again, remake_index
from dateline.index.store.provenance import Origin, Reading, absolute
from dateline.index.store.rows import cells_of, digest_id
from dateline.upkeep.audit.audited_index import AuditedIndex
from dateline.upkeep.audit.findings import Kind, Report
from dateline.upkeep.audit.orphans import Orphan
from dateline.upkeep.audit.soundness import ArchiveAudit
from dateline.upkeep.audit.source_records import Batch, Record, read_batches
from dateline.upkeep.audit.sources import NeededRecord, Progress, SourceAudit, audit_sources

__all__ = ["repair_archive", "repair_from_sources"]

# An article that is identified by its text may get its id only after another article has lost it.
ROUNDS = 3


def repair_archive(path: str | os.PathLike[str], *, progress: Callable[[int], None] | None = None) -> Report:
    """Audit an archive, remake the damaged parts of its index, and audit it again.

    Raises what `audit_archive` raises, ArchiveLocked, and ArchiveError if another program has written meanwhile.
    """
    first = ArchiveAudit(check_path(path))
    try:
        report = first.run(progress)
        kinds = set(report.counts())
        whole = first.index.needs_rebuild
        if first.failed and "store" not in kinds:
            for seq in extract_again(path, first.failed):
                first.index.mark_damaged(seq)  # the index does not have the new mentions
        ranges, generation = first.index.ranges_to_remake(), first.index.generation
        stories, fields = first.stories_damaged, first.fields_damaged
    finally:
        first.close()
    if not kinds - {"names"} or "store" in kinds:
        return report
    table, lost = fields_to_keep(path) if fields else (None, None)
    if whole or (table is not None and table != fields_of_index(path)):
        Archive.rebuild(path, fields=table)
    else:
        remake_index(path, ranges, generation=generation, stories=stories)
        with Archive.open(path) as archive:  # brings the index up to date
            if table is not None:
                with explain_write_errors(archive.path, "repair it again"):
                    write_fields(archive.path, table)
    second = ArchiveAudit(check_path(path))
    try:
        after = second.run(progress)
    finally:
        second.close()
    notes = (*after.notes, lost) if lost else after.notes
    return replace(after, notes=notes, repaired=repaired(report, after))


def repair_from_sources(
    path: str | os.PathLike[str],
    sources: Sequence[str],
    options: Options | None = None,
    *,
    even_if_empty: bool = False,
    extract: bool = True,
    progress: Progress | None = None,
    clock: Clock | None = None,
) -> Report:
    """Audit an archive against sources as `audit_sources` does, repair the findings, and audit it again.

    ``extract``: find people, places and dates in what is stored. ``clock`` is as in `Archive.open`. Raises what
    `audit_sources` raises, ArchiveLocked, and DatelineError for standard input, which can be read only once.
    """
    if STANDARD_INPUT in sources:
        raise DatelineError("standard input can be read only once: write it to a file first")
    chosen = options or Options()
    first, report = repair_once(path, sources, chosen, extract, clock, progress, even_if_empty=even_if_empty)
    for _ in range(ROUNDS - 1):
        if not set(report.counts()) - {"unread"}:
            break
        report = repair_once(path, sources, chosen, extract, clock, progress, even_if_empty=True)[1]
    return report if first is report else replace(report, repaired=repaired(first, report), failed=first.failed)


def repair_once(
    path: str | os.PathLike[str],
    sources: Sequence[str],
    options: Options,
    extract: bool,
    clock: Clock | None,
    progress: Progress | None,
    *,
    even_if_empty: bool,
) -> tuple[Report, Report]:
    """Repair the findings of an audit; return the reports before and after."""
    audit = SourceAudit(check_path(path), options, even_if_empty=even_if_empty)
    try:
        report = audit.run(sources, None, progress)
    finally:
        audit.close()
    if not set(report.counts()) - {"unread"}:
        return report, report
    repair_index(path, audit.index)
    with Archive.open(path, clock=clock) as archive:  # this brings the index up to date
        delete_orphans(archive, audit.orphans)
        if audit.needed:
            SourceRepair(archive, options, audit.needed, extract=extract).store(sources)
    return report, audit_sources(path, sources, options, even_if_empty=True, progress=progress)


def repair_index(path: str | os.PathLike[str], index: AuditedIndex) -> None:
    """Remake the damaged parts of an index."""
    if index.needs_rebuild:
        Archive.rebuild(path)
    elif ranges := index.ranges_to_remake():
        remake_index(path, ranges, generation=index.generation)


def repaired(before: Report, after: Report) -> Mapping[Kind, int]:
    """Return the number of findings that are gone, by kind."""
    left = after.counts()
    return {kind: n for kind, count in before.counts().items() if (n := count - left.get(kind, 0)) > 0}


def delete_orphans(archive: Archive, orphans: Sequence[Orphan]) -> None:
    """Delete orphans that did not change since they were found."""
    with archive.sources() as kept:
        live = kept.live_seqs(orphan.id for orphan in orphans)
    gone = [orphan for orphan in orphans if live.get(orphan.id) == orphan.seq]
    if not gone:
        return
    archive.delete(*(orphan.id for orphan in gone))
    with archive.sources() as kept:
        numbers = {number for orphan in gone for number in orphan.numbers}
        kept.drop_origins((orphan.seq for orphan in gone), sorted(numbers))


class SourceRepair:
    """Stores the needed records of sources, with their provenance."""

    def __init__(
        self, archive: Archive, options: Options, needed: Mapping[str, NeededRecord], *, extract: bool
    ) -> None:
        self._archive = archive
        self._options = options
        self._digest = options.digest()
        self._extract = extract
        self._ids = {(each.file, each.number): (id, each.differing is None, each.digest) for id, each in needed.items()}
        self._reading: Reading | None = None
        self._fresh = False

    def store(self, sources: Sequence[str]) -> None:
        """Read the files with needed records again, and store these."""
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
        """Find the reading that the articles of a file belong to: its last one, or a new one if the file changed."""
        state, self._fresh, self._reading = file_state(file), False, None
        if state is None:
            return
        path = absolute(file)
        with self._archive.sources() as kept:
            known = kept.find(path)
            if known is not None and known.complete and known.matches(*state, self._digest):
                self._reading = known
            else:
                self._reading = Reading(kept.last_number() + 1, path, *state, self._digest)
                self._fresh = True
                kept.write_readings([self._reading])

    def _take(self, batch: Batch) -> None:
        """Store the needed records of a batch; of a new reading, record all origins."""
        file = batch.step.file
        needed: list[Record] = []
        others: list[Record] = []
        for record in batch.records:
            (needed if self._is_needed(record, file) else others).append(record)
        articles = [self._with_id(record.found.article, *self._ids[file, record.number]) for record in needed]
        stored = self._archive.add_batch(articles, extract=self._extract) if articles else []
        reading = self._reading
        if reading is None:
            return
        origins: list[Origin] = [
            (reading.number, each.seq, record.line, None if each.unchanged else each.replaced)
            for each, record in zip(stored, needed, strict=True)
        ]
        with self._archive.sources() as kept:
            if self._fresh:
                index = ((record.found.article, record.line) for record in others)
                origins += kept.origins_of_held(reading.number, index)
                self._reading = reading = advance(reading, batch)
                kept.write_readings([reading])
            kept.write_origins(origins)
            kept.drop_earlier(reading.number, (each.seq for each in stored))
            if self._fresh and reading.complete:
                kept.drop_superseded(reading)

    def _with_id(self, article: Article, id: str, missing: bool, _: str) -> Article:
        """Return an article with its expected id; one that is identified by its text gets its id now."""
        return article if missing and not article.id and not article.url else replace(article, id=id)

    def _is_needed(self, record: Record, file: str) -> bool:
        """Return whether a record is needed and unchanged."""
        needed = self._ids.get((file, record.number))
        return needed is not None and digest_id(cells_of(record.found.article)) == needed[2]


def advance(reading: Reading, batch: Batch) -> Reading:
    """Return a reading after a batch."""
    return replace(
        reading,
        taken=reading.taken + len(batch.records) + len(batch.unread) + len(batch.no_articles),
        records=reading.records + len(batch.records),
        skipped=reading.skipped + len(batch.unread),
        complete=batch.done,
    )
