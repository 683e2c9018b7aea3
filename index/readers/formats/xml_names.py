"""The vocabularies of XML: each known one has one prefix, whatever prefix a document uses; other names keep theirs."""

from __future__ import annotations

__all__ = ["Vocabularies"]

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
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://www.pheedo.com/namespace/pheedo": "pheedo",
    "http://wordpress.org/export/1.0": "wp",
    "http://wordpress.org/export/1.1": "wp",
    "http://wordpress.org/export/1.2": "wp",
    "http://www.w3.org/2007/app": "app",
    "http://purl.org/atom/app": "app",
    "http://schemas.google.com/blogger/2018": "blogger",
    "http://wordpress.org/export/1.0/excerpt": "excerpt",
    "http://wordpress.org/export/1.1/excerpt": "excerpt",
    "http://wordpress.org/export/1.2/excerpt": "excerpt",
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


class Vocabularies:
    """The prefixes that the open elements declare, and the names of elements by them."""

    def __init__(self, scopes: tuple[dict[str, str], ...] = ({},)) -> None:
        self._scopes = [*scopes]
        self._names: dict[str, str] = {}

    def scopes(self, depth: int) -> tuple[dict[str, str], ...]:
        """Return the prefixes declared down to a depth, to begin again there."""
        return tuple(self._scopes[: depth + 1])

    def enter(self, attributes: dict[str, str]) -> None:
        """Record the prefixes that an element declares, and remove them from its attributes."""
        scope = self._scopes[-1]
        declared = (
            {key[6:]: attributes.pop(key) for key in [*attributes] if key.startswith("xmlns")} if attributes else {}
        )
        if declared and any(scope.get(prefix) != address for prefix, address in declared.items()):
            scope = {**scope, **declared}
            self._names = {}
        self._scopes.append(scope)

    def leave(self) -> None:
        """Forget the prefixes of the innermost element."""
        left = self._scopes.pop()
        if left is not self._scopes[-1]:
            self._names = {}

    def name(self, raw: str) -> str:
        """Return the name of an element with the prefix of its vocabulary."""
        name = self._names.get(raw)
        if name is None:
            prefix, _, local = raw.rpartition(":")
            address = self._scopes[-1].get(prefix, "").strip().lower().replace("https:", "http:", 1).rstrip("/#")
            is_plain = address.startswith(PLAIN) and "/modules/" not in address
            known = PREFIXES.get(address, "" if is_plain else prefix)
            name = self._names[raw] = f"{known}:{local}" if known else local
        return name
