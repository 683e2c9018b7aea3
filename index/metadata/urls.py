"""Metadata in the URL of an article: its site, its section, the words of its headline."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote

from dateline.index.entities.people.titles import word_set
from dateline.index.pattern import compile_late

__all__ = ["NO_VALUES", "find_headline", "find_host", "find_section", "is_front_page"]

LONGEST: Final = 2000
# What tables and databases write for a missing address or id, in small letters.
NO_VALUES: Final = word_set(r"n/a na <na> nan none null (null) <null> nil undefined - -- --- – — ? ?? n.a. #n/a \n")
# The front page of a site, also with the parameters of a campaign or the fragment of a part of it.
FRONT_PAGE = compile_late(
    r"https?://[^/?#\s]+(?:/+(?:(?:index|default|home)\.\w{3,5})?)?(?:\?utm_[^#\s]*)?(?:#(?!!)\S*)?", re.IGNORECASE
)
PARTS = compile_late(r"https?://(?P<host>[^/?#\s@]+)(?P<path>[^?#\s]*)", re.IGNORECASE)
HOST = compile_late(r"(?:www\d?\.)?(?P<host>(?:[\w-]+\.)+[^\W\d_][\w-]+)(?::\d+)?", re.IGNORECASE)
YEAR = compile_late(r"(?:1[6-9]|20)\d\d(?:[-_]?\d\d){0,2}")
NUMBER = compile_late(r"\d{1,4}|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}")
WORD = compile_late(r"[a-z]+(?:[-_][a-z]+){0,3}")
LANGUAGES = word_set("en de fr es it pt nl sv da no fi pl cs hu ro tr ru uk ar az zh ja ko id vi")
# Names of newspaper sections in URLs.
SECTIONS = word_set(
    "world us uk europe africa asia americas americas middleeast middle-east international national nation local"
    " region regional politics election elections government business economy economics money markets finance companies"
    " industry energy technology tech science environment climate health education law crime justice courts society"
    " sport sports football soccer cricket tennis golf rugby baseball basketball olympics culture arts art books film"
    " films movies music theatre theater television tv entertainment media lifestyle life style fashion food travel"
    " opinion opinions editorial editorials commentary comment letters columns obituaries weather magazine property"
    " motoring family religion history"
    " politik wirtschaft ausland inland welt kultur wissen wissenschaft gesellschaft meinung panorama reise"
    " monde politique economie societe culture sciences international"
    " mundo politica economia deportes deporte cultura sociedad ciencia tecnologia opinion internacional nacional"
    " esteri cronaca mondo scienza buitenland binnenland economie wetenschap esporte esportes"
)
# First parts of paths that are not sections, even before a year.
NOT_SECTIONS = word_set(
    "news article articles story stories archive archives archiv blog blogs post posts content node index p amp m"
    " newspaper paper issue issues edition print wire wires press release releases press-releases tag tags author"
    " authors category categories topic topics page pages doc docs data files file uploads wp-content media-release"
    " search live video videos audio gallery galleries pictures photos photo interactive"
)
# Fewest words of a headline; fewer may be anything.
MIN_WORDS: Final = 3
ENDING = compile_late(r"\.(?:x?html?|php|aspx?|jsp|cms|ece|story|txt|md|json|pdf|eml|xml)$", re.IGNORECASE)
DATE = compile_late(r"(?:^|[-_])(?:1[6-9]|20)\d\d(?:[-_]?\d\d){1,2}(?=[-_]|$)")
MACHINE_MADE = compile_late(r"\d|[^\W_]{25}")


def is_front_page(url: str) -> bool:
    """Return whether an address is that of a site, and not of an article."""
    return FRONT_PAGE.fullmatch(url) is not None


def find_host(url: str) -> str | None:
    """Return the host of a web URL without *www*; None for other texts and numeric hosts."""
    parts = PARTS.match(url, 0, LONGEST)
    host = None if parts is None else HOST.fullmatch(parts["host"])
    return None if host is None else host["host"].lower()


def find_section(url: str) -> str | None:
    """Return the section in the path of a URL, or None.

    It is the first part of the path after a language and a day, if it is a known name of a section or if a
    year follows it; ``/world/2016/…`` and ``/2016/12/14/world/…`` are both common.
    """
    parts = PARTS.match(url, 0, LONGEST)
    path = [] if parts is None else parts["path"].lower().strip("/").split("/")[:9]
    at = 1 if path and path[0] in LANGUAGES else 0
    undated = at
    if at < len(path) and YEAR.fullmatch(path[at]):
        at += 1
        while at < len(path) and NUMBER.fullmatch(path[at]):
            at += 1
    if at + 1 >= len(path) or WORD.fullmatch(path[at]) is None:  # the last part is the article
        return None
    name = path[at]
    if name not in SECTIONS and (at > undated or name in NOT_SECTIONS or YEAR.fullmatch(path[at + 1]) is None):
        return None
    return name.replace("-", " ").replace("_", " ")


def find_headline(path: str) -> str | None:
    """Return the headline in the last part of a path (``…/ferry-runs-aground-1234.html``), or None.

    Dates, numbers and generated ids beside the words are left out.
    """
    name = path.partition("#")[0].partition("?")[0].rstrip("/").rpartition("/")[2]
    if not 0 < len(name) <= LONGEST:
        return None
    name = DATE.sub("", ENDING.sub("", unquote(name)))
    spelled = [word for word in re.split(r"[-_+ ]+", name) if word]
    while spelled and MACHINE_MADE.search(spelled[-1]):
        spelled.pop()
    while spelled and MACHINE_MADE.search(spelled[0]):
        spelled.pop(0)
    plain = sum(word.isalpha() for word in spelled)
    if plain < MIN_WORDS or plain < len(spelled) - 1:
        return None
    return " ".join([spelled[0][:1].upper() + spelled[0][1:], *spelled[1:]])
