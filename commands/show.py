"""The command that shows one article, its versions, and what changed between them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import click

from dateline.commands.group import archive_path, command
from dateline.commands.options import as_of_option, json_option
from dateline.commands.terminal import colour, show_lines, width
from dateline.commands.values import WholeNumber, parse_day
from dateline.searcher import SearchArchive, open_archive
from dateline.searcher.render.article import article_json, article_text
from dateline.searcher.render.mentions import found_json, names_found

__all__ = ["show"]


@command("show")
@click.argument("id")
@click.option("--highlight", metavar="QUERY", help="Mark the words of a query.")
@click.option("--original", is_flag=True, help="Show title and body as read, before cleaning.")
@click.option("--versions", is_flag=True, help="List its versions and its deletion.")
@click.option("--diff", is_flag=True, help="With --versions: show what changed between them.")
@click.option("--version", "number", type=WholeNumber(min=1), metavar="N", help="Show the version of this number.")
@as_of_option
@json_option
def show(id: str, as_json: bool, **options: Any) -> int:
    """Show one article in its present or an earlier version.

    \b
    dateline show hc-2016-12-14-baku --versions --diff
    dateline show hc-2016-12-14-baku --as-of 2016-12-15
    """
    check_options(options)
    as_of = None if options["as_of"] is None else parse_day(options["as_of"])
    with open_archive(archive_path(), as_of=as_of) as archive:
        if options["versions"]:
            show_lines(version_lines(archive, id, differences=options["diff"], as_json=as_json))
        else:
            show_lines(article_lines(archive, id, options, as_json=as_json))
    return 0


def check_options(options: dict[str, Any]) -> None:
    """Raise UsageError for options of `show` that exclude each other."""
    if options["original"] and options["highlight"]:
        raise click.UsageError("--highlight marks the text as it was indexed; leave out --original")
    if options["diff"] and not options["versions"]:
        raise click.UsageError("--diff goes with --versions")
    one_of = [name for name in ("as_of", "number", "versions") if options[name]]
    if len(one_of) > 1:
        raise click.UsageError("--as-of, --version and --versions exclude each other: each says which versions to show")
    if options["versions"] and (options["original"] or options["highlight"]):
        raise click.UsageError("--versions lists them; --original and --highlight go with --version N")


def article_lines(archive: SearchArchive, id: str, options: dict[str, Any], *, as_json: bool) -> Iterable[str]:
    """Return the lines that show an article."""
    number, highlight = options["number"], options["highlight"]
    if options["original"]:
        article, found = archive.original(id, number), None  # mentions have offsets in the cleaned text
    else:
        article, found = archive.get(id, number), archive.found_in(id, number)
    if as_json:
        return [article_json(article, None if found is None else found_json(found))]
    marks_in = archive.marker(id, highlight, today=date.today(), version=number) if highlight else None
    return article_text(article, marks_in, names_found(found), colour=colour(), width=width())


def version_lines(archive: SearchArchive, id: str, *, differences: bool, as_json: bool) -> Iterable[str]:
    """Return the lines that list the versions of an article."""
    from dateline.searcher.render.versions import (  # start-up: only --versions needs difflib
        versions_json,
        versions_text,
    )

    versions, changes = archive.versions(id), archive.changes(id) if differences else None
    if as_json:
        return [versions_json(id, versions, changes)]
    return versions_text(id, versions, changes, colour=colour(), width=width())
