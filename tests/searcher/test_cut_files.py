"""A file of the index that another program cuts while it is open raises an error; it does not end the process."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz.damage_archive import make_archive

pytestmark = pytest.mark.kernels

# Run in a program of its own, because reading what a file no longer has ends the program that reads it.
OPEN_AND_CUT = """
import os, sys
from pathlib import Path
from dateline import Archive, Article, open_archive
from dateline.index.errors import IndexDamaged
from dateline.upkeep.audit import audit_archive

def cut(pattern):
    for path in Path(sys.argv[1]).glob(pattern):
        os.truncate(path, 0)

def refused(ask):
    try:
        ask()
    except IndexDamaged as error:
        assert "cut short" in str(error) and "check --repair" in str(error), error
    else:
        raise AssertionError("no error")

archive = open_archive(sys.argv[1])
"""
SEARCHES = {
    "words": 'lambda: archive.search("the ferry")',
    "exact words": "lambda: archive.search('\"=the\" =ferry =in')",
    "by date": 'lambda: archive.search("the", sort="newest")',
    "total": 'lambda: archive.search("the", limit=0).total',
    "people": 'lambda: archive.search("people:aliyev")',
    "values": 'lambda: archive.search("", limit=0, facets=["source"]).facets',
    "names": 'lambda: archive.search("", limit=0, facets=["people"]).facets',
    "dates": 'lambda: archive.search("", limit=0, facets=["about:month"]).facets',
    "lags": 'lambda: archive.search("", limit=0, facets=["lag"]).facets',
    "stories": 'lambda: archive.search("", limit=0, count_by="story", facets=["source"]).facets',
    "numbers": "lambda: archive.stats()",
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_archive(tmp_path_factory.mktemp("whole"))


@pytest.fixture
def archive(whole: Path, tmp_path: Path) -> Path:
    return shutil.copytree(whole, tmp_path / "archive")


def run(archive: Path, program: str) -> None:
    done = subprocess.run([sys.executable, "-c", program, str(archive)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("used", [False, True], ids=["at once", "after a search"])
def test_a_segment_cut_while_it_is_open_is_damage(archive: Path, used: bool) -> None:
    before = "".join(f"({ask})()\n" for ask in SEARCHES.values()) if used else ""
    asked = "".join(f"refused({ask})\n" for ask in SEARCHES.values())
    run(archive, f"{OPEN_AND_CUT}{before}cut('index/*.seg')\n{asked}")


def test_a_segment_cut_while_articles_are_added_is_damage(archive: Path) -> None:
    program = "cut('index/*.seg')\nrefused(lambda: writer.delete(next(writer.articles()).id))\nwriter.close()\n"
    run(archive, f"{OPEN_AND_CUT}writer = Archive.open(sys.argv[1])\n{program}")


def test_signatures_cut_while_articles_are_added_are_found_again(archive: Path) -> None:
    program = """
writer = Archive.open(sys.argv[1])
cut('stories/*.run')
writer.add(Article(id="new", title="Ferry", body="The ferry ran aground off Lyon on Monday."))
writer.commit()
writer.close()
assert not audit_archive(Path(sys.argv[1])).findings
"""
    run(archive, f"{OPEN_AND_CUT}{program}")
