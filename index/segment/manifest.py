"""The manifest: the files of the index, and the version up to which it is current.

``manifest.json`` in the index folder is one JSON object::

    {"manifest": {"format": 1, "analysis": 2, "archive": "6f9619ff-8b86-d011-b42d-00c04fc964ff",
                  "generation": 7, "seq": 4711, "next": 12,
                  "fields": [...], "segments": [{"name": "000003", "documents": 900,
                  "deletes": "000003-000007.del", "deleted": 4}, ...]},
     "checksum": 1234567890}

``analysis`` is the version of the analyses by which the texts were split into words
(`dateline.index.analysis.version`). ``checksum`` is the CRC-32 of the manifest as compact JSON with sorted keys.
``archive`` is the id of the archive (`dateline.index.store.generation`), so that the index of another one is refused;
an index without commits has none. Segments are in the order of their versions, which do not overlap. ``seq`` is the
last version of the article store in the index; ``next`` numbers the next file. A commit writes its files, syncs them,
and then replaces the manifest (`dateline.index.files`), so that readers always find one complete manifest with complete
files.

Version log: 1, the first. ``analysis`` came later; a manifest without it is of version 1 of the analyses. ``archive``
came later; a manifest without it is not compared.
"""

from __future__ import annotations

import json
import zlib
from pathlib import Path
from typing import Any

from dateline.index.analysis.version import ANALYSIS
from dateline.index.dataclass import asdict, dataclass
from dateline.index.errors import FieldError, IndexDamaged, IndexFormatError
from dateline.index.fields import FieldTable
from dateline.index.files import read_small, replace_file
from dateline.index.pattern import compile_late

__all__ = ["FORMAT", "Manifest", "SegmentEntry", "check_archive", "read_manifest", "write_manifest"]

FORMAT = 1
FIRST_ANALYSIS = 1  # of manifests that name none
NAME = "manifest.json"
SEGMENT = compile_late(r"[0-9]{6,}")
DELETES = compile_late(r"[0-9]{6,}-[0-9]{6,}\.del")


@dataclass(frozen=True, slots=True)
class SegmentEntry:
    """The entry of one segment; `deletes` names the file of its deleted documents."""

    name: str
    documents: int
    deletes: str | None = None
    deleted: int = 0

    @property
    def live(self) -> int:
        """The number of documents that are not deleted."""
        return self.documents - self.deleted

    def files(self) -> set[str]:
        """Return the names of the segment's files."""
        return {f"{self.name}.seg"} | ({self.deletes} if self.deletes else set())


@dataclass(frozen=True, slots=True)
class Manifest:
    """An index as of one commit; ``archive`` is the id of its archive, if known."""

    fields: FieldTable
    segments: tuple[SegmentEntry, ...] = ()
    seq: int = 0
    generation: int = 0
    next: int = 1
    archive: str | None = None


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of an index folder.

    Raises FileNotFoundError if there is none, IndexFormatError for another format or version of the analyses, and
    IndexDamaged if it is not a manifest or cannot be read.
    """
    path = folder / NAME
    try:
        content = read_small(path)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise IndexDamaged.unreadable(path, error) from error
    try:
        outer = json.loads(content)
        inner, checksum = outer["manifest"], outer["checksum"]
        if inner["format"] != FORMAT:
            raise IndexFormatError(
                f"{path}: written in index format {inner['format']}, this Dateline reads {FORMAT}; "
                "run `dateline rebuild`"
            )
        if zlib.crc32(_compact(inner)) != checksum:
            raise IndexDamaged("it does not match its checksum", path)
        if (analysis := inner.get("analysis", FIRST_ANALYSIS)) != ANALYSIS:
            raise IndexFormatError(
                f"{path}: the articles were split into words by version {analysis} of the analysis, this Dateline has "
                f"version {ANALYSIS}; run `dateline rebuild`"
            )
        return _manifest_of(inner)
    except FieldError as error:
        raise IndexDamaged(f"its field table cannot be read ({error})", path) from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise IndexDamaged("it is not a manifest", path) from error  # their texts are Python's


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Replace the manifest of the folder, durably; the files it names must be synced already."""
    inner = {
        "format": FORMAT,
        "analysis": ANALYSIS,
        **({} if manifest.archive is None else {"archive": manifest.archive}),
        "generation": manifest.generation,
        "seq": manifest.seq,
        "next": manifest.next,
        "fields": manifest.fields.to_json(),
        "segments": [asdict(entry) for entry in manifest.segments],
    }
    content = json.dumps({"manifest": inner, "checksum": zlib.crc32(_compact(inner))}, indent=1)
    replace_file(folder / NAME, content.encode())


def _manifest_of(inner: dict[str, Any]) -> Manifest:
    """Return the manifest from its JSON. Raises ValueError, KeyError, TypeError, FieldError."""
    segments = tuple(SegmentEntry(**entry) for entry in inner["segments"])
    for entry in segments:
        deletes = "000000-000000.del" if entry.deletes is None else entry.deletes
        if not SEGMENT.fullmatch(entry.name) or not DELETES.fullmatch(deletes):
            raise ValueError("a segment in it has an invalid name")
        _check_numbers(entry.documents, entry.deleted)
    _check_numbers(inner["seq"], inner["generation"], inner["next"])
    if not isinstance(archive := inner.get("archive"), str | None):
        raise ValueError("the archive in it has no id")
    return Manifest(
        fields=FieldTable.from_json(inner["fields"]),
        segments=segments,
        seq=inner["seq"],
        generation=inner["generation"],
        next=inner["next"],
        archive=archive,
    )


def check_archive(manifest_of: str | None, archive: str | None, folder: Path) -> None:
    """Raise IndexDamaged if the index in a folder is of another archive than the store; ids may be unknown."""
    if None not in (manifest_of, archive) and manifest_of != archive:
        raise IndexDamaged("it is the index of another archive (it, or articles.db, was replaced by a copy)", folder)


def _check_numbers(*numbers: object) -> None:
    if not all(type(number) is int and 0 <= number < 1 << 32 for number in numbers):
        raise ValueError("a number in it is not a count")


def _compact(inner: dict[str, Any]) -> bytes:
    return json.dumps(inner, sort_keys=True, separators=(",", ":")).encode()
