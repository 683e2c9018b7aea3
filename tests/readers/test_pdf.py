"""PDF files, damaged in every way."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.index.article import RawArticle
from dateline.index.errors import ReadError
from dateline.index.readers.formats.pdf import read_pdf, values_of

SAMPLE = (Path(__file__).parent / "samples/pdf/lighthouse.pdf").read_bytes()


def found_in(data: bytes) -> RawArticle | ReadError:
    (only,) = read_pdf(iter([data]), "a.pdf")
    return only


def test_an_encrypted_file_is_named_unless_its_password_is_empty() -> None:
    pypdf = pytest.importorskip("pypdf")
    import io

    for password in ("", "secret"):
        writer = pypdf.PdfWriter(clone_from=io.BytesIO(SAMPLE))
        writer.encrypt(password, "owner", algorithm="RC4-128")
        made = io.BytesIO()
        writer.write(made)
        found = found_in(made.getvalue())
        assert isinstance(found, ReadError) == bool(password)
        if isinstance(found, ReadError):
            assert "encrypted" in found.reason


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4", b"%PDF-1.4\n%%EOF", b"no PDF at all", SAMPLE[:300], SAMPLE[300:]])
def test_what_is_no_whole_file_is_an_error(data: bytes) -> None:
    found = found_in(data)
    assert isinstance(found, ReadError)
    assert "PDF file" in found.reason


@settings(deadline=None, max_examples=150)
@given(noise=st.binary(min_size=1, max_size=20), at=st.integers(0, len(SAMPLE) - 1))
def test_no_damage_raises(noise: bytes, at: int) -> None:
    assert isinstance(found_in(SAMPLE[:at] + noise + SAMPLE[at + len(noise) :]), RawArticle | ReadError)


@pytest.mark.parametrize("title", ["Microsoft Word - a.doc", "page1.indd", "Untitled-3", "a.pdf"])
def test_the_name_of_a_file_is_no_title(title: str) -> None:
    class About(dict):  # type: ignore[type-arg]
        creation_date = None

    assert values_of(About({"/Title": title, "/Author": " A  B "})) == {"byline": "A B"}


def test_a_missing_package_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    found = found_in(SAMPLE)
    assert isinstance(found, ReadError)
    assert "pip install 'dateline[pdf]'" in found.reason
