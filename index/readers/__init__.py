"""Read files, folders and standard input into `RawArticle` records.

A format is one row of `FORMATS`: its name, its suffixes, the functions that recognise and read it, a line of
help. A reader takes the lines of one source as bytes and the name of the source. It yields a `RawArticle` for each
record, or a `ReadError`; it raises none, so that reading continues after an unreadable record.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from io import BytesIO
from itertools import chain
from math import isfinite
from typing import BinaryIO

from dateline.index.article import RawArticle
from dateline.index.dataclass import replace
from dateline.index.errors import DatelineError, InputError, ReadError
from dateline.index.failure import Failure, attempt
from dateline.index.readers.compression import Bomb
from dateline.index.readers.containers import MEMBER_SEPARATOR, Member, open_members, stream_size
from dateline.index.readers.date_order import with_orders
from dateline.index.readers.formats.lines import LONGEST_LINE, lines_of
from dateline.index.readers.key_names import rename_known
from dateline.index.readers.mapping import paths_in, rename
from dateline.index.readers.markup import with_plain_markup
from dateline.index.readers.paths import (
    CUT_WHILE_READ,
    STANDARD_INPUT,
    count_suffix,
    describe_error,
    find_sources,
    is_article_name,
    is_cut,
    open_source,
)
from dateline.index.readers.registry import BY_SUFFIX, FORMATS, Format, find_format, get_format
from dateline.index.readers.sniffing import HEAD_SIZE, binary_kind

__all__ = [
    "BY_SUFFIX",
    "FORMATS",
    "Format",
    "guarded",
    "read",
    "read_head",
    "read_source",
    "rename_and_check",
    "strip_bom",
]

BOM = b"\xef\xbb\xbf"
MAX_KEYS_NAMED = 12
STANDARD_INPUT_MEMBERS = STANDARD_INPUT + MEMBER_SEPARATOR


def read(
    paths: Iterable[str],
    *,
    standard_input: BinaryIO | None = None,
    mapping: Mapping[str, str] | None = None,
    format: str | None = None,
    unread_suffixes: Counter[str] | None = None,
) -> Iterator[RawArticle | ReadError]:
    """Return the articles of files, folders and, for ``-``, of ``standard_input``, each as found.

    A folder is read with all folders below it, in the order of names: files with a known suffix, except hidden files
    and READMEs. Compressed files and archives are unpacked and read in the same way; a pattern means the files that
    match it. A file that is named itself is read whatever its suffix; if the suffix is unknown or contradicts the
    content, the content decides. ``format`` forces one format for all. ``mapping`` renames keys, ours to theirs
    (``{"title": "headline"}``): the value under their key, or at a path of keys (``content.rendered``), moves to ours,
    and a value under ours moves to theirs.
    An unreadable record is yielded as a `ReadError`; a file that cannot be opened or is not text, as an
    `InputError`. ``unread_suffixes`` counts the files in folders and archives that are not read, by suffix, and the
    linked folders that are not followed, by ``/`` and the path.

    Raises DatelineError, at once, for a format that is not there.
    """
    row = get_format(format) if format is not None else None
    return with_orders(read_paths(paths, standard_input, mapping, row, unread_suffixes))


def read_paths(
    paths: Iterable[str],
    standard_input: BinaryIO | None,
    mapping: Mapping[str, str] | None,
    row: Format | None,
    unread_suffixes: Counter[str] | None = None,
) -> Iterator[RawArticle | ReadError]:
    """Yield the records of all sources that the paths name."""
    for source in find_sources(paths, BY_SUFFIX, unread_suffixes):
        if isinstance(source, ReadError):
            yield source
            continue
        for found in read_source(source, standard_input, row, unread_suffixes=unread_suffixes):
            yield rename_and_check(found, mapping)


def rename_and_check(found: RawArticle | ReadError, mapping: Mapping[str, str] | None) -> RawArticle | ReadError:
    """Return a record with its keys renamed, or the error if it cannot be an article."""
    if isinstance(found, ReadError):
        return found
    renamed = rename(found, mapping) if mapping else found
    if not renamed.foreign:
        return check(renamed)
    known = rename_known(renamed)
    if "body" not in known.values:
        return check(renamed)
    return check(known if known.plain else with_plain_markup(known))


def ignore(name: str) -> None:
    """Do nothing."""


def read_source(
    file: str,
    standard_input: BinaryIO | None,
    row: Format | None,
    on_format: Callable[[str], None] = ignore,
    unread_suffixes: Counter[str] | None = None,
) -> Iterator[RawArticle | ReadError]:
    """Yield the records of one file or standard input; ``on_format`` gets the name of the format before its records.

    ``unread_suffixes`` counts the members of an archive that are not read, by suffix.
    """

    def is_wanted(name: str) -> bool:
        """Return whether a member of an archive would be read in a folder."""
        wanted = is_article_name(name, BY_SUFFIX)
        if not wanted and unread_suffixes is not None:
            count_suffix(name, unread_suffixes)
        return wanted

    try:
        with open_source(file, standard_input) as stream:
            size = stream_size(stream) if file != STANDARD_INPUT else 0
            for member in guarded_members(open_members(stream, file, is_wanted), file):
                if isinstance(member, ReadError):
                    yield member
                elif (bomb := (yield from read_member(member, row, on_format))) is not None:
                    raise bomb
            if size and is_cut(stream, size):
                yield ReadError(file, None, CUT_WHILE_READ)
    except OSError as failure:
        yield InputError(file, None, describe_error(failure, file))


def read_member(
    member: Member, row: Format | None, on_format: Callable[[str], None]
) -> Generator[RawArticle | ReadError, None, Bomb | None]:
    """Yield the records of one member of a source; return the error if no further member may be read, else None."""
    detected = get_format(member.kind) if member.kind and row is None else row
    try:
        for found in read_stream(member.stream, member.name, detected, member.format_name, on_format):
            # An article from a pipe has no path that could identify it.
            if isinstance(found, RawArticle) and found.alone and member.name.startswith(STANDARD_INPUT_MEMBERS):
                yield replace(found, alone=False)
            else:
                yield found
    except Bomb as bomb:
        return bomb
    except OSError as failure:
        yield ReadError(member.name, None, describe_error(failure, member.name))
    return None


def guarded(found: Iterable[RawArticle | ReadError], file: str) -> Iterator[RawArticle | ReadError]:
    """Yield the records of a reader. Anything it raises except OSError becomes an error that ends the file."""
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
    """Yield the members of a source. Anything raised while it is unpacked becomes an error that ends the source."""
    while (each := attempt(next, members, None)) is not None:
        if isinstance(each, Failure):
            yield ReadError(file, None, f"it could not be unpacked ({each}); what follows in it was not read")
            return
        yield each


def read_stream(
    stream: BinaryIO,
    file: str,
    row: Format | None = None,
    format_name: str | None = None,
    on_format: Callable[[str], None] = ignore,
) -> Iterator[RawArticle | ReadError]:
    """Yield the records of an open stream of bytes. Raises OSError.

    ``row`` is its format, None to detect it by the content and the suffix of ``format_name``, else of ``file``.
    """
    failures: list[OSError] = []
    lines = until_failure(lines_of(stream), failures)
    blank, head = read_head(lines)
    if not head:
        if failures:
            raise failures[0]
        yield ReadError(
            file, None, "the file is empty" if len(blank) < LONGEST_LINE else "the file begins with blank lines only"
        )
        return
    start = b"".join([blank, *head] if blank else head)
    if row is None and (kind := binary_kind(start)):
        yield InputError(file, None, f"it is {kind}; no article is read from it")
        return
    chosen = row or find_format(format_name or file, start)
    on_format(chosen.name)
    yield from guarded(chosen.read(chain(lines_of(BytesIO(blank)), head, lines, raise_failure(failures)), file), file)


def until_failure(lines: Iterator[bytes], failures: list[OSError]) -> Iterator[bytes]:
    """Yield lines until the system fails; keep the failure, so that what was read before can be used."""
    try:
        yield from lines
    except OSError as failure:
        failures.append(failure)


def raise_failure(failures: list[OSError]) -> Iterator[bytes]:
    """Raise the failure that was kept, if there is one, where further lines would follow."""
    if failures:
        raise failures[0]
    yield from ()


def read_head(lines: Iterator[bytes]) -> tuple[bytes, list[bytes]]:
    """Return the blank lines at the beginning of a source, joined, and lines after them, enough to detect the format.

    They have no byte order mark. If the first line that is not blank is a JSON object, no more lines are read, because
    a program may write one article at a time into a pipe. Millions of blank lines, as objects, would take a gigabyte.
    """
    blank, head, size = BytesIO(), list[bytes](), 0
    for number, line in enumerate(lines):
        text = line if number else strip_bom(line)
        size += len(line)
        if not head and (not text or text.isspace()):
            blank.write(text)
        else:
            head.append(text)
        is_object = len(head) == 1 and (bare := head[0].strip()).startswith(b"{") and bare.endswith(b"}")
        if is_object or size >= (HEAD_SIZE if head else LONGEST_LINE):
            break
    return blank.getvalue(), head


def strip_bom(line: bytes) -> bytes:
    """Return the first line of a source without a byte order mark."""
    return line.removeprefix(BOM)


def check(raw: RawArticle) -> RawArticle | ReadError:
    """Return the record, or an error if it cannot be an article: without a body, or with values of wrong types."""
    values = raw.values
    if "body" not in values:
        paths = paths_in(values)
        keys = ", ".join(paths[:MAX_KEYS_NAMED]) + (", …" if len(paths) > MAX_KEYS_NAMED else "")
        has = f"it has: {keys}" if keys else "it is empty"
        return ReadError(raw.file, raw.line, f"the record has no key `body`; name it with --map body=THEIRS, {has}")
    body = values["body"]
    if body is not None and not isinstance(body, str):
        return ReadError(raw.file, raw.line, f"the body is {describe_type(body)}; it must be a text")
    for key in ("id", "title"):
        value = values.get(key)
        if value == []:  # which says nothing, as null
            continue
        if isinstance(value, float) and not isfinite(value):
            return ReadError(raw.file, raw.line, f"the {key} is {value}, which is no number; write another, or a text")
        if isinstance(value, bool) or not (value is None or isinstance(value, str | int | float)):
            return ReadError(raw.file, raw.line, f"the {key} is {describe_type(value)}; it must be a text or a number")
    return raw


def describe_type(value: object) -> str:
    """Return the type of a JSON value in words."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "an object"
    return "a list" if isinstance(value, list) else "a number"
