"""Why an article has its score: the formula of `scoring`, worked out for one article, part by part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dateline.index.analyses import analyzer_of
from dateline.index.analysis import Token
from dateline.index.article import Article
from dateline.index.fields import FieldTable
from dateline.index.values import text_of
from dateline.searcher.engine import Engine
from dateline.searcher.query.bound import Bound, Leaf, Term, leaves_of
from dateline.searcher.results import Explanation
from dateline.searcher.scoring import EXACT, K1, idf, weight_of

__all__ = ["explain", "explain_article"]


def explain_article(article: Article, tree: Bound, engine: Engine, fields: FieldTable) -> Explanation:
    """Explain the score an article has for a bound query."""
    texts = {row.name: analyzer_of(row.analysis)(text_of(article, row.name)) for row in fields.of_kind("text")}
    return explain(article, leaves_of(tree), engine, fields, texts)


def explain(
    article: Article, leaves: Sequence[Leaf], engine: Engine, fields: FieldTable, texts: Mapping[str, Sequence[Token]]
) -> Explanation:
    """Explain the score of an article for the leaves of a query.

    `texts` are the article's tokens by text field. The value is the hit's score to the last bit, because the same
    operations are done in the same order.
    """
    total, parts = 0.0, []
    for leaf in leaves:
        part = _explain_leaf(leaf, engine, fields, texts)
        if part is not None:
            total += part.value
            parts.append(part)
    return Explanation(total, f"score of {article.id}: sum of", tuple(parts))


def _explain_leaf(
    leaf: Leaf, engine: Engine, fields: FieldTable, texts: Mapping[str, Sequence[Token]]
) -> Explanation | None:
    counted: list[Explanation] = []
    weighed, statistics = 0.0, engine.statistics()
    for row in fields.of_kind("text"):
        if row.name not in leaf.fields:
            continue
        frequency, length = _frequency(leaf, texts[row.name]), len(texts[row.name])
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


def _frequency(leaf: Leaf, tokens: Sequence[Token]) -> int:
    if isinstance(leaf, Term):
        return sum(token.term == leaf.term for token in tokens)
    terms = [token.term for token in tokens]
    size = len(leaf.terms)
    return sum(tuple(terms[at : at + size]) == leaf.terms for at in range(len(terms) - size + 1))


def _has_form(leaf: Term, texts: Mapping[str, Sequence[Token]], fields: FieldTable) -> bool:
    """Return whether a form stands in any text field of its analysis."""
    names = [row.name for row in fields.of_kind("text") if row.analysis == leaf.analysis]
    return any(token.form == leaf.form and token.term == leaf.term for name in names for token in texts[name])
