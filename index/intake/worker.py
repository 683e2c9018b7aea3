"""A worker process: it receives tasks on standard input and writes batches to standard output (`protocol`).

`workers` starts it; it ends with its parent. The first line it receives holds the options, and the archive whose
gazetteer is used for extraction, null for no extraction.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from dateline.index.entities.finder import Finder
from dateline.index.failure import attempt
from dateline.index.intake.collector import collect_seldom
from dateline.index.intake.portions import IncomingArticle, RecordBatch, read_portion
from dateline.index.intake.protocol import decode_task, encode_batch
from dateline.index.intake.reading import Options
from dateline.index.store.derived import encode_result

__all__ = ["serve"]


def serve(tasks: BinaryIO, results: BinaryIO) -> None:
    """Read the requested portions until the input ends."""
    settings = tasks.readline()
    if not settings:
        return
    options, archive = json.loads(settings)
    finder = None if archive is None else Finder(Path(archive))
    chosen = Options.from_json(options)
    for line in tasks:
        for number, portion in enumerate(decode_task(line)):
            for batch in read_portion(portion, chosen):
                results.write(encode_batch(number, add_mentions(batch, finder)))
                results.flush()


def add_mentions(batch: RecordBatch, finder: Finder | None) -> RecordBatch:
    """Return a batch with the mentions of its articles."""
    if finder is None:
        return batch
    items = [
        item._replace(mentions=encode_result(attempt(finder.find, item.article)))
        if isinstance(item, IncomingArticle)
        else item
        for item in batch.items
    ]
    return batch._replace(items=items)


def main() -> None:
    """Serve; other output to standard output is redirected to standard error."""
    collect_seldom()
    results = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    with suppress(BrokenPipeError):  # the parent has ended
        serve(sys.stdin.buffer, results)
    with suppress(BrokenPipeError):
        results.close()


if __name__ == "__main__":
    main()
