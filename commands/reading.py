"""Commands that read files without an archive, and the options of reading: read, extract."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from dateline.commands.frame import archive_path, command
from dateline.commands.notes import ArticleNotes, note_options
from dateline.commands.streams import standard_input
from dateline.commands.terminal import progress_of, say, show_lines, width
from dateline.commands.values import moment_named, pairs
from dateline.index.errors import ArchiveError, InputError, ReadError
from dateline.index.fields import DEFAULT_FIELDS
from dateline.index.layout import fields_of, find_store
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


def options_named(options: dict[str, Any], keywords: Iterable[str] = ()) -> Options:
    """Return what `reading_options` were given; ``keywords`` are keys that the archive is to have besides.

    Raises DatelineError for a format that is not there, UsageError for a key that is not.
    """
    from dateline.index.intake import Options  # start-up: only who reads files needs the readers
    from dateline.index.metadata.publication import Dating  # start-up: the same
    from dateline.index.readers.registry import format_named  # start-up: the same

    if options["format"] is not None:
        format_named(options["format"])
    dating = Dating(
        moment_named(options["published"]) if options["published"] else None,
        None if options["allow_future"] else date.today(),
        options["file_time"] == "mtime",
    )
    if options["detect_language"]:
        from dateline.index.metadata.language import load_detector  # start-up: only who asks for it needs it

        load_detector()
    mapping = mapping_named(pairs("--map", options["mapping"]), keywords)
    return Options(mapping, options["format"], dating, options["detect_language"])


def mapping_named(given: Iterable[tuple[str, str]], keywords: Iterable[str]) -> dict[str, str]:
    """Return what --map says. Raises UsageError for a key that an article does not have, or that is named twice."""
    from dateline.index.cleaning.record import ALIASES, KEYS  # start-up: only who reads files needs it

    mapping: dict[str, str] = {}
    for ours, theirs in given:
        if ours in mapping:
            raise click.UsageError(f"--map names {ours} twice: as {mapping[ours]} and as {theirs}")
        mapping[ours] = theirs
    if not mapping:
        return mapping
    known = [*KEYS, *keywords, *keywords_of_archive()]
    for ours, theirs in mapping.items():
        if ours not in known and ours not in dict(ALIASES).values():
            from difflib import SequenceMatcher  # start-up: only a wrong name needs it

            nearest = sorted(dict.fromkeys(known), key=lambda name: -SequenceMatcher(None, ours, name).ratio())
            turned = f" (did you mean {theirs}={ours}?)" if theirs in known else ""
            raise click.UsageError(
                f"--map {ours}={theirs}: an article has no key {ours}{turned}; the keys it has, the nearest first: "
                f"{', '.join(nearest)}; `dateline add --keyword {ours}` makes it one"
            )
    return mapping


def keywords_of_archive() -> list[str]:
    """Return the keys that the archive has been given by --keyword; none if there is no archive yet."""
    try:
        rows = fields_of(find_store(archive_path()).parent)
    except ArchiveError:
        return []
    return [row.name for row in rows if row.kind == "keyword" and DEFAULT_FIELDS.get(row.name) is None]


class Incoming:
    """The articles of a `read`, as they are read; tells of each that is skipped or noted.

    `failed` counts the paths that were named and cannot be read, `kinds` the files that are not, by suffix.
    """

    def __init__(self, paths: Sequence[str], options: dict[str, Any]) -> None:
        from dateline.index.intake import take_in  # start-up: only who reads files needs the readers

        self.count = self.skipped = self.incomplete = self.failed = 0
        self.kinds = Counter[str]()
        self._named = set(paths)
        self.progress = progress_of("articles read", quiet=options["quiet"])
        self._notes = ArticleNotes(options, self.progress.say)
        self.taken = take_in(paths, options_named(options), standard_input=standard_input(), kinds=self.kinds)

    def __iter__(self) -> Iterator[Taken]:
        for each in self.taken:
            if isinstance(each, ReadError):
                self.skipped += 1
                self.failed += isinstance(each, InputError) and each.file in self._named
                self.progress.say(str(each))
                continue
            for failed in each.failed:
                self.progress.say(f"{each.where}: read without {failed}")
            self.incomplete += bool(each.failed)
            self._notes.take(each.where, each.article.notes)
            self.count += 1
            self.progress.step()
            yield each

    def end(self) -> None:
        """End the line that shows the progress, and print the notes that are still to be printed."""
        self.progress.end()
        self._notes.finish()

    def closing(self) -> list[str]:
        """Return the lines that end it all; none if nothing was named but what cannot be read."""
        from dateline.searcher.render.reading_output import kinds_text  # start-up: only who reads files needs it

        if self.failed and not self.count and self.failed == self.skipped:
            return []
        counts = f"{self.count:,} read" + (f", {self.skipped:,} skipped" if self.skipped else "")
        return [*filter(None, [kinds_text(self.kinds)]), counts]


@command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@reading_options
@click.option("--dry-run", is_flag=True, help="Only count.")
@click.option("--explain", "explained", is_flag=True, help="Show what each step of cleaning did, under `cleaning`.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object an article: as it is without this.")
@click.option("--strict", is_flag=True, help="Exit with 2 if anything was skipped.")
@note_options
def read(paths: tuple[str, ...], dry_run: bool, explained: bool, as_json: bool, strict: bool, **options: Any) -> int:
    """Show what a reader makes of files, folders, or - for standard input; no archive is needed.

    \b
    dateline read page.html
    dateline read archive.zip --dry-run
    """
    from dateline.index.cleaning import explain  # start-up: only who reads files needs it

    stream = Incoming(paths, options)
    shown = (json_output.taken_json(each, explain(each.raw) if explained else None) for each in stream if not dry_run)
    show_lines(shown, streamed=True)
    stream.end()
    for line in () if options["quiet"] else stream.closing():
        say(line)
    return 2 if stream.failed or (strict and (stream.skipped or stream.incomplete)) else 0 if stream.count else 1


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

    content = text_of(file)
    day = moment_named(published) if published else None
    found = find(content, day, language=language, day_first=day_first)
    as_text = mentions_output.extraction_text(found, width=width())
    show_lines([mentions_output.extraction_json(found)] if as_json else as_text)
    return 0


def text_of(file: str) -> str:
    """Return the text of a file, or of standard input for ``-``. Raises ReadError."""
    from dateline.index.readers.decoding import decode_text  # start-up: only who reads files needs the readers
    from dateline.index.readers.formats.lines import MEGABYTE, join_lines  # start-up: the same
    from dateline.index.readers.paths import in_words, open_source  # start-up: the same
    from dateline.index.readers.sniffing import binary_kind  # start-up: the same

    try:
        with open_source(file, standard_input()) as stream:
            data = join_lines(iter(lambda: stream.read(MEGABYTE), b""), file)
    except OSError as failure:
        raise InputError(file, None, in_words(failure, file)) from failure
    if isinstance(data, ReadError):
        raise data
    if kind := binary_kind(data):
        raise InputError(file, None, f"it is {kind}; no article is read from it")
    text = decode_text(data, file, 1)
    if isinstance(text, ReadError):
        raise text
    return text
