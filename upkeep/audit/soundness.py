"""Check an archive without its sources: the store, the index, and whether they agree.

They agree if the index has exactly the live versions, with their ids, instants and numbers of words by field, and finds
each by its own rarest words.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from dateline.index.arguments import check_path
from dateline.index.article import Article
from dateline.index.dates import instant_of
from dateline.index.entities.authority.authority import load_authority
from dateline.index.entities.places.archive_gazetteer import load_gazetteer
from dateline.index.errors import MentionsDamaged, StoreError
from dateline.index.layout import INDEX, STORIES, find_store, problem_of_fields
from dateline.index.segment.documents import UNDATED
from dateline.index.segment.segment import Segment
from dateline.index.store.integrity import MOST, Integrity
from dateline.index.store.store import Store
from dateline.index.stories.integrity import find_story_problem
from dateline.upkeep.audit.audited_index import AuditedIndex
from dateline.upkeep.audit.findings import Finding, Report
from dateline.upkeep.audit.rare_words import RareWords

__all__ = ["ArchiveAudit", "audit_archive"]

EVERY = 500


def audit_archive(path: str | os.PathLike[str], *, progress: Callable[[int], None] | None = None) -> Report:
    """Audit an archive without its sources. ``progress`` is called now and then with the number of articles done.

    Raises ArchiveMissing, StoreError for a store that cannot be opened.
    """
    audit = ArchiveAudit(check_path(path))
    try:
        return audit.run(progress)
    finally:
        audit.close()


class ArchiveAudit:
    """One audit of an archive without its sources, and what must be repaired after it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.stories_damaged = self.fields_damaged = False
        self.failed: list[int] = []
        self._findings: list[Finding] = []
        self._broken: list[Finding] = []
        self._notes: list[str] = []
        self._checked = self._wordless = 0
        self._store = Store.open(find_store(path))
        self._stored = Integrity(self._store)
        self.index = AuditedIndex(path / INDEX)

    def close(self) -> None:
        """Close the files."""
        self.index.close()
        self._store.close()

    def run(self, progress: Callable[[int], None] | None = None) -> Report:
        """Run the audit."""
        with self._store.read_transaction():
            broken = self._stored.torn_pages() or self._stored.missing_parts()
            self._findings += (self._store_finding(f"{each}; restore it from a copy") for each in broken)
            if not broken:  # else its content is not worth comparing
                try:
                    self._compare_all(progress)
                except StoreError as error:
                    self._findings.append(self._store_finding(error))
        return Report(self._checked, self._wordless, tuple(self._findings), tuple(self._notes))

    def _compare_all(self, progress: Callable[[int], None] | None) -> None:
        self._findings += (
            self._store_finding(f"{each}; restore it from a copy") for each in self._stored.contradictions()
        )
        note = self.index.compare_with(self._store.last_seq(), self._store.archive())
        self._notes += [] if note is None else [note]
        self._findings += self.index.findings
        self._check_fields()
        self._check_names()
        self._compare(progress)
        self._check_stories()
        self._add_failed()
        for seq, error in islice(self._stored.broken_rows(), MOST):
            self._note_broken(seq, error)
        self._findings += self._broken

    def _store_finding(self, what: str | StoreError) -> Finding:
        """Return a finding of the store, with its file."""
        message = what.reason if isinstance(what, StoreError) else str(what)
        return Finding("store", f"{self._store.path}: {message}")

    def _compare(self, progress: Callable[[int], None] | None) -> None:
        """Compare the index with the store: first the versions, then their content."""
        index = self.index
        whole = index.snapshot is not None and not index.needs_rebuild
        if whole:
            self._findings += self._compare_versions(self._stored.live_versions(index.seq))
        self._compare_articles(index.seq if whole else self._store.last_seq(), whole, progress)

    def _compare_versions(self, stored: Iterator[tuple[int, str]]) -> Iterator[Finding]:
        """Yield a finding for each version that only the store or only the index has."""
        index = self.index
        indexed = index.live()
        seq = next(indexed, None)
        for version, id in stored:
            while seq is not None and seq < version:
                yield self._leftover(seq)
                seq = next(indexed, None)
            if seq == version:
                seq = next(indexed, None)
            elif not index.is_reported(version):
                index.mark_damaged(version)
                yield Finding("unfindable", "it is in the store but not in the index", id)
        while seq is not None:
            yield self._leftover(seq)
            seq = next(indexed, None)

    def _leftover(self, seq: int) -> Finding:
        self.index.mark_damaged(seq)
        place = self.index.locate(seq)
        id = None if place is None else place[0].documents.id(place[1])
        return Finding("leftover", "the index has it, but the store does not, or no longer", id)

    def _compare_articles(self, upto: int, indexed: bool, progress: Callable[[int], None] | None) -> None:
        """Compare each article with its document in the index."""
        snapshot = self.index.snapshot
        words = RareWords(snapshot) if indexed and snapshot is not None else None
        for seq, article in self._store.scan(upto=upto, broken=self._note_broken):
            self._checked += 1
            place = self.index.locate(seq)
            if words is not None and place is not None and (message := self._difference(article, *place, words)):
                self.index.mark_damaged(seq)
                self._findings.append(Finding("unfindable", message, article.id))
            if progress is not None and self._checked % EVERY == 0:
                progress(self._checked)

    def _note_broken(self, seq: int, error: StoreError) -> None:
        """Note an unreadable row of the store; mentions can be extracted again."""
        if isinstance(error, MentionsDamaged):
            self.failed.append(seq)
            self._broken.append(Finding("unextracted", error.reason.partition(";")[0], error.id))
        elif len(self._broken) < MOST:
            self._broken.append(self._store_finding(error))

    def _check_fields(self) -> None:
        problem = problem_of_fields(self.path)
        if problem is not None:
            self.fields_damaged = True
            self._findings.append(Finding("fields", problem.partition(";")[0]))

    def _check_names(self) -> None:
        """Read the files that people write: the authority file and the archive's gazetteer."""
        problems = (load_authority(self.path).problem, load_gazetteer(self.path).problem)
        self._findings += (Finding("names", each) for each in problems if each is not None)

    def _difference(self, article: Article, segment: Segment, document: int, words: RareWords) -> str | None:
        """Return how the index differs from the store for an article."""
        documents = segment.documents
        if documents.id(document) != article.id:
            return f"the index has it under the id {documents.id(document)!r}"
        instant = UNDATED if article.published is None else instant_of(article.published)
        if documents.instants[document] != instant:
            return "the index has it under another date of publication"
        found = words.find_rarest(article)
        if any(documents.lengths[name][document] != length for name, length in found.lengths.items()):
            return "the index has another text of it than the store"
        if not found.terms:
            self._wordless += 1
        elif not words.matches(found, segment, document):
            return f"a search for its rarest words ({', '.join(term.term for term in found.terms)}) does not find it"
        return None

    def _add_failed(self) -> None:
        """Add the articles whose extraction failed."""
        for seq, id, why in self._store.mentions.failed():
            self.failed.append(seq)
            self._findings.append(
                Finding("unextracted", f"people, places and dates could not be found in it: {why}", id)
            )

    def _check_stories(self) -> None:
        problem = find_story_problem(self.path / STORIES, self._stored, self._store.last_seq())
        if problem is not None:
            self.stories_damaged = True
            self._findings.append(Finding("stories", problem))
