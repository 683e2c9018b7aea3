"""Headlines and first sentences, pasted as queries, stay ordinary text.

The rule of what is an operator is stated here again, slowly: an operator that a pasted text gives must be one by this
rule, every word of the text is searched or has a note, and the query prints back.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from dateline.index.analysis.english import tokenize
from dateline.index.fields import DEFAULT_FIELDS
from dateline.searcher.query import And, Node, Parsed, Phrase, Word, parse, to_text
from dateline.searcher.query.loosening import inner_of
from dateline.searcher.query.scope import row_of
from dateline.searcher.query.tree import Pattern, Range
from tests.collection import collection, records

QUOTES = '"“”„‟«»＂'
PLAIN = {"Word", "And", "Nothing"}
EVERY = 10  # of the noisy titles and of the first sentences, every tenth


def is_field(name: str) -> bool:
    return row_of(name, DEFAULT_FIELDS) is not None


def read(text: str) -> Parsed:
    return parse(text, is_field)


def kinds_in(node: Node) -> set[str]:
    return {type(node).__name__}.union(*map(kinds_in, inner_of(node)))


def operators_in(text: str) -> set[str]:
    """The kinds of nodes that a text can have besides words, by the written rules."""
    found = {"Phrase"} if set(text) & set(QUOTES) else set()
    capitals = not any(letter.islower() for letter in text)
    for token in re.split(rf"[\s\x00-\x1f\x7f\u200b\ufeff(){QUOTES}]+", text):
        name, slash, number = token.partition("/")
        numbered = bool(slash) and number.isascii() and number.isdigit()
        if token in ("AND", "OR", "NOT"):
            found |= {"AND": set(), "OR": {"Or"}, "NOT": {"Not"}}[token]
        if name in ("NEAR", "ADJ", "SENT", "PARA") and (numbered or (token == name and not capitals)):
            found.add("Near")
        if name in ("FIRST", "ATLEAST") and numbered:
            found.add("First" if name == "FIRST" else "AtLeast")
        if token[:1] in ("+", "-", "−"):
            found.add("Must" if token[0] == "+" else "Not")
        before, colon, _ = token.lstrip("+-−=").partition(":")
        if colon and is_field(before):
            found |= {"InField", "Range", "Everything"}
        if colon and before.lower() in ("has", "missing"):
            found |= {"InField", "Everything", "Not"}
        if "*" in token:
            found |= {"Pattern", "Everything"}
        if re.search(r"\?.*\w|~", token) or re.fullmatch(r"[+\-−]?(\w+:)?/.+/(\^.*)?", token):
            found.add("Pattern")
        if "^" in token:
            found |= {"Begins", "Boost"}
        if token.strip("+-−").lower() in ("[person]", "[people]", "[persons]", "[place]", "[places]"):
            found.add("Named")
        if token == "OF" and re.search(r"\d\s+OF\s*\(", text):
            found.add("Quorum")
    return found


def searched(node: Node) -> Iterator[str]:
    """The texts of the leaves of a tree, also of those excluded."""
    if isinstance(node, Word | Phrase | Pattern):
        yield node.text
    elif isinstance(node, Range):
        yield f"{node.field} {node.low or ''} {node.high or ''}"
    for each in inner_of(node):
        yield from searched(each)


def forms_of(text: str) -> Counter[str]:
    return Counter(form for form, _, _ in tokenize(text))


def lost_words(text: str, parsed: Parsed) -> list[str]:
    """The words of a text that are neither searched, nor operators, nor in a note."""
    missing = forms_of(text)
    for leaf in searched(parsed.tree):
        missing -= forms_of(leaf)
    for note in parsed.notes:
        missing -= forms_of(text[note.start : note.end])
    operators = {"AND", "OR", "NOT", "NEAR", "ADJ", "SENT", "PARA", "FIRST", "ATLEAST"}
    return [form for form in missing.elements() if form not in operators and not is_operator_part(form, text)]


def is_operator_part(form: str, text: str) -> bool:
    """Whether a word is the name of a field, the number of an operator, or a boost."""
    return bool(
        re.search(rf"(?<!\w){re.escape(form)}:", text)
        or re.search(rf"(?:NEAR|ADJ|SENT|PARA|FIRST|ATLEAST)/{re.escape(form)}|\^=?{re.escape(form)}", text)
        or re.search(rf"(?i)\[{re.escape(form)}\]", text)
    )


def is_as_typed(text: str, parsed: Parsed) -> bool:
    """Return whether a text is its words side by side, so that it has no operator, and none of them is lost."""
    words = [Word(each) for each in text.split()]
    return parsed == Parsed(And(tuple(words))) if len(words) > 1 else parsed.tree in words


def check(text: str) -> None:
    parsed = read(text)
    if not is_as_typed(text, parsed):  # most are, and the rules below hold for them
        assert kinds_in(parsed.tree) <= PLAIN | operators_in(text), text
        assert not lost_words(text, parsed), text
    assert read(to_text(parsed.tree)).tree == parsed.tree, text


def first_sentence(body: str) -> str:
    line = " ".join(body[:2000].split())
    end = re.search(r"[.!?][\"”]?\s(?=[A-Z“\"])", line)
    return line[: end.end()] if end else line[:300]


@pytest.mark.parametrize(
    ("headline", "tree", "noted"),
    [
        ('U.S. CUTS OIL (AGAIN), SAYS "ENOUGH"', 'U.S. CUTS OIL AGAIN SAYS "ENOUGH"', []),
        ("TROOPS SENT TO IRAQ", "TROOPS (SENT) TO IRAQ", ["SENT"]),
        ("U.S. CORN ACREAGE SEEN NEAR RECORD LOW", "U.S. CORN ACREAGE SEEN (NEAR) RECORD LOW", ["NEAR"]),
        ("WHO WON?", "WHO WON?", ["?"]),
        ("AC/DC", "AC/DC", []),
        ("12/14/2016", "12/14/2016", []),
        ("24/7 NEAR/FAR", "24/7 NEAR/FAR", []),
        ("Q&A: what next", "Q&A: what next", []),
        ("Q&A:WHAT NEXT", "Q&A:WHAT NEXT", []),
        ("PHOTOS: flood", "PHOTOS: flood", []),
        ("Source: ministry", "Source: ministry", ["Source:"]),
        ("$5 > 3", "$5 3", [">"]),
        ("Man (34) held", "Man 34 held", []),
        ("LONDON (AP) -- Oil rose", "LONDON AP Oil rose", ["--"]),
        ("U.S.-LED", "U.S.-LED", []),
        ("NOT GUILTY", "-GUILTY", ["NOT"]),
        ("BRAZIL COULD EXPORT COFFEE -AGENCY", "BRAZIL COULD EXPORT COFFEE -AGENCY", ["-AGENCY"]),
        ("FED POLICY NOTE -IBC AND -UN", "FED POLICY NOTE -IBC -UN", ["-IBC", "AND", "-UN"]),
        ("OIL -GAS", "OIL -GAS", []),
        ("S&P -0.5 PCT", "S&P -0.5 PCT", ["-0.5"]),
        ("minus −12% today", "minus -12% today", ["−12%"]),
        ("oil -2016", "oil -2016", []),
        ("******UK FEB JOBLESS FELL", "UK FEB JOBLESS FELL", ["******"]),
        ("Wait...what", "Wait...what", []),
        ("IRAN HAS 10 OF (12) SHIPS", "IRAN HAS 12 SHIPS", ["10 OF ("]),
    ],
)
def test_a_headline_is_read_so(headline: str, tree: str, noted: list[str]) -> None:
    check(headline)
    parsed = read(headline)
    assert to_text(parsed.tree) == tree
    assert [headline[note.start : note.end] for note in parsed.notes] == noted


def test_lost_words_and_operators_are_noticed() -> None:
    assert lost_words("oil GAS oil AND", read("oil")) == ["oil", "GAS"]
    assert operators_in("SENT NEAR a/b TO 3 -") == {"Near", "Not"}
    assert operators_in("TROOPS SENT TO NEAR IRAQ") == set()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "titles", "body", "sentences"),
    [
        ("reuters21578/articles.jsonl.xz", 1, "body", EVERY),
        ("chronam-1916/articles.jsonl.xz", EVERY, "", 0),
        ("enwiki/articles.jsonl.xz", 1, "body", EVERY),
        ("meantime/docs.jsonl.xz", 1, "text", 1),
        ("geovirus/docs.jsonl.xz", 0, "text", 1),
        ("ir/time/corpus.jsonl.xz", 0, "text", 1),
    ],
)
def test_headlines_and_first_sentences_stay_ordinary_text(name: str, titles: int, body: str, sentences: int) -> None:
    """Of a collection every so many titles, and every so many first sentences, of the key `body`; 0 is none."""
    for number, record in enumerate(records(collection(name))):
        if titles and number % titles == 0:
            check(record["title"] or "")
        if sentences and number % sentences == 0:
            check(first_sentence(record[body]))
