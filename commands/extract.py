"""The command that finds people, places and dates in one text."""

from __future__ import annotations

import click

from dateline.commands.group import command
from dateline.commands.options import json_option
from dateline.commands.streams import standard_input
from dateline.commands.terminal import show_lines, width
from dateline.commands.values import parse_instant
from dateline.index.errors import InputError, ReadError
from dateline.searcher.render.mentions import extraction_json, extraction_text

__all__ = ["extract"]


@command("extract")
@click.argument("file", default="-", metavar="[FILE|-]")
@click.option("--date", "published", metavar="DATE", help="Day of publication; relative dates are resolved by it.")
@click.option("--language", metavar="CODE", help="Language of the text (en, de, …); detected unless given.")
@click.option("--day-first", is_flag=True, default=None, help="Read 4/5/2016 as the 4th of May.")
@json_option
def extract(file: str, published: str | None, language: str | None, day_first: bool | None, as_json: bool) -> int:
    """Find people, places and dates in one text; no archive is needed.

    \b
    dateline extract article.txt --date 2016-12-14
    """
    from dateline.index.entities.extraction import (
        extract as find,  # start-up: the help needs neither gazetteer nor model
    )

    content = text_of(file)
    day = None if published is None else parse_instant(published)
    found = find(content, day, language=language, day_first=day_first)
    as_text = extraction_text(found, width=width())
    show_lines([extraction_json(found)] if as_json else as_text)
    return 0


def text_of(file: str) -> str:
    """Return the text of a file, or of standard input for ``-``. Raises ReadError."""
    from dateline.index.readers.decoding import decode_text  # start-up: only who reads files needs the readers
    from dateline.index.readers.formats.lines import MEGABYTE, join_lines  # start-up: the same
    from dateline.index.readers.paths import describe_error, open_source  # start-up: the same
    from dateline.index.readers.sniffing import binary_kind  # start-up: the same

    try:
        with open_source(file, standard_input()) as stream:
            data = join_lines(iter(lambda: stream.read(MEGABYTE), b""), file)
    except OSError as failure:
        raise InputError(file, None, describe_error(failure, file)) from failure
    if isinstance(data, ReadError):
        raise data
    if kind := binary_kind(data):
        raise InputError(file, None, f"it is {kind}; no article is read from it")
    text = decode_text(data, file, 1)
    if isinstance(text, ReadError):
        raise text
    return text
