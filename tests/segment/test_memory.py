"""The memory that a program may take decides how many tokens a segment has."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.index import Archive, Article
from dateline.index.segment import memory
from dateline.index.segment.manifest import read_manifest
from tests.commands.calls import dateline


def made(path: Path, **options) -> int:
    """Return the number of segments of an archive of 20 short articles, made with options."""
    with Archive.create(path, **options) as archive:
        for number in range(20):
            archive.add(Article(id=str(number), title=f"Oil {number}", body="Oil rose. " * 10), extract=False)
            archive.commit()
    return segments_of(path)


def segments_of(path: Path) -> int:
    return len(read_manifest(path / "index").segments)


def test_less_memory_makes_more_segments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "TOKEN", 500_000)  # 80 tokens within the least memory
    made(tmp_path / "news")
    assert Archive.rebuild(tmp_path / "news", memory=memory.LEAST_MEMORY) == 20
    assert segments_of(tmp_path / "news") > 3
    assert dateline("rebuild", "--archive", "news", "--memory", "5000", cwd=tmp_path).code == 0
    assert segments_of(tmp_path / "news") == 1
    with Archive.open(tmp_path / "news", memory=memory.LEAST_MEMORY) as archive:
        archive.add_many(Article(id=f"x{number}", body="Gas rose. " * 50) for number in range(3000))
    assert segments_of(tmp_path / "news") > 2


@pytest.mark.parametrize(
    ("value", "error"), [(199, ValueError), (-1, ValueError), ("1 GB", TypeError), (True, TypeError), (1e3, TypeError)]
)
def test_another_value_is_refused_in_words(tmp_path: Path, value: object, error: type[Exception]) -> None:
    made(tmp_path / "news")
    for call in (Archive.open, Archive.rebuild):
        with pytest.raises(error, match="memory is"):
            call(tmp_path / "news", memory=value)
    with pytest.raises(error, match="memory is"):
        Archive.create(tmp_path / "other", memory=value)
    assert not (tmp_path / "other").exists()


def test_the_command_line_refuses_too_little(tmp_path: Path) -> None:
    outcome = dateline("add", "--memory", "10", "a.txt", cwd=tmp_path)
    assert outcome.code == 2
    assert "'10' is not a whole number of 200 or more" in outcome.err
