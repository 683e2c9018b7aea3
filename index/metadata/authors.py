"""The people whom a byline names: the values of the field ``byline``.

    Ailsa Grant and Tom Reid, Reuters           Ailsa Grant; Tom Reid
    AILSA GRANT in Oban, Staff Writer           Ailsa Grant
    Detroit wire services                       as given

A byline is divided only if each of its parts is a name of two words or more, an agency, a post or a degree; any other
one is a value as a whole. Names in capitals are values in normal case, so that both are one person.
"""

from __future__ import annotations

from functools import lru_cache

from dateline.index.entities.agencies import find_agency
from dateline.index.pattern import compile_late

__all__ = ["BY", "authors_in"]

# Words before the names of a byline.
BY = compile_late(
    r"[Bb][Yy] |(?:Von|VON|Por|POR|Par|PAR|Door|DOOR):? "
    r"(?=[^\W\d_a-zß-öø-ÿ]\S*\s(?:(?:de|del|da|do|dos|di|la|le|van|von|den|der)\s){0,3}[^\W\d_a-zß-öø-ÿ])"
)
# What stands between two names. A comma before *Jr.* is part of the name.
JOINT = compile_late(
    r"\s*[;|•·/\n]\s*|\s+[-–—]\s+|,\s+(?!(?:[JS][rR]\b|I{2,3}\b|IV\b))(?i:and\s+|with\s+)?"
    r"|\s+(?i:and|&|with|und|et|y|e|en|och|og)\s+"
)
WROTE = compile_late(r"(?i)(?:(?:additional|further)\s)?(?:report(?:ing|ed)|writing|written|story|words|text)\sby:?\s")
DID_OTHERWISE = compile_late(r"(?i)(?:edit|photo|pictur|illustrat|translat|compil)\w*\s(?:\w+\s)?by\b")
POST = compile_late(
    r"(?i)\b(?:writers?|editors?|reporters?|correspondents?|columnists?|contributors?|journalists?|producers?|staff"
    r"|bureau|chief|photographers?|analysts?|critics?|fellow|intern|redakteur(?:in)?|redaktion|journaliste"
    r"|correspondante?|periodista|redactora?|corresponsal|giornalista|inviato|jornalista|repórter|redacteur"
    r"|freelancer?)\b|\Athe\s|@"
)
# A post, a place or a paper after a name, without a comma: *Ailsa Grant Staff Writer*, *Ailsa Grant in Oban*.
AFTER_NAME = compile_late(
    r"(?:\s(?i:staff|senior|sports?|news|political|associate|special|contributing|national|business|chief|deputy"
    r"|foreign|science|education|city))*"
    r"\s(?i:writer|reporter|correspondent|editor|columnist|contributor|journalist)s?\Z"
    r"|\s(?:in|for|at|from|of\sthe|of\sThe|IN|FOR|AT|FROM|OF\sTHE)\s[^\W\d_a-z].*\Z"
    r"|\s?\([^()]*\)\Z"
)
DEGREE = compile_late(r"[A-Z][A-Za-z.]{0,2}[A-Z][A-Za-z.]{0,2}")
ABBREVIATED = compile_late(r"\b(?:[JS][rR]|\w)\.\Z")
ELIDED = compile_late(r"\b[dl]['’](?=[^\W\d_a-z])")  # d'Afflisio
LETTERS = compile_late(r"[^\W\d_]+")
INITIALS = compile_late(r"\A[BCDFGHJ-NP-TV-XZ]{2}\s")
PARTICLES = frozenset(
    ("van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "du", "la", "le", "ten", "ter", "zu", "bin")
) | {"ibn", "al", "el", "abu"}
NO_NAME = frozenset('0123456789:?!()"“”#&')
FEWEST, MOST = 2, 5  # words of a name
LONGEST = 1_000  # characters of a byline that is divided
LONGEST_WITHOUT_MC = 3  # letters
SHORTEST_AGENCY = 6  # letters of one that stands after a name without a comma
MOST_BYLINES = 4096


@lru_cache(maxsize=MOST_BYLINES)
def authors_in(byline: str) -> tuple[str, ...]:
    """Return the names in a byline, each once; the byline as a whole if it is not certain that it consists of names."""
    whole = _without_by(byline)
    if len(whole) > LONGEST or find_agency(whole) is not None:
        return (whole,) if whole else ()
    names: list[str] = []
    for part in JOINT.split(whole):
        name = _trimmed(part)
        if _is_name(name, whole):
            names.append(_in_normal_case(name))
        elif name and not _is_beside(name, whole, first=not names):
            return (whole,)
    return tuple(dict.fromkeys(names)) or ((whole,) if whole else ())


def _without_by(text: str) -> str:
    """Return a byline, or a part of one, without the words before its names, which some sources repeat."""
    text = text.strip()
    while found := BY.match(text):
        text = text[found.end() :].lstrip()
    return text


def _trimmed(part: str) -> str:
    """Return a part of a byline without what stands around a name."""
    part = _without_by(" ".join(WROTE.sub("", part.strip(" ,;"), count=1).split()))
    found = AFTER_NAME.search(part)
    if found is not None and len(part[: found.start()].split()) >= FEWEST:
        part = part[: found.start()]
    part = part.removesuffix(".").rstrip() if ABBREVIATED.search(part) is None else part
    name, _, last = part.rpartition(" ")
    alone = " " in name and len(last) >= SHORTEST_AGENCY and find_agency(last) is not None
    return name if alone else part


def _is_name(part: str, whole: str) -> bool:
    """Return whether a part can be the name of a person. In a byline without capitals none are needed."""
    words = ELIDED.sub("", part).split()
    if not FEWEST <= len(words) <= MOST or not NO_NAME.isdisjoint(part):
        return False
    if find_agency(part) is not None or POST.search(part) is not None or DID_OTHERWISE.match(part) is not None:
        return False
    small = not any(map(str.isupper, whole))
    return small or (
        words[-1][0] == words[-1][0].upper()
        and all(word[0] == word[0].upper() or word.lower() in PARTICLES for word in words)
    )


def _is_beside(part: str, whole: str, *, first: bool) -> bool:
    """Return whether a part stands beside names: an agency, a post, a degree."""
    if find_agency(part) is not None or DID_OTHERWISE.match(part) is not None:
        return True
    return not first and (POST.search(part) is not None or (not whole.isupper() and DEGREE.fullmatch(part) is not None))


def _in_normal_case(name: str) -> str:
    """Return a name in capitals in normal case, but for initials before it."""
    if not ELIDED.sub("", name).isupper():
        return name
    start = 2 if INITIALS.match(name) else 0
    return name[:start] + LETTERS.sub(lambda word: _capitalized(word[0]), name[start:])


def _capitalized(word: str) -> str:
    """Return a word of a name with its capital: *McNeil*, *Grant*."""
    scottish = word[:2].upper() == "MC" and len(word) > LONGEST_WITHOUT_MC
    return f"Mc{word[2:].capitalize()}" if scottish else word.capitalize()
