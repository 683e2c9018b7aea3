"""A process that reads: tasks come in on standard input, deliveries go out on standard output (`protocol`).

It is started by `workers` and ends when whoever started it does. The first line says how it reads: the options, and the
archive whose gazetteer it finds people, places and dates with, null for not at all.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from dateline.index.entities.finder import Finder
from dateline.index.errors import attempt
from dateline.index.intake.portions import Delivery, Found, deliveries
from dateline.index.intake.protocol import decode_task, encode_delivery
from dateline.index.intake.reading import Options
from dateline.index.store.derived import encode_result

__all__ = ["serve"]


def serve(tasks: BinaryIO, results: BinaryIO) -> None:
    """Read what is asked for until nobody asks any more."""
    setting = tasks.readline()
    if not setting:
        return
    options, archive = json.loads(setting)
    finder = None if archive is None else Finder(Path(archive))
    chosen = Options.of_json(options)
    for line in tasks:
        for number, portion in enumerate(decode_task(line)):
            for delivery in deliveries(portion, chosen):
                results.write(encode_delivery(number, looked_into(delivery, finder)))
                results.flush()


def looked_into(delivery: Delivery, finder: Finder | None) -> Delivery:
    """Return a delivery with what is found in its articles."""
    if finder is None:
        return delivery
    items = [
        item._replace(mentions=encode_result(attempt(finder.find, item.article))) if isinstance(item, Found) else item
        for item in delivery.items
    ]
    return delivery._replace(items=items)


def main() -> None:
    """Serve; whatever else would print to standard output prints to standard error."""
    results = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    with suppress(BrokenPipeError):  # nobody is there any more
        serve(sys.stdin.buffer, results)
    with suppress(BrokenPipeError):
        results.close()


if __name__ == "__main__":
    main()
