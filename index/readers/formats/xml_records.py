"""Read XML as a stream: each record of a document is a small tree, nothing else is kept.

Where a document is not well-formed, expat stops. Read leniently, it is read tag by tag from the end of the last
complete record on (`xml_repair`). `xml_parser` has what is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element
from xml.parsers import expat

from dateline.index.errors import ReadError
from dateline.index.readers.formats.xml_decoding import utf8_of_xml
from dateline.index.readers.formats.xml_parser import DeclaredEntity, RecordParser, XmlRecord

__all__ = ["Element", "XmlRecord", "read_records"]


def read_records(
    lines: Iterator[bytes], file: str, wanted: Callable[[tuple[str, ...]], bool], *, lenient: bool = False
) -> Iterator[XmlRecord | ReadError]:
    """Yield the elements for which ``wanted`` is true, and an error if there is one.

    ``wanted`` gets the names from the root down to an element. It is not called for elements inside a wanted one.
    If ``lenient``, a document that is not well-formed is read on, and one that declares entities without unfolding
    them; an error follows only if something is lost.
    """
    parser = RecordParser(wanted, lenient=lenient)
    chunks = parser.chunks.read(utf8_of_xml(lines, parser.doubt, lenient=lenient))
    try:
        for chunk, last in chunks:
            parser.parse(chunk, last)
            yield from parser.pop_records()
    except expat.ExpatError as failure:
        yield from parser.pop_records()
        words = (
            f"broken XML: {expat.ErrorString(failure.code) or 'it cannot be read'}, at character {failure.offset + 1}"
        )
        if lenient and parser.is_kept:
            yield from read_on(parser, chunks, file, words, failure.lineno)
        else:
            yield parser.error(file, words, failure.lineno)
    except (ValueError, LookupError) as failure:  # refused, or an unknown encoding
        yield from parser.pop_records()
        if lenient and isinstance(failure, DeclaredEntity):
            yield from read_on(parser, chunks, file, failure.when_read_on, parser.expat.CurrentLineNumber)
            return
        yield parser.error(file, str(failure), parser.expat.CurrentLineNumber)


def read_on(
    parser: RecordParser, chunks: Iterator[tuple[bytes, bool]], file: str, reason: str, line: int
) -> Iterator[XmlRecord | ReadError]:
    """Yield the records from the last complete one on, tag by tag."""
    try:
        reader, begun, ended = parser.resume(f"{reason} (line {line + parser.chunks.skipped})")
        reader.feed(begun.decode("utf-8", "replace"), ended)
        yield from parser.pop_records()
        for chunk, last in chunks:
            reader.feed(chunk.decode("utf-8", "replace"), last)
            yield from parser.pop_records()
    except ValueError as failure:
        yield from parser.pop_records()
        yield parser.error(file, str(failure), reader.line)
        return
    if parser.is_inside:
        yield ReadError(file, parser.line_begun, "broken XML: the file ends inside this record, which was not read")
    elif parser.damage:
        yield ReadError(file, line + parser.chunks.skipped, reason)
