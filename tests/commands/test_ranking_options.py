"""The options of the commands on what counts in scores beside the words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dateline.index import Archive, Article
from tests.commands.calls import dateline


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small archive in .dateline."""
    folder = tmp_path_factory.mktemp("place")
    with Archive.create(folder / ".dateline") as archive:
        archive.add(Article(id="apart", title="News", body="Gold fell: its price, of late."))
        archive.add(Article(id="phrase", title="News", body="Here the price of gold fell of late."))
        for number in range(20):
            archive.add(Article(id=f"rain {number}", body="It rained of late, the paper said."))
    return folder


def scores(place: Path, *words: str) -> dict[str, float]:
    return {hit["id"]: hit["score"] for hit in dateline("search", *words, "--json", cwd=place).json["hits"]}


def labels(explanation: Any) -> list[str]:
    return [part["label"].partition(":")[0].partition(",")[0] for part in explanation["parts"]]


def test_closeness_counts_unless_it_is_left_out(place: Path) -> None:
    assert list(scores(place, "price of gold")) == list(scores(place, "price of gold", "--closeness"))
    assert list(scores(place, "price of gold")) == ["phrase", "apart"]
    assert list(scores(place, "price of gold", "--no-closeness")) == ["apart", "phrase"]
    assert scores(place, "price of gold") == scores(place, "price of gold", "--no-index")
    why = dateline("why", "phrase", "price of gold", "--json", cwd=place).json["verdict"]["score"]
    assert labels(why) == ["“gold”", "“of”", "“price”", "closeness of words"]
    assert why["value"] == scores(place, "price of gold")["phrase"]
    without = dateline("why", "phrase", "price of gold", "--no-closeness", "--json", cwd=place).json["verdict"]["score"]
    assert labels(without) == ["“gold”", "“of”", "“price”"]


def test_recency_takes_an_age(place: Path) -> None:
    found = dateline("search", "gold", "--recency", "8w", "--explain", cwd=place)
    assert "recency: 0, because the day of publication is unknown" in found.out
    for wrong in ("30", "d", "0d", "-3d", "3 weeks", ""):
        refused = dateline("search", "gold", "--recency", wrong, cwd=place)
        assert refused.code == 2
        assert "--recency takes a number of days, weeks or years, as 30d, 8w or 2y" in refused.err
