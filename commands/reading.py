"""Commands that read files without an archive, and the options of reading: read, extract."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dateline.commands.frame import command
from dateline.commands.terminal import printable, progress_of, show_lines
from dateline.commands.values import moment_named, pairs
from dateline.index.errors import ReadError
from dateline.searcher.render import json_output, mentions_output

if TYPE_CHECKING:
    from dateline.index.intake import Options, Taken

__all__ = ["Incoming", "extract", "options_named", "read", "reading_options"]


def reading_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say how files are read."""
    options = [
        click.option("--format", metavar="NAME", help="Read all as this format, whatever it looks like."),
        click.option("--map", "mapping", multiple=True, metavar="OURS=THEIRS", help="Name the keys of the source."),
        click.option("--date", "published", metavar="DATE", help="Date of articles that tell none."),
        click.option(
            "--date-from",
            "file_time",
            type=click.Choice(["mtime"]),
            help="Else the last change of the file: mtime.",
        ),
        click.option("--detect-language", is_flag=True, help="Have the language told where the source does not."),
        click.option("--allow-future", is_flag=True, help="Take dates that are still to come, too."),
    ]
    for option in reversed(options):
        function = option(function)
    return function


def options_named(options: dict[str, Any]) -> Options:
    """Return what `reading_options` were given. Raises DatelineError for a format that is not there."""
    from dateline.index.intake import Options  # start-up: only who reads files needs the readers
    from dateline.index.metadata import Dating  # start-up: the same
    from dateline.index.readers.formats import format_named  # start-up: the same

    if options["format"] is not None:
        format_named(options["format"])
    dating = Dating(
        moment_named(options["published"]) if options["published"] else None,
        None if options["allow_future"] else date.today(),
        options["file_time"] == "mtime",
    )
    if options["detect_language"]:
        from dateline.index.detection import load_detector  # start-up: only who asks for it needs it

        load_detector()
    return Options(dict(pairs("--map", options["mapping"])), options["format"], dating, options["detect_language"])


class Incoming:
    """The articles of a `read`, as they are read; tells of each that is skipped or noted."""

    def __init__(self, paths: Sequence[str], options: dict[str, Any]) -> None:
        from dateline.index.intake import take_in  # start-up: only who reads files needs the readers

        self.count = self.skipped = self.incomplete = 0
        self.progress = progress_of("articles read")
        self.taken = take_in(paths, options_named(options), standard_input=sys.stdin.buffer)

    def __iter__(self) -> Iterator[Taken]:
        for each in self.taken:
            if isinstance(each, ReadError):
                self.skipped += 1
                self.progress.say(printable(str(each)))
                continue
            for failed in each.failed:
                self.progress.say(printable(f"{each.where}: read without {failed}"))
            self.incomplete += bool(each.failed)
            for note in each.article.notes:
                self.progress.say(printable(f"{each.where}: note: {note}"))
            self.count += 1
            self.progress.step()
            yield each


@command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@reading_options
@click.option("--dry-run", is_flag=True, help="Only count.")
@click.option("--explain", "explained", is_flag=True, help="Show what each step of cleaning did, under `cleaning`.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object an article: as it is without this.")
@click.option("--strict", is_flag=True, help="Exit with 2 if anything was skipped.")
def read(paths: tuple[str, ...], dry_run: bool, explained: bool, as_json: bool, strict: bool, **options: Any) -> int:
    """Show what a reader makes of files, folders, or - for standard input; no archive is needed.

    \b
    dateline read page.html
    dateline read archive.zip --dry-run
    """
    from dateline.index.cleaning import explain  # start-up: only who reads files needs it

    stream = Incoming(paths, options)
    show_lines(json_output.taken_json(each, explain(each.raw) if explained else None) for each in stream if not dry_run)
    stream.progress.end()
    click.echo(f"{stream.count:,} read" + (f", {stream.skipped:,} skipped" if stream.skipped else ""), err=True)
    return 2 if strict and (stream.skipped or stream.incomplete) else 0 if stream.count else 1


@command()
@click.argument("file", default="-", metavar="[FILE|-]")
@click.option("--date", "published", metavar="DATE", help="Day of publication: what yesterday is told by.")
@click.option("--language", metavar="CODE", help="Language of the text (en, de, …); told by the text unless given.")
@click.option("--day-first", is_flag=True, default=None, help="Read 4/5/2016 as the 4th of May.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def extract(file: str, published: str | None, language: str | None, day_first: bool | None, as_json: bool) -> int:
    """Find people, places and dates in one text; no archive is needed.

    \b
    dateline extract article.txt --date 2016-12-14
    """
    from dateline.index.entities.extraction import (
        extract as find,  # start-up: the gazetteer and the model are loaded for who extracts
    )
    from dateline.index.readers.decoding import decode_text  # start-up: the same

    data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    content = decode_text(data, file, 1)
    if isinstance(content, ReadError):
        raise content
    day = moment_named(published) if published else None
    found = find(content, day, language=language, day_first=day_first)
    show_lines([mentions_output.extraction_json(found)] if as_json else mentions_output.extraction_text(found))
    return 0
