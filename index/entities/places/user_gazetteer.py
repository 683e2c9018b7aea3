"""A user's own gazetteer of places and people, in a CSV or JSON Lines file.

A CSV file begins with a line of column names; a JSON Lines file (``.jsonl``, ``.ndjson``) has one object a line with
the same keys. Only ``name`` is required:

``name``
    the name of the place or person, and the label of a place.
``aliases``
    other names, separated by semicolons (in JSON also a list).
``kind``
    ``country``, ``region``, ``city``, ``world-region``, ``feature`` (default) or ``person``.
``coordinates``
    ``"latitude,longitude"`` in degrees; or the two columns ``lat`` and ``lon``.
``parent``
    the label of the place that contains it, in this file or in the built-in gazetteer; several with semicolons.
``country``
    ISO 3166-1 alpha-2; default: the parent's.
``from``, ``until``
    the first and the last year in which the place had the name.

A place of the file takes precedence over any built-in one of the same name.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from dateline.index.dataclass import dataclass
from dateline.index.entities.mention import PlaceKind
from dateline.index.entities.places.folding import name_hash
from dateline.index.entities.places.gazetteer import Gazetteer, Place
from dateline.index.errors import GazetteerError
from dateline.index.files import read_small

__all__ = ["UserEntry", "UserGazetteer", "read_user_gazetteer"]

COLUMNS: Final = frozenset(
    {"name", "aliases", "kind", "coordinates", "lat", "lon", "parent", "country", "from", "until", "source", "note"}
)
KINDS: Final[Mapping[str, PlaceKind]] = {
    "country": "country", "region": "region", "city": "city", "world-region": "world-region", "feature": "feature",
}  # fmt: skip
PERSON: Final = "person"
_JSON_LINES: Final = (".jsonl", ".ndjson", ".json")


@dataclass(frozen=True, slots=True)
class UserEntry:
    """A row of the file. ``period`` is its first and last year (0: open), or None."""

    name: str
    aliases: tuple[str, ...]
    kind: str
    lat: float | None
    lon: float | None
    parents: tuple[str, ...]
    country: str | None
    period: tuple[int, int] | None
    line: int


@dataclass(frozen=True, slots=True)
class UserGazetteer:
    """The entries of a user's file."""

    path: Path
    entries: tuple[UserEntry, ...]

    @property
    def people(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The people of the file: each name with its aliases."""
        return tuple((entry.name, entry.aliases) for entry in self.entries if entry.kind == PERSON)

    def overlay(self, gazetteer: Gazetteer) -> Gazetteer:
        """Return the gazetteer extended by the file's places. Raises GazetteerError for an unknown parent."""
        entries = [entry for entry in self.entries if entry.kind != PERSON]
        if not entries:
            return gazetteer
        labels = {entry.name for entry in entries}
        places = [self._place(entry, labels, gazetteer) for entry in entries]
        self._refuse_circles({place.label: place.parents for place in places})
        periods = {entry.name: entry.period for entry in entries if entry.period}
        return gazetteer.with_places(places, {entry.name: entry.aliases for entry in entries}, periods)

    def _place(self, entry: UserEntry, labels: set[str], gazetteer: Gazetteer) -> Place:
        country = entry.country
        for parent in entry.parents:
            known = gazetteer.by_label(parent)
            if known is None and parent not in labels:
                raise self._wrong(entry, f"no place is called {parent!r}, which it gives as parent")
            country = country or (known.country if known else None)
        return Place(
            entry.name, entry.name, KINDS[entry.kind], country, entry.lat, entry.lon, parents=entry.parents
        )  # fmt: skip

    def _refuse_circles(self, parents: Mapping[str, tuple[str, ...]]) -> None:
        for entry in self.entries:
            seen: set[str] = set()
            edge = list(parents.get(entry.name, ()))
            while edge:
                label = edge.pop()
                if label == entry.name:
                    raise self._wrong(entry, "it lies in itself, by way of its parents")
                if label not in seen:
                    seen.add(label)
                    edge.extend(parents.get(label, ()))

    def _wrong(self, entry: UserEntry, why: str) -> GazetteerError:
        return _error(self.path, entry.line, why)


def read_user_gazetteer(path: Path | str, data: bytes | None = None) -> UserGazetteer:
    """Read a gazetteer. Raises GazetteerError with file, line and reason.

    ``data`` is the content of the file if it was read before.
    """
    path = Path(path)
    try:
        content = (read_small(path) if data is None else data).decode("utf-8-sig")
    except OSError as error:
        raise GazetteerError(f"{path}: the gazetteer cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise GazetteerError(f"{path}: the gazetteer is not UTF-8 (at byte {error.start}); save it as UTF-8") from error
    content = content.replace("\r\n", "\n").replace("\r", "\n")
    rows = _json_rows(path, content) if path.suffix.lower() in _JSON_LINES else _csv_rows(path, content)
    entries: list[UserEntry] = []
    seen: dict[tuple[str, bool], int] = {}
    for line, row in rows:
        entry = _entry(path, line, row)
        key = entry.name, entry.kind == PERSON
        if key in seen:
            raise _error(
                path, line, f"{entry.name!r} is there already, in line {seen[key]}; give its other names as aliases"
            )
        seen[key] = line
        entries.append(entry)
    return UserGazetteer(path, tuple(entries))


def _json_rows(path: Path, content: str) -> Iterator[tuple[int, Mapping[str, object]]]:
    for number, line in enumerate(content.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise _error(path, number, f"this is no JSON object ({error})") from error
        if not isinstance(row, dict):
            raise _error(path, number, 'a line must be an object such as {"name": "Karabakh", "parent": "Azerbaijan"}')
        yield number, row


def _csv_rows(path: Path, content: str) -> Iterator[tuple[int, Mapping[str, object]]]:
    reader = csv.reader(content.splitlines(keepends=True), strict=True)
    header: list[str] | None = None
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells) or cells[0].startswith("#"):
                continue
            if header is None:
                header = [cell.strip().lower() for cell in cells]
                continue
            if len(cells) > len(header):
                raise _error(path, reader.line_num, f"it has {len(cells)} cells, but there are {len(header)} columns")
            yield reader.line_num, dict(zip(header, cells, strict=False))
    except csv.Error as error:
        raise _error(path, reader.line_num, f"this is no CSV ({error})") from error


def _entry(path: Path, line: int, row: Mapping[str, object]) -> UserEntry:
    """Return a row as an entry."""
    unknown = sorted(set(row) - COLUMNS)
    if unknown:
        raise _error(path, line, f"there is no column {unknown[0]!r}; known are {', '.join(sorted(COLUMNS))}")
    name = _text(row, "name")
    if not name_hash(name):
        raise _error(path, line, "it has no name")
    kind = _text(row, "kind").lower() or "feature"
    if kind != PERSON and kind not in KINDS:
        raise _error(path, line, f"{kind!r} is no kind; known are {', '.join([*KINDS, PERSON])}")
    country = _text(row, "country").upper() or None
    if country and not (len(country) == 2 and country.isascii() and country.isalpha()):
        raise _error(path, line, f"{country!r} is no country code of two letters (ISO 3166-1)")
    lat, lon = _coordinates(path, line, row)
    first, last = _year(path, line, row, "from"), _year(path, line, row, "until")
    if first and last and first > last:
        raise _error(path, line, f"it ends ({last}) before it begins ({first})")
    period = (first, last) if first or last else None
    return UserEntry(name, _several(row, "aliases"), kind, lat, lon, _several(row, "parent"), country, period, line)


def _text(row: Mapping[str, object], column: str) -> str:
    value = row.get(column)
    return "" if value is None else str(value).strip()


def _several(row: Mapping[str, object], column: str) -> tuple[str, ...]:
    value = row.get(column)
    parts: Iterable[object] = value if isinstance(value, list) else _text(row, column).split(";")
    return tuple(str(part).strip() for part in parts if str(part).strip())


def _coordinates(path: Path, line: int, row: Mapping[str, object]) -> tuple[float | None, float | None]:
    both = row.get("coordinates")
    written = [str(part) for part in both] if isinstance(both, list) else _text(row, "coordinates").split(",")
    if not any(part.strip() for part in written):
        written = [_text(row, "lat"), _text(row, "lon")]
        if written == ["", ""]:
            return None, None
    try:
        lat, lon = map(float, written)
    except ValueError:
        raise _error(
            path, line, f"{', '.join(written)!r} are no coordinates; write latitude,longitude as 40.4,49.9"
        ) from None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise _error(path, line, f"{lat:g},{lon:g} is no place on Earth: latitude is −90 to 90, longitude −180 to 180")
    return lat, lon


def _year(path: Path, line: int, row: Mapping[str, object], column: str) -> int:
    written = _text(row, column)
    if not written:
        return 0
    if not (written.isascii() and written.isdigit() and len(written) <= 4 and int(written)):
        raise _error(path, line, f"{written!r} is no year, in column {column!r}")
    return int(written)


def _error(path: Path, line: int, why: str) -> GazetteerError:
    return GazetteerError(f"{path}, line {line}: {why}")
