"""Pages in the forms of real ones: title, day, byline and text of each."""

from __future__ import annotations

import pytest

from dateline.index.article import RawArticle
from dateline.index.dates import day_of, parse_published
from dateline.index.readers.formats.html import read_page
from tests.readers.page_forms.broadcasters import BROADCASTERS
from tests.readers.page_forms.form import Form
from tests.readers.page_forms.markup import MARKUP
from tests.readers.page_forms.old_pages import OLD_PAGES
from tests.readers.page_forms.papers import PAPERS
from tests.readers.page_forms.programs import PROGRAMS
from tests.readers.page_forms.systems import SYSTEMS


@pytest.mark.parametrize(
    "form", [*PROGRAMS, *MARKUP, *OLD_PAGES, *PAPERS, *SYSTEMS, *BROADCASTERS], ids=lambda form: form.name
)
def test_a_page_of_every_form_is_read(form: Form) -> None:
    found = read_page(form.page(), "a.html", address=form.address)
    assert isinstance(found, RawArticle), found
    moment = parse_published(found.values.get("published"))
    body = str(found.values["body"])
    text = " ".join(body.split())
    read = {
        "title": found.values.get("title"),
        "day": None if moment is None else day_of(moment),
        "byline": tuple(found.values.get("byline") or ()),  # type: ignore[arg-type]
        "source": form.source and found.values.get("source"),
        "url": form.url and found.values.get("url"),
        "lost": [passage for passage in form.kept if passage not in text],
        "unwanted": [passage for passage in form.unwanted if passage in body],
    }
    assert read == {
        "title": form.title, "day": form.day, "byline": form.byline, "source": form.source, "url": form.url,
        "lost": [], "unwanted": [],
    }  # fmt: skip
