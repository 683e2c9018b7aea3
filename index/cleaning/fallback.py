"""Cleaning that never fails: if a part of it raises, the article is made without that part.

An article is first cleaned as a whole (`clean`). If that raises, it is cleaned part by part with the same
functions. Parts that raise are left out and named; the others give the same result as `clean`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, ParamSpec, TypeVar

from dateline.index.article import Article, RawArticle
from dateline.index.cleaning.characters import replace_surrogates
from dateline.index.cleaning.given_dates import take_published, take_updated
from dateline.index.cleaning.record import (
    changed_texts,
    clean,
    find_undeclared_language,
    rename_aliases,
    storable_values,
    stored_path,
    take_id,
    take_line,
    take_list,
    take_text,
    take_text_metadata,
)
from dateline.index.cleaning.steps import STEPS, clean_body, clean_title
from dateline.index.cleaning.trailers import drop_headline
from dateline.index.dataclass import dataclass, field
from dateline.index.failure import Failure, attempt
from dateline.index.metadata.publication import UNDATED, Dating

__all__ = ["Cleaned", "clean_with_fallback"]

P = ParamSpec("P")
T = TypeVar("T")


class Cleaned(NamedTuple):
    """An article, and the parts of cleaning that raised, each with its error."""

    article: Article
    failed: tuple[str, ...] = ()


def clean_with_fallback(raw: RawArticle, dating: Dating = UNDATED, *, detect: bool = False) -> Cleaned:
    """Return the cleaned article of a record, without the parts that raise.

    Raises DatelineError if ``detect`` is set and no language detector is installed.
    """
    article = attempt(clean, raw, dating, detect=detect)
    if not isinstance(article, Failure):
        return Cleaned(article)
    parts = Parts()
    return Cleaned(clean_in_parts(raw, dating, parts, detect=detect), tuple(parts.failed))


@dataclass(slots=True)
class Parts:
    """Runs the parts of cleaning; `failed` names those that raised."""

    failed: list[str] = field(default_factory=list)

    def attempt(self, part: str, default: T, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what a function returns, or the default if it raises."""
        result = attempt(function, *args, **kwargs)
        if not isinstance(result, Failure):
            return result
        self.failed.append(f"{part} ({result})")
        return default


def clean_in_parts(raw: RawArticle, dating: Dating, parts: Parts, *, detect: bool) -> Article:
    """Return an article as `clean` does, without the parts that raise."""
    notes = list(raw.notes)
    rest = rename_aliases(raw.values)
    take = parts.attempt
    given_title = take("title", "", take_text, rest, "title", notes)
    given_body = take("body", "", take_text, rest, "body", notes)
    title = take("cleaning of the title", on_one_line(given_title), clean_title, given_title, notes)
    body = clean_body_in_parts(given_body, title, parts, notes)
    if not body or body.isspace():
        notes.append("the body is empty")
    identity = take("id", None, take_id, rest, notes)
    url = take("url", None, take_line, rest, "url", notes)
    day = take("published", None, take_published, rest, url, raw, dating, notes)
    updated = take("updated", None, take_updated, rest, day, raw, dating, notes)
    language = take("language", None, take_line, rest, "language", notes)
    detected = (
        take("detection of the language", None, find_undeclared_language, language, title, body, notes)
        if detect
        else None
    )
    nothing_found = (title, None, None, None)
    title, byline, dateline, source = take(
        "byline, dateline and source", nothing_found, take_text_metadata, rest, title, body, url, raw, notes
    )
    if not title:
        notes.append("the title is empty")
    people, places, topics = (take(key, (), take_list, rest, key, notes) for key in ("people", "places", "topics"))
    nothing: dict[str, Any] = {}
    return Article(
        id=identity, title=title, body=body, published=day, byline=byline, dateline=dateline, source=source, url=url,
        language=language, people=people, places=places, topics=topics,
        extra=take("other keys", nothing, storable_values, rest, notes),
        file=stored_path(raw.file) if raw.alone and raw.file != "-" else None,
        notes=tuple(dict.fromkeys(notes)), updated=updated,
        original=changed_texts(given_title, title, given_body, body), detected=detected,
    )  # fmt: skip


def clean_body_in_parts(given: str, title: str, parts: Parts, notes: list[str]) -> str:
    """Return a body after all cleaning steps that do not raise."""
    own: list[str] = []
    cleaned = attempt(clean_body, given, title, own)
    if not isinstance(cleaned, Failure):
        notes += own
        return cleaned
    body = replace_surrogates(given, [])
    for step in STEPS:
        body = parts.attempt(f"cleaning step {step.name}", body, step.function, body, notes)
    return parts.attempt("cleaning step headline", body, drop_headline, body, title, notes)


def on_one_line(title: str) -> str:
    """Return an uncleaned title on one line."""
    return " ".join(replace_surrogates(title, []).split())
