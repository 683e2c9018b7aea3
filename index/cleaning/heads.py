"""Heads, feet and numbers of pages in a text that does not say where its pages end, as scanners and PDF leave them.

A line is one only if all of these hold:

* the same line in capitals (*The Harbour Courier*), numbers aside, stands there three times or more; or lone numbers of
  pages count up by one;
* pages of much the same length lie between them, and the numbers in them, if any differ, grow from page to page;
* the text runs on across them, in the middle of a sentence, at every third of them or more, and twice at least.

The last is what a refrain, a table, the name of a speaker or the number of a chapter does not have: they stand between
sentences. Where a text has no small letters nothing is sure, and nothing goes.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain, pairwise

from dateline.index.cleaning.dropping import notes_on
from dateline.index.cleaning.furniture import LONGEST, NUMBER, WHAT
from dateline.index.kernel.characters import HYPHENS

__all__ = ["drop_heads", "is_in_lines"]

# In characters: three pages; and what is looked at first. Print has some fifty lines there, paragraphs have ten or so.
SHORTEST_TEXT = 2_500
GLANCE = 2_500
FEWEST_LINES = 25
RUNNING = 3
# In characters; a page of a pocket book has 1,500. Stanzas and questions are shorter.
SHORTEST_PAGE = 700
# How much shorter or longer than the page in the middle a page may be.
SHORTER, LONGER = 0.6, 1.6
# Every third of the lines must cut a sentence: of real ones half or more do.
CUT = 3
DIGITS = re.compile(r"[0-9]+")
ZEROS = bytes.maketrans(b"123456789", b"000000000")
# A line that ends with a comma may be one of a list.
RUNS_ON = re.compile(rf"[\w{re.escape(HYPHENS)}]\s*\Z")
WORD = re.compile(r"[^\W\d_]+")
# Shorter words may be small in a head: *of*, *the*, *und*.
SMALL = 3
GOING_ON = ":;,?!"
MOST_ROUNDS = 4
# In characters; what is longer is no article, and knowing each of its lines would take much memory.
LONGEST_TEXT = 5_000_000
# More lone numbers than so many a page are those of a table.
NUMBERS_A_PAGE = 10


def is_in_lines(text: str) -> bool:
    """Say whether a text has pages and is set in lines, as print is, not in paragraphs: most are told at a glance."""
    if len(text) < SHORTEST_TEXT:
        return False
    breaks = text.count("\n", 0, GLANCE)
    return breaks >= FEWEST_LINES and breaks - 2 * text.count("\n\n", 0, GLANCE) >= FEWEST_LINES


def has_repeated_lines(text: str) -> bool:
    """Say whether any line stands there three times, numbers aside: quick, because it is asked of every long text."""
    counts = Counter(text.encode("utf-8", "surrogatepass").translate(ZEROS).split(b"\n"))
    del counts[b""]
    return max(counts.values(), default=0) >= RUNNING


def drop_heads(text: str, notes: list[str]) -> str:
    """Return a text that runs on over heads, feet and numbers of its pages; notes quote what went."""
    if len(text) > LONGEST_TEXT or not is_in_lines(text) or not has_repeated_lines(text):
        return text
    dropped: dict[str, int] = {}
    for _ in range(MOST_ROUNDS):
        lines = text.split("\n")
        going = lines_to_drop(lines)
        if not going:
            break
        for at in going:
            line = lines[at].strip()
            dropped[line] = dropped.get(line, 0) + 1
        text = "\n".join(without(lines, going))
    notes.extend(notes_on(WHAT, dropped))
    return text


def lines_to_drop(lines: Sequence[str]) -> set[int]:
    """Return which lines are heads, feet or numbers of pages."""
    starts = starts_of(lines)
    pages = starts[-1] // SHORTEST_PAGE + 1
    groups = repeated_lines(lines, pages)
    numbers = lone_numbers(lines, pages)
    maybe = {*chain.from_iterable(groups), *numbers}
    if len(maybe) < RUNNING:
        return set()
    cuts = cut_sentences(lines, maybe)
    going: set[int] = set()
    for group in (*groups, *chains(numbers, starts)):
        if is_sure(group, lines, starts, cuts):
            going.update(group)
    return going


def starts_of(lines: Sequence[str]) -> Sequence[int]:
    """Return at which character each line starts."""
    return array("q", accumulate((len(line) + 1 for line in lines), initial=0))


def short_lines(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield the lines that are short enough to be heads, without outer white space, each with its place."""
    for at, line in enumerate(lines):
        if len(line) <= LONGEST and (words := line.strip()):
            yield at, words


def repeated_lines(lines: Sequence[str], pages: int) -> list[list[int]]:
    """Return the places of each short line that stands there three times or more, but not more often than pages."""
    counts = Counter(masked(line) for _, line in short_lines(lines))
    places: dict[str, list[int]] = {line: [] for line, count in counts.items() if RUNNING <= count <= pages}
    if places:
        for at, line in short_lines(lines):
            group = places.get(masked(line))
            if group is not None and number_of(line) is None and is_in_capitals(line):
                group.append(at)
    return list(places.values())


def is_in_capitals(line: str) -> bool:
    """Say whether every word of a line but short ones begins with a capital, and no sentence goes on behind it."""
    return line[-1] not in GOING_ON and not any(
        word[0].islower() and (len(word) > SMALL or found.start() == 0)
        for found in WORD.finditer(line)
        for word in (found[0],)
    )


def masked(line: str) -> str:
    """Return a line in small letters with zeros for its numbers."""
    return " ".join(DIGITS.sub("0", line.casefold()).split())


def lone_numbers(lines: Sequence[str], pages: int) -> dict[int, int]:
    """Return the numbers that have a line to themselves, by its place; none where there are too many."""
    numbers: dict[int, int] = {}
    for at, line in short_lines(lines):
        if (number := number_of(line)) is not None:
            numbers[at] = number
            if len(numbers) > NUMBERS_A_PAGE * pages:
                return {}
    return numbers


def number_of(line: str) -> int | None:
    """Return the number of a page that a line is, None where it is something else."""
    if len(line) > 20 or not any(letter.isdecimal() for letter in line):
        return None
    found = NUMBER.fullmatch(line)
    return None if found is None else int(found[1])


def chains(numbers: dict[int, int], starts: Sequence[int]) -> list[list[int]]:
    """Return the longest runs of places whose numbers count up by one, a page or more apart."""
    ending: dict[int, list[int]] = {}
    for at, number in numbers.items():
        before = ending.get(number - 1)
        if before is not None and starts[at] - starts[before[-1]] >= SHORTEST_PAGE:
            del ending[number - 1]
            before.append(at)
            ending[number] = before
        elif number not in ending:
            ending[number] = [at]
    return list(ending.values())


def cut_sentences(lines: Sequence[str], maybe: set[int]) -> dict[int, bool]:
    """Return of each line that may be dropped whether a sentence goes on across it, and across others beside it."""
    cuts: dict[int, bool] = {}
    open_ended, waiting = False, list[int]()
    for at, line in enumerate(lines):
        if at in maybe:
            waiting.append(at)
        elif line and not line.isspace():
            if waiting:
                goes_on = open_ended and line.lstrip()[:1].islower()
                cuts.update(dict.fromkeys(waiting, goes_on))
                waiting = []
            open_ended = RUNS_ON.search(line[-20:]) is not None
    return cuts


def is_sure(group: Sequence[int], lines: Sequence[str], starts: Sequence[int], cuts: dict[int, bool]) -> bool:
    """Say whether the lines of a group are all of the furniture of pages."""
    if len(group) < RUNNING:
        return False
    lengths = [starts[after] - starts[before] for before, after in pairwise(group)]
    middle = sorted(lengths)[len(lengths) // 2]
    if middle < SHORTEST_PAGE or not all(SHORTER * middle <= each <= LONGER * middle for each in lengths):
        return False
    cut = sum(cuts.get(at, False) for at in group)
    return cut >= max(2, len(group) / CUT) and are_growing([DIGITS.findall(lines[at]) for at in group])


def are_growing(numbers: Sequence[Sequence[str]]) -> bool:
    """Say whether the numbers of lines, which are alike but for them, are the same or grow from line to line."""
    columns = zip(*([int(number[:18]) for number in found] for found in numbers), strict=False)
    return all(one <= other for column in columns for one, other in pairwise(column))


def without(lines: Sequence[str], going: set[int]) -> list[str]:
    """Return the lines that stay. A sentence that was cut goes on in the next line, else a blank line stays."""
    kept: list[str] = []
    gap = False
    for at, line in enumerate(lines):
        if at in going:
            gap = True
            continue
        if gap and not line.strip():
            continue
        if gap:
            while kept and not kept[-1].strip():
                kept.pop()
            goes_on = bool(kept) and RUNS_ON.search(kept[-1][-20:]) is not None and line.lstrip()[:1].islower()
            if kept and not goes_on:
                kept.append("")
            gap = False
        kept.append(line)
    return kept
