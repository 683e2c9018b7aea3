"""Words that ends of lines have broken: how they are joined and posted, and the phrases found with them."""

from __future__ import annotations

from array import array
from collections import Counter
from itertools import accumulate
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.analysis.english import analyze
from dateline.index.errors import IndexDamaged
from dateline.index.kernel._postings import count_frequencies, gather
from dateline.index.kernel._tokens import Inverter, join_lines, tokenize
from dateline.searcher.kernel._matching import find_phrase
from dateline.searcher.kernel._ranking import Parts, norms_of, rank_any, rank_phrase, score_postings
from tests.kernels.inversion import invert_all
from tests.kernels.samples import Encoded, Texts, encode_rows, flat, law, make_texts
from tests.reference.hyphens import broken_words

pytestmark = pytest.mark.kernels

TERMS = 4
HALVES = st.text("abAǅßé\u0301\u00ad3½漢ا'’s", max_size=4)
LINE_ENDS = st.text("-\u2010\u00ac\u00ad \t\r\u00a0\n\f.", max_size=4) | st.sampled_from(["-\n", "\u00ad\n", "- \r\n "])
BROKEN = st.lists(st.tuples(HALVES, LINE_ENDS), max_size=10).map(lambda row: "".join(map("".join, row)))
SHAPES = st.sampled_from([(1, 3, 0), (60, 8, 0), (400, 6, 0), (300, 6, 70_000)])
SHAPE = (3.0, 1.0, 0.75)  # average length, weight and b of each field, of impact codes


@law
@given(BROKEN)
def test_what_the_specification_joins_is_joined(text: str) -> None:
    assert join_lines(text) == [(place, token.form) for place, token in broken_words(text, analyze(text)).items()]


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("cli-\nmate", ["climate"]),
        ("Cli- \r\n\tmate's", ["Climate"]),
        ("cli\u00ad\nmate cli\u2010\nmate cli\u00ac\nmate", ["climate"] * 3),
        ("mis-\ninter-\npret", ["misinter", "interpret"]),
        ("клі-\nмат", ["клімат"]),
        ("New-\nYork cli-mate cli--\nmate cli -\nmate cli-\n\nmate cli\nmate", []),
        ("1990-\ner A4-\nsheet don't-\nknow we-\n're 東-\n京 x²-\ny", []),
        ("x" * 254 + "-\n" + "y" * 254, ["x" * 254 + "y"]),
        ("x" * 300 + "-\ny", ["x" * 255]),
        ("cli-\n", []),
        ("cli-", []),
        ("cli\u00ad", []),
    ],
)
def test_the_rule_is_kept(text: str, forms: list[str]) -> None:
    assert [form for _, form in join_lines(text)] == forms


@law
@given(st.lists(st.lists(BROKEN, min_size=2, max_size=2), max_size=6))
def test_an_inverter_posts_a_broken_word_beyond_the_last_field(documents: list[list[str]]) -> None:
    wanted: dict[str, list[int]] = {}
    joined = 0
    for document, texts in enumerate(documents):
        rows = [[form for form, _, _ in tokenize(text)] for text in texts]
        begins = [0, len(rows[0]) + 1]
        places = [
            (begin + place, form) for begin, row in zip(begins, rows, strict=True) for place, form in enumerate(row)
        ]
        end = sum(map(len, rows)) + 1
        broken = [
            (end + 1 + begin + place, form)
            for begin, text in zip(begins, texts, strict=True)
            for place, form in join_lines(text)
        ]
        joined += len(broken)
        for place, form in (*places, *broken):
            wanted.setdefault(form, []).append(document << 32 | place)
    inverter = Inverter(2)
    for texts in documents:
        inverter.add(texts)
    forms = inverter.forms()
    of = array("I", range(len(forms)))
    starts, occurrences, numbers = invert_all(inverter, of, len(forms), of)
    assert [numbers[at] for at in starts[:-1]] == list(of)
    rows = [list(occurrences[starts[i] : starts[i + 1]]) for i in range(len(forms))]
    assert dict(zip(forms, rows, strict=True)) == wanted
    assert inverter.joined == joined
    assert inverter.lengths() == [array("I", [len(tokenize(texts[field])) for texts in documents]) for field in (0, 1)]


def test_a_document_that_is_refused_leaves_no_broken_word_behind() -> None:
    inverter = Inverter(2)
    with pytest.raises(TypeError):
        inverter.add(["cli-\nmate", None])  # type: ignore[list-item]
    inverter.add(["", "cli-\nmate"])
    assert (inverter.documents, inverter.tokens, inverter.joined) == (1, 2, 1)
    none = array("I", [0] * len(inverter.forms()))
    _, occurrences, _ = invert_all(inverter, none, 1, none)
    assert list(occurrences) == [1, 2, 5]


def join_some(texts: Texts, random: Random) -> dict[int, list[dict[int, int]]]:
    """Return for each document and field broken words: the place of the first half, and the term."""
    return {
        document: [
            {place: random.randrange(TERMS) for place in range(len(row) - 1) if random.random() < 0.3} for row in rows
        ]
        for document, rows in texts.words.items()
    }


def occurrences(texts: Texts, joined: dict[int, list[dict[int, int]]]) -> tuple[array[int], array[int]]:
    made: list[list[int]] = [[] for _ in range(TERMS)]
    for document, rows in sorted(texts.words.items()):
        begins = list(accumulate((len(row) + 1 for row in rows), initial=0))
        for begin, row in zip(begins, rows, strict=False):
            for place, term in enumerate(row):
                made[term].append(document << 32 | begin + place)
        for begin, row in zip(begins, joined[document], strict=False):
            for place, term in row.items():
                made[term].append(document << 32 | begins[-1] + begin + place)
    return flat(made)


def reads(row: list[int], joined: dict[int, int], at: int, phrase: list[int]) -> bool:
    if not phrase:
        return True
    printed = row[at : at + 1] == phrase[:1] and reads(row, joined, at + 1, phrase[1:])
    return printed or (joined.get(at) == phrase[0] and reads(row, joined, at + 2, phrase[1:]))


def count_phrase(row: list[int], joined: dict[int, int], phrase: list[int]) -> int:
    """Return how often a phrase stands in a field: where it begins, but no more often than each of its words."""
    counts = Counter([*row, *joined.values()])
    return min(sum(reads(row, joined, at, phrase) for at in range(len(row))), *(counts[term] for term in phrase))


@law
@given(st.integers(0, 1 << 32), SHAPES, st.integers(1, 3), st.lists(st.integers(0, TERMS - 1), min_size=1, max_size=4))
def test_phrases_are_read_through_broken_words(seed: int, shape: tuple[int, int, int], fields: int, phrase) -> None:
    random = Random(seed)
    texts = make_texts(random, shape[0], TERMS, fields, shape[1], shape[2])
    joined = join_some(texts, random)
    rows = occurrences(texts, joined)
    table = array("I", bytes(4 * 256 * fields))
    table[1] = 1
    made = encode_rows(*rows, texts.lengths, table)
    mask = random.randint(1, (1 << fields) - 1)
    documents, counts = array("I"), array("I")
    for document, words in sorted(texts.words.items()):
        found = [count_phrase(row, broken, phrase) for row, broken in zip(words, joined[document], strict=True)]
        if any(count and mask >> field & 1 for field, count in enumerate(found)):
            documents.append(document)
            counts.extend(found)
    if not all(made.dfs[term] for term in phrase):
        return
    call = (
        made.postings, made.positions, made.table,
        [(made.places[term], made.dfs[term], offset) for offset, term in enumerate(phrase)], texts.lengths, mask, True,
    )  # fmt: skip
    assert find_phrase(*call) == (documents, counts)
    coded = encode_rows(*rows, texts.lengths, table, shapes=[SHAPE] * fields)
    for each in (made, coded):
        norms, ties = [norms_of(row, *SHAPE) for row in texts.lengths], array("I", range(texts.documents))
        parts = Parts(each.postings, each.table, each.positions, norms, ties, 1.2, 0.3)
        words = [(each.places[term], each.dfs[term], offset) for offset, term in enumerate(phrase)]
        scores = score_postings(parts, documents, counts, mask, 2.0)
        best = sorted(zip(scores, documents, strict=True), key=lambda found: (-found[0], found[1]))[:5]
        answer = rank_phrase(parts, words, texts.lengths, mask, 2.0, None, 5, True)
        assert list(zip(*reversed(answer), strict=True)) == best


def ranked_frequencies(made: Encoded, texts: Texts, term: int, field: int) -> dict[int, int]:
    """Return how often a term stands in a field, by document, from its score: f of weight 1 give f / (f + 1)."""
    norms = [array("d", [1.0]) * texts.documents] * texts.fields
    parts = Parts(made.postings, made.table, made.positions, norms, array("I", range(texts.documents)), 1.0, 0.0)
    word = (made.places[term], made.dfs[term], 1.0, 1 << field, 0)
    documents, scores, _ = rank_any(parts, [word], None, None, texts.documents)
    return {document: round(score / (1.0 - score)) for document, score in zip(documents, scores, strict=True)}


@law
@given(st.integers(0, 1 << 32), SHAPES, st.integers(1, 3))
def test_a_broken_word_counts_in_the_field_it_stands_in(seed: int, shape: tuple[int, int, int], fields: int) -> None:
    random = Random(seed)
    texts = make_texts(random, shape[0], TERMS, fields, shape[1], shape[2])
    joined = join_some(texts, random)
    rows = occurrences(texts, joined)
    table = array("I", bytes(4 * 256 * fields))
    made = encode_rows(*rows, texts.lengths, table)
    assert gather([array("I", range(TERMS))], [made], [array("I", range(texts.documents))])[:2] == rows
    every: Counter[tuple[int, ...]] = Counter()
    for term in range(TERMS):
        wanted = {
            document: counts
            for document, words in texts.words.items()
            if any(
                counts := tuple(
                    row.count(term) + list(broken.values()).count(term)
                    for row, broken in zip(words, joined[document], strict=True)
                )
            )
        }
        every.update(wanted.values())
        for field in range(fields):
            assert ranked_frequencies(made, texts, term, field) == {
                document: counts[field] for document, counts in wanted.items() if counts[field]
            }
    assert count_frequencies(*rows, texts.lengths) == every


def test_a_phrase_with_gaps_is_not_read_through_broken_words() -> None:
    texts = make_texts(Random(1), 20, TERMS, 1, 6)
    table = array("I", bytes(4 * 256))
    made = encode_rows(*occurrences(texts, join_some(texts, Random(2))), texts.lengths, table)
    words = [(made.places[0], made.dfs[0], 0), (made.places[1], made.dfs[1], 2)]
    with pytest.raises(ValueError, match="one after the other"):
        find_phrase(made.postings, made.positions, made.table, words, texts.lengths, 1, True)


def test_damaged_positions_of_broken_words_raise_or_mislead_but_do_no_harm() -> None:
    texts = make_texts(Random(3), 200, TERMS, 2, 6)
    table = array("I", bytes(4 * 256 * 2))
    made = encode_rows(*occurrences(texts, join_some(texts, Random(4))), texts.lengths, table)
    words = [(made.places[term], made.dfs[term], term) for term in range(3)]
    random = Random(5)
    for _ in range(300):
        damaged = bytearray(made.positions)
        for _ in range(random.randint(1, 20)):
            damaged[random.randrange(len(damaged))] = random.choice([0, 1, 0xFF, random.randrange(256)])
        try:
            find_phrase(made.postings, damaged, made.table, words, texts.lengths, 3, True)
        except IndexDamaged:
            continue
