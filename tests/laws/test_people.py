"""Whom a query for people finds, and how they are counted, against a plain statement of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.index import Archive, Article
from dateline.index.entities.authority.authority import Authority, load_authority
from dateline.index.entities.mention import Extraction, PersonMention
from dateline.index.entities.people.agreement import group_names
from dateline.searcher import open_archive
from tests.memory import folder_in_memory
from tests.reference.names import is_abbreviated, is_called

pytestmark = pytest.mark.kernels

NAMES = (
    "Ilham Aliyev", "I. Aliyev", "Heydar Aliyev", "Aliyev", "ilham aliyev", "Aliyev, Ilham", "George Bush",
    "George W. Bush", "George H. W. Bush", "Mary Robinson", "Bourke", "Šefčovič", "Maroš Šefčovič",
    "Karl Pöhl", "Karl Otto Poehl", "Pohl", "J. K. Rowling", "J.K. Rowling", "JK Rowling", "Rowling, J. K.",
)  # fmt: skip
AUTHORITIES = (
    "",
    '[[people]]\nname = "Mary Robinson"\naliases = ["Bourke"]\n',
    '[[people]]\nname = "Heydar Aliyev"\nhidden = true\n',
    '[[people]]\nname = "President Aliyev"\naliases = ["Ilham Aliyev", "Aliyev"]\n',
)
ASKED = (
    "aliyev", '"Ilham Aliyev"', "ilham", "bush", '"george bush"', "bourke", '"mary robinson"', "šefčovič", "sefcovic",
    '"President Aliyev"', '"Mr. Bush"', '"Sir George Bush"', '"President Ilham Aliyev"', '"Aliyev, Ilham"', "nobody",
    "pöhl", "poehl", '"karl pohl"', '"JK Rowling"', '"J.K. Rowling"', '"K Rowling"', "jk", '"Rowling, JK"', "j",
    '"I. Aliyev"', '"H. Aliyev"', '"G. Bush"', '"G. W. Bush"', '"Bush, G. H."',
    '"Mr. G. Bush"', '"K. Poehl"', '"J. Rowling"',
)  # fmt: skip
TITLES = re.compile(r"\A(?:U\.S\. )?(?:President|Mr\.|Sir) ")
ROWS = st.lists(
    st.tuples(
        st.integers(0, 9),
        st.lists(st.sampled_from(NAMES), max_size=2),
        st.lists(st.sampled_from(NAMES), max_size=3),
    ),
    max_size=12,
)


@contextmanager
def archived(rows: Sequence[tuple[int, list[str], list[str]]], authority: str, cut: int) -> Iterator[Path]:
    with folder_in_memory() as folder:
        path = Path(folder) / "news"
        Archive.create(path).close()
        for turn, part in enumerate((rows[:cut], rows[cut:])):
            with Archive.open(path) as archive:
                for number, (id, given_names, found) in enumerate(part):
                    mentions = Extraction(people=tuple(PersonMention("", 0, 0, name) for name in found))
                    archive.add(
                        Article(
                            id=f"a{id}",
                            people=tuple(given_names),
                            body=f"{turn} {number}",
                            mentions=mentions,
                        )
                    )
        if authority:
            (path / "authority.toml").write_text(authority, encoding="utf-8")
        yield path


class Plainly:
    """The people of live articles, as ids and the keys they have."""

    def __init__(self, live: Mapping[str, set[str]], authority: Authority) -> None:
        self.live, self.authority = live, authority
        self.keys = set().union(*live.values())
        known = authority.names("people")
        self.listed = {name: (name, *authority.aliases_of("people", name)) for name in known}
        self.agreed = group_names(key for key in self.keys if "," not in key and key != key.lower())

    def person(self, key: str) -> str | None:
        if self.authority.knows("people", key):
            return self.authority.resolve("people", key)
        return self.authority.resolve("people", self.agreed.get(key, key))

    def called(self, value: str, agrees: Callable[[str, str], bool] = is_called) -> set[str]:
        people = {self.person(key) for key in self.keys if agrees(key, value)}
        people |= {name for name, names in self.listed.items() if any(agrees(each, value) for each in names)}
        return people

    def articles(self, people: set[str | None]) -> set[str]:
        known = people - {None}
        return {id for id, keys in self.live.items() if known & set(map(self.person, keys))}

    def find(self, asked: str) -> set[str]:
        value = asked.strip('"')
        bare = TITLES.sub("", value)  # a title counts if somebody has it in the name
        titled, untitled = self.called(value), self.called(bare)
        if titled and not any(is_called(each, value) for names in self.listed.values() for each in names):
            have, without = len(self.articles(titled)), len(self.articles(untitled))
            if bare != value and 0 < 10 * have <= without:  # unless many more articles have the name without it
                titled |= untitled
        return self.articles(titled or untitled or self.called(bare, is_abbreviated))

    def count(self) -> dict[str | None, int]:
        counts: Counter[str | None] = Counter()
        for keys in self.live.values():
            counts.update(set(map(self.person, keys)) - {None} or [None])
        return dict(counts)


@settings(deadline=None, max_examples=60)
@given(ROWS, st.sampled_from(AUTHORITIES), st.integers(0, 12), st.booleans())
def test_people_are_found_and_counted_as_it_is_said_plainly(rows, authority, cut, use_index) -> None:
    live = {f"a{id}": set(given_names) | set(found) for id, given_names, found in rows}
    with archived(rows, authority, cut) as path, open_archive(path, use_index=use_index) as archive:
        plainly = Plainly(live, load_authority(path).authority)
        for asked in ASKED:
            found = {hit.id for hit in archive.search(f"people:{asked}", limit=100, match="all").hits}
            assert found == plainly.find(asked), asked
        counted = archive.search("*", limit=0, facets=["people"]).facets["people"]
        assert {each.value: each.count for each in counted} == plainly.count()
        bare = archive.search("*", limit=0, facets=["people"], aliases=False).facets["people"]
        assert {each.value: each.count for each in bare} == dict(
            Counter(k for keys in live.values() for k in keys or [None])
        )


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 2), st.integers(0, 21), st.integers(0, 21), st.sampled_from(("", AUTHORITIES[3])), st.booleans())
def test_a_title_is_no_part_of_a_name_that_ten_times_as_many_articles_have(
    titled, untitled, full, authority, use_index
) -> None:
    names = ["President Aliyev"] * titled + ["Aliyev"] * untitled + ["Ilham Aliyev"] * full
    rows = [(number, [name], []) for number, name in enumerate(names)]
    with archived(rows, authority, len(rows)) as path, open_archive(path, use_index=use_index) as archive:
        plainly = Plainly({f"a{id}": set(given_names) for id, given_names, _ in rows}, load_authority(path).authority)
        found = archive.search('people:"President Aliyev"', limit=100, match="all")
        assert {hit.id for hit in found.hits} == plainly.find("President Aliyev")
        widened = not authority and 0 < 10 * titled <= titled + untitled + full
        has = "1 article has" if titled == 1 else f"{titled} articles have"
        told = f"{has} the name with its title, {len(names)} without"
        message = f"“President Aliyev” is read as “Aliyev”, too: {told}"
        assert (message in [note.message for note in found.notes]) == widened
        assert widened == (bool(titled) and not authority and found.total > titled)
