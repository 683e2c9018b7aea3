"""Places are read from the file of the gazetteer as the oracle reads them; a damaged file is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.entities.places.folding import name_hash
from dateline.index.entities.places.gazetteer import Place, PlaceMeaning, open_gazetteer
from dateline.index.entities.places.gazetteer_file import KINDS, PLACE
from dateline.index.errors import IndexDamaged
from dateline.index.kernel._place_rows import PlaceRows
from tests.kernels.samples import law
from tests.oracles.place_rows import PlaceFile

pytestmark = pytest.mark.kernels

SECTIONS = open_gazetteer().sections
COUNT = len(SECTIONS["PLACES"]) // PLACE.size
FILE = PlaceFile(SECTIONS)


def rows(**changed: bytes) -> PlaceRows:
    sections = {**SECTIONS, **{name: memoryview(content) for name, content in changed.items()}}
    return PlaceRows(sections, Place, PlaceMeaning, KINDS)


def test_places_are_those_of_the_oracle() -> None:
    read = rows()
    for number in [*range(3000), *range(3000, COUNT, 7)]:
        assert read.read(number) == FILE.read(number)
    assert all(FILE.read(number).label == label for label, number in read.numbers.items())


@law
@given(st.integers(0, len(SECTIONS["HASHES"]) // 4 - 1), st.integers(0, (1 << 48) - 1))
def test_meanings_are_those_of_the_oracle(entry: int, other: int) -> None:
    read, rest = rows(), SECTIONS["HASHES"].cast("I")[entry]
    buckets = SECTIONS["BUCKETS"].cast("I")
    bucket = next(number for number in range(65536) if buckets[number + 1] > entry)
    for hashed in (bucket << 32 | rest, other):
        assert read.meanings_of(hashed) == FILE.meanings_of(hashed)


@pytest.mark.parametrize("name", ["Leningrad", "Springfield", "Congo", "Peking", "U.S.", "Nowhere at all"])
def test_meanings_of_names_are_those_of_the_oracle(name: str) -> None:
    assert rows().meanings_of(name_hash(name)) == FILE.meanings_of(name_hash(name))


def test_what_is_read_twice_is_one_place() -> None:
    read = rows()
    assert read.read(5) is read.read(5)


@pytest.mark.parametrize("number", [COUNT, 1 << 20, (1 << 32) - 1])
def test_a_place_that_the_file_lacks_is_refused(number: int) -> None:
    with pytest.raises(IndexDamaged, match="Install Dateline again"):
        rows().read(number)


def test_a_hash_of_more_bits_is_refused() -> None:
    with pytest.raises(ValueError, match="48 bits"):
        rows().meanings_of(1 << 48)


@pytest.mark.parametrize("name", ["BUCKETS", "HASHES", "ENTRIES"])
def test_parts_of_other_sizes_are_refused(name: str) -> None:
    with pytest.raises(IndexDamaged, match="Install Dateline again"):
        rows(**{name: bytes(SECTIONS[name])[:-4]})


@law
@given(st.lists(st.binary(min_size=PLACE.size, max_size=PLACE.size), min_size=1, max_size=5), st.binary(max_size=90))
def test_a_damaged_place_is_wrong_or_refused(places: list[bytes], names: bytes) -> None:
    read = rows(PLACES=b"".join(places), NAMES=names, PARENTS=names, PERIODS=names)
    for number in range(len(places)):
        try:
            assert isinstance(read.read(number), Place)
        except IndexDamaged:
            continue


def test_places_that_contain_each_other_are_refused() -> None:
    place = PLACE.pack(0, 1.0, 2.0, 3, 4, 0, 0, 2 | 1 << 4)
    with pytest.raises(IndexDamaged, match="contradict"):
        rows(PLACES=place, NAMES=b"\x01A").read(0)


def test_classes_with_other_fields_are_refused() -> None:
    with pytest.raises(TypeError, match="fields"):
        PlaceRows(SECTIONS, PlaceMeaning, PlaceMeaning, KINDS)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="kinds"):
        PlaceRows(SECTIONS, Place, PlaceMeaning, KINDS[:5])
