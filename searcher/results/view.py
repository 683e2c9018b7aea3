"""A view: one consistent state of an archive that searches use.

It consists of the versions, the engine and the names of entities, and never changes. `SearchArchive.refresh` replaces
it, while running searches and existing results keep using it. Its mapped files are released with the last of those, or
when the archive is closed.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.index.errors import ArchiveClosed
from dateline.index.fields import FieldTable
from dateline.index.files import read_small
from dateline.index.layout import INDEX, STORE, fields_of, find_store
from dateline.index.segment.manifest import NAME as MANIFEST
from dateline.index.segment.manifest import check_archive
from dateline.index.store.generation import Identity
from dateline.index.store.store import Store
from dateline.searcher.engine.deadline import Watch
from dateline.searcher.engine.protocol import Engine
from dateline.searcher.engine.snapshot import Snapshot, open_snapshot
from dateline.searcher.engine.states import AsOfState, CurrentState, State
from dateline.searcher.entities.name_files import NameFiles
from dateline.searcher.results.stories import Stories

if TYPE_CHECKING:
    from dateline.index.entities.authority.authority import LoadedAuthority
    from dateline.searcher.engine.scan import Scan
    from dateline.searcher.engine.timed import TimedEngine
    from dateline.searcher.entities.resolution import Entities

__all__ = ["TimedView", "View"]

FileStamp = tuple[int, ...]


class View:
    """One state of an archive. Threads may share it.

    ``upto`` is its last version, ``generation`` that of the archive, ``segments`` the number of segments of the index.
    ``watch`` limits the time of a search (`within`).
    """

    watch: Watch | None = None

    store: Store
    fields: FieldTable
    upto: int
    generation: int | None
    segments: int
    _files: NameFiles

    def __init__(self, path: Path, *, use_index: bool, as_of: date | None, before: View | None = None) -> None:
        """Open the newest committed state; parts that did not change are shared with the view ``before``.

        Raises ArchiveMissing, StoreError, IndexDamaged, IndexFormatError.
        """
        self.path, self._use_index = path, use_index
        self._folder = path.absolute()  # the program may change its working folder
        # The files that `is_current` compares are read first, so that a change while this is opened is detected.
        store = find_store(path)
        self._store_file = identify_file(store)
        self._manifest = read_if_present(path / INDEX / MANIFEST) if use_index else None
        self._files = before._files if before is not None and before._files.is_current() else NameFiles(path)
        shared = before is not None and before._has_store(self._store_file)
        self.store = before.store if before is not None and shared else Store.open(store)
        self._resolvers: dict[bool, Entities] = {}
        try:
            self._open(as_of)
        except BaseException:
            if not shared:
                self.store.close()
            raise

    def _open(self, as_of: date | None) -> None:
        snapshot: Snapshot | None = None
        if self._use_index:
            snapshot = open_snapshot(self.path / INDEX)
            check_archive(snapshot.archive, self.store.archive(), self.path / INDEX)
            self.fields, self.upto = snapshot.fields, snapshot.seq
            self.generation = snapshot.generation
        else:
            self.fields = fields_of(self.path)
            self.upto, self.generation = self._last_commit()
        self.segments = 0 if snapshot is None else len(snapshot.segments)
        state = CurrentState(self.store, self.upto) if as_of is None else AsOfState(self.store, self.upto, as_of)
        engine: Snapshot | Scan
        if snapshot is None:
            from dateline.searcher.engine.scan import Scan  # start-up: only a search without the index needs it

            engine = Scan(state.scan, self.fields)
        elif isinstance(state, AsOfState):
            from dateline.searcher.engine.as_of import snapshot_as_of  # start-up: only a search as of a day needs it

            engine = snapshot_as_of(snapshot, state.versions, state.older())
            self.segments = len(engine.segments)
        else:
            engine = snapshot
        self._parts: tuple[Snapshot | Scan, State, Stories] | None = (engine, state, Stories(state))

    @property
    def engine(self) -> Engine:
        """The engine. A caller may use it to the end, even if the view is closed meanwhile. Raises ArchiveClosed."""
        return self._open_parts()[0]

    def within(self, watch: Watch) -> TimedView:
        """Return the same state for one search whose time is limited."""
        return TimedView(self, watch)

    @property
    def whole(self) -> View:
        """The same state without a limit of time."""
        return self

    def is_cut(self) -> bool:
        """Return whether something was left out because the time was up."""
        return self.watch is not None and self.watch.up

    @property
    def state(self) -> State:
        """The versions of this state. Raises ArchiveClosed."""
        return self._open_parts()[1]

    @property
    def stories(self) -> Stories:
        """The stories of this state. Raises ArchiveClosed."""
        return self._open_parts()[2]

    def entities(self, aliases: bool) -> Entities:
        """Return the people and places, by the authority file or without it. Raises ArchiveClosed."""
        found = self._resolvers.get(aliases)
        if found is None:
            from dateline.searcher.entities.resolution import Entities  # start-up: plain words name nobody

            made = Entities(self._files, self.engine, self.fields, aliases=aliases)
            found = self._resolvers.setdefault(aliases, made)
        return found

    def authority(self) -> LoadedAuthority:
        """Return the authority file of this state, and the problem with it, if any."""
        return self._files.authority

    def identity(self) -> Identity:
        """Return the id of the archive and the generation of this state. Raises ArchiveClosed."""
        archive, generation = self.store.identity().archive, self.generation
        return Identity(None, None) if archive is None or generation is None else Identity(archive, generation)

    def is_current(self) -> bool:
        """Return whether the archive is still in this state. Raises ArchiveClosed."""
        self._open_parts()
        if not self._has_store(identify_file(self._folder / STORE)) or not self._files.is_current():
            return False
        if self._use_index:
            return read_if_present(self._folder / INDEX / MANIFEST) == self._manifest
        return self._last_commit() == (self.upto, self.generation)

    def close(self) -> None:
        """Close. Running searches finish or raise ArchiveClosed; later ones raise it."""
        self._parts = None
        self._resolvers = {}
        self.store.close()

    def _open_parts(self) -> tuple[Snapshot | Scan, State, Stories]:
        parts = self._parts
        if parts is None:
            raise ArchiveClosed(f"the archive {self.path} was closed; open it again")
        return parts

    def _has_store(self, file: FileStamp) -> bool:
        """Return whether a file is the store of this view."""
        return file[:2] == self._store_file[:2]

    def _last_commit(self) -> tuple[int, int | None]:
        """Return the last version and the generation of the store, read consistently."""
        with self.store.read_transaction():
            return self.store.last_seq(), self.store.identity().generation


class TimedView(View):
    """A view for one search, whose engine stops when the time of a watch is up."""

    watch: Watch

    def __init__(self, view: View, watch: Watch) -> None:
        """Use `View.within`."""
        self.__dict__.update(view.__dict__)
        self.watch, self._whole = watch, view
        self._parts, self._resolvers = None, {}  # a reference would keep the files open after the archive is closed

    @property
    def whole(self) -> View:
        """The same state without a limit of time."""
        return self._whole

    @property
    def engine(self) -> Engine:
        """The engine, which stops when the time is up. Raises ArchiveClosed."""
        return self.timed_engine()

    def timed_engine(self) -> TimedEngine:
        """Return the engine, which stops when the time is up. Raises ArchiveClosed."""
        from dateline.searcher.engine.timed import TimedEngine  # start-up: few searches have a deadline

        return TimedEngine(self._open_parts()[0], self.watch)

    def entities(self, aliases: bool) -> Entities:
        """Return the people and places, which all searches share: finding them out is not interrupted."""
        return self._whole.entities(aliases)

    def _open_parts(self) -> tuple[Snapshot | Scan, State, Stories]:
        return self._whole._open_parts()


def identify_file(path: Path) -> FileStamp:
    """Return the device, inode, size and time of a file; an empty tuple if there is none."""
    try:
        found = path.stat()
    except OSError:
        return ()
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def read_if_present(path: Path) -> bytes | None:
    """Return the content of a file, None if it cannot be read."""
    try:
        return read_small(path)
    except OSError:
        return None
