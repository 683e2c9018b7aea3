"""Compressed files and archives, in each other and through pipes, whole, damaged and set as traps."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import os
import struct
import sys
import tarfile
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.index.article import RawArticle
from dateline.index.errors import ReadError
from dateline.index.readers import read
from dateline.index.readers.compression import COMPRESSIONS, Decompressed, Meter, detect_compression
from dateline.index.readers.containers import printable_name, strip_compression

STORY = b"Ferry aground off Skye\n\nA ferry with 112 people on board ran aground on Wednesday."
LINES = b"".join(json.dumps({"title": f"Title {n}", "body": f"Body {n}"}).encode() + b"\n" for n in range(3))


def zstd(data: bytes) -> bytes:
    try:
        from compression.zstd import compress  # type: ignore[import-not-found, unused-ignore]
    except ImportError:
        return pytest.importorskip("zstandard").ZstdCompressor().compress(data)
    return compress(data)


PACK: dict[str, Callable[[bytes], bytes]] = {
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
    ".zst": zstd,
}


def zipped(*members: tuple[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", packing) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return made.getvalue()


def tarred(*members: tuple[str, bytes], format: int = tarfile.PAX_FORMAT) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w", format=format) as archive:
        for name, data in members:
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return made.getvalue()


def put(folder: Path, name: str, data: bytes) -> str:
    (folder / name).write_bytes(data)
    return str(folder / name)


def told(found: list[RawArticle | ReadError]) -> list[tuple[str, str]]:
    return [(one.file.rpartition(os.sep)[2], one.reason if isinstance(one, ReadError) else "") for one in found]


def bodies(found: list[RawArticle | ReadError]) -> list[object]:
    return [one.values["body"] if isinstance(one, RawArticle) else one for one in found]


def inside(path: str) -> list[str]:
    return [one.file.partition("!/")[2] for one in read([path])]


@pytest.mark.parametrize("suffix", PACK)
def test_a_compressed_file_is_read_by_the_suffix_before(tmp_path: Path, suffix: str) -> None:
    path = put(tmp_path, f"a.jsonl{suffix}", PACK[suffix](LINES))
    found = list(read([path]))
    assert bodies(found) == ["Body 0", "Body 1", "Body 2"]
    assert {one.file for one in found} == {path}


@pytest.mark.parametrize("suffix", PACK)
def test_compression_is_known_by_content_and_streams_follow_each_other(tmp_path: Path, suffix: str) -> None:
    path = put(tmp_path, "a.jsonl", PACK[suffix](LINES) + PACK[suffix](LINES))
    assert len(bodies(list(read([path])))) == 6


@pytest.mark.parametrize("suffix", [".gz", ".xz"])
def test_zeros_behind_a_stream_are_padding(tmp_path: Path, suffix: str) -> None:
    path = put(tmp_path, f"a.jsonl{suffix}", PACK[suffix](LINES) + bytes(200_000))
    assert bodies(list(read([path]))) == ["Body 0", "Body 1", "Body 2"]


@pytest.mark.parametrize("suffix", PACK)
def test_standard_input_may_be_compressed(suffix: str) -> None:
    found = list(read(["-"], standard_input=io.BytesIO(PACK[suffix](LINES))))
    assert bodies(found) == ["Body 0", "Body 1", "Body 2"]
    assert {one.file for one in found} == {"-"}


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_a_pipe_may_carry_an_archive(pack: Callable[..., bytes]) -> None:
    receiving, sending = os.pipe()
    os.write(sending, pack(("a.txt", STORY), ("b.jsonl", LINES)))
    os.close(sending)
    with open(receiving, "rb") as pipe:
        found = list(read(["-"], standard_input=pipe))
    assert [one.file for one in found] == ["-!/a.txt", *["-!/b.jsonl"] * 3]
    assert not any(one.alone for one in found if isinstance(one, RawArticle))


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_members_are_sources_of_their_own(tmp_path: Path, pack: Callable[..., bytes]) -> None:
    members = [("news/a.txt", STORY), ("b.jsonl", LINES), ("c.json", b"{"), ("d.txt.gz", gzip.compress(STORY))]
    path = put(tmp_path, "outer.zip", pack(*members))
    found = list(read([path]))
    assert [one.file for one in found] == [
        f"{path}!/{name}" for name in ("news/a.txt", "b.jsonl", "b.jsonl", "b.jsonl", "c.json", "d.txt.gz")
    ]
    assert [type(one) for one in found] == [RawArticle] * 4 + [ReadError, RawArticle]
    assert isinstance(found[0], RawArticle)
    assert found[0].alone


@pytest.mark.parametrize("suffix", PACK)
@pytest.mark.parametrize("format", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_a_compressed_tar_is_read_under_either_name(tmp_path: Path, suffix: str, format: int) -> None:
    data = PACK[suffix](
        tarred(("a" * 120 + "/ä.txt" if format != tarfile.USTAR_FORMAT else "a.txt", STORY), format=format)
    )
    for name in (f"a.tar{suffix}", "a.tgz", "a"):
        (only,) = read([put(tmp_path, name, data)])
        assert isinstance(only, RawArticle)


def test_archives_stand_in_each_other_up_to_a_bound(tmp_path: Path) -> None:
    data = STORY
    for depth in range(6):
        found = list(read([put(tmp_path, "a.zip" if depth else "a.txt", data)]))
        assert isinstance(found[0], RawArticle) == (depth <= 4)
        data = zipped(("a.zip" if depth else "a.txt", data))
    assert "more than 4 deep" in told(found)[0][1]


def test_layers_of_compression_count_as_well(tmp_path: Path) -> None:
    data = STORY
    for _ in range(5):
        data = gzip.compress(data)
    assert "more than 4 deep" in told(list(read([put(tmp_path, "a.txt.gz", data)])))[0][1]


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_members_are_chosen_as_files_in_a_folder_are(tmp_path: Path, pack: Callable[..., bytes]) -> None:
    taken = ["a.txt", "b.TXT", "c/d.txt.gz"]
    passed = [".a.txt", ".git/a.txt", "README.txt", "photo.jpg", "__MACOSX/a.txt", "photo.jpg.gz"]
    path = put(
        tmp_path, "a", pack(*((name, gzip.compress(STORY) if name.endswith("z") else STORY) for name in taken + passed))
    )
    assert inside(path) == taken


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_an_archive_of_nothing_to_read_is_an_error(tmp_path: Path, pack: Callable[..., bytes]) -> None:
    for members in ([], [("photo.jpg", b"x")]):
        assert "holds no file of a kind" in told(list(read([put(tmp_path, "a.tar", pack(*members))])))[0][1]


def test_a_folder_is_read_with_its_compressed_files_and_archives(tmp_path: Path) -> None:
    put(tmp_path, "a.txt.gz", gzip.compress(STORY))
    put(tmp_path, "b.zip", zipped(("x.txt", STORY)))
    put(tmp_path, "c.tar.xz", lzma.compress(tarred(("x.txt", STORY))))
    put(tmp_path, "d.jpg.gz", gzip.compress(b"x"))
    put(tmp_path, "README.md.gz", gzip.compress(b"x"))
    assert [name for name, _ in told(list(read([str(tmp_path)])))] == ["a.txt.gz", "x.txt", "x.txt"]


@pytest.mark.parametrize(
    "name", ["../../evil.txt", "/etc/evil.txt", "..\\..\\evil.txt", "a/../../evil.txt", "./evil.txt"]
)
@pytest.mark.parametrize("pack", [zipped, tarred])
def test_a_name_that_leads_out_of_the_archive_is_a_name_only(
    tmp_path: Path, name: str, pack: Callable[..., bytes]
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    path = put(folder, "a.zip", pack((name, STORY)))
    (only,) = read([path])
    assert ".." not in only.file
    assert os.path.abspath(only.file).startswith(f"{path}!/")
    assert [each.name for each in tmp_path.rglob("*")] == ["in", "a.zip"]


def test_names_of_members_are_shown_in_printable_letters() -> None:
    assert printable_name("a\nb\x1b[2J/c\udcff.txt") == "a\ufffdb\ufffd[2J/c/xff.txt" or "\n" not in printable_name(
        "a\nb"
    )
    assert printable_name("a//b/./c.txt") == "a/b/c.txt"


def test_links_and_devices_in_a_tar_are_passed_over(tmp_path: Path) -> None:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE, tarfile.DIRTYPE):
            entry = tarfile.TarInfo("a.txt")
            entry.type, entry.linkname = kind, "/etc/passwd"
            archive.addfile(entry)
    assert "holds no file of a kind" in told(list(read([put(tmp_path, "a.tar", made.getvalue())])))[0][1]


@pytest.mark.parametrize("suffix", PACK)
def test_data_that_breaks_off_gives_what_came_before_and_an_error(tmp_path: Path, suffix: str) -> None:
    many = b"".join(json.dumps({"body": os.urandom(300).hex()}).encode() + b"\n" for _ in range(4000))
    packed = PACK[suffix](many)
    *before, last = read([put(tmp_path, f"a.jsonl{suffix}", packed[: len(packed) // 2]), put(tmp_path, "b.txt", STORY)])
    assert isinstance(last, RawArticle)
    assert isinstance(before[-1], ReadError)
    assert "breaks off" in before[-1].reason


@pytest.mark.parametrize("suffix", PACK)
def test_damaged_data_is_an_error_and_the_rest_is_read(tmp_path: Path, suffix: str) -> None:
    packed = bytearray(PACK[suffix](LINES * 100))
    packed[len(packed) // 2 :] = b"\xff" * (len(packed) - len(packed) // 2)
    *_, error, good = read([put(tmp_path, f"a.jsonl{suffix}", bytes(packed)), put(tmp_path, "b.txt", STORY)])
    assert isinstance(error, ReadError)
    assert "damaged" in error.reason or "breaks off" in error.reason
    assert isinstance(good, RawArticle)


def test_a_damaged_member_is_an_error_and_the_next_is_read(tmp_path: Path) -> None:
    data = bytearray(zipped(("a.txt", STORY), ("b.txt", b"Next\n\nBody"), packing=zipfile.ZIP_STORED))
    at = data.index(b"112 people")
    data[at : at + 3] = b"999"
    damaged, good = read([put(tmp_path, "a.zip", bytes(data))])
    assert isinstance(damaged, ReadError)
    assert damaged.file.endswith("!/a.txt")
    assert "damaged" in damaged.reason
    assert isinstance(good, RawArticle)


@pytest.mark.parametrize("cut", [30, 530, 1600])
def test_a_tar_that_breaks_off_is_an_error(tmp_path: Path, cut: int) -> None:
    path = put(tmp_path, "a.tar", tarred(("a.txt", STORY), ("b.txt", STORY * 20))[:cut])
    assert isinstance(list(read([path]))[-1], ReadError)


@pytest.mark.parametrize("name", ["a.txt", "a.exe"])
def test_a_size_in_a_tar_that_no_file_has_ends_with_the_file(tmp_path: Path, name: str) -> None:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w", format=tarfile.PAX_FORMAT) as archive:
        entry = tarfile.TarInfo(name)
        entry.pax_headers = {"size": "9" * 20}
        archive.addfile(entry)
    *_, last = read([put(tmp_path, "a.tar", made.getvalue())])
    assert isinstance(last, ReadError)
    assert "breaks off" in last.reason


def test_a_zip_that_breaks_off_is_an_error(tmp_path: Path) -> None:
    data = zipped(("a.txt", STORY), ("b.txt", STORY))
    for cut in (5, 50, len(data) - 30):
        (only,) = read([put(tmp_path, "a.zip", data[:cut])])
        assert isinstance(only, ReadError)


def test_an_encrypted_member_is_named_and_the_next_is_read(tmp_path: Path) -> None:
    data = bytearray(zipped(("secret.txt", STORY), ("b.txt", STORY), packing=zipfile.ZIP_STORED))
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(magic) + offset
        data[at] |= 1
    secret, good = read([put(tmp_path, "a.zip", bytes(data))])
    assert isinstance(secret, ReadError)
    assert (secret.file.rpartition("!/")[2], "encrypted" in secret.reason) == ("secret.txt", True)
    assert isinstance(good, RawArticle)


@pytest.mark.parametrize(("magic", "name"), [(b"7z\xbc\xaf\x27\x1c", "7z"), (b"Rar!\x1a\x07\x01\x00", "RAR")])
def test_other_archives_are_named(tmp_path: Path, magic: bytes, name: str) -> None:
    assert f"it is a {name} archive" in told(list(read([put(tmp_path, "a", magic + bytes(100))])))[0][1]


def test_an_office_document_is_no_archive_of_articles(tmp_path: Path) -> None:
    told_of = told(list(read([put(tmp_path, "a.pptx", zipped(("ppt/presentation.xml", b"<x/>")))])))
    assert "a presentation" in told_of[0][1]


def zeros(size: int) -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    return b"".join([*(packer.compress(bytes(1 << 20)) for _ in range(size >> 20)), packer.flush()])


@pytest.mark.parametrize("name", ["a.txt.gz", "a.jsonl.gz", "a.json.gz"])
def test_a_bomb_is_named_and_stays_out_of_memory(tmp_path: Path, name: str) -> None:
    path = put(tmp_path, name, zeros(200 << 20))
    good = put(tmp_path, "b.txt", STORY)
    tracemalloc.start()
    try:
        *_, bomb, rest = read([path, good])
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert isinstance(bomb, ReadError)
    assert "times its size" in bomb.reason
    assert isinstance(rest, RawArticle)
    assert peak < 220 << 20


def test_a_bomb_in_an_archive_ends_the_archive(tmp_path: Path) -> None:
    inner = zeros(200 << 20)
    for data in (tarred(("a.txt.gz", inner), ("b.txt", STORY)), zipped(("a.txt.gz", inner), ("b.txt", STORY))):
        (only,) = read([put(tmp_path, "a", data)])
        assert isinstance(only, ReadError)
        assert "times its size" in only.reason


def test_a_zip_whose_members_share_their_bytes_is_a_bomb(tmp_path: Path) -> None:
    kernel = zlib.compressobj(9, wbits=-15)
    packed = kernel.compress(bytes(4 << 20)) + kernel.flush()
    crc = zlib.crc32(bytes(4 << 20))
    local = struct.pack("<4sHHHHHIIIHH", b"PK\3\4", 20, 0, 8, 0, 0, crc, len(packed), 4 << 20, 5, 0) + b"a.txt" + packed
    entry = struct.pack(
        "<4sHHHHHHIIIHHHHHII", b"PK\1\2", 20, 20, 0, 8, 0, 0, crc, len(packed), 4 << 20, 5, 0, 0, 0, 0, 0, 0
    )
    table = (entry + b"a.txt") * 1000
    end = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 1000, 1000, len(table), len(local), 0)
    found = list(read([put(tmp_path, "a.zip", local + table + end)]))
    assert all(isinstance(one, ReadError) for one in found)
    assert len(found) < 50 or all("damaged" in one.reason for one in found if isinstance(one, ReadError))


def test_honest_data_is_no_bomb(tmp_path: Path) -> None:
    line = json.dumps({"title": "Tides", "body": "High water 6.14, low water 12.31. " * 20}).encode() + b"\n"
    path = put(tmp_path, "a.jsonl.gz", gzip.compress(line * 20_000))
    assert sum(isinstance(one, RawArticle) for one in read([path])) == 20_000


def test_a_large_archive_is_read_in_constant_memory(tmp_path: Path) -> None:
    line = json.dumps({"body": os.urandom(500).hex()}).encode() + b"\n"
    path = str(tmp_path / "a.tar.gz")
    with tarfile.open(path, "w:gz", compresslevel=1) as archive:
        for number in range(40):
            entry = tarfile.TarInfo(f"{number}.jsonl")
            entry.size = len(line) * 1000
            archive.addfile(entry, io.BytesIO(line * 1000))
    tracemalloc.start()
    try:
        assert sum(isinstance(one, RawArticle) for one in read([path])) == 40_000
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 8 << 20


def test_a_missing_package_for_zstandard_names_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packed = zstd(LINES)
    for name in ("zstandard", "compression", "compression.zstd"):
        monkeypatch.setitem(sys.modules, name, None)
    ((_, reason),) = told(list(read([put(tmp_path, "a.jsonl.zst", packed)])))
    assert "pip install 'dateline[zst]'" in reason


@pytest.mark.parametrize(
    ("name", "bare"),
    [("a.json.gz", "a.json"), ("A.TGZ", "A.tar"), ("a.tbz2", "a.tar"), ("a.tar.xz", "a.tar"), ("a.json", "a.json")],
)
def test_the_name_without_its_compression(name: str, bare: str) -> None:
    assert strip_compression(name) == bare


@settings(deadline=None)
@given(
    data=st.binary(max_size=5000), sizes=st.lists(st.integers(1, 4000), min_size=1), row=st.sampled_from(COMPRESSIONS)
)
def test_what_was_packed_comes_out_again_in_pieces_of_any_size(data, sizes, row) -> None:
    packed = PACK[row.suffixes[0][0]](data)
    assert detect_compression(packed) is row
    stream = Decompressed(io.BytesIO(packed * 2), row, Meter(len(packed) * 2))
    parts = []
    while piece := stream.read(sizes[len(parts) % len(sizes)]):
        parts.append(piece)
    assert b"".join(parts) == data * 2


@settings(deadline=None, max_examples=60)
@given(
    noise=st.binary(max_size=200),
    at=st.integers(0, 400),
    start=st.sampled_from(["zip", "tar", ".gz", ".bz2", ".xz", ".zst"]),
)
def test_no_damage_raises(tmp_path_factory, noise: bytes, at: int, start: str) -> None:
    made = {"zip": lambda: zipped(("a.txt", STORY)), "tar": lambda: tarred(("a.txt", STORY))}
    data = made[start]() if start in made else PACK[start](STORY)
    at %= len(data)
    path = put(tmp_path_factory.getbasetemp(), "noise", data[:at] + noise + data[at + len(noise) :])
    assert all(isinstance(one, RawArticle | ReadError) for one in read([path]))


@pytest.mark.parametrize(
    ("harm", "reason"),
    [
        (lambda data: data[:2068] + bytes((data[2068] ^ 255,)) + data[2069:], "it is damaged (bad checksum)"),
        (lambda data: data[:2348], "it breaks off"),
        (lambda data: data[:2048], "it breaks off"),
        (lambda data: data[:2048] + bytes(512) + data[2048:], "it is damaged (there is a gap between its members)"),
    ],
    ids=["damaged header", "cut header", "no end", "gap"],
)  # fmt: skip
def test_a_tar_that_ends_in_the_middle_says_so(tmp_path: Path, harm: Callable[[bytes], bytes], reason: str) -> None:
    data = tarred(*((f"f{number}.txt", f"Title {number}\n\nThe text.\n".encode()) for number in range(5)))
    path = tmp_path / "a.tar"
    path.write_bytes(data)
    assert [type(item) for item in read([str(path)])] == [RawArticle] * 5
    path.write_bytes(harm(data))
    *found, error = read([str(path)])
    assert len(found) == 2
    assert isinstance(error, ReadError)
    assert (error.file, reason in error.reason) == (str(path), True)
