"""Commands that show what is there: show, fields, stats."""

from __future__ import annotations

from datetime import date

import click

from dateline.commands.frame import archive_path, command
from dateline.commands.terminal import colour, show_lines
from dateline.searcher import open_archive
from dateline.searcher.render import json_output, mentions_output, text

__all__ = ["fields", "show", "stats"]


@command()
@click.argument("id")
@click.option("--highlight", metavar="QUERY", help="Mark where the words of a query stand.")
@click.option("--original", is_flag=True, help="Show title and body as they came, before cleaning.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def show(id: str, highlight: str | None, original: bool, as_json: bool) -> int:
    """Show one article."""
    if original and highlight:
        raise click.UsageError("--highlight marks the text as it was indexed; leave out --original")
    with open_archive(archive_path()) as archive:
        # What was found stands at places of the cleaned text.
        article, found = (archive.original(id), None) if original else (archive.get(id), archive.found_in(id))
        if as_json:
            show_lines(
                [json_output.article_json(article, None if found is None else mentions_output.found_json(found))]
            )
            return 0
        marks_in = archive.marker(id, highlight, today=date.today()) if highlight else None
        show_lines(text.article_text(article, marks_in, mentions_output.names_found(found), colour=colour()))
    return 0


@command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def fields(as_json: bool) -> int:
    """List what articles can be searched, filtered and counted by."""
    with open_archive(archive_path()) as archive:
        show_lines([json_output.fields_json(archive.fields)] if as_json else text.fields_text(archive.fields))
    return 0


@command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def stats(as_json: bool) -> int:
    """Say what the archive holds."""
    with open_archive(archive_path()) as archive:
        held = archive.stats()
        show_lines([json_output.stats_json(held)] if as_json else text.stats_text(held))
    return 0
