"""JSON and JSON Lines: which records are read, and what each broken one says."""

from __future__ import annotations

import json
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.article import RawArticle
from dateline.index.errors import ReadError
from dateline.index.readers import read
from dateline.index.readers.formats.json_records import read_document, read_lines
from tests.growth import assert_linear

ONE = '{"id": "1", "body": "One"}'
TWO = '{"id": "2", "body": "Two"}'


def document(text: str | bytes) -> list[RawArticle | ReadError]:
    data = text if isinstance(text, bytes) else text.encode()
    return list(read_document(iter(data.splitlines(keepends=True)), "a.json"))


def lines(text: str | bytes) -> list[RawArticle | ReadError]:
    data = text if isinstance(text, bytes) else text.encode()
    return list(read_lines(iter(data.splitlines(keepends=True)), "a.jsonl"))


def seen(found: list[RawArticle | ReadError]) -> list[tuple[object, int | None]]:
    return [(one.values.get("id") if isinstance(one, RawArticle) else "error", one.line) for one in found]


def reasons(found: list[RawArticle | ReadError]) -> list[str]:
    return [one.reason for one in found if isinstance(one, ReadError)]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (f"{ONE}\n{TWO}\n", [1, 2]),
        (f"\n{ONE}\n\n  {TWO}  ", [2, 4]),
        (f"[{ONE}, {TWO}]", [1, 1]),
        (f"[\n{ONE},\n\n{TWO}\n]\n", [2, 4]),
        ('{\n"id": "1",\n"body": ""\n}\n{\n"id": "2"\n}', [1, 5]),
        (f'{{"articles": [{ONE},\n{TWO}]}}', [1, 1]),
    ],
)
def test_a_document_may_be_lines_a_list_or_one_object_after_another(text: str, places: list[int]) -> None:
    found = document(text)
    assert seen(found) == [("1", places[0]), ("2", places[1])]
    assert not any(one.alone for one in found if isinstance(one, RawArticle))


@pytest.mark.parametrize(
    ("text", "alone"),
    [(ONE, True), (f"{ONE}\n\n", True), ('{\n"body": "B"\n}', True), (f"[{ONE}]", False), (f"{ONE}\n{{", False)],
)
def test_a_single_object_stands_alone(text: str, alone: bool) -> None:
    first = document(text)[0]
    assert isinstance(first, RawArticle)
    assert first.alone is alone


def test_a_line_of_json_lines_never_stands_alone() -> None:
    (only,) = lines(ONE)
    assert isinstance(only, RawArticle)
    assert not only.alone


def test_a_plain_line_has_its_values_and_the_defaults_of_all_other_fields() -> None:
    lines = b'{"title": "Rain", "body": "It rained."}\n{"title": "Hail"}\n'
    assert list(read_lines(iter(lines.splitlines(keepends=True)), "a.jsonl")) == [
        RawArticle({"title": "Rain", "body": "It rained."}, "a.jsonl", 1, foreign=True),
        RawArticle({"title": "Hail"}, "a.jsonl", 2, foreign=True),
    ]


def test_broken_json_on_line_17_is_an_error_and_the_next_lines_go_on(tmp_path: Path) -> None:
    records = [f'{{"id": {n}, "body": "B"}}\n' for n in range(1, 31)]
    records[16] = '{"id": 17, "body: "B"}\n'
    for name in ("a.jsonl", "a.ndjson", "a.json", "a.data"):
        (tmp_path / name).write_text("".join(records))
        found = list(read([str(tmp_path / name)]))
        assert [one.values["id"] for one in found if isinstance(one, RawArticle)] == [
            n for n in range(1, 31) if n != 17
        ]
        (error,) = (one for one in found if isinstance(one, ReadError))
        assert error.line == 17
        assert error.reason == "broken JSON: expecting ':' delimiter, at character 20"


def test_a_first_line_that_is_broken_does_not_hide_the_next() -> None:
    assert seen(document(f'{{"id": "1", bod\n{TWO}\n')) == [("error", 1), ("2", 2)]
    assert seen(document(b'{"id": "\xe9"}\n' + TWO.encode())) == [("error", 1), ("2", 2)]
    assert seen(lines(f"garbage\n{TWO}\n")) == [("error", 1), ("2", 2)]


def test_a_document_that_breaks_in_the_middle_keeps_what_came_before() -> None:
    found = document(f"[\n{ONE},\n{TWO},\n{{broken}},\n{ONE}]")
    assert seen(found) == [("1", 2), ("2", 3), ("error", 4)]
    assert reasons(found)[0].endswith("the rest of the file was not read")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('{\n"id": 1,\n"body" "B"\n}', 3),
        (f"[\n{ONE}\n{TWO}\n]", 3),
        (f"[{ONE}\n", 2),
        (f"[{ONE},]", 1),
        (f"[{ONE}]\nmore", 2),
        ("[\n", 2),
        ("nonsense", 1),
    ],
)
def test_a_broken_document_is_one_error_with_its_line(text: str, line: int) -> None:
    errors = [one for one in document(text) if isinstance(one, ReadError)]
    assert [error.line for error in errors] == [line]


@pytest.mark.parametrize(
    "text", ["[]", " [\n]\n", '{"articles": []}', '{"title": "All", "articles": []}', '{"items": []}']
)
def test_an_empty_list_of_articles_is_no_error(text: str) -> None:
    assert document(text) == []


@pytest.mark.parametrize("record", ["[1, 2]", '"text"', "17", "null", "true"])
def test_a_record_that_is_no_object_is_an_error(record: str) -> None:
    assert seen(lines(f"{record}\n{TWO}")) == [("error", 1), ("2", 2)]
    assert reasons(lines(record)) == ["the record is not an object; an article is written { … }"]
    assert seen(document(f"[{record}, {TWO}]")) == [("error", 1), ("2", 1)]


def test_two_records_on_a_line_are_an_error() -> None:
    assert reasons(lines(ONE + TWO)) == [
        f"broken JSON: more follows where the article ends, at character {len(ONE) + 1}"
    ]


def test_invalid_utf_8_costs_its_own_line_only() -> None:
    found = lines(b'{"body": "caf\xe9"}\n' + TWO.encode())
    assert seen(found) == [("error", 1), ("2", 2)]
    assert reasons(found) == ["byte 14 of the line (0xE9) is not UTF-8; save the file as UTF-8"]
    assert document(b'[{"body":\n"caf\xe9"}]')[0].line == 2


@pytest.mark.parametrize("record", [b'{"body": "a\0"}', b'{"body": "a\\u0000"}', b'{"a": [{"b\\u0000": 1}]}'])
def test_a_nul_costs_its_own_record_only(record: bytes) -> None:
    assert seen(lines(record + b"\n" + TWO.encode())) == [("error", 1), ("2", 2)]
    assert "NUL" in reasons(lines(record))[0]
    assert "NUL" in reasons(document(b"[\n" + record + b"]"))[0]


def test_an_escaped_backslash_before_u0000_is_no_nul() -> None:
    (only,) = lines('{"body": "a\\\\u0000"}')
    assert isinstance(only, RawArticle)


@pytest.mark.parametrize("deep", ["[" * 100_000, "[" * 101 + "]" * 101, '{"a":' * 101 + "1" + "}" * 101])
def test_deep_nesting_is_an_error(deep: str) -> None:
    assert seen(lines(f'{{"body": "B", "extra": {deep}}}\n{TWO}')) == [("error", 1), ("2", 2)]
    assert "nested" in reasons(lines(f'{{"body": "B", "extra": {deep}}}'))[0] or "broken" in reasons(lines(deep))[0]


def test_many_brackets_side_by_side_are_not_deep() -> None:
    (only,) = lines(json.dumps({"body": "[" * 500, "extra": [[]] * 500}))
    assert isinstance(only, RawArticle)


def test_a_number_of_a_million_digits_is_an_error() -> None:
    assert seen(lines(f'{{"body": "B", "n": {"1" * 1_000_000}}}\n{TWO}')) == [("error", 1), ("2", 2)]


def test_nan_is_a_missing_value() -> None:
    (only,) = lines('{"body": "B", "byline": NaN}')
    assert isinstance(only, RawArticle)
    assert only.values["byline"] is None


def test_half_a_surrogate_pair_is_left_to_cleaning() -> None:
    (only,) = lines('{"body": "a\\ud800"}')
    assert isinstance(only, RawArticle)
    assert only.values["body"] == "a\ud800"


def test_a_line_of_fifty_megabytes_is_read() -> None:
    def read_line(count: int) -> None:
        (only,) = lines(json.dumps({"body": "A line of the article.\n" * count}))
        assert isinstance(only, RawArticle)

    read_line(2_200_000)
    assert_linear(read_line, 100_000)


def test_json_lines_are_read_a_line_at_a_time() -> None:
    taken = 0

    def stream():  # type: ignore[no-untyped-def]
        nonlocal taken
        for _ in range(1_000):
            taken += 1
            yield ONE.encode() + b"\n"

    for read_some in (read_lines, read_document):
        taken = 0
        next(read_some(stream(), "-"))
        assert taken <= 2


texts = st.text(st.characters(exclude_characters="\0"), max_size=20)
records = st.lists(st.dictionaries(texts, st.integers() | texts, min_size=1, max_size=4), max_size=5)


@given(records, st.sampled_from([None, 2]))
def test_lists_lines_and_sequences_say_the_same(values: list[dict[str, object]], indent: int | None) -> None:
    as_lines = lines("".join(json.dumps(value) + "\n" for value in values))
    as_sequence = document("\n".join(json.dumps(value, indent=indent) for value in values))
    as_list = document(json.dumps(values, indent=indent)) if values else []
    for found in (as_lines, as_sequence, as_list):
        assert [one.values for one in found if isinstance(one, RawArticle)] == values


@given(st.binary(max_size=60) | st.from_regex(rb'[\[\]{}",:a\n 0\\]{0,40}', fullmatch=True))
def test_any_bytes_give_articles_or_errors_and_never_an_exception(data: bytes) -> None:
    for found in (lines(data), document(data)):
        assert all(isinstance(one, RawArticle | ReadError) for one in found)


BAD = {
    "NUL": '{"id": "bad", "body": "a\\u0000 ]}\\\\\\" ["}',
    "digits": '{"id": "bad", "n": ' + "9" * 5000 + ', "body": "]"}',
    "nested": '{"id": "bad", "n": ' + "[" * 101 + "]" * 101 + "}",
    "nested ": "[" * 100_000 + "]" * 100_000,
    "digits ": "9" * 5000,
}


AROUND = ("[{}]", '{{"articles": [{}], "more": 1}}', '{{"a": {{"b": 1}}, "db": {{"docs": [{}]}}}}')


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("reason", BAD)
def test_a_record_that_no_article_can_have_does_not_cost_the_next(reason: str, around: str) -> None:
    found = document(around.format(f"\n{ONE},\n{BAD[reason]},\n{TWO}\n"))
    assert seen(found) == [("1", 2), ("error", 3), ("2", 4)]
    assert reason.strip() in reasons(found)[0]
    assert "was not read" not in reasons(found)[0]


@pytest.mark.parametrize("reason", BAD)
def test_a_record_that_no_article_can_have_does_not_cost_the_next_of_a_sequence(reason: str) -> None:
    one = ONE.replace(",", ",\n", 1)
    found = document(f"{one}\n{BAD[reason]}\n{TWO}")
    assert [name for name, _ in seen(found)] == ["1", "error", "2"]
    assert seen(document(f"[\n{BAD[reason]}"))[0] == ("error", 2)
    (error, *_) = document(f"[\n{BAD[reason][:-1]}")
    assert isinstance(error, ReadError)


def test_a_bad_record_longer_than_a_part_ends_where_it_ends() -> None:
    long = json.dumps({"id": "bad", "nul": "\0", "body": 'It "rained" }{ and ' * 200_000})
    assert seen(document(f"[\n{ONE},\n{long},\n{TWO}]")) == [("1", 2), ("error", 3), ("2", 4)]


@pytest.mark.parametrize("name", ["a.jsonl", "a.json"])
@pytest.mark.parametrize("first", ["", "{broken\n"])
def test_blank_lines_take_no_more_memory_than_their_bytes(first: str, name: str, tmp_path: Path) -> None:
    blank = 200_000
    (tmp_path / name).write_bytes((first + "\r\n" * blank + ONE).encode())
    tracemalloc.start()
    try:
        found = list(read([str(tmp_path / name)]))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert seen(found)[-1] == ("1", blank + 1 + bool(first))
    assert peak < 20 * blank
