"""Names of people as reporters type them: umlauts, initials, titles, and the surname first."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index import Archive, Article
from dateline.searcher import SearchArchive, open_archive
from dateline.searcher.engine import names
from dateline.searcher.entities.titled_names import without_title
from tests.reference.names import is_called

ARTICLES = [
    Article(id="bank", body="The bank's president, Karl Otto Poehl, met Paul Volcker. Poehl was calm."),
    Article(
        id="german", body="Karl Otto Pöhl spoke to President Ronald Reagan. Pöhl left early.", byline="Jörg Müller"
    ),
    Article(id="book", body="The author J. K. Rowling read in Leeds.", byline="J.K. Moray and Ailsa Grant"),
    Article(id="lord", body="Sir Geoffrey Howe met J.K. Rowling on Monday.", byline="Joerg Mueller"),
    Article(id="given", body="A note.", people=("Reagan, Ronald",), byline="J. K. Moray"),
]


TITLE = "“{}” is read as “{}”: a title is no part of a name"


@pytest.mark.parametrize(
    ("query", "found", "read"),
    [
        ("people:poehl", {"bank", "german"}, None),
        ("people:pöhl", {"bank", "german"}, None),
        ('people:"karl otto pohl"', {"bank", "german"}, None),
        ("people:pöhl SENT calm", {"bank"}, None),
        ('people:"JK Rowling"', {"book", "lord"}, None),
        ('people:"J.K. Rowling"', {"book", "lord"}, None),
        ('people:"J. K. Rowling" NEAR/3 read', {"book"}, None),
        ('people:"Rowling, J. K."', {"book", "lord"}, None),
        ('people:"Ronald Reagan"', {"german", "given"}, None),
        ('people:"Reagan, Ronald"', {"german", "given"}, None),
        ('people:"President Reagan"', {"german", "given"}, "Reagan"),
        ('people:"U.S. President Ronald Reagan"', {"german", "given"}, "Ronald Reagan"),
        ('people:"Reagan, President Ronald"', {"german", "given"}, "Ronald Reagan"),
        ('people:"Mr. Volcker"', {"bank"}, "Volcker"),
        ('people:"Fed Chairman Paul Volcker" SENT bank', {"bank"}, "Paul Volcker"),
        ('people:"Sir Geoffrey Howe"', {"lord"}, "Geoffrey Howe"),
        ('-people:"Lord Howe"', {"bank", "german", "book", "given"}, "Howe"),
        ('people:"President Nobody"', set(), None),
        ("author:muller", {"german", "lord"}, None),
        ('author:"Jörg Mueller"', {"german", "lord"}, None),
        ('author:"Grant, Ailsa"', {"book"}, None),
        ('author:"JK Moray"', {"book", "given"}, None),
    ],
)
def test_a_name_is_found_as_it_is_typed(archive: SearchArchive, query: str, found: set[str], read: str | None) -> None:
    results = archive.search(query, match="all")
    assert {hit.id for hit in results.hits} == found
    typed = query.partition('"')[2].partition('"')[0]
    assert [note.message for note in results.notes] == ([] if read is None else [TITLE.format(typed, read)])


def test_a_filter_takes_a_whole_name_however_it_is_written(archive: SearchArchive) -> None:
    for value, found in {
        "Karl Otto Pöhl": {"german"},  # as a facet lists it
        "JK Rowling": {"book", "lord"},
        "Chairman Paul Volcker": {"bank"},
        "Reagan, Ronald": {"given"},
    }.items():
        assert {hit.id for hit in archive.search("*", filters={"people": value}).hits} == found, value


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("President Reagan", "Reagan"),
        ("Mr. Volcker", "Volcker"),
        ("Prime Minister Margaret Thatcher", "Margaret Thatcher"),
        ("West German Chancellor Helmut Kohl", "Helmut Kohl"),
        ("Secretary of State George Shultz", "George Shultz"),
        ("Attorney General Edwin Meese", "Edwin Meese"),
        ("Major General John Smith", "John Smith"),
        ("Secretary of the Treasury James Baker", "James Baker"),
        ("Howe, Sir Geoffrey", "Geoffrey Howe"),
        ("Reagan, President", "Reagan"),
        ("John Major Smith", ""),
        ("John Major", ""),
        ("Ronald Reagan", ""),
        ("President", ""),
        ("Secretary of State", ""),
        ("King Abdullah", ""),
        ("", ""),
    ],
)
def test_a_title_before_a_name_is_no_part_of_it(typed: str, name: str) -> None:
    assert without_title(typed) == name


@pytest.mark.parametrize(
    ("query", "found", "read"),
    [
        ('people:"P. Volcker"', {"bank"}, "“P. Volcker” is read as Paul Volcker (1): no article has the name as typed"),
        (
            'people:"R. W. Reagan"',
            {"german", "given"},
            "“R. W. Reagan” is read as Reagan, Ronald (1), Ronald Reagan (1)",
        ),
        ('people:"Chairman P. Volcker"', {"bank"}, "“Chairman P. Volcker” is read as Paul Volcker (1)"),
        (
            'people:"K. O. Poehl"',
            {"bank", "german"},
            "“K. O. Poehl” is read as Karl Otto Poehl (1), Karl Otto Pöhl (1)",
        ),
        ('people:"J. Volcker"', set(), None),
        ('people:"Volcker P."', set(), None),
    ],
)
def test_initials_of_given_names_mean_whom_the_archive_has(
    archive: SearchArchive, query: str, found: set[str], read: str | None
) -> None:
    results = archive.search(query, match="all")
    assert {hit.id for hit in results.hits} == found
    assert [note.message.startswith(read) for note in results.notes] == [True] if read else not results.notes


PARTS = st.sampled_from(
    [
        "J.",
        "K.",
        "J.K.",
        "JK",
        "j",
        "k",
        "A.B.C.D.",
        "Poehl",
        "Pöhl",
        "pohl",
        "Reagan",
        "Ronald,",
        "Reagan,",
        "Jr.",
        "Ño",
    ]
)
NAMES = st.lists(PARTS, max_size=5).map(" ".join)


@given(st.lists(NAMES, max_size=5), NAMES)
def test_values_are_found_as_it_is_said_plainly(values: list[str], wanted: str) -> None:
    name = names.read_name(wanted)
    called = [is_called(value, wanted) for value in values]
    assert [names.matches_name(value, name.folded, name.readings) for value in values] == called
    listed = names.NameList(values).containing(name.readings)
    assert {*listed, *(n for n, each in enumerate(values) if names.fold_value(each) == name.folded)} == {
        number for number, each in enumerate(called) if each
    }
    pieces = names.pieces_of(name)
    assert not pieces or all(any(piece in names.fold_value(values[n]) for piece in pieces) for n in listed)


def test_the_diagnosis_of_many_names_divides_each_author_into_words_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    divided: list[str] = []
    plainly = names._read
    with Archive.create(tmp_path / "news") as made:
        made.add_many((Article(id=str(n), body="Oil.", byline=f"Ada Ab{n}") for n in range(50)), extract=False)
    typed = " and ".join(f"Bo Ob{n}" for n in range(40))
    monkeypatch.setattr(names, "_read", lambda name: divided.append(name) or plainly(name))
    with open_archive(tmp_path / "news") as archive:
        assert archive.search(f'oil byline:"{typed}" author:"Al Bo"', match="all").diagnosis is not None
    assert sum(name.startswith("Ada") for name in divided) == 50


def people_archive(path: Path, counts: dict[str, int]) -> SearchArchive:
    """An archive with so many articles that name each person."""
    with Archive.create(path) as made:
        names = [name for name, count in counts.items() for _ in range(count)]
        for number, name in enumerate(names):
            made.add(Article(id=f"a{number}", body=str(number), people=(name,)))
    return open_archive(path)


ALONE = "3 articles name only Moray: people:Moray"


@pytest.mark.parametrize(
    ("query", "counts", "note"),
    [
        ('people:"Ailsa Moray"', {"Ailsa Moray": 2, "Moray": 3, "Tom Moray": 0}, ALONE),
        ('people:"Ailsa Moray"', {"Ailsa Moray": 3, "Moray": 3, "Tom Moray": 1}, ""),
        ('people:"Ailsa Moray"', {"Ailsa Moray": 2, "Moray": 3, "Tom Moray": 1}, ""),
        ('people:"Tom Moray"', {"Ailsa Moray": 3, "Moray": 5, "Tom Moray": 1}, ""),
        ('people:"Ailsa Moray"', {"Ailsa Moray": 3, "Moray": 5, "Tom Moray": 1}, ALONE.replace("3", "5")),
        ('people:"Mrs. Ailsa Moray"', {"Ailsa Moray": 3, "Moray": 5, "Tom Moray": 1}, ALONE.replace("3", "5")),
        ("people:moray", {"Ailsa Moray": 3, "Moray": 5, "Tom Moray": 1}, ""),
        ("people:ailsa", {"Ailsa Moray": 3, "Moray": 5, "Tom Moray": 1}, ""),
    ],
)
def test_a_surname_that_more_articles_name_alone_has_a_note(
    tmp_path: Path, query: str, counts: dict[str, int], note: str
) -> None:
    with people_archive(tmp_path / "news", counts) as archive:
        notes = [each.message for each in archive.search(query).notes if "name only" in each.message]
        assert [each.rpartition("; ")[2] for each in notes] == [note] * bool(note)


@pytest.mark.parametrize("use_index", [True, False])
def test_a_note_names_who_is_called_by_another_form_of_the_given_name(tmp_path: Path, use_index: bool) -> None:
    with Archive.create(tmp_path / "news") as archive:
        for number in range(3):
            archive.add(Article(body=f"Note {number}.", people=("Robert Dole",)), extract=False)
        archive.add(Article(body="A note.", people=("Bob Dole", "Al Gore")), extract=False)
    with open_archive(tmp_path / "news", use_index=use_index) as searched:

        def asked(value: str) -> tuple[int, list[str]]:
            results = searched.search(f'people:"{value}"')
            return results.total, [note.message for note in results.notes]

        assert asked("Bob Dole") == (1, ['3 articles name Robert Dole: people:"Robert Dole"'])
        assert asked("Bobby Dole") == asked("ROB DOLE") == (0, ['3 articles name Robert Dole: people:"Robert Dole"'])
        assert asked("Robert Dole") == (3, [])  # fewer articles name Bob Dole
        assert asked("Al Gore") == (1, [])
        assert asked("Dole") == (4, [])
