"""What is named and is not there, or is no text, is exit 2; what a folder holds of it is counted."""

from __future__ import annotations

import json
import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from tests.commands.calls import Outcome, dateline
from tests.permissions import bound_by_permissions

MISSING = "cannot be read: there is no such file or folder"


def picture() -> bytes:
    """A PNG of one grey point."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    parts = [chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(b"\0\x80")), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with an archive of one article, and `news/` with that article and four files that are not read."""
    news = tmp_path / "news"
    news.mkdir()
    (news / "a.txt").write_text("Title\n\nThe text.\n", encoding="utf-8")
    (tmp_path / "pic.png").write_bytes(picture())
    assert dateline("add", "news", cwd=tmp_path).code == 0
    for name in ("one.png", "two.PNG", ".hidden.png"):
        (news / name).write_bytes(picture())
    with zipfile.ZipFile(news / "c.xlsx", "w") as document:
        document.writestr("xl/workbook.xml", "<x/>")
    (news / "README").write_text("About these.\n", encoding="utf-8")
    (news / "link").symlink_to(tmp_path)
    (news / "dangling.xyz").symlink_to(tmp_path / "nowhere")
    return tmp_path


def only_line(outcome: Outcome) -> str:
    """Return the one line that a failed call printed."""
    assert (outcome.code, outcome.out, outcome.err.count("\n")) == (2, "", 1)
    return outcome.err.rstrip("\n")


@pytest.mark.parametrize(
    "call",
    [
        ("add", "nosuch"),
        ("add", "--sync", "nosuch"),
        ("read", "nosuch"),
        ("check", "--against", "nosuch"),
        ("extract", "nosuch"),
        ("show", "nosuch"),
        ("why", "nosuch", "x"),
        ("delete", "nosuch"),
        ("people", "import", "nosuch"),
        ("places", "import", "nosuch.csv"),
        ("add", "--watch", "nosuch"),
        ("--archive", "nosuch", "search", "x"),
    ],
)
def test_what_is_named_and_is_not_there_is_one_line_and_exit_2(call: tuple[str, ...], place: Path) -> None:
    if "--watch" in call:
        pytest.importorskip("watchfiles")
    assert "nosuch" in only_line(dateline(*call, cwd=place))


def test_a_pattern_without_a_match_is_a_name_of_nothing(place: Path) -> None:
    for call in (("add",), ("read",), ("check", "--against")):
        assert only_line(dateline(*call, "no*such", cwd=place)).startswith("no*such: ")


def test_the_rest_is_done_first(place: Path) -> None:
    (place / "b.txt").write_text("Other\n\nAnother text.\n", encoding="utf-8")
    added = dateline("add", "nosuch", "b.txt", "nowhere", cwd=place)
    assert added.code == 2
    told = added.err.splitlines()
    assert told[:2] == [f"nosuch: {MISSING}", f"nowhere: {MISSING}"]
    assert told[-1] == "1 added, 2 skipped"
    read = dateline("read", "nosuch", "b.txt", cwd=place)
    assert (read.code, json.loads(read.out)["title"]) == (2, "Other")
    checked = dateline("check", "--against", "b.txt", "nosuch", "--json", cwd=place)
    assert (checked.code, checked.json["checked"]) == (2, 1)
    assert [(each["file"], each["message"]) for each in checked.json["failed"]] == [("nosuch", MISSING)]
    assert dateline("check", "--against", "b.txt", cwd=place).code == 0


def test_what_was_added_from_a_place_that_is_gone_may_be_taken_out(place: Path) -> None:
    (place / "news").rename(place / "away")
    assert dateline("add", "--sync", "--dry-run", "nowhere", cwd=place).code == 2
    gone = dateline("add", "--sync", "news", "--even-if-empty", cwd=place)
    assert (gone.code, "1 deleted" in gone.err) == (0, True)
    assert only_line(dateline("add", "--sync", "news", "--even-if-empty", cwd=place)) == f"news: {MISSING}"


def test_what_may_not_be_read_is_exit_2_where_it_is_named() -> None:
    with bound_by_permissions() as folder:
        (folder / "a.txt").write_text("Title\n\nText.\n", encoding="utf-8")
        (folder / "secret").mkdir()
        (folder / "secret.txt").write_text("Title\n\nText.\n", encoding="utf-8")
        (folder / "secret.txt").chmod(0)
        (folder / "secret").chmod(0)
        try:
            for name in ("secret.txt", "secret"):
                shown = dateline("read", "a.txt", name, cwd=folder)
                assert (shown.code, shown.err.splitlines()[0].startswith(f"{name}: cannot be read: perm")) == (2, True)
            assert dateline("read", ".", cwd=folder).code == 0
        finally:
            (folder / "secret").chmod(0o700)


BINARY = {
    "pic.png": picture(),
    "pic.txt": picture(),
    "pic.html": picture(),
    "photo.jpg": b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)),
    "photo.json": b"\xff\xd8\xff\xe0 without a NUL, and no text all the same",
    "data.bin": bytes(range(256)) * 8,
    "packed": zlib.compress(bytes(range(256)) * 8)[2:] * 20,
    "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500),
    "nul.txt": b"Title\n\nBody\0body.\n",
    "utf16.txt": "A title\n\nA text in UTF-16.\n".encode("utf-16-le"),
}


@pytest.mark.parametrize("name", sorted(BINARY))
def test_a_binary_file_that_is_named_is_one_line_and_exit_2(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(BINARY[name])
    for call in (("add", name), ("read", name)):
        assert only_line(dateline(*call, cwd=tmp_path)).startswith(f"{name}:")
    assert only_line(dateline("add", "-", cwd=tmp_path, stdin=BINARY[name])).startswith("-:")
    assert not (tmp_path / ".dateline").exists()


def test_an_office_document_that_is_named_is_one_line_and_exit_2(place: Path) -> None:
    assert "c.xlsx: it is a spreadsheet" in only_line(dateline("add", "news/c.xlsx", cwd=place))


@pytest.mark.parametrize(
    "text",
    [
        "Title\n\nPlain text.\n",
        "Ünïcödé\n\nTëxt – “quoted”, 中文.\n",
        "GIF89a is a format\n\nRIFF is another.\n",
        "Ends with ETX\n\n\x02Text of a wire.\x03\n",
        "\x1b[1mBold\x1b[0m\n\nBack\bspace and \x0c pages.\n",
    ],
)
def test_text_is_no_binary_file(text: str, tmp_path: Path) -> None:
    for encoding in ("utf-8", "utf-16"):
        (tmp_path / "a.txt").write_bytes(text.encode(encoding))
        assert dateline("read", "a.txt", cwd=tmp_path).code == 0


KINDS = "3 files of kinds that are not read: .png 2, .xlsx 1"


def test_the_files_of_other_kinds_in_a_folder_are_counted(place: Path) -> None:
    for call in (("add",), ("add", "--again"), ("add", "--sync"), ("read", "--dry-run"), ("add", "--jobs", "2")):
        shown = dateline(*call, "news", cwd=place)
        kinds, links, *rest = shown.err.splitlines()
        assert (shown.code, kinds, len(rest)) == (0, KINDS, 1)
        assert links.startswith("1 linked folder was not followed (news/link)")


def test_a_folder_without_them_says_nothing_of_kinds(place: Path) -> None:
    for name in ("one.png", "two.PNG", "c.xlsx"):
        (place / "news" / name).unlink()
    assert "kinds" not in dateline("add", "news", cwd=place).err


def test_the_files_of_other_kinds_in_an_archive_are_counted(place: Path) -> None:
    with zipfile.ZipFile(place / "all.zip", "w") as packed:
        for name in ("a.txt", "one.png", "two.PNG", ".hidden.png", "README"):
            packed.write(place / "news" / name, f"inner/{name}")
    shown = dateline("read", "all.zip", "--dry-run", cwd=place)
    assert shown.err.splitlines() == ["2 files of kinds that are not read: .png 2", "1 read"]
    assert "1 file of a kind that is not read: .bin 1" in packed_alone(place, "x.bin").err


def packed_alone(place: Path, name: str) -> Outcome:
    with zipfile.ZipFile(place / "one.zip", "w") as packed:
        packed.writestr(name, "data")
    return dateline("add", "one.zip", cwd=place)


def test_a_text_file_that_is_binary_is_one_record_less_in_a_folder(place: Path) -> None:
    (place / "news" / "pic.txt").write_bytes(picture())
    shown = dateline("add", "news", cwd=place)
    assert shown.code == 0
    assert sum("pic.txt" in line for line in shown.err.splitlines()) == 1
    assert shown.err.splitlines()[-1] == "0 added, 1 unchanged, 1 skipped"
    assert dateline("add", "news", "--strict", cwd=place).code == 2
