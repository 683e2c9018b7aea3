"""From bytes to text: which encoding they are in, and when none is guessed."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.article import RawArticle
from dateline.index.errors import ReadError
from dateline.index.readers import read
from dateline.index.readers.decoding import Decoded, as_utf8, decode_document
from tests.growth import assert_linear

LATIN = {
    "Fünf Schüler grüßen den Bürgermeister. Die Straße über die Brücke ist gesperrt, sagte er.": ("cp1252", "latin-1"),
    "Le café de la gare est fermé depuis l’été dernier, a déclaré le maire.": ("cp1252",),
    "El señor Núñez llegó mañana a España con su niña pequeña.": ("cp1252", "latin-1"),
    "A eleição não será amanhã, disse o presidente à televisão.": ("cp1252", "latin-1"),
    "Älvsborgs fästning är stängd på måndag, säger vakten.": ("cp1252", "latin-1"),
    "The café’s owner said “no” – and left. It cost £40, he added.": ("cp1252",),
    "Książę łódzki powiedział, że to się stanie w Gdańsku i nie jest za późno.": ("cp1250", "iso8859_2"),
    "V Praze se včera sešli ministři, kteří jednali o tom, že se pro příští rok zvýší daně.": ("cp1250", "iso8859_2"),
    "Başbakan salı günü geldi ve bakanlarla çok iyi bir gün için, bu da en son.": ("cp1254",),
    "naïve": ("cp1252",),
}
OTHER = {
    "Президент прибыл в Москву во вторник и встретился с министром иностранных дел. ": ("cp1251", "koi8_r"),
    "Ο πρόεδρος έφτασε στην Αθήνα την Τρίτη και μίλησε με τον υπουργό. ": ("cp1253",),
    "首相は火曜日に東京に到着し、大臣と会談した。記者団には話さなかった。": ("shift_jis", "euc_jp"),
    "总统星期二抵达北京，并会见了部长。他没有对记者讲话。": ("gb18030",),
    "대통령은 화요일 서울에 도착해 장관을 만났다. ": ("euc_kr",),
}


def found(data: bytes) -> str | None:
    decoded = decode_document(data, "a.txt")
    return decoded.text if isinstance(decoded, Decoded) else None


@pytest.mark.parametrize(("text", "encoding"), [(text, each) for text, known in LATIN.items() for each in known])
def test_latin_letters_are_told_without_any_package(text: str, encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "charset_normalizer", None)
    decoded = decode_document(text.encode(encoding), "a.txt")
    assert isinstance(decoded, Decoded)
    assert decoded.text == text
    assert "is not UTF-8; it was read as" in decoded.notes[0]


@pytest.mark.parametrize(("text", "encoding"), [(text, each) for text, known in OTHER.items() for each in known])
def test_other_letters_are_told_by_a_package_where_there_is_enough_text(text: str, encoding: str) -> None:
    pytest.importorskip("charset_normalizer", reason="needs the extra `encodings`")
    assert found((text * 8).encode(encoding)) == text * 8
    assert found(text[:12].encode(encoding)) is None


def test_without_the_package_the_reason_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "charset_normalizer", None)
    wrong = decode_document("Президент прибыл".encode("cp1251"), "a.txt")
    assert isinstance(wrong, ReadError)
    assert "pip install 'dateline[encodings]'" in wrong.reason


def test_utf_8_with_damage_and_encodings_of_dos_are_not_guessed() -> None:
    assert found("Été à Nîmes\n".encode() + b"caf\xe9 noir") is None
    assert found("Das Mädchen lief über die Straße".encode("cp850")) is None
    assert found(b"caf\x8e noir et th\x8e vert".replace(b"\x8e", b"\x81")) is None


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_read_where_its_mark_tells(encoding: str, tmp_path) -> None:
    texts = {
        "a.txt": "Ferry aground\n\nIt ran aground ਊ Ċ in the strait — twice.",
        "b.csv": "title,body\nFerry aground,It ran aground ਊ Ċ in the strait — twice.\n",
        "c.json": '{"title": "Ferry aground", "body": "It ran aground ਊ Ċ in the strait — twice."}',
        "d.jsonl": '{"title": "Ferry aground", "body": "It ran aground ਊ Ċ in the strait — twice."}\n' * 2,
    }
    for name, text in texts.items():
        (tmp_path / name).write_bytes(("\ufeff" + text).encode(encoding))
        articles = list(read([str(tmp_path / name)]))
        assert len(articles) == (2 if name == "d.jsonl" else 1)
        for article in articles:
            assert isinstance(article, RawArticle), (name, article)
            assert article.values["title"] == "Ferry aground"
            assert article.values["body"] == "It ran aground ਊ Ċ in the strait — twice."
    assert isinstance(decode_document("\ufeffA\0b".encode(encoding), "a.txt"), ReadError)
    assert isinstance(decode_document("\ufeffAb".encode(encoding)[:-1], "a.txt"), ReadError)


def test_rows_of_an_older_table_are_read_and_damaged_rows_of_utf_8_are_not(tmp_path) -> None:
    (tmp_path / "a.csv").write_bytes("title,body\nA,plain\nB,Das Mädchen und der Bär\n".encode("cp1252"))
    plain, older = read([str(tmp_path / "a.csv")])
    assert isinstance(plain, RawArticle)
    assert plain.notes == ()
    assert isinstance(older, RawArticle)
    assert older.values["body"] == "Das Mädchen und der Bär"
    assert older.notes == ("the text is not UTF-8; it was read as Windows-1252",)
    (tmp_path / "b.csv").write_bytes("title,body\nA,Bär\n".encode() + b"B,M\xe4dchen\n")
    whole, damaged = read([str(tmp_path / "b.csv")])
    assert isinstance(whole, RawArticle)
    assert isinstance(damaged, ReadError)


def test_no_lines_stay_no_lines() -> None:
    assert list(as_utf8([])) == []


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=5).map("\n".join), st.integers(1, 7))
def test_utf_16_lines_are_the_same_lines_however_they_are_cut(text: str, size: int) -> None:
    data = ("\ufeff" + text).encode("utf-16-le")
    pieces = [data[:2], *(data[at : at + size] for at in range(2, len(data), size))]
    assert b"".join(as_utf8(pieces)).decode() == text


@given(st.binary())
def test_any_bytes_are_text_or_an_error(data: bytes) -> None:
    assert isinstance(decode_document(data, "a.txt"), Decoded | ReadError)


@pytest.mark.parametrize("unit", [b"\xe9", b"a\xe9 ", b"\xc3\xa9\xe9", b"\xff\xfe\n\n", b"\x81\x30", b"\xe0\xe1 \n"])
def test_decoding_takes_linear_time(unit: bytes) -> None:
    assert_linear(lambda size: decode_document(unit * (size // len(unit)), "a.txt"), 2_000_000)
