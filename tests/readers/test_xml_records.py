"""XML as a stream, and the documents written to harm who reads them."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.index.errors import ReadError
from dateline.index.readers.formats.xml_records import XmlRecord, read_records
from dateline.index.readers.formats.xml_text import line_of
from tests.growth import assert_linear


def records(data: bytes | str, name: str = "r") -> list[XmlRecord | ReadError]:
    data = data if isinstance(data, bytes) else data.encode()
    return list(read_records(iter(data.splitlines(keepends=True)), "a.xml", lambda path: path[-1] == name))


def only_error(data: bytes | str) -> ReadError:
    (error,) = records(data)
    assert isinstance(error, ReadError)
    return error


def texts(found: list[XmlRecord | ReadError]) -> list[str]:
    return [line_of(one.element) for one in found if isinstance(one, XmlRecord)]


def test_records_are_whole_with_path_and_line() -> None:
    found = records("<a>\n<b>\n<r>one<r>two</r></r></b><r/></a>")
    assert [(one.path, one.line) for one in found if isinstance(one, XmlRecord)] == [(("a", "b"), 3), (("a",), 3)]
    assert texts(found) == ["onetwo", ""]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1252"])
def test_the_encoding_is_the_one_declared(encoding: str) -> None:
    assert texts(records(f"<?xml version='1.0' encoding='{encoding}'?>\n<r>é\n</r>".encode(encoding))) == ["é"]


def test_an_encoding_that_is_not_known_is_an_error() -> None:
    assert "unknown encoding" in only_error("<?xml version='1.0' encoding='nonsense'?><r/>").reason


def test_prefixes_are_those_of_the_vocabulary_not_of_the_document() -> None:
    atom = "http://www.w3.org/2005/Atom"
    for text in (f"<r xmlns='{atom}'/>", f"<x:r xmlns:x='{atom}'/>", f"<a xmlns:atom='{atom}'><atom:r/></a>"):
        assert len(records(text, "atom:r")) == 1
    assert len(records(f"<a><b xmlns='{atom}'/><r/></a>")) == 1


def test_a_billion_laughs_are_refused() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    assert "declares an entity" in only_error(f'<!DOCTYPE r [<!ENTITY l0 "ha">{laughs}]><r>&l9;</r>').reason


@pytest.mark.parametrize(
    "document",
    [
        '<!DOCTYPE r [<!ENTITY e SYSTEM "file://{path}">]><r>&e;</r>',
        '<!DOCTYPE r [<!ENTITY % e SYSTEM "file://{path}"> %e;]><r>&secret;</r>',
        '<!DOCTYPE r SYSTEM "file://{path}"><r>&secret;</r>',
        '<!DOCTYPE r PUBLIC "x" "{path}"><r>&secret;</r>',
    ],
)
def test_nothing_outside_the_document_is_opened(tmp_path: Path, document: str) -> None:
    secret = tmp_path / "secret"
    secret.write_text('<!ENTITY secret "told">', encoding="utf-8")
    assert "told" not in str([texts([one]) or str(one) for one in records(document.replace("{path}", str(secret)))])


def test_elements_deep_inside_each_other_are_refused() -> None:
    assert "levels deep" in only_error("<a>" * 100_000).reason


@pytest.mark.parametrize(
    "document", [b"<r>" + b"text " * 500, b"<r>" + b"<a/>" * 100, b"<r " + b"".join(b"a%d='b' " % n for n in range(99))]
)
def test_a_record_without_end_is_refused(monkeypatch: pytest.MonkeyPatch, document: bytes) -> None:
    monkeypatch.setattr("dateline.index.readers.formats.xml_parser.LARGEST_RECORD", 2000)
    assert "larger than" in only_error(document + b"></r>").reason


@pytest.mark.parametrize("opening", [b"<!-- ", b"<r a='", b"<?x ", b"<r><![CDATA["])
def test_what_is_opened_and_never_closed_takes_linear_time(opening: bytes) -> None:
    def read_lines(count: int) -> None:
        lines = iter([b"<a>" + opening, *[b"x\n"] * count])
        assert isinstance(list(read_records(lines, "a.xml", lambda path: path[-1] == "r"))[-1], ReadError)

    assert_linear(read_lines, 50_000)


def test_a_mark_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.index.readers.formats.xml_chunks.LARGEST_RECORD", 1 << 20)
    assert "longer than" in only_error(b"<a><!-- " + b"x\n" * 2_000_000).reason
