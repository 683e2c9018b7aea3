"""The annotations agree with the articles they are of, and with themselves."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest

from tests.quality.annotations import CORPUS, FOLDER, Annotated, read_annotated

FILES = sorted(FOLDER.rglob("*.mentions"))
PUBLISHED = re.compile(r"^published: (\S+)$", re.MULTILINE)
FEWEST = 60


def name_of(path: Path) -> str:
    return path.relative_to(FOLDER).with_suffix("").as_posix()


@pytest.fixture(params=FILES, ids=name_of)
def path(request: pytest.FixtureRequest) -> Path:
    return request.param


@pytest.fixture
def annotated(path: Path) -> Annotated:
    return read_annotated(path)


def test_enough_articles_are_annotated() -> None:
    assert len(FILES) >= FEWEST


def test_every_article_of_the_folders_of_traps_is_annotated() -> None:
    traps = [file for folder in ("default", "dates", "entities") for file in (CORPUS / folder).glob("*.txt")]
    assert {name_of(file) for file in FILES} >= {file.relative_to(CORPUS).with_suffix("").as_posix() for file in traps}


def test_every_text_stands_in_its_place(annotated: Annotated) -> None:
    wrong = [
        f"{each.text!r} is annotated at {each.start}, where {annotated.text[each.start : each.end]!r} stands; "
        f"it is at {[found.start() for found in re.finditer(re.escape(each.text), annotated.text)]}"
        for each in (*annotated.people, *annotated.places, *annotated.dates)
        if annotated.text[each.start : each.end] != each.text
    ]
    assert not wrong


def test_mentions_stand_in_order_and_do_not_overlap(annotated: Annotated) -> None:
    for mentions in (annotated.people, annotated.places, annotated.dates):
        spans = [(each.start, each.end) for each in mentions]
        assert spans == sorted(spans)
    spans = sorted((each.start, each.end) for each in (*annotated.people, *annotated.places, *annotated.dates))
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


def test_the_day_of_publication_is_the_article_s(path: Path, annotated: Annotated) -> None:
    header = (CORPUS / f"{annotated.name}.txt").read_text(encoding="utf-8").partition("\n\n")[0]
    stated = PUBLISHED.search(header)
    assert (stated and stated[1]) == json.loads(path.read_text(encoding="utf-8"))["published"]


def test_no_title_is_part_of_a_name(annotated: Annotated) -> None:
    for each in annotated.people:
        assert each.title is None or annotated.text[: each.start].rstrip().endswith(each.title)


def test_countries_are_codes_and_dates_are_of_a_known_kind(annotated: Annotated) -> None:
    assert all(each.country is None or re.fullmatch("[A-Z]{2}", each.country) for each in annotated.places)
    for each in annotated.dates:
        assert each.type in ("DATE", "TIME", "DURATION", "SET")
        assert (each.first is None) == (each.last is None)
        assert each.first is None or (each.last is not None and each.first <= each.last)
        assert each.first is None or each.type in ("DATE", "TIME")
        assert not (each.is_range or each.rough) or each.first is not None
