"""How a query is asked: the options that say how it is meant."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

import click

from dateline.commands.values import day_named, pairs
from dateline.searcher import CountBy, Results, SearchArchive, open_archive

__all__ = ["FACET_LIMIT", "Asked", "as_of_option", "asked_of", "count_option", "query_options"]

FACET_LIMIT = 20
Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


@dataclass(frozen=True, slots=True)
class Asked:
    """How a query was asked, but for the page wanted of its answer."""

    query: str
    match: Any
    filters: tuple[tuple[str, str], ...]
    today: date
    certainly: bool
    aliases: bool
    use_index: bool
    as_of: date | None = None
    count_by: CountBy = "article"

    def open(self, path: str) -> SearchArchive:
        """Open the archive as it is to be asked."""
        return open_archive(path, use_index=self.use_index, as_of=self.as_of)

    def search(self, archive: SearchArchive, **page: Any) -> Results:
        """Ask an archive."""
        meant = {name: getattr(self, name) for name in ("match", "filters", "today", "certainly", "aliases")}
        return archive.search(self.query, **meant, count_by=self.count_by, **page)


def as_of_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option that names the day of the versions to look at."""
    return click.option("--as-of", metavar="DATE", help="Look at the versions of that day, as if there were no other.")(
        function
    )


def query_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say how a query is meant."""
    options: list[Decorator] = [
        click.option("--filter", "filters", multiple=True, metavar="FIELD=VALUE", help="Restrict; never scores."),
        click.option("--any", "any_word", is_flag=True, help="Words side by side: any of them."),
        click.option("--all", "all_words", is_flag=True, help="Words side by side: all, and never fewer."),
        click.option("--today", metavar="DATE", help="Reference day of relative dates."),
        as_of_option,
        click.option("--certainly", is_flag=True, help="Dates: only what lies in them whole and was not guessed."),
        click.option("--no-aliases", is_flag=True, help="People and places as printed; leave the authority file out."),
        click.option("--no-index", is_flag=True, help="Read every article instead of the index."),
    ]
    for option in reversed(options):
        function = option(function)
    return function


def count_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option that says what the total and the facets count."""
    return click.option(
        "--count-by",
        default="article",
        show_default=True,
        type=click.Choice(get_args(CountBy)),
        help="What to count: articles, the stories they print, or their sources.",
    )(function)


def asked_of(words: Sequence[str], options: dict[str, Any]) -> Asked:
    """Make a question of the words and the `query_options`."""
    unknown = next((word for word in words if word[:2] == "--" and word[2:3].isalpha()), None)
    if unknown is not None:
        raise click.UsageError(f"there is no option {unknown}; put quotation marks around it to search for it")
    if options["any_word"] and options["all_words"]:
        raise click.UsageError("--any and --all exclude each other")
    match = "any" if options["any_word"] else "all" if options["all_words"] else "auto"
    today = day_named(options["today"]) if options["today"] else date.today()
    filters = pairs("--filter", options["filters"])
    count_by = options.get("count_by", "article")
    as_of = day_named(options["as_of"]) if options["as_of"] else None
    aliases, use_index = not options["no_aliases"], not options["no_index"]
    return Asked(" ".join(words), match, filters, today, options["certainly"], aliases, use_index, as_of, count_by)
