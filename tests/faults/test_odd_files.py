"""Pipes and devices in place of an archive's files are named; nothing waits for them."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.index import Archive, Article
from dateline.index.errors import ArchiveClosed, DatelineError
from dateline.searcher import SearchArchive
from dateline.upkeep.audit import audit_archive

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes with names, and no fork")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Archive.create(tmp_path / "archive", keywords=["desk"]) as archive:
        archive.add(Article(id="a", title="Oil", body="Ilham Aliyev spoke in Baku.", extra={"desk": "x"}))
    return tmp_path / "archive"


@pytest.mark.parametrize("name", ["authority.toml", "gazetteer.csv", "fields.json", "index/manifest.json"])
def test_a_pipe_in_place_of_a_file_is_told(path: Path, name: str) -> None:
    (path / name).unlink(missing_ok=True)
    os.mkfifo(path / name)
    if name != "fields.json":  # the index has a copy of it
        assert name.rpartition("/")[2] in said(lambda: search(path))
    assert name.rpartition("/")[2] in said(lambda: str(audit_archive(path).findings))


def search(path: Path) -> str:
    """Return the notes of a search for people."""
    with SearchArchive(path) as archive:
        return str(archive.search("people:aliyev", facets=["people"]).notes)


def said(call: Callable[[], str]) -> str:
    """Return what a call returns, or the words of its error."""
    try:
        return call()
    except DatelineError as error:
        return str(error)


def test_a_writer_is_not_used_after_a_fork(path: Path) -> None:
    with Archive.open(path) as archive:
        child = os.fork()
        if child == 0:
            try:
                archive.add(Article(id="b", body="gas"))
            except ArchiveClosed:
                os._exit(7)
            os._exit(1)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
        archive.add(Article(id="c", body="gas"))
    with SearchArchive(path) as archive:
        assert len(archive) == 2
