"""A feed of every form that papers and agencies send, and the articles that it has.

`feeds/*.txt` holds them: a line `# NAME`, perhaps with an encoding in brackets, the feed, and for each article lines
`> key: value`, with a line `>` between two articles. Keys that are not named are not compared.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from dateline.index.article import RawArticle
from dateline.index.cleaning import clean
from dateline.index.readers import read_stream

FEEDS = Path(__file__).parent / "feeds"
HEAD = re.compile(r"^# (.+?)(?: \[([\w-]+)\])?\n", re.MULTILINE)
NUL = "␀"


@dataclass(frozen=True, slots=True)
class Form:
    """A feed of one form, in bytes, and the values wanted of each of its articles."""

    name: str
    feed: bytes
    wanted: tuple[dict[str, str], ...]


def forms() -> Iterator[Form]:
    for path in sorted(FEEDS.glob("*.txt")):
        _, *parts = HEAD.split(path.read_text(encoding="utf-8"))
        for name, encoding, block in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
            lines = block.strip().split("\n")
            feed = "\n".join(line for line in lines if not line.startswith(">")).replace(NUL, "\0")
            wanted: list[dict[str, str]] = [{}] if any(line.startswith("> ") for line in lines) else []
            for line in lines:
                if line == ">":
                    wanted.append({})
                elif line.startswith("> "):
                    key, _, value = line[2:].partition(":")
                    wanted[-1][key] = value.strip().replace("\\n", "\n")
            yield Form(name, feed.encode(encoding or "utf-8"), tuple(wanted))


FORMS = list(forms())


def shown(form: Form) -> list[dict[str, str]]:
    """Return the values of each article, those that the form names, as text."""
    found = []
    for each in read_stream(io.BytesIO(form.feed), "feed"):
        if not isinstance(each, RawArticle):
            found.append({"error": each.reason})
            continue
        article = clean(each)
        values = dict(article.extra)
        for key in ("id", "title", "body", "byline", "source", "url", "language"):
            values[key] = getattr(article, key) or ""
        values["topics"] = "; ".join(article.topics)
        for key in ("published", "updated"):
            values[key] = moment.isoformat() if (moment := getattr(article, key)) else ""
        values["notes"] = " | ".join(article.notes)
        found.append({key: str(value) for key, value in values.items()})
    return found


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_the_articles_of_a_feed(form: Form) -> None:
    found = shown(form)
    assert len(found) == len(form.wanted), found
    for values, wanted in zip(found, form.wanted, strict=True):
        noted = wanted.get("notes", "")
        assert noted in values.get("notes", ""), values
        others = {key: value for key, value in wanted.items() if key != "notes"}
        assert {key: values.get(key, "") for key in others} == others


def test_the_collection_is_large_enough() -> None:
    assert len(FORMS) >= 60
