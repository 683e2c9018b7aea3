"""Ways in which the files of an archive are damaged: bytes, whole files, forged sections and tables of contents, rows.

Each is a function of a source of random numbers and an archive's folder; it damages one thing there and says what it
did, or returns None where there is nothing of the kind. *Forged* damage has its checksums made right again, so that
what is checked behind them is tried as well.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import struct
import zlib
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

__all__ = ["KINDS", "Damage", "damage_archive"]

FOOTER = struct.Struct("<QIII4s")
EDGES_32 = (0, 1, 2, 0xFF, 0xFFFF, 0x10000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF)
EDGES_64 = (*EDGES_32, 1 << 40, (1 << 63) - 1, 1 << 63, (1 << 64) - 1, (1 << 63) + 5)
VALUES: tuple[Any, ...] = (
    None, -1, 0, 1, 7, 2**31, 2**32, 2**63, 2**70, 1.5, 1e308, True, False, "", "x", "000001", "../articles", "\ud800",
    [], {}, [[]], [1], ["x"], {"x": 1}, [None], ["title", "title"], "0" * 5000,
)  # fmt: skip
CELLS = (
    "'{\"'", "'[\"'", "'[1, 2]'", "'5'", "'null'", "'\"x\"'", "'{}'", "'[]'", "'[[]]'", "'[null]'", "'{\"a\":}'",
    "''", "NULL", "0", "-1", "7", "9223372036854775807", "1.5", "'2016-13-45'", "'2016-12-14T99:00'", "'yesterday'",
    "'0000-00-00'", "'2016-12-14'", "X'FF'", "X'C328'", "X''", "X'EDA080'", "CAST(X'FF41' AS TEXT)", "zeroblob(10)",
    "'x' || char(0) || 'y'", "hex(zeroblob(3000))", "'[' || hex(zeroblob(2000)) || ']'",
    "replace(hex(zeroblob(30000)), '0', '[')",
    "'{\"names\":[1],\"people\":[[0,4,0]]}'", "'{\"names\":[\"A\"],\"people\":[[0,4,9]]}'",
    "'{\"people\":[[\"a\",\"b\",0]],\"names\":[\"A\"]}'", "'{\"spots\":[[1,2,3]],\"places\":[[0,3,0]]}'",
    "'{\"dates\":[[0,4,\"DATE\",\"2016-12-14\",\"2015-01-01\",\"day\",null,100]]}'",
    "'{\"dates\":[[0,4,\"DATE\",\"2016-12-14\",\"2016-12-14\",\"eon\",null,\"x\"]]}'",
    "'{\"dates\":[[0,4,\"DATE\",\"0001-01-01\",\"9999-12-31\",\"day\",null,100]]}'",
    "'{\"dates\":[[-5,99999,\"DATE\",null,null]],\"dateline\":[0,4,5,5,null]}'", "'{\"notes\":5,\"language\":[]}'",
)  # fmt: skip
COLUMNS = {
    "versions": (
        "id", "replaces", "deleted", "url_key", "file", "notes", "added", "title", "published", "updated", "byline",
        "dateline", "source", "url", "language", "people", "places", "topics", "extra", "body", "seq",
    ),
    "mentions": ("extractor", "found", "found", "found", "seq"),
    "stories": ("story", "seq"),
    "originals": ("title", "body", "seq"),
    "sources": ("path", "size", "changed", "options", "position", "line", "taken", "records", "complete", "former"),
    "origins": ("source", "seq", "line"),
    "meta": ("name", "value"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Damage:
    """What was done: its kind, in words, whether the store was hit, and whether checksums were made right again."""

    kind: str
    words: str
    store: bool
    forged: bool = False

    @property
    def derived(self) -> bool:
        """Whether it hit what can be made again from the store alone, and nothing that people write."""
        written = ("authority", "gazetteer", "forged fields.json", "swapped fields.json", "and fields.json")
        return not self.store and not any(words in self.words for words in written)

    @property
    def repairable(self) -> bool:
        """Whether a repair leaves nothing: neither the store nor a file of names, which people write, was hit."""
        return not self.store and not any(words in self.words for words in ("authority.toml", "gazetteer.csv"))


Change = Callable[[Random, bytes], bytes]


def damage_archive(random: Random, archive: Path) -> Damage:
    """Damage one thing of an archive."""
    while True:
        (kind,) = random.choices(tuple(KINDS), [weight for _, weight in KINDS.values()])
        done = KINDS[kind][0](random, archive)
        if done is not None:
            words, store = done
            return Damage(kind, words, store, kind.startswith("forged"))


# Bytes of any file


def flipped(random: Random, content: bytes) -> bytes:
    made = bytearray(content)
    for _ in range(random.choice((1, 1, 1, 2, 8))):
        made[random.randrange(len(made))] ^= random.choice((0xFF, 0x80, 1, random.randrange(1, 256)))
    return bytes(made)


def zeroed(random: Random, content: bytes) -> bytes:
    start = random.randrange(len(content))
    stop = min(len(content), start + random.choice((1, 16, 512, 4096, 16384)))
    return content[:start] + bytes(stop - start) + content[stop:]


def scrambled(random: Random, content: bytes) -> bytes:
    start = random.randrange(len(content))
    stop = min(len(content), start + random.randrange(1, 300))
    return content[:start] + random.randbytes(stop - start) + content[stop:]


def cut(random: Random, content: bytes) -> bytes:
    return content[: random.randrange(len(content))]


def extended(random: Random, content: bytes) -> bytes:
    return content + random.choice((b"\0" * 100, random.randbytes(random.randrange(1, 200)), content))


def exchanged(random: Random, content: bytes) -> bytes:
    size = random.randrange(1, max(2, min(4096, len(content) // 3)))
    first = random.randrange(max(1, len(content) - 2 * size))
    second = random.randrange(first + size, max(first + size + 1, len(content) - size + 1))
    made = bytearray(content)
    made[first : first + size] = content[second : second + size]
    made[second : second + size] = content[first : first + size]
    return bytes(made)


def of_bytes(change: Change) -> Callable[[Random, Path], tuple[str, bool] | None]:
    """Return what changes the bytes of one file."""

    def apply(random: Random, archive: Path) -> tuple[str, bool] | None:
        path = chosen_file(random, archive)
        content = path.read_bytes()
        if not content:
            return None
        path.write_bytes(change(random, content))
        return f"{change.__name__} {path.relative_to(archive)}", is_of_store(path)

    return apply


# Whole files


def deleted(random: Random, archive: Path) -> tuple[str, bool] | None:
    path = chosen_file(random, archive)
    path.unlink()
    return f"deleted {path.relative_to(archive)}", is_of_store(path)


def emptied(random: Random, archive: Path) -> tuple[str, bool] | None:
    path = chosen_file(random, archive)
    path.write_bytes(b"")
    return f"emptied {path.relative_to(archive)}", is_of_store(path)


def made_a_folder(random: Random, archive: Path) -> tuple[str, bool] | None:
    path = chosen_file(random, archive)
    path.unlink()
    path.mkdir()
    return f"a folder for {path.relative_to(archive)}", is_of_store(path)


def made_a_loop(random: Random, archive: Path) -> tuple[str, bool] | None:
    path = chosen_file(random, archive)
    path.unlink()
    path.symlink_to(path.name)
    return f"a link to itself for {path.relative_to(archive)}", is_of_store(path)


def made_a_file(random: Random, archive: Path) -> tuple[str, bool] | None:
    path = archive / random.choice(("index", "stories", "authority-history"))
    shutil.rmtree(path)
    path.write_bytes(b"no folder")
    return f"a file for the folder {path.name}", False


def removed(random: Random, archive: Path) -> tuple[str, bool] | None:
    path = archive / random.choice(("index", "stories", "authority-history"))
    shutil.rmtree(path)
    return f"removed the folder {path.name}", False


def swapped(random: Random, archive: Path) -> tuple[str, bool] | None:
    path = chosen_file(random, archive)
    others = [each for each in files_of(archive) if each.suffix == path.suffix and each != path]
    if not others or is_of_store(path):
        return None
    other = random.choice(others)
    first, second = path.read_bytes(), other.read_bytes()
    path.write_bytes(second)
    other.write_bytes(first)
    return f"swapped {path.relative_to(archive)} and {other.relative_to(archive)}", False


# Forged files: damaged, with checksums that are right again


def forged_section(random: Random, archive: Path) -> tuple[str, bool] | None:
    path = chosen_of(random, archive, (".seg", ".seg", ".seg", ".del", ".run"))
    if path is None:
        return None
    content = bytearray(path.read_bytes())
    table = table_of(content)
    name = random.choice([name for name, (_, size, _) in table["sections"].items() if size] or [""])
    if not name:
        return None
    start, size, _ = table["sections"][name]
    for _ in range(random.choice((1, 1, 2, 5))):
        width = random.choice((1, 4, 4, 8))
        if size < width:
            continue
        at = start + random.randrange(size // width) * width
        edges = EDGES_64 if width == 8 else EDGES_32 if width == 4 else range(256)
        content[at : at + width] = (random.choice(edges) & (1 << 8 * width) - 1).to_bytes(width, "little")
    table["sections"][name][2] = zlib.crc32(content[start : start + size])
    put_table(path, content, table)
    return f"forged {name} of {path.relative_to(archive)}", False


def forged_size(random: Random, archive: Path) -> tuple[str, bool] | None:
    path = chosen_of(random, archive, (".seg", ".seg", ".del", ".run"))
    if path is None:
        return None
    content = bytearray(path.read_bytes())
    table = table_of(content)
    name = random.choice(list(table["sections"]))
    start, size, _ = table["sections"][name]
    size = random.choice((0, size // 2, max(0, size - 1), max(0, size - 4), max(0, size - 8)))
    table["sections"][name][1:] = [size, zlib.crc32(content[start : start + size])]
    put_table(path, content, table)
    return f"forged the size of {name} of {path.relative_to(archive)}", False


def forged_table(random: Random, archive: Path) -> tuple[str, bool] | None:
    path = chosen_of(random, archive, (".seg", ".seg", ".del", ".run"))
    if path is None:
        return None
    content = bytearray(path.read_bytes())
    table = mutated(random, table_of(content))
    put_table(path, content, table)
    return f"forged the table of {path.relative_to(archive)}", False


def forged_json(random: Random, archive: Path) -> tuple[str, bool] | None:
    name, key = random.choice((("index/manifest.json", "manifest"), ("stories/runs.json", "runs"), ("fields.json", "")))
    path = archive / name
    content = json.loads(path.read_bytes())
    if not key:
        path.write_text(json.dumps(mutated(random, content)))
        return f"forged {name}", False
    inner = mutated(random, content[key])
    compact = json.dumps(inner, sort_keys=True, separators=(",", ":")).encode()
    path.write_text(json.dumps({key: inner, "checksum": zlib.crc32(compact)}))
    return f"forged {name}", False


def mutated(random: Random, value: Any) -> Any:
    """Return a JSON value with one thing in it replaced, taken out or doubled."""
    if isinstance(value, dict | list) and value and random.random() < 0.9:
        key = random.choice(list(value) if isinstance(value, dict) else range(len(value)))
        made = value.copy()
        chance = random.random()
        if chance < 0.1:
            del made[key]
        elif chance < 0.15 and isinstance(made, list):
            made.append(made[key])
        else:
            made[key] = mutated(random, value[key])
        return made
    return random.choice(VALUES)


def table_of(content: bytearray) -> dict[str, Any]:
    offset, size, _, _, _ = FOOTER.unpack_from(content, len(content) - FOOTER.size)
    table: dict[str, Any] = json.loads(content[offset : offset + size])
    return table


def put_table(path: Path, content: bytearray, table: Any) -> None:
    offset, _, _, version, magic = FOOTER.unpack_from(content, len(content) - FOOTER.size)
    written = json.dumps(table).encode()
    footer = FOOTER.pack(offset, len(written), zlib.crc32(written), version, magic)
    path.write_bytes(bytes(content[:offset]) + written + footer)


# Rows and the schema of the store


def changed_row(random: Random, archive: Path) -> tuple[str, bool] | None:
    table = random.choice(("versions", "versions", "versions", "mentions", "mentions", *COLUMNS))
    column, cell = random.choice(COLUMNS[table]), random.choice(CELLS)
    below = random.randrange(1, 60)
    where = random.choice((f"rowid = (SELECT max(rowid) FROM {table} WHERE rowid <= {below})", "1"))
    if table in ("origins", "meta"):
        where = "1"
    if column in ("seq", "name"):
        where = f"rowid = (SELECT max(rowid) FROM {table})" if table not in ("origins", "meta") else "1"
    change = f"UPDATE OR REPLACE {table} SET {column} = {cell} WHERE {where}"
    return changed_by(archive, change)


def changed_schema(random: Random, archive: Path) -> tuple[str, bool] | None:
    table = random.choice(tuple(COLUMNS))
    change = random.choice(
        (
            f"DROP TABLE {table}",
            f"DELETE FROM {table}",
            f"DELETE FROM {table} WHERE rowid % 3 = 1" if table not in ("origins", "meta") else f"DELETE FROM {table}",
            f"ALTER TABLE {table} RENAME TO other",
            f"ALTER TABLE {table} RENAME COLUMN {random.choice(COLUMNS[table])} TO other",
            f"PRAGMA user_version = {random.choice((-1, 0, 1, 2, 3, 5, 2**31 - 1))}",
            f"PRAGMA user_version = {random.choice((1, 2, 3))}",
            f"PRAGMA application_id = {random.choice((0, -1, 7))}",
            "DROP INDEX versions_days",
            "DROP INDEX versions_id",
            "DROP INDEX versions_replaced",
            "DROP VIEW articles",
            f"CREATE TABLE other AS SELECT * FROM {table}",
        )
    )
    return changed_by(archive, change)


def changed_by(archive: Path, change: str) -> tuple[str, bool] | None:
    with closing(sqlite3.connect(archive / "articles.db", isolation_level=None)) as connection:
        connection.execute("PRAGMA legacy_alter_table = ON")
        connection.text_factory = bytes
        try:
            connection.execute(change)
        except sqlite3.Error:
            return None  # a NULL, or a text, where the table refuses it
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return change[:150], True


def files_of(archive: Path) -> list[Path]:
    return sorted(path for path in archive.rglob("*") if path.is_file() and path.suffix != ".lock")


def chosen_file(random: Random, archive: Path) -> Path:
    """Return a file: first one of its kinds by chance, then one of those."""
    by_kind: dict[str, list[Path]] = {}
    for path in files_of(archive):
        known = path.suffix if path.suffix in (".seg", ".del", ".run") else path.name
        by_kind.setdefault("history" if path.parent.name == "authority-history" else known, []).append(path)
    weighted = [*by_kind, *(kind for kind in by_kind if kind in (".seg", ".run", "articles.db"))]
    return random.choice(by_kind[random.choice(weighted)])


def chosen_of(random: Random, archive: Path, suffixes: tuple[str, ...]) -> Path | None:
    found = sorted(archive.rglob(f"*{random.choice(suffixes)}"))
    return random.choice(found) if found else None


def is_of_store(path: Path) -> bool:
    return path.name.startswith("articles.db")


# Each with its share of all damages.
KINDS: dict[str, tuple[Callable[[Random, Path], tuple[str, bool] | None], int]] = {
    "flipped": (of_bytes(flipped), 6),
    "zeroed": (of_bytes(zeroed), 2),
    "scrambled": (of_bytes(scrambled), 2),
    "cut": (of_bytes(cut), 2),
    "extended": (of_bytes(extended), 1),
    "exchanged": (of_bytes(exchanged), 1),
    "deleted": (deleted, 2),
    "emptied": (emptied, 1),
    "folder for file": (made_a_folder, 1),
    "loop for file": (made_a_loop, 1),
    "file for folder": (made_a_file, 1),
    "removed": (removed, 1),
    "swapped": (swapped, 2),
    "forged section": (forged_section, 5),
    "forged size": (forged_size, 2),
    "forged table": (forged_table, 3),
    "forged json": (forged_json, 2),
    "row": (changed_row, 8),
    "schema": (changed_schema, 2),
}
