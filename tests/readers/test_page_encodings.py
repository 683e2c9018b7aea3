"""The encodings of web pages: what they declare, what their letters show, and what is damaged."""

from __future__ import annotations

import pytest

from dateline.index.article import RawArticle
from dateline.index.readers.formats.html import read_page
from dateline.index.readers.page.encoding import decode_page
from tests.growth import assert_linear

TEXTS = {
    "ru": "Капитан порта сообщил, что паром потерял ход вскоре после отхода от причала и что никто не пострадал. "
    "Около двухсот пассажиров до рассвета сняли с борта спасательные шлюпки.",
    "ja": "港長によると、フェリーは岸壁を離れた直後に動力を失ったが、けが人はいなかった。約二百人の乗客は救命艇"
    "で救助され、市役所でお茶と毛布を受け取った。運輸省は調査を始め、報告書は春に公表される見通しだ。",
    "pl": "Kapitanat portu poinformował, że prom stracił napęd krótko po odbiciu od nabrzeża i że nikt nie został "
    "ranny. Około dwustu pasażerów ewakuowano przed świtem łodziami ratunkowymi.",
    "hu": "A kikötőkapitány közölte, hogy a komp röviddel az indulás után elvesztette a meghajtását, és senki sem "
    "sérült meg. Mintegy kétszáz utast hajnal előtt mentőcsónakokkal vittek partra.",
    "de": "Die Hafenmeisterei teilte mit, die Fähre habe kurz nach dem Ablegen die Maschine verloren; verletzt worden "
    "sei niemand. Rund zweihundert Fahrgäste wurden an Land gebracht.",
}


def page(language: str, declared: str = "") -> str:
    meta = f"<meta charset={declared}>" if declared else ""
    return f"<html lang={language}><head>{meta}<title>A</title></head><body><p>{TEXTS[language]}</p></body></html>"


@pytest.mark.parametrize(
    ("language", "encoding", "declared", "note"),
    [
        ("ru", "cp1251", "", "the page is not UTF-8; it was read as Windows-1251"),
        ("ru", "koi8-r", "", "the page is not UTF-8; it was read as KOI8-R"),
        (
            "ru",
            "cp1251",
            "utf-8",
            "the page is not in the encoding that it declares (UTF-8); it was read as Windows-1251",
        ),
        (
            "ru",
            "cp1251",
            "iso-8859-1",
            "the page is not in the encoding that it declares (Windows-1252); it was read as Windows-1251",
        ),
        ("ru", "cp1251", "windows-1251", None),
        ("ja", "euc_jp", "", "the page is not UTF-8; it was read as EUC-JP"),
        ("ja", "cp932", "", "the page is not UTF-8; it was read as Shift JIS"),
        ("ja", "cp932", "x-sjis", None),
        ("ja", "iso2022_jp", "", None),
        ("ja", "iso2022_jp", "iso-2022-jp", None),
        ("pl", "cp1250", "", "the page is not UTF-8; it was read as Windows-1250"),
        ("hu", "iso8859_2", "", "the page is not UTF-8; it was read as ISO 8859-2"),
        ("de", "cp1252", "", None),
        ("de", "cp1252", "ISO-8859-1", None),
        (
            "de",
            "latin-1",
            "utf-8",
            "the page is not in the encoding that it declares (UTF-8); it was read as Windows-1252",
        ),
    ],
)
def test_the_encoding_is_what_the_letters_show(language: str, encoding: str, declared: str, note: str | None) -> None:
    found = decode_page(page(language, declared).encode(encoding))
    assert TEXTS[language] in found.text
    assert found.notes == (() if note is None else (note,))


@pytest.mark.parametrize("attribute", ["alt", "title", "content", "placeholder"])
@pytest.mark.parametrize("quote", ["'", '"'])
@pytest.mark.parametrize("declared", ["", "utf-8", "iso-8859-1"])
def test_letters_in_attributes_show_the_encoding_of_a_page_whose_text_is_ascii(
    attribute: str, quote: str, declared: str
) -> None:
    meta = f"<meta charset={declared}>" if declared else ""
    tag = f"<img {attribute} = {quote}{TEXTS['ru']}{quote}>"
    found = decode_page(f"<html><head>{meta}</head><body><p>The quay</p>{tag}</body></html>".encode("cp1251"))
    assert TEXTS["ru"] in found.text
    assert [note.endswith("it was read as Windows-1251") for note in found.notes] == [True]


def test_letters_in_other_attributes_show_no_encoding() -> None:
    found = decode_page(f"<p>The quay</p><img src='{TEXTS['ru']}'>".encode("cp1251"))
    assert TEXTS["ru"] not in found.text
    assert [note.partition(" letters are ")[2] for note in found.notes] == ["not in UTF-8, and read as U+FFFD"]


@pytest.mark.parametrize("declared", ["", "utf-8", "windows-1251"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_takes_precedence_without_a_note(encoding: str, declared: str) -> None:
    found = decode_page(page("ru", declared).encode(encoding))
    assert (found.text, found.notes) == (page("ru", declared), ())
    assert decode_page(page("ru", declared).encode(encoding), "windows-1251").notes == ()


def test_a_byte_order_mark_of_utf_8_above_damaged_text_that_declares_another_encoding_has_a_note() -> None:
    data = page("ru", "windows-1251").encode("utf-8-sig")
    at = data.index("причала".encode())
    found = decode_page(data[:at] + data[at + 1 :])
    assert "�ричала" in found.text
    assert found.notes == (
        "the page has the byte order mark of UTF-8, and declares Windows-1251; it was read as UTF-8",
        "1 letter is not in UTF-8, and read as U+FFFD",
    )


def test_a_byte_order_mark_of_utf_8_above_text_of_another_encoding_does_not_count() -> None:
    found = decode_page(b"\xef\xbb\xbf" + page("ru", "windows-1251").encode("cp1251"))
    assert TEXTS["ru"] in found.text
    assert found.notes == (
        "the page has the byte order mark of UTF-8, and declares Windows-1251; it was read as Windows-1251",
    )


def test_damaged_letters_have_a_note() -> None:
    data = page("ru", "utf-8").encode()
    at = data.index("причала".encode())
    found = read_page(data[:at] + data[at + 1 :], "a.html")
    assert isinstance(found, RawArticle)
    assert found.notes == ("1 letter is not in UTF-8, and read as U+FFFD",)
    assert "�ричала" in str(found.values["body"])
    commented = page("de").encode().replace(b"<p>", b"<!-- \xc3\xa4 \xff --><p>")
    assert decode_page(commented).notes == ()


def test_pages_are_decoded_in_linear_time() -> None:
    for piece in (b"\xe4<", b"\x1b$B\xff", b"<meta charset=\xe4", b"\xe4<script>", b"<p alt='\xe4", b' alt = "'):
        assert_linear(lambda size, piece=piece: decode_page(piece * size), 2_000)
