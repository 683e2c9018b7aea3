"""The findings of an audit: each problem with a message."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Literal, get_args

from dateline.index.dataclass import dataclass, field

__all__ = ["KINDS", "Finding", "Kind", "Report"]

# In the order of the report:
#   store       articles.db is damaged, or contradicts itself
#   index       a file of the index is missing or damaged, or the index belongs to another store
#   fields      fields.json is missing or damaged, or declares other fields than the index has
#   names       authority.toml or the archive's gazetteer cannot be read
#   leftover    the index has an article that the store does not have, or no longer has
#   stories     the signatures in stories/ are damaged, or contradict the store
#   unread      a record of a source cannot be read
#   missing     a record of a source is not in the archive
#   stale       the archive has another text than the source
#   unfindable  an article is in the store, but a search for its own rarest words does not find it
#   unextracted the extraction of people, places and dates failed for an article
#   ghost       an article came from a source that no longer has it
Kind = Literal[
    "store",
    "index",
    "fields",
    "names",
    "leftover",
    "stories",
    "unread",
    "missing",
    "stale",
    "unfindable",
    "unextracted",
    "ghost",
]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem; with the ``id`` of an article, or the ``file`` and ``line`` of a record."""

    kind: Kind
    message: str
    id: str | None = None
    file: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """The result of an audit.

    ``checked`` counts articles of the archive, or records of the sources; ``wordless`` those without words, which only
    their ids find. ``repaired`` counts repaired findings by kind. ``failed`` are the findings about sources that cannot
    be read at all and were not compared.
    """

    checked: int
    wordless: int = 0
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()
    repaired: Mapping[Kind, int] = field(default_factory=dict)
    failed: tuple[Finding, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return not self.findings

    def counts(self) -> dict[Kind, int]:
        """Return the number of findings by kind, without zeros."""
        found = Counter(finding.kind for finding in self.findings)
        return {kind: found[kind] for kind in KINDS if found[kind]}
