"""Codecs of Python that are no encodings of texts are unknown encodings wherever a file names one."""

from __future__ import annotations

import pytest

from dateline.index.article import RawArticle
from dateline.index.readers.encodings import text_codec
from dateline.index.readers.formats.feed import read_feed
from dateline.index.readers.formats.mail import read_mail
from dateline.index.readers.formats.mail_headers import readable_parameters
from dateline.index.readers.formats.warc import read_plain
from dateline.index.readers.page.encoding import decode_page

NAMES = """
    idna punycode unicode_escape unicode-escape raw_unicode_escape raw-unicode-escape base64 base_64 bz2 hex rot13
    rot_13 uu uu_codec quopri zip zlib undefined mbcs oem charmap unknown-8bit x-unknown
"""
NO_ENCODINGS = NAMES.split()
ENCODINGS = "utf-8 UTF8 latin-1 ISO-8859-15 windows-1250 koi8-r Shift_JIS gb2312 big5 euc-kr us-ascii utf-7 macroman"
TEXT = "Le café \\u0041 coûte 3 francs, the cost of it in Lyon. zvpebfbsg abc-"


@pytest.mark.parametrize("name", [*NO_ENCODINGS, "", "a\0b", "é", "a" * 1000])
def test_codecs_that_are_no_encodings_of_texts_are_unknown(name: str) -> None:
    assert text_codec(name) == ""


@pytest.mark.parametrize("name", ENCODINGS.split())
def test_encodings_of_texts_are_known_by_their_usual_names(name: str) -> None:
    assert text_codec(name)


@pytest.mark.parametrize("name", NO_ENCODINGS)
def test_a_mail_that_names_such_a_codec_is_read_by_its_words(name: str) -> None:
    head = f"From: a@b.example\nSubject: =?{name}?q?Le_caf=C3=A9?=\nContent-Type: text/plain; charset={name}\n\n"
    (found,) = read_mail(iter((head + TEXT).encode().splitlines(keepends=True)), "a.eml")
    assert isinstance(found, RawArticle)
    assert (found.values["title"], found.values["body"]) == ("Le café", TEXT)
    assert any("not in the encoding that the mail names" in note for note in found.notes)


@pytest.mark.parametrize("name", NO_ENCODINGS)
def test_a_page_a_text_and_a_feed_that_name_such_a_codec_are_utf_8(name: str) -> None:
    assert decode_page(f"<meta charset={name}><p>{TEXT}".encode()).text.endswith(TEXT)
    assert decode_page(f"<p>{TEXT}".encode(), name).text.endswith(TEXT)
    plain = read_plain(f"Title\n{TEXT}".encode(), "a.warc", "https://a.example/", name)
    assert isinstance(plain, RawArticle)
    assert plain.values["body"] == TEXT
    feed = f'<?xml version="1.0" encoding="{name}"?><rss><channel><item><title>{TEXT}</title></item></channel></rss>'
    (item,) = read_feed(iter([feed.encode()]), "a.xml")
    assert isinstance(item, RawArticle)
    assert item.values["title"] == TEXT


@pytest.mark.parametrize("name", NO_ENCODINGS)
def test_parameters_in_such_a_codec_are_taken_out(name: str) -> None:
    assert "filename" not in readable_parameters("Content-Disposition", f"attachment; filename*={name}''a%41.txt")
    kept = "attachment; filename*=utf-8''a%41.txt"
    assert readable_parameters("Content-Disposition", kept) == kept


@pytest.mark.parametrize("title", ["A \\u12 =?utf-8?q?b?=", "A \\N{x} =?utf-8?q?b?="])
def test_a_subject_with_a_backslash_before_an_encoded_word_is_read(title: str) -> None:
    (found,) = read_mail(iter([f"From: a@b.example\nSubject: {title}\n".encode(), b"\n", b"Text"]), "a.eml")
    assert isinstance(found, RawArticle)
    assert found.values["title"] == title.replace("=?utf-8?q?b?=", "b")
