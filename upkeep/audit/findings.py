"""What an audit finds: each thing that is not as it should be, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

__all__ = ["KINDS", "Finding", "Kind", "Report"]

# In the order in which they are told:
#   store       articles.db is damaged, or contradicts itself
#   index       a file of the index is missing or damaged, or the index is not of this store
#   fields      fields.json is missing or damaged, or declares other fields than the index has
#   leftover    the index holds an article that the store does not have, or has no more
#   stories     the signatures in stories/ are damaged, or contradict the store
#   unread      a record of a source cannot be read
#   missing     a record of a source is not in the archive
#   stale       the archive holds another text than the source
#   unfindable  an article is in the store, and a search for its own rarest words does not find it
#   unextracted the search for people, places and dates failed in an article
#   ghost       an article came from a source, and the source does not have it any more
Kind = Literal[
    "store",
    "index",
    "fields",
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
    """One thing that is not as it should be; of an article its ``id``, of a record its ``file`` and ``line``."""

    kind: Kind
    message: str
    id: str | None = None
    file: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What was looked at, and what was found.

    ``checked`` are articles of the archive, or records of the sources; ``wordless`` of them have no words, and can be
    found by their ids alone. ``mended`` is what was mended before, by kind. ``failed`` are the findings about
    sources that were named and cannot be read at all: with them nothing was compared.
    """

    checked: int
    wordless: int = 0
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()
    mended: Mapping[Kind, int] = field(default_factory=dict)
    failed: tuple[Finding, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return not self.findings

    def counts(self) -> dict[Kind, int]:
        """Return how many findings there are of each kind that there are any of."""
        found = Counter(finding.kind for finding in self.findings)
        return {kind: found[kind] for kind in KINDS if found[kind]}
