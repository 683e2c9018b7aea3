"""Identify articles: which stored article an added one replaces.

    it has an id                          that one
    else a live article of the same URL   that one (URLs compared in canonical form)
    else a live article of the same file  that one (one-article files, by absolute path)
    else it has a URL                     the canonical URL is the id
    else                                  the digest of the content is the id

*Live* means the newest version of an id, unless it was deleted. Of several live articles with one URL, it is the one
whose id is that URL: both come from a source that gives no ids. Else, if all have given ids, it is the one stored last.

The digest is 16 hexadecimal digits: BLAKE2b over the cells that are not empty, without id, file and notes. Each cell is
its column's name, a space, its length in bytes, a line end and its text in UTF-8. So the same text in another file is
the same article. An article keeps its id when its text changes. If the id of a digest belongs to an article that has
another text by now, the digest is computed again with a number until it is free.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from dateline.index.dataclass import dataclass, field
from dateline.index.pattern import compile_late

__all__ = ["SeenKeys", "canonical_url", "digest_content"]

DEFAULT_PORTS = {"http": "80", "https": "443", "ftp": "21"}

# Parameters that track readers; they never identify a page.
TRACKING = compile_late(
    r"(?:utm_\w*|mtm_\w*|pk_(?:campaign|kwd|source|medium|content)|matomo_\w*|hsa_\w*|ga_\w+|_ga|_gl"
    r"|gclid|gclsrc|dclid|gbraid|wbraid|fbclid|msclkid|yclid|twclid|ttclid|igshid|igsh|li_fat_id|mc_cid|mc_eid"
    r"|_hsenc|_hsmi|mkt_tok|oly_anon_id|oly_enc_id|vero_id|wickedid|cmpid|ns_campaign|ns_mchannel|ns_source"
    r"|ftag|ocid|srsltid|__twitter_impression)(?:=|\Z)",
    re.IGNORECASE,
)

# A web address in canonical form. Most are, and splitting one takes ten times as long as this check.
CANONICAL = compile_late(r"https?://[a-z0-9.-]+(?:/[\w.~%@+,;=/-]*[\w.~%@+,;=-])?", re.ASCII)


def canonical_url(url: str) -> str | None:
    """Return the canonical form of an address, None for a blank one.

    Scheme and host in lower case, no default port, no fragment, no tracking parameters, no slash at the end. A fragment
    that starts with ``!`` identifies a page on some sites, and stays. A text that is not an address with a host is
    returned without surrounding white space.
    """
    if CANONICAL.fullmatch(url):
        return url
    url = url.strip()
    try:
        parts = urlsplit(url)
        if not parts.scheme or not parts.hostname:
            return url or None
    except ValueError:
        return url or None
    user, at, address = parts.netloc.rpartition("@")
    host, colon, port = address.rpartition(":")
    if not colon or not (port == "" or (port.isascii() and port.isdigit())):
        host, port = address, ""
    if port == DEFAULT_PORTS.get(parts.scheme):
        port = ""
    query = "&".join(part for part in parts.query.split("&") if part and not TRACKING.match(part))
    return (
        f"{parts.scheme}://{user}{at}{host.lower()}{':' if port else ''}{port}{parts.path.rstrip('/')}"
        f"{'?' if query else ''}{query}{'#' + parts.fragment if parts.fragment.startswith('!') else ''}"
    )


def digest_content(content: Iterable[tuple[str, str | bytes | int | None]], turn: int = 0) -> str:
    """Return the id of a text: 16 hexadecimal digits.

    ``content`` are names of columns with their cells, in the order of the table. Empty cells (None) do not count, so
    that a new column does not change existing ids. ``turn`` is the number of attempts whose id was not free.
    """
    import hashlib  # start-up: it loads OpenSSL

    digest = hashlib.blake2b(digest_size=8)
    for name, cell in content:
        if cell is not None:
            text = cell if isinstance(cell, bytes) else str(cell).encode("utf-8", "surrogatepass")
            digest.update(b"%s %d\n" % (name.encode(), len(text)))
            digest.update(text)
    if turn:
        digest.update(b"turn %d\n" % turn)
    return digest.hexdigest()


@dataclass(slots=True)
class SeenKeys:
    """The ids, URLs and files of a first load, as hashes, while the store has no index of them.

    A key that seems to be present may have the same hash as another; a key that is absent is certainly new, which is
    all that is needed. One key takes about 65 bytes.
    """

    ids: set[int] = field(default_factory=set)
    urls: set[int] = field(default_factory=set)
    files: set[int] = field(default_factory=set)

    def has(self, url_key: object, file: object) -> bool:
        """Return whether an article with this URL or this file may be stored already."""
        return (bool(url_key) and hash(url_key) in self.urls) or (bool(file) and hash(file) in self.files)

    def add(self, id: str, url_key: object, file: object) -> bool:
        """Add the keys of an article; return False, adding nothing, if its id may be stored already."""
        key = hash(id)
        if key in self.ids:
            return False
        self.ids.add(key)
        if url_key:
            self.urls.add(hash(url_key))
        if file:
            self.files.add(hash(file))
        return True
