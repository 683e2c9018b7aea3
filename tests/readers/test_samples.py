"""The samples of every format, and the articles that each is read as, down to the line.

`samples/FORMAT/` holds the files, `expected.jsonl` beside them what comes of the folder. DATELINE_UPDATE=1 rewrites it.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from dateline.index.article import RawArticle
from dateline.index.errors import ReadError
from dateline.index.readers import BY_SUFFIX, FORMATS, read

SAMPLES = Path(__file__).parent / "samples"
FOLDERS = sorted(path for path in SAMPLES.iterdir() if path.is_dir())


def files_of(folder: Path) -> list[str]:
    names = sorted(path.name for path in folder.iterdir() if path.name != "expected.jsonl")
    return [os.path.relpath(folder / name) for name in names]


def shown(found: RawArticle | ReadError) -> dict[str, object]:
    name = os.path.basename(found.file)
    if isinstance(found, ReadError):
        return {"file": name, "line": found.line, "error": found.reason}
    return {"file": name, "line": found.line, "alone": found.alone, **found.values}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_samples_are_read_as_expected(folder: Path) -> None:
    golden = folder / "expected.jsonl"
    lines = [json.dumps(shown(found), ensure_ascii=False) for found in read(files_of(folder))]
    if os.environ.get("DATELINE_UPDATE"):
        golden.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    kept = golden.read_text(encoding="utf-8") if golden.exists() else ""
    wanted = [json.loads(line) for line in kept.splitlines()]
    assert [json.loads(line) for line in lines] == wanted, "DATELINE_UPDATE=1 rewrites the file; read the difference"


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_samples_are_known_by_their_content_alone(folder: Path, tmp_path: Path) -> None:
    for name in files_of(folder):
        if os.path.isdir(name):  # a Maildir
            continue
        nameless = tmp_path / "nameless"
        nameless.write_bytes(Path(name).read_bytes())
        named = [found.values for found in read([name]) if isinstance(found, RawArticle)]
        assert [found.values for found in read([str(nameless)]) if isinstance(found, RawArticle)] == named


def test_every_format_has_samples() -> None:
    named_otherwise = {"text": "plain", "jsonl": "json"}
    folders = {folder.name for folder in FOLDERS}
    assert [row.name for row in FORMATS if named_otherwise.get(row.name, row.name) not in folders] == []


def test_every_suffix_leads_to_the_formats_that_name_it() -> None:
    for row in FORMATS:
        assert all(row in BY_SUFFIX[suffix] for suffix in row.suffixes)
