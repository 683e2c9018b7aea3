"""The command that counts the articles that match a query, by the values of fields."""

from __future__ import annotations

from typing import Any

import click

from dateline.commands.group import command
from dateline.commands.options import FACET_LIMIT, json_option
from dateline.commands.queries import (
    count_option,
    exit_code,
    open_for,
    query_options,
    request_of,
    start_timer,
    timeout_option,
)
from dateline.commands.terminal import print_notes, show_lines, width
from dateline.commands.values import WholeNumber
from dateline.searcher.render.results import facets_json, facets_text

__all__ = ["facets"]


@command("facets", words=True)
@click.argument("words", nargs=-1, type=click.UNPROCESSED, required=True, metavar="QUERY FIELD…")
@click.option(
    "--limit",
    default=FACET_LIMIT,
    show_default=True,
    type=WholeNumber(min=0),
    help="Most values of each field.",
)
@count_option
@json_option
@timeout_option
@query_options
def facets(words: tuple[str, ...], limit: int, as_json: bool, timeout: float | None, **options: Any) -> int:
    """Count the articles that match QUERY by the values of each FIELD.

    \b
    dateline facets '*' places
    dateline facets 'oil export' source published:month
    """
    if len(words) < 2:
        raise click.UsageError("facets takes a query and at least one field: dateline facets '*' places")
    request, deadline = request_of(words[:1], options, limit=0, facets=words[1:]), start_timer(timeout)
    with open_for(request, options) as archive:
        results = archive.search(request, deadline=deadline)
        print_notes(results.notes, request.query)
        as_text = facets_text(results, limit=limit, width=width())
        show_lines([facets_json(results, limit=limit)] if as_json else as_text)
        return exit_code(results, request)
