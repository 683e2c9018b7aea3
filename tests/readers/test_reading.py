"""What is read from which path: files, folders, standard input, and what the system refuses."""

from __future__ import annotations

import io
import os
import tracemalloc
from pathlib import Path

import pytest

from dateline.index.article import RawArticle
from dateline.index.errors import DatelineError, ReadError
from dateline.index.readers import BY_SUFFIX, FORMATS, read
from dateline.index.readers.formats.lines import join_lines
from dateline.index.readers.paths import find_sources
from tests.permissions import bound_by_permissions


def write(folder: Path, name: str, content: str | bytes) -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def only_error(path: str) -> ReadError:
    found = list(read([path]))
    assert len(found) == 1
    assert isinstance(found[0], ReadError)
    assert found[0].file == path
    return found[0]


def titles(found: list[RawArticle | ReadError]) -> list[object]:
    return [one.values["title"] for one in found if isinstance(one, RawArticle)]


def test_a_folder_is_read_with_all_below_it_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a.text", "c/b.TXT", "c/a.txt", "d/e/f.txt", "c.txt"):
        write(tmp_path, name, f"{name}\n\nBody")
    found = list(read([str(tmp_path)]))
    assert titles(found) == ["a.text", "b.txt", "c/a.txt", "c/b.TXT", "c.txt", "d/e/f.txt"]
    assert [one.file for one in found][2] == str(tmp_path / "c" / "a.txt")


def test_in_a_folder_hidden_files_readmes_and_unknown_suffixes_are_passed_over(tmp_path: Path) -> None:
    for name in (".a.txt", ".git/a.txt", "README.txt", "readme.json", "notes.doc", "photo.jpg", "LICENSE"):
        write(tmp_path, name, "Title\n\nBody")
    write(tmp_path, "a.txt", "Taken\n\nBody")
    assert titles(list(read([str(tmp_path)]))) == ["Taken"]


def test_a_file_named_itself_is_read_whatever_its_name(tmp_path: Path) -> None:
    paths = [write(tmp_path, name, "Taken\n\nBody") for name in ("story", ".hidden", "notes.doc", "README.txt")]
    assert titles(list(read(paths))) == ["Taken"] * 4


@pytest.mark.parametrize("start", ["", "\n\n", "\ufeff", "\ufeff \n"])
def test_content_decides_where_the_suffix_says_nothing(tmp_path: Path, start: str) -> None:
    text = write(tmp_path, "one.dat", f"{start}Title\n\n{{body}}")
    record = write(tmp_path, "two.dat", f'{start}{{"title": "Title", "body": "Body"}}')
    listed = write(tmp_path, "three", f'{start}[{{"title": "Title", "body": "Body"}}]')
    assert [one.values["body"] for one in read([text, record, listed])] == ["{body}", "Body", "Body"]  # type: ignore[union-attr]


@pytest.mark.parametrize("content", [b"Title\n\nBody", b'{"title": "Title", "body": "Body"}\n'])
def test_standard_input_is_read_under_the_name_of_a_dash(content: bytes) -> None:
    found = list(read(["-"], standard_input=io.BytesIO(content)))
    assert titles(found) == ["Title"]
    assert found[0].file == "-"


def test_standard_input_is_read_as_it_comes() -> None:
    class Endless(io.BytesIO):
        def readline(self, size: int | None = -1, /) -> bytes:
            return b'{"title": "T", "body": "B"}\n'

    found = read(["-"], standard_input=Endless())
    assert [next(found).values["title"] for _ in range(5)] == ["T"] * 5  # type: ignore[union-attr]


def test_without_standard_input_a_dash_is_an_error() -> None:
    assert "no standard input" in only_error("-").reason


def test_what_is_missing_is_said_in_words_and_the_rest_is_read(tmp_path: Path) -> None:
    missing = str(tmp_path / "missing.txt")
    broken = tmp_path / "broken.txt"
    broken.symlink_to(tmp_path / "gone")
    circle = tmp_path / "circle.txt"
    circle.symlink_to(circle)
    good = write(tmp_path, "good.txt", "Title\n\nBody")
    found = list(read([missing, str(broken), str(circle), "a\0b.txt", good]))
    assert [one.reason.removeprefix("cannot be read: ") for one in found if isinstance(one, ReadError)] == [
        "there is no such file or folder",
        "a link to a file that is not there",
        "a link that leads back to itself",
        "there is no such file or folder",
    ]
    assert titles(found) == ["Title"]


def test_a_broken_link_in_a_folder_is_an_error_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone")
    write(tmp_path, "b.txt", "Title\n\nBody")
    error, article = read([str(tmp_path)])
    assert isinstance(error, ReadError)
    assert isinstance(article, RawArticle)


def test_a_link_to_a_folder_above_does_not_lead_round_in_a_circle(tmp_path: Path) -> None:
    write(tmp_path, "a/a.txt", "Title\n\nBody")
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    assert len(list(read([str(tmp_path)]))) == 1


def test_a_pipe_in_a_folder_is_passed_over(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    write(tmp_path, "a.txt", "Title\n\nBody")
    assert len(list(read([str(tmp_path)]))) == 1


def test_a_folder_without_articles_is_an_error(tmp_path: Path) -> None:
    assert "no file of a kind" in only_error(str(tmp_path)).reason


def test_a_file_and_a_folder_without_permission_are_errors(tmp_path: Path) -> None:
    assert isinstance(next(read([write(tmp_path, "sound.txt", "Title\n\nBody")])), RawArticle)
    with bound_by_permissions() as folder:
        secret = write(folder, "a/secret.txt", "Title\n\nBody")
        os.chmod(secret, 0)
        assert "permission denied" in only_error(secret).reason
        os.chmod(folder / "a", 0)
        try:
            assert "permission denied" in only_error(str(folder / "a")).reason
        finally:
            os.chmod(folder / "a", 0o700)


class Failing(io.BytesIO):
    """A stream whose disk fails after the first line."""

    def readline(self, size: int | None = -1, /) -> bytes:
        if self.tell() > 0:
            raise PermissionError(13, "Permission denied")
        return super().readline(size)


def test_a_disk_that_fails_on_the_way_ends_the_source_with_an_error() -> None:
    stream = Failing(b'{"title": "T", "body": "B"}\n' * 3)
    article, error = read(["-"], standard_input=stream)
    assert isinstance(article, RawArticle)
    assert isinstance(error, ReadError)
    assert "permission denied" in error.reason


@pytest.mark.parametrize("name", ["a.txt", "a.json", "a.jsonl", "a"])
@pytest.mark.parametrize("content", [b"", b" \n\r\n\t", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n"])
def test_an_empty_file_is_an_error(tmp_path: Path, name: str, content: bytes) -> None:
    error = only_error(write(tmp_path, name, content))
    assert (error.line, error.reason) == (None, "the file is empty")


def test_mapping_moves_their_values_to_our_names(tmp_path: Path) -> None:
    path = write(tmp_path, "a.jsonl", '{"headline": "T", "text": "B", "byline": "x"}\n{"title": "U", "body": "C"}\n')
    first, second = read([path], mapping={"title": "headline", "body": "text"})
    assert isinstance(first, RawArticle)
    assert first.values == {"title": "T", "body": "B", "byline": "x"}
    assert isinstance(second, RawArticle)
    assert second.values == {"title": "U", "body": "C"}


def test_a_value_that_gives_way_to_a_mapped_one_is_not_lost(tmp_path: Path) -> None:
    path = write(tmp_path, "a.jsonl", '{"title": "T", "body": "<p>B", "text": "B"}')
    (only,) = read([path], mapping={"body": "text"})
    assert isinstance(only, RawArticle)
    assert only.values == {"title": "T", "body": "B", "text": "<p>B"}


def test_mapping_can_exchange_two_names(tmp_path: Path) -> None:
    path = write(tmp_path, "a.jsonl", '{"title": "B", "body": "T"}')
    (only,) = read([path], mapping={"body": "title", "title": "body"})
    assert isinstance(only, RawArticle)
    assert only.values == {"title": "T", "body": "B"}


def test_mapping_serves_the_header_of_plain_text(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", "Title\nday: 2016-12-14\n\nBody")
    (only,) = read([path], mapping={"published": "day"})
    assert isinstance(only, RawArticle)
    assert only.values["published"] == "2016-12-14"


def test_a_record_without_a_body_says_what_it_has_instead(tmp_path: Path) -> None:
    path = write(tmp_path, "a.jsonl", '{"id": 1, "headline": "T", "text": "B"}\n{}\n{"body": "B"}\n')
    first, second, third = read([path])
    assert isinstance(first, ReadError)
    assert first.line == 1
    assert first.reason == ("the record has no key `body`; name it with --map body=THEIRS, it has: id, headline, text")
    assert isinstance(second, ReadError)
    assert second.reason.endswith("it is empty")
    assert isinstance(third, RawArticle)


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ('"body": 17', "the body is a number; it must be a text"),
        ('"body": ["a", 1]', "the body is a list; it must be a text"),
        ('"body": false', "the body is false; it must be a text"),
        ('"body": "B", "title": ["a", "b"]', "the title is a list; it must be a text or a number"),
        ('"body": "B", "title": {}', "the title is an object; it must be a text or a number"),
        ('"body": "B", "id": true', "the id is true; it must be a text or a number"),
        ('"body": "B", "id": ["a", "b"]', "the id is a list; it must be a text or a number"),
    ],
)
def test_a_value_of_the_wrong_kind_is_an_error_in_words(tmp_path: Path, values: str, reason: str) -> None:
    path = write(tmp_path, "a.jsonl", f'{{"body": "B"}}\n{{{values}}}\n')
    _, error = read([path])
    assert isinstance(error, ReadError)
    assert (error.line, error.reason) == (2, reason)


@pytest.mark.parametrize(
    "values", ['"id": 17', '"id": 1.5', '"id": null', '"title": 1984', '"title": null', '"body": null']
)
def test_numbers_and_nulls_are_taken(tmp_path: Path, values: str) -> None:
    path = write(tmp_path, "a.jsonl", f'{{"body": "B", {values}}}\n')
    (only,) = read([path])
    assert isinstance(only, RawArticle)


@pytest.mark.parametrize(
    "name",
    ["a.rdf", "a.cdf", "a.shtml", "a.jsonfeed", "a.mbx", "a.mht", "a.MHTML", "a.xhtml", "a.json.gz", "a.jl", "a.emlx",
     "a.wet", "a.warc.wet.gz", "mbox", "a.jsonlines", "a.psv", "a.wxr"],
)  # fmt: skip
def test_files_of_known_formats_are_read_in_folders_by_all_their_names(tmp_path: Path, name: str) -> None:
    write(tmp_path, name, "x")
    assert list(find_sources([str(tmp_path)], BY_SUFFIX)) == [str(tmp_path / name)]


def test_every_format_has_a_name_suffixes_and_a_line_of_help() -> None:
    names = [row.name for row in FORMATS]
    assert len(names) == len(set(names))
    assert all(suffix.startswith(".") and suffix == suffix.lower() for row in FORMATS for suffix in row.suffixes)
    assert all(row.name == row.name.lower() and row.help and "\n" not in row.help for row in FORMATS)


def test_a_format_can_be_forced_whatever_a_file_looks_like(tmp_path: Path) -> None:
    path = write(tmp_path, "a.json", '{"title": "T"}\n\nBody')
    (only,) = read([path], format="Text")
    assert isinstance(only, RawArticle)
    assert only.values == {"title": '{"title": "T"}', "body": "Body"}


def test_a_format_that_is_not_there_is_an_error_that_names_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(DatelineError, match=r"no format `word`; choose one of: .*json, jsonl.*text"):
        read([str(tmp_path)], format="word")


def test_the_content_decides_where_the_suffix_names_what_cannot_be(tmp_path: Path) -> None:
    assert titles(list(read([write(tmp_path, "a.csv", '{"title": "T", "body": "B"}\n')]))) == ["T"]
    assert all(isinstance(one, ReadError) for one in read([write(tmp_path, "b.json", "Title\n\nBody")]))


def test_a_line_longer_than_any_article_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.index.readers.formats.lines.LONGEST_LINE", 1000)
    line = '{"title": "T", "body": "B"}\n'
    path = write(tmp_path, "a.jsonl", line + "{" + "x" * 5000 + "}\n" + line)
    first, error, second = read([path])
    assert isinstance(error, ReadError)
    assert "longer than" in error.reason
    assert (first.line, error.line, second.line) == (1, 2, 3)


@pytest.mark.parametrize(
    ("name", "line", "limit", "words"),
    [
        ("a.pdf", "%PDF-1.4\n", "lines.LARGEST_DOCUMENT", "MB, too large for one document; split it"),
        ("a.txt", "[\n", "plain.LARGEST_ARTICLE", "the text has more than 0 MB, too much for one article; it was not"),
        ("a.md", "# a\n", "markdown.LARGEST", "the text has more than 0 MB, too much for one article; it was not read"),
        ("a.html", "<p>a</p>\n", "html.LARGEST_ARTICLE", "the page has more than 0 MB, too much for one article; it"),
        ("a.mht", "From: a\n", "mhtml.LARGEST_ARTICLE", "the saved page has more than 0 MB, too much for one article"),
    ],
)
def test_a_document_too_large_for_the_memory_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, line: str, limit: str, words: str
) -> None:
    path = write(tmp_path, name, line * 1000)
    monkeypatch.setattr(f"dateline.index.readers.formats.{limit}", 1000)
    (error,) = read([path], format="mhtml" if name == "a.mht" else None)
    assert isinstance(error, ReadError)
    assert words in error.reason


def test_short_lines_take_no_more_memory_than_the_text() -> None:
    tracemalloc.start()
    try:
        data = join_lines((b"%d\n" % (at % 10) for at in range(500_000)), "a.json")
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert isinstance(data, bytes)
    assert most < 4 * len(data)


def test_damaged_gzip_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "a.gz"
    path.write_bytes(b"\x1f\x8bxxxx")
    (error,) = read([str(path)])
    assert isinstance(error, ReadError)
    assert error.reason == "it is a damaged compressed file (gzip; compress it again); no article is read from it"


def test_a_list_of_texts_may_be_mapped_to_the_body(tmp_path: Path) -> None:
    parts = "<str>One\n\nof two.</str><str>Two.</str>"
    text = f'<add><doc><field name="title">T</field><arr name="content">{parts}</arr></doc></add>'
    (only,) = read([write(tmp_path, "a.xml", text)], mapping={"body": "content"})
    assert isinstance(only, RawArticle), only
    assert only.values == {"title": "T", "body": "One\n\nof two.\n\nTwo."}
    (only,) = read(
        [write(tmp_path, "a.json", '{"title": "T", "content": ["One.", "Two."]}')], mapping={"body": "content"}
    )
    assert isinstance(only, RawArticle), only
    assert only.values["body"] == "One.\n\nTwo."
    (only,) = read([write(tmp_path, "a.json", '{"title": "T", "content": ["One.", 2]}')], mapping={"body": "content"})
    assert isinstance(only, ReadError)
