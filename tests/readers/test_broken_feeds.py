"""Feeds that are not well-formed, and feeds in the encodings of the world."""

from __future__ import annotations

import pytest

from dateline.index.article import RawArticle
from dateline.index.errors import ReadError
from dateline.index.readers import read as read_files
from dateline.index.readers.formats.feed import read_feed
from tests.growth import assert_linear


def read(text: str | bytes) -> list[RawArticle | ReadError]:
    data = text if isinstance(text, bytes) else text.encode()
    return list(read_feed(iter(data.splitlines(keepends=True)), "a.xml"))


def titles(text: str | bytes) -> list[object]:
    return [each.values["title"] if isinstance(each, RawArticle) else each.line for each in read(text)]


ITEM = "<item><title>{}</title></item>\n"


@pytest.mark.parametrize(
    ("title", "seen"),
    [
        ("AT&T", "AT&T"),
        ("A & B", "A & B"),
        ("A &nbsp;&mdash; B", "A — B"),
        ("A &unknown; B", "A &unknown; B"),
        ("1 < 2", "1 < 2"),
        ("1 <2> 3", "1 <2> 3"),
        ("<b>Bold", "Bold"),
        ("<b>A</i>B</b>", "AB"),
        ("A<br>B", "AB"),
        ("<a href=x>A</a>", "A"),
        ("<a b='1' b='2'>A</a>", "A"),
        ("A\x0bB\x00C", "ABC"),
        ("<x:y>A</x:y>", "A"),
        ("A &#0; B", "A \ufffd B"),
        ("]]>A", "]]>A"),
        ("<!-- -- -->A", "A"),
    ],
)
def test_what_is_wrong_in_one_item_costs_no_other(title: str, seen: str) -> None:
    items = "".join(map(ITEM.format, ("One", title, "Three")))
    feed = f"<rss><channel><title>P</title>\n{items}</channel></rss>"
    assert titles(feed) == ["One", seen, "Three"]


def test_a_long_name_without_end_takes_linear_time() -> None:
    def read_name(count: int) -> None:
        assert read("<rss><item><title>A&B</title><" + "x" * count + "<")

    assert_linear(read_name, 20_000)


def test_a_missing_end_of_an_item_ends_it_where_the_next_begins() -> None:
    assert titles("<rss><channel><item><title>One</title><item><title>Two</title></item></channel></rss>") == [
        "One",
        "Two",
    ]


def test_a_truncated_feed_loses_the_item_that_is_cut_with_one_line() -> None:
    first, error = read(f"<rss><channel>\n{ITEM.format('One')}<item><title>Two</title><description>It")
    assert isinstance(first, RawArticle)
    assert first.notes == ()
    assert isinstance(error, ReadError)
    assert (error.line, "ends inside this record" in error.reason) == (3, True)


def test_a_feed_cut_after_an_item_is_an_error_of_one_line() -> None:
    assert titles(f"<rss><channel>\n{ITEM.format('One')}") == ["One", 3]


def test_empty_items_are_not_read_twice() -> None:
    assert titles("<rss><item/><item/>\n<item><title>A&B</title></item></rss>") == ["", "", "A&B"]


@pytest.mark.parametrize("junk", ["\n\n", "x\n", "<br />\n<b>Warning</b>: no such file\n", "\ufeff\n", "\x00\x01 "])
def test_what_stands_before_the_declaration_is_passed_over(junk: str) -> None:
    feed = f"{junk}<?xml version='1.0'?>\n<rss><channel>\n{ITEM.format('One')}<item>"
    found = read(feed)
    assert [each.line for each in found] == [junk.count("\n") + 3, junk.count("\n") + 4]


def test_the_vocabularies_hold_after_the_break() -> None:
    feed = (
        "<x:feed xmlns:x='http://www.w3.org/2005/Atom' xml:base='https://a.example/'>"
        "<x:title>P</x:title><x:entry><x:title>A&B</x:title><x:link href='1'/></x:entry></x:feed>"
    )
    (found,) = read(feed)
    assert isinstance(found, RawArticle)
    assert (found.values["title"], found.values["url"], found.values["source"]) == ("A&B", "https://a.example/1", "P")


@pytest.mark.parametrize("inside", ["<a>" * 500, "<p>x" * 500, "<br>" * 500, "<" * 500, "&" * 500])
def test_deep_or_odd_content_after_a_break_is_read(inside: str) -> None:
    assert len(read(f"<rss><item><title>A&B</title>{inside}</item><item/></rss>")) == 2


@pytest.mark.parametrize("declared", ["'&a;&a;'", "SYSTEM 'file:///etc/passwd'", "'<i>a</i>'", f"'{'a' * 99}'"])
@pytest.mark.parametrize("title", ["A &b; B", "A &b; & B"])
def test_entities_do_not_unfold(declared: str, title: str) -> None:
    (found,) = read(
        f"<!DOCTYPE r [<!ENTITY a 'ha'><!ENTITY b {declared}>]><rss><item><title>{title}</title></item></rss>"
    )
    assert isinstance(found, RawArticle)
    assert found.values["title"] == title
    assert "declares an entity (`b`)" in found.notes[0]


def test_parameter_entities_are_not_opened() -> None:
    dtd = "<!ENTITY % latin PUBLIC '-//W3C//ENTITIES Latin 1 for XHTML//EN' 'http://a.example/lat1.ent'> %latin;"
    assert titles(f"<!DOCTYPE rss [\n{dtd}]><rss><item><title>Caf&eacute;</title></item></rss>") == ["Café"]


def test_a_small_entity_is_a_name_for_a_character() -> None:
    assert titles("<!DOCTYPE r [<!ENTITY dot '&#183;'>]><rss><item><title>A &dot; B</title></item></rss>") == ["A · B"]


@pytest.mark.parametrize(
    "mark", ["<" * 9, "<a ", "<!-- ", "<![CDATA[", "<?x ", "&", "<", "<a b='", "</b>", "<b>", "<b c=d>"]
)
def test_broken_feeds_take_linear_time(mark: str) -> None:
    def read_marks(count: int) -> None:
        lines = [b"<rss><item><title>A&B</title>", *[mark.encode() + b"x\n"] * count]
        assert list(read_feed(iter(lines), "a.xml"))

    assert_linear(read_marks, 5_000)


@pytest.mark.parametrize(
    ("encoding", "title"),
    [
        ("gb2312", "港口重新开放"),
        ("gbk", "港口重新開放"),
        ("gb18030", "港口重新开放"),
        ("big5", "港口重新開放"),
        ("shift_jis", "港が再開した"),
        ("euc-jp", "港が再開した"),
        ("iso-2022-jp", "港が再開した"),
        ("euc-kr", "항구가 다시 열렸다"),
        ("koi8-r", "Порт открыт"),
        ("windows-1251", "Порт открыт"),
        ("iso-8859-5", "Порт открыт"),
        ("windows-1250", "Přístav otevřen"),
        ("iso-8859-2", "Přístav otevřen"),
        ("iso-8859-7", "Λιμάνι ανοιχτό"),
        ("windows-1254", "Liman açıldı"),
        ("iso-8859-9", "Liman açıldı"),
        ("windows-1257", "Osta atvērta"),
        ("iso-8859-15", "Le port rouvre à 5 €"),
        ("iso-8859-1", "Le port rouvre à midi"),
        ("windows-1252", "Le port rouvre “à midi”"),
        ("macintosh", "Le port rouvre à midi"),
        ("utf-8", "Порт открыт"),
        ("utf-16", "Порт открыт"),
        ("utf-16-le", "Порт открыт"),
        ("utf-16-be", "Порт открыт"),
        ("utf-32", "Порт открыт"),
        ("utf-32-le", "Порт открыт"),
        ("utf-32-be", "Порт открыт"),
        ("cp037", "Le port rouvre à midi"),
    ],
)
def test_every_encoding_that_feeds_declare_is_read(encoding: str, title: str, tmp_path) -> None:  # type: ignore[no-untyped-def]
    feed = f"<?xml version='1.0' encoding='{encoding}'?>\n<rss><channel>\n{ITEM.format(title) * 3}</channel></rss>"
    data = feed.encode(encoding)
    assert titles(data) == [title] * 3
    path = tmp_path / "a.xml"
    path.write_bytes(data)
    if encoding != "cp037":
        assert [each.values["title"] for each in read_files([str(path)]) if isinstance(each, RawArticle)] == [title] * 3


@pytest.mark.parametrize(
    "name", ["utf-16", "us-ascii", "nonsense", "rot13", "unicode_escape", "", "x-user-defined", "UTF8"]
)
def test_a_wrong_declaration_does_not_matter(name: str) -> None:
    feed = f"<?xml version='1.0' encoding='{name}'?>\n<rss><channel>{ITEM.format('Порт')}</channel></rss>"
    assert titles(feed) == ["Порт"]


def test_a_line_that_comes_in_pieces_may_be_cut_anywhere() -> None:
    data = "<rss><item><title>Порт — 港 🚢</title></item></rss>".encode()
    for size in range(1, 9):
        (found,) = read_feed(iter([data[at : at + size] for at in range(0, len(data), size)]), "a.xml")
        assert isinstance(found, RawArticle)
        assert (found.values["title"], found.notes) == ("Порт — 港 🚢", ())


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        (
            "gb18030",
            "港口今天重新开放。市长说,第一艘船已经在中午抵达,船上载有粮食和煤炭。码头工人正在卸货,明天还会有两艘船到达。",
        ),
        ("windows-1251", "Порт сегодня снова открыт. Мэр сказал, что первое судно пришло в полдень с зерном и углём."),
        (
            "iso-8859-2",
            "Přístav je dnes opět otevřen. Starosta řekl, že první loď připlula v poledne a že dvě přijdou zítra.",
        ),
        ("windows-1252", "Le port a rouvert à midi. Le maire a déclaré que le premier bateau est arrivé."),
    ],
)
def test_a_feed_in_another_encoding_than_utf_8_which_it_claims_is_read(encoding: str, text: str) -> None:
    body = "".join(f"<item><title>{n}</title><description>{text}</description></item>\n" for n in range(3))
    found = read(f"<?xml version='1.0' encoding='utf-8'?>\n<rss><channel>\n{body}</channel></rss>".encode(encoding))
    assert [each.values["body"] for each in found if isinstance(each, RawArticle)] == [text] * 3


def test_bytes_of_windows_1252_in_utf_8_are_read() -> None:
    data = b"<?xml version='1.0'?><rss><item><title>Caf\xe9 \xc3\xa9 \x93x\x94</title></item></rss>"
    assert titles(data) == ["Café é “x”"]
