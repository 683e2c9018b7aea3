"""The command line: parse options, call one function, render, set the exit code.

Exit codes: 0 found or done, 1 nothing found, 2 an error or a wrong call. Results go to
standard output; notes, problems and progress to standard error. This is the only place that
prints, exits, or asks what day it is.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dateline import __version__
from dateline.index.errors import ArchiveMissing, DatelineError, ReadError
from dateline.searcher import Note, Results, SearchArchive, open_archive
from dateline.searcher.render import csv_output, json_output, mentions_output, text
from dateline.searcher.render.progress import Progress

if TYPE_CHECKING:
    from dateline.index.archive import Archive, Ingested
    from dateline.index.intake import Taken

HERE = ".dateline"
FACET_LIMIT = 20
FACETS_BESIDE_HITS = 10
MAIN_HELP = """Search a news archive, and fill it.

The archive is --archive DIR, else $DATELINE_ARCHIVE, else the nearest .dateline/ in this folder or one above it.
"""


class ArchiveAnywhere(click.Command):
    """A command that takes --archive as well, so that it may stand before or after the command's name."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.params.append(archive_option())


def archive_option() -> click.Option:
    """Return the option --archive, which leaves its value in the context."""

    def keep(context: click.Context, _: click.Parameter, value: str | None) -> None:
        if value is not None:
            context.find_root().obj = value

    return click.Option(
        ["--archive"], metavar="DIR", expose_value=False, is_eager=True, callback=keep, help="The archive's folder."
    )


@click.group(help=MAIN_HELP, params=[archive_option()], context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="dateline %(version)s")
def commands() -> None:
    """Hold the commands."""


def command(
    *names: str, words: bool = False, group: click.Group | None = None, **texts: Any
) -> Callable[[Callable[..., Any]], click.Command]:
    """Declare a command. With `words`, an unknown -word is one of its arguments and not an option."""
    settings = {"help_option_names": ["--help"] if words else ["-h", "--help"], "ignore_unknown_options": words}
    return (group or commands).command(*names, cls=ArchiveAnywhere, context_settings=settings, **texts)


def archive_path() -> str:
    """Return the archive to use: as named, else the nearest one there is."""
    named = click.get_current_context().find_root().obj or os.environ.get("DATELINE_ARCHIVE")
    if named:
        return str(named)
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / HERE).is_dir():
            return str(folder / HERE)
    raise ArchiveMissing(
        f"there is no archive here: no {HERE}/ in {here} or above it; `dateline add FILES…` makes one, "
        "--archive DIR names one"
    )


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

    def search(self, archive: SearchArchive, **page: Any) -> Results:
        """Ask an archive."""
        meant = {name: getattr(self, name) for name in ("match", "filters", "today", "certainly", "aliases")}
        return archive.search(self.query, **meant, **page)


def query_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say how a query is meant."""
    options = [
        click.option("--filter", "filters", multiple=True, metavar="FIELD=VALUE", help="Restrict; never scores."),
        click.option("--any", "any_word", is_flag=True, help="Words side by side: any of them."),
        click.option("--all", "all_words", is_flag=True, help="Words side by side: all, and never fewer."),
        click.option("--today", metavar="DATE", help="Reference day of relative dates."),
        click.option("--certainly", is_flag=True, help="Dates: only what lies in them whole and was not guessed."),
        click.option("--no-aliases", is_flag=True, help="People and places as printed; leave the authority file out."),
        click.option("--no-index", is_flag=True, help="Read every article instead of the index."),
    ]
    for option in reversed(options):
        function = option(function)
    return function


def asked_of(words: Sequence[str], options: dict[str, Any]) -> Asked:
    """Make a question of the words and the `query_options`."""
    unknown = next((word for word in words if word[:2] == "--" and word[2:3].isalpha()), None)
    if unknown is not None:
        raise click.UsageError(f"there is no option {unknown}; put quotation marks around it to search for it")
    if options["any_word"] and options["all_words"]:
        raise click.UsageError("--any and --all exclude each other")
    match = "any" if options["any_word"] else "all" if options["all_words"] else "auto"
    today = day_named(options["today"]) if options["today"] else date.today()
    filters, switches = pairs("--filter", options["filters"]), (options["no_aliases"], options["no_index"])
    return Asked(" ".join(words), match, filters, today, options["certainly"], *(not off for off in switches))


def reading_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say how files are read."""
    options = [
        click.option("--format", metavar="NAME", help="Read all as this format, whatever it looks like."),
        click.option("--map", "mapping", multiple=True, metavar="OURS=THEIRS", help="Name the keys of the source."),
        click.option("--date", "published", metavar="DATE", help="Date of articles that give none."),
    ]
    for option in reversed(options):
        function = option(function)
    return function


def pairs(option: str, values: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Split values of the form NAME=VALUE."""
    made = []
    for value in values:
        name, sign, rest = value.partition("=")
        if not sign or not name:
            raise click.UsageError(f"{option} wants NAME=VALUE, not {value!r}")
        made.append((name, rest))
    return tuple(made)


def day_named(value: str) -> date:
    """Return the day that an option names."""
    moment = moment_named(value)
    return moment.date() if isinstance(moment, datetime) else moment


def moment_named(value: str) -> date | datetime:
    """Return the day or the instant that an option names."""
    from dateline.index.dates import parse_published  # start-up: most calls name no date

    moment = parse_published(value)
    if moment is None:
        raise click.UsageError(f"{value!r} is not a date; write 2016-12-14")
    return moment


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
@click.option("--json", "form", flag_value="json", help="One JSON object.")
@click.option("--jsonl", "form", flag_value="jsonl", help="One JSON object a hit.")
@click.option("--csv", "form", flag_value="csv", help="A header and a row a hit.")
@click.option("--explain", is_flag=True, help="Show what each score is made of.")
@query_options
def search(query: tuple[str, ...], form: str | None, explain: bool, **options: Any) -> int:
    """Show the articles that fit QUERY best.

    \b
    dateline search oil pipeline
    dateline search lyon -flood
    dateline search '"prime minister" people:aliyev published:2016' --facet places
    """
    asked = asked_of(query, options)
    page = {name: options[name] for name in ("limit", "offset", "sort", "facets")}
    with open_archive(archive_path(), use_index=asked.use_index) as archive:
        results = asked.search(archive, **page)
        tell(results.notes, asked.query)
        if form == "json":
            lines: Iterable[str] = [json_output.results_json(results, limit=FACET_LIMIT, explain=explain)]
        elif form == "jsonl":
            lines = json_output.hits_jsonl(results, explain=explain)
        elif form == "csv":
            lines = csv_output.hits_csv(results)
        else:
            lines = text.results_text(results, colour=colour(), explain=explain, facet_limit=FACETS_BESIDE_HITS)
        show_lines(lines)
        return 0 if results.total else 1


@command(words=True)
@click.argument("words", nargs=-1, type=click.UNPROCESSED, required=True, metavar="QUERY FIELD…")
@click.option(
    "--limit", default=FACET_LIMIT, show_default=True, type=click.IntRange(min=0), help="Values of each field."
)
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
    with open_archive(archive_path(), use_index=asked.use_index) as archive:
        results = asked.search(archive, limit=0, facets=words[1:])
        tell(results.notes, asked.query)
        as_text = text.facets_text(results, limit=limit)
        show_lines([json_output.facets_json(results, limit=limit)] if as_json else as_text)
        return 0 if results.total else 1


@command()
@click.argument("id")
@click.option("--highlight", metavar="QUERY", help="Mark where the words of a query stand.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def show(id: str, highlight: str | None, as_json: bool) -> int:
    """Show one article."""
    with open_archive(archive_path()) as archive:
        article, found = archive.get(id), archive.found_in(id)
        if as_json:
            show_lines(
                [json_output.article_json(article, None if found is None else mentions_output.found_json(found))]
            )
            return 0
        marks_in = archive.marker(id, highlight, today=date.today()) if highlight else None
        show_lines(text.article_text(article, marks_in, mentions_output.names_found(found), colour=colour()))
    return 0


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
    with open_archive(archive_path(), use_index=asked.use_index) as archive:
        meant = {name: getattr(asked, name) for name in ("today", "certainly", "aliases")}
        matched = archive.matched_mentions(id, asked.query, **meant)
        lines = mentions_output.why_json if as_json else mentions_output.why_text
        show_lines(lines(matched, lambda each: archive.name_of(each.field, each.name, id)))
        return 0 if matched else 1


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


@command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@reading_options
@click.option("--keyword", "keywords", multiple=True, metavar="NAME", help="Make a key searchable, and a facet.")
@click.option("--no-extract", is_flag=True, help="Do not look for people, places and dates in the texts.")
@click.option("--strict", is_flag=True, help="Exit with 2 if anything was skipped.")
def add(paths: tuple[str, ...], keywords: tuple[str, ...], no_extract: bool, strict: bool, **options: Any) -> int:
    """Add articles from files, folders, or - for standard input, and index them.

    The archive is made when there is none. The same article again changes nothing; one that has changed takes
    its earlier version's place.

    \b
    dateline add news/ --map title=headline --keyword desk
    """
    stream = Incoming(paths, options)
    articles = (each.article for each in stream)
    first = next(articles, None)
    if first is None:
        click.echo(f"no article added, {stream.skipped} skipped", err=True)
        return 2 if strict or not stream.skipped else 0
    with open_for_adding(keywords) as archive:
        if not no_extract and archive.problem:
            stream.progress.say(f"note: {archive.problem}")
        archive.add_many(chain([first], articles), extract=not no_extract)
        done = archive.commit()
    stream.progress.end()
    click.echo(closing(done, stream.skipped), err=True)
    return 2 if strict and stream.skipped else 0


class Incoming:
    """The articles of an `add` or a `read`, as they are read; tells of each that is skipped or noted."""

    def __init__(self, paths: Sequence[str], options: dict[str, Any]) -> None:
        from dateline.index.intake import take_in  # start-up: only who reads files needs the readers

        self.count = self.skipped = 0
        self.progress = progress_of("articles read")
        self.taken = take_in(
            paths,
            standard_input=sys.stdin.buffer,
            mapping=dict(pairs("--map", options["mapping"])),
            format=options["format"],
            published=moment_named(options["published"]) if options["published"] else None,
        )

    def __iter__(self) -> Iterator[Taken]:
        for each in self.taken:
            if isinstance(each, ReadError):
                self.skipped += 1
                self.progress.say(printable(str(each)))
                continue
            for note in each.article.notes:
                self.progress.say(printable(f"{each.where}: note: {note}"))
            self.count += 1
            self.progress.step()
            yield each


@command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@reading_options
@click.option("--dry-run", is_flag=True, help="Only count.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object an article: as it is without this.")
@click.option("--strict", is_flag=True, help="Exit with 2 if anything was skipped.")
def read(paths: tuple[str, ...], dry_run: bool, as_json: bool, strict: bool, **options: Any) -> int:
    """Show what a reader makes of files, folders, or - for standard input; no archive is needed.

    \b
    dateline read page.html
    dateline read archive.zip --dry-run
    """
    stream = Incoming(paths, options)
    show_lines(json_output.taken_json(each) for each in stream if not dry_run)
    stream.progress.end()
    click.echo(f"{stream.count:,} read" + (f", {stream.skipped:,} skipped" if stream.skipped else ""), err=True)
    return 2 if strict and stream.skipped else 0 if stream.count else 1


def open_for_adding(keywords: Sequence[str]) -> Archive:
    """Open the archive for writing; make it when there is none, with these keyword fields declared."""
    from dateline.index.archive import Archive  # start-up: only who writes needs it
    from dateline.index.layout import fields_of, find_store  # start-up: the same

    try:
        path = archive_path()
        find_store(path)
    except ArchiveMissing:
        path = str(click.get_current_context().find_root().obj or os.environ.get("DATELINE_ARCHIVE") or HERE)
        return Archive.create(path, keywords=keywords)
    if fields_of(path).with_keywords(keywords) != fields_of(path):
        Archive.rebuild(path, keywords=keywords)
    return Archive.open(path)


def closing(done: Ingested, skipped: int) -> str:
    """Return the line that ends an `add`."""
    counts = [(done.added, "added"), (done.replaced, "replaced"), (done.unchanged, "unchanged"), (skipped, "skipped")]
    return ", ".join(f"{count:,} {what}" for count, what in counts if count or what == "added")


@command()
@click.argument("ids", nargs=-1, required=True, metavar="ID…")
def delete(ids: tuple[str, ...]) -> int:
    """Take articles out of search; the store keeps their versions."""
    from dateline.index.archive import Archive  # start-up: only who writes needs it

    with Archive.open(archive_path()) as archive:
        archive.delete(*ids)
    click.echo(f"{len(ids):,} deleted", err=True)
    return 0


@command()
@click.option("--keyword", "keywords", multiple=True, metavar="NAME", help="Make a key searchable, and a facet.")
@click.option("--extract", "look", is_flag=True, help="Find people, places and dates anew in every article.")
def rebuild(keywords: tuple[str, ...], look: bool) -> int:
    """Build the index anew from the store, beside the old one, then swap."""
    from dateline.index.archive import Archive  # start-up: only who writes needs it

    progress = progress_of("articles indexed")
    count = Archive.rebuild(archive_path(), keywords=keywords, extract=look, progress=progress.reach)
    progress.end()
    click.echo(f"{count:,} articles indexed", err=True)
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


# The edits of the authority file: their arguments, and what each does.
EDITS = {
    "merge": ("INTO NAME…", "Let every NAME, and all that means it, mean INTO."),
    "split": ("KEY NAME [ID…]", "Let KEY mean NAME in these articles, else in all."),
    "rename": ("NAME NEW", "Show and count NAME as NEW; the old name still finds it."),
    "hide": ("NAME…", "Find and count every NAME no more."),
    "show": ("NAME…", "Find and count every NAME again that was hidden."),
    "alias": ("NAME ALIAS…", "Let every ALIAS mean NAME too."),
    "import": ("FILE", "Take an authority file (.toml); for places, a gazetteer too (.csv, .jsonl)."),
    "undo": ("[VERSION]", "Take the last change back, or go to a VERSION."),
}
CURATING_HELP = """Say who is who among the {0} of the archive.

What is said here is kept in authority.toml, in the archive's folder, which may be edited by hand too. It counts
from the next search on; nothing is rebuilt.

\b
{1}
"""


def curating_commands(kind: str, example: str) -> None:
    """Declare the commands on the people or the places of an archive."""
    settings = {"help_option_names": ["-h", "--help"]}
    group = commands.group(kind, help=CURATING_HELP.format(kind, example), context_settings=settings)(lambda: None)
    for name, (arguments, does) in EDITS.items():
        declare_edit(group, kind, name, arguments, does)

    @command("list", group=group, help=f"List {kind} with what else means each.")
    @click.argument("words", nargs=-1, metavar="[WORD…]")
    @click.option("--limit", default=FACET_LIMIT, show_default=True, type=click.IntRange(min=0), help="Most to list.")
    @click.option("--json", "as_json", is_flag=True, help="One JSON object.")
    def list_(words: tuple[str, ...], limit: int, as_json: bool) -> int:
        from dateline.searcher.curating import list_entities  # start-up: most calls edit nothing
        from dateline.searcher.render import entities_output  # start-up: the same

        with open_archive(archive_path()) as archive:
            listing = list_entities(archive, kind, words)
        tell([Note(listing.problem, 0, 0)] if listing.problem else [], "")
        as_text = entities_output.listing_text(listing, limit)
        show_lines([entities_output.listing_json(listing, limit)] if as_json else as_text)
        return 0 if listing.entities else 1


def declare_edit(group: click.Group, kind: str, name: str, arguments: str, does: str) -> None:
    """Declare the command of one edit."""
    least = sum(not each.startswith("[") for each in arguments.split())
    most = None if "…" in arguments else len(arguments.split())

    @command(name, group=group, help=does)
    @click.argument("words", nargs=-1, required=least > 0, metavar=arguments)
    def edit(words: tuple[str, ...]) -> int:
        from dateline.searcher.curating import edit_entities  # start-up: most calls edit nothing

        if len(words) < least or (most is not None and len(words) > most):
            raise click.UsageError(f"{kind} {name} wants {arguments}")
        done, notes = edit_entities(archive_path(), kind, name, words)
        tell([Note(note, 0, 0) for note in notes], "")
        click.echo(printable(done), err=True)
        return 0


curating_commands("people", "dateline people merge 'Muammar Gaddafi' 'Moammar Qadhafi'")
curating_commands("places", "dateline places hide Jordan")


def progress_of(what: str) -> Progress:
    """Return what says on standard error how far a long run is."""
    return Progress(what, lambda text: click.echo(text, err=True, nl=False), live=sys.stderr.isatty())


def tell(notes: Sequence[Note], query: str) -> None:
    """Print the notes about a query."""
    for note in notes:
        about = query[note.start : note.end]
        place = f" (at “{about}”)" if about and about != query and len(about) <= 60 else ""
        click.echo(printable(f"note: {note.message}{place}"), err=True)


def show_lines(lines: Iterable[str]) -> None:
    """Print lines to standard output, in UTF-8 whatever the locale; end quietly when whoever reads them has gone."""
    try:
        for line in lines:
            click.echo(line.encode("utf-8", "replace"))
    except BrokenPipeError:  # as `head` does; click would end the program with 1, which says that nothing was found
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def printable(message: str) -> str:
    """Return a message that any terminal can print and none obeys."""
    return "".join(c if c.isprintable() else "\ufffd" for c in message.encode("utf-8", "replace").decode())


def colour() -> bool:
    """Return whether standard output wants colour."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def main() -> None:
    """Run the command line; exit with its code. No traceback reaches a user, unless DATELINE_DEBUG asks for it."""
    try:
        code = commands.main(standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Abort:
        code = fail("stopped", 130)
    except click.ClickException as error:
        error.show()
        code = 2
    except DatelineError as error:
        code = fail(str(error), 2)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # whoever read has gone; say nothing at exit
        code = 2
    except OSError as error:
        code = fail(f"{error.filename or 'the system'}: {error.strerror or error}", 2)
    except Exception as error:
        if os.environ.get("DATELINE_DEBUG"):
            raise
        code = fail(f"this should not happen ({type(error).__name__}: {error}); DATELINE_DEBUG=1 shows where", 2)
    sys.exit(code if isinstance(code, int) else 0)


def fail(message: str, code: int) -> int:
    """Say why on one line of standard error; return the exit code."""
    click.echo(printable(f"dateline: {message}"), err=True)
    return code


if __name__ == "__main__":
    main()
