"""Distances between places: which points are near a place, in steps that do not grow with their number."""

from __future__ import annotations

from math import asin, cos, floor, radians, sin, sqrt
from typing import Final

__all__ = ["Points", "distance"]

_EARTH: Final = 6371.0
NEAR: Final = 161.0
"""Kilometres, a hundred miles: the farthest that counts as near."""
_CELL: Final = 2.0  # degrees of latitude and of longitude; a row of cells is wider than NEAR up to 44° of latitude
_FULL: Final = 24  # points of a cell that are kept


class Points:
    """Points on the map, with the labels of their places."""

    __slots__ = ("cells", "few")

    def __init__(self) -> None:
        self.few: list[tuple[int, int, str, float, float]] = []
        """The points, each after its row and column, as long as no cell can be full."""
        self.cells: dict[tuple[int, int], list[tuple[str, float, float]]] = {}
        """The points in a cell or in one of the eight around it, once there are many."""

    def add(self, label: str, lat: float | None, lon: float | None) -> None:
        """Add a point. Of many that are close together, only some are kept."""
        if lat is None or lon is None:
            return
        point = floor(lat / _CELL), floor(lon / _CELL), label, lat, lon
        if self.cells:
            self._add_to_cells(*point)
            return
        self.few.append(point)
        if len(self.few) == _FULL:
            for each in self.few:
                self._add_to_cells(*each)

    def _add_to_cells(self, row: int, column: int, label: str, lat: float, lon: float) -> None:
        for north in (row - 1, row, row + 1):
            for east in (column - 1, column, column + 1):
                points = self.cells.setdefault((north, east), [])
                if len(points) < _FULL:
                    points.append((label, lat, lon))

    def nearest(self, label: str, lat: float | None, lon: float | None) -> float:
        """Return the kilometres to the nearest point of another place, `NEAR` if none is nearer."""
        if not self.few or lat is None or lon is None:
            return NEAR
        least = NEAR
        row, column = floor(lat / _CELL), floor(lon / _CELL)
        near = self.cells.get((row, column), ()) if self.cells else [
            (other, at, across)
            for north, east, other, at, across in self.few
            if -1 <= north - row <= 1 and -1 <= east - column <= 1
        ]  # fmt: skip
        for other, at, across in near:
            if other != label:
                least = min(least, distance(lat, lon, at, across))
        return least


def distance(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the kilometres between two points in degrees, on a sphere (haversine)."""
    one, two = radians(lat), radians(other_lat)
    across = sin((two - one) / 2) ** 2 + cos(one) * cos(two) * sin(radians(other_lon - lon) / 2) ** 2
    return 2 * _EARTH * asin(min(1.0, sqrt(across)))
