"""Build a segment from articles: collected in memory, written at once."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO

from dateline.index.analysis.english import terms_of
from dateline.index.analysis.pairs import PAIRED, pair_terms, ranks_of
from dateline.index.analysis.registry import ENGLISH, analyzer_of
from dateline.index.article import Article
from dateline.index.dates import instant_of
from dateline.index.fields import FieldTable
from dateline.index.kernel._terms import sort_forms
from dateline.index.kernel._tokens import Inverter, count_pairs, invert, starts_of
from dateline.index.segment.columns import KeywordRows, SpanRows
from dateline.index.segment.documents import UNDATED, write_documents
from dateline.index.segment.field_values import spans_in, text_of, values_reader
from dateline.index.segment.format import SectionWriter
from dateline.index.segment.impacts import Shape, shapes_of
from dateline.index.segment.marking import MarkNumbers
from dateline.index.segment.postings import Inverted, Occurrences, write_dictionary

__all__ = ["SegmentBuilder", "collect"]


class SegmentBuilder:
    """Collects articles in the order of their seq; `write` makes the segment."""

    def __init__(self, fields: FieldTable) -> None:
        self._weights = {row.name: (row.weight, row.b) for row in fields.of_kind("text")}
        self._analyses = analyses_of(fields)
        self._texts = {name: tuple(rows) for name, rows in self._analyses.items()}
        self._inverters = {name: Inverter(len(rows)) for name, rows in self._analyses.items()}
        self._marks = MarkNumbers()
        self._keywords = {row.name: KeywordRows() for row in fields.of_kind("keyword")}
        self._values = [(values_reader(name), rows) for name, rows in self._keywords.items()]
        self._spans = {row.name: SpanRows() for row in fields.of_kind("date")}
        self._seqs = array("Q")
        self._ids: list[str] = []
        self._instants = array("q")

    def __len__(self) -> int:
        return len(self._ids)

    @property
    def tokens(self) -> int:
        """The number of tokens collected."""
        return sum(inverter.tokens for inverter in self._inverters.values())

    def add(self, seq: int, article: Article) -> None:
        """Add one article, which has its id."""
        if article.id is None:
            raise ValueError("an article must have its id before it is indexed")
        for name, inverter in self._inverters.items():
            texts = [text_of(article, field) for field in self._texts[name]]
            if name == ENGLISH:
                inverter.add(texts, self._marks.of(article, self._texts[name], texts))
            else:
                analyze = analyzer_of(name)
                inverter.add_forms([[token.form for token in analyze(text)] for text in texts])
        for read, rows in self._values:
            rows.add(read(article))
        for field, spans in self._spans.items():
            spans.add(spans_in(article, field))
        self._seqs.append(seq)
        self._ids.append(article.id)
        self._instants.append(UNDATED if article.published is None else instant_of(article.published))

    def document_of(self, seq: int) -> int | None:
        """Return the document of a version that was added, or None."""
        place = bisect_left(self._seqs, seq)
        return place if place < len(self._seqs) and self._seqs[place] == seq else None

    def write(self, path: Path) -> None:
        """Write the segment file; after an error there is none."""
        with SectionWriter(path) as file:
            file.close(self._write_sections(file))

    def write_to(self, target: IO[bytes]) -> None:
        """Write the segment to an open file without syncing it; it may be written again elsewhere."""
        file = SectionWriter(target)
        file.finish(self._write_sections(file))

    def _write_sections(self, file: SectionWriter) -> dict[str, object]:
        """Write all sections; return the facts of the segment."""
        lengths: dict[str, array[int]] = {}
        for name, inverter in self._inverters.items():
            lengths |= dict(zip(self._texts[name], inverter.lengths(), strict=True))
        shapes = shapes_of(self._weights, lengths)
        for name, inverter in self._inverters.items():
            fields = self._texts[name]
            its_lengths, its_shapes = [lengths[field] for field in fields], [shapes[field] for field in fields]
            forms = inverter.forms()
            english = name == ENGLISH
            inverted = _invert_english(inverter, forms, self._marks.terms) if english else _invert(inverter, forms)
            write_dictionary(file, name, inverted, its_lengths, its_shapes)
        for field, values in self._keywords.items():
            values.write(file, f"keyword.{field}")
        for field, spans in self._spans.items():
            spans.write(file, f"date.{field}")
        write_documents(file, self._seqs, self._ids, self._instants, lengths)
        joined = any(inverter.joined for inverter in self._inverters.values())
        return facts_of(len(self), self._analyses, lengths, shapes, joined=joined)


def collect(fields: FieldTable, articles: Iterable[tuple[int, Article]], most: int) -> Iterator[SegmentBuilder]:
    """Yield builders with versions, ascending, each with about ``most`` tokens, and the last with the rest."""
    builder = SegmentBuilder(fields)
    for seq, article in articles:
        builder.add(seq, article)
        if builder.tokens >= most:
            yield builder
            builder = SegmentBuilder(fields)
    if len(builder):
        yield builder


def analyses_of(fields: FieldTable) -> dict[str, list[str]]:
    """Return the names of the text fields by analysis; each analysis has one dictionary."""
    analyses: dict[str, list[str]] = {}
    for row in fields.of_kind("text"):
        analyses.setdefault(row.analysis, []).append(row.name)
    return analyses


def facts_of(
    documents: int,
    analyses: Mapping[str, list[str]],
    lengths: Mapping[str, array[int]],
    shapes: Mapping[str, Shape],
    *,
    joined: bool,
) -> dict[str, object]:
    """Return the facts for the table of contents; `joined`: it has words broken at ends of lines."""
    return {
        "documents": documents,
        "analyses": dict(analyses),
        "tokens": {field: sum(row) for field, row in lengths.items()},
        "joined": joined,
        "shapes": dict(shapes),
    }


def _invert(inverter: Inverter, forms: list[str]) -> Inverted:
    """Return the terms of an analysis that has no forms besides them."""
    counts = inverter.count_forms()
    terms, term_of, records, numbers = sort_forms(forms, forms, counts)
    starts = starts_of(len(terms[1]) - 1, (counts, term_of))
    return Inverted(terms, records, starts, lambda first, stop: invert(inverter, starts, first, stop, term_of, numbers))


def _invert_english(inverter: Inverter, forms: list[str], marks: list[str]) -> Inverted:
    """Return the terms, and those without forms: the pairs of the commonest words and the marks that occur."""
    terms = terms_of(forms)
    ranks = ranks_of(terms)
    pair_counts, mark_counts = count_pairs(inverter, ranks, len(PAIRED)), inverter.count_marks(len(marks))
    pairs, pair_names = _occurring(pair_terms(), pair_counts)
    marked, mark_names = _occurring(marks, mark_counts)
    own: list[str | None] = [*forms, *(None for _ in (*pairs, *marked))]
    counts = inverter.count_forms()
    counted = counts + array("Q", (*(pair_counts[pair] for pair in pairs), *(mark_counts[mark] for mark in marked)))
    sorted_terms, term_of, records, numbers = sort_forms([*terms, *pair_names, *mark_names], own, counted)
    behind = len(forms) + len(pairs)
    term_of_pair = _spread(term_of[len(forms) : behind], pairs, len(pair_counts))
    term_of_mark = _spread(term_of[behind:], marked, len(marks))
    counted_terms = (counts, term_of), (pair_counts, term_of_pair), (mark_counts, term_of_mark)
    starts = starts_of(len(sorted_terms[1]) - 1, *counted_terms)

    def invert_range(first: int, stop: int) -> Occurrences:
        return invert(inverter, starts, first, stop, term_of, numbers, ranks, term_of_pair, term_of_mark)

    return Inverted(sorted_terms, records, starts, invert_range)


def _occurring(terms: list[str], counts: array[int]) -> tuple[list[int], list[str]]:
    """Return the numbers of the terms that occur, and the terms."""
    numbers = [number for number, count in enumerate(counts) if count]
    return numbers, [terms[number] for number in numbers]


def _spread(values: array[int], places: list[int], size: int) -> array[int]:
    """Return an array of so many numbers that has values at places, and 0 elsewhere."""
    made = array("I", bytes(4 * size))
    for place, value in zip(places, values, strict=True):
        made[place] = value
    return made
