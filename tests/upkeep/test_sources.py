"""The archive against its sources: what is missing, stale, not found or gone is told, and just that is repaired."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dateline.index import Archive, Article
from dateline.index.errors import ArchiveError, DatelineError
from dateline.index.fields import Field, FieldTable
from dateline.index.intake import Options
from dateline.index.intake.portions import Portion, RecordBatch
from dateline.index.metadata.publication import Dating
from dateline.index.rebuild import remake_index
from dateline.index.segment.remake import VersionRange
from dateline.searcher import open_archive
from dateline.upkeep.audit import Report, audit_archive, audit_sources, repair_from_sources, source_records
from dateline.upkeep.audit import rare_words as audit_words
from dateline.upkeep.audit.sources import SourceAudit
from tests.commands.calls import CORPUS
from tests.intake.runs import content, counts, do
from tests.upkeep.damage import (
    added,
    change_store,
    deleted,
    drop_from_index,
    flip,
    forget_in_manifest,
    held,
    in_segments,
    kinds,
    manifest_of,
    write_rows,
)

pytestmark = pytest.mark.kernels

ROWS = [
    {"id": "a", "title": "Ferry", "body": "The ferry to Skye ran aground."},
    {"id": "b", "title": "Harbour", "body": "A strike closed the harbour."},
    {"title": "Fair", "body": "Rain fell on the fair.", "url": "https://courier.example/fair?utm_source=x"},
    {"title": "Nameless", "body": "It has neither an id nor an address."},
]


@pytest.fixture
def news(tmp_path: Path) -> Path:
    return write_rows(tmp_path / "news" / "news.jsonl", ROWS)


@pytest.fixture
def archive(news: Path, tmp_path: Path) -> Path:
    return added(tmp_path / "archive", news)


def audit(archive: Path, *paths: Path, even_if_empty: bool = False) -> Report:
    return audit_sources(archive, [str(path) for path in paths], even_if_empty=even_if_empty)


def repaired(archive: Path, *paths: Path, even_if_empty: bool = False) -> dict[str, int]:
    """Mend an archive, see that it is sound then and in itself, and that nothing is left to mend; return the counts."""
    names = [str(path) for path in paths]
    report = repair_from_sources(archive, names, even_if_empty=even_if_empty, extract=False)
    assert report.sound, report.findings
    rows = content(archive)
    again = repair_from_sources(archive, names, even_if_empty=even_if_empty, extract=False)
    assert (again.sound, again.repaired) == (True, {})
    assert content(archive) == rows
    assert audit_archive(archive).sound
    return {**report.repaired}


def equals_fresh(archive: Path, *paths: Path) -> bool:
    """Say whether an archive holds what one freshly filled from files would."""
    return held(archive) == held(added(archive.with_name(f"fresh-{len(list(archive.parent.iterdir()))}"), *paths))


def test_what_was_just_added_is_sound(archive: Path, news: Path) -> None:
    report = audit(archive, news)
    assert (report.sound, report.checked, report.wordless) == (True, 4, 0)


def test_the_corpus_is_sound_in_every_format(tmp_path: Path) -> None:
    report = audit(added(tmp_path / "archive", CORPUS), CORPUS)
    assert set(kinds(report)) == {"unread"}
    assert report.checked > 100


def test_records_that_the_archive_lacks_are_missing(archive: Path, news: Path) -> None:
    ids = {str(title): id for id, title, *_ in held(archive)}
    deleted(archive, "a", str(ids["Fair"]), str(ids["Nameless"]))
    report = audit(archive, news)
    assert kinds(report) == {"missing": ["a", ids["Fair"], ids["Nameless"]]}
    assert [(finding.file, finding.line) for finding in report.findings] == [(str(news), n) for n in (1, 3, 4)]
    before = len(content(archive, "versions")["versions"])
    assert repaired(archive, news) == {"missing": 3}
    assert len(content(archive, "versions")["versions"]) == before + 3
    assert equals_fresh(archive, news)
    again, events = do(archive, news)
    assert counts(again) == {"unchanged": 4}
    assert not any(event.found for event in events), "the file is known to be stored as it is"


def test_an_empty_archive_is_filled(news: Path, tmp_path: Path) -> None:
    Archive.create(tmp_path / "archive").close()
    assert repaired(tmp_path / "archive", news) == {"missing": 4}
    assert equals_fresh(tmp_path / "archive", news)
    again, _ = do(tmp_path / "archive", news)
    assert counts(again) == {"unchanged": 4}


def test_a_text_that_is_another_is_stale(archive: Path, news: Path) -> None:
    write_rows(news, [{**ROWS[0], "body": "The ferry was refloated."}, *ROWS[1:]])
    report = audit(archive, news)
    assert kinds(report) == {"stale": ["a"]}
    before = len(content(archive, "versions")["versions"])
    assert repaired(archive, news) == {"stale": 1}
    assert len(content(archive, "versions")["versions"]) == before + 1
    assert equals_fresh(archive, news)
    again, events = do(archive, news)
    assert counts(again) == {"unchanged": 4}
    assert not any(event.found for event in events), "the file is known to be stored as it is now"


def test_a_row_that_was_changed_behind_the_index_is_stale(archive: Path, news: Path) -> None:
    change_store(archive, "UPDATE versions SET body = 'The ferry sank.' WHERE id = 'a'")
    assert counts(do(archive, news)[0]) == {"unchanged": 4}, "add trusts what it stored"
    assert kinds(audit(archive, news)) == {"stale": ["a"]}
    assert repaired(archive, news) == {"stale": 1}
    assert equals_fresh(archive, news)


def test_another_title_or_date_is_stale_and_another_file_is_not(archive: Path, news: Path, tmp_path: Path) -> None:
    copy = write_rows(tmp_path / "copy.jsonl", ROWS)
    assert audit(archive, copy).sound
    write_rows(copy, [{**ROWS[0], "title": "A ferry"}, {**ROWS[1], "published": "2016-12-14"}])
    report = audit(archive, copy)
    assert kinds(report) == {"stale": ["a", "b"]}
    told = [finding.message for finding in report.findings]
    assert told == ["its source has another title", "its source has another published"]


def test_an_article_that_the_index_lacks_is_unfindable(archive: Path, news: Path) -> None:
    drop_from_index(archive, "b")
    report = audit(archive, news)
    assert kinds(report) == {"unfindable": ["b"]}
    before = content(archive)
    assert repaired(archive, news) == {"unfindable": 1}
    assert content(archive) == before, "the store is as it was"
    assert equals_fresh(archive, news)


def test_a_stale_article_and_a_ghost_that_the_index_lacks_are_repaired_too(archive: Path, news: Path) -> None:
    drop_from_index(archive, "a", "b")
    write_rows(news, [{**ROWS[0], "body": "The ferry was refloated."}, *ROWS[2:]])
    assert kinds(audit(archive, news)) == {"stale": ["a"], "ghost": ["b"]}
    assert repaired(archive, news) == {"stale": 1, "ghost": 1}
    assert equals_fresh(archive, news)


@pytest.mark.parametrize("kind", ["stale", "ghost"])
def test_one_of_a_segment_that_the_index_lacks_is_repaired_too(tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "news"
    files = [write_rows(folder / f"{n}.jsonl", [row]) for n, row in enumerate(ROWS)]
    archive = in_segments(tmp_path / "archive", *files)
    forget_in_manifest(archive, 0)
    if kind == "stale":
        write_rows(files[0], [{**ROWS[0], "body": "The ferry was refloated."}])
    else:
        files[0].unlink()
    assert kinds(audit(archive, folder)) == {kind: ["a"]}
    assert repaired(archive, folder) == {kind: 1}
    assert equals_fresh(archive, folder)


def test_an_index_that_says_otherwise_than_its_words_is_unfindable(archive: Path, news: Path) -> None:
    """A document whose words the index has not: the article of another text under its version."""
    change_store(archive, "UPDATE versions SET body = 'Quite other words.' WHERE id = 'b'")
    Archive.rebuild(archive)
    change_store(archive, "UPDATE versions SET body = ? WHERE id = 'b'", ROWS[1]["body"])
    report = audit(archive, news)
    assert kinds(report) == {"unfindable": ["b"]}
    assert "rarest words" in report.findings[0].message
    assert repaired(archive, news) == {"unfindable": 1}


def test_a_damaged_segment_is_told_once_and_made_anew(news: Path, tmp_path: Path) -> None:
    other = write_rows(
        tmp_path / "other.jsonl", [{"id": f"o{n}", "title": f"Other {n}", "body": "…"} for n in range(9)]
    )
    archive = in_segments(tmp_path / "archive", news, other)
    entries = manifest_of(archive).segments
    flip(archive / "index" / f"{entries[0].name}.seg", "english.terms")
    found = audit(archive, news, other)
    assert kinds(found) == {"index": [None]}
    assert found.notes == ("4 records are in the store but cannot be found because the index is damaged",)
    report = repair_from_sources(archive, [str(news), str(other)])
    assert report.sound
    assert entries[1] in manifest_of(archive).segments


def test_an_index_that_is_gone_is_rebuilt(archive: Path, news: Path) -> None:
    (archive / "index" / "manifest.json").unlink()
    assert kinds(audit(archive, news)) == {"index": [None]}
    assert repaired(archive, news) == {"index": 1}


# Ghosts


def test_an_article_that_its_file_does_not_have_any_more_is_a_ghost(archive: Path, news: Path) -> None:
    write_rows(news, ROWS[1:])
    assert kinds(audit(archive, news)) == {"ghost": ["a"]}
    assert kinds(audit(archive, news.parent)) == {"ghost": ["a"]}
    assert repaired(archive, news) == {"ghost": 1}
    assert equals_fresh(archive, news)


def test_articles_of_files_that_are_gone_are_ghosts(archive: Path, news: Path, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    for n in range(3):
        write_rows(folder / f"{n}.jsonl", [{"id": f"f{n}", "title": f"File {n}", "body": f"Number {n}."}])
    added(archive, folder)
    (folder / "1.jsonl").unlink()
    assert kinds(audit(archive, folder)) == {"ghost": ["f1"]}
    assert audit(archive, news).sound
    assert audit(archive, folder / "2.jsonl").sound
    assert repaired(archive, folder) == {"ghost": 1}
    assert equals_fresh(archive, news, folder)
    assert not [row for row in content(archive, "sources")["sources"] if "1.jsonl" in str(row[1])]


def test_a_folder_is_not_one_whose_name_only_begins_alike(tmp_path: Path) -> None:
    folder, other = tmp_path / "news", tmp_path / "news-2016"
    for place, row in zip((folder, other), ROWS, strict=False):
        write_rows(place / "a.jsonl", [row])
    write_rows(folder / "b.jsonl", [ROWS[2]])
    archive = added(tmp_path / "archive", folder, other)
    (other / "a.jsonl").unlink()
    (folder / "b.jsonl").unlink()
    assert len(kinds(audit(archive, folder))["ghost"]) == 1


def test_a_pattern_stands_for_the_files_that_match_it_now(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    for n, row in enumerate(ROWS):
        write_rows(folder / f"{n}.jsonl", [row, {"id": f"too{n}", "title": "Too", "body": f"In the file {n}."}])
    archive = added(tmp_path / "archive", folder)
    (folder / "0.jsonl").unlink()
    write_rows(folder / "1.jsonl", [ROWS[1]])
    assert kinds(audit_sources(archive, [str(folder / "*.jsonl")])) == {"ghost": ["too1"]}
    assert kinds(audit(archive, folder)) == {"ghost": ["a", "too0", "too1"]}


def test_a_folder_in_which_something_cannot_be_read_makes_no_ghosts_there(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    for n, row in enumerate(ROWS):
        write_rows(folder / f"{n}" / "a.jsonl", [row])
    archive = added(tmp_path / "archive", folder)
    (folder / "0" / "a.jsonl").rename(tmp_path / "kept")
    (folder / "0" / "a.jsonl").symlink_to(folder / "0" / "a.jsonl")
    report = audit(archive, folder)
    assert kinds(report) == {"unread": [None]}


def test_a_member_that_is_gone_from_a_zip_is_a_ghost(tmp_path: Path) -> None:
    packed = tmp_path / "news.zip"
    for rows in (ROWS, ROWS[1:]):
        with zipfile.ZipFile(packed, "w") as made:
            for row in rows:
                made.writestr(f"{row['title']}.jsonl", json.dumps(row) + "\n")
        if rows is ROWS:
            archive = added(tmp_path / "archive", packed)
            assert audit(archive, packed).sound
    assert kinds(audit(archive, packed)) == {"ghost": ["a"]}
    assert repaired(archive, packed) == {"ghost": 1}
    assert equals_fresh(archive, packed)


def test_what_came_from_elsewhere_is_no_ghost(archive: Path, news: Path, tmp_path: Path) -> None:
    with Archive.open(archive) as opened:
        opened.add(Article(id="program", title="By a program", body="Nobody knows where it came from."))
        opened.add(Article(id="a", title="Ferry", body="Replaced by a program."))
    other = write_rows(tmp_path / "other.jsonl", [ROWS[1], {"id": "o", "title": "Other", "body": "Of another file."}])
    added(archive, other)
    write_rows(news, ROWS[2:])
    # "a" is as a program gave it, "b" is in another file as well.
    assert audit(archive, news).sound
    other.unlink()
    write_rows(other, [{"id": "o", "title": "Other", "body": "Of another file."}])
    assert kinds(audit(archive, news, other)) == {"ghost": ["b"]}


def test_a_file_that_is_there_and_was_not_asked_for_makes_no_ghosts(archive: Path, tmp_path: Path) -> None:
    odd = tmp_path / "folder" / "notes.odd"
    odd.parent.mkdir()
    write_rows(odd, [{"id": "odd", "title": "Odd", "body": "A file of an unknown suffix."}])
    write_rows(tmp_path / "folder" / "b.jsonl", [ROWS[1]])
    do(archive, odd, options=Options(format="jsonl"))
    assert audit(archive, tmp_path / "folder").sound


def test_an_article_that_moved_to_another_file_is_no_ghost(archive: Path, news: Path, tmp_path: Path) -> None:
    write_rows(news, ROWS[1:])
    other = write_rows(tmp_path / "other.jsonl", ROWS[:1])
    assert audit(archive, news, other).sound


@pytest.mark.parametrize("how", ["folder", "file"])
def test_a_source_that_is_gone_as_a_whole_is_not_believed(archive: Path, tmp_path: Path, how: str) -> None:
    folder = tmp_path / "folder"
    file = write_rows(folder / "1.jsonl", [{"id": "f", "title": "File", "body": "In a folder."}])
    added(archive, folder)
    file.unlink()
    if how == "folder":
        folder.rmdir()
    before = content(archive)
    for act in (audit, repaired):
        with pytest.raises(DatelineError, match=r"has articles from there \(1\): is a disk missing"):
            act(archive, folder)
    assert content(archive) == before
    report = audit(archive, folder, even_if_empty=True)
    assert kinds(report) == {"unread": [None], "ghost": ["f"]}
    after = repair_from_sources(archive, [str(folder)], even_if_empty=True)
    assert (kinds(after), after.repaired) == ({"unread": [None]}, {"ghost": 1})


@pytest.mark.parametrize("text", ["", "\n\n", "{", "[]"])
def test_a_file_without_records_makes_no_ghosts(archive: Path, news: Path, text: str) -> None:
    news.write_text(text)
    before = content(archive)
    report = repair_from_sources(archive, [str(news)], even_if_empty=True)
    assert kinds(report) == {"unread": [None]}
    assert content(archive) == before


def test_a_file_of_no_records_is_not_believed(tmp_path: Path) -> None:
    news = tmp_path / "news.csv"
    news.write_text("id,title,body\na,Ferry,Aground.\n")
    archive = added(tmp_path / "archive", news)
    news.write_text("id,title,body\n")
    before = content(archive)
    for act in (audit, repaired):
        with pytest.raises(DatelineError, match="is a disk missing"):
            act(archive, news)
    assert content(archive) == before
    assert repaired(archive, news, even_if_empty=True) == {"ghost": 1}


def test_what_cannot_be_read_is_told_and_makes_no_ghosts(archive: Path, news: Path) -> None:
    news.write_text(news.read_text().replace('{"id": "b"', '{"id": b'))
    report = audit(archive, news)
    assert kinds(report) == {"unread": [None]}
    assert (report.findings[0].file, report.findings[0].line) == (str(news), 2)
    before = content(archive)
    after = repair_from_sources(archive, [str(news)])
    assert (kinds(after), after.repaired) == ({"unread": [None]}, {})
    assert content(archive) == before


# Identity


def test_of_records_of_one_identity_the_last_counts(news: Path, tmp_path: Path) -> None:
    twice = [
        {"id": "x", "title": "One", "body": "First text."},
        {"id": "x", "title": "One", "body": "Second text."},
        {"title": "U", "body": "First of a page.", "url": "https://p.example/1"},
        {"title": "U", "body": "Second of a page.", "url": "https://p.example/1#top"},
    ]
    write_rows(news, twice)
    archive = added(tmp_path / "archive", news)
    assert audit(archive, news).sound
    write_rows(news, [*twice, twice[0]])
    report = audit(archive, news)
    assert kinds(report) == {"stale": ["x"]}
    assert report.findings[0].line == 5
    assert repaired(archive, news) == {"stale": 1}
    assert equals_fresh(archive, news)
    Archive.create(tmp_path / "empty").close()
    assert kinds(audit(tmp_path / "empty", news)) == {"missing": ["x", "https://p.example/1"]}
    assert repaired(tmp_path / "empty", news) == {"missing": 2}
    assert held(tmp_path / "empty") == held(archive)


def test_an_address_that_an_earlier_record_had_is_that_article(news: Path, tmp_path: Path) -> None:
    url = "https://p.example/1"
    write_rows(
        news,
        [
            {"id": "x", "title": "First", "body": "Has both.", "url": url},
            {"title": "Second", "body": "Has the address alone.", "url": url},
        ],
    )
    Archive.create(tmp_path / "archive").close()
    assert kinds(audit(tmp_path / "archive", news)) == {"missing": ["x"]}
    assert repaired(tmp_path / "archive", news) == {"missing": 1}
    assert equals_fresh(tmp_path / "archive", news)


def test_a_text_that_gets_the_id_it_should_have_only_when_a_ghost_has_left_it(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text("Ferry\n\nThe ferry ran aground.\n")
    archive = added(tmp_path / "archive", folder)
    (folder / "a.txt").write_text("Ferry\n\nThe ferry was refloated.\n")
    write_rows(folder / "b.jsonl", [{"title": "Ferry", "body": "The ferry ran aground."}])
    added(archive, folder)
    assert len(held(archive)) == 2
    (folder / "a.txt").unlink()
    assert set(kinds(audit(archive, folder))) == {"ghost"}
    repaired(archive, folder)
    assert equals_fresh(archive, folder)


def test_a_later_file_counts_more_than_an_earlier_one(archive: Path, news: Path, tmp_path: Path) -> None:
    later = write_rows(tmp_path / "later.jsonl", [{**ROWS[0], "body": "A later text."}])
    added(archive, later)
    assert audit(archive, news, later).sound
    assert kinds(audit(archive, later, news)) == {"stale": ["a"]}
    deleted(archive, "b")
    assert repaired(archive, news, later) == {"missing": 1}
    with open_archive(archive) as opened:
        assert opened.get("a").body == "A later text."


def test_options_of_reading_count(tmp_path: Path) -> None:
    news = write_rows(tmp_path / "news.jsonl", [{"headline": "Ferry", "text": "The ferry ran aground."}])
    options = Options({"title": "headline", "body": "text"}, None, Dating(date(2016, 12, 14)))
    archive = tmp_path / "archive"
    do(archive, news, options=options)
    assert audit_sources(archive, [str(news)], options).sound
    undated = Options({"title": "headline", "body": "text"})
    # Of another date its content is another, and the content is its identity.
    assert set(kinds(audit_sources(archive, [str(news)], undated))) == {"missing", "ghost"}


def test_standard_input_is_compared_and_cannot_be_repaired_from(archive: Path, news: Path) -> None:
    report = audit_sources(archive, ["-"], standard_input=io.BytesIO(news.read_bytes()))
    assert (report.sound, report.checked) == (True, 4)
    part = io.BytesIO(news.read_bytes().splitlines(keepends=True)[0])
    assert audit_sources(archive, ["-"], standard_input=part).sound
    with pytest.raises(DatelineError, match="only once"):
        repair_from_sources(archive, ["-"])


# Words


def test_words_that_all_articles_have_find_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit_words, "RARE", 5)
    rows = [{"id": f"c{n}", "title": "The same", "body": "words in all of them"} for n in range(40)]
    news = write_rows(tmp_path / "news.jsonl", rows)
    archive = added(tmp_path / "archive", news)
    assert audit(archive, news).sound
    drop_from_index(archive, "c17")
    assert kinds(audit(archive, news)) == {"unfindable": ["c17"]}
    assert repaired(archive, news) == {"unfindable": 1}


def test_few_marked_articles_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit_words, "RARE", 0)
    monkeypatch.setattr(audit_words, "CACHED_BYTES", 8)
    monkeypatch.setattr(audit_words, "CACHED_FORMS", 10)
    news = write_rows(
        tmp_path / "news.jsonl", [{"title": f"T{n}", "body": f"w{n} w{n + 1} w{n + 2}"} for n in range(50)]
    )
    archive = added(tmp_path / "archive", news)
    assert audit(archive, news).sound


@pytest.mark.parametrize(
    "row",
    [
        {"title": "12", "body": "1,234,567 3.8 1990"},
        {"title": "東京の天気", "body": "大雨が降った。"},
        {"title": "Йод", "body": "Ёлка, йод и café"},
        {"title": "x" * 3000, "body": "y" * 3000},
        {"title": "R&D", "body": "U.S. wp-includes don’t the of"},
        {"title": "cli-", "body": "the cli-\nmate of the north"},
    ],
    ids=["numbers", "chinese", "russian", "long", "split", "hyphen"],
)
def test_words_of_every_kind_find_their_article(tmp_path: Path, row: dict[str, object]) -> None:
    news = write_rows(tmp_path / "news.jsonl", [{"id": "it", **row}, *ROWS])
    archive = added(tmp_path / "archive", news)
    report = audit(archive, news)
    assert (report.sound, report.wordless) == (True, 0)
    drop_from_index(archive, "it")
    assert kinds(audit(archive, news)) == {"unfindable": ["it"]}


@pytest.mark.parametrize(
    "analysis", ["whoosh:StandardAnalyzer", "whoosh:NgramWordAnalyzer(minsize=2, maxsize=3)", "whoosh:KeywordAnalyzer"]
)
def test_words_of_other_analyses_find_their_article(tmp_path: Path, analysis: str) -> None:
    news = write_rows(tmp_path / "news.jsonl", [{**row, "lead": f"The lead {n}"} for n, row in enumerate(ROWS)])
    table = FieldTable([
        Field("title", "text", bare=True), Field("body", "text", analysis=analysis, bare=True), Field("lead", "text"),
    ])  # fmt: skip
    Archive.create(tmp_path / "archive", fields=table).close()
    archive = added(tmp_path / "archive", news)
    assert audit(archive, news).sound
    assert audit_archive(archive).sound
    drop_from_index(archive, "b")
    assert kinds(audit(archive, news)) == kinds(audit_archive(archive)) == {"unfindable": ["b"]}
    assert repaired(archive, news) == {"unfindable": 1}


def test_without_bare_fields_any_text_counts(tmp_path: Path) -> None:
    news = write_rows(tmp_path / "news.jsonl", ROWS)
    Archive.create(tmp_path / "archive", fields=FieldTable([Field("body", "text")])).close()
    report = audit(added(tmp_path / "archive", news), news)
    assert (report.sound, report.wordless) == (True, 0)


def test_an_archive_that_is_written_to_meanwhile_is_not_repaired_by_what_was(archive: Path, news: Path) -> None:
    change_store(archive, "UPDATE versions SET body = 'Other.' WHERE id = 'a'")
    audited = SourceAudit(archive, Options())
    assert kinds(audited.run([str(news)])) == {"stale": ["a"]}
    with Archive.open(archive) as opened:
        opened.add(Article(id="b", title="Harbour", body="Replaced meanwhile."), extract=False)
        opened.delete("a")
    with pytest.raises(ArchiveError, match="meanwhile"):
        remake_index(archive, [VersionRange(0, 1, 0, 4)], generation=audited.index.generation)
    audited.close()
    assert audit_archive(archive).sound


def test_an_audit_sees_one_state_of_the_store(archive: Path, news: Path) -> None:
    audited = SourceAudit(archive, Options())
    with Archive.open(archive) as opened:
        opened.add(Article(id="later", title="Later", body="Added after the index was opened."), extract=False)
    report = audited.run([str(news)])
    audited.close()
    assert report.sound
    assert report.notes[0].startswith("the index lacks 1 stored versions")


def test_articles_without_words_are_counted_and_must_be_in_the_index(tmp_path: Path) -> None:
    news = write_rows(tmp_path / "news.jsonl", [{"id": "dots", "title": "…", "body": "— ! ?"}, *ROWS])
    archive = added(tmp_path / "archive", news)
    report = audit(archive, news)
    assert (report.sound, report.wordless) == (True, 1)
    drop_from_index(archive, "dots")
    assert kinds(audit(archive, news)) == {"unfindable": ["dots"]}
    assert repaired(archive, news) == {"unfindable": 1}


def test_long_files_are_cut_and_lines_are_those_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.index.intake.portions.PORTION_SIZE", 500)
    monkeypatch.setattr("dateline.index.intake.plan.PORTION_SIZE", 500)
    rows = [{"id": f"r{n}", "title": f"Row {n}", "body": f"Of the number {n}. " * 3} for n in range(60)]
    news = write_rows(tmp_path / "news.jsonl", rows)
    archive = added(tmp_path / "archive", news)
    deleted(archive, "r3", "r41")
    report = audit(archive, news)
    assert [(finding.id, finding.line) for finding in report.findings] == [("r3", 4), ("r41", 42)]
    assert repaired(archive, news) == {"missing": 2}
    lines = content(archive, "origins")["origins"]
    assert sorted(int(str(row[2])) for row in lines) == list(range(1, 61))


@pytest.mark.parametrize("target", ["locked", "nowhere"])
def test_a_file_that_cannot_be_reached_has_no_ghosts(target: str, tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    file = write_rows(folder / "news.jsonl", ROWS)
    archive = added(tmp_path / "archive", file)
    folder.rename(tmp_path / "elsewhere")
    folder.symlink_to(target)
    assert set(kinds(audit(archive, file, even_if_empty=True))) == {"unread"}


def test_a_file_that_changes_while_it_is_read_has_no_ghosts(
    archive: Path, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_rows(news, ROWS[:1])
    assert "ghost" in kinds(audit(archive, news))
    read_portion = source_records.read_portion

    def read_while_written(portion: Portion, *options: Any) -> Iterator[RecordBatch]:
        batches = list(read_portion(portion, *options))
        write_rows(news, ROWS)
        yield from batches

    monkeypatch.setattr(source_records, "read_portion", read_while_written)
    assert "ghost" not in kinds(audit(archive, news))
