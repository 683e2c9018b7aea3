"""Archives for the tests of the audit, and ways to damage them behind their own back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path

from dateline.index.archive import Archive
from dateline.index.segment.manifest import Manifest, read_manifest, write_manifest
from dateline.index.segment.segment import open_segment
from dateline.index.segment.writer import IndexWriter
from dateline.searcher import open_archive
from dateline.upkeep.audit import Report
from tests.intake.runs import do

__all__ = ["added", "change_store", "drop_from_index", "flip", "held", "in_segments", "kinds", "write_rows"]

Rows = Iterable[Mapping[str, object]]


def write_rows(path: Path, rows: Rows) -> Path:
    """Write rows as JSON Lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def added(archive: Path, *paths: Path) -> Path:
    """Add files to an archive, and return it."""
    do(archive, *paths)
    return archive


def in_segments(archive: Path, *files: Path) -> Path:
    """Add files, each in a commit and so in a segment of its own."""
    for file in files:
        added(archive, file)
    assert len(manifest_of(archive).segments) == len(files)
    return archive


def manifest_of(archive: Path) -> Manifest:
    """Return the manifest of an archive."""
    return read_manifest(archive / "index")


def kinds(report: Report) -> dict[str, list[str | None]]:
    """Return the ids of what was found, by kind."""
    found: dict[str, list[str | None]] = {}
    for finding in report.findings:
        found.setdefault(finding.kind, []).append(finding.id)
    return found


def change_store(archive: Path, statement: str, *values: object) -> None:
    """Change the store behind the index's back."""
    with closing(sqlite3.connect(archive / "articles.db")) as connection, connection:
        assert connection.execute(statement, values).rowcount != 0


def drop_from_index(archive: Path, *ids: str) -> None:
    """Take articles out of the index, and leave them in the store."""
    writer = IndexWriter(archive / "index")
    for segment in writer._segments:
        for id in ids:
            for document in segment.documents.find(id):
                writer.remove(segment.documents.seqs[document])
    writer.commit(writer.seq)
    writer.close()


def flip(file: Path, section: str) -> None:
    """Flip a bit in the middle of a section of a segment file."""
    folder = file.parent
    entry = next(each for each in read_manifest(folder).segments if f"{each.name}.seg" == file.name)
    segment = open_segment(folder, entry.name, read_manifest(folder).fields, None)
    start, size, _ = segment.file._sections[section]
    assert size
    content = bytearray(file.read_bytes())
    content[start + size // 2] ^= 1
    file.write_bytes(content)


def forget_in_manifest(archive: Path, number: int) -> None:
    """Take a segment out of the manifest, as if it had never been."""
    manifest = manifest_of(archive)
    entries = [each for at, each in enumerate(manifest.segments) if at != number]
    write_manifest(
        archive / "index",
        Manifest(manifest.fields, tuple(entries), manifest.seq, manifest.generation, manifest.next),
    )


def held(archive: Path) -> list[tuple[object, ...]]:
    """Return what an archive holds, as it is searched: each article with its texts."""
    with open_archive(archive) as opened:
        hits = opened.search("*", limit=10_000, match="all").hits
        return sorted(
            (hit.id, hit.article.title, hit.article.body, str(hit.article.published), hit.article.url) for hit in hits
        )


def deleted(archive: Path, *ids: str) -> None:
    """Delete articles."""
    with Archive.open(archive) as opened:
        opened.delete(*ids)
