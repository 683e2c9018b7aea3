"""The options of the commands that search, and what they ask of an archive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from time import monotonic
from typing import Any, get_args

import click

from dateline.commands.group import archive_path, words_after_dashes
from dateline.commands.options import add_options, as_of_option
from dateline.commands.values import Seconds, parse_day, parse_days, parse_pairs
from dateline.searcher import CountBy, Deadline, Results, SearchArchive, SearchRequest, open_archive

__all__ = [
    "count_option",
    "exit_code",
    "open_for",
    "query_options",
    "ranking_options",
    "request_of",
    "start_timer",
    "timeout_option",
]

# What the total and the facets count.
count_option = click.option(
    "--count-by",
    default="article",
    show_default=True,
    type=click.Choice(get_args(CountBy)),
    help="Count articles, stories or sources.",
)
# What counts in scores, beside the words.
ranking_options = add_options(
    click.option(
        "--closeness/--no-closeness",
        default=True,
        show_default=True,
        help="Rank higher what has the words one after the other.",
    ),
    click.option("--recency", metavar="AGE", help="Rank new articles higher; 30d: half as much after 30 days."),
)
timeout_option = click.option(
    "--timeout",
    metavar="SECONDS",
    type=Seconds(),
    help="Stop searching after that time; show what was found.",
)
# How a query is read.
query_options = add_options(
    click.option(
        "--filter",
        "filters",
        multiple=True,
        metavar="FIELD=VALUE",
        help="Restrict the matches; scores stay.",
    ),
    click.option("--any", "any_word", is_flag=True, help="Match articles with any of the words."),
    click.option("--all", "all_words", is_flag=True, help="Match only articles with all of the words."),
    click.option("--today", metavar="DATE", help="Reference day of relative dates (default: today)."),
    as_of_option,
    click.option("--certainly", is_flag=True, help="Match only certain dates that lie wholly in those asked for."),
    click.option("--no-aliases", is_flag=True, help="Use names as printed, without the authority file."),
    click.option("--plain", is_flag=True, help="Every character is text: there are no operators."),
    click.option("--strict", is_flag=True, help="Fail if a note says that the query is read otherwise."),
    click.option("--no-index", is_flag=True, help="Read every article instead of the index."),
)


def request_of(words: Sequence[str], options: Mapping[str, Any], **page: Any) -> SearchRequest:
    """Return what the words and the `query_options` ask for; ``page`` has further attributes of the request.

    Raises UsageError for an unknown option among the words, and for options that exclude each other.
    """
    verbatim = words_after_dashes()
    unknown = next((each for each in words if each[:2] == "--" and each[2:3].isalpha() and each not in verbatim), None)
    if unknown is not None:
        raise click.UsageError(f"there is no option {unknown}; put quotation marks around it to search for it")
    if options["any_word"] and options["all_words"]:
        raise click.UsageError("--any and --all exclude each other")
    return SearchRequest(
        " ".join(words),
        match="any" if options["any_word"] else "all" if options["all_words"] else "auto",
        filters=parse_pairs("--filter", options["filters"]),
        today=date.today() if options["today"] is None else parse_day(options["today"]),
        certainly=options["certainly"],
        aliases=not options["no_aliases"],
        count_by=options.get("count_by", "article"),
        as_of=None if options["as_of"] is None else parse_day(options["as_of"]),
        plain=options["plain"],
        strict=options["strict"],
        closeness=options.get("closeness", False),
        half_life=parse_days("--recency", options["recency"]) if options.get("recency") is not None else None,
        **page,
    )


def start_timer(seconds: float | None) -> Deadline | None:
    """Return the deadline of a search that may take so many seconds from now; None: as long as it takes."""
    if seconds is None:
        return None
    end = monotonic() + seconds
    return lambda: monotonic() >= end


def exit_code(results: Results, request: SearchRequest) -> int:
    """Return the exit code for an answer: 0 if articles match, 1 if none does, 2 if it is partial and must not be."""
    if request.strict and not results.complete:
        return 2
    return 0 if results.total else 1


def open_for(request: SearchRequest, options: Mapping[str, Any]) -> SearchArchive:
    """Open the archive that the call names as a request and the `query_options` ask for it."""
    return open_archive(archive_path(), use_index=not options["no_index"], as_of=request.as_of)
