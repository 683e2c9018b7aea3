"""The names of senders and authors, without their addresses of mail, as mails and feeds write them.

``Jane Roe <jane@x.example>``, ``"Roe, Jane" <jane@x.example>``, ``jane@x.example (Jane Roe)`` and ``Jane Roe
(jane@x.example)`` are all *Jane Roe*.
"""

from __future__ import annotations

import re

__all__ = ["given_name_first", "name_of_sender", "split_senders"]

# One of several senders, up to its address, and what separates it from the next.
ANGLED = re.compile(r'\s*+(?:"((?:[^"\\]|\\.)*+)"|([^<>"]*+))\s*+<([^<>]*+)>\s*+[,;]?')
COMMENTED = re.compile(r"(\S+@[^\s()]+)\s*\(([^()]+)\)")
# An archive of a mailing list hides addresses from programs.
HIDDEN_ADDRESS = re.compile(r"([\w.+=-]+) at ([\w-]+(?:\.[\w-]+)+)(?=\s*(?:\(|$))")
# A mailing list puts its own name behind that of the sender.
VIA_LIST = re.compile(r"\s+via\s+[^\s].*", re.DOTALL)
# A remark behind a name: a place, a paper.
REMARK = re.compile(r"\s*\([^()]*\)\Z")
BRACKETED = re.compile(r"([^()@]+?)\s*\((\S+@[^\s()]+)\)")
BEFORE_NAME = re.compile(r"(\S+@\S+\.\w+)[\s,:-]+([^\s@][^@]*)")
# A name as lists of addresses have it, the family name first.
REVERSED = re.compile(r"((?:(?:al|da|de|del|der|di|du|la|le|van|von|den)\s+){0,2}[^\W\d_][\w'’-]+),\s*([^\W\d_][^,]*)")
AFTER_NAMES = re.compile(r"(?:jr|sr|i{2,3}|iv|ph\.?d|m\.?d|dr|prof|esq|inc|ltd|llc|gmbh|mp|mep)\.?", re.IGNORECASE)
MOST_GIVEN_NAMES = 3
# Longer lines are no names; some of the patterns take more than linear time.
LONGEST_LINE = 1000
QUOTES = "\"' "


def split_senders(line: str) -> list[tuple[str, str]]:
    """Return the name and the address of each sender in a line; either may be empty."""
    if len(line) > LONGEST_LINE:
        return [("", line)]
    line = HIDDEN_ADDRESS.sub(r"\1@\2", line)
    found: list[tuple[str, str]] = []
    at = 0
    while (sender := ANGLED.match(line, at)) is not None:
        name = (sender[1] or sender[2] or "").replace("\\", "").strip(QUOTES)
        found.append((given_name_first(name), sender[3].strip().removeprefix("mailto:")))
        at = sender.end()
    rest = line[at:].strip(" ,;")
    return [*found, split_other(rest)] if rest else found


def split_other(line: str) -> tuple[str, str]:
    """Return the name and the address of a sender without angle brackets."""
    if "@" not in line:
        return line.strip(QUOTES), ""
    if (found := COMMENTED.fullmatch(line)) is not None:
        return given_name_first(found[2].strip(QUOTES)), found[1]
    if (found := BRACKETED.fullmatch(line)) is not None:
        return given_name_first(found[1].strip(QUOTES)), found[2]
    if (found := BEFORE_NAME.fullmatch(line)) is not None:
        return found[2].strip(QUOTES), found[1]
    return "", line


def name_of_sender(line: str) -> str:
    """Return the names in a line without addresses; the line itself if it has no name."""
    line = HIDDEN_ADDRESS.sub(r"\1@\2", line) if len(line) <= LONGEST_LINE else line
    if "@" not in line:
        return line
    return ", ".join(name for name, _ in split_senders(line) if name and "@" not in name) or line


def given_name_first(name: str) -> str:
    """Return *Roe, Jane* as *Jane Roe*; other names unchanged but for the list and the remark behind them."""
    name = VIA_LIST.sub("", name) or name
    found = REVERSED.fullmatch(REMARK.sub("", name))
    if found is None:
        return name
    given = found[2].split()
    is_name = len(given) <= MOST_GIVEN_NAMES and not any(word[0].islower() for word in given)
    return f"{' '.join(given)} {found[1]}" if is_name and not AFTER_NAMES.fullmatch(given[0]) else name
