"""Read XML as a stream: each record of a document is a small tree, nothing else is kept.

The parser is expat. It opens no file or address: an external DTD counts as empty. A document that declares entities is
refused, because a few lines can expand to gigabytes. Undeclared entities (``&nbsp;`` in a feed) are those of
HTML. Control characters, which XML forbids and agencies send, are dropped. Depth and size of a record are limited.

Names of known vocabularies get the prefix of `PREFIXES`, whatever prefix the document uses; other names keep theirs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.entities import html5
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from dateline.index.errors import ReadError

__all__ = ["Element", "XmlRecord", "read_records"]

DEEPEST = 100
# The memory of an element of ElementTree in bytes, without its text.
ELEMENT_SIZE = 100
LARGEST_RECORD = 64 << 20
CHUNK = 1 << 16

BLANK = b" \t\r\n"
CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\r")
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\0<", b"<\0")

# The prefix of each known vocabulary, by its address.
PREFIXES = {
    "http://www.w3.org/2005/Atom": "atom",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://search.yahoo.com/mrss/": "media",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
}
# Vocabularies whose names get no prefix, by the beginning of their addresses.
PLAIN = (
    "http://purl.org/rss/",
    "http://my.netscape.com/rdf/",
    "http://backend.userland.com/",
    "http://blogs.law.harvard.edu/tech/rss",
    "http://iptc.org/std/",
    "http://www.iptc.org/std/",
    "http://www.w3.org/1999/xhtml",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns",
)


@dataclass(frozen=True, slots=True)
class XmlRecord:
    """A complete element, with the names of the elements around it, outermost first, and its line."""

    path: tuple[str, ...]
    element: Element
    line: int


class Refused(ValueError):
    """The document has content that is refused; the message says what."""


def read_records(
    lines: Iterator[bytes], file: str, wanted: Callable[[tuple[str, ...]], bool]
) -> Iterator[XmlRecord | ReadError]:
    """Yield the elements for which ``wanted`` is true, and an error if there is one.

    ``wanted`` gets the names from the root down to an element. It is not called for elements inside a wanted one.
    """
    parser = RecordParser(wanted)
    try:
        for chunk, last in parser.chunks(lines):
            parser.expat.Parse(chunk, last)
            yield from parser.pop_records()
    except expat.ExpatError as failure:
        yield from parser.pop_records()
        words = expat.ErrorString(failure.code) or "it cannot be read"
        yield parser.error(file, f"broken XML: {words}, at character {failure.offset + 1}", failure.lineno)
    except (ValueError, LookupError) as failure:  # refused, or an unknown encoding
        yield from parser.pop_records()
        yield parser.error(file, str(failure), parser.expat.CurrentLineNumber)


class RecordParser:
    """Parses one document with expat and collects its records."""

    def __init__(self, wanted: Callable[[tuple[str, ...]], bool]) -> None:
        self._wanted = wanted
        self._done: list[XmlRecord] = []
        self._path: list[str] = []
        self._scopes: list[dict[str, str]] = [{}]
        self._names: dict[str, str] = {}
        self._builder: TreeBuilder | None = None
        self._record_depth = 0  # the number of elements around the record
        self._line = 0
        self._size = 0
        self._progressed = False
        self._skipped = 0  # blank lines before the document
        self.expat = self._make_parser()

    def _make_parser(self) -> expat.XMLParserType:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        # Without a DTD an undeclared entity is an error, so every document gets an empty one.
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_ALWAYS)
        parser.UseForeignDTD(True)
        parser.ExternalEntityRefHandler = self._external
        parser.EntityDeclHandler = self._declared
        parser.SkippedEntityHandler = self._skipped_entity
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.DefaultHandler = self._other
        return parser

    def pop_records(self) -> list[XmlRecord]:
        """Remove and return the complete records."""
        done, self._done = self._done, []
        return done

    def error(self, file: str, reason: str, line: int) -> ReadError:
        """Return the error that ends the document."""
        return ReadError(file, line + self._skipped, f"{reason}; the rest of the file was not read")

    def chunks(self, lines: Iterator[bytes]) -> Iterator[tuple[bytes, bool]]:
        """Yield the document in chunks, and whether each is the last.

        While expat is inside one token, the chunks double in size, because older versions of it start the token again
        at every chunk.
        """
        parts: list[bytes] = []
        size, full, is_utf16, begun = 0, CHUNK, False, False
        for line in lines:
            if not begun:
                bare = line.lstrip(BLANK)
                self._skipped += line.count(b"\n", 0, len(line) - len(bare))
                if not bare:
                    continue  # a blank line above <?xml is a common mistake
                begun, is_utf16, line = True, bare.startswith(UTF16_MARKS), bare
            parts.append(line)
            size += len(line)
            if size >= full:
                self._progressed = False
                yield join_chunk(parts, is_utf16), False
                full = CHUNK if self._progressed else full * 2
                if full > LARGEST_RECORD:
                    raise Refused(f"a mark of the XML is longer than {LARGEST_RECORD >> 20} MB")
                parts, size = [], 0
        yield join_chunk(parts, is_utf16), True

    def _external(self, context: str | None, _base: object, _system: object, _public: object) -> int:
        """Treat any external part of the document as empty; nothing is opened."""
        self.expat.ExternalEntityParserCreate(context).Parse(b" ", True)
        return 1

    def _declared(self, name: str, *_rest: object) -> None:
        raise Refused(f"the document declares an entity (`{name[:40]}`), which may unfold without end; take it out")

    def _skipped_entity(self, name: str, is_parameter: bool) -> None:
        if not is_parameter:
            self._text(html5.get(f"{name};", f"&{name};"))

    def _start(self, raw: str, attributes: dict[str, str]) -> None:
        self._progressed = True
        self._enter_scope(attributes)
        self._path.append(self._name(raw))
        if len(self._path) > DEEPEST:
            raise Refused(f"the elements of the XML are nested more than {DEEPEST} levels deep")
        if self._builder is None and self._wanted(tuple(self._path)):
            self._builder, self._record_depth, self._size = TreeBuilder(), len(self._path) - 1, 0
            self._line = self.expat.CurrentLineNumber
        if self._builder is not None:
            self._add_size(ELEMENT_SIZE + sum(ELEMENT_SIZE + len(value) for value in attributes.values()))
            self._builder.start(self._path[-1], attributes)

    def _end(self, _raw: str) -> None:
        self._progressed = True
        name = self._path.pop()
        self._leave_scope()
        if self._builder is None:
            return
        self._builder.end(name)
        if len(self._path) == self._record_depth:
            element = self._builder.close()
            self._done.append(XmlRecord(tuple(self._path), element, self._line + self._skipped))
            self._builder = None

    def _text(self, text: str) -> None:
        self._progressed = True
        if self._builder is not None:
            self._add_size(len(text))
            self._builder.data(text)

    def _other(self, _data: str) -> None:
        self._progressed = True

    def _add_size(self, size: int) -> None:
        self._size += size
        if self._size > LARGEST_RECORD:
            raise Refused(f"a record of the XML is larger than {LARGEST_RECORD >> 20} MB")

    def _enter_scope(self, attributes: dict[str, str]) -> None:
        """Record the prefixes that an element declares, and remove them from its attributes."""
        scope = self._scopes[-1]
        declared = (
            {key[6:]: attributes.pop(key) for key in [*attributes] if key.startswith("xmlns")} if attributes else {}
        )
        if declared and any(scope.get(prefix) != address for prefix, address in declared.items()):
            scope = {**scope, **declared}
            self._names = {}
        self._scopes.append(scope)

    def _leave_scope(self) -> None:
        left = self._scopes.pop()
        if left is not self._scopes[-1]:
            self._names = {}

    def _name(self, raw: str) -> str:
        """Return the name of an element with the prefix of its vocabulary."""
        name = self._names.get(raw)
        if name is None:
            prefix, _, local = raw.rpartition(":")
            address = self._scopes[-1].get(prefix, "")
            known = PREFIXES.get(address, "" if address.startswith(PLAIN) else prefix)
            name = self._names[raw] = f"{known}:{local}" if known else local
        return name


def join_chunk(parts: list[bytes], is_utf16: bool) -> bytes:
    """Return a chunk without control characters; in UTF-16 such bytes are halves of characters."""
    chunk = b"".join(parts)
    return chunk if is_utf16 else chunk.translate(None, CONTROLS)
