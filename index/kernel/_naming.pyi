"""From the names that may be people's to mentions of people.

`dateline.index.kernel._tagging.NameRules` says which names of a text may be people's, and which of them need rules.
`PeopleFinder` leaves out companies named after people, names that are mostly something else in the text, and names in
headlines in capitals. It adds surnames that the tagger missed, resolves short forms (*Aliyev* ← *Ilham Aliyev*), and
makes the mentions. What it learns of a name it keeps: news has the same names again. Rules are asked for what is rare.
"""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, Generic, Protocol, TypeVar

Mention = TypeVar("Mention")

RULED: Final = 1
ACTS: Final = 2
SHOUTED: Final = 4
ECHOED: Final = 8
OPENS: Final = 16
SPLIT: Final = 32
OF_THING: Final = 64
MARKED: Final = 128

LONGEST_INITIALS: Final = 4
MOST_NAMESAKES: Final = 100
LONGEST_SEARCHED: Final = 100_000
MOST_SEARCHED: Final = 50_000_000

class FoundName:
    """A person's name as found: ``name`` is in normal order, without the title."""

    text: str
    start: int
    end: int
    name: str
    title: str | None

    def __init__(self, text: str, start: int, end: int, name: str, title: str | None) -> None: ...

class Person:
    """A person of the text: the name, where it stands, and all mentions of full names in order.

    ``last`` says which mention of the text is the person's last so far, counted from 1, and ``named`` is the last one
    with a full name. ``titles`` and ``gender`` are None until a rule asks for them.
    """

    name: str
    at: FoundName
    mentions: list[FoundName]
    last: int
    named: FoundName | None
    titles: list[str] | None
    gender: str | None

class Rules(Protocol):
    """What is asked for the names that the kernel cannot judge, most of it once for each name."""

    def people_at(self, text: str, start: int, end: int, kind: int, taken: int, /) -> Iterable[FoundName]:
        """Return the people of a tagged name, after the offset up to which the text is taken."""

    def acts_as_company(self, text: str, person: FoundName, /) -> bool:
        """Return whether what stands beside a mention shows that it is a company."""

    def found_again(self, text: str, start: int, end: int, /) -> FoundName:
        """Return a mention of a known surname, with its title."""

    def with_particles(self, text: str, names: Iterable[str], found: list[FoundName], /) -> list[FoundName]:
        """Return the people, surnames alone with the particles that they have in one of the full names."""

    def find_aged(self, text: str, surnames: Iterable[str], /) -> Iterator[tuple[int, int]]:
        """Yield the spans where surnames that are also places have an age."""

    def find_months(self, text: str, forenames: Iterable[str], /) -> Iterator[tuple[int, int]]:
        """Yield the spans of forenames that are also months or days, before a verb."""

    def sought_for(self, name: str, /) -> tuple[tuple[str, ...], tuple[str, ...], str, str]:
        """Return the surnames that a full name lets a text be searched for, those that are places, and more."""

    def capitalize(self, name: str, /) -> str:
        """Return a name printed in capitals in normal case."""

    def forms_of(self, name: str, /) -> tuple[str, tuple[str, ...], tuple[str, ...]] | None:
        """Return the surname of a full name, what the name can end with, and what it can begin with."""

    def choose(self, text: str, people: list[Person], one: FoundName, /) -> tuple[Person | None, str]:
        """Return which of several people a mention means, and what decided."""

    def main_name(self, mentions: list[FoundName], /) -> FoundName:
        """Return the mention whose name is that of the person, given all with full names, which differ."""

    def gender_of(self, person: Person, /) -> str: ...
    def gender_of_title(self, title: str, /) -> str: ...
    def names_agree(self, one: str, other: str, /) -> bool: ...
    def surname_of(self, name: str, /) -> str: ...

class PeopleFinder(Generic[Mention]):
    """Makes mentions of people."""

    def __init__(
        self,
        made: type[Mention],
        *,
        companies: frozenset[str],
        by_word: Mapping[str, tuple[str, ...]],
        things: frozenset[str],
        unusual_words: frozenset[str],
        classes_of: Callable[[str], int],
        place_words: int,
        calendar: int,
        rules: Rules,
    ) -> None:
        """Take the class of mentions, a dataclass of text, start, end, name, title and reason; and what rules need.

        ``companies`` are names of companies, ``by_word`` those of several words by each of them, ``things`` what ends
        the name of a thing. A name in ASCII letters has its surname last if none of its words is among
        ``unusual_words``: particles, suffixes, styles. ``classes_of`` gives the classes of a word as bits,
        ``place_words`` and ``calendar`` are those of places and of months and days.
        """

    def find(
        self,
        text: str,
        starts: array[int],
        ends: array[int],
        kinds: array[int],
        sentences: array[int],
        signs: int,
        candidates: array[int],
    ) -> tuple[Mention, ...]:
        """Return the mentions of people in the order of the text, given its names and what `NameRules.read` says."""
