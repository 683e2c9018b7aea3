"""Extracts once from every text of the public collections, and says what raised and which text took longest.

Run as ``PYTHONPATH=benchmarks python tests/fuzz/soak_extraction.py [WORD]``, or ``make soak``, with DATELINE_DATA set
to the folder of the collections; WORD leaves out those whose path lacks it. Read are JSON Lines, sentences in CoNLL
columns, joined to texts, and lists of names, a hundred names to a text. It ends with 1 if anything was raised.
"""

from __future__ import annotations

import json
import lzma
import os
import sys
import time
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

from conll_texts import read_texts

from dateline.index import extract
from dateline.index.dates import parse_published

NAMES = 100


@dataclass(frozen=True, slots=True)
class Text:
    """A text of a collection, and the day of its publication, where it has one."""

    id: str
    text: str
    published: date | None


def texts_of(path: Path) -> Iterator[Text]:
    """Yield the texts of a collection's file."""
    if path.name.endswith(".conll.xz"):
        for record in read_texts(path):
            yield Text(record["id"], f"{record['title']}\n\n{record['body']}", None)
        return
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        if not path.name.endswith(".jsonl.xz"):
            number = 0
            while names := "".join(islice(lines, NAMES)):
                yield Text(str(number), names, None)
                number += 1
            return
        for number, record in enumerate(map(json.loads, lines)):
            text = f"{record.get('title') or ''}\n\n{record.get('body') or record.get('text') or ''}"
            given = record.get("date") or record.get("dct") or record.get("published")
            yield Text(str(record.get("id", number)), text, parse_published(given))


def soak(path: Path, name: str) -> int:
    """Extract from each text of a file, print one line about it, and return how many raised."""
    texts = characters = failed = 0
    slowest, began = (0.0, "", 0), time.process_time()
    for each in texts_of(path):
        texts, characters = texts + 1, characters + len(each.text)
        start = time.process_time()
        try:
            extract(each.text, each.published)
        except Exception:  # noqa: BLE001 - whatever is raised is the finding
            failed += 1
            print(f"{name}, text {each.id}:\n{traceback.format_exc(limit=-3)}", file=sys.stderr)
        slowest = max(slowest, (time.process_time() - start, each.id, len(each.text)))
    taken, id_, length = slowest
    speed = characters / 1e6 / max(1e-9, time.process_time() - began)
    print(
        f"{name}: {texts:,} texts, {characters / 1e6:.1f} million characters, {failed} failed, {speed:.1f} million "
        f"a second; the slowest took {taken:.2f} s ({id_}, {length:,} characters)",
        flush=True,
    )
    return failed


def main() -> int:
    folder, word = Path(os.environ.get("DATELINE_DATA", "")), sys.argv[1] if len(sys.argv) > 1 else ""
    paths = sorted(folder.rglob("*.xz")) if str(folder) != "." else []
    if not paths:
        sys.exit("DATELINE_DATA names no folder of collections (benchmarks/README.md)")
    names = {path: str(path.relative_to(folder)) for path in paths}
    return 1 if sum(soak(path, name) for path, name in names.items() if word in name) else 0


if __name__ == "__main__":
    sys.exit(main())
