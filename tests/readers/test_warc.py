"""Web archives, whole and damaged."""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.index.article import RawArticle
from dateline.index.errors import ReadError
from dateline.index.readers import read
from dateline.index.readers.formats.http_body import LARGEST_RESPONSE
from dateline.index.readers.formats.warc import Pieces, read_warc

PAGE = (
    b"<html><head><title>Bakers strike</title></head><body><article>"
    b"<p>The bakers of Tolsta let their ovens go cold on Friday and asked for a lower price of flour.</p>"
    b"<p>Bread will come by boat from Saturday on, the mayor said, and will cost what it did.</p>"
    b"</article></body></html>"
)
HTML = "Content-Type: text/html; charset=utf-8"


def record(kind: str, address: str, content: bytes, length: int | None = None) -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2014-06-30T11:22:33Z\r\n"
    return (
        f"{head}Content-Length: {len(content) if length is None else length}\r\n\r\n".encode() + content + b"\r\n\r\n"
    )


def response(
    body: bytes = PAGE, *headers: str, status: str = "200 OK", address: str = "http://lamp.example/a"
) -> bytes:
    http = "\r\n".join([f"HTTP/1.1 {status}", *(headers or (HTML,)), "", ""])
    return record("response", address, http.encode() + body)


def found_in(data: bytes) -> list[RawArticle | ReadError]:
    return list(read_warc(iter(data.splitlines(keepends=True)), "a.warc"))


def test_each_page_is_an_article_with_its_address_and_the_instant_of_the_crawl() -> None:
    first, second = found_in(response() + response(address="http://lamp.example/b"))
    assert isinstance(first, RawArticle)
    assert isinstance(second, RawArticle)
    assert (first.values["url"], second.values["url"]) == ("http://lamp.example/a", "http://lamp.example/b")
    assert first.values["crawled"] == "2014-06-30T11:22:33Z"
    assert "published" not in first.values
    assert (first.alone, first.line) == (False, None)


@pytest.mark.parametrize(
    "other",
    [
        response(b"\x89PNG", "Content-Type: image/png"),
        response(status="404 Not Found"),
        response(status="301 Moved", address="http://lamp.example/old"),
        record("request", "http://lamp.example/a", b"GET /a HTTP/1.1\r\n\r\n"),
        record("response", "dns:lamp.example", b"20140630112233\nlamp.example. 1 IN A 192.0.2.1\n"),
        record("response", "http://lamp.example/a", b""),
        record("warcinfo", "", b"software: by hand\r\n"),
        record("metadata", "http://lamp.example/a", b"x: y\r\n"),
    ],
)
def test_other_records_are_passed_over(other: bytes) -> None:
    (only,) = found_in(other + response())
    assert isinstance(only, RawArticle)


def typed(kind: str, mime: str, content: bytes) -> bytes:
    made = record(kind, "http://lamp.example/a", content)
    return made.replace(b"WARC-Date", f"Content-Type: {mime}\r\nWARC-Date".encode(), 1)


FEED = b"<rss><channel><item><title>A</title></item><item><title>B &</title></item></channel></rss>"


@pytest.mark.parametrize(
    ("content", "titles"),
    [
        (typed("resource", "text/html", PAGE), ["Bakers strike"]),
        (typed("conversion", "text/plain", "Bäckers strike\nNo bread.\n".encode()), ["Bäckers strike"]),
        (response(FEED, "Content-Type: application/rss+xml"), ["A", "B &"]),
        (response(FEED, "Content-Type: text/xml; charset=utf-8"), ["A", "B &"]),
        (typed("resource", "application/atom+xml", FEED), ["A", "B &"]),
        (typed("resource", "image/png", b"\x89PNG"), []),
        (response("Bäckers strike\nNo bread.\n".encode(), "Content-Type: text/plain"), ["Bäckers strike"]),
        (response("Bäckers strike\nNo bread.\n".encode("cp1252"), "Content-Type: text/plain"), ["Bäckers strike"]),
        (response(PAGE, "Content-Type: text/plain"), ["Bakers strike"]),
        (response(PAGE, "Server: none"), ["Bakers strike"]),
        (response(b"a {}", "Content-Type: text/css"), []),
        (response(b"Allow: /", "Content-Type: text/plain", address="http://lamp.example/robots.txt"), []),
    ],
)
def test_resources_texts_and_feeds_are_read(content: bytes, titles: list[str]) -> None:
    found = found_in(content + response())
    assert [each.values["title"] for each in found if isinstance(each, RawArticle)] == [*titles, "Bakers strike"]
    assert all(isinstance(each, RawArticle) and each.values["crawled"] for each in found)


def test_what_is_neither_page_nor_feed_nor_text_is_counted_in_one_line() -> None:
    others = [(b"<svg/>", "text/xml"), (b"{}", "application/json"), (b"%PDF-1.4", "application/pdf")]
    answers = [response(body, f"Content-Type: {kind}") for body, kind in [*others, others[1]]]
    good, error = found_in(b"".join(answers) + response())
    assert isinstance(good, RawArticle)
    assert isinstance(error, ReadError)
    assert error.reason == (
        "4 records are neither page nor feed nor text, and not read: 2 application/json, 1 text/xml, 1 application/pdf"
    )


def arc(
    address: str, http: bytes = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE, more: int = 0
) -> bytes:
    head = f"http://lamp.example/{address} 192.0.2.1 20140630112233 text/html {len(http) + more}\n"
    return head.encode() + http + b"\n"


VERSION = b"1 0 InternetArchive\nURL IP-address Archive-date Content-type Archive-length\n"
ARC_HEAD = b"filedesc://a.arc 0.0.0.0 20140630112233 text/plain %d\n" % len(VERSION) + VERSION + b"\n"


@pytest.mark.parametrize(
    ("damaged", "reason"),
    [
        (ARC_HEAD + b"rubbish\n" + arc("2"), "belong to no record"),
        (b"filedesc://a.arc rubbish\n" + arc("2"), "belong to no record"),
        (ARC_HEAD + arc("1").replace(b" text/html ", b" text/html x") + arc("2"), "belong to no record"),
        (ARC_HEAD + arc("1")[:30] + b"\0" * 50 + b"\n" + arc("2"), "belong to no record"),
        (ARC_HEAD + arc("1", b"HTTX\r\n\r\n" + PAGE) + arc("2"), "has no status"),
        (ARC_HEAD + arc("2") + arc("1", more=500), "breaks off"),
        (ARC_HEAD + arc("2") + arc("1")[:80], "breaks off"),
    ],
)
def test_damage_in_the_older_format_costs_one_record_and_has_a_line(damaged: bytes, reason: str) -> None:
    found = found_in(damaged)
    assert [one.values["url"] for one in found if isinstance(one, RawArticle)] == ["http://lamp.example/2"]
    assert [reason in one.reason for one in found if isinstance(one, ReadError)] == [True]


def test_what_is_between_records_is_passed_over_with_one_line() -> None:
    first, error, second = found_in(response() + b"rubbish\r\nand more\n\n" + response())
    assert isinstance(first, RawArticle)
    assert isinstance(error, ReadError)
    assert isinstance(second, RawArticle)
    assert "15 bytes after record 1" in error.reason


def chunked(data: bytes) -> bytes:
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (data[:50], data[50:])) + b"0\r\n\r\n"


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(PAGE), ["Content-Encoding: gzip"]),
        (zlib.compress(PAGE), ["Content-Encoding: deflate"]),
        (zlib.compress(PAGE)[2:-4], ["Content-Encoding: deflate"]),
        (PAGE, ["Content-Encoding: gzip"]),
        (chunked(PAGE), ["Transfer-Encoding: chunked"]),
        (chunked(gzip.compress(PAGE)), ["Transfer-Encoding: chunked", "Content-Encoding: gzip"]),
        (PAGE, ["Transfer-Encoding: chunked"]),
    ],
)
def test_a_body_is_unpacked_as_it_was_sent(body: bytes, headers: list[str]) -> None:
    (only,) = found_in(response(body, HTML, *headers))
    assert isinstance(only, RawArticle)
    assert str(only.values["body"]).startswith("The bakers of Tolsta")


def test_the_encoding_that_the_server_named_is_used() -> None:
    page = (
        "<html><body><article><p>"
        + "Волга впадает в Каспийское море, сообщили в четверг. " * 5
        + "</p></article></body></html>"
    )
    (only,) = found_in(response(page.encode("cp1251"), "Content-Type: text/html; charset=windows-1251"))
    assert isinstance(only, RawArticle)
    assert str(only.values["body"]).startswith("Волга впадает")


def test_the_older_format_is_read_too() -> None:
    http = b"HTTP/1.1 200 OK\r\n" + HTML.encode() + b"\r\n\r\n" + PAGE
    data = b"filedesc://a.arc 0.0.0.0 20040630112233 text/plain 75\n1 0 InternetArchive\n"
    data += b"URL IP-address Archive-date Content-type Archive-length\n\n\n"
    data += b"http://lamp.example/a 192.0.2.1 20040630112233 text/html %d\n" % len(http) + http + b"\n"
    found = [one for one in found_in(data) if isinstance(one, RawArticle)]
    assert [one.values["crawled"] for one in found] == ["2004-06-30T11:22:33Z"]


def test_a_page_without_an_article_is_named_and_the_rest_is_read() -> None:
    error, good = found_in(response(b"<html></html>", address="http://lamp.example/empty") + response())
    assert isinstance(error, ReadError)
    assert error.reason.startswith("http://lamp.example/empty: ")
    assert isinstance(good, RawArticle)


def test_damage_ends_the_archive_with_an_error() -> None:
    good, error = found_in(response() + b"WARC/1.0\r\n\r\n" + response())
    assert isinstance(good, RawArticle)
    assert isinstance(error, ReadError)
    assert "damaged after record 1" in error.reason


def test_an_archive_that_breaks_off_is_an_error() -> None:
    good, error = found_in(response() + response()[:-200])
    assert isinstance(good, RawArticle)
    assert isinstance(error, ReadError)
    assert "breaks off" in error.reason


def test_a_page_that_is_too_large_is_passed_over() -> None:
    large = response(b"x" * (LARGEST_RESPONSE + 1))
    bomb = response(gzip.compress(b"x" * (LARGEST_RESPONSE + 1)), HTML, "Content-Encoding: gzip")
    first, second, good = found_in(large + bomb + response())
    assert isinstance(first, ReadError)
    assert isinstance(second, ReadError)
    assert isinstance(good, RawArticle)


def test_each_record_may_be_packed_by_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(gzip.compress(response()) + gzip.compress(response(address="http://lamp.example/b")))
    assert [one.values["url"] for one in read([str(path)]) if isinstance(one, RawArticle)] == [
        "http://lamp.example/a",
        "http://lamp.example/b",
    ]


@given(
    data=st.binary(max_size=300), sizes=st.lists(st.integers(1, 50), min_size=1, max_size=20), cut=st.integers(1, 40)
)
def test_pieces_are_one_stream(data: bytes, sizes: list[int], cut: int) -> None:
    stream = Pieces(data[at : at + cut] for at in range(0, len(data), cut))
    whole = io.BytesIO(data)
    for number, size in enumerate(sizes):
        if number % 2:
            assert stream.readline() == whole.readline()
        else:
            taken = stream.read(size)
            assert taken == whole.read(len(taken) or size)


@settings(deadline=None, max_examples=80)
@given(noise=st.binary(max_size=60), at=st.integers(0, 2000))
def test_no_damage_raises(noise: bytes, at: int) -> None:
    data = response() + record("request", "http://lamp.example/a", b"GET / HTTP/1.1\r\n\r\n") + response()
    at %= len(data)
    found = found_in(data[:at] + noise + data[at + len(noise) :])
    assert all(isinstance(one, RawArticle | ReadError) for one in found)


def test_a_missing_package_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "warcio.exceptions", None)
    (only,) = found_in(response())
    assert isinstance(only, ReadError)
    assert "pip install 'dateline[warc]'" in only.reason


@pytest.mark.parametrize(
    ("body", "headers", "is_whole"),
    [
        (gzip.compress(PAGE)[:-20], ["Content-Encoding: gzip"], False),
        (chunked(PAGE)[:-5], ["Transfer-Encoding: chunked"], False),
        (chunked(PAGE), ["Transfer-Encoding: chunked"], True),
        (chunked(PAGE)[:-2] + b"X-Sum: 1\r\n\r\n", ["Transfer-Encoding: Chunked"], True),
        (gzip.compress(PAGE), ["Content-Encoding: gzip"], True),
        (PAGE, ["Transfer-Encoding: chunked", "Content-Encoding: gzip"], True),
    ],
)
def test_a_body_that_breaks_off_has_a_note(body: bytes, headers: list[str], is_whole: bool) -> None:
    (only,) = found_in(response(body, HTML, *headers))
    assert isinstance(only, RawArticle)
    note = "the content of the record breaks off; it was read as far as it goes"
    assert (note in only.notes) is not is_whole


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n\0\0",
        b"\xff\xd8\xff\xe0\0\x10JFIF",
        b"%PDF-1.4\n1 0 obj",
        b'{"error": "none"}',
        b'[{"a": 1}]',
    ],
)
def test_what_servers_wrongly_call_a_page_is_counted(content: bytes) -> None:
    (error,) = found_in(response(content))
    assert isinstance(error, ReadError)
    assert "1 text/html" in error.reason


def test_a_feed_that_a_server_calls_a_page_is_read_as_a_feed() -> None:
    found = found_in(response(FEED))
    assert [one.values["title"] for one in found if isinstance(one, RawArticle)] == ["A", "B &"]


def test_the_scheme_of_an_address_may_be_in_capitals() -> None:
    (only,) = found_in(response(address="HTTP://A.example/"))
    assert isinstance(only, RawArticle)


@pytest.mark.parametrize("parameters", ["charset*=utf-8''x; charset*0=y", "charset*999999999999999999999=x"])
def test_parameters_that_cannot_be_read_cost_nothing(parameters: str) -> None:
    found = found_in(response(PAGE, f"Content-Type: text/html; {parameters}") + response())
    assert all(isinstance(one, RawArticle) for one in found)
    assert len(found) == 2


def test_a_record_that_cannot_be_read_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise TypeError("of the parser")

    monkeypatch.setattr("dateline.index.readers.formats.warc.content_type", fail)
    first, second = found_in(response() + response())
    assert isinstance(first, ReadError)
    assert isinstance(second, ReadError)
    assert second.reason == "record 2 of the web archive cannot be read (TypeError: of the parser)"


def test_encodings_of_host_names_are_not_used_for_texts() -> None:
    (only,) = found_in(response(b"Title\ncaf-dma", "Content-Type: text/plain; charset=punycode"))
    assert isinstance(only, RawArticle)
    assert only.values["body"] == "caf-dma"


@pytest.mark.parametrize("together", [False, True])
def test_the_first_pages_of_a_small_archive_that_breaks_off_are_read(tmp_path: Path, together: bool) -> None:
    words = Random(3)
    texts = [" ".join(f"{words.randrange(1 << 40):x}" for _ in range(300)) for _ in range(2)]
    pages = [
        response(f"<html><p>{text}.</p>\n</html>\n".encode(), address=f"http://lamp.example/{number}")
        for number, text in enumerate(texts)
    ]
    packed = gzip.compress(b"".join(pages)) if together else b"".join(map(gzip.compress, pages))
    path = tmp_path / "a.warc.gz"
    path.write_bytes(packed[:-900])
    first, error = read([str(path)])
    assert isinstance(first, RawArticle)
    assert first.values["url"] == "http://lamp.example/0"
    assert isinstance(error, ReadError)
    assert "breaks off" in error.reason


@pytest.mark.parametrize(
    "last",
    [
        response(address="http://lamp.example/b"),
        response(b"x" * 90, "Content-Type: image/png"),
        record("request", "http://lamp.example/b", b"GET / HTTP/1.1\r\nHost: lamp.example\r\n\r\n"),
        record("warcinfo", "", b"software: crawler"),
    ],
)
@pytest.mark.parametrize("packed", [False, True])
def test_an_archive_that_breaks_off_says_so_wherever_it_is_cut(last: bytes, packed: bool, tmp_path: Path) -> None:
    path = tmp_path / ("a.warc.gz" if packed else "a.warc")
    first = response()
    for cut in range(1, len(last.rstrip()), 7 if packed else 1):
        data = first + last[:cut]
        path.write_bytes(gzip.compress(data) if packed else data)
        article, *errors = read([str(path)])
        assert isinstance(article, RawArticle)
        assert any(isinstance(error, ReadError) for error in errors), last[:cut]
