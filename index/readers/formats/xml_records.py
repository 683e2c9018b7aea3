"""XML as a stream: each record of a document as a small tree, and nothing else kept.

expat reads the document. It opens no file and no address: an external DTD counts as
empty, and a document that declares an entity of its own is refused, since a few lines
of such can unfold into gigabytes. Entities that nobody declares (``&nbsp;`` in a feed)
are taken for those of HTML. Control characters, which XML forbids and wires send, are
passed over. The depth and the size of a record are bounded.

Names come without the prefix a document chose: those of a known vocabulary have the
prefix of `PREFIXES`, others the one that stands there, or none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.entities import html5
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from dateline.index.errors import ReadError

__all__ = ["Element", "Record", "read_records"]

DEEPEST = 100
# A start tag costs memory beyond its letters; this is an element of ElementTree, in bytes.
WEIGHT_OF_ELEMENT = 100
HEAVIEST = 64 << 20
CHUNK = 1 << 16

BLANK = b" \t\r\n"
CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\r")
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\0<", b"<\0")

# What documents call these vocabularies is their own affair; here each has one prefix.
PREFIXES = {
    "http://www.w3.org/2005/Atom": "atom",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://search.yahoo.com/mrss/": "media",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
}
# Vocabularies whose names stand without a prefix, by how their addresses start.
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
class Record:
    """An element that was wanted, whole, with the names of those around it, outermost first, and its line."""

    path: tuple[str, ...]
    element: Element
    line: int


class Refused(ValueError):
    """The document holds what is not read; the message says what."""


def read_records(
    lines: Iterator[bytes], file: str, wanted: Callable[[tuple[str, ...]], bool]
) -> Iterator[Record | ReadError]:
    """Yield the elements that ``wanted``, given the names down to each, says yes to, and an error if there is one.

    Elements inside a wanted one belong to it and are not asked about.
    """
    reading = Reading(wanted)
    try:
        for chunk, last in reading.chunks(lines):
            reading.parser.Parse(chunk, last)
            yield from reading.take()
    except expat.ExpatError as failure:
        yield from reading.take()
        words = expat.ErrorString(failure.code) or "it cannot be read"
        yield reading.error(file, f"broken XML: {words}, at character {failure.offset + 1}", failure.lineno)
    except (ValueError, LookupError) as failure:  # refused, or of an encoding that expat does not know
        yield from reading.take()
        yield reading.error(file, str(failure), reading.parser.CurrentLineNumber)


class Reading:
    """One document on its way through expat."""

    def __init__(self, wanted: Callable[[tuple[str, ...]], bool]) -> None:
        self._wanted = wanted
        self._done: list[Record] = []
        self._path: list[str] = []
        self._scopes: list[dict[str, str]] = [{}]
        self._names: dict[str, str] = {}
        self._builder: TreeBuilder | None = None
        self._outside = 0  # the depth at which the record stands
        self._line = 0
        self._weight = 0
        self._moved = False
        self._skipped = 0  # blank lines before the document
        self.parser = self._make_parser()

    def _make_parser(self) -> expat.XMLParserType:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        # Without a DTD an entity that is not declared is an error, so every document is given an empty one.
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

    def take(self) -> list[Record]:
        """Return the records that are done, and forget them."""
        done, self._done = self._done, []
        return done

    def error(self, file: str, reason: str, line: int) -> ReadError:
        """Return the error at which the reading ends."""
        return ReadError(file, line + self._skipped, f"{reason}; the rest of the file was not read")

    def chunks(self, lines: Iterator[bytes]) -> Iterator[tuple[bytes, bool]]:
        """Yield the document in chunks, and whether each is the last.

        While expat stays in the middle of one thing, the chunks grow twofold: older
        versions of it start over at every chunk.
        """
        parts: list[bytes] = []
        size, full, wide, begun = 0, CHUNK, False, False
        for line in lines:
            if not begun:
                bare = line.lstrip(BLANK)
                self._skipped += line.count(b"\n", 0, len(line) - len(bare))
                if not bare:
                    continue  # a blank line above <?xml is a common slip
                begun, wide, line = True, bare.startswith(UTF16_MARKS), bare
            parts.append(line)
            size += len(line)
            if size >= full:
                self._moved = False
                yield joined(parts, wide), False
                full = CHUNK if self._moved else full * 2
                if full > HEAVIEST:
                    raise Refused(f"a mark of the XML is longer than {HEAVIEST >> 20} MB")
                parts, size = [], 0
        yield joined(parts, wide), True

    def _external(self, context: str | None, _base: object, _system: object, _public: object) -> int:
        """Take any external part of the document as empty; nothing is opened."""
        self.parser.ExternalEntityParserCreate(context).Parse(b" ", True)
        return 1

    def _declared(self, name: str, *_rest: object) -> None:
        raise Refused(f"the document declares an entity (`{name[:40]}`), which may unfold without end; take it out")

    def _skipped_entity(self, name: str, is_parameter: bool) -> None:
        if not is_parameter:
            self._text(html5.get(f"{name};", f"&{name};"))

    def _start(self, raw: str, attributes: dict[str, str]) -> None:
        self._moved = True
        self._enter_scope(attributes)
        self._path.append(self._name(raw))
        if len(self._path) > DEEPEST:
            raise Refused(f"the elements of the XML stand more than {DEEPEST} levels deep")
        if self._builder is None and self._wanted(tuple(self._path)):
            self._builder, self._outside, self._weight = TreeBuilder(), len(self._path) - 1, 0
            self._line = self.parser.CurrentLineNumber
        if self._builder is not None:
            self._weigh(WEIGHT_OF_ELEMENT + sum(WEIGHT_OF_ELEMENT + len(value) for value in attributes.values()))
            self._builder.start(self._path[-1], attributes)

    def _end(self, _raw: str) -> None:
        self._moved = True
        name = self._path.pop()
        self._leave_scope()
        if self._builder is None:
            return
        self._builder.end(name)
        if len(self._path) == self._outside:
            element = self._builder.close()
            self._done.append(Record(tuple(self._path), element, self._line + self._skipped))
            self._builder = None

    def _text(self, text: str) -> None:
        self._moved = True
        if self._builder is not None:
            self._weigh(len(text))
            self._builder.data(text)

    def _other(self, _data: str) -> None:
        self._moved = True

    def _weigh(self, weight: int) -> None:
        self._weight += weight
        if self._weight > HEAVIEST:
            raise Refused(f"a record of the XML is larger than {HEAVIEST >> 20} MB")

    def _enter_scope(self, attributes: dict[str, str]) -> None:
        """Take note of the prefixes that an element declares, and take them out of its attributes."""
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
        """Return the name of an element with the prefix by which it is known here."""
        name = self._names.get(raw)
        if name is None:
            prefix, _, local = raw.rpartition(":")
            address = self._scopes[-1].get(prefix, "")
            known = PREFIXES.get(address, "" if address.startswith(PLAIN) else prefix)
            name = self._names[raw] = f"{known}:{local}" if known else local
        return name


def joined(parts: list[bytes], wide: bool) -> bytes:
    """Return a chunk without control characters; in UTF-16 they are halves of others."""
    chunk = b"".join(parts)
    return chunk if wide else chunk.translate(None, CONTROLS)
