"""A gazetteer of the user's own: what it says, and what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.index.entities.places.gazetteer import open_gazetteer
from dateline.index.entities.places.places import find_places
from dateline.index.entities.places.user_gazetteer import read_user_gazetteer
from dateline.index.errors import GazetteerError

CSV = """name,aliases,kind,coordinates,parent,country,from,until
# a comment
Oldport,Old Harbour;Portvecchio,city,"40.1,49.2",Azerbaijan,,1900,1950
Green Isle,,feature,"1,2",Oldport,,,
Jane Roe,Janie,person,,,,,
"""
JSON_LINES = """{"name": "Oldport", "aliases": ["Old Harbour"], "lat": 40.1, "lon": 49.2, "country": "AZ"}

{"name": "Green Isle", "coordinates": [1, 2], "parent": "Oldport"}
"""


def written(folder: Path, content: str, name: str = "own.csv") -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "content"), [("own.csv", CSV), ("own.jsonl", JSON_LINES), ("bom.csv", "\ufeff" + CSV)]
)
def test_places_stand_on_top_of_the_built_in_ones(tmp_path: Path, name: str, content: str) -> None:
    gazetteer = read_user_gazetteer(written(tmp_path, content, name)).overlay(open_gazetteer())
    oldport = gazetteer.by_label("Oldport")
    assert oldport is not None
    assert (oldport.country, oldport.lat, oldport.lon) == ("AZ", 40.1, 49.2)
    island = gazetteer.named("green isle")[0]
    assert gazetteer.parents(island)[0] == oldport
    mentions = find_places("From Old Harbour in Iran to Oldport and Green Isle.", (), gazetteer=gazetteer)
    assert [mention.label for mention in mentions] == ["Oldport", "Iran", "Oldport", "Green Isle"]


def test_people_come_with_their_aliases(tmp_path: Path) -> None:
    assert read_user_gazetteer(written(tmp_path, CSV)).people == (("Jane Roe", ("Janie",)),)


def test_nothing_of_one_s_own_leaves_the_built_in_gazetteer(tmp_path: Path) -> None:
    people = read_user_gazetteer(written(tmp_path, "name,kind\nJane Roe,person\n"))
    assert people.overlay(open_gazetteer()) is open_gazetteer()
    assert read_user_gazetteer(written(tmp_path, "")).entries == ()


def test_one_s_own_place_goes_before_its_namesakes(tmp_path: Path) -> None:
    path = written(tmp_path, 'name,kind,coordinates,parent\nParis,city,"33.7,-95.6",Texas\n')
    gazetteer = read_user_gazetteer(path).overlay(open_gazetteer())
    assert gazetteer.named("Paris")[0].country == "US"


@pytest.mark.parametrize(
    ("content", "line", "why"),
    [
        ("name,kind\nA place,planet\n", 2, "no kind"),
        ("name,colour\nA place,red\n", 2, "no column 'colour'"),
        ('name,coordinates\nA place,"99,1"\n', 2, "no place on Earth"),
        ('name,coordinates\nA place,"north"\n', 2, "no coordinates"),
        ('name\n"A place\n', 2, "no CSV"),
        ("name,kind\n,city\n", 2, "no name"),
        ("name\nA place,b,c\n", 2, "3 cells"),
        ("name,parent\nA place,Nowhere At All\n", 2, "no place is called"),
        ("name,parent\nPlace one,Place two\nPlace two,Place one\n", 2, "lies in itself"),
        ("name\nA place\nA place\n", 3, "there already, in line 2"),
        ("name,country\nA place,Iran\n", 2, "no country code"),
        ("name,from\nA place,soon\n", 2, "no year"),
        ("name,from\nA place,0\n", 2, "no year"),
        (f"name,from\nA place,{'0' * 4 + '1' * 5000}\n", 2, "no year"),
        ("name,from,until\nA place,1950,1900\n", 2, "before it begins"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, content: str, line: int, why: str) -> None:
    path = written(tmp_path, content)
    with pytest.raises(GazetteerError) as caught:
        read_user_gazetteer(path).overlay(open_gazetteer())
    assert f"own.csv, line {line}: " in str(caught.value)
    assert why in str(caught.value)


@pytest.mark.parametrize("line", ["[1]", "{", "7", "[" * 100_000, '{"name": 1e999}'])
def test_lines_that_are_no_objects(tmp_path: Path, line: str) -> None:
    path = written(tmp_path, line, "own.jsonl")
    if line.endswith("}"):
        assert read_user_gazetteer(path).entries[0].name == "inf"
        return
    with pytest.raises(GazetteerError, match="line 1"):
        read_user_gazetteer(path)


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="cannot be read"):
        read_user_gazetteer(tmp_path / "absent.csv")
    (tmp_path / "bytes.csv").write_bytes(b"name\n\xff\xfe\n")
    with pytest.raises(GazetteerError, match="UTF-8"):
        read_user_gazetteer(tmp_path / "bytes.csv")
