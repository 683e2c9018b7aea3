"""Commands that fill an archive: add."""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

import click

from dateline.commands.frame import HERE, archive_path, command
from dateline.commands.reading import Incoming, reading_options
from dateline.index.errors import ArchiveMissing

if TYPE_CHECKING:
    from dateline.index.archive import Archive, Ingested

__all__ = ["add"]


@command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@reading_options
@click.option("--keyword", "keywords", multiple=True, metavar="NAME", help="Make a key searchable, and a facet.")
@click.option("--no-extract", is_flag=True, help="Do not look for people, places and dates in the texts.")
@click.option("--strict", is_flag=True, help="Exit with 2 if anything was skipped.")
def add(paths: tuple[str, ...], keywords: tuple[str, ...], no_extract: bool, strict: bool, **options: Any) -> int:
    """Add articles from files, folders, or - for standard input, and index them.

    The archive is made when there is none. The same article again changes nothing; one that has changed takes
    its earlier version's place.

    \b
    dateline add news/ --map title=headline --keyword desk
    """
    stream = Incoming(paths, options)
    articles = (each.article for each in stream)
    first = next(articles, None)
    if first is None:
        click.echo(f"no article added, {stream.skipped} skipped", err=True)
        return 2 if strict or not stream.skipped else 0
    with open_for_adding(keywords) as archive:
        if not no_extract and archive.problem:
            stream.progress.say(f"note: {archive.problem}")
        archive.add_many(chain([first], articles), extract=not no_extract)
        done = archive.commit()
    stream.progress.end()
    click.echo(closing(done, stream.skipped), err=True)
    return 2 if strict and stream.skipped else 0


def open_for_adding(keywords: Sequence[str]) -> Archive:
    """Open the archive for writing; make it when there is none, with these keyword fields declared."""
    from dateline.index.archive import Archive  # start-up: only who writes needs it
    from dateline.index.layout import fields_of, find_store  # start-up: the same

    try:
        path = archive_path()
        find_store(path)
    except ArchiveMissing:
        path = str(click.get_current_context().find_root().obj or os.environ.get("DATELINE_ARCHIVE") or HERE)
        return Archive.create(path, keywords=keywords)
    if fields_of(path).with_keywords(keywords) != fields_of(path):
        Archive.rebuild(path, keywords=keywords)
    return Archive.open(path)


def closing(done: Ingested, skipped: int) -> str:
    """Return the line that ends an `add`."""
    counts = [(done.added, "added"), (done.replaced, "replaced"), (done.unchanged, "unchanged"), (skipped, "skipped")]
    return ", ".join(f"{count:,} {what}" for count, what in counts if count or what == "added")
