"""What a query matches within one article: a highlighter of its words, and the mentions that it matches."""

from __future__ import annotations

from dateline.index.article import Article
from dateline.searcher.request import SearchRequest
from dateline.searcher.results.answering import bind_query
from dateline.searcher.results.highlight import Highlighter
from dateline.searcher.results.mentions import MatchedMention, matched_mentions
from dateline.searcher.results.view import View

__all__ = ["highlighter_of", "mentions_matched"]


def highlighter_of(view: View, request: SearchRequest) -> Highlighter:
    """Return a highlighter that finds the words of a request in an article."""
    return Highlighter(bind_query(view, request).tree, view.fields)


def mentions_matched(view: View, seq: int, article: Article, request: SearchRequest) -> list[MatchedMention]:
    """Return the mentions of an article, by its version, that a request's people, places and dates match."""
    found = view.store.mentions.of({seq: article}).get(seq)
    tree = bind_query(view, request).tree
    return [] if found is None else matched_mentions(article, found, tree)
