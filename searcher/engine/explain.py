"""Explain the score of an article by the parts that `dateline.searcher.engine.scoring` defines."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dateline.index.article import Article
from dateline.index.fields import FieldTable
from dateline.index.segment.field_values import spans_of, text_of
from dateline.searcher.engine.closeness import BEST, phrases_of
from dateline.searcher.engine.protocol import MOST_SCORED, Engine
from dateline.searcher.engine.refinement import Recency, Refinement, day_published
from dateline.searcher.engine.scoring import (
    ABOUT,
    EXACT,
    K1,
    Frequency,
    closest_date,
    idf,
    rate,
    saturate,
    share_of,
    weigh_leaf,
    weight_of,
)
from dateline.searcher.engine.words import Words, read_words
from dateline.searcher.query.bound import Bound, Dated, constants_of, dates_of, weights_of
from dateline.searcher.query.leaves import Leaf, WordPattern
from dateline.searcher.results.results import Explanation

__all__ = ["explain_article"]


def explain_article(
    article: Article,
    tree: Bound,
    engine: Engine,
    fields: FieldTable,
    matches: Callable[[Bound], bool],
    refinement: Refinement | None = None,
    is_best: Callable[[], bool] = lambda: False,
) -> Explanation:
    """Explain the score of an article, with its mentions, for a bound query; ``matches`` says if it matches a clause.

    ``is_best`` says whether it is among the best articles, which have a part for closeness. The value equals the hit's
    score to the last bit, because the operations and their order are the same.
    """
    texts = {row.name: read_words(text_of(article, row.name), row.analysis) for row in fields.of_kind("text")}
    total, parts = 0.0, []
    for leaf, times in weights_of(tree):
        part = _explain_leaf(leaf, times, engine, fields, texts)
        if part is not None:
            total += part.value
            parts.append(part)
    for constant in constants_of(tree):
        if matches(constant.clause):
            total += constant.value
            parts.append(Explanation(constant.value, f"constant part: “^={constant.value:g}”"))
    for clause, times in dates_of(tree):
        date = _explain_date(clause, times, article)
        if date is not None:
            total += date.value
            parts.append(date)
    if refinement is not None and refinement.recency is not None:
        recent = _explain_recency(total, refinement.recency, day_published(article, fields))
        total += recent.value
        parts.append(recent)
    if refinement is not None and refinement.runs and is_best():
        close = _explain_closeness(refinement, engine, fields, texts)
        total += close.value
        parts += [close] if close.parts else []
    if not parts:  # people, places, values and filters decide which articles match, but not their order
        return Explanation(total, f"score of {article.id}: no part of the query that the article matches has a score")
    return Explanation(total, f"score of {article.id}: sum of", tuple(parts))


def _explain_leaf(
    leaf: Leaf, times: float, engine: Engine, fields: FieldTable, texts: Mapping[str, Words]
) -> Explanation | None:
    statistics = engine.statistics()
    found = weigh_leaf(leaf, texts, fields.of_kind("text"), statistics.averages)
    if found is None:
        return None
    weight = weight_of(leaf, times, statistics.articles, engine.term_counts, engine.pattern_df)
    articles = statistics.articles
    terms = [_explain_term(term, articles, *engine.term_counts(leaf.analysis, term)) for term in leaf.terms]
    terms += [_explain_pattern(pattern, engine.pattern_df(pattern), articles) for pattern in leaf.patterns]
    parts = (
        Explanation(weight, f"weight: {_times(times)}{K1 + 1.0:g} × sum of", tuple(terms)),
        Explanation(found.weighed, "tf′: sum of", _explain_counts(leaf, found)),
    )
    formula = f"{_times(times)}{leaf.label}: weight · tf′ / (tf′ + {K1:g})"
    return Explanation(saturate(weight, found.weighed), formula, parts)


def _explain_date(clause: Dated, times: float, article: Article) -> Explanation | None:
    span = closest_date(clause, spans_of(article, clause.field))
    if span is None:
        return None
    share = share_of(clause, span)
    label = f"{_times(times)}{clause.field} {clause.days}: {ABOUT:g} × {share:.6g}, the share of the days of “{span}”"
    return Explanation(times * ABOUT * share, label)


def _explain_recency(base: float, recency: Recency, published: int | None) -> Explanation:
    if published is None:
        return Explanation(0.0, "recency: 0, because the day of publication is unknown")
    rate, age = recency.rate(published), max(0, recency.today.toordinal() - published)
    days = f"2^(−{age} / {recency.half_life}), published {age:,} day{'s' * (age != 1)} before {recency.today}"
    return Explanation(base * rate, f"recency: {rate:.6g} × the parts above; {days}")


def _explain_closeness(
    refinement: Refinement, engine: Engine, fields: FieldTable, texts: Mapping[str, Words]
) -> Explanation:
    total, parts = 0.0, []
    for phrase, times in phrases_of(refinement.runs, engine.statistics().articles, engine.term_counts):
        part = _explain_leaf(phrase, times, engine, fields, texts)
        if part is not None:
            total += part.value
            parts.append(part)
    return Explanation(total, f"closeness of words, for the best {BEST} by the parts above: sum of", tuple(parts))


def _explain_term(term: str, articles: int, df: int, occurrences: int) -> Explanation:
    often = f"{df} of {articles} articles have it, {occurrences} times in all"
    label = f"“{term}”: idf {idf(articles, df):.6g} × √({occurrences} / {df}): {often}"
    return Explanation(rate(articles, df, occurrences), label)


def _times(times: float) -> str:
    """Return how often a leaf counts, unless it is once."""
    return "" if times == 1.0 else f"{times:g} × "


def _explain_pattern(pattern: WordPattern, df: int | None, articles: int) -> Explanation:
    if df is None:
        return Explanation(0.0, f"idf of {pattern.label}: 0, because it matches more than {MOST_SCORED:,} words")
    return Explanation(idf(articles, df), f"idf of {pattern.label}: {df} of {articles} articles have such a word")


def _explain_counts(leaf: Leaf, found: Frequency) -> tuple[Explanation, ...]:
    made = [
        Explanation(
            each.norm * each.frequency,
            f"{each.row.name}: {each.frequency} × {each.norm:.6g} "
            f"(weight {each.row.weight:g}, {each.length} tokens, mean {each.average:.1f})",
        )
        for each in found.counts
    ]
    return (*made, Explanation(EXACT, f"“{leaf.preferred}” occurs as typed")) if found.preferred else tuple(made)
