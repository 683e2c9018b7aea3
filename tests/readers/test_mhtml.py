"""Web pages as browsers save them."""

from __future__ import annotations

import io

import pytest

from dateline.index.article import RawArticle
from dateline.index.errors import ReadError
from dateline.index.readers import read_stream

PAGE = (
    "<html><head><title>Ferry</title></head><body><article><p>The ferry to Tolsta ran aground in thick fog, "
    "and nobody was hurt.</p><p>It will sail again on Monday, the harbour master said on Friday.</p></article>"
    "</body></html>"
)
FRAME = "<html><body><p>Buy a boat, buy two boats, they are cheap and they float, all week long.</p></body></html>"


def part(kind: str, address: str, content: str) -> str:
    return f"--b\nContent-Type: {kind}\nContent-Location: {address}\n\n{content}\n"


def saved(head: str, *parts: str) -> list[RawArticle | ReadError]:
    data = f"{head}\n\n{''.join(parts)}--b--\n"
    return list(read_stream(io.BytesIO(data.encode()), "page"))


RELATED = 'MIME-Version: 1.0\nContent-Type: multipart/related; type="text/html"; boundary="b"'
SAVED = "Subject: Ferry\nDate: Sat, 3 Mar 2018 10:00:00 +0000"
ADDRESS = "https://quay.example/1"


@pytest.mark.parametrize(
    "head",
    [
        f"From: <Saved by Blink>\nSnapshot-Content-Location: {ADDRESS}\n{SAVED}\n{RELATED}",
        f'From: "Saved by WebKit"\n{SAVED}\n{RELATED}',
        f"{SAVED}\n{RELATED}",
    ],
)
def test_a_saved_page_is_a_page_and_no_mail(head: str) -> None:
    (found,) = saved(head, part("text/html", ADDRESS, PAGE), part("image/png", f"{ADDRESS}.png", "x"))
    assert isinstance(found, RawArticle)
    assert (found.values["title"], found.values["url"]) == ("Ferry", ADDRESS)
    assert found.values["crawled"] == "2018-03-03T10:00:00+00:00"
    assert "published" not in found.values
    assert "byline" not in found.values


def test_the_page_is_the_part_of_the_address_and_not_a_frame() -> None:
    head = f"From: <Saved by Blink>\nSnapshot-Content-Location: {ADDRESS}\n{RELATED}"
    (found,) = saved(head, part("text/html", "cid:frame", FRAME), part("text/html", ADDRESS, PAGE))
    assert isinstance(found, RawArticle)
    assert str(found.values["body"]).startswith("The ferry to Tolsta")


def test_a_saved_file_without_a_page_is_an_error() -> None:
    (error,) = saved(f"From: <Saved by Blink>\n{RELATED}", part("image/png", ADDRESS, "x"))
    assert isinstance(error, ReadError)
    assert error.reason == "the saved page holds no page in HTML"


def test_a_mail_with_pictures_stays_a_mail() -> None:
    head = f"From: Jane Roe <jane@x.example>\nTo: bo@x.example\nMessage-ID: <1@x>\nSubject: Ferry\n{RELATED}"
    (found,) = saved(head, part("text/html", ADDRESS, PAGE))
    assert isinstance(found, RawArticle)
    assert found.values["byline"] == "Jane Roe"
