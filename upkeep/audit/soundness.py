"""The archive against itself: is the store sound, is the index whole, and do they say the same?

The index says the same as the store when it holds each live version once and nothing else, under its id and its
instant, with as many words in each field, and when each is found by its own rarest words.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from dateline.index.article import Article
from dateline.index.dates import instant_of
from dateline.index.errors import MentionsDamaged, StoreError
from dateline.index.layout import INDEX, STORIES, find_store, problem_of_fields
from dateline.index.segment.documents import UNDATED
from dateline.index.segment.segment import Segment
from dateline.index.store.integrity import MOST, Integrity
from dateline.index.store.store import Store
from dateline.index.stories.integrity import find_story_problem
from dateline.upkeep.audit.findings import Finding, Report
from dateline.upkeep.audit.holdings import Holdings
from dateline.upkeep.audit.rare_words import RareWords

__all__ = ["ArchiveAudit", "audit_archive"]

EVERY = 500


def audit_archive(path: str | os.PathLike[str], *, progress: Callable[[int], None] | None = None) -> Report:
    """Compare an archive with itself. ``progress`` is told how many articles are done, now and then.

    Raises ArchiveMissing, StoreError for a store that cannot be opened.
    """
    audit = ArchiveAudit(Path(path))
    try:
        return audit.run(progress)
    finally:
        audit.close()


class ArchiveAudit:
    """One audit of an archive against itself, and what is to be made anew after it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.stories_doubted = self.fields_doubted = False
        self.failed: list[int] = []
        self._findings: list[Finding] = []
        self._broken: list[Finding] = []
        self._notes: list[str] = []
        self._checked = self._wordless = 0
        self._store = Store.open(find_store(path))
        self._stored = Integrity(self._store)
        self.holdings = Holdings(path / INDEX)

    def close(self) -> None:
        """Let go of the files."""
        self.holdings.close()
        self._store.close()

    def run(self, progress: Callable[[int], None] | None = None) -> Report:
        """Do it."""
        with self._store.at_rest():
            torn = self._stored.torn_pages()
            self._findings += (self._of_store(f"{each}; restore it from a copy") for each in torn)
            if not torn:  # else nothing that it says is worth comparing
                try:
                    self._compare_all(progress)
                except StoreError as error:
                    self._findings.append(self._of_store(error))
        return Report(self._checked, self._wordless, tuple(self._findings), tuple(self._notes))

    def _compare_all(self, progress: Callable[[int], None] | None) -> None:
        self._findings += (self._of_store(f"{each}; restore it from a copy") for each in self._stored.contradictions())
        note = self.holdings.compare_with(self._store.last_seq())
        self._notes += [] if note is None else [note]
        self._findings += self.holdings.findings
        self._look_at_fields()
        self._compare(progress)
        self._look_at_stories()
        self._look_for_failed()
        for seq, error in islice(self._stored.broken_rows(), MOST):
            self._note_broken(seq, error)
        self._findings += self._broken

    def _of_store(self, what: str | StoreError) -> Finding:
        """Return a finding of the store, which names its file."""
        told = what.reason if isinstance(what, StoreError) else str(what)
        return Finding("store", f"{self._store.path}: {told}")

    def _compare(self, progress: Callable[[int], None] | None) -> None:
        """Compare the index with the store: first who is there, then what is there."""
        held = self.holdings
        whole = held.snapshot is not None and not held.beyond_mending
        if whole:
            self._findings += self._unequal(self._stored.live_versions(held.seq))
        self._look_at_articles(held.seq if whole else self._store.last_seq(), whole, progress)

    def _unequal(self, stored: Iterator[tuple[int, str]]) -> Iterator[Finding]:
        """Yield what is in the store or in the index alone."""
        held = self.holdings
        indexed = held.live()
        seq = next(indexed, None)
        for version, id in stored:
            while seq is not None and seq < version:
                yield self._leftover(seq)
                seq = next(indexed, None)
            if seq == version:
                seq = next(indexed, None)
            elif not held.is_answered_for(version):
                held.suspect(version)
                yield Finding("unfindable", "it is in the store, and not in the index", id)
        while seq is not None:
            yield self._leftover(seq)
            seq = next(indexed, None)

    def _leftover(self, seq: int) -> Finding:
        self.holdings.suspect(seq)
        place = self.holdings.place_of(seq)
        id = None if place is None else place[0].documents.id(place[1])
        return Finding("leftover", "the index holds it, and the store does not, or not any more", id)

    def _look_at_articles(self, upto: int, indexed: bool, progress: Callable[[int], None] | None) -> None:
        """Compare what the index holds of each article with its text."""
        snapshot = self.holdings.snapshot
        words = RareWords(snapshot) if indexed and snapshot is not None else None
        for seq, article in self._store.scan(upto=upto, broken=self._note_broken):
            self._checked += 1
            place = self.holdings.place_of(seq)
            if words is not None and place is not None and (told := self._difference(article, *place, words)):
                self.holdings.suspect(seq)
                self._findings.append(Finding("unfindable", told, article.id))
            if progress is not None and self._checked % EVERY == 0:
                progress(self._checked)

    def _note_broken(self, seq: int, error: StoreError) -> None:
        """Note a row of the store that cannot be read; what was found in an article can be found again."""
        if isinstance(error, MentionsDamaged):
            self.failed.append(seq)
            self._broken.append(Finding("unextracted", error.reason.partition(";")[0], error.id))
        elif len(self._broken) < MOST:
            self._broken.append(self._of_store(error))

    def _look_at_fields(self) -> None:
        problem = problem_of_fields(self.path)
        if problem is not None:
            self.fields_doubted = True
            self._findings.append(Finding("fields", problem.partition(";")[0]))

    def _difference(self, article: Article, segment: Segment, document: int, words: RareWords) -> str | None:
        """Return in which way the index holds an article otherwise than the store."""
        documents = segment.documents
        if documents.id(document) != article.id:
            return f"the index has it under the id {documents.id(document)!r}"
        instant = UNDATED if article.published is None else instant_of(article.published)
        if documents.instants[document] != instant:
            return "the index has it under another date of publication"
        found = words.of(article)
        if any(documents.lengths[name][document] != length for name, length in found.lengths.items()):
            return "the index holds another text of it than the store"
        if not found.terms:
            self._wordless += 1
        elif not words.find(found, segment, document):
            return f"a search for its rarest words ({', '.join(term.term for term in found.terms)}) does not find it"
        return None

    def _look_for_failed(self) -> None:
        """Find the articles in which people, places and dates could not be found."""
        for seq, id, why in self._store.mentions.failed():
            self.failed.append(seq)
            self._findings.append(
                Finding("unextracted", f"people, places and dates could not be found in it: {why}", id)
            )

    def _look_at_stories(self) -> None:
        problem = find_story_problem(self.path / STORIES, self._stored, self._store.last_seq())
        if problem is not None:
            self.stories_doubted = True
            self._findings.append(Finding("stories", problem))
