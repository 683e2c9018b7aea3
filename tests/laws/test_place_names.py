"""Which place a name means in an archive, and what is found by it, against a plain statement of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dateline.index import Archive, Article
from dateline.index.entities.authority.authority import Authority, load_authority
from dateline.index.entities.mention import Extraction, PlaceMention
from dateline.searcher import open_archive
from tests.memory import folder_in_memory

pytestmark = pytest.mark.kernels

# The places of a name, the best known first, and what lies in each.
RIVALS = {
    "georgia": ("Georgia", "Georgia, United States"),
    "paris": ("Paris", "Paris, Texas", "Paris, Kentucky"),
    "new york": ("New York", "New York, United States"),
    "columbia": ("Columbia", "Columbia, Missouri"),
}
HOLDERS = {
    "Atlanta": {"Georgia, United States"},
    "Tbilisi": {"Georgia"},
    "New York": {"New York, United States"},
    "Paris, Texas": {"Texas"},
}
# What a name means if articles name no place of it, nor a place in one: Colombia is *Columbia*, too.
FURTHER = {"columbia": ("Colombia",)}
KEYS = ("Georgia", "Georgia, United States", "Paris", "Paris, Texas", "Paris, Kentucky", "New York",
        "New York, United States", "Columbia", "Columbia, Missouri", "Colombia", "Atlanta", "Tbilisi")  # fmt: skip
AUTHORITIES = (
    "",
    '[[places]]\nname = "Peach State"\naliases = ["Georgia, United States"]\n',
    '[[places]]\nname = "Georgia"\naliases = ["Sakartvelo"]\n',
    '[[places]]\nname = "Paris, Texas"\nhidden = true\n',
    '[[places]]\nname = "Paris, Kentucky"\naliases = ["Paris, Texas"]\n',
    '[[places]]\nname = "Paris, Texas"\n[[places.split]]\nfrom = "Paris"\narticles = ["a0", "a1", "a2"]\n',
)
ROWS = st.lists(
    st.tuples(st.integers(0, 9), st.one_of(st.none(), st.lists(st.sampled_from(KEYS), max_size=3))), max_size=16
)


@contextmanager
def archived(rows: Sequence[tuple[int, list[str] | None]], authority: str, cuts: Sequence[int]) -> Iterator[Path]:
    """Make an archive of articles and deletions (None), committed in parts."""
    with folder_in_memory() as folder:
        path = Path(folder) / "news"
        Archive.create(path).close()
        bounds = [0, *sorted(min(cut, len(rows)) for cut in cuts), len(rows)]
        for turn, (first, last) in enumerate(pairwise(bounds)):
            with Archive.open(path) as archive:
                for number, (id, keys) in enumerate(rows[first:last]):
                    if keys is None:
                        if f"a{id}" in archive:
                            archive.delete(f"a{id}")
                        continue
                    mentions = Extraction(places=tuple(PlaceMention("", 0, 0, key, key, "city") for key in keys))
                    archive.add(Article(id=f"a{id}", body=f"{turn} {number}", mentions=mentions))
        if authority:
            (path / "authority.toml").write_text(authority, encoding="utf-8")
        yield path


class Plainly:
    """The places of live articles, as ids and the keys they have."""

    def __init__(self, live: Mapping[str, set[str]], authority: Authority) -> None:
        self.live, self.authority = live, authority

    def place(self, id: str, key: str) -> str | None:
        name = self.authority.exceptions("places").get((id, key), key)
        return self.authority.resolve("places", name)

    def naming(self, place: str) -> set[str]:
        return {id for id, keys in self.live.items() if any(self.place(id, key) == place for key in keys)}

    def meaning(self, name: str) -> str | None:
        if self.authority.knows("places", name):
            return self.authority.resolve("places", name)
        rivals = list(filter(None, (self.authority.resolve("places", label) for label in RIVALS[name])))
        if not any(map(self.within, rivals)):
            further = filter(None, map(self.authority_name, FURTHER.get(name, ())))
            rivals += [place for place in further if self.within(place)]
        count = self.naming if any(map(self.naming, rivals)) else self.within
        return max(rivals, key=lambda place: len(count(place)), default=None)

    def within(self, place: str | None) -> set[str]:
        inside = {key for key, holders in HOLDERS.items() if place in map(self.authority_name, holders)}
        own = self.naming(place) if place else set()
        return own.union(*(self.naming(self.authority_name(key) or key) for key in inside)) if place else own

    def authority_name(self, label: str) -> str | None:
        return self.authority.resolve("places", label)


def live_of(rows: Sequence[tuple[int, list[str] | None]]) -> dict[str, set[str]]:
    live: dict[str, set[str]] = {}
    for id, keys in rows:
        live.pop(f"a{id}", None)
        if keys is not None:
            live[f"a{id}"] = set(keys)
    return live


@settings(deadline=None, max_examples=60)
@example([(0, ["Georgia"]), (1, ["Georgia, United States"]), (2, ["Georgia, United States"]), (2, None)], "", [1], True)
@example([(0, ["Atlanta"]), (1, ["Atlanta", "Colombia"]), (2, ["Tbilisi"])], AUTHORITIES[1], [1], True)
@example([(0, ["Paris"]), (1, ["Paris"]), (3, ["Paris"]), (2, ["Paris, Texas"])], AUTHORITIES[5], [2], True)
@given(ROWS, st.sampled_from(AUTHORITIES), st.lists(st.integers(0, 16), max_size=3), st.booleans())
def test_a_name_means_the_place_that_most_articles_name(rows, authority, cuts, use_index) -> None:
    with archived(rows, authority, cuts) as path, open_archive(path, use_index=use_index) as archive:
        plainly = Plainly(live_of(rows), load_authority(path).authority)
        for name in RIVALS:
            meant = plainly.meaning(name)
            results = archive.search(f'places:"{name}"', limit=100)
            assert {hit.id for hit in results.hits} == plainly.within(meant), name
            assert {hit.id for hit in archive.search("*", filters=[("place", name)], limit=100).hits} == plainly.within(
                meant
            )
            for note in results.notes:
                naming, within = len(plainly.naming(meant or "")), len(plainly.within(meant))
                said = "with places named" if within and not naming else "named"
                assert note.message.startswith(f"“{name}” means {meant}, {said} in {naming or within} article")


@settings(deadline=None, max_examples=25)
@given(ROWS, st.booleans())
def test_a_place_that_a_facet_lists_is_filtered_by_its_name(rows, use_index) -> None:
    with archived(rows, "", ()) as path, open_archive(path, use_index=use_index) as archive:
        for level in ("country", "region", "city"):
            for each in archive.search("*", limit=0, facets=[f"places:{level}"]).facets[f"places:{level}"]:
                if each.value is not None:
                    assert archive.search("*", filters=[("places", each.value)]).total == each.count, each.value
