"""Read the records of sources in the order of `add`, each with its place in its file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from typing import BinaryIO, NamedTuple

from dateline.index.errors import NoArticle, ReadError
from dateline.index.intake.plan import PlanStep, plan
from dateline.index.intake.portions import IncomingArticle, SkippedRecord, read_portion
from dateline.index.intake.reading import Options
from dateline.index.intake.run import shift_line

__all__ = ["Batch", "Record", "read_batches"]


class Record(NamedTuple):
    """A record that is an article: its ``number`` in the file, and its ``line``."""

    number: int
    line: int | None
    found: IncomingArticle


class Batch(NamedTuple):
    """Some records of a file, errors, and what is no article; ``done``: they are the last of it."""

    step: PlanStep
    records: list[Record]
    unread: list[ReadError]
    size: int
    done: bool
    no_articles: tuple[NoArticle, ...] = ()


def read_batches(
    paths: Iterable[str],
    options: Options,
    numbers: Counter[str],
    standard_input: BinaryIO | None = None,
    *,
    only: frozenset[str] | None = None,
) -> Iterator[Batch]:
    """Yield the records of files, folders and standard input; ``only`` restricts them to some files.

    ``numbers`` counts the records of each file, which may be read more than once.
    """
    lines: Counter[str] = Counter()
    for step in plan(paths, options, nullcontext):
        if step.error is not None:
            yield Batch(step, [], [step.error], 0, done=True)
        if step.portion is None or (only is not None and step.file not in only):
            continue
        cut = step.portion.stop is not None
        above = lines[step.file] if cut else 0
        for read in read_portion(step.portion, options, standard_input):
            batch = Batch(step, [], [], step.size if read.done else 0, read.done and step.last)
            no_articles: list[NoArticle] = []
            for item in read.items:
                if isinstance(item, SkippedRecord) and isinstance(item.error, NoArticle):
                    no_articles.append(item.error)
                elif isinstance(item, SkippedRecord):
                    batch.unread.append(shift_line(item.error, above))
                else:
                    line = None if item.line is None else item.line + above
                    batch.records.append(Record(numbers[step.file], line, item))
                    numbers[step.file] += 1
            yield batch._replace(no_articles=tuple(no_articles))
            if cut and read.done:
                lines[step.file] += read.lines
