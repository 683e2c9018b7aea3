"""Check an archive against its sources: each of their records must be stored, current, and found by its rarest words.

A record is the article that `add` would make of it: its identity is computed in advance, and of several records with
one identity the last counts. Besides the findings, memory holds two bytes for each version of the store.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple

from dateline.index.arguments import check_path
from dateline.index.article import Article
from dateline.index.errors import InputError
from dateline.index.intake.plan import PlanStep, file_state
from dateline.index.intake.reading import Options
from dateline.index.layout import INDEX, find_store
from dateline.index.readers.absence import is_gone
from dateline.index.readers.paths import STANDARD_INPUT
from dateline.index.store.preview import ExpectedVersion, Preview
from dateline.index.store.provenance import absolute
from dateline.index.store.store import Store
from dateline.upkeep.audit.audited_index import AuditedIndex
from dateline.upkeep.audit.findings import KINDS, Finding, Report
from dateline.upkeep.audit.orphans import Orphan, PathRead, find_orphans
from dateline.upkeep.audit.rare_words import RareWords
from dateline.upkeep.audit.source_records import Batch, Record, read_batches

__all__ = ["NeededRecord", "Progress", "SourceAudit", "audit_sources"]

# Called with the number of records and bytes done since the last call.
Progress = Callable[[int, int], None]


class NeededRecord(NamedTuple):
    """A record to be stored: its place, and the digest of its content.

    ``differing`` are the columns of the store that differ; None: the archive does not have the article.
    """

    differing: tuple[str, ...] | None
    file: str
    number: int
    where: str
    line: int | None
    digest: str


def audit_sources(
    path: str | os.PathLike[str],
    sources: Sequence[str],
    options: Options | None = None,
    *,
    even_if_empty: bool = False,
    standard_input: BinaryIO | None = None,
    progress: Progress | None = None,
) -> Report:
    """Audit an archive against files, folders, patterns, or - for standard input, read with these options.

    Raises ArchiveMissing, StoreError; DatelineError for an unknown format, and for a path without records from which
    articles came, unless ``even_if_empty``.
    """
    audit = SourceAudit(check_path(path), options or Options(), even_if_empty=even_if_empty)
    try:
        return audit.run(sources, standard_input, progress)
    finally:
        audit.close()


class SourceAudit:
    """One audit of an archive against sources, and what must be repaired after it."""

    def __init__(self, path: Path, options: Options, *, even_if_empty: bool = False) -> None:
        self.needed: dict[str, NeededRecord] = {}
        self.orphans: list[Orphan] = []
        self._options = options
        self._even_if_empty = even_if_empty
        self._store = Store.open(find_store(path))
        self.index = AuditedIndex(path / INDEX)
        snapshot = self.index.snapshot
        self._words = None if snapshot is None else RareWords(snapshot)
        self._unread: list[Finding] = []
        self._failed: list[Finding] = []
        self._unfindable: dict[int, Finding] = {}
        self._checked = self._wordless = 0
        self._no_articles = 0
        self._hidden = 0  # records that damage of the index hides; reported as one number

    def close(self) -> None:
        """Close the files."""
        self.index.close()
        self._store.close()

    def run(
        self, sources: Sequence[str], standard_input: BinaryIO | None = None, progress: Progress | None = None
    ) -> Report:
        """Run the audit."""
        with self._store.read_transaction():
            preview = Preview(self._store)
            note = self.index.compare_with(preview.last, self._store.archive())
            # By seq: the versions that the sources gave, and those that were searched.
            self._given, self._searched = bytearray(preview.last + 1), bytearray(preview.last + 1)
            read = [PathRead(path) for path in sources]
            numbers: Counter[str] = Counter()
            for each in read:
                for batch in read_batches([each.path], self._options, numbers, standard_input):
                    self._note(batch, each)
                    self._take(batch, preview)
                    if progress is not None:
                        progress(len(batch.records), batch.size)
            self._find_orphans(read)
        notes = [] if note is None else [note]
        if self._no_articles:
            notes.append(f"what is no article in the sources was passed over ({self._no_articles:,}); `read` lists it")
        if self._hidden:
            notes.append(f"{self._hidden:,} records are in the store but cannot be found because the index is damaged")
        return Report(self._checked, self._wordless, tuple(self._findings()), tuple(notes), failed=tuple(self._failed))

    def _note(self, batch: Batch, read: PathRead) -> None:
        """Record what was read at a path, and errors."""
        read.records += len(batch.records)
        file = batch.step.file
        if file != STANDARD_INPUT and batch.step.portion is not None:
            read.files.add(absolute(file))
        if (batch.unread and may_hold_records(file, read.path)) or (batch.done and has_changed(batch.step)):
            read.unread.add(absolute(file))
        self._no_articles += len(batch.no_articles)
        for error in batch.unread:
            finding = Finding("unread", error.reason, None, error.file, error.line)
            self._unread.append(finding)
            if isinstance(error, InputError) and error.file == read.path:
                self._failed.append(finding)

    def _take(self, batch: Batch, preview: Preview) -> None:
        expected_versions = preview.add([record.found.article for record in batch.records])
        self._checked += len(expected_versions)
        for record, expected in zip(batch.records, expected_versions, strict=True):
            if expected.seq is not None:
                self._given[expected.seq] = 1
            if expected.kept_longer:
                continue
            if expected.same:
                self.needed.pop(expected.id, None)
                assert expected.seq is not None
                self._search_for(expected.seq, record.found.article, expected.id)
            else:
                self.needed[expected.id] = self._needed(record, expected, batch.step.file)

    def _needed(self, record: Record, expected: ExpectedVersion, file: str) -> NeededRecord:
        if expected.seq is not None and self.index.locate(expected.seq) is None:
            self.index.mark_damaged(expected.seq)  # before it can be replaced there
        differing = None if expected.seq is None else expected.differing
        return NeededRecord(differing, file, record.number, record.found.file, record.line, expected.digest)

    def _search_for(self, seq: int, article: Article, id: str) -> None:
        """Check that a search for an article's rarest words finds it."""
        if self._searched[seq]:
            return
        self._searched[seq] = 1
        place = self.index.locate(seq)
        message = None
        if place is None and self.index.is_reported(seq):
            self._hidden += 1
            return
        if self._words is None or place is None:
            message = "it is in the store but not in the index"
        else:
            words = self._words.find_rarest(article)
            if not words.terms:
                self._wordless += 1
            elif not self._words.matches(words, *place):
                message = (
                    f"a search for its rarest words ({', '.join(term.term for term in words.terms)}) does not find it"
                )
        if message is not None:
            self.index.mark_damaged(seq)
            self._unfindable[seq] = Finding("unfindable", message, id)

    def _find_orphans(self, read: Iterable[PathRead]) -> None:
        with self._store.read_sources() as kept:
            self.orphans = find_orphans(kept, read, self._given, even_if_empty=self._even_if_empty)
        gone = [orphan.file for orphan in self.orphans if is_gone(orphan.file)]
        self._failed = [each for each in self._failed if not contains_any(each.file, gone)]
        for orphan in self.orphans:
            if self.index.locate(orphan.seq) is None:
                self.index.mark_damaged(orphan.seq)

    def _findings(self) -> list[Finding]:
        """Return the findings, by kind."""
        found = [*self.index.findings, *self._unread]
        for id, needed in self.needed.items():
            if needed.differing is None:
                found.append(Finding("missing", "the archive does not have it", id, needed.where, needed.line))
            else:
                message = f"its source has another {' and '.join(needed.differing)}"
                found.append(Finding("stale", message, id, needed.where, needed.line))
        found += (each for each in self._unfindable.values() if each.id not in self.needed)
        found += (Finding("ghost", "its source no longer has it", g.id, g.file) for g in self.orphans)
        return sorted(found, key=lambda finding: KINDS.index(finding.kind))


def may_hold_records(file: str, path: str) -> bool:
    """Return whether a file or folder that cannot be read completely may still have records of an earlier reading.

    A folder that was named itself counts only if nothing was read.
    """
    return file != STANDARD_INPUT and not is_gone(absolute(file)) and not (file == path and os.path.isdir(file))


def has_changed(step: PlanStep) -> bool:
    """Return whether a file is no longer as it was before it was read, so that what was read may be half of it."""
    before = step.reading
    return before is not None and file_state(step.file) not in (None, (before.size, before.changed))


def contains_any(path: str | None, files: Iterable[str]) -> bool:
    """Return whether one of these files, as `absolute` has them, lies at a path or below it."""
    whole = absolute(path or STANDARD_INPUT)
    return any(file == whole or file.startswith(whole + os.sep) for file in files)
