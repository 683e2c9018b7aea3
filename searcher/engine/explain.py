"""Why an article has its score: the formula of `scoring`, worked out for one article, part by part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dateline.index.analysis.english import terms_of
from dateline.index.analysis.registry import ENGLISH, analyzer_of
from dateline.index.article import Article
from dateline.index.fields import FieldTable
from dateline.index.segment.field_values import text_of
from dateline.searcher.engine.protocol import Engine
from dateline.searcher.engine.scoring import EXACT, K1, idf, weight_of
from dateline.searcher.engine.words import Wording, forms_of
from dateline.searcher.query.bound import Bound, Leaf, Term, leaves_of
from dateline.searcher.results.results import Explanation

__all__ = ["explain_article"]


@dataclass(frozen=True, slots=True)
class _Read:
    """One text field of the article: its words, and the forms in which they stand in it."""

    words: Wording
    forms: Wording


def explain_article(article: Article, tree: Bound, engine: Engine, fields: FieldTable) -> Explanation:
    """Explain the score an article has for a bound query.

    The value is the hit's score to the last bit, because the same operations are done in the same order.
    """
    texts = {row.name: _read(text_of(article, row.name), row.analysis) for row in fields.of_kind("text")}
    total, parts = 0.0, []
    for leaf in leaves_of(tree):
        part = _explain_leaf(leaf, engine, fields, texts)
        if part is not None:
            total += part.value
            parts.append(part)
    return Explanation(total, f"score of {article.id}: sum of", tuple(parts))


def _explain_leaf(leaf: Leaf, engine: Engine, fields: FieldTable, texts: Mapping[str, _Read]) -> Explanation | None:
    counted: list[Explanation] = []
    weighed, statistics = 0.0, engine.statistics()
    for row in fields.of_kind("text"):
        if row.name not in leaf.fields:
            continue
        words = texts[row.name].words
        frequency, length = _frequency(leaf, words), len(words)
        if not frequency:
            continue
        average = statistics.averages[row.name]
        norm = row.weight / (1.0 - row.b + row.b * (length / average if average > 0.0 else 0.0))
        weighed = weighed + norm * frequency
        label = f"{row.name}: {frequency} × {norm:.6g} (weight {row.weight:g}, {length} tokens, mean {average:.1f})"
        counted.append(Explanation(norm * frequency, label))
    exact = _exact_forms(leaf)
    if not counted or (exact and not _has_forms(exact, leaf, texts)):
        return None
    if isinstance(leaf, Term) and leaf.prefers and _has_forms((leaf.form,), leaf, texts):
        weighed = weighed + EXACT
        counted.append(Explanation(EXACT, f"“{leaf.form}” stands exactly so"))
    weight, inner = _explain_weight(leaf, engine)
    value = weight * weighed / (weighed + K1)
    saturated = Explanation(weighed, "tf′: sum of", tuple(counted))
    return Explanation(value, f"{_name(leaf)}: weight · tf′ / (tf′ + {K1:g})", (inner, saturated))


def _explain_weight(leaf: Leaf, engine: Engine) -> tuple[float, Explanation]:
    articles = engine.statistics().articles
    total, parts = 0.0, []
    for term in (leaf.term,) if isinstance(leaf, Term) else leaf.terms:
        df = engine.df(leaf.analysis, term)
        total += idf(articles, df)
        parts.append(Explanation(idf(articles, df), f"idf of “{term}”: {df} of {articles} articles have it"))
    weight = weight_of(total)
    return weight, Explanation(weight, f"weight: {K1 + 1.0:g} × sum of", tuple(parts))


def _name(leaf: Leaf) -> str:
    if isinstance(leaf, Term):
        return f"“{leaf.form}” in this form" if leaf.exact else f"“{leaf.form}”"
    if leaf.forms:
        return f"“{' '.join(leaf.forms)}” as a phrase in this form"
    return f"“{' '.join(leaf.terms)}” as a phrase"


def _read(text: str, analysis: str) -> _Read:
    forms = forms_of(text, analysis)
    if analysis != ENGLISH:
        return _Read(Wording([token.term for token in analyzer_of(analysis)(text)]), forms)
    terms = terms_of([*forms.printed, *forms.joined.values()])
    joined = dict(zip(forms.joined, terms[len(forms) :], strict=True))
    return _Read(Wording(terms[: len(forms)], joined), forms)


def _frequency(leaf: Leaf, words: Wording) -> int:
    if isinstance(leaf, Term):
        return words.count(leaf.term)
    return sum(1 for _ in words.stretches(leaf.terms))


def _exact_forms(leaf: Leaf) -> tuple[str, ...]:
    """Return the forms in which a leaf must stand; none if any will do."""
    if isinstance(leaf, Term):
        return (leaf.form,) if leaf.exact else ()
    return leaf.forms


def _has_forms(forms: tuple[str, ...], leaf: Leaf, texts: Mapping[str, _Read]) -> bool:
    """Return whether forms stand one after the other in a field that a leaf searches."""
    return any(texts[name].forms.has(forms) for name in leaf.fields)
