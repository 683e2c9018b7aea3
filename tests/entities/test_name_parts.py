"""Which parts of what is tagged as a name are names of people. Sentences written for this test."""

from __future__ import annotations

import pytest

from dateline.index import extract

PEOPLE = {
    # Epithets, and the places that people are of.
    "Catherine the Great ruled Russia. Pliny the Elder wrote about Rome.": "Catherine the Great|Pliny the Elder",
    "Joan of Arc was born in France. Joan was brave.": "Joan of Arc|Joan of Arc",
    "The Great Lakes froze. Ivan the Terrible died.": "Ivan the Terrible",
    "Miss Ella Thomas of Niles visited Mrs. Mary Baker of Detroit.": "Ella Thomas|Mary Baker",
    "Robert Devereux, 1st Earl of Essex, was a nobleman.": "Robert Devereux|Earl of Essex",
    "Soldiers cheered Arthur Wellesley, Duke of Wellington, in London.": "Arthur Wellesley|Duke of Wellington",
    "Earl Johnson spoke in Ohio.": "Earl Johnson",
    # Lists.
    "Goals from Salah, Diaz and Nunez gave Liverpool the win.": "Salah|Diaz|Nunez",
    "J.K. Rowling, J. K. Rowling wrote it.": "J. K. Rowling|J. K. Rowling",
    # Ends of sentences.
    "Sammy Davis Jr. Frank Sinatra sang there.": "Sammy Davis Jr.|Frank Sinatra",
    "It was the reign of Henry I. The king fell ill.": "Henry I",
    "George V. Higgins wrote it. John Jay Jr. said so.": "George V. Higgins|John Jay Jr.",
}


def names(text: str) -> str:
    return "|".join(person.name for person in extract(text).people)


@pytest.mark.parametrize(("text", "expected"), PEOPLE.items())
def test_people(text: str, expected: str) -> None:
    assert names(text) == expected


@pytest.mark.parametrize("text", ["Ann of Cleves, ", "Salah, Diaz; ", "Ivan the Great the ", "Jay Jr. ", "Henry I. "])
def test_time_is_linear(text: str) -> None:
    extract(text * 3000)
