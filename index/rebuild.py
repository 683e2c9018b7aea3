"""Rebuild the index of an archive from its store: all of it, some ranges of versions, or mentions.

The index is derived from the store, so it may be damaged or missing. Readers keep the old one until the new manifest
replaces it. The archive must not be open for writing; each function acquires its lock.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.index.arguments import check_fields, check_flag, check_memory, check_path, check_timeout
from dateline.index.article import Article
from dateline.index.dataclass import replace
from dateline.index.entities.authority.history import save_last_good
from dateline.index.entities.places.archive_gazetteer import save_good_gazetteer
from dateline.index.failure import Failure, attempt
from dateline.index.fields import FieldTable
from dateline.index.files import explain_write_errors, make_folder
from dateline.index.layout import INDEX, STORE, STORIES, fields_to_rebuild, find_store, take_lock, write_fields
from dateline.index.segment.memory import MEMORY
from dateline.index.segment.remake import VersionRange, check_generation, remake_ranges
from dateline.index.segment.writer import IndexWriter, commit_index, fresh_manifest, last_generation
from dateline.index.store.store import Store

if TYPE_CHECKING:
    from dateline.index.entities.finder import Finder
    from dateline.index.entities.mention import Extraction

__all__ = ["extract_again", "make_finder", "rebuild_index", "remake_index"]

BATCH = 1000


@contextmanager
def locked_store(path: Path, timeout: float) -> Iterator[Store]:
    """Hold the lock of an archive, and give its store open for writing; the index is not read."""
    find_store(path)
    unwritable = explain_write_errors(path, "try again: the index is as it was")
    with take_lock(path, timeout), unwritable, Store.open(path / STORE, writable=True) as store:
        save_last_good(path)
        save_good_gazetteer(path)
        store.identify(last_generation(path / INDEX))
        yield store


def rebuild_index(
    path: str | os.PathLike[str],
    *,
    fields: FieldTable | None = None,
    keywords: Iterable[str] = (),
    extract: bool = False,
    detect: bool = False,
    memory: int = MEMORY,
    timeout: float = 10.0,
    progress: Callable[[int], None] | None = None,
) -> int:
    """Rebuild the index of an archive from its store, then replace the old one; return the number of articles.

    The old index is not read, so it may be damaged or missing; readers keep it until it is replaced. The fields are
    `fields`, or the declared ones, plus the `keywords`. Mentions of an older Dateline are extracted again; with
    `extract`, all mentions except those of the source, and with `detect` also the languages of articles that name none.
    Indexing takes some `memory` MB, whatever the number of articles: the more, the fewer segments, and the faster a
    search. `progress` is called now and then with the number of articles done.
    """
    folder = check_path(path)
    check_memory(memory)
    for name, flag in (("extract", extract), ("detect", detect)):
        check_flag(name, flag)
    with locked_store(folder, check_timeout(timeout)) as store:
        table = (check_fields(fields) or fields_to_rebuild(folder)).with_keywords(keywords)
        make_folder(folder / INDEX)
        with closing(IndexWriter(folder / INDEX, fresh_manifest(folder / INDEX, table), memory)) as writer:
            count = 0
            for seq, article in iter_extracted(folder, store, extract, detect):
                writer.add(seq, article)
                count += 1
                if writer.full:
                    writer.flush()
                if progress is not None and count % BATCH == 0:
                    progress(count)
            commit_store(folder, store, stories=True)
            write_fields(folder, table)
            commit_index(writer, store)
    return count


def remake_index(
    path: str | os.PathLike[str],
    ranges: Sequence[VersionRange] = (),
    *,
    generation: int = 0,
    stories: bool = False,
    timeout: float = 10.0,
) -> None:
    """Remake ranges of the index, and the ``stories``, in a new generation of the archive.

    Raises ArchiveError if the index is no longer of this ``generation``.
    """
    folder = Path(path)
    with locked_store(folder, timeout) as store:
        if ranges:
            check_generation(folder / INDEX, generation)
        if ranges or stories:
            commit_store(folder, store, stories=stories)
            remake_ranges(folder / INDEX, ranges, store)


def extract_again(path: str | os.PathLike[str], seqs: Sequence[int], *, timeout: float = 10.0) -> list[int]:
    """Extract mentions from versions whose extraction failed; return those where it succeeded.

    The mentions are stored; the index has them after the ranges with these versions are remade.
    """
    again: list[int] = []
    folder = Path(path)
    with locked_store(folder, timeout) as store:
        finder = make_finder(folder)
        for start in range(0, len(seqs), BATCH):
            articles = store.read(seqs[start : start + BATCH])
            found = {seq: attempt(finder.find, article) for seq, article in articles.items()}
            store.mentions.record((seq, result, False) for seq, result in found.items())
            again += (seq for seq, result in found.items() if not isinstance(result, Failure))
        if again:
            store.raise_generation()
        store.commit()
    return again


def commit_store(folder: Path, store: Store, *, stories: bool) -> None:
    """Commit the store in a new generation; with ``stories``, find all stories again."""
    from dateline.index.stories.keeper import StoryKeeper  # start-up: opening an archive does not need it

    store.raise_generation()
    if not stories:
        store.commit()
        return
    with closing(StoryKeeper(store, folder / STORIES)) as keeper:
        keeper.find_missing(store.last_seq(), restart=True)
        store.commit()
        keeper.commit()


def iter_extracted(folder: Path, store: Store, everywhere: bool, detect: bool) -> Iterator[tuple[int, Article]]:
    """Yield the live articles; outdated mentions are extracted again and stored."""
    finder: Finder | None = None
    stream = store.scan(mentions=False)
    while batch := list(islice(stream, BATCH)):
        broken: list[int] = []
        known = store.mentions.of(dict(batch), lambda seq, _: broken.append(seq))  # noqa: B023 - called at once
        outdated = store.mentions.outdated([seq for seq, _ in batch], everywhere, broken)
        extracted: dict[int, Extraction | Failure] = {}
        if outdated:
            finder = finder or make_finder(folder, detect=detect)
            before = ((seq, replace(article, mentions=known.get(seq))) for seq, article in batch if seq in outdated)
            extracted = {seq: attempt(finder.find, article) for seq, article in before}
            store.mentions.record((seq, result, False) for seq, result in extracted.items())
        known |= store.mentions.of({seq: article for seq, article in batch if seq in {*broken} - outdated})
        for seq, article in batch:
            result = extracted.get(seq, known.get(seq))
            mentions = None if isinstance(result, Failure) else result
            yield seq, article if mentions is None else replace(article, mentions=mentions)


def make_finder(folder: Path, *, detect: bool = False) -> Finder:
    """Return the finder of people, places and dates of an archive."""
    from dateline.index.entities.finder import Finder  # start-up: it loads the gazetteer

    return Finder(folder, detect=detect)
