"""Texts as they came are kept beside what cleaning made of them."""

from __future__ import annotations

from pathlib import Path

from dateline.index.article import Article, Original, RawArticle
from dateline.index.cleaning import clean
from dateline.index.store.store import Store
from tests.commands.calls import dateline

NOTICE = "Notice: Undefined offset: 0 in /srv/www/post.php on line 31"


def test_only_what_cleaning_changed_is_kept() -> None:
    assert clean(RawArticle({"title": "T", "body": "B."}, "a.txt")).original is None
    assert clean(RawArticle({"title": "T", "body": "ﬁne"}, "a.txt")).original == Original(None, "ﬁne")
    assert clean(RawArticle({"title": " T ", "body": "B."}, "a.txt")).original == Original(" T ", None)


def test_the_store_gives_the_texts_back_as_they_came(tmp_path: Path) -> None:
    with Store.create(tmp_path / "articles.db") as store:
        store.add([clean(RawArticle({"id": "a", "title": "T", "body": f"One.\r\n{NOTICE} \ud800"}, "a.txt"))])
        store.add([Article(id="b", title="T", body="Clean.")])
        store.commit()
        assert store.original(1, store.get("a")).body == f"One.\r\n{NOTICE} \ud800"
        assert store.original(2, store.get("b")) == store.get("b")
        store.add([Article(id="a", title="T", body="New.")])
        store.commit()
        assert store.original(3, store.get("a")).body == "New."
        store.delete(["a"])
        store.commit()


def test_show_prints_either(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"Ferry aground\nid: f1\n\nIt ran aground.\n\n{NOTICE}\n", encoding="utf-8")
    assert dateline("add", "a.txt", cwd=tmp_path).code == 0
    assert "srv" not in dateline("show", "f1", "--json", cwd=tmp_path).json["body"]
    shown = dateline("show", "f1", "--original", cwd=tmp_path)
    assert (shown.code, NOTICE in shown.out) == (0, True)
    assert NOTICE in dateline("show", "f1", "--original", "--json", cwd=tmp_path).json["body"]
    assert dateline("show", "f1", "--original", "--highlight", "ran", cwd=tmp_path).code == 2
