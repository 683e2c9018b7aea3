"""Cards for Twitter: pairs of a label and a value about an article, as plugins of WordPress write them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from dateline.index.metadata.day_labels import role_of

__all__ = ["labelled_values"]

MOST_LABELS: Final = 4
WRITTEN_BY: Final = re.compile(
    r"(?:written|posted) by|by|authors?|verfasst von|geschrieben von|autor|écrit par|rédigé par|auteur|escrito por"
    r"|publicado por|scritto da|geschreven door|skriven av|skrevet af|skrevet av|kirjoittanut|napisane przez|napsal"
    r"|szerző|scris de|написано|автор|написав|συντάκτης|yazan|كُتب بواسطة|נכתב על ידי|ditulis oleh|作者|執筆者|글쓴이",
    re.IGNORECASE,
)


def labelled_values(values: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Yield what cards for Twitter say of an article in pairs of a label and a value: *Written by*, *Published*."""
    for number in range(1, MOST_LABELS + 1):
        labels, contents = values.get(f"twitter:label{number}", ()), values.get(f"twitter:data{number}", ())
        if not labels or not contents:
            continue
        if WRITTEN_BY.fullmatch(labels[0]):
            yield "twitter:written-by", contents[0]
        elif (role := role_of(f"{labels[0]}: ")) in ("published", "updated"):
            yield f"twitter:{role}", contents[0]
