"""ninjs items: which of several texts is the article's, and what is damaged."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.article import RawArticle
from dateline.index.errors import ReadError
from dateline.index.readers.formats.ninjs import read_ninjs

KEYS = (
    "headline",
    "body_text",
    "body_xhtml",
    "bodies",
    "headlines",
    "person",
    "subject",
    "uri",
    "versioncreated",
    "body",
)
PARTS = st.fixed_dictionaries({"role": st.sampled_from(("main", "", 7)), "value": st.text(max_size=5) | st.none()})
ANYTHING = st.none() | st.text(max_size=9) | st.integers() | st.lists(PARTS | st.text(max_size=3), max_size=3)


def values(**item: object) -> dict[str, object]:
    (only,) = read_ninjs(iter([json.dumps(item).encode()]), "a.json")
    assert isinstance(only, RawArticle)
    return dict(only.values)


@pytest.mark.parametrize(
    ("item", "body"),
    [
        ({"body_text": "Plain.", "body_xhtml": "<p>Marked.</p>"}, "Plain."),
        ({"body_xhtml": "<p>One.</p><p>Two &amp; three.</p>"}, "One.\n\nTwo & three."),
        ({"body_nitf": "<p>Other.</p>"}, "Other."),
        ({"bodies": [{"role": "main", "contenttype": "text/html", "value": "<p>Marked.</p>"}]}, "Marked."),
        ({"bodies": [{"value": "<p>One.</p><p>Two.</p>"}]}, "One.\n\nTwo."),
        ({"bodies": [{"role": "caption", "value": "Caption."}, {"role": "main", "value": "Story."}]}, "Story."),
        ({"usageterms": "x", "body": "A body as others have it."}, "A body as others have it."),
        ({"description_text": "All there is."}, "All there is."),
        ({"headline": "Nothing"}, ""),
    ],
)
def test_the_body_is_the_best_text_there_is(item: dict[str, object], body: str) -> None:
    assert values(**item)["body"] == body


def test_dates_are_the_first_and_the_last() -> None:
    made = values(headline="A", firstcreated="2019-05-07", versioncreated="2019-05-08")
    assert (made["published"], made["updated"]) == ("2019-05-07", "2019-05-08")
    assert "updated" not in values(headline="A", versioncreated="2019-05-08")


def test_keys_of_version_two_have_capitals() -> None:
    found = values(
        uri="urn:x:2",
        versionCreated="2016-12-14T10:00:00Z",
        firstCreated="2016-12-13T10:00:00Z",
        headlines=[{"value": "A ferry"}],
        bodies=[{"value": "<p>It ran.</p>", "contentType": "text/html"}],
        by="Ailsa Moray",
        copyrightHolder="The Lamp",
        infoSources=[{"name": "Wire"}],
    )
    assert found == {
        "id": "urn:x:2", "published": "2016-12-13T10:00:00Z", "updated": "2016-12-14T10:00:00Z", "title": "A ferry",
        "body": "It ran.", "byline": "Ailsa Moray", "source": "The Lamp",
    }  # fmt: skip
    assert values(headline="A", by="By Ailsa Moray", infoSources=[{"name": "Wire"}])["source"] == "Wire"


@given(st.dictionaries(st.sampled_from(KEYS), ANYTHING))
def test_any_item_is_an_article_or_an_error(item: dict[str, object]) -> None:
    for found in read_ninjs(iter([json.dumps(item).encode()]), "a.json"):
        assert isinstance(found, RawArticle | ReadError)
        assert isinstance(found, ReadError) or isinstance(found.values["body"], str)
