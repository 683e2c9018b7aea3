"""The command that measures how well the archive answers queries with judgements."""

from __future__ import annotations

from typing import Any

import click

from dateline.commands.group import command
from dateline.commands.options import json_option
from dateline.commands.queries import open_for, query_options, ranking_options, request_of
from dateline.commands.terminal import say, show_lines, width
from dateline.commands.values import WholeNumber
from dateline.index.dataclass import replace
from dateline.index.errors import InputError
from dateline.searcher.render.evaluation import evaluation_json, evaluation_text
from dateline.searcher.results.judgements import (
    MEASURES,
    evaluate,
    load_measures,
    read_grades,
    read_queries,
    words_only,
)

__all__ = ["eval"]

DEPTH = 1000  # as TREC has it


@command("eval")
@click.argument("queries", metavar="QUERIES")
@click.argument("judgements", metavar="QRELS")
@click.option("--measure", "measures", multiple=True, metavar="NAME", help=f"Measure (default: {', '.join(MEASURES)}).")
@click.option("--depth", default=DEPTH, show_default=True, type=WholeNumber(min=1), help="Most hits of each query.")
@click.option(
    "--words", "words", is_flag=True, help="The queries are sentences: search their words, without operators."
)
@json_option
@ranking_options
@query_options
def eval(
    queries: str, judgements: str, measures: tuple[str, ...], depth: int, words: bool, as_json: bool, **options: Any
) -> int:
    """Measure how well the archive answers QUERIES, given the judgements QRELS.

    QUERIES has lines of an id, a tab and a text, or JSON Lines; QRELS is as TREC has it.

    \b
    dateline eval topics.tsv qrels.txt --any --words
    """
    wanted = measures or MEASURES
    load_measures(wanted)  # before the queries take their time
    asked, grades = read_queries(_lines_of(queries), queries), read_grades(_lines_of(judgements), judgements)
    judged = {id: words_only(text) if words else text for id, text in asked.items() if grades.get(id)}
    if not judged:
        raise click.UsageError(f"no query of {queries} has a judgement in {judgements}; their ids must be the same")
    for count, what in ((len(asked) - len(judged), "without judgements"), (len(grades.keys() - asked), "not given")):
        if count:
            say(f"note: {count:,} {'query' if count == 1 else 'queries'} {what}; left out")
    request = request_of((), options, limit=depth)
    with open_for(request, options) as archive:
        answers = {
            id: [hit.id for hit in archive.search(replace(request, query=text)).hits] for id, text in judged.items()
        }
    found = evaluate(answers, grades, wanted)
    show_lines([evaluation_json(found)] if as_json else evaluation_text(found, width=width()))
    return 0


def _lines_of(file: str) -> list[str]:
    try:
        with click.open_file(file, encoding="utf-8-sig") as lines:
            return list(lines)
    except OSError as error:
        raise InputError(file, None, f"it cannot be opened: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise InputError(file, None, "it is not UTF-8; convert it with iconv") from error
