"""The command that shows why an article matches a query or does not, and which of its mentions match."""

from __future__ import annotations

from typing import Any

import click

from dateline.commands.group import command
from dateline.commands.options import json_option
from dateline.commands.queries import open_for, query_options, ranking_options, request_of
from dateline.commands.terminal import print_notes, show_lines, width
from dateline.searcher.entities.meaning import NamedBy
from dateline.searcher.render.mentions import why_json, why_text
from dateline.searcher.render.verdict import verdict_json, verdict_text
from dateline.searcher.results.mentions import MatchedMention

__all__ = ["why"]


@command("why", words=True)
@click.argument("id")
@click.argument("query", nargs=-1, type=click.UNPROCESSED, required=True)
@json_option
@ranking_options
@query_options
def why(id: str, query: tuple[str, ...], as_json: bool, **options: Any) -> int:
    """Show which parts of QUERY an article matches, where, and its score.

    The people, places and dates of the article that QUERY matches come first, with how each was resolved.

    \b
    dateline why hc-2016-12-14-baku people:aliyev about:yesterday
    dateline why hc-2016-12-14-baku 'oil -gas published:2017'
    """
    request = request_of(query, options)
    with open_for(request, options) as archive:
        matched = archive.matched_mentions(id, request)

        verdict = archive.verdict(id, request)
        print_notes(verdict.notes, request.query)

        def name_of(each: MatchedMention) -> str | None:
            return archive.name_of(each.field, each.name, id) if request.aliases else each.name

        if as_json:
            show_lines([why_json(matched, name_of, verdict_json(verdict))])
        else:

            def named_by(each: MatchedMention) -> NamedBy:
                return archive.named_by(each.field, each.name, id)

            mentions = [*why_text(matched, name_of, named_by, width=width()), ""] if matched else []
            show_lines([*mentions, *verdict_text(verdict, width=width())])
        return 0 if matched or verdict.matches else 1
