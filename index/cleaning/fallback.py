"""Cleaning that never fails: where a part of it raises, the article is made without that part.

An article is first cleaned as a whole (`clean`). Only if that raises is it cleaned part by part, with the same
functions: what raises again is left out and named, all else is as it would have been.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple, ParamSpec, TypeVar

from dateline.index.article import Article, RawArticle
from dateline.index.cleaning.characters import encodable
from dateline.index.cleaning.record import (
    clean,
    detected_language,
    encodable_values,
    file_name,
    original_of,
    rename_aliases,
    take_line,
    take_list,
    take_published,
    take_text,
    take_told,
    take_updated,
)
from dateline.index.cleaning.steps import STEPS, clean_body, clean_title
from dateline.index.cleaning.trailers import drop_headline
from dateline.index.errors import Failure, attempt
from dateline.index.metadata.publication import UNDATED, Dating

__all__ = ["Cleaned", "clean_or_keep"]

P = ParamSpec("P")
T = TypeVar("T")


class Cleaned(NamedTuple):
    """An article, and what of it could not be made: each part with what was raised."""

    article: Article
    failed: tuple[str, ...] = ()


def clean_or_keep(raw: RawArticle, dating: Dating = UNDATED, *, detect: bool = False) -> Cleaned:
    """Return the article that a reader found, cleaned as far as that does not fail.

    Raises DatelineError if ``detect`` asks for a detector of languages and there is none.
    """
    article = attempt(clean, raw, dating, detect=detect)
    if not isinstance(article, Failure):
        return Cleaned(article)
    parts = Parts()
    return Cleaned(clean_in_parts(raw, dating, parts, detect=detect), tuple(parts.failed))


@dataclass(slots=True)
class Parts:
    """Does one part after another; `failed` names those that raised."""

    failed: list[str] = field(default_factory=list)

    def attempt(self, part: str, default: T, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what a function returns, or the default if it raises."""
        result = attempt(function, *args, **kwargs)
        if not isinstance(result, Failure):
            return result
        self.failed.append(f"{part} ({result})")
        return default


def clean_in_parts(raw: RawArticle, dating: Dating, parts: Parts, *, detect: bool) -> Article:
    """Return an article as `clean` makes it, without the parts that raise."""
    notes = list(raw.notes)
    rest = rename_aliases(raw.values)
    take = parts.attempt
    given_title = take("title", "", take_text, rest, "title", notes)
    given_body = take("body", "", take_text, rest, "body", notes)
    title = take("cleaning of the title", plain(given_title), clean_title, given_title, notes)
    body = body_in_parts(given_body, title, parts, notes)
    if not body or body.isspace():
        notes.append("the body is empty")
    identity = encodable(take("id", "", take_text, rest, "id", notes).strip(), notes) or None
    url = take("url", None, take_line, rest, "url", notes)
    day = take("published", None, take_published, rest, url, raw, dating, notes)
    updated = take("updated", None, take_updated, rest, day, dating, notes)
    language = take("language", None, take_line, rest, "language", notes)
    detected = (
        take("detection of the language", None, detected_language, language, title, body, notes) if detect else None
    )
    told = (title, None, None, None)
    title, byline, dateline, source = take(
        "byline, dateline and source", told, take_told, rest, title, body, url, raw, notes
    )
    if not title:
        notes.append("the title is empty")
    people, places, topics = (take(key, (), take_list, rest, key, notes) for key in ("people", "places", "topics"))
    nothing: dict[str, Any] = {}
    return Article(
        id=identity, title=title, body=body, published=day, byline=byline, dateline=dateline, source=source, url=url,
        language=language, people=people, places=places, topics=topics,
        extra=take("other keys", nothing, encodable_values, rest, notes),
        file=file_name(raw.file) if raw.alone and raw.file != "-" else None,
        notes=tuple(dict.fromkeys(notes)), updated=updated,
        original=original_of(given_title, title, given_body, body), detected=detected,
    )  # fmt: skip


def body_in_parts(given: str, title: str, parts: Parts, notes: list[str]) -> str:
    """Return a body after all steps of cleaning but those that raise."""
    own: list[str] = []
    cleaned = attempt(clean_body, given, title, own)
    if not isinstance(cleaned, Failure):
        notes += own
        return cleaned
    body = encodable(given, [])
    for step in STEPS:
        body = parts.attempt(f"cleaning step {step.name}", body, step.function, body, notes)
    return parts.attempt("cleaning step headline", body, drop_headline, body, title, notes)


def plain(title: str) -> str:
    """Return a title as it was given, on one line."""
    return " ".join(encodable(title, []).split())
