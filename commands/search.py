"""The command that shows the articles that match a query best."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import TYPE_CHECKING, Any

import click

from dateline.commands.group import command
from dateline.commands.options import FACET_LIMIT
from dateline.commands.queries import (
    count_option,
    exit_code,
    open_for,
    query_options,
    ranking_options,
    request_of,
    start_timer,
    timeout_option,
)
from dateline.commands.terminal import colour, print_notes, say, show_lines, width
from dateline.commands.values import WholeNumber
from dateline.searcher.render.results import hits_jsonl, results_json, results_text

if TYPE_CHECKING:  # start-up: only explanations need it
    from dateline.searcher.query.outline import Outline

__all__ = ["search"]

FACETS_BESIDE_HITS = 10
FORMS = ("json", "jsonl", "csv")  # of an answer that a program reads
HITS_ALONE = ("jsonl", "csv")  # have no room for facets


@command("search", words=True)
@click.argument("query", nargs=-1, type=click.UNPROCESSED, required=True)
@click.option("--limit", default=10, show_default=True, type=WholeNumber(min=0), help="Show at most this many hits.")
@click.option("--offset", default=0, type=WholeNumber(min=0), help="Skip this many hits.")
@click.option(
    "--sort",
    default="relevance",
    show_default=True,
    type=click.Choice(["relevance", "newest", "oldest"]),
    help="Order of the hits.",
)
@click.option("--facet", "facets", multiple=True, metavar="FIELD", help="Count the values of a field; can be repeated.")
@click.option("--collapse", type=click.Choice(["story"]), help="Show one hit for each story, its best article.")
@count_option
@click.option("--json", is_flag=True, help="One JSON object.")
@click.option("--jsonl", is_flag=True, help="One JSON object for each hit.")
@click.option("--csv", is_flag=True, help="A header, and a row for each hit.")
@click.option("--explain", is_flag=True, help="Show how QUERY was read, and explain each score.")
@ranking_options
@timeout_option
@query_options
def search(query: tuple[str, ...], explain: bool, timeout: float | None, **options: Any) -> int:
    """Show the articles that match QUERY best.

    \b
    dateline search oil pipeline
    dateline search lyon -flood
    dateline search '"prime minister" people:aliyev published:2016' --facet places
    """
    form = form_of(options)
    page = {name: options[name] for name in ("limit", "offset", "sort", "facets", "collapse")}
    request, deadline = request_of(query, options, **page), start_timer(timeout)
    with open_for(request, options) as archive:
        results = archive.search(request, deadline=deadline)
        notes = results.notes
        print_notes(notes, request.query)
        reading = archive.reading(request) if explain else None
        if form == "json":
            lines: Iterable[str] = [results_json(results, limit=FACET_LIMIT, explain=explain, reading=written(reading))]
        elif form == "jsonl":
            lines = hits_jsonl(results, explain=explain)
        elif form == "csv":
            from dateline.searcher.render.csv_output import hits_csv  # start-up: most answers are read by people

            lines = hits_csv(results)
        else:
            look: dict[str, Any] = {"colour": colour(), "explain": explain, "width": width()}
            lines = results_text(results, facet_limit=FACETS_BESIDE_HITS, **look)
            lines = lines if reading is None else chain(["read as:"], read_lines(reading), [""], lines)
        show_lines(lines)
        if not results and results.offset and results.total:
            say(f"--offset {results.offset} leaves out all hits")
        if results.diagnosis is not None and form != "json":
            from dateline.searcher.render.diagnosis import diagnosis_text  # start-up: only empty answers need it

            for line in diagnosis_text(results.diagnosis, briefly=results.loosened):
                say(line)
        if results.suggestion is not None and form != "json":
            from dateline.searcher.render.diagnosis import suggestion_text  # start-up: only short answers need it

            say(suggestion_text(results.suggestion))
        print_notes(results.notes[len(notes) :], request.query)  # what snippets lack
        return exit_code(results, request)


def read_lines(reading: Outline) -> Iterable[str]:
    """Return the lines that show how a query was read."""
    from dateline.searcher.render.verdict import outline_text  # start-up: only explanations need it

    return outline_text(reading, width=width(), indent=2)


def written(reading: Outline | None) -> dict[str, object] | None:
    """Return how a query was read as a JSON value."""
    if reading is None:
        return None
    from dateline.searcher.render.verdict import outline_json  # start-up: only explanations need it

    return outline_json(reading)


def form_of(options: dict[str, Any]) -> str | None:
    """Return which of `FORMS` the options choose, None for none.

    Raises UsageError for several, and for facets in a form that has hits alone.
    """
    asked = [form for form in FORMS if options[form]]
    if len(asked) > 1:
        raise click.UsageError(f"{' and '.join(f'--{form}' for form in asked)} exclude each other: choose one")
    form = asked[0] if asked else None
    if form in HITS_ALONE and options.get("facets"):
        raise click.UsageError(f"--{form} prints hits alone: for --facet use --json, or the command facets")
    return form
