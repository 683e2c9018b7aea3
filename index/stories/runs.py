"""The signatures of all versions and the keys that find them: the folder ``stories/`` of an archive.

It is derived from the articles and can be made again. It holds *runs*, each a file of sections
(`dateline.index.segment.format`) named by number, ``000012.run``, written once and never changed. A run covers the
versions ``first`` to ``first + versions - 1`` (facts of the file):

    entries      u32 each, ascending within their bucket: 20 for each version that has a signature, the lower bits of a
                 key and the version (`dateline.index.kernel._candidates`)
    starts       u32 each: where the entries of each bucket start, and where the last ends; the least power of two of
                 buckets that is no less than the versions, by the upper bits of the key
    signatures   26 u32 for each version (`dateline.index.kernel._signatures`), zeros for one that has none
    stories      u32 for each version: the first version of its story

``runs.json`` names them in the order of their versions, without gaps::

    {"runs": {"format": 2, "rules": 2, "next": 13, "names": ["000009", "000012"]}, "checksum": 1234567890}

with the CRC-32 of the compact form of the value of ``runs``. ``rules`` is increased when signatures or the measure of
similarity change; runs of other rules are not read. A commit writes runs, syncs them, and then replaces ``runs.json``
(`dateline.index.files`). Four runs of one size are merged, so that there are few, and a version is rewritten
logarithmically often; the keys are merged in parts, in bounded memory. The checksums of a run are verified when it is
merged. Damage and deviations from this format raise IndexDamaged; then all stories are found again from the store.

Version log: 1, the first; 2, signatures of 104 bytes instead of 392, 20 keys of 4 bytes instead of 30 of 8.
"""

from __future__ import annotations

import json
import re
import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from pathlib import Path
from typing import Any, TypeAlias

from dateline.index.dataclass import dataclass
from dateline.index.errors import IndexDamaged, IndexFormatError
from dateline.index.files import make_folder, read_small, remove, replace_file
from dateline.index.kernel._candidates import bucket_starts, merge_entries, pack_entries, unpack_entries
from dateline.index.kernel._signatures import SIGNATURE
from dateline.index.segment.format import SectionReader, SectionWriter

__all__ = ["FORMAT", "RULES", "SignaturePart", "SignatureRun", "SignatureRuns", "open_runs"]

FORMAT = 2
RULES = 2
NAME = "runs.json"
RUN = re.compile(r"[0-9]{6,}")
IN_MEMORY = 32_768  # versions, about 6 MB; then they are written, committed or not
FACTOR_BITS = 2
FACTOR = 1 << FACTOR_BITS
# Of the keys one part at a time is merged, by their upper bits; a few entries are one part.
PART_BITS = 6
FEW_ENTRIES = 1 << 16

Numbers: TypeAlias = "memoryview | array[int]"
Entries: TypeAlias = "tuple[Numbers, Numbers, int]"  # of a run: its entries, its buckets, its first version


@dataclass(frozen=True, slots=True)
class SignaturePart:
    """Signatures and stories of consecutive versions from ``first`` on."""

    first: int
    signatures: memoryview
    stories: Numbers

    def __len__(self) -> int:
        return len(self.stories)


@dataclass(frozen=True, slots=True)
class SignatureRun:
    """Consecutive versions and the keys that find them, in memory or mapped from a file."""

    parts: tuple[SignaturePart, ...]
    entries: Numbers
    starts: Numbers
    file: SectionReader | None = None

    @property
    def first(self) -> int:
        """The first version."""
        return self.parts[0].first

    def __len__(self) -> int:
        return sum(map(len, self.parts))


class SignatureRuns:
    """The runs of an archive that is open for writing. Changes after the last `commit` are lost."""

    def __init__(self, folder: Path) -> None:
        """Open the runs of a folder; start empty if it is missing, damaged or of other rules."""
        self._folder = folder
        self._next = 1
        self._written: list[SignatureRun] = []
        self._fresh: list[SignatureRun] = []
        self._changed = self._damaged = False
        try:
            self._next, self._written = open_runs(folder)
        except (FileNotFoundError, IndexDamaged, IndexFormatError):
            self.clear()

    @property
    def last(self) -> int:
        """The last known version; 0: none."""
        runs = self._fresh or self._written
        return runs[-1].first + len(runs[-1]) - 1 if runs else 0

    @property
    def are_mapped(self) -> bool:
        """Whether there are runs in files."""
        return bool(self._written)

    def release_pages(self) -> None:
        """Release the mapped pages of compared signatures: they are scattered, and the system maps many around them."""
        for run in self._written:
            if run.file is not None:
                run.file.release_pages("signatures")

    def clear(self) -> None:
        """Remove all runs."""
        self.close()
        self._written, self._fresh, self._changed, self._damaged = [], [], True, False

    def close(self) -> None:
        """Close the files."""
        for run in self._written:
            _close(run)

    def latest_first(self) -> list[Entries]:
        """Return the entries of each run, latest first, for `find_candidates`. Raises IndexDamaged."""
        for run in self._written:
            if run.file is not None:
                run.file.check_size()
        return [(run.entries, run.starts, run.first) for run in reversed([*self._written, *self._fresh])]

    def parts(self) -> list[SignaturePart]:
        """Return the parts of all runs, in order."""
        return [part for run in (*self._written, *self._fresh) for part in run.parts]

    def append(self, part: SignaturePart, entries: Numbers) -> None:
        """Add the versions after `last`, and their entries in order."""
        self._changed = True
        self._fresh.append(_run_of([part], [entries]))
        while len(self._fresh) > 1 and len(self._fresh[-2]) <= 2 * len(self._fresh[-1]):
            self._fresh[-2:] = [_joined(*self._fresh[-2:])]
        if sum(map(len, self._fresh)) >= IN_MEMORY:
            self._write()

    def commit(self) -> None:
        """Make the runs durable. If one is damaged, all are removed, so that all stories are found again."""
        if not self._changed:
            return
        make_folder(self._folder)
        self._write()
        if self._damaged:
            self.clear()
        _write_names(self._folder, self._next, [_name(run) for run in self._written])
        self._changed = False
        kept = {NAME, *(f"{_name(run)}.run" for run in self._written)}
        for path in self._folder.iterdir():
            if path.name not in kept:
                remove(path)

    def _write(self) -> None:
        """Write the runs in memory as one run."""
        if self._fresh:
            make_folder(self._folder)
            self._written.append(self._combine(self._fresh))
            self._fresh = []
            self._merge()

    def _merge(self) -> None:
        """Merge the last runs while there are `FACTOR` of one size; if one is damaged, mark all as damaged."""
        while count := _to_merge([len(run) for run in self._written]):
            merged = self._written[-count:]
            try:
                for run in merged:
                    if run.file is not None:
                        run.file.verify()
                        _release_pages(run)
                combined = self._combine(merged)
            except IndexDamaged:
                self._damaged = True
                return
            self._written[-count:] = [combined]
            for run in merged:
                _close(run)

    def _combine(self, runs: Sequence[SignatureRun]) -> SignatureRun:
        """Write consecutive runs as one, and open it."""
        path = self._folder / f"{self._next:06d}.run"
        self._next += 1
        remove(path)  # from an interrupted commit
        with SectionWriter(path) as writer:
            writer.begin("signatures")
            parts = [part for run in runs for part in run.parts]
            for part in parts:
                writer.append(part.signatures.cast("B"))
            for run in runs:
                _release_pages(run)
            writer.begin("stories")
            for part in parts:
                writer.append(memoryview(part.stories).cast("B"))
            writer.begin("entries")

            first, versions = runs[0].first, sum(map(len, runs))
            bits = _bits_of(versions)

            def written() -> Iterator[Numbers]:
                for merged in _merged_entries(runs):
                    writer.append(memoryview(pack_entries(merged, first, bits)).cast("B"))
                    yield merged

            starts = bucket_starts(written(), bits)
            writer.put("starts", memoryview(starts).cast("B"))
            writer.close({"first": first, "versions": versions, "rules": RULES})
        return _open_run(path)


def open_runs(folder: Path) -> tuple[int, list[SignatureRun]]:
    """Return the next number and the runs of a folder, in order.

    Raises FileNotFoundError, IndexDamaged, IndexFormatError.
    """
    following, names = _read_names(folder)
    runs = [_open_run(folder / f"{name}.run") for name in names]
    _check_order(folder, runs)
    return following, runs


def _to_merge(sizes: Sequence[int]) -> int:
    """Return how many of the last runs to merge: those up to a level that has `FACTOR` runs; 0: none.

    The level of a run is the logarithm of its size to base `FACTOR`, so that a version is written once a level.
    """
    levels = [(size.bit_length() - 1) // FACTOR_BITS for size in sizes]
    for level in sorted(set(levels)):
        tail = list(takewhile(level.__ge__, reversed(levels)))
        if tail.count(level) >= FACTOR:
            return len(tail)
    return 0


def _bits_of(versions: int) -> int:
    """Return the bits of a key by which the entries of so many versions are in buckets."""
    return (versions - 1).bit_length()


def _run_of(parts: Sequence[SignaturePart], merged: Iterable[Numbers]) -> SignatureRun:
    """Return a run in memory, given its entries in order, in parts."""
    first, bits = parts[0].first, _bits_of(sum(map(len, parts)))
    entries: array[int] = array("I")
    merged = list(merged)
    for each in merged:
        entries += pack_entries(each, first, bits)
    return SignatureRun(tuple(parts), entries, bucket_starts(merged, bits))


def _joined(first: SignatureRun, second: SignatureRun) -> SignatureRun:
    """Return two runs in memory as one."""
    return _run_of((*first.parts, *second.parts), _merged_entries((first, second)))


def _merged_entries(runs: Sequence[SignatureRun]) -> Iterator[Numbers]:
    """Yield the merged entries of runs in order, in parts of the keys."""
    bits = PART_BITS if sum(len(run.entries) for run in runs) > FEW_ENTRIES else 0
    for part in range(1 << bits):
        made: Numbers = array("Q")
        for run in runs:
            made = merge_entries(made, unpack_entries(run.entries, run.starts, run.first, part, bits))
        yield made


def _open_run(path: Path) -> SignatureRun:
    """Map a run. Raises IndexDamaged, IndexFormatError, FileNotFoundError."""
    file = SectionReader(path)
    first, versions = file.facts.get("first"), file.facts.get("versions")
    if type(first) is not int or type(versions) is not int or first < 1 or versions < 1:
        file.damaged("it is not a run of signatures")
    stories, signatures = file.numbers("stories", "I", versions), file.numbers("signatures", "I", SIGNATURE * versions)
    starts = file.offsets("starts")
    entries = file.numbers("entries", "I", starts[len(starts) - 1])
    return SignatureRun((SignaturePart(first, signatures, stories),), entries, starts, file)


def _close(run: SignatureRun) -> None:
    if run.file is not None:
        for numbers in (run.entries, run.starts, run.parts[0].signatures, run.parts[0].stories):
            if isinstance(numbers, memoryview):
                numbers.release()
        run.file.close()


def _release_pages(run: SignatureRun) -> None:
    if run.file is not None:
        for name in ("signatures", "stories", "entries"):
            run.file.release_pages(name)


def _name(run: SignatureRun) -> str:
    assert run.file is not None
    return run.file.path.stem


def _check_order(folder: Path, runs: Sequence[SignatureRun]) -> None:
    following = 1
    for run in runs:
        if run.first != following:
            raise IndexDamaged("its runs of signatures do not follow each other", folder)
        following += len(run)


def _read_names(folder: Path) -> tuple[int, list[str]]:
    """Return the number of the next run and the names of the runs. Raises FileNotFoundError, IndexDamaged."""
    path = folder / NAME
    try:
        content = json.loads(read_small(path))
        inner: dict[str, Any] = content["runs"]
        if zlib.crc32(_compact(inner)) != content["checksum"] or (inner["format"], inner["rules"]) != (FORMAT, RULES):
            raise IndexDamaged("it does not match its checksum, or is of another Dateline", path)
        following, names = inner["next"], inner["names"]
        if type(following) is not int or not 0 < following < 1 << 63 or not all(map(RUN.fullmatch, names)):
            raise IndexDamaged("it does not name runs", path)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise IndexDamaged.unreadable(path, error) from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise IndexDamaged("it is not a list of runs", path) from error
    return following, list(names)


def _write_names(folder: Path, following: int, names: Sequence[str]) -> None:
    inner = {"format": FORMAT, "rules": RULES, "next": following, "names": list(names)}
    replace_file(folder / NAME, json.dumps({"runs": inner, "checksum": zlib.crc32(_compact(inner))}).encode())


def _compact(inner: dict[str, Any]) -> bytes:
    return json.dumps(inner, sort_keys=True, separators=(",", ":")).encode()
