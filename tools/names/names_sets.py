"""The annotated sets, one row each: file, kinds, cleaning and weight. All are read from ``$DATELINE_DATA``.

The licences are listed in ``docs/licences.md``. A set's weight is the weight of its examples in the likelihood: below
one for texts far from news and for rough annotation.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from names_data import Sentence, Span, columns, spans_of, without_titles

__all__ = ["SOURCES", "Source", "articles", "demonyms", "read_set"]

# The most sentences of a text, about the length of an article.
ARTICLE = 20
START = "-DOCSTART-"
# The sets call people of a place by kinds of other names, or do not mark them.
PEOPLES = frozenset({"MISC", "GEO", "GPE"})


def kinds(person: str = "", place: str = "", organisation: str = "", other: str = "") -> dict[str, str]:
    """Return a table of a set's kinds, given by lists of words."""
    listed = {"PER": person, "GEO": place, "ORG": organisation, "MISC": other}
    return {word: kind for kind, words in listed.items() for word in words.split()}


PLAIN = kinds("PER", "LOC", "ORG", "MISC")
CROSSNER = kinds(
    "person politician writer musicalartist scientist researcher",
    "location country",
    "organisation politicalparty band university magazine",
    "misc event award conference election literarygenre book album song",
)
Rows = list[list[str]]


def without_handles(rows: Rows) -> Rows:
    """Return a tweet without handles, links and signs of forwarding."""
    kept: Rows = []
    after_sign = False
    for row in rows:
        word = row[0]
        dropped = after_sign or word.startswith(("@", "http", "www.")) or word == "RT"
        after_sign = word == "@"
        if not dropped:
            kept.append([word.lstrip("#") or "#", *row[1:]])
    return [row if row[-1][0] != "I" or follows(kept, i) else [row[0], "O"] for i, row in enumerate(kept)]


def follows(rows: Rows, at: int) -> bool:
    """Return whether a row goes on with the name before it."""
    return at > 0 and rows[at - 1][-1][1:] == rows[at][-1][1:]


def split_peoples(rows: Rows) -> Rows:
    """Return GMB's rows with its `gpe` as peoples (adjectives, plurals) or as places."""
    return [[*row[:-1], row[-1].replace("gpe", "people" if is_people(row) else "geo")] for row in rows]


def is_people(row: Sequence[str]) -> bool:
    """Return whether a row of GMB's `gpe` is an adjective or the name of inhabitants."""
    return row[1].startswith("JJ") or row[1] in ("NNS", "NNPS") or row[0].endswith(("ian", "ese", "ish", "ans"))


@dataclass(frozen=True)
class Source:
    """An annotated set. ``titled``: people's titles are inside their spans."""

    name: str
    file: str
    kinds: dict[str, str]
    weight: float = 1.0
    clean: Callable[[Rows], Rows] = list
    titled: bool = False


SOURCES = (
    Source(
        "gmb",
        "gmb/dev.conll.xz",
        kinds("per", "geo", "org", "art eve nat") | {"people": "GPE"},
        2.5,
        clean=split_peoples,
        titled=True,
    ),
    Source("wikigold", "wikigold/wikigold.conll.xz", PLAIN),
    Source("uner-pud", "ner/uner-pud.conll.xz", PLAIN),
    Source("gum-news-interview", "ner/gum-news-interview.conll.xz", PLAIN, 0.7),
    Source("crossner", "ner/crossner.conll.xz", CROSSNER, 0.6),
    Source("redocred", "ner/redocred-devtest.conll.xz", PLAIN, 0.6),
    Source("btc", "ner/btc.conll.xz", PLAIN, 0.4, without_handles),
    Source("uner-ewt", "ner/uner-ewt-devtest.conll.xz", PLAIN, 0.4),
    Source(
        "wnut17",
        "ner/wnut17-traindev.conll.xz",
        kinds("person", "location", "corporation group", "product creative-work"),
        0.2,
        without_handles,
    ),
    Source("tweebank", "ner/tweebank-ner.conll.xz", PLAIN, 0.3, without_handles),
    Source("gum-bio-voyage", "ner/gum-bio-voyage.conll.xz", PLAIN, 0.4),
    Source("gum-academic-court", "ner/gum-academic-court.conll.xz", PLAIN, 0.2),
    Source("litbank", "ner/litbank-prop.conll.xz", kinds("PER", "GPE FAC LOC", "ORG", "VEH"), 0.3, titled=True),
)


@cache
def demonyms(data: Path) -> frozenset[str]:
    """Return the names of peoples and their adjectives, in lower case, as GMB has them more than twice."""
    counts: Counter[str] = Counter()
    for rows in columns(data / "gmb" / "dev.conll.xz"):
        counts.update(row[0].lower() for row in rows if row[-1] == "B-gpe" and is_people(row))
    return frozenset(word for word, n in counts.items() if n > 2 and word not in ("u.s.", "us", "georgia", "states"))


def with_peoples(sentence: Sentence, known: frozenset[str]) -> Sentence:
    """Return a sentence with the names of peoples as such, whether the set has them or not."""
    tokens = sentence.tokens
    names: list[Span] = []
    inside: set[int] = set()
    for start, end, kind in sentence.names:
        people = end - start == 1 and kind in PEOPLES and tokens[start].lower() in known
        names.append((start, end, "GPE" if people else kind))
        inside.update(range(start, end))
    for i, token in enumerate(tokens):
        if i not in inside and token[:1].isupper() and token.lower() in known:
            names.append((i, i + 1, "GPE"))
    return Sentence(tokens, tuple(sorted(names)))


def bare(sentence: Sentence) -> Sentence:
    """Return a sentence whose people begin with a capital, without titles."""
    names: list[Span] = []
    for start, end, kind in sentence.names:
        while kind == "PER" and start < end and not sentence.tokens[start][:1].isupper():
            start += 1
        name = without_titles(sentence.tokens, (start, end, kind)) if start < end else None
        if name:
            names.append(name)
    return Sentence(sentence.tokens, tuple(names))


def read_set(source: Source, data: Path) -> list[list[Sentence]]:
    """Return the articles of a set, in order: its documents, cut after so many sentences."""
    made: list[list[Sentence]] = [[]]
    known = demonyms(data)
    for rows in columns(data / source.file):
        if rows[0][0] == START or len(made[-1]) == ARTICLE:
            made.append([])
        cleaned = source.clean(rows)
        if rows[0][0] == START or not cleaned:
            continue
        tokens = tuple(row[0] for row in cleaned)
        found = spans_of([row[-1] for row in cleaned])
        names = tuple((a, b, source.kinds[kind]) for a, b, kind in found if kind in source.kinds)
        sentence = with_peoples(Sentence(tokens, names), known)
        made[-1].append(bare(sentence) if source.titled else sentence)
    return [article for article in made if article]


def articles(sentences: Iterable[Sentence]) -> list[list[Sentence]]:
    """Return sentences in groups of an article's length, in order."""
    listed = list(sentences)
    return [listed[i : i + ARTICLE] for i in range(0, len(listed), ARTICLE)]
