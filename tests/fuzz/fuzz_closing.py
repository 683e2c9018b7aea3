"""Closes an archive at a random moment while threads read it, again and again, and looks whether all goes well.

Each thread may get answers, which must be right and of one state of the archive, or ArchiveClosed, and nothing else. A
writer commits meanwhile, and threads refresh. Run as ``python tests/fuzz/fuzz_closing.py [CLOSES] [SEED]``, or ``make
closes``. A crash ends the process with a signal; it ends with 1 for a wrong answer, another error, a thread that does
not end, or a file that is still mapped or open when all is closed.
"""

from __future__ import annotations

import faulthandler
import gc
import os
import shutil
import sys
import tempfile
import threading
import time
import traceback
import weakref
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random

from dateline.index import Archive, Article
from dateline.index.errors import ArchiveClosed
from dateline.searcher import Results, SearchArchive, open_archive

ARTICLES = 40
READERS = 3
PATIENCE = 120.0  # seconds after which a thread is stuck
LONGEST = 0.006  # seconds until an archive is closed
DAY = date(2016, 12, 14)


def articles(state: int) -> list[Article]:
    """Return all articles of the archive in one state: its number stands in each of them."""
    return [
        Article(
            id=f"a{number}",
            title=f"Oil found off Baku, part {number}",
            body=f"state{state} " + "The president spoke of oil and pipelines. " * 60 + f"body{number}",
            source=f"state{state}",
            published=DAY,
            people=("Ilham Aliyev",),
        )
        for number in range(ARTICLES)
    ]


def state_of(results: Results) -> str:
    """Return the state that an answer to a query for everything is of; all of it must be of the same one."""
    (facet,) = results.facets["source"]
    assert facet.count == results.total == len(results.hits) == ARTICLES, (facet, results.total, len(results.hits))
    for hit in results.hits:
        assert hit.article.source == facet.value, (hit.article.source, facet.value)
        assert hit.article.body.startswith(f"{facet.value} ")
    return str(facet.value)


def read_page(archive: SearchArchive, random: Random) -> None:
    results = archive.search("oil", limit=ARTICLES, facets=["source"], sort=random.choice(("relevance", "newest")))
    state_of(results)
    assert "oil" in random.choice(results.hits).snippet().lower()


def read_late(archive: SearchArchive, random: Random) -> None:
    results = archive.search(f"president OR body{random.randrange(ARTICLES)}", limit=ARTICLES, facets=["source"])
    archive.refresh()  # what was given before stays of its state
    state_of(results)
    hit = random.choice(results.hits)
    assert abs(hit.explanation().value - hit.score) < 1e-9


def read_article(archive: SearchArchive, random: Random) -> None:
    id = f"a{random.randrange(ARTICLES)}"
    assert archive.get(id).title.startswith("Oil found")
    assert archive.original(id).title.startswith("Oil found")
    assert archive.found_in(id) is None
    versions = archive.versions(id)
    assert [each.current for each in versions].index(True) == len(versions) - 1
    for number, change in enumerate(archive.changes(id)):
        assert [field.field for field in change.fields] == ["source"]
        if number > 3:
            break


def read_names(archive: SearchArchive, random: Random) -> None:
    results = archive.search("people:aliyev", limit=3, facets=["people"], aliases=random.random() < 0.5)
    assert results.total == ARTICLES
    assert [(each.value, each.count) for each in results.facets["people"]] == [("Ilham Aliyev", ARTICLES)]
    assert archive.name_of("people", "Ilham Aliyev") == "Ilham Aliyev"


def read_numbers(archive: SearchArchive, _: Random) -> None:
    archive.is_current()
    stats = archive.stats()
    assert (stats.articles, stats.first) == (ARTICLES, DAY)
    assert archive.search("oil", collapse="story", count_by="story").total >= 1


READS: tuple[Callable[[SearchArchive, Random], None], ...] = (
    read_page, read_page, read_late, read_article, read_article, read_names, read_numbers,
)  # fmt: skip


class Trial:
    """One archive that is opened, read by threads, and closed."""

    def __init__(self, path: Path, random: Random) -> None:
        kind = random.random()
        as_of = DAY if kind < 0.05 else None
        self.archive = open_archive(path, as_of=as_of, use_index=not 0.05 <= kind < 0.08)
        self.failures: list[str] = []
        self.outcomes: Counter[str] = Counter()
        self._random = random
        self._threads = [
            threading.Thread(target=self._read, args=(Random(random.random()), number), daemon=True)
            for number in range(READERS)
        ]

    def run(self) -> None:
        """Do it, and wait for the threads."""
        for thread in self._threads:
            thread.start()
        time.sleep(self._random.random() * LONGEST)
        self._close()
        self.archive.close()
        for thread in self._threads:
            thread.join(PATIENCE)
        if any(thread.is_alive() for thread in self._threads):
            faulthandler.dump_traceback()
            self.failures.append("a thread does not end after the archive was closed")

    def _close(self) -> None:
        """Close the archive in one of the ways there are."""
        way = self._random.randrange(3)
        if way == 0:
            self.archive.close()
        elif way == 1:
            several = [threading.Thread(target=self.archive.close, daemon=True) for _ in range(3)]
            for thread in several:
                thread.start()
            for thread in several:
                thread.join(PATIENCE)
        else:
            owner = threading.Event()  # any object that goes in a cycle: its finalizer runs in whichever thread is next
            weakref.finalize(owner, self.archive.close)
            owner.cycle = owner  # type: ignore[attr-defined]

    def _read(self, random: Random, number: int) -> None:
        reads = 0
        closes = number == 0 and random.random() < 0.2
        try:
            while True:
                read = random.choice(READS)
                read(self.archive, random)
                reads += 1
                if closes and random.random() < 0.2:
                    self.archive.close()
        except ArchiveClosed:
            self.outcomes.update(threads=1, reads=reads)
        except BaseException:  # noqa: BLE001 - whatever a thread meets is the finding
            self.failures.append(traceback.format_exc(limit=-6))


class Writer:
    """Commits one state after another, until it is stopped."""

    def __init__(self, path: Path, seed: int) -> None:
        self._path = path
        self._random = Random(seed)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._write, daemon=True)
        self.states = 1
        self.failures: list[str] = []
        self._thread.start()

    def stop(self) -> None:
        """Stop, and wait for the last commit."""
        self._stop.set()
        self._thread.join(PATIENCE)

    def _write(self) -> None:
        try:
            while not self._stop.wait(0.2):
                if self._random.random() < 0.1:
                    Archive.rebuild(self._path)
                    continue
                with Archive.open(self._path) as archive:
                    archive.add_many(articles(self.states), extract=False)
                self.states += 1
        except BaseException:  # noqa: BLE001 - the same
            self.failures.append(traceback.format_exc(limit=-6))


def left_over(path: Path) -> list[str]:
    """Return the files of an archive that this process still maps or holds open, where the system says so."""
    maps, handles = Path("/proc/self/maps"), Path("/proc/self/fd")
    if not maps.exists():
        return []
    found = [line for line in maps.read_text(encoding="utf-8").splitlines() if str(path) in line and "-shm" not in line]
    for each in handles.iterdir():
        try:
            target = os.readlink(each)
        except OSError:  # the handle by which the folder is listed
            continue
        if target.startswith(str(path)):
            found.append(target)
    return found


def main() -> int:
    closes, seed = (int(value) for value in (*sys.argv[1:], *("1000", "7")[len(sys.argv) - 1 :]))
    faulthandler.enable()
    folder = Path(tempfile.mkdtemp(prefix="dateline-closing-"))
    path = folder / "news"
    with Archive.create(path) as archive:
        archive.add_many(articles(0), extract=False)
    random, outcomes, failures = Random(seed), Counter[str](), []
    writer = Writer(path, seed)
    for _ in range(closes):
        trial = Trial(path, random)
        trial.run()
        outcomes += trial.outcomes
        failures += trial.failures
        if len(failures) > 20:
            break
    writer.stop()
    failures += writer.failures
    del trial
    gc.collect()
    failures += (f"still held: {each}" for each in left_over(path))
    print("\n".join(failures[:20]), file=sys.stderr)
    print(
        f"{closes:,} closes under {READERS} threads, {len(failures)} failed;"
        f" {outcomes['reads']:,} reads, {writer.states:,} states committed"
    )
    shutil.rmtree(folder)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
