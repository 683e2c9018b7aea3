"""The script that joins the sentences of CoNLL files to texts, which `dateline add` reads."""

from __future__ import annotations

import json
import lzma
import subprocess
import sys
from pathlib import Path

import pytest

from dateline.index.article import RawArticle
from dateline.index.readers import read
from tests.repo.sources import ROOT

SCRIPT = ROOT / "benchmarks" / "conll_texts.py"
COLUMNS = """\
-DOCSTART- O

The DT O
men NNS O
of IN O
Baku NNP B-geo
's POS O
port NN O
( ( O
" `` O
the DT O
Bay NNP B-geo
" '' O
) ) O
did VBD O
n't RB O
vote VB O
, , O
he PRP O
said VBD O
. . O

It\tO
cost\tO
$\tO
5\tO
.\tO

-DOCSTART- O

Rain O
"""


def run(path: Path, *options: str) -> list[dict[str, str]]:
    shown = subprocess.run(
        [sys.executable, "-P", str(SCRIPT), str(path), *options], capture_output=True, text=True, check=False
    )
    assert shown.returncode == 0, shown.stderr
    return [json.loads(line) for line in shown.stdout.splitlines()]


@pytest.fixture(params=["sample.conll", "sample.conll.xz"])
def path(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    path = tmp_path / "set" / request.param
    path.parent.mkdir()
    content = COLUMNS.encode()
    path.write_bytes(lzma.compress(content) if path.suffix == ".xz" else content)
    return path


def test_sentences_of_a_document_are_a_text(path: Path) -> None:
    assert run(path) == [
        {
            "id": "set/sample-1",
            "title": "The men of Baku's port (\"the Bay\") didn't vote, he said.",
            "body": "It cost $5.",
        },
        {"id": "set/sample-2", "title": "Rain", "body": "Rain"},
    ]


def test_a_text_has_so_many_sentences_at_most(path: Path) -> None:
    assert [record["title"] for record in run(path, "--sentences", "1")][1:] == ["It cost $5.", "Rain"]


def test_each_text_is_an_article(path: Path, tmp_path: Path) -> None:
    lines = tmp_path / "texts.jsonl"
    lines.write_text("".join(json.dumps(record) + "\n" for record in run(path)), encoding="utf-8")
    articles = list(read([str(lines)]))
    assert len(articles) == 2
    assert all(isinstance(each, RawArticle) for each in articles)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    shown = subprocess.run(
        [sys.executable, "-P", str(SCRIPT), str(tmp_path / "none.conll")], capture_output=True, text=True, check=False
    )
    assert shown.returncode == 1
    assert "none.conll" in shown.stderr
    assert "Traceback" not in shown.stderr
