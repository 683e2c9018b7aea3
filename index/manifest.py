"""The manifest: which files are the index, and up to which version it is current.

``manifest.json`` in the index folder is one JSON object::

    {"manifest": {"format": 1, "generation": 7, "seq": 4711, "next": 12,
                  "fields": [...], "segments": [{"name": "000003", "documents": 900,
                  "deletes": "000003-000007.del", "deleted": 4}, ...]},
     "checksum": 1234567890}

``checksum`` is the CRC-32 of the manifest written compactly with sorted keys.
Segments stand in the order of the versions they hold; no two overlap. ``seq`` is
the last version of the article store that the index knows; ``next`` numbers the
next file. A commit writes its files, syncs them, writes the manifest beside the
old one, syncs it, and renames it over: there is always one whole manifest, and
whoever reads it finds its files whole.

Version log: 1, the first.
"""

from __future__ import annotations

import json
import os
import zlib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from dateline.index.errors import DatelineError, IndexDamaged, IndexFormatError
from dateline.index.fields import FieldTable

__all__ = ["FORMAT", "Manifest", "SegmentEntry", "read_manifest", "sync_folder", "write_manifest"]

FORMAT = 1
NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class SegmentEntry:
    """One segment as the manifest has it; `deletes` names the file of its deleted documents."""

    name: str
    documents: int
    deletes: str | None = None
    deleted: int = 0

    @property
    def live(self) -> int:
        """How many documents are not deleted."""
        return self.documents - self.deleted

    def files(self) -> set[str]:
        """Return the names of the segment's files."""
        return {f"{self.name}.seg"} | ({self.deletes} if self.deletes else set())


@dataclass(frozen=True, slots=True)
class Manifest:
    """An index as of one commit."""

    fields: FieldTable
    segments: tuple[SegmentEntry, ...] = ()
    seq: int = 0
    generation: int = 0
    next: int = 1


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of an index folder.

    FileNotFoundError when there is none; IndexFormatError when it is of another
    format; IndexDamaged when it is no manifest.
    """
    path = folder / NAME
    try:
        content = json.loads(path.read_bytes())
        inner, checksum = content["manifest"], content["checksum"]
        if inner["format"] != FORMAT:
            raise IndexFormatError(
                f"{path}: written in index format {inner['format']}, this Dateline reads {FORMAT}; "
                "run `dateline rebuild`"
            )
        if zlib.crc32(_compact(inner)) != checksum:
            raise IndexDamaged(f"{path}: it does not match its checksum; the articles are safe, run `dateline rebuild`")
        return Manifest(
            fields=FieldTable.from_json(inner["fields"]),
            segments=tuple(SegmentEntry(**entry) for entry in inner["segments"]),
            seq=inner["seq"],
            generation=inner["generation"],
            next=inner["next"],
        )
    except DatelineError:
        raise
    except (ValueError, KeyError, TypeError) as error:
        raise IndexDamaged(
            f"{path}: it is no manifest ({error}); the articles are safe, run `dateline rebuild`"
        ) from error


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Make this the manifest of the folder, durably; its files must be synced already."""
    inner = {
        "format": FORMAT,
        "generation": manifest.generation,
        "seq": manifest.seq,
        "next": manifest.next,
        "fields": manifest.fields.to_json(),
        "segments": [asdict(entry) for entry in manifest.segments],
    }
    content = json.dumps({"manifest": inner, "checksum": zlib.crc32(_compact(inner))}, indent=1)
    fresh = folder / f"{NAME}.new"
    with fresh.open("w", encoding="utf-8") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    sync_folder(folder)  # the files that the manifest names must be there before it is
    fresh.replace(folder / NAME)
    sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable, where the system can."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _compact(inner: dict[str, Any]) -> bytes:
    return json.dumps(inner, sort_keys=True, separators=(",", ":")).encode()
