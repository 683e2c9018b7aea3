"""The options of commands that read files, and what their values mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from dateline.commands.group import archive_path
from dateline.commands.options import add_options
from dateline.commands.values import WholeNumber, parse_instant, parse_pairs
from dateline.index.errors import ArchiveError
from dateline.index.fields import DEFAULT_FIELDS
from dateline.index.layout import fields_of, find_store
from dateline.index.segment.memory import LEAST_MEMORY, MEMORY

if TYPE_CHECKING:
    from dateline.index.intake import Options

__all__ = ["keyword_option", "memory_option", "note_options", "reading_options", "source_options"]

# How files are read.
reading_options = add_options(
    click.option("--format", metavar="NAME", help="Read every file as this format."),
    click.option(
        "--map",
        "mapping",
        multiple=True,
        metavar="OURS=THEIRS",
        help="Read OURS, a key of articles, from THEIRS.",
    ),
    click.option("--date", "published", metavar="DATE", help="Date for undated articles."),
    click.option(
        "--date-from",
        "file_time",
        type=click.Choice(["mtime"]),
        help="Else date them by the last change of the file (mtime).",
    ),
    click.option("--detect-language", is_flag=True, help="Detect the language of articles that name none."),
    click.option("--allow-future", is_flag=True, help="Accept dates in the future."),
)
keyword_option = click.option(
    "--keyword", "keywords", multiple=True, metavar="NAME", help="Make a key of the articles searchable, and a facet."
)
memory_option = click.option(
    "--memory",
    type=WholeNumber(LEAST_MEMORY),
    default=MEMORY,
    show_default=True,
    metavar="MB",
    help="Memory for indexing; more makes fewer segments, which are searched faster.",
)
# How much is printed about the articles read.
note_options = add_options(
    click.option(
        "--notes",
        type=click.Choice(["kinds", "all", "none"]),
        default="kinds",
        show_default=True,
        help="Print the first note of each kind with a count, each note, or none.",
    ),
    click.option("-q", "--quiet", is_flag=True, help="Print errors only: no notes, progress or counts."),
)


def source_options(options: dict[str, Any], keywords: Iterable[str] = ()) -> Options:
    """Return the options of reading that a call gives; ``keywords`` are keys that the archive will have as well.

    Raises DatelineError for an unknown format, UsageError for an unknown key.
    """
    from dateline.index.intake import Options  # start-up: only who reads files needs the readers
    from dateline.index.metadata.publication import Dating  # start-up: the same
    from dateline.index.readers.registry import get_format  # start-up: the same

    if options["format"] is not None:
        get_format(options["format"])
    dating = Dating(
        None if options["published"] is None else parse_instant(options["published"]),
        None if options["allow_future"] else date.today(),
        options["file_time"] == "mtime",
    )
    if options["detect_language"]:
        from dateline.index.metadata.language import load_detector  # start-up: only who asks for it needs it

        load_detector()
    mapping = mapping_named(pairs_of_keys(options["mapping"]), keywords)
    return Options(mapping, options["format"], dating, options["detect_language"])


def pairs_of_keys(given: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield our key and theirs of each --map. Raises UsageError if one is missing, or if there are more than two."""
    for pair in given:
        for ours, theirs in parse_pairs("--map", [pair]):
            if not ours.strip() or not theirs.strip():
                side = "THEIRS, the key in the file, is" if ours.strip() else "OURS, a key of articles, is"
                raise click.UsageError(f"--map takes OURS=THEIRS; {side} missing in {pair!r}")
            if "=" in theirs:
                raise click.UsageError(f"--map takes one OURS=THEIRS, not {pair!r}; give each pair a --map of its own")
            yield ours, theirs


def mapping_named(given: Iterable[tuple[str, str]], keywords: Iterable[str]) -> dict[str, str]:
    """Return the mapping of --map. Raises UsageError for an unknown key, or one that is mapped twice."""
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
    """Return the keys that --keyword has declared in the archive; none if there is no archive."""
    try:
        rows = fields_of(find_store(archive_path()).parent)
    except ArchiveError:
        return []
    return [row.name for row in rows if row.kind == "keyword" and DEFAULT_FIELDS.get(row.name) is None]
