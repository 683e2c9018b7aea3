"""The names of authors, as web pages write them: without *By*, posts, and the name of the site."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

__all__ = ["LONGEST_NAME", "POST", "clean_author", "find_authors", "is_author", "is_house", "is_site"]

LONGEST_NAME: Final = 100
# Names of accounts that occur in place of an author.
NOT_AUTHORS: Final = frozenset(
    (
        "",
        "admin",
        "administrator",
        "webmaster",
        "root",
        "null",
        "none",
        "undefined",
        "posted on",
        "posted by",
        "posted",
        "by",
    )
)
BY: Final = re.compile(
    r"^(?:(?i:(?:written|posted|published|submitted|reported|reviewed|review|story|text|texte|report) )?"
    r"(?i:by|von|por|par|di|door|af|av)(?::\s*|\s+)|(?i:author|autor|auteur):?\s+(?=[^\W\d_a-z]))"
)
POST: Final = re.compile(
    r"\b(?:writers?|editor|reporters?|correspondents?|columnists?|contributors?|journalists?|producer|staff|bureau"
    r"|chief|photographers?|analyst|fellow|intern|anchor|redakteur(?:in)?|redaktion|reporterin|journalistin"
    r"|korrespondent(?:in)?|journaliste|rédact\w+|correspondante?|periodista|redactora?|corresponsal|giornalista"
    r"|korrespondenten|unserem|inviato|redazione|jornalista|repórter|verslaggever|redacteur|correspondente?|freelancer?)\b",
    re.IGNORECASE,
)
# A post directly after a name: “Ailsa Moray Staff Writer”.
LAST_POST: Final = re.compile(
    r"(?:\s+(?:staff|senior|sports?|news|political|managing|associate|special|contributing|national|business|chief"
    r"|deputy|foreign|world|health|science|education|city))*"
    r"\s+(?:writer|reporter|correspondent|editor|columnist|contributor|journalist)s?$",
    re.IGNORECASE,
)
# What stands after the name on the page: the month of the date. May and June are also names.
AFTER: Final = re.compile(
    r"(?:\s+(?:published|updated|posted|on|january|february|march|april|july|august|september|october|november"
    r"|december))+\W*$",
    re.IGNORECASE,
)
# Names of houses, their rooms and their accounts, which pages give in place of a person.
HOUSE: Final = re.compile(
    r"\b(?:media|news|newspapers?|newsroom|ltd|limited|gmbh|inc|llc|plc|group|publishing|publications|verlag|staff"
    r"|redaktion|redazione|rédaction|redacción|redação|redactie|redakcja|редакция|editorial|desk|admin\w*|webmaster"
    r"|webdesk|online|press office)\b",
    re.IGNORECASE,
)
LETTERS: Final = re.compile(r"[^\W\d_]{2}|[^\W\d_a-zA-Z]")
DIVIDERS: Final = re.compile(r",\s+|\s+[-–—/•·]\s+|\.\s+(?=[A-Z]\w{4})")
AND: Final = re.compile(r"\s+(?:and|und|et|y|e|en|och|og|&)\s+", re.IGNORECASE)


def find_authors(names: Iterable[str], site: str) -> Iterator[str]:
    """Yield the names that can be authors, each person alone; posts count only if there is nothing else."""
    found = [name for text in names for name in split_names(clean_author(text, site)) if is_author(name, site)]
    people = [name for name in found if POST.search(name) is None]
    yield from people or found


def clean_author(name: str, site: str = "") -> str:
    """Return a name without the word *by* before it, and without posts and the newspaper after it."""
    name = BY.sub("", name.strip(), count=1).partition(" | ")[0].strip()
    parts = DIVIDERS.split(name)
    kept = len(parts[0])
    for joint, part in zip(DIVIDERS.finditer(name), parts[1:], strict=True):
        if POST.search(part) or is_site(part, site) or is_of_site(part, site):
            break
        kept = joint.end() + len(part)
    name = name[:kept].strip()
    for tail in (LAST_POST, AFTER):
        found = tail.search(name)
        if found is not None and len(name[: found.start()].split()) > 1 and not name.lower().startswith("the "):
            name = name[: found.start()]
    return name.strip(" ,;")


def is_of_site(text: str, site: str) -> bool:
    """Return whether a text is a desk or an edition of the paper: one name begins with the other."""
    one, other = text.lower(), site.lower()
    return bool(site) and (one.startswith(other + " ") or (" " in one and other.startswith(one + " ")))


def split_names(text: str) -> list[str]:
    """Return the names of several people joined by *and*; each has at least two words."""
    names = AND.split(text)
    return names if all(len(name.split()) > 1 for name in names) else [text]


def is_author(name: str, site: str) -> bool:
    """Return whether a text can be the name of an author."""
    return (
        name.lower() not in NOT_AUTHORS
        and len(name) <= LONGEST_NAME
        and LETTERS.search(name) is not None
        and "://" not in name
        and not name.startswith(("@", "/", "www."))
        and not is_site(name, site)
    )


def is_house(name: str) -> bool:
    """Return whether a name is that of a house or of its staff, and no person's."""
    return HOUSE.search(name) is not None


def is_site(text: str, site: str) -> bool:
    """Return whether a text is the name of the site, spelled with or without spaces and ending."""
    one, other = (re.sub(r"\.com$", "", name.lower()) for name in (text, site))
    plain = re.sub(r"\W+", "", one)
    return bool(plain) and plain == re.sub(r"\W+", "", other)
