"""Languages that a detector finds: when it speaks, what becomes of its word, and that it makes no other article."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from dateline.index import Archive, Article
from dateline.index.article import RawArticle
from dateline.index.cleaning import clean
from dateline.index.errors import DatelineError
from dateline.index.metadata.language import Language, contradicts, detect_language
from dateline.searcher import open_archive
from tests.commands.calls import dateline

pytest.importorskip("pycld2", reason="needs the extra `language`")

GERMAN = (
    "Die Fähre lief am Mittwochabend vor der Nordküste auf Grund, und alle Fahrgäste wurden mit Rettungsbooten an Land"
    " gebracht. Das Unternehmen teilte mit, es werde die übrigen Schiffe seiner Flotte noch vor dem Wochenende prüfen."
    " Der Hafen bleibt bis auf weiteres geschlossen."
)
TEXTS = {
    "de": GERMAN,
    "en": "The ferry ran aground off the northern coast on Wednesday, and its passengers were brought ashore by boat.",
    "fr": "Le ferry s'est échoué mercredi soir au large de la côte nord et les passagers ont été ramenés à terre.",
    "hu": "A komp szerda este zátonyra futott az északi partok közelében, és minden utast partra vittek.",
    "uk": "Пором сів на мілину біля північного узбережжя в середу ввечері, і всіх пасажирів доставили на берег.",
    "he": "המעבורת עלתה על שרטון מול החוף הצפוני ביום רביעי בערב, וכל הנוסעים הובאו לחוף בסירות הצלה.",
    "ja": "水曜日の夜、フェリーが北部の海岸沖で座礁し、乗客は全員救命ボートで岸に運ばれた。会社は他の船も点検する。",
    "az": "Bərə çərşənbə axşamı şimal sahili yaxınlığında saya oturdu və bütün sərnişinlər sahilə çıxarıldı.",
}


@pytest.mark.parametrize("code", TEXTS)
def test_a_text_in_one_language(code: str) -> None:
    found = detect_language(TEXTS[code])
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    "text",
    ["", "Short.", "Der Hafen bleibt zu.", "12 14 17 18 " * 50, "a\x00\ufffe\x85" * 5, f"{GERMAN[:110]} {TEXTS['fr']}"],
)
def test_where_it_is_not_plain_nothing_is_said(text: str) -> None:
    assert detect_language(text) is None


def test_odd_characters_are_no_harm() -> None:
    for odd in ("\x00", "\x7f", "\x93", "\ufffe", "\ud800", "\U0001ffff", "\ufdd0", "\ue000"):
        found = detect_language(f"{odd}{GERMAN[:100]}{odd}{GERMAN[100:]}{odd}")
        assert found is not None
        assert found.code == "de"


def made(language: str | None = None, body: str = GERMAN) -> Article:
    return clean(RawArticle({"title": "T", "body": body, "language": language}, "a.jsonl", 1), detect=True)


def test_what_a_source_gives_is_kept_and_doubted_only_when_that_is_sure() -> None:
    assert (made().language, made().detected, made().notes) == (None, "de", ())
    assert (made("de-AT").language, made("de-AT").detected, made("de-AT").notes) == ("de-AT", None, ())
    assert made("fr").notes == ("the text is in de, but its source gives the language fr, which was kept",)
    assert (made("fr").language, made("fr").detected) == ("fr", None)
    for vague in ("fr", "en"):
        assert made(vague, GERMAN[:70]).notes == ()
    for other in ("German", "fra", "??"):
        assert made(other).notes == ()
    assert not contradicts(Language("da", sure=True), "nb-NO")
    assert not contradicts(Language("he", sure=True), "iw")
    assert not contradicts(Language("zh-Hant", sure=True), "zh-TW")


def test_a_found_language_is_stored_and_searched_and_makes_no_other_version(tmp_path: Path) -> None:
    path = tmp_path / "news"
    with Archive.create(path, keywords=["language"]) as archive:
        assert archive.add_many([made(), made("en-GB", TEXTS["en"])]).added == 2
        plain = clean(RawArticle({"title": "T", "body": GERMAN}, "b.jsonl", 9))
        assert archive.add_many([plain]).unchanged == 1
    for _ in range(2):
        with open_archive(path) as archive:
            counts = archive.search("*", facets=["language"]).facets["language"]
            assert {(each.value, each.count) for each in counts} == {("de", 1), ("en-GB", 1)}
            assert [archive.search(query).total for query in ("language:de", "language:en", "language:fr")] == [1, 1, 0]
        Archive.rebuild(path, extract=True)


def test_an_archive_is_told_later(tmp_path: Path) -> None:
    path = tmp_path / "news"
    body = TEXTS["az"]
    with Archive.create(path, keywords=["language"]) as archive:
        archive.add(Article(id="1", title="T", body=body))
    Archive.rebuild(path, extract=True, detect=True)
    with open_archive(path) as searched:
        assert searched.search("language:az").total == 1


def test_the_command(tmp_path: Path) -> None:
    lines = "".join(json.dumps({"id": code, "title": "T", "body": text}) + "\n" for code, text in TEXTS.items())
    (tmp_path / "a.jsonl").write_text(lines, encoding="utf-8")
    shown = dateline("read", "a.jsonl", "--detect-language", cwd=tmp_path).out.splitlines()
    assert [json.loads(line)["detected"] for line in shown] == list(TEXTS)
    assert "detected" not in dateline("read", "a.jsonl", cwd=tmp_path).out
    call = ("add", "a.jsonl", "--keyword", "language", "--jobs", "2")
    assert dateline(*call, "--detect-language", cwd=tmp_path).code == 0
    counts = json.loads(dateline("facets", "*", "language", "--json", cwd=tmp_path).out)["facets"]["language"]
    assert sorted(each["value"] for each in counts) == sorted(TEXTS)
    assert dateline(*call, "--again", cwd=tmp_path).err.endswith("8 unchanged\n")
    assert dateline(*call, "--detect-language", "--no-extract", cwd=tmp_path).code == 2
    assert dateline("rebuild", "--detect-language", cwd=tmp_path).code == 2


def test_a_missing_detector_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pycld2", None)
    with pytest.raises(DatelineError, match=r"pip install 'dateline\[language\]'"):
        made()
    assert clean(RawArticle({"title": "T", "body": GERMAN}, "a", 1)).detected is None
