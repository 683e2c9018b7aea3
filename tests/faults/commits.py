"""A commit that fails at any one point, and what a program may do next: the archive is in the state before it or after.

A fault is a KeyboardInterrupt at one traced line of the package, or an error of one call that touches the disk: of
the operating system, or of SQLite, which may lose its transaction by it. After it a program rolls back and goes on,
commits again, adds more and commits, closes, or ends without closing. Each time the archive must equal one that never
met a fault, its answers and its versions, and its audit must find nothing.

Run as ``python tests/faults/commits.py [EVERY]`` to try every fault, or each EVERY-th.
"""

from __future__ import annotations

import builtins
import errno
import io
import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from types import FrameType
from typing import Any
from unittest.mock import patch

from dateline.index import Archive, Article
from dateline.index.errors import DatelineError
from dateline.searcher import open_archive
from dateline.upkeep.audit import audit_archive

__all__ = ["CONTINUATIONS", "KINDS", "Bench", "Fault"]

DAY = date(2016, 12, 14)
STORY = "The two ministers signed the treaty on common facilities for the export of gas in the capital on Monday " * 3


def clock() -> datetime:
    return datetime(2020, 1, 1, tzinfo=UTC)


def article(number: int, words: str) -> Article:
    return Article(
        id=f"a{number}", title=f"Title {number}", body=f"{words} body{number} {STORY if number % 3 == 0 else ''}",
        published=DAY, people=("Ilham Aliyev",), source=f"Courier {number % 2}",
    )  # fmt: skip


def prepare(path: Path) -> None:
    """Make the archive as it is before the commit that fails: two segments, deletes, stories."""
    with Archive.create(path, clock=clock) as archive:
        archive.add_many([article(number, "oil") for number in range(12)], extract=False)
    with Archive.open(path, clock=clock) as archive:
        archive.add_many([article(number, "oil again") for number in range(8, 16)], extract=False)
        archive.delete("a1")


def change(archive: Archive) -> None:
    """Take what the commit that fails is to keep, in several ways."""
    archive.add_many([article(number, "gas") for number in range(14, 20)], extract=False)
    archive.delete("a2", "a15")
    archive.add(article(3, "Baku gas"))
    archive.add(Article(title="No id", body="It rained in Lyon on Tuesday.", published=DAY))
    archive.add(article(20, "the last"), extract=False)


def go_on(archive: Archive) -> None:
    archive.add(article(30, "later"), extract=False)
    archive.commit()


def roll_back(path: Path, archive: Archive) -> None:
    archive.rollback()
    go_on(archive)
    archive.close()


def commit_again(path: Path, archive: Archive) -> None:
    archive.commit()
    archive.close()


def add_more(path: Path, archive: Archive) -> None:
    go_on(archive)
    archive.close()


def close(path: Path, archive: Archive) -> None:
    archive.close()


def end(path: Path, archive: Archive) -> None:
    """End as a process does that is killed: nothing is closed by the archive itself."""
    archive._session.store.close()
    archive._lock.release(force=True)


CONTINUATIONS: dict[str, Callable[[Path, Archive], None]] = {
    "roll back and go on": roll_back,
    "commit again": commit_again,
    "add more and commit": add_more,
    "close": close,
    "end": end,
}


def state_of(path: Path) -> dict[str, Any]:
    """Return what an archive holds and answers, after an opening for writing."""
    Archive.open(path).close()
    assert audit_archive(path).findings == ()
    with closing(sqlite3.connect(path / "articles.db")) as connection:
        query = (
            "SELECT v.seq, v.id, v.replaces, v.deleted, v.body, s.story, m.extractor, m.found FROM versions AS v"
            " LEFT JOIN stories AS s ON s.seq = v.seq LEFT JOIN mentions AS m ON m.seq = v.seq ORDER BY v.seq"
        )
        rows = connection.execute(query).fetchall()
    with open_archive(path) as indexed, open_archive(path, use_index=False) as scanned:
        answers = [
            {
                query: (
                    [(hit.id, hit.seq, hit.score) for hit in results.hits],
                    results.total,
                    {name: [(each.value, each.count) for each in each] for name, each in results.facets.items()},
                )
                for query in ("oil", "gas treaty", "body14", "*", "people:aliyev", "places:lyon", "story:a0")
                for results in [archive.search(query, limit=100, facets=["source", "people", "places", "about:day"])]
            }
            for archive in (indexed, scanned)
        ]
    assert answers[0] == answers[1]
    return {"rows": rows, "answers": answers[0]}


class FaultyConnection(sqlite3.Connection):
    """A connection whose statements count as calls that touch the disk."""

    check: Callable[[sqlite3.Connection, str, Callable[[], Any]], Any] = staticmethod(lambda _, __, call: call())

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        found: sqlite3.Cursor = FaultyConnection.check(
            self, sql, lambda: super(FaultyConnection, self).execute(sql, *values)
        )
        return found

    def executemany(self, sql: str, *values: Any) -> sqlite3.Cursor:
        found: sqlite3.Cursor = FaultyConnection.check(
            self, sql, lambda: super(FaultyConnection, self).executemany(sql, *values)
        )
        return found


def full() -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorname, error.sqlite_errorcode = "SQLITE_FULL", sqlite3.SQLITE_FULL
    return error


@dataclass(frozen=True, slots=True)
class Fault:
    """The place-th event of a kind fails."""

    kind: str
    place: int


class Counter:
    """Counts events, and calls a failure at one of them."""

    def __init__(self, place: int) -> None:
        self.place = place
        self.seen = 0

    def is_due(self) -> bool:
        self.seen += 1
        return self.seen == self.place


@contextmanager
def failing_lines(counter: Counter) -> Iterator[None]:
    def trace(frame: FrameType, event: str, _: object) -> Any:
        if "/dateline/index/" not in frame.f_code.co_filename:
            return None
        if event == "line" and counter.is_due():
            raise KeyboardInterrupt
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        yield
    finally:
        sys.settrace(before)


@contextmanager
def failing_calls(counter: Counter, number: int) -> Iterator[None]:
    """Let one call of the operating system that writes fail, with an error number."""

    def wrap(call: Callable[..., Any]) -> Callable[..., Any]:
        def called(*arguments: Any, **options: Any) -> Any:
            if counter.is_due():
                raise OSError(number, os.strerror(number))
            return call(*arguments, **options)

        return called

    def opened(file: Any, mode: str = "r", *arguments: Any, **options: Any) -> Any:
        stream = real_open(file, mode, *arguments, **options)
        if set(mode) & set("wxa+"):
            return Stream(stream, wrap)
        return stream

    real_open = io.open
    calls = {name: wrap(getattr(os, name)) for name in ("fsync", "replace", "unlink", "mkdir")}
    with (
        patch.multiple(os, **calls),
        patch.object(io, "open", wrap(opened)),
        patch.object(builtins, "open", wrap(opened)),
    ):
        yield


class Stream:
    """A file whose every write may fail."""

    def __init__(self, stream: Any, wrap: Callable[[Callable[..., Any]], Callable[..., Any]]) -> None:
        self._stream = stream
        self.write = wrap(stream.write)
        self.flush = wrap(stream.flush)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def __enter__(self) -> Stream:
        return self

    def __exit__(self, *error: object) -> None:
        self._stream.close()


@contextmanager
def failing_statements(counter: Counter, how: str) -> Iterator[None]:
    """Let one statement of SQLite fail: before it is done, after it, or so that the transaction is lost."""

    def check(connection: sqlite3.Connection, sql: str, call: Callable[[], Any]) -> Any:
        if not counter.is_due():
            return call()
        if how == "after":
            call()
            raise KeyboardInterrupt
        if how == "lost" and connection.in_transaction:
            sqlite3.Connection.execute(connection, "ROLLBACK")
        raise full()

    with patch.object(FaultyConnection, "check", staticmethod(check)):
        yield


KINDS: dict[str, Callable[[Counter], Any]] = {
    "line": failing_lines,
    "no space": lambda counter: failing_calls(counter, errno.ENOSPC),
    "failed write": lambda counter: failing_calls(counter, errno.EIO),
    "statement before": lambda counter: failing_statements(counter, "before"),
    "statement after": lambda counter: failing_statements(counter, "after"),
    "statement lost": lambda counter: failing_statements(counter, "lost"),
}


class Bench:
    """A prepared archive, the states that may come of a commit, and the trial of a fault."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.prepared = folder / "prepared"
        prepare(self.prepared)
        self.before = self._state(lambda archive: None)
        self.after = self._state(lambda archive: (change(archive), archive.commit()))
        self.before_and_on = self._state(go_on)
        self.after_and_on = self._state(lambda archive: (change(archive), archive.commit(), go_on(archive)))
        assert self.before != self.after

    def _copy(self) -> Path:
        path = Path(tempfile.mkdtemp(dir=self.folder)) / "archive"
        shutil.copytree(self.prepared, path)
        return path

    def _state(self, act: Callable[[Archive], object]) -> dict[str, Any]:
        path = self._copy()
        with Archive.open(path, clock=clock) as archive:
            act(archive)
        return state_of(path)

    def _open(self, path: Path) -> Archive:
        real = sqlite3.connect
        with patch.object(sqlite3, "connect", lambda *a, **o: real(*a, **{**o, "factory": FaultyConnection})):
            return Archive.open(path, clock=clock)

    def count_events(self, kind: str) -> tuple[int, int]:
        """Return how many events of a kind the taking of the articles has, and their commit."""
        taking, committing = Counter(-1), Counter(-1)
        archive = self._open(self._copy())
        with KINDS[kind](taking):
            change(archive)
        with KINDS[kind](committing):
            archive.commit()
        archive.close()
        return taking.seen, committing.seen

    def try_fault(self, fault: Fault, continuation: str) -> str | None:
        """Let a commit fail and go on; return what is wrong then, None for nothing."""
        path = self._copy()
        archive = self._open(path)
        change(archive)
        try:
            with KINDS[fault.kind](Counter(fault.place)):
                archive.commit()
        except (KeyboardInterrupt, DatelineError):
            pass
        except Exception as error:  # noqa: BLE001 - that is what is looked for
            return f"the commit raised {error!r}"
        try:
            CONTINUATIONS[continuation](path, archive)
            found = state_of(path)
        except BaseException as error:  # noqa: BLE001 - the same
            return f"{continuation} raised {error!r}"
        finally:
            with suppress(DatelineError):
                archive.close()
        shutil.rmtree(path.parent)
        states = [self.before, self.after]
        if continuation in ("roll back and go on", "add more and commit"):
            states = [self.before_and_on, self.after_and_on]
            if continuation == "add more and commit" and fault.kind != "statement lost":
                states = [self.after_and_on]
        elif continuation == "commit again" and fault.kind != "statement lost":
            states = [self.after]  # nothing was lost, so nothing need be given again
        return None if found in states else "the archive is in neither of the two states"

    def try_fault_of_taking(self, fault: Fault, continuation: str) -> str | None:
        """Let the taking of articles fail and go on; return what is wrong then: store and index must agree."""
        path = self._copy()
        archive = self._open(path)
        try:
            with KINDS[fault.kind](Counter(fault.place)):
                change(archive)
        except (KeyboardInterrupt, DatelineError):
            pass
        try:
            CONTINUATIONS[continuation](path, archive)
            found = state_of(path)
        except BaseException as error:  # noqa: BLE001 - that is what is looked for
            return f"{continuation} raised {error!r}"
        finally:
            with suppress(DatelineError):
                archive.close()
        shutil.rmtree(path.parent)
        expected = {"roll back and go on": self.before_and_on, "close": self.before, "end": self.before}
        if continuation in expected and found != expected[continuation]:
            return "the archive is in another state"
        if continuation == "add more and commit" and all(row[1] != "a30" for row in found["rows"]):
            return "what was added after the fault is lost"
        return None


def trials(bench: Bench, every: int) -> Iterator[tuple[str, str | None]]:
    """Yield each trial, of each EVERY-th line and call, and what was wrong in it."""
    for kind in KINDS:
        for attempt, events in zip((bench.try_fault_of_taking, bench.try_fault), bench.count_events(kind), strict=True):
            for place in range(1, events + 1, max(1, every if events > 100 else every // 20)):
                for continuation in CONTINUATIONS:
                    name = f"{attempt.__name__}: {kind} {place} of {events}, {continuation}"
                    yield name, attempt(Fault(kind, place), continuation)


def main(every: int) -> int:
    with tempfile.TemporaryDirectory() as folder:
        tried = wrong = 0
        for name, problem in trials(Bench(Path(folder)), every):
            tried += 1
            if problem is not None:
                wrong += 1
                print(f"{name}: {problem}", flush=True)
    print(f"{tried} faults with what comes after them tried, {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1))
