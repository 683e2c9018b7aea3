"""Why an article has its score: the formula of `scoring`, worked out for one article, part by part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dateline.index.analyses import ENGLISH, analyzer_of
from dateline.index.analysis import joined_words, terms_of
from dateline.index.article import Article
from dateline.index.fields import FieldTable
from dateline.index.values import text_of
from dateline.searcher.engine import Engine
from dateline.searcher.query.bound import Bound, Leaf, Term, leaves_of
from dateline.searcher.results import Explanation
from dateline.searcher.scoring import EXACT, K1, idf, weight_of
from dateline.searcher.wording import Wording

__all__ = ["explain_article"]


@dataclass(frozen=True, slots=True)
class _Read:
    """One text field of the article: its words, and which forms stand in it."""

    words: Wording
    forms: frozenset[str]


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
    if not counted or (isinstance(leaf, Term) and leaf.exact and not _has_form(leaf, texts, fields)):
        return None
    if isinstance(leaf, Term) and leaf.prefers and _has_form(leaf, texts, fields):
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
    return f"“{leaf.form}”" if isinstance(leaf, Term) else f"“{' '.join(leaf.terms)}” as a phrase"


def _read(text: str, analysis: str) -> _Read:
    tokens = analyzer_of(analysis)(text)
    forms = {token.form for token in tokens}
    joined: dict[int, str] = {}
    if analysis == ENGLISH:
        broken = joined_words(text, [(token.form, token.start, token.end) for token in tokens])
        forms.update(form for form, _, _ in broken.values())
        joined = dict(zip(broken, terms_of(form for form, _, _ in broken.values()), strict=True))
    return _Read(Wording([token.term for token in tokens], joined), frozenset(forms))


def _frequency(leaf: Leaf, words: Wording) -> int:
    if isinstance(leaf, Term):
        return words.count(leaf.term)
    return sum(1 for _ in words.stretches(leaf.terms))


def _has_form(leaf: Term, texts: Mapping[str, _Read], fields: FieldTable) -> bool:
    """Return whether a form stands in any text field of its analysis."""
    names = [row.name for row in fields.of_kind("text") if row.analysis == leaf.analysis]
    return any(leaf.form in texts[name].forms for name in names)
