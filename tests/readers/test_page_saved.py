"""The address of a page that a browser saved."""

from __future__ import annotations

import pytest

from dateline.index.article import RawArticle
from dateline.index.readers.formats.html import read_page
from tests.readers.page_forms.form import TEXT

PAGE = f"<head><title>Quay</title></head><body><h1>Norwick builds a quay</h1>{TEXT}</body></html>"
ADDRESS = "https://lamp.example/news/quay"
BROWSER = f"<!DOCTYPE html>\n<!-- saved from url=(0030){ADDRESS} -->\n<html lang=en>{PAGE}"
SINGLE = (
    f"<!DOCTYPE html> <html lang=en><!--\n Page saved with SingleFile \n url: {ADDRESS} \n saved date: x\n-->{PAGE}"
)


def url_of(markup: str, address: str | None = None) -> object:
    article = read_page(markup.encode(), "quay.html", address=address)
    assert isinstance(article, RawArticle)
    return article.values.get("url")


@pytest.mark.parametrize("markup", [BROWSER, SINGLE])
def test_the_comment_of_a_saved_page_gives_its_address(markup: str) -> None:
    assert url_of(markup) == ADDRESS
    assert url_of(markup, "https://lamp.example/other") == "https://lamp.example/other"


def test_other_comments_give_none() -> None:
    assert url_of(f"<html lang=en><!-- see url: {ADDRESS} -->{PAGE}") is None
