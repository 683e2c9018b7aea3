"""`dateline eval` measures the archive by judgements, with the options that a search has."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.commands.calls import Outcome, dateline

ARTICLES = (
    b'{"id": "a", "title": "Oil", "body": "The price of oil rose."}\n'
    b'{"id": "b", "title": "Rain", "body": "It rained on the oil port."}\n'
    b'{"id": "c", "title": "Gas", "body": "Gas was cheap."}\n'
)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "articles.jsonl").write_bytes(ARTICLES)
    assert dateline("add", "articles.jsonl", cwd=tmp_path).code == 0
    (tmp_path / "queries.tsv").write_text("1\toil price\n2\tgas AND zebra\n3\tnobody judged this\n", encoding="utf-8")
    (tmp_path / "qrels.txt").write_text("1 0 a 2\n1 0 b 1\n2 0 c 1\n9 0 c 1\n", encoding="utf-8")
    return tmp_path


def call(place: Path, *options: str) -> Outcome:
    return dateline("eval", "queries.tsv", "qrels.txt", *options, cwd=place)


def test_it_prints_the_means_and_says_which_queries_it_leaves_out(place: Path) -> None:
    found = call(place, "--any", "--words")
    assert found.out.split() == ["queries", "2", "nDCG@10", "1.0000", "AP", "1.0000", "R@100", "1.0000", "RR", "1.0000"]
    assert found.err.splitlines() == [
        "note: 1 query without judgements; left out", "note: 1 query not given; left out"
    ]  # fmt: skip


def test_its_options_are_those_of_a_search(place: Path) -> None:
    strict = call(place, "--all", "--json", "--measure", "RR").json
    assert strict == {
        "schema": 1, "means": {"RR": 0.5}, "queries": [{"id": "1", "RR": 1.0}, {"id": "2", "RR": 0.0}]
    }  # fmt: skip
    assert call(place, "--all", "--measure", "RR", "--no-index").out.split()[-1] == "0.5000"
    assert call(place, "--any", "--measure", "R@5", "--depth", "1").out.split()[-1] == "0.7500"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("queries.tsv", "none.txt"), "none.txt: it cannot be opened: No such file"),
        (("qrels.txt", "qrels.txt"), 'qrels.txt:1: a query is a line of id, tab and text, or {"id"'),
        (("queries.tsv", "other.txt"), "no query of queries.tsv has a judgement in other.txt"),
        (("queries.tsv", "latin.txt"), "latin.txt: it is not UTF-8"),
        (("queries.tsv", "qrels.txt", "--measure", "best"), "there is no measure 'best'; write one such as nDCG@10"),
        (("queries.tsv", "qrels.txt", "--any", "--all"), "--any and --all exclude each other"),
    ],
)
def test_what_it_cannot_use_it_names(place: Path, arguments: tuple[str, ...], message: str) -> None:
    (place / "other.txt").write_text("8 0 a 1\n", encoding="utf-8")
    (place / "latin.txt").write_bytes(b"1 0 caf\xe9 1\n")
    found = dateline("eval", *arguments, cwd=place)
    assert found.code == 2
    assert message in found.err
    assert "Traceback" not in found.err


def test_without_the_extra_it_says_what_to_install(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ir_measures", None)
    found = call(place)
    assert (found.code, found.out) == (2, "")
    assert "pip install 'dateline[eval]'" in found.err
