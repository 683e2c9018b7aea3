"""From files, folders and standard input to articles as found.

A format is one row of `FORMATS`: its name, its suffixes, the functions that know
it and read it, a line of help. A reader is given the lines of one source as bytes
and the name of the source, and yields a `RawArticle` for each record, or a
`ReadError`, which it never raises: what cannot be read is reported, and the rest
goes on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import BinaryIO

from dateline.index.article import RawArticle
from dateline.index.errors import DatelineError, Failure, InputError, ReadError, attempt
from dateline.index.readers.compression import Bomb
from dateline.index.readers.containers import INSIDE, Member, open_members
from dateline.index.readers.formats.lines import LONGEST_LINE, lines_of
from dateline.index.readers.paths import (
    STANDARD_INPUT,
    count_suffix,
    describe_error,
    find_sources,
    is_article_name,
    open_source,
)
from dateline.index.readers.registry import BY_SUFFIX, FORMATS, Format, find_format, format_named
from dateline.index.readers.sniffing import SNIFFED, binary_kind

__all__ = ["BY_SUFFIX", "FORMATS", "Format", "as_found", "guarded", "read", "read_head", "read_source", "strip_mark"]

BOM = b"\xef\xbb\xbf"
MOST_KEYS_NAMED = 12
PIPED = STANDARD_INPUT + INSIDE


def read(
    paths: Iterable[str],
    *,
    standard_input: BinaryIO | None = None,
    mapping: Mapping[str, str] | None = None,
    format: str | None = None,
    unread_suffixes: Counter[str] | None = None,
) -> Iterator[RawArticle | ReadError]:
    """Return the articles of files, folders and, for ``-``, of ``standard_input``, each as found.

    A folder is read with all below it, in the order of names: files of a known
    suffix, none hidden and no README. Of a compressed file or an archive, what is
    in it is read likewise; a pattern stands for the files that match it. A file named itself is read whatever its
    suffix; its content decides where the suffix says nothing, or what cannot be.
    ``format`` is the name of the one format that all of them have, whatever they
    look like. ``mapping`` is ours = theirs (``{"title": "headline"}``): the value
    under their key becomes ours, and a value that stood under ours goes to theirs.
    What cannot be read is yielded as a `ReadError`, and the rest goes on; what cannot be opened, or is no text, as an
    `InputError`. ``kinds`` counts the files of folders and archives that are not read, by their suffix.

    Raises DatelineError, at once, for a format that is not there.
    """
    row = format_named(format) if format is not None else None
    return read_paths(paths, standard_input, mapping, row, unread_suffixes)


def read_paths(
    paths: Iterable[str],
    standard_input: BinaryIO | None,
    mapping: Mapping[str, str] | None,
    row: Format | None,
    unread_suffixes: Counter[str] | None = None,
) -> Iterator[RawArticle | ReadError]:
    """Yield the articles of all sources that the paths name."""
    for source in find_sources(paths, BY_SUFFIX, unread_suffixes):
        if isinstance(source, ReadError):
            yield source
            continue
        for found in read_source(source, standard_input, row, unread_suffixes=unread_suffixes):
            yield as_found(found, mapping)


def as_found(found: RawArticle | ReadError, mapping: Mapping[str, str] | None) -> RawArticle | ReadError:
    """Return what a reader yields with its keys renamed, or what is wrong with it."""
    if isinstance(found, ReadError):
        return found
    return check(rename(found, mapping) if mapping else found)


def nobody(name: str) -> None:
    """Tell nobody."""


def read_source(
    file: str,
    standard_input: BinaryIO | None,
    row: Format | None,
    tell: Callable[[str], None] = nobody,
    unread_suffixes: Counter[str] | None = None,
) -> Iterator[RawArticle | ReadError]:
    """Yield what one file or standard input holds; ``tell`` is told the name of the format before its articles come.

    ``kinds`` counts the members of an archive that are not read, by their suffix.
    """

    def is_wanted(name: str) -> bool:
        """Return whether a member of an archive is read, as it would be in a folder."""
        wanted = is_article_name(name, BY_SUFFIX)
        if not wanted and unread_suffixes is not None:
            count_suffix(name, unread_suffixes)
        return wanted

    try:
        with open_source(file, standard_input) as stream:
            for member in guarded_members(open_members(stream, file, is_wanted), file):
                if isinstance(member, ReadError):
                    yield member
                elif (trap := (yield from read_member(member, row, tell))) is not None:
                    raise trap
    except OSError as failure:
        yield InputError(file, None, describe_error(failure, file))


def read_member(
    member: Member, row: Format | None, tell: Callable[[str], None]
) -> Generator[RawArticle | ReadError, None, Bomb | None]:
    """Yield what one member of a source holds; return the reason to read no further member of it, None for none."""
    try:
        for found in read_stream(member.stream, member.name, row, member.bare, tell):
            # An article from a pipe has no path to be known by, in an archive or not.
            if isinstance(found, RawArticle) and found.alone and member.name.startswith(PIPED):
                yield replace(found, alone=False)
            else:
                yield found
    except Bomb as trap:
        return trap
    except OSError as failure:
        yield ReadError(member.name, None, describe_error(failure, member.name))
    return None


def guarded(found: Iterable[RawArticle | ReadError], file: str) -> Iterator[RawArticle | ReadError]:
    """Yield what a reader finds; whatever it raises, but for the system's own errors, ends the file with an error."""
    line: int | None = None
    stream = iter(found)
    while True:
        try:
            each = attempt(next, stream, None)
        except DatelineError as error:
            yield ReadError(file, line, f"{error}; what follows in the file was not read")
            return
        if isinstance(each, Failure):
            yield ReadError(file, line, f"its reader failed ({each}); what follows in the file was not read")
            return
        if each is None:
            return
        line = each.line
        yield each


def guarded_members(members: Iterator[Member | ReadError], file: str) -> Iterator[Member | ReadError]:
    """Yield the members of a source; whatever is raised while it is unpacked ends the source with an error."""
    while (each := attempt(next, members, None)) is not None:
        if isinstance(each, Failure):
            yield ReadError(file, None, f"it could not be unpacked ({each}); what follows in it was not read")
            return
        yield each


def read_stream(
    stream: BinaryIO,
    file: str,
    row: Format | None = None,
    bare: str | None = None,
    tell: Callable[[str], None] = nobody,
) -> Iterator[RawArticle | ReadError]:
    """Yield what an open stream of bytes holds; raises OSError where the system refuses.

    ``file`` names it; ``row`` is its format, None to find it out; the suffix is taken from ``bare``, or from ``file``.
    """
    lines = lines_of(stream)
    head = read_head(lines)
    if not any(line.strip() for line in head):
        size = sum(map(len, head))
        yield ReadError(
            file, None, "the file is empty" if size < LONGEST_LINE else "the file begins with blank lines only"
        )
        return
    start = b"".join(head)
    if row is None and (kind := binary_kind(start)):
        yield InputError(file, None, f"it is {kind}; no article is read from it")
        return
    chosen = row or find_format(bare or file, start)
    tell(chosen.name)
    yield from guarded(chosen.read(chain(head, lines), file), file)


def read_head(lines: Iterator[bytes]) -> list[bytes]:
    """Return the first lines of a source, without byte order mark: enough of them to find out the format.

    Where the first line with anything in it is a JSON object by itself, no further
    one is waited for: a program may write into a pipe an article at a time.
    """
    head: list[bytes] = []
    size, filled = 0, False
    for line in lines:
        head.append(line if head else strip_mark(line))
        size += len(line)
        first = not filled and head[-1].strip()
        filled = filled or bool(first)
        if (first and first.startswith(b"{") and first.endswith(b"}")) or size >= (SNIFFED if filled else LONGEST_LINE):
            break
    return head


def strip_mark(line: bytes) -> bytes:
    """Return the first line of a source without the byte order mark that some programs write."""
    return line.removeprefix(BOM)


def rename(raw: RawArticle, mapping: Mapping[str, str]) -> RawArticle:
    """Return the article with the values under their keys moved to ours."""
    present = {ours: theirs for ours, theirs in mapping.items() if theirs in raw.values and ours != theirs}
    if not present:
        return raw
    values = {key: value for key, value in raw.values.items() if key not in present.values()}
    for ours, theirs in present.items():
        if ours in values and theirs not in present:
            values[theirs] = values[ours]
        values[ours] = raw.values[theirs]
    return replace(raw, values=values)


def check(raw: RawArticle) -> RawArticle | ReadError:
    """Return the article, or what is wrong with it if it cannot be one: no body, or no texts where texts must be."""
    values = raw.values
    if "body" not in values:
        names = list(values)[:MOST_KEYS_NAMED]
        keys = ", ".join(names) + (", …" if len(values) > len(names) else "")
        has = f"it has: {keys}" if keys else "it is empty"
        return ReadError(raw.file, raw.line, f"the record has no key `body`; name it with --map body=THEIRS, {has}")
    body = values["body"]
    if body is not None and not isinstance(body, str):
        return ReadError(raw.file, raw.line, f"the body is {kind_of(body)}; it must be a text")
    for key in ("id", "title"):
        value = values.get(key)
        if isinstance(value, bool) or not (value is None or isinstance(value, str | int | float)):
            return ReadError(raw.file, raw.line, f"the {key} is {kind_of(value)}; it must be a text or a number")
    return raw


def kind_of(value: object) -> str:
    """Return what a JSON value is, in words."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "an object"
    return "a list" if isinstance(value, list) else "a number"
