"""Rulers and saints, and the name of a person with several. Sentences written for this test."""

from __future__ import annotations

import pytest

from dateline.index import extract
from dateline.index.entities.people.person_names import names_agree

MEANINGS = {
    "Prince Harry arrived in London. Harry left on Monday.": ["Prince Harry"] * 2,
    "Pope Francis spoke in Rome. Francis smiled.": ["Pope Francis"] * 2,
    "Saint Augustine was a bishop. Augustine wrote. St. Augustine died in Hippo.": ["Saint Augustine"] * 3,
    "King Philip II sailed to Spain. Philip II was tired.": ["King Philip II"] * 2,
    # A woman is no king.
    "King Philip spoke in Madrid. Mrs. Philip left.": ["King Philip", "Philip"],
    # Of several names the commonest, and of these the fullest; none with a stray mark.
    "Ronald Reed met him. Ronald Wilson Reed won. Ronald Reed left.": ["Ronald Reed"] * 3,
    "Ronald Reed met him. Ronald Wilson Reed won.": ["Ronald Wilson Reed"] * 2,
    "R. Reed met him. R. Reed won. Ronald Reed left.": ["Ronald Reed"] * 3,
    "Charles' E. Hughes spoke. Charles E. Hughes won.": ["Charles E. Hughes"] * 2,
}


@pytest.mark.parametrize(("text", "expected"), MEANINGS.items())
def test_meanings(text: str, expected: list[str]) -> None:
    assert [person.name for person in extract(text).people] == expected


def test_saint_is_the_same_written_out() -> None:
    assert names_agree("St. Augustine", "Saint Augustine")
    assert not names_agree("Jill St. John", "Jill Saint")
