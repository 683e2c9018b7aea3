"""Names told by the model, on sentences written for this test."""

from __future__ import annotations

import pytest

from dateline.index.entities.names_file import load_shipped, pack, unpack
from dateline.index.entities.tagging import DEMONYM, PERSON, PLACE, gender_of, tag_names
from dateline.index.errors import IndexDamaged


def found(text: str, *kinds: int) -> list[str]:
    return [text[start:end] for start, end in tag_names(text).of(*kinds)]


@pytest.mark.parametrize(
    "text",
    [
        "President Ilham Aliyev met Angela Merkel in Berlin on Tuesday.",
        "President Ilham Aliyev met Angela Merkel in Berlin on Tuesday .",
        "“We agree,” said President Ilham Aliyev. He thanked Angela Merkel in Berlin.",
        "`` We agree , '' said President Ilham Aliyev . He thanked Angela Merkel in Berlin .",
        "The talks went well.\nPresident Ilham Aliyev thanked Angela Merkel\nand left Berlin.",
    ],
)
def test_a_text_may_be_printed_or_tokenised(text: str) -> None:
    assert found(text, PERSON) == ["Ilham Aliyev", "Angela Merkel"]
    assert found(text, PLACE, DEMONYM) == ["Berlin"]


def test_abbreviations_keep_their_points_and_possessives_stay_outside() -> None:
    text = "The U.S. and Britain sent troops. Iraq's army welcomed U.S. officers in Basra."
    assert found(text, PLACE, DEMONYM) == ["U.S.", "Britain", "Iraq", "U.S.", "Basra"]


def test_names_of_people_may_begin_with_particles_and_have_nicknames() -> None:
    assert found("Goals: van der Berg (12), Kovac (44).", PERSON) == ["van der Berg", "Kovac"]
    assert found('The boxer Tommy "Lefty" Doyle won.', PERSON) == ['Tommy "Lefty" Doyle']


def test_a_headline_in_capitals_is_read_with_the_text_below_it() -> None:
    headline = "CARDEW LEAVES CABINET"
    assert found(headline, PERSON) == []
    text = f"{headline}\n\nThe minister said Mr. John Cardew had resigned. Cardew said little."
    assert found(text, PERSON) == ["CARDEW", "John Cardew", "Cardew"]


def test_a_number_may_be_joined_to_a_name() -> None:
    assert found("Team: 15-Pieter Kroon, 14-Johan Visser.", PERSON) == ["Pieter Kroon", "Johan Visser"]


def test_a_demonym_is_of_a_place() -> None:
    text = "The French minister praised Israeli engineers, and Azerbaijani officials agreed."
    assert found(text, PLACE, DEMONYM) == ["French", "Israeli", "Azerbaijani"]


def test_sentences_start_where_they_do() -> None:
    text = "Mr. Smith came. He saw J. K. Rowling! “Who?” asked Dr. Watson.\n\nNobody knew"
    starts = [text[at:].split()[0] for at in tag_names(text).sentences]
    assert starts == ["Mr.", "He", "Who?”", "Nobody"]


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "1234 5678", "...", "\ud800 Baku", "\x00", "A" * 100_000, "Ab " * 50_000]
)
def test_any_text_is_read(text: str) -> None:
    names = tag_names(text)
    assert all(0 <= start < end <= len(text) for start, end, _ in names)


def test_forenames_tell_a_sex_where_they_can() -> None:
    assert (gender_of("Hillary"), gender_of("Bill"), gender_of("Qwxyz")) == ("f", "m", "")


def test_the_file_is_checked() -> None:
    tables = load_shipped()
    data = pack(tables.lexicon, tables.rows, tables.moves)
    assert unpack(data) == tables
    assert len(data) <= 3_000_000
    for broken in (b"", data[:100], data[:-1], data[:5000] + b"\xff" + data[5001:], b"X" + data[1:]):
        with pytest.raises(IndexDamaged, match="reinstall"):
            unpack(broken)
