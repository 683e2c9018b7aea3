"""Made articles: the templates of ``templates.txt``, filled with names of the lists.

A template is one article, a line each sentence, with slots such as ``<P1>``: a letter for the kind of name, and a digit
for a name that occurs again. A line that begins with ``^`` is printed in capitals.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random

import names_words as vocabulary
from names_data import Sentence, Span
from names_exchange import Exchange

__all__ = ["made_articles"]

SLOT = re.compile(r"(<[A-Z]\d?>)")
KINDS = dict.fromkeys("PSFIQVZ", "PER") | dict.fromkeys("LCAB", "GEO") | {"N": "GPE"} | dict.fromkeys("OKUTYGJE", "ORG")
# The shares of names that are also other words, of players of a list, of companies named after people, of two initials.
TRICKY, PLAYERS, EPONYMOUS, TWO_INITIALS = 0.1, 0.15, 0.5, 0.3
INITIALS = "ABCDEFGHJKLMNPRSTVW"


class Cast:
    """The names of one made article."""

    def __init__(self, exchange: Exchange, peoples: tuple[str, ...]) -> None:
        """Begin without names."""
        self.exchange = exchange
        self.peoples = peoples
        self.teams = [team.split()[-1] for team in exchange.lists.teams] + list(vocabulary.NICKNAMES_OF_TEAMS)
        self.kept: dict[str, str] = {}

    def name(self, slot: str) -> str:
        """Return the name for a slot."""
        if len(slot) == 1:
            return self.new(slot)
        if slot[0] in "PSFI":
            return self.person(slot[0], slot[1])
        return self.keep(slot, lambda: self.new(slot[0]))

    def keep(self, key: str, make: Callable[[], str]) -> str:
        """Return the name of a key, made at first."""
        if key not in self.kept:
            self.kept[key] = make()
        return self.kept[key]

    def person(self, form: str, number: str) -> str:
        """Return a form of the name of a person of the article."""
        first = self.keep(f"F{number}", lambda: self.new("F"))
        last = self.keep(f"S{number}", lambda: self.new("S"))
        return {"P": f"{first} {last}", "S": last, "F": first, "I": f"{first[0]}. {last}"}[form]

    def new(self, kind: str) -> str:
        """Return a name of a kind."""
        pick, lists, random = self.exchange.pick, self.exchange.lists, self.exchange.random
        made: dict[str, Callable[[], str]] = {
            "F": lambda: pick(vocabulary.TRICKY_FORENAMES if random.random() < TRICKY else lists.forenames),
            "S": lambda: pick(vocabulary.TRICKY_SURNAMES) if random.random() < TRICKY else self.exchange.surname(),
            "P": lambda: pick(lists.people) if random.random() < PLAYERS else f"{self.new('F')} {self.new('S')}",
            "V": lambda: f"{pick(vocabulary.TRICKY_FORENAMES)} {self.new('S')}",
            "Z": lambda: f"{pick(lists.forenames)} of {pick(lists.cities)}",
            "I": lambda: f"{self.initials()} {self.new('S')}",
            "Q": lambda: f'{self.new("F")} " {random.choice(vocabulary.NICKNAMES)} " {self.new("S")}',
            "K": lambda: self.new(random.choice("SP")) if random.random() < EPONYMOUS else short(pick(lists.companies)),
        }
        return made[kind]() if kind in made else self.listed(kind)

    def initials(self) -> str:
        """Return one initial, or two."""
        choose = self.exchange.random
        return " ".join(f"{choose.choice(INITIALS)}." for _ in range(2 if choose.random() < TWO_INITIALS else 1))

    def listed(self, kind: str) -> str:
        """Return a name of a kind that is a choice from a list."""
        lists, random = self.exchange.lists, self.exchange.random
        names: dict[str, Sequence[str]] = {
            "L": lists.cities, "C": lists.countries, "A": lists.states, "B": vocabulary.STATES, "N": self.peoples,
            "O": lists.companies, "U": lists.universities, "T": lists.clubs, "Y": lists.teams,
            "J": vocabulary.TEAM_CITIES, "E": self.teams, "G": vocabulary.AGENCIES, "D": vocabulary.DAYS,
            "M": vocabulary.MONTHS, "H": vocabulary.SHORT_MONTHS,
        }  # fmt: skip
        return self.exchange.pick(names[kind]) if kind in "LOT" else random.choice(names[kind])


def short(company: str) -> str:
    """Return the first word or two of a company's name."""
    words = company.split()
    return " ".join(words[: 2 if len(words) > 3 else 1])


def sentence(line: str, cast: Cast, random: Random) -> Sentence:
    """Return a line of a template with its slots filled."""
    tokens: list[str] = []
    names: list[Span] = []
    for piece in SLOT.split(line.lstrip("^")):
        if not SLOT.match(piece):
            tokens.extend(numbered(word, random) for word in piece.split())
            continue
        words = cast.name(piece[1:-1]).split()
        if piece[1] in KINDS:
            names.append((len(tokens), len(tokens) + len(words), KINDS[piece[1]]))
        tokens.extend(words)
    return Sentence(tuple(word.upper() for word in tokens) if line[0] == "^" else tuple(tokens), tuple(names))


def numbered(word: str, random: Random) -> str:
    """Return a word with digits for its number signs; the first of several is not 0."""
    leading = re.sub("(?<!#)#(?=#)", lambda _: random.choice("123456789"), word)
    return re.sub("#", lambda _: random.choice("0123456789"), leading)


def made_articles(data: Path, peoples: tuple[str, ...], times: int, seed: str) -> Iterator[list[Sentence]]:
    """Yield all templates, each filled so many times."""
    exchange = Exchange(data, seed)
    listed = Path(__file__).with_name("templates.txt").read_text(encoding="utf-8").split("\n\n")
    for _ in range(times):
        for template in listed:
            cast = Cast(exchange, peoples)
            yield [sentence(line, cast, exchange.random) for line in template.splitlines() if line]
