"""A segment has the same occurrences, however many ranges of terms it was written in."""

from __future__ import annotations

from array import array
from pathlib import Path

import pytest

from dateline.index import Article
from dateline.index.fields import DEFAULT_FIELDS
from dateline.index.kernel._postings import gather
from dateline.index.segment import postings
from dateline.index.segment.builder import SegmentBuilder
from dateline.index.segment.consistency import verify_segment
from dateline.index.segment.segment import open_segment

BODIES = ["The oil of the sea and of the land.", "Oil, oil and oil-\nfields of the sea.", "", "Gas! " * 300]


@pytest.mark.parametrize("most", [1, 5, 40])
def test_ranges_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    rows = []
    for name, size in (("000001", 4_000_000), ("000002", most)):
        monkeypatch.setattr(postings, "RANGES", 1_000_000)
        monkeypatch.setattr(postings, "LEAST_RANGE", size)
        builder = SegmentBuilder(DEFAULT_FIELDS)
        for seq, body in enumerate(BODIES, 1):
            builder.add(seq, Article(id=str(seq), title="Sea of oil", body=body))
        builder.write(tmp_path / f"{name}.seg")
        segment = open_segment(tmp_path, name, DEFAULT_FIELDS, None)
        verify_segment(segment)
        dictionary = segment.dictionaries["english"]
        every = array("I", range(len(dictionary.dfs)))
        starts, occurrences, forms, *_ = gather([every], [dictionary], [array("I", range(len(segment)))])
        rows.append((bytes(dictionary.terms), list(dictionary.dfs), starts, occurrences, forms))
    assert rows[0] == rows[1]
    assert len(rows[0][1]) > 10
