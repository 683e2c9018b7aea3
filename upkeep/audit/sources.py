"""The archive against its sources: is each of their records stored, current, and found by its own rarest words?

A record is the article that `add` would make it: its identity is foreseen, and a later record of one identity counts.
In memory are kept, besides what is found, two bytes for each version of the store.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple

from dateline.index.article import Article
from dateline.index.errors import InputError
from dateline.index.intake.reading import Options
from dateline.index.layout import INDEX, find_store
from dateline.index.readers.paths import STANDARD_INPUT
from dateline.index.store.preview import Forecast, Foreseen
from dateline.index.store.provenance import absolute
from dateline.index.store.store import Store
from dateline.upkeep.audit.findings import KINDS, Finding, Report
from dateline.upkeep.audit.holdings import Holdings
from dateline.upkeep.audit.orphans import Ghost, PathRead, find_ghosts
from dateline.upkeep.audit.rare_words import RareWords
from dateline.upkeep.audit.source_records import Batch, Record, read_batches

__all__ = ["Follow", "SourceAudit", "Wanted", "audit_sources"]

# Told of what was done: so many records, so many bytes.
Follow = Callable[[int, int], None]


class Wanted(NamedTuple):
    """A record that is to be stored: where it stands, and the digest of its content.

    ``differing`` are the columns of the store that the archive has otherwise; None: it does not have the article.
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
    follow: Follow | None = None,
) -> Report:
    """Compare an archive with files, folders, patterns, or - for standard input, read with these options.

    ``follow`` is told how far it is. Raises ArchiveMissing, StoreError; DatelineError for a format that is not there,
    and for a path where no record is although articles came from there, unless ``even_if_empty``.
    """
    audit = SourceAudit(Path(path), options or Options(), even_if_empty=even_if_empty)
    try:
        return audit.run(sources, standard_input, follow)
    finally:
        audit.close()


class SourceAudit:
    """One audit of an archive against sources, and what is to be mended after it."""

    def __init__(self, path: Path, options: Options, *, even_if_empty: bool = False) -> None:
        self.wanted: dict[str, Wanted] = {}
        self.ghosts: list[Ghost] = []
        self._options = options
        self._even_if_empty = even_if_empty
        self._store = Store.open(find_store(path))
        self.holdings = Holdings(path / INDEX)
        snapshot = self.holdings.snapshot
        self._words = None if snapshot is None else RareWords(snapshot)
        self._unread: list[Finding] = []
        self._failed: list[Finding] = []
        self._unfindable: dict[int, Finding] = {}
        self._checked = self._wordless = 0
        self._behind = 0  # records that a damaged file of the index hides, which is told once

    def close(self) -> None:
        """Let go of the files."""
        self.holdings.close()
        self._store.close()

    def run(
        self, sources: Sequence[str], standard_input: BinaryIO | None = None, follow: Follow | None = None
    ) -> Report:
        """Do it."""
        with self._store.at_rest():
            forecast = Forecast(self._store)
            note = self.holdings.compare_with(forecast.last)
            # By seq: what the sources gave, and what was looked for by its words.
            self._given, self._sought = bytearray(forecast.last + 1), bytearray(forecast.last + 1)
            read = [PathRead(path) for path in sources]
            numbers: Counter[str] = Counter()
            for each in read:
                for batch in read_batches([each.path], self._options, numbers, standard_input):
                    self._note(batch, each)
                    self._take(batch, forecast)
                    if follow is not None:
                        follow(len(batch.records), batch.size)
            self._find_ghosts(read)
        notes = [] if note is None else [note]
        if self._behind:
            notes.append(f"{self._behind:,} records are in the store, and cannot be found because the index is damaged")
        return Report(self._checked, self._wordless, tuple(self._findings()), tuple(notes), failed=tuple(self._failed))

    def _note(self, batch: Batch, read: PathRead) -> None:
        """Note what was read at a path, and what could not be."""
        read.records += len(batch.records)
        file = batch.step.file
        if file != STANDARD_INPUT and batch.step.portion is not None:
            read.files.add(absolute(file))
        if batch.unread and is_in_doubt(file, read.path):
            read.unread.add(absolute(file))
        for error in batch.unread:
            finding = Finding("unread", error.reason, None, error.file, error.line)
            self._unread.append(finding)
            if isinstance(error, InputError) and error.file == read.path:
                self._failed.append(finding)

    def _take(self, batch: Batch, forecast: Forecast) -> None:
        foreseen = forecast.take([record.found.article for record in batch.records])
        self._checked += len(foreseen)
        for record, become in zip(batch.records, foreseen, strict=True):
            if become.seq is not None:
                self._given[become.seq] = 1
            if become.same:
                self.wanted.pop(become.id, None)
                assert become.seq is not None
                self._seek(become.seq, record.found.article, become.id)
            else:
                self.wanted[become.id] = self._wanted(record, become, batch.step.file)

    def _wanted(self, record: Record, become: Foreseen, file: str) -> Wanted:
        if become.seq is not None and self.holdings.place_of(become.seq) is None:
            self.holdings.suspect(become.seq)  # before it can be replaced there
        differing = None if become.seq is None else become.differing
        return Wanted(differing, file, record.number, record.found.file, record.line, become.digest)

    def _seek(self, seq: int, article: Article, id: str) -> None:
        """Look whether a search for an article's rarest words finds it."""
        if self._sought[seq]:
            return
        self._sought[seq] = 1
        place = self.holdings.place_of(seq)
        told = None
        if place is None and self.holdings.is_answered_for(seq):
            self._behind += 1
            return
        if self._words is None or place is None:
            told = "it is in the store, and not in the index"
        else:
            words = self._words.of(article)
            if not words.terms:
                self._wordless += 1
            elif not self._words.find(words, *place):
                told = (
                    f"a search for its rarest words ({', '.join(term.term for term in words.terms)}) does not find it"
                )
        if told is not None:
            self.holdings.suspect(seq)
            self._unfindable[seq] = Finding("unfindable", told, id)

    def _find_ghosts(self, read: Iterable[PathRead]) -> None:
        with self._store.read_sources() as kept:
            self.ghosts = find_ghosts(kept, read, self._given, even_if_empty=self._even_if_empty)
        gone = [ghost.file for ghost in self.ghosts if not os.path.lexists(ghost.file)]
        self._failed = [each for each in self._failed if not is_above(each.file, gone)]
        for ghost in self.ghosts:
            if self.holdings.place_of(ghost.seq) is None:
                self.holdings.suspect(ghost.seq)

    def _findings(self) -> list[Finding]:
        """Return what was found, by kind."""
        found = [*self.holdings.findings, *self._unread]
        for id, wanted in self.wanted.items():
            if wanted.differing is None:
                found.append(Finding("missing", "the archive does not have it", id, wanted.where, wanted.line))
            else:
                told = f"its source has another {' and '.join(wanted.differing)}"
                found.append(Finding("stale", told, id, wanted.where, wanted.line))
        found += (each for each in self._unfindable.values() if each.id not in self.wanted)
        found += (Finding("ghost", "its source does not have it any more", g.id, g.file) for g in self.ghosts)
        return sorted(found, key=lambda finding: KINDS.index(finding.kind))


def is_in_doubt(file: str, path: str) -> bool:
    """Return whether what an earlier reading found in a file or folder that cannot be read in whole may still be there.

    Of a folder that was named itself it is enough that nothing was read.
    """
    return file != STANDARD_INPUT and os.path.lexists(file) and not (file == path and os.path.isdir(file))


def is_above(path: str | None, files: Iterable[str]) -> bool:
    """Return whether one of these files, as `absolute` has them, lies at a path or below it."""
    whole = absolute(path or STANDARD_INPUT)
    return any(file == whole or file.startswith(whole + os.sep) for file in files)
