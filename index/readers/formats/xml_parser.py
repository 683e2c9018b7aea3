"""Parse XML with expat: each wanted element of a document is a small tree, nothing else is kept.

Expat opens no file or address: an external DTD counts as empty. A document that declares entities other than a few
characters is refused, because a few lines can expand to gigabytes. Undeclared entities (``&nbsp;`` in a feed) are those
of HTML. Depth and size of a record are limited.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from html.entities import html5
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from dateline.index.article import ArticleNote
from dateline.index.dataclass import dataclass
from dateline.index.errors import ReadError
from dateline.index.readers.formats.xml_chunks import LARGEST_RECORD, DocumentChunks, Refused
from dateline.index.readers.formats.xml_names import Vocabularies
from dateline.index.readers.formats.xml_repair import TagReader

__all__ = ["DeclaredEntity", "RecordParser", "XmlRecord"]

DEEPEST = 100
# The memory of an element of ElementTree in bytes, without its text.
ELEMENT_SIZE = 100
# A declared entity of this size, without others in it, is a name for a character.
LONGEST_ENTITY = 64


@dataclass(frozen=True, slots=True)
class XmlRecord:
    """A complete element, with the names of the elements around it, outermost first, and its line.

    ``inherited`` are the values of ``xml:base`` and ``xml:lang`` of the elements around it, and its own as the last.
    ``damage`` says why the XML is not well-formed, if that begins here; ``doubts`` are other doubts about its text.
    """

    path: tuple[str, ...]
    element: Element
    line: int
    inherited: tuple[tuple[str, str], ...] = ()
    damage: str = ""
    doubts: tuple[str, ...] = ()

    @property
    def notes(self) -> tuple[ArticleNote, ...]:
        """The doubts about the text as notes."""
        return tuple(ArticleNote(doubt, doubt) for doubt in self.doubts)


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


class DeclaredEntity(Refused):
    """The document declares an entity that is not a character; ``when_read_on`` is the note if it is read on."""

    def __init__(self, name: str, value: str | None) -> None:
        declares = f"the document declares an entity (`{name[:40]}`)"
        which = "whose text is in another file" if value is None else "which may unfold without end"
        super().__init__(f"{declares}, {which}; take it out")
        kept = "which is not opened" if value is None else "and was not unfolded"
        self.when_read_on = f"{declares}, {which}, {kept}; references to it are kept as they are"


class RecordParser:
    """Parses one document with expat and collects its records."""

    def __init__(self, wanted: Callable[[tuple[str, ...]], bool], *, lenient: bool) -> None:
        self._wanted = wanted
        self.chunks = DocumentChunks(self.doubt, lenient=lenient)
        self._doubts: deque[tuple[str, int]] = deque()
        self._done: list[XmlRecord] = []
        self._path: list[str] = []
        self._vocabularies = Vocabularies()
        self._builder: TreeBuilder | None = None
        self._record_depth = 0  # the number of elements around the record
        self._line = 0
        self._size = 0
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
        return ReadError(file, line + self.chunks.skipped, f"{reason}; the rest of the file was not read")

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
        self.damage, self._resumed, self._builder = damage, True, None
        self._path, self._raw = [*self._safe.path], [*self._safe.raw]
        self._vocabularies, self._inherited = Vocabularies(self._safe.scopes), [*self._safe.inherited]
        kept = b"".join(chunk for _, chunk, _ in self._kept)[self._safe.offset - self._kept[0][0] :]
        if self._safe.is_end and not kept.startswith(b"</"):  # an empty element, which is complete
            kept = kept[kept.find(b">") + 1 :]
        return TagReader(self, self._safe.line + self.chunks.skipped, self._entities), kept, self._kept[-1][2]

    def _external(self, context: str | None, _base: object, _system: object, _public: object) -> int:
        """Treat any external part of the document as empty; nothing is opened."""
        self.expat.ExternalEntityParserCreate(context).Parse(b" ", True)
        return 1

    def _declared(self, name: str, is_parameter: bool, value: str | None, *_rest: object) -> None:
        if is_parameter and value is None:
            return  # it counts as empty
        if is_parameter or value is None or len(value) > LONGEST_ENTITY or "&" in value or "<" in value:
            raise DeclaredEntity(name, value)
        self._entities.setdefault(name, value)

    def _skipped_entity(self, name: str, is_parameter: bool) -> None:
        if not is_parameter:
            self.text(self._entities.get(name) or html5.get(f"{name};", f"&{name};"))

    def _start(self, raw: str, attributes: dict[str, str]) -> None:
        self.chunks.progressed = True
        if len(self._path) == DEEPEST:
            raise Refused(f"the elements of the XML are nested more than {DEEPEST} levels deep")
        self._begin(raw, attributes, self.expat.CurrentLineNumber + self.chunks.skipped)

    def _begin(self, raw: str, attributes: dict[str, str], line: int) -> None:
        outer = self._inherited[-1]
        self._vocabularies.enter(attributes)
        self._path.append(self._vocabularies.name(raw))
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
            self._vocabularies.scopes(size),
            tuple(self._inherited[: size + 1]),
        )

    def _end(self, _raw: str) -> None:
        self.chunks.progressed = True
        name = self._path.pop()
        self._raw.pop()
        self._vocabularies.leave()
        inherited = self._inherited.pop()
        if self._builder is None:
            return
        self._builder.end(name)
        if len(self._path) == self._record_depth:
            element, path = self._builder.close(), tuple(self._path)
            self._done.append(XmlRecord(path, element, self._line, inherited, self.damage, self._pop_doubts()))
            self._builder = None
            self.damage = ""
            if not self._resumed:
                self._keep_place(is_end=True)

    def doubt(self, text: str, line: int) -> None:
        """Keep a doubt about the text of the document that begins on a line of the file."""
        self._doubts.append((text, line))

    def _pop_doubts(self) -> tuple[str, ...]:
        """Remove and return the doubts about what was read up to here; after a break, those about all that is known."""
        line = self.expat.CurrentLineNumber + self.chunks.skipped
        found: dict[str, None] = {}
        while self._doubts and (self._resumed or self._doubts[0][1] <= line):
            found[self._doubts.popleft()[0]] = None
        return tuple(found)

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
        self.chunks.progressed = True
        if self._builder is not None:
            self._add_size(len(text))
            self._builder.data(text)

    def _other(self, _data: str) -> None:
        self.chunks.progressed = True

    def _add_size(self, size: int) -> None:
        self._size += size
        if self._size > LARGEST_RECORD:
            raise Refused(f"a record of the XML is larger than {LARGEST_RECORD >> 20} MB")
