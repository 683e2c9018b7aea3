"""Read XML as a stream: each record of a document is a small tree, nothing else is kept.

The parser is expat. It opens no file or address: an external DTD counts as empty. A document that declares entities
other than a few characters is refused, because a few lines can expand to gigabytes. Undeclared entities (``&nbsp;``
in a feed) are those of HTML. Control characters, which XML forbids and agencies send, are dropped. Depth and size of a
record are limited.

Where a document is not well-formed, expat stops. Read leniently, it is read tag by tag from the end of the last
complete record on (`xml_repair`).

Names of known vocabularies get the prefix of `PREFIXES`, whatever prefix the document uses; other names keep theirs.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.entities import html5
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from dateline.index.errors import ReadError
from dateline.index.readers.formats.xml_decoding import utf8_of_xml
from dateline.index.readers.formats.xml_repair import TagReader

__all__ = ["Element", "XmlRecord", "read_records"]

DEEPEST = 100
# The memory of an element of ElementTree in bytes, without its text.
ELEMENT_SIZE = 100
LARGEST_RECORD = 64 << 20
CHUNK = 1 << 16
# A declared entity of this size, without others in it, is a name for a character.
LONGEST_ENTITY = 64
# What is looked at for the beginning of a document.
JUNK = 4096

BLANK = b" \t\r\n"
CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\r")

# The prefix of each known vocabulary, by its address in small letters without the sign at its end.
PREFIXES = {
    "http://www.w3.org/2005/atom": "atom",
    "http://www.w3.org/xml/1998/namespace": "xml",
    "http://purl.org/atom/ns": "atom",
    "http://purl.org/atom": "atom",
    "http://purl.org/echo": "atom",
    "http://purl.org/net/echo": "atom",
    "http://purl.org/pie": "atom",
    "http://example.com/necho": "atom",
    "http://example.com/newformat": "atom",
    "uri/of/echo/namespace": "atom",
    "http://purl.org/dc/elements/1.0": "dc",
    "http://purl.org/dc/elements/1.1": "dc",
    "http://purl.org/dc/terms": "dcterms",
    "http://purl.org/rss/1.0/modules/dc": "dc",
    "http://purl.org/rss/1.0/modules/dcterms": "dcterms",
    "http://purl.org/rss/1.0/modules/content": "content",
    "http://search.yahoo.com/mrss": "media",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://example.com/dtds/podcast-1.0.dtd": "itunes",
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officedocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officedocument/math": "m",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office",
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text",
    "urn:oasis:names:tc:opendocument:xmlns:table:1.0": "table",
    "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0": "draw",
    "urn:oasis:names:tc:opendocument:xmlns:style:1.0": "style",
    "urn:oasis:names:tc:opendocument:xmlns:meta:1.0": "meta",
}
# Vocabularies whose names get no prefix, by the beginning of their addresses.
PLAIN = (
    "http://purl.org/rss/",
    "http://purl.org/net/rss1.1",
    "http://my.netscape.com/",
    "http://channel.netscape.com/rdf/",
    "http://backend.userland.com/",
    "http://blogs.law.harvard.edu/tech/rss",
    "http://iptc.org/std/",
    "http://www.iptc.org/std/",
    "http://www.w3.org/1999/xhtml",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns",
)


@dataclass(frozen=True, slots=True)
class XmlRecord:
    """A complete element, with the names of the elements around it, outermost first, and its line.

    ``inherited`` are the values of ``xml:base`` and ``xml:lang`` of the elements around it, and its own as the last.
    ``damage`` says why the XML is not well-formed, if that begins here.
    """

    path: tuple[str, ...]
    element: Element
    line: int
    inherited: tuple[tuple[str, str], ...] = ()
    damage: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a document from which it can be read again: before a record, or at the end of one."""

    offset: int = 0
    line: int = 1
    is_end: bool = False
    path: tuple[str, ...] = ()
    raw: tuple[str, ...] = ()
    scopes: tuple[dict[str, str], ...] = ({},)
    inherited: tuple[tuple[tuple[str, str], ...], ...] = ((),)


class Refused(ValueError):
    """The document has content that is refused; the message says what."""


class DeclaredEntity(Refused):
    """The document declares an entity that is not a character."""


def read_records(
    lines: Iterator[bytes], file: str, wanted: Callable[[tuple[str, ...]], bool], *, lenient: bool = False
) -> Iterator[XmlRecord | ReadError]:
    """Yield the elements for which ``wanted`` is true, and an error if there is one.

    ``wanted`` gets the names from the root down to an element. It is not called for elements inside a wanted one.
    If ``lenient``, a document that is not well-formed is read on, and one that declares entities without unfolding
    them; an error follows only if something is lost.
    """
    parser = RecordParser(wanted)
    try:
        chunks = parser.chunks(utf8_of_xml(lines, lenient=lenient), lenient=lenient)
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
            yield from read_on(parser, chunks, file, f"{failure}; none was unfolded", parser.expat.CurrentLineNumber)
            return
        yield parser.error(file, str(failure), parser.expat.CurrentLineNumber)


def read_on(
    parser: RecordParser, chunks: Iterator[tuple[bytes, bool]], file: str, reason: str, line: int
) -> Iterator[XmlRecord | ReadError]:
    """Yield the records from the last complete one on, tag by tag."""
    try:
        reader, begun, ended = parser.resume(f"{reason} (line {line + parser.skipped})")
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
        yield ReadError(file, line + parser.skipped, reason)


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
        self.skipped = 0  # lines before the document
        self.damage = ""
        self._resumed = False
        self._raw: list[str] = []  # the names of the open elements as written, in small letters
        self._inherited: list[tuple[tuple[str, str], ...]] = [()]
        self._entities: dict[str, str] = {}
        # The state before the record that is read, or after the last one, and the bytes since then.
        self._safe = Place()
        self._kept: deque[tuple[int, bytes, bool]] = deque()
        self._kept_size = self._parsed = 0
        self.is_kept = True
        self.expat = self._make_parser()

    def _make_parser(self) -> expat.XMLParserType:
        parser = expat.ParserCreate("UTF-8")
        parser.buffer_text = True
        # Without a DTD an undeclared entity is an error, so every document gets an empty one.
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_ALWAYS)
        parser.UseForeignDTD(True)
        parser.ExternalEntityRefHandler = self._external
        parser.EntityDeclHandler = self._declared
        parser.SkippedEntityHandler = self._skipped_entity
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self.text
        parser.DefaultHandler = self._other
        return parser

    def pop_records(self) -> list[XmlRecord]:
        """Remove and return the complete records."""
        done, self._done = self._done, []
        return done

    def error(self, file: str, reason: str, line: int) -> ReadError:
        """Return the error that ends the document."""
        return ReadError(file, line + self.skipped, f"{reason}; the rest of the file was not read")

    def parse(self, chunk: bytes, last: bool) -> None:
        """Parse the next chunk with expat, and keep what a repair would need."""
        self._kept.append((self._parsed, chunk, last))
        self._kept_size += len(chunk)
        self._parsed += len(chunk)
        self.expat.Parse(chunk, last)
        while len(self._kept) > 1 and self._kept[1][0] <= self._safe.offset:
            self._kept_size -= len(self._kept.popleft()[1])
        if self._kept_size > LARGEST_RECORD:
            self._kept.clear()
            self._kept_size, self.is_kept = 0, False

    def resume(self, damage: str) -> tuple[TagReader, bytes, bool]:
        """Return to the last safe place: the reader of what follows, its bytes so far, and whether they are all."""
        self.damage, self._resumed, self._builder, self._names = damage, True, None, {}
        self._path, self._raw = [*self._safe.path], [*self._safe.raw]
        self._scopes, self._inherited = [*self._safe.scopes], [*self._safe.inherited]
        kept = b"".join(chunk for _, chunk, _ in self._kept)[self._safe.offset - self._kept[0][0] :]
        if self._safe.is_end and not kept.startswith(b"</"):  # an empty element, which is complete
            kept = kept[kept.find(b">") + 1 :]
        return TagReader(self, self._safe.line + self.skipped), kept, self._kept[-1][2]

    def chunks(self, lines: Iterator[bytes], *, lenient: bool = False) -> Iterator[tuple[bytes, bool]]:
        """Yield the document in chunks, and whether each is the last.

        While expat is inside one token, the chunks double in size, because older versions of it start the token again
        at every chunk. If ``lenient``, what stands before the document (a message of PHP) is left out.
        """
        parts: list[bytes] = []
        size, full = 0, CHUNK
        for line in self._from_beginning(lines, lenient=lenient):
            parts.append(line)
            size += len(line)
            if size >= full:
                self._progressed = False
                yield join_chunk(parts), False
                full = CHUNK if self._progressed else full * 2
                if full > LARGEST_RECORD:
                    raise Refused(f"a mark of the XML is longer than {LARGEST_RECORD >> 20} MB")
                parts, size = [], 0
        yield join_chunk(parts), True

    def _from_beginning(self, lines: Iterator[bytes], *, lenient: bool) -> Iterator[bytes]:
        """Yield the lines of the document itself: a blank line above ``<?xml`` is a common mistake."""
        head = b""
        for line in lines:
            head += line
            bare = head.lstrip(BLANK)
            if bare and (not lenient or bare.startswith(b"<?xml") or b"<?xml" in bare or len(bare) > JUNK):
                break
            if not bare:
                self.skipped += head.count(b"\n")
                head = b""
        bare = head.lstrip(BLANK)
        if lenient:
            start = head.find(b"<?xml")
            bare = head[start if start >= 0 else max(head.find(b"<"), 0) :]
        self.skipped += head.count(b"\n", 0, len(head) - len(bare))
        yield bare
        yield from lines

    def _external(self, context: str | None, _base: object, _system: object, _public: object) -> int:
        """Treat any external part of the document as empty; nothing is opened."""
        self.expat.ExternalEntityParserCreate(context).Parse(b" ", True)
        return 1

    def _declared(self, name: str, is_parameter: bool, value: str | None, *_rest: object) -> None:
        if is_parameter or value is None or len(value) > LONGEST_ENTITY or "&" in value or "<" in value:
            raise DeclaredEntity(
                f"the document declares an entity (`{name[:40]}`), which may unfold without end; take it out"
            )
        self._entities.setdefault(name, value)

    def _skipped_entity(self, name: str, is_parameter: bool) -> None:
        if not is_parameter:
            self.text(self._entities.get(name) or html5.get(f"{name};", f"&{name};"))

    def _start(self, raw: str, attributes: dict[str, str]) -> None:
        self._progressed = True
        if len(self._path) == DEEPEST:
            raise Refused(f"the elements of the XML are nested more than {DEEPEST} levels deep")
        self._begin(raw, attributes, self.expat.CurrentLineNumber + self.skipped)

    def _begin(self, raw: str, attributes: dict[str, str], line: int) -> None:
        outer = self._inherited[-1]
        self._enter_scope(attributes)
        self._path.append(self._name(raw))
        self._raw.append(raw.lower())
        base, language = attributes.get("xml:base", ""), attributes.get("xml:lang", "")
        self._inherited.append((*outer, (base, language)) if base or language else outer)
        if self._builder is None and self._wanted(tuple(self._path)):
            self._builder, self._record_depth, self._size = TreeBuilder(), len(self._path) - 1, 0
            self._line = line
            if not self._resumed:
                self._keep_place(is_end=False)
        if self._builder is not None:
            self._add_size(ELEMENT_SIZE + sum(ELEMENT_SIZE + len(value) for value in attributes.values()))
            self._builder.start(self._path[-1], attributes)

    def _keep_place(self, *, is_end: bool) -> None:
        """Keep the state before an element, or after it."""
        size = len(self._path) - (not is_end)
        self._safe = Place(
            self.expat.CurrentByteIndex,
            self.expat.CurrentLineNumber,
            is_end,
            tuple(self._path[:size]),
            tuple(self._raw[:size]),
            tuple(self._scopes[: size + 1]),
            tuple(self._inherited[: size + 1]),
        )

    def _end(self, _raw: str) -> None:
        self._progressed = True
        name = self._path.pop()
        self._raw.pop()
        self._leave_scope()
        inherited = self._inherited.pop()
        if self._builder is None:
            return
        self._builder.end(name)
        if len(self._path) == self._record_depth:
            element, path = self._builder.close(), tuple(self._path)
            self._done.append(XmlRecord(path, element, self._line, inherited, self.damage))
            self._builder = None
            self.damage = ""
            if not self._resumed:
                self._keep_place(is_end=True)

    @property
    def is_inside(self) -> bool:
        """Whether a record is open."""
        return self._builder is not None

    @property
    def line_begun(self) -> int:
        """The line of the last record."""
        return self._line

    def open(self, name: str, attributes: dict[str, str], line: int) -> None:
        """Begin an element of a document that is not well-formed."""
        if self._builder is not None and name.lower() == self._raw[self._record_depth]:
            self.close(name)
        if len(self._path) < DEEPEST:
            self._begin(name, attributes, line)

    def close(self, name: str) -> None:
        """End an element of a document that is not well-formed, and everything open in it."""
        name = name.lower()
        if name in self._raw:
            while self._raw[-1] != name:
                self._end(name)
            self._end(name)

    def top(self) -> str:
        """Return the name of the innermost element, in small letters."""
        return self._raw[-1] if self._raw else ""

    def text(self, text: str) -> None:
        """Add text to the record."""
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
            address = self._scopes[-1].get(prefix, "").strip().lower().replace("https:", "http:", 1).rstrip("/#")
            is_plain = address.startswith(PLAIN) and "/modules/" not in address
            known = PREFIXES.get(address, "" if is_plain else prefix)
            name = self._names[raw] = f"{known}:{local}" if known else local
        return name


def join_chunk(parts: list[bytes]) -> bytes:
    """Return a chunk without control characters."""
    return b"".join(parts).translate(None, CONTROLS)
