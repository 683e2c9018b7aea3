"""Commands that ask: search, facets, why."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import click

from dateline.commands.asking import FACET_LIMIT, asked_of, count_option, query_options
from dateline.commands.frame import archive_path, command
from dateline.commands.terminal import colour, show_lines, tell, width
from dateline.searcher.entities.meaning import NamedBy
from dateline.searcher.render import json_output, mentions_output, text
from dateline.searcher.results.mentions import MatchedMention

__all__ = ["facets", "search", "why"]

FACETS_BESIDE_HITS = 10
FORMS = ("json", "jsonl", "csv")  # of an answer that a program reads


@command(words=True)
@click.argument("query", nargs=-1, type=click.UNPROCESSED, required=True)
@click.option("--limit", default=10, show_default=True, type=click.IntRange(min=0), help="Hits to show.")
@click.option("--offset", default=0, type=click.IntRange(min=0), help="Hits to leave out first.")
@click.option(
    "--sort",
    default="relevance",
    show_default=True,
    type=click.Choice(["relevance", "newest", "oldest"]),
    help="Order.",
)
@click.option("--facet", "facets", multiple=True, metavar="FIELD", help="Count values too; may be repeated.")
@click.option("--collapse", type=click.Choice(["story"]), help="One hit for each story, the best of its printings.")
@count_option
@click.option("--json", is_flag=True, help="One JSON object.")
@click.option("--jsonl", is_flag=True, help="One JSON object a hit.")
@click.option("--csv", is_flag=True, help="A header and a row a hit.")
@click.option("--explain", is_flag=True, help="Show what each score is made of.")
@query_options
def search(query: tuple[str, ...], explain: bool, **options: Any) -> int:
    """Show the articles that fit QUERY best.

    \b
    dateline search oil pipeline
    dateline search lyon -flood
    dateline search '"prime minister" people:aliyev published:2016' --facet places
    """
    form = form_of(options)
    asked = asked_of(query, options)
    page = {name: options[name] for name in ("limit", "offset", "sort", "facets", "collapse")}
    with asked.open(archive_path()) as archive:
        results = asked.search(archive, **page)
        tell(results.notes, asked.query)
        if form == "json":
            lines: Iterable[str] = [json_output.results_json(results, limit=FACET_LIMIT, explain=explain)]
        elif form == "jsonl":
            lines = json_output.hits_jsonl(results, explain=explain)
        elif form == "csv":
            from dateline.searcher.render import csv_output  # start-up: most answers are read by people

            lines = csv_output.hits_csv(results)
        else:
            look: dict[str, Any] = {"colour": colour(), "explain": explain, "width": width()}
            lines = text.results_text(results, facet_limit=FACETS_BESIDE_HITS, **look)
        show_lines(lines)
        return 0 if results.total else 1


def form_of(options: dict[str, Any]) -> str | None:
    """Return the one form of `FORMS` that was asked for, None for none. Raises UsageError for several."""
    asked = [form for form in FORMS if options[form]]
    if len(asked) > 1:
        raise click.UsageError(f"{' and '.join(f'--{form}' for form in asked)} exclude each other: choose one")
    return asked[0] if asked else None


@command(words=True)
@click.argument("words", nargs=-1, type=click.UNPROCESSED, required=True, metavar="QUERY FIELD…")
@click.option(
    "--limit", default=FACET_LIMIT, show_default=True, type=click.IntRange(min=0), help="Values of each field."
)
@count_option
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@query_options
def facets(words: tuple[str, ...], limit: int, as_json: bool, **options: Any) -> int:
    """Count the articles that match QUERY by the values of each FIELD.

    \b
    dateline facets '*' places
    dateline facets 'oil export' source published:month
    """
    if len(words) < 2:
        raise click.UsageError("facets wants a query and at least one field: dateline facets '*' places")
    asked = asked_of(words[:1], options)
    with asked.open(archive_path()) as archive:
        results = asked.search(archive, limit=0, facets=words[1:])
        tell(results.notes, asked.query)
        as_text = text.facets_text(results, limit=limit, width=width())
        show_lines([json_output.facets_json(results, limit=limit)] if as_json else as_text)
        return 0 if results.total else 1


@command(words=True)
@click.argument("id")
@click.argument("query", nargs=-1, type=click.UNPROCESSED, required=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@query_options
def why(id: str, query: tuple[str, ...], as_json: bool, **options: Any) -> int:
    """Show which people, places and dates of an article QUERY matches, and why each means what it does.

    \b
    dateline why hc-2016-12-14-baku people:aliyev about:yesterday
    """
    asked = asked_of(query, options)
    with asked.open(archive_path()) as archive:
        meant = {name: getattr(asked, name) for name in ("today", "certainly", "aliases")}
        matched = archive.matched_mentions(id, asked.query, **meant)

        def name_of(each: MatchedMention) -> str | None:
            return archive.name_of(each.field, each.name, id) if asked.aliases else each.name

        if as_json:
            show_lines([mentions_output.why_json(matched, name_of)])
        else:

            def named_by(each: MatchedMention) -> NamedBy:
                return archive.named_by(each.field, each.name, id)

            show_lines(mentions_output.why_text(matched, name_of, named_by, width=width()))
        return 0 if matched else 1
