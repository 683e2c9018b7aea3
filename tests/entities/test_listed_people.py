"""People of a user's own gazetteer are found where the model sees nobody."""

from __future__ import annotations

from pathlib import Path

from dateline.index import Archive, Article
from dateline.index.entities.mention import PersonMention
from dateline.index.entities.people.known_people import ListedPeople
from dateline.searcher import open_archive

LISTED = ListedPeople([("Banksy", ("The Bristol Painter",)), ("Ilham Aliyev", ("Aliyev",))])


def test_a_listed_name_is_found_once_and_under_its_own_name() -> None:
    text = "Works of the Bristol painter hang in Baku; The Bristol Painter, or Banksy, met Aliyev."
    found = [PersonMention("Aliyev", text.index("Aliyev"), text.index("Aliyev") + 6, "Aliyev")]
    people = LISTED.add_to(text, found)
    assert [(person.text, person.name) for person in people] == [
        ("The Bristol Painter", "Banksy"), ("Banksy", "Banksy"), ("Aliyev", "Aliyev"),
    ]  # fmt: skip
    assert all(text[person.start : person.end] == person.text for person in people)


def test_nobody_is_listed_where_there_is_no_list() -> None:
    assert ListedPeople(()).add_to("Banksy", ()) == ()


def test_an_archive_finds_whom_its_gazetteer_lists(tmp_path: Path) -> None:
    path = tmp_path / "news"
    Archive.create(path).close()
    (path / "gazetteer.csv").write_text("name,aliases,kind\nBanksy,Robin of Bristol,person\nQuirm,,city\n", "utf-8")
    with Archive.open(path) as archive:
        archive.add(Article(id="1", body="A mural said to be by Robin of Bristol was seen in Quirm."))
    with open_archive(path) as archive:
        assert archive.search("people:banksy places:quirm").total == 1


def test_a_broken_gazetteer_says_so_and_leaves_the_archive_in_use(tmp_path: Path) -> None:
    path = tmp_path / "news"
    Archive.create(path).close()
    (path / "gazetteer.csv").write_text("name,kind\nQuirm,palace\n", "utf-8")
    with Archive.open(path) as archive:
        assert "gazetteer.csv" in str(archive.problem)
        archive.add(Article(id="1", body="The minister flew to Paris."))
    with open_archive(path) as archive:
        results = archive.search("places:paris")
        assert results.total == 1
        assert any("gazetteer.csv" in note.message and "2" in note.message for note in results.notes)
