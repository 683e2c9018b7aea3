"""Reading needs no room: on a full disk, on a read-only medium, in the folder of another user, an archive answers.

What only mounts can show is skipped where none may be made; that no read asks the system to write anything is shown
everywhere.
"""

from __future__ import annotations

import errno
import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from dateline.index import Archive, Article
from dateline.index.errors import StoreError
from dateline.index.store.integrity import Integrity
from dateline.index.store.lockless import can_do_without_locks, journal_of, size_of
from dateline.index.store.rollback import MARK
from dateline.index.store.schema import connect
from dateline.index.store.store import Store
from tests.commands.calls import ROOT, Outcome, dateline
from tests.fuzz.damage_archive import make_archive, make_killed_archive
from tests.fuzz.damage_probes import CALLS
from tests.permissions import bound_by_permissions

CHECKS = (*CALLS, ("check",), ("check", "--json"))
KINDS = ("closed", "killed", "killed without shm")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """An archive whose writer closed it, and one whose writer was killed: its last commit is in the log alone."""
    folder = tmp_path_factory.mktemp("unwritable")
    made = {"closed": make_archive(folder)}
    made["killed"] = made["killed without shm"] = make_killed_archive(made["closed"], folder / "killed")
    return made


@pytest.fixture(scope="module")
def expected(whole: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Outcome]]:
    found = {}
    for kind in KINDS:
        copy = shutil.copytree(whole[kind], tmp_path_factory.mktemp("expected") / "archive")
        found[kind] = ask_all(copy)
    assert found["killed"] != found["closed"]
    return found


def ask_all(archive: Path) -> dict[str, Outcome]:
    return {" ".join(call): dateline("--archive", str(archive), *call, cwd=ROOT) for call in CHECKS}


def placed(whole: dict[str, Path], kind: str, target: Path) -> Path:
    """Copy an archive to where it is to be read."""
    archive = shutil.copytree(whole[kind], target / "archive")
    if kind == "killed without shm":
        (archive / "articles.db-shm").unlink()
    return archive


def state(archive: Path, *, store: bool = True) -> dict[str, bytes | None]:
    """Return what is in a folder; without the files of the store, which SQLite puts in order where it can write."""
    return {
        str(path.relative_to(archive)): path.read_bytes() if path.is_file() else None
        for path in archive.rglob("*")
        if store or not path.name.startswith("articles.db")
    }


@contextmanager
def mounted(target: Path, *options: str) -> Iterator[Path]:
    """Mount a small file system in memory at a folder; skip where that may not be done."""
    target.mkdir()
    command = ["mount", "-t", "tmpfs", *options, "tmpfs", str(target)]
    try:
        made = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        pytest.skip("this system has no mount")
    if made.returncode:
        pytest.skip(f"no file system may be mounted here: {made.stderr.strip()}")
    try:
        yield target
    finally:
        subprocess.run(["umount", "-l", str(target)], check=True)


def fill(folder: Path) -> None:
    """Leave no room in a file system."""
    with suppress(OSError), (folder / "filler").open("wb", buffering=0) as filler:
        for size in (1 << 20, 1 << 12, 1):
            with suppress(OSError):
                while filler.write(bytes(size)):
                    pass
    with pytest.raises(OSError, match="No space"):
        (folder / "more").write_bytes(bytes(8192))


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_a_full_disk(
    whole: dict[str, Path], expected: dict[str, dict[str, Outcome]], kind: str, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    with mounted(tmp_path / "disk", "-o", "size=12m") as disk:
        archive = placed(whole, kind, disk)
        fill(disk)
        monkeypatch.setattr("tempfile.tempdir", str(disk))
        before = state(archive, store=False)
        assert ask_all(archive) == expected[kind]
        assert state(archive, store=False) == before
        shown = dateline("--archive", str(archive), "delete", "n0-1", cwd=ROOT)
        assert (shown.code, shown.out) == (2, "")


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_a_read_only_medium(
    whole: dict[str, Path], expected: dict[str, dict[str, Outcome]], kind: str, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    with mounted(tmp_path / "disk", "-o", "size=12m") as disk:
        archive = placed(whole, kind, disk)
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        monkeypatch.setattr("tempfile.tempdir", str(disk))
        before = state(archive)
        assert ask_all(archive) == expected[kind]
        assert state(archive) == before
        for call in (("delete", "n0-1"), ("rebuild",), ("people", "hide", "Tavor")):
            shown = dateline("--archive", str(archive), *call, cwd=ROOT)
            assert (shown.code, shown.out) == (2, "")
            assert "Read-only file system" in shown.err


@pytest.mark.slow
def test_a_first_load_that_was_cut_off_on_a_read_only_medium(tmp_path: Path) -> None:
    Archive.create(tmp_path / "made").close()
    (tmp_path / "made" / "articles.db").unlink()
    path = cut_off(tmp_path / "articles.db", tmp_path / "copy", 0)
    with mounted(tmp_path / "disk", "-o", "size=12m") as disk:
        shutil.copytree(tmp_path / "made", disk / "archive")
        for each in (path, journal_of(path)):
            shutil.copy(each, disk / "archive")
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        for call in (("search", "word"), ("search", "word", "--no-index"), ("check",)):
            shown = dateline("--archive", str(disk / "archive"), *call, cwd=ROOT)
            empty = 1, "no article has word\n"
            assert (shown.code, shown.err) == ((0, "0 articles checked: sound\n") if call == ("check",) else empty)


@pytest.mark.parametrize("kind", KINDS)
def test_a_user_who_may_not_write(whole: dict[str, Path], expected: dict[str, dict[str, Outcome]], kind: str) -> None:
    content = {path.relative_to(whole[kind]): path.read_bytes() for path in whole[kind].rglob("*") if path.is_file()}
    with bound_by_permissions() as folder:
        archive = folder / "archive"
        for name, data in content.items():
            if (kind, name.name) != ("killed without shm", "articles.db-shm"):
                (archive / name).parent.mkdir(parents=True, exist_ok=True)
                (archive / name).write_bytes(data)
        for path in (archive, *archive.rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
        try:
            before = state(archive)
            assert ask_all(archive) == expected[kind]
            assert state(archive) == before
        finally:
            for path in (archive, *archive.rglob("*")):
                path.chmod(0o755)


# Run by a process of its own, because a hook cannot be taken out again.
REFUSING = """
import json, os, sqlite3, sys
sys.dont_write_bytecode = True
sys.path.append({root!r})
number, archive, calls = json.loads(sys.argv[1])
from tests.commands.calls import dateline
from dateline.index.store import schema as database

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
CHANGES = {{"os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.truncate", "os.link", "os.symlink", "os.chmod",
           "os.utime", "shutil.copyfile", "shutil.move", "shutil.rmtree", "tempfile.mkdtemp", "tempfile.mkstemp"}}
refused = []

def refuse(event, arguments):
    if event == "open" and arguments[2] is not None and arguments[2] & WRITING and arguments[0] != os.devnull:
        refused.append(f"{{event}} {{arguments[0]}}")
    elif event in CHANGES:
        refused.append(f"{{event}} {{arguments}}")
    else:
        return
    raise OSError(number, os.strerror(number), str(arguments[0]))

def connect(address, **options):
    if "mode=rw" in address:  # as SQLite says it where it can make no file beside the store
        error = sqlite3.OperationalError("unable to open database file")
        error.sqlite_errorname = "SQLITE_CANTOPEN"
        raise error
    return sqlite3_connect(address, **options)

sqlite3_connect, database.sqlite3.connect = sqlite3.connect, connect
dateline("--archive", archive, "search", "aliyev", cwd={root!r})  # imports what it needs
sys.addaudithook(refuse)
shown = [dateline("--archive", archive, *call, cwd={root!r}) for call in calls]
asked = list(refused)
assert dateline("--archive", archive, "delete", "n0-1", cwd={root!r}).code == 2 and refused != asked
print(json.dumps([[asked], [[each.code, each.out, each.err] for each in shown]]))
"""


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS], ids=["ENOSPC", "EROFS"])
def test_no_read_asks_the_system_to_write(
    whole: dict[str, Path], expected: dict[str, dict[str, Outcome]], kind: str, number: int, tmp_path: Path
) -> None:
    archive = placed(whole, kind, tmp_path)
    before = state(archive)
    told = json.dumps([number, str(archive), CHECKS])
    ran = subprocess.run(
        [sys.executable, "-c", REFUSING.format(root=str(ROOT)), told], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    ((refused,), shown) = json.loads(ran.stdout)
    assert refused == []
    given = dict(zip((" ".join(call) for call in CHECKS), (Outcome(*each) for each in shown), strict=True))
    assert given == expected[kind]
    assert state(archive) == before


# Without locks


@pytest.fixture
def no_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let SQLite make no file beside a store that is opened for reading."""

    def refuse(path: Path, *, writable: bool, locks: bool = True) -> sqlite3.Connection:
        if locks and not writable:
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorname = "SQLITE_IOERR_SHMSIZE"
            raise error
        return connect(path, writable=writable, locks=locks)

    monkeypatch.setattr("dateline.index.store.connections.connect", refuse)


@pytest.mark.usefixtures("no_locks")
def test_what_is_written_later_is_seen_without_locks_too(whole: dict[str, Path], tmp_path: Path) -> None:
    for kind in KINDS:
        archive = placed(whole, kind, tmp_path / kind)
        with Store.open(archive / "articles.db") as reader:
            before = reader.last_seq()
            assert before == (33 if kind == "closed" else 34)
            for number in range(3):
                with Archive.open(archive) as opened:
                    opened.add(Article(id=f"later-{number}", title="Later", body="Written while it is read."))
                    opened.commit()
                    assert reader.last_seq() == before + number + 1
                assert reader.get(f"later-{number}").title == "Later"


def read_while_it_is_written(reader: Store, archive: Path) -> None:
    with reader.read_transaction():
        reader.last_seq()
        with Archive.open(archive) as opened:
            opened.add(Article(id="later", title="Later", body="Written while it is read."))


@pytest.mark.usefixtures("no_locks")
def test_what_is_written_during_a_read_without_locks_is_an_error(whole: dict[str, Path], tmp_path: Path) -> None:
    archive = placed(whole, "closed", tmp_path)
    with Store.open(archive / "articles.db") as reader:
        with pytest.raises(StoreError, match=r"articles\.db: it changed while it was read.*try again"):
            read_while_it_is_written(reader, archive)
        assert reader.get("later").title == "Later"


def cut_off(path: Path, target: Path, committed: int) -> Path:
    """Copy a store in the middle of a transaction that has begun to change the file itself, with its journal."""
    with Store.create(path) as store:
        if committed:
            store.add([Article(id=f"c{n}", title=f"Committed {n}", body="word " * n) for n in range(committed)])
            store.commit()
        connection = store._access.transaction._connection
        assert connection is not None
        connection.execute("PRAGMA journal_mode = DELETE")  # as where there is no shared memory
        connection.execute("PRAGMA cache_size = 5")
        if committed:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("UPDATE versions SET body = 'Never committed.' || body || body")
        else:
            for n in range(40):
                store.add([Article(id=f"n{n}-{m}", body="Never committed. " * 300) for m in range(20)])
        target.mkdir()
        for each in (path, journal_of(path)):
            shutil.copy(each, target / each.name)
    assert size_of(journal_of(target / path.name)) > 512
    return target / path.name


@pytest.mark.parametrize("committed", [0, 3, 400])
@pytest.mark.usefixtures("no_locks")
def test_a_transaction_that_was_cut_off_is_rolled_back_in_memory(tmp_path: Path, committed: int) -> None:
    path = cut_off(tmp_path / "articles.db", tmp_path / "copy", committed)
    before = path.read_bytes(), journal_of(path).read_bytes()
    with Store.open(path) as store:
        assert store.count() == committed
        assert [article.title for _, article in store.scan()] == [f"Committed {n}" for n in range(committed)]
        with store.read_transaction():
            assert Integrity(store).torn_pages() == []
    assert (path.read_bytes(), journal_of(path).read_bytes()) == before
    with closing(sqlite3.connect(path)) as connection:  # SQLite rolls the file back to the same
        rows = connection.execute("SELECT title FROM versions ORDER BY seq").fetchall()
    assert [title for (title,) in rows] == [f"Committed {n}" for n in range(committed)]


@pytest.mark.parametrize("damage", [b"", MARK, MARK + bytes(90), MARK + b"\xff" * 2000])
@pytest.mark.usefixtures("no_locks")
def test_a_journal_that_is_none_is_left_aside(whole: dict[str, Path], tmp_path: Path, damage: bytes) -> None:
    archive = placed(whole, "closed", tmp_path)
    (archive / "articles.db-journal").write_bytes(damage + b"no journal")
    with suppress(StoreError), Store.open(archive / "articles.db") as store:
        assert store.last_seq() == 33


def test_only_what_is_refused_is_read_without_locks() -> None:
    error = sqlite3.OperationalError("unable to open database file")
    error.sqlite_errorname = "SQLITE_CANTOPEN_ISDIR"
    assert can_do_without_locks(error)
    error.sqlite_errorname = "SQLITE_BUSY"
    assert not can_do_without_locks(error)
    assert not can_do_without_locks(sqlite3.OperationalError("no such table: versions"))
