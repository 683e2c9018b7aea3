"""Short and familiar forms of English given names: *Bob Dole* is Robert Dole.

The table is a selection of forms that news in English prints of public persons. It only proposes names that an archive
has; it never decides who is meant.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Final

__all__ = ["other_given_names"]

# A given name, and its familiar forms.
FAMILIAR: Final = {
    "Albert": "Al Bert", "Alexander": "Alex Alec Sandy", "Alfred": "Al Alf Fred", "Andrew": "Andy Drew",
    "Anthony": "Tony", "Benjamin": "Ben Benny", "Catherine": "Cathy Kate Katie Kitty", "Charles": "Charlie Chuck",
    "Christine": "Chris Christy", "Christopher": "Chris Kit", "Daniel": "Dan Danny", "David": "Dave Davy",
    "Deborah": "Debbie Deb", "Donald": "Don Donnie", "Edmund": "Ed Ted", "Edward": "Ed Eddie Ned Ted Teddy",
    "Edwin": "Ed Eddie", "Elizabeth": "Beth Betsy Betty Eliza Liz Lizzie", "Eugene": "Gene", "Francis": "Frank",
    "Franklin": "Frank", "Frederick": "Fred Freddie", "Gerald": "Gerry Jerry", "Gregory": "Greg", "Harold": "Hal Harry",
    "Henry": "Hank Harry", "Jacob": "Jake", "James": "Jim Jimmy Jamie", "Jeffrey": "Jeff", "John": "Jack Johnny",
    "Joseph": "Joe Joey", "Katherine": "Kate Kathy Katie Kitty", "Kenneth": "Ken Kenny", "Lawrence": "Larry",
    "Leonard": "Len Lenny", "Margaret": "Maggie Meg Peggy", "Matthew": "Matt", "Michael": "Mick Mickey Mike",
    "Nathaniel": "Nat", "Nicholas": "Nick", "Patricia": "Pat Patty Tricia", "Patrick": "Pat Paddy",
    "Peter": "Pete", "Philip": "Phil", "Phillip": "Phil", "Raymond": "Ray", "Rebecca": "Becky", "Richard": "Dick Rick",
    "Robert": "Bert Bob Bobby Rob Robbie", "Ronald": "Ron Ronnie", "Samuel": "Sam Sammy", "Stephen": "Steve",
    "Steven": "Steve", "Susan": "Sue Susie", "Terence": "Terry", "Theodore": "Ted Teddy Theo", "Thomas": "Tom Tommy",
    "Timothy": "Tim", "Victor": "Vic", "Vincent": "Vince", "Walter": "Walt", "William": "Bill Billy Will Willie",
    "Zachary": "Zach",
}  # fmt: skip


def _forms() -> dict[str, tuple[str, ...]]:
    """Return the other forms of each given name in small letters, full and familiar."""
    made = defaultdict[str, list[str]](list)
    for full, familiar in FAMILIAR.items():
        for each in familiar.split():
            made[full.lower()].append(each)
            made[each.lower()].append(full)
    return {name: tuple(others) for name, others in made.items()}


FORMS: Final = _forms()


def other_given_names(given: str) -> tuple[str, ...]:
    """Return the names that a given name is a familiar form of, or its familiar forms: *Bob* gives *Robert*."""
    return FORMS.get(given.lower(), ())
