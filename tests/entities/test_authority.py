"""The authority file: what it says, what is wrong with it, how it is changed and brought back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.index import Archive
from dateline.index.entities.authority import edits
from dateline.index.entities.authority.authority import Authority, load_authority
from dateline.index.entities.authority.file import HEADER, conflicts_of, parse_authority
from dateline.index.entities.authority.history import lock_authority, save_last_good, undo, versions
from dateline.index.entities.authority.rewriting import rewrite
from dateline.index.errors import ArchiveLocked, ArchiveMissing, AuthorityError

BY_HAND = """\
# Names of the foreign desk.

[[people]]  # checked in May
name = "Muammar Gaddafi"
aliases = [
    "Moammar Qadhafi",  # the wire's spelling
    'Gadhafi, Muammar',
]

# Places, see the style book.
[[places]]
name = "United States"
aliases = ["usa", "America"]

[[people]]
name = "Tavor"
hidden = true  # a rifle

[[people]]
name = "John Smith (architect)"
[[people.split]]
from = "John Smith"
articles = ["wire-1", "wire-2"]
"""


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "news"
    Archive.create(path).close()
    return path


@pytest.fixture
def curated(archive: Path) -> Path:
    (archive / "authority.toml").write_text(BY_HAND, encoding="utf-8")
    return archive


def authority(archive: Path) -> Authority:
    loaded = load_authority(archive)
    assert loaded.problem is None
    return loaded.authority


def text(archive: Path) -> str:
    return (archive / "authority.toml").read_text(encoding="utf-8")


def test_an_archive_without_the_file_has_an_empty_authority(archive: Path) -> None:
    nobody = authority(archive)
    assert nobody.is_empty
    assert nobody.resolve("people", "Ilham Aliyev") == "Ilham Aliyev"
    assert not nobody.knows("people", "Ilham Aliyev")
    assert (list(nobody.names("places")), nobody.exceptions("places")) == ([], {})
    assert Authority().is_empty


def test_keys_mean_entities(curated: Path) -> None:
    known = authority(curated)
    assert not known.is_empty
    for key in ("Muammar Gaddafi", "Moammar Qadhafi", "Gadhafi, Muammar", "moammar  QADHAFI", "Muámmar Gaddafi"):
        assert known.resolve("people", key) == "Muammar Gaddafi"
        assert known.knows("people", key)
    assert known.resolve("places", "usa") == "United States"
    assert known.resolve("people", "usa") == "usa"
    assert known.resolve("people", "Tavor") is None
    assert list(known.names("people")) == ["Muammar Gaddafi", "John Smith (architect)"]
    assert known.aliases_of("people", "Muammar Gaddafi") == ("Moammar Qadhafi", "Gadhafi, Muammar")
    assert known.exceptions("people") == {
        ("wire-1", "John Smith"): "John Smith (architect)",
        ("wire-2", "John Smith"): "John Smith (architect)",
    }


def test_a_key_as_written_comes_before_one_that_only_folds_alike() -> None:
    made = parse_authority('[[people]]\nname = "Ana Peña"\n[[people]]\nname = "Ana Pena"\n', "x")
    known = Authority(made)
    assert known.resolve("people", "Ana Peña") == "Ana Peña"
    assert known.resolve("people", "Ana Pena") == "Ana Pena"
    assert not known.knows("people", "ANA PENA")


BROKEN = [
    ('[[people]]\nname = "A\n', 2, "TOML"),
    ('[[people]]\nname = "A"\nname = "B"\n', 3, "TOML"),
    ('[[people]\nname = "A"\n', 1, "TOML"),
    ('[[people]]\nname = "A"\n\n[[peple]]\nname = "B"\n', 4, "peple"),
    ('[people]\nname = "A"\n', 1, "double brackets"),
    ("people = 3\n", 1, "must be tables"),
    ('[[people]]\nname = "A"\n[[people]]\naliases = ["B"]\n', 3, "no name"),
    ('[[people]]\nname = "A"\nalias = ["B"]\n', 3, "“alias” is unknown"),
    ('[[people]]\nname = ["A"]\n', 2, "“name” must be"),
    ('[[people]]\nname = ""\n', 2, "“name” must be"),
    ('[[people]]\nname = "A"\naliases = "B"\n', 3, "“aliases” must be"),
    ('[[people]]\nname = "A"\naliases = ["B", 3]\n', 3, "“aliases” must be"),
    ('[[people]]\nname = "A"\nhidden = "yes"\n', 3, "true or false"),
    ('[[people]]\nname = "A"\nsplit = "x"\n', 3, "people.split"),
    ('[[people]]\nname = "A"\n[[people.split]]\nfrom = "B"\n', 1, "“articles” of a split"),
    ('[[people]]\nname = "A"\n[[people.split]]\nfrom = "B"\narticles = []\n', 5, "“articles” of a split"),
    ('[[people]]\nname = "A"\n[[people.split]]\nfrom = "B"\narticle = ["x"]\n', 5, "“article” is unknown"),
    (
        '[[people]]\nname = "A"\naliases = ["C"]\n[[people]]\nname = "B"\naliases = [\n"D",\n"C",\n]\n',
        8,
        "belongs to “A”",
    ),
    ('[[people]]\nname = "A"\n[[people]]\nname = "B"\naliases = [\'A\']\n', 5, "the name of another"),
    ('[[people]]\nname = "A"\n[[people]]\nname = "A"\n', 4, "a second time"),
    ('[[people]]\nname = "A"\naliases = ["B"]\n[[people]]\nname = "B"\naliases = ["A"]\n', 5, "aliases of each other"),
    (
        '[[people]]\nname = "A"\n[[people.split]]\nfrom = "K"\narticles = ["1"]\n'
        '[[people]]\nname = "B"\n[[people.split]]\nfrom = "K"\narticles = ["1"]\n',
        10,
        "in the article “1”",
    ),
    ("x = " + "[" * 100_000, None, "nested"),
    ("x = " + "1" * 100_000, 1, "no TOML"),
    ("x = 2016-13-45", 1, "no TOML"),
    ("x = \0", 1, "no TOML"),
]


@pytest.mark.parametrize(("content", "line", "reason"), BROKEN, ids=[reason for _, _, reason in BROKEN])
def test_what_is_wrong_is_told_with_line_and_reason(content: str, line: int | None, reason: str, archive: Path) -> None:
    with pytest.raises(AuthorityError, match=reason) as caught:
        parse_authority(content, "authority.toml")
    assert caught.value.line == line
    assert str(caught.value).startswith(f"authority.toml:{line}: " if line else "authority.toml: ")


def test_the_header_says_nothing_by_itself() -> None:
    assert parse_authority(HEADER, "x") == {"people": (), "places": ()}


def test_its_examples_are_good_ones() -> None:
    examples = "\n".join(line[6:] for line in HEADER.splitlines() if line.startswith("#     "))
    assert [entity.name for entity in parse_authority(examples, "x")["people"]] == [
        "Muammar Gaddafi", "Tavor", "John Smith (architect)",
    ]  # fmt: skip


def test_odd_encodings(archive: Path) -> None:
    path = archive / "authority.toml"
    path.write_bytes(b"")
    assert authority(archive).is_empty
    path.write_bytes(b"\xef\xbb\xbf" + BY_HAND.replace("\n", "\r\n").encode())
    assert authority(archive).resolve("places", "usa") == "United States"
    path.write_bytes(b'[[people]]\nname = "Fran\xe7ois"\n')
    assert "authority.toml:2: it is not in UTF-8" in (load_authority(archive).problem or "")
    path.write_bytes(BY_HAND.encode("utf-16"))
    assert "not in UTF-8" in (load_authority(archive).problem or "")
    path.unlink()
    path.mkdir()
    assert "cannot be read" in (load_authority(archive).problem or "")


def test_a_broken_file_leaves_the_last_good_one_in_force(curated: Path) -> None:
    save_last_good(curated)
    (curated / "authority.toml").write_text(BY_HAND + "[[people]]\nnom = 'x'\n", encoding="utf-8")
    save_last_good(curated)
    loaded = load_authority(curated)
    assert loaded.authority.resolve("places", "usa") == "United States"
    assert loaded.problem is not None
    assert "authority.toml:25: “nom” is unknown" in loaded.problem
    assert "last good version" in loaded.problem
    with pytest.raises(AuthorityError, match=r"authority\.toml:25"):
        edits.hide(curated, "people", "X")
    assert "edited by hand" in undo(curated)
    assert text(curated) == BY_HAND


def test_a_file_that_never_was_good_leaves_names_as_they_are(archive: Path) -> None:
    (archive / "authority.toml").write_text("[[", encoding="utf-8")
    loaded = load_authority(archive)
    assert loaded.authority.is_empty
    assert "names that articles have" in (loaded.problem or "")


def test_merge(curated: Path) -> None:
    assert "now means “Muammar Gaddafi”" in edits.merge(curated, "people", "moammar qadhafi", "Colonel Gaddafi")
    assert authority(curated).resolve("people", "Colonel Gaddafi") == "Muammar Gaddafi"
    edits.merge(curated, "people", "John Smith (poet)", "John Smith (architect)", "Jack Smith")
    known = authority(curated)
    assert known.resolve("people", "John Smith (architect)") == "John Smith (poet)"
    assert known.exceptions("people")["wire-1", "John Smith"] == "John Smith (poet)"
    edits.merge(curated, "people", "Libya's leader", "Muammar Gaddafi")
    known = authority(curated)
    assert {known.resolve("people", key) for key in ("Moammar Qadhafi", "Colonel Gaddafi")} == {"Libya's leader"}


def test_split_in_single_articles(curated: Path) -> None:
    edits.split(curated, "people", "John Smith", "John Smith (poet)", "wire-2", "wire-3")
    assert authority(curated).exceptions("people") == {
        ("wire-1", "John Smith"): "John Smith (architect)",
        ("wire-2", "John Smith"): "John Smith (poet)",
        ("wire-3", "John Smith"): "John Smith (poet)",
    }
    edits.split(curated, "people", "John Smith", "John Smith (poet)", "wire-1", "wire-4")
    assert set(authority(curated).exceptions("people").values()) == {"John Smith (poet)"}


def test_split_everywhere(curated: Path) -> None:
    edits.split(curated, "places", "America", "Americas")
    known = authority(curated)
    assert known.resolve("places", "America") == "Americas"
    assert known.resolve("places", "usa") == "United States"
    edits.split(curated, "people", "J. Smith", "J. Smith")
    assert authority(curated).knows("people", "J. Smith")


def test_rename_hide_show_alias(curated: Path) -> None:
    edits.rename(curated, "people", "Moammar Qadhafi", "Moammar Gadhafi")
    assert authority(curated).resolve("people", "Muammar Gaddafi") == "Moammar Gadhafi"
    edits.rename(curated, "places", "Burma", "Myanmar")
    assert authority(curated).resolve("places", "burma") == "Myanmar"
    edits.hide(curated, "places", "Myanmar", "Chad")
    assert authority(curated).resolve("places", "Burma") is None
    edits.show(curated, "places", "Burma")
    edits.show(curated, "people", "Tavor")
    assert authority(curated).resolve("places", "Burma") == "Myanmar"
    assert authority(curated).resolve("people", "Tavor") == "Tavor"
    edits.alias(curated, "places", "Myanmar", "Birmanie", "Birma")
    assert authority(curated).aliases_of("places", "Myanmar") == ("Burma", "Birmanie", "Birma")


IMPOSSIBLE: list[tuple[Callable[..., str], tuple[str, ...], str]] = [
    (edits.merge, ("Muammar Gaddafi", "Muammar Gaddafi"), "already"),
    (edits.merge, ("Muammar Gaddafi", "Moammar Qadhafi"), "already"),
    (edits.merge, ("X", "X"), "already"),
    (edits.merge, ("X", " "), "cannot be a name"),
    (edits.merge, ("X", "a\nb"), "cannot be a name"),
    (edits.split, ("Moammar Qadhafi", "Muammar Gaddafi", "wire-1"), "in all articles"),
    (edits.split, ("Muammar Gaddafi", "Somebody"), "name of an entity"),
    (edits.rename, ("Tavor", "Tavor"), "already"),
    (edits.rename, ("Tavor", "Moammar Qadhafi"), "merge the two"),
    (edits.hide, ("Tavor",), "hidden already"),
    (edits.show, ("Muammar Gaddafi",), "not hidden"),
    (edits.show, ("Nobody",), "not hidden"),
    (edits.alias, ("X", "Moammar Qadhafi"), "means “Muammar Gaddafi”"),
    (edits.split, ("moammar qadhafi", "X"), "has no alias"),
]


@pytest.mark.parametrize(("edit", "words", "reason"), IMPOSSIBLE)
def test_what_cannot_be_is_refused_and_changes_nothing(
    edit: Callable[..., str], words: tuple[str, ...], reason: str, curated: Path
) -> None:
    with pytest.raises(AuthorityError, match=reason):
        edit(curated, "people", *words)
    assert text(curated) == BY_HAND
    assert versions(curated) == []


def test_comments_and_order_survive_every_edit(curated: Path) -> None:
    edits.merge(curated, "people", "Muammar Gaddafi", "M. al-Gaddafi")
    assert text(curated) == BY_HAND.replace("Muammar',\n", 'Muammar\',\n    "M. al-Gaddafi",\n')
    undo(curated)
    edits.split(curated, "people", "Moammar Qadhafi", "Another")
    edits.rename(curated, "places", "usa", "USA (country)")
    edits.show(curated, "people", "Tavor")
    edits.merge(curated, "people", "Somebody", "Tavor", "John Smith (architect)")
    now = text(curated)
    for line in BY_HAND.splitlines():
        _, sign, comment = line.partition("#")
        assert sign + comment in now
    places = [now.index(word) for word in ("# Names of", "Muammar Gaddafi", "# Places", "USA (country)", "Somebody")]
    assert places == sorted(places)


def test_windows_line_ends_stay(archive: Path) -> None:
    (archive / "authority.toml").write_bytes(BY_HAND.replace("\n", "\r\n").encode())
    edits.merge(archive, "people", "Muammar Gaddafi", "Q")
    edits.hide(archive, "places", "Chad")
    content = (archive / "authority.toml").read_bytes()
    assert content.count(b"\n") == content.count(b"\r\n") > BY_HAND.count("\n")
    assert authority(archive).resolve("places", "Chad") is None


def test_a_file_in_another_of_tomls_ways_is_read_but_not_rewritten(archive: Path) -> None:
    (archive / "authority.toml").write_text('people = [{name = "A", aliases = ["B"]}]\n', encoding="utf-8")
    assert authority(archive).resolve("people", "B") == "A"
    with pytest.raises(AuthorityError, match="edit it by hand"):
        edits.hide(archive, "people", "C")
    (archive / "authority.toml").write_text('[[people]]\nname = "A"\nsplit = [{from = "K", articles = ["1"]}]\n')
    edits.hide(archive, "people", "C")
    with pytest.raises(AuthorityError, match="edit it by hand"):
        edits.split(archive, "people", "K", "A", "2")


def test_undo_goes_back_and_forth_and_keeps_everything(archive: Path) -> None:
    with pytest.raises(AuthorityError, match="nothing to undo"):
        undo(archive)
    edits.hide(archive, "people", "One")
    first = text(archive)
    assert first.startswith(HEADER)
    edits.hide(archive, "people", "Two")
    second = text(archive)
    undo(archive)
    assert text(archive) == first
    undo(archive)
    assert text(archive) == second
    undo(archive, 1)
    assert authority(archive).is_empty
    assert versions(archive) == [1, 2, 3, 4, 5]
    with pytest.raises(AuthorityError, match="no version 99"):
        undo(archive, 99)


def test_an_edit_waits_for_another_and_wants_an_archive(archive: Path, tmp_path: Path) -> None:
    with lock_authority(archive), pytest.raises(ArchiveLocked), lock_authority(archive, timeout=0.05):
        pass
    with pytest.raises(ArchiveMissing):
        edits.hide(tmp_path / "nowhere", "people", "X")


def test_import_takes_the_entities_of_a_kind(curated: Path, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(
        '[[places]]\nname = "America"\naliases = ["the States"]\n[[places]]\nname = "Chad"\nhidden = true\n'
        '[[places]]\nname = "Paris, Texas"\n[[places.split]]\nfrom = "Paris"\narticles = ["w-9"]\n',
        encoding="utf-8",
    )
    assert "3 places imported" in edits.import_entities(curated, "places", file)
    known = authority(curated)
    assert known.resolve("places", "the States") == "United States"
    assert known.resolve("places", "Chad") is None
    assert known.exceptions("places") == {("w-9", "Paris"): "Paris, Texas"}
    with pytest.raises(AuthorityError, match=r"no \[\[people\]\]"):
        edits.import_entities(curated, "people", file)
    with pytest.raises(AuthorityError, match="no such file"):
        edits.import_entities(curated, "people", tmp_path / "none.toml")


NAMES = st.sampled_from(["A", "B", "C", "D", 'E "q"', "F\\", "# G", "É", "é", "[[people]]"])
EDITS = st.one_of(
    st.tuples(st.just("merge"), NAMES, NAMES, NAMES),
    st.tuples(st.just("alias"), NAMES, NAMES),
    st.tuples(st.just("split"), NAMES, NAMES),
    st.tuples(st.just("split"), NAMES, NAMES, st.sampled_from("12"), st.sampled_from("23")),
    st.tuples(st.just("rename"), NAMES, NAMES),
    st.tuples(st.just("hide"), NAMES),
    st.tuples(st.just("show"), NAMES),
)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(["people", "places"]), EDITS), max_size=8))
def test_any_edits_leave_a_file_that_says_what_they_did(made: list[tuple[str, tuple[str, ...]]]) -> None:
    where, said = "x", BY_HAND
    for kind, (edit, *words) in made:
        before = parse_authority(said, where)
        draft = edits._Draft(kind, before)
        try:
            if edit == "merge":
                draft.merge(words[0], words[1:])
            elif edit == "alias":
                draft.alias(words[0], words[1:])
            elif edit == "split":
                draft.split(words[0], words[1], words[2:])
            elif edit == "rename":
                draft.rename(words[0], words[1])
            else:
                draft.hide(words[0], edit == "hide")
        except AuthorityError:
            continue
        if any(any(conflicts_of(entities)) for entities in draft.entities().values()):
            continue  # names that differ by capitals alone cannot mean two
        said = rewrite(said, before, draft.entities(), where)  # raises unless the text reads as the draft
        for comment in ("# Names of", "# checked in May", "# the wire's", "# Places, see", "# a rifle"):
            assert comment in said
