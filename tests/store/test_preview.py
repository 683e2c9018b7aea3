"""What the forecast says of articles is what becomes of them when they are added."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.index import Archive, Article
from dateline.index.store.preview import Preview
from dateline.index.store.store import Store
from tests.memory import folder_in_memory

ARTICLES = st.lists(
    st.builds(
        Article,
        id=st.sampled_from((None, None, "x", "y", "https://p.example/1")),
        title=st.sampled_from(("One", "Two")),
        body=st.sampled_from(("a", "b", "half of a pair \ud800")),
        url=st.sampled_from((None, None, "https://p.example/1", "https://p.example/1#top", "https://p.example/2")),
        file=st.sampled_from((None, None, "/news/a.txt", "/news/b.txt")),
    ),
    max_size=14,
)


@settings(deadline=None, max_examples=200)
@given(ARTICLES, ARTICLES, st.integers(1, 5), st.sets(st.sampled_from(("x", "y", "https://p.example/2"))))
def test_the_forecast_is_what_happens(
    before: list[Article], articles: list[Article], batch: int, gone: set[str]
) -> None:
    with folder_in_memory() as folder:
        path = Path(folder) / "archive"
        with Archive.create(path) as archive:
            there = {each.id for each in archive.add_batch(before, extract=False)}
            archive.delete(*sorted(gone & there))
        with Store.open(path / "articles.db") as store, store.read_transaction():
            live = {article.id: (seq, article) for seq, article in store.scan()}
            preview = Preview(store)
            expected_versions = [
                each for at in range(0, len(articles), batch) for each in preview.add(articles[at : at + batch])
            ]
        with Archive.open(path) as archive:
            stored = [each for article in articles for each in archive.add_batch([article], extract=False)]
        assert [each.id for each in expected_versions] == [each.id for each in stored]
        for each, article in zip(expected_versions, articles, strict=True):
            seq, held = live.get(each.id, (None, None))
            assert each.seq == seq
            assert each.same == (held is not None and content(held) == content(article))
            assert bool(each.digest) == (not each.same)


def content(article: Article) -> tuple[object, ...]:
    return article.title, article.body, article.url
