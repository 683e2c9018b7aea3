"""Running heads, feet and page numbers in texts without form feeds, as from scanners and PDF files.

Lines are dropped only if all of these hold:

* the same line with capitals (*The Harbour Courier*), numbers aside, occurs three times or more; or lone page numbers
  count up by one;
* the pages between them have about the same length, and the numbers in them, if they differ, increase;
* a sentence continues across at least a third of them, and across two at least.

The last condition excludes refrains, tables, names of speakers and numbers of chapters, which are between sentences.
In a text without lower-case letters nothing is dropped.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain, pairwise

from dateline.index.cleaning.dropping import drop_notes
from dateline.index.cleaning.page_breaks import LONGEST, NUMBER, WHAT
from dateline.index.kernel.characters import HYPHENS
from dateline.index.pattern import compile_late

__all__ = ["drop_running_heads", "is_set_in_lines"]

# In characters: three pages; and a sample from the beginning, which has about fifty lines in print, ten in paragraphs.
SHORTEST_TEXT = 2_500
SAMPLE = 2_500
FEWEST_LINES = 25
MIN_REPEATS = 3
# In characters; a page of a pocket book has 1,500. Stanzas and questions are shorter.
SHORTEST_PAGE = 700
# Bounds of the length of a page, relative to the median.
SHORTER, LONGER = 0.6, 1.6
# At least one line in three must interrupt a sentence; half or more of real running heads do.
LINES_A_CUT = 3
DIGITS = compile_late(r"[0-9]+")
ZEROS = bytes.maketrans(b"123456789", b"000000000")
# A line that ends with a comma may be one of a list.
RUNS_ON = compile_late(rf"[\w{re.escape(HYPHENS)}]\s*\Z")
WORD = compile_late(r"[^\W\d_]+")
# Words of this length or less may begin with a small letter in a head: *of*, *the*, *und*.
SHORT_WORD = 3
CONTINUES = ":;,?!"
MAX_ROUNDS = 4
# In characters; longer texts are not articles, and would need much memory.
LONGEST_TEXT = 5_000_000
# With more lone numbers a page, the text is a table.
NUMBERS_A_PAGE = 10


def is_set_in_lines(text: str) -> bool:
    """Return whether a text is long enough for pages and is set in lines, as print is, not in paragraphs."""
    if len(text) < SHORTEST_TEXT:
        return False
    breaks = text.count("\n", 0, SAMPLE)
    return breaks >= FEWEST_LINES and breaks - 2 * text.count("\n\n", 0, SAMPLE) >= FEWEST_LINES


def has_repeated_lines(text: str) -> bool:
    """Return whether any line occurs three times, numbers aside. Fast, because it runs for every long text."""
    counts = Counter(text.encode("utf-8", "surrogatepass").translate(ZEROS).split(b"\n"))
    del counts[b""]
    return max(counts.values(), default=0) >= MIN_REPEATS


def drop_running_heads(text: str, notes: list[str]) -> str:
    """Return a text without running heads, feet and page numbers; notes quote the dropped lines."""
    if len(text) > LONGEST_TEXT or not is_set_in_lines(text) or not has_repeated_lines(text):
        return text
    dropped: dict[str, int] = {}
    for _ in range(MAX_ROUNDS):
        lines = text.split("\n")
        dropped_lines = lines_to_drop(lines)
        if not dropped_lines:
            break
        for at in dropped_lines:
            line = lines[at].strip()
            dropped[line] = dropped.get(line, 0) + 1
        text = "\n".join(remove_lines(lines, dropped_lines))
    notes.extend(drop_notes(WHAT, dropped))
    return text


def lines_to_drop(lines: Sequence[str]) -> set[int]:
    """Return the indexes of the lines that are running heads, feet or page numbers."""
    starts = line_starts(lines)
    pages = starts[-1] // SHORTEST_PAGE + 1
    groups = repeated_lines(lines, pages)
    numbers = lone_numbers(lines, pages)
    candidates = {*chain.from_iterable(groups), *numbers}
    if len(candidates) < MIN_REPEATS:
        return set()
    cuts = cut_sentences(lines, candidates)
    dropped_lines: set[int] = set()
    for group in (*groups, *number_sequences(numbers, starts)):
        if is_page_furniture(group, lines, starts, cuts):
            dropped_lines.update(group)
    return dropped_lines


def line_starts(lines: Sequence[str]) -> Sequence[int]:
    """Return the offset of each line in characters."""
    return array("q", accumulate((len(line) + 1 for line in lines), initial=0))


def short_lines(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield the lines that are short enough to be heads, without outer white space, each with its index."""
    for at, line in enumerate(lines):
        if len(line) <= LONGEST and (words := line.strip()):
            yield at, words


def repeated_lines(lines: Sequence[str], pages: int) -> list[list[int]]:
    """Return the indexes of each short line that occurs three times or more, but at most once a page."""
    counts = Counter(mask_line(line) for _, line in short_lines(lines))
    places: dict[str, list[int]] = {line: [] for line, count in counts.items() if MIN_REPEATS <= count <= pages}
    if places:
        for at, line in short_lines(lines):
            group = places.get(mask_line(line))
            if group is not None and page_number(line) is None and is_in_capitals(line):
                group.append(at)
    return list(places.values())


def is_in_capitals(line: str) -> bool:
    """Return whether every longer word of a line begins with a capital, and its end does not announce more text."""
    return line[-1] not in CONTINUES and not any(
        word[0].islower() and (len(word) > SHORT_WORD or found.start() == 0)
        for found in WORD.finditer(line)
        for word in (found[0],)
    )


def mask_line(line: str) -> str:
    """Return a line in small letters with its numbers replaced by zeros."""
    return " ".join(DIGITS.sub("0", line.casefold()).split())


def lone_numbers(lines: Sequence[str], pages: int) -> dict[int, int]:
    """Return the numbers that are alone on a line, by index of the line; empty if there are too many."""
    numbers: dict[int, int] = {}
    for at, line in short_lines(lines):
        if (number := page_number(line)) is not None:
            numbers[at] = number
            if len(numbers) > NUMBERS_A_PAGE * pages:
                return {}
    return numbers


def page_number(line: str) -> int | None:
    """Return the page number if a line is one, else None."""
    if len(line) > 20 or not any(letter.isdecimal() for letter in line):
        return None
    found = NUMBER.fullmatch(line)
    return None if found is None else int(found[1])


def number_sequences(numbers: dict[int, int], starts: Sequence[int]) -> list[list[int]]:
    """Return the longest sequences of lines whose numbers count up by one, at least a page apart."""
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


def cut_sentences(lines: Sequence[str], candidates: set[int]) -> dict[int, bool]:
    """Return for each candidate whether a sentence continues across it and its neighbouring candidates."""
    cuts: dict[int, bool] = {}
    open_ended, waiting = False, list[int]()
    for at, line in enumerate(lines):
        if at in candidates:
            waiting.append(at)
        elif line and not line.isspace():
            if waiting:
                goes_on = open_ended and line.lstrip()[:1].islower()
                cuts.update(dict.fromkeys(waiting, goes_on))
                waiting = []
            open_ended = RUNS_ON.search(line[-20:]) is not None
    return cuts


def is_page_furniture(group: Sequence[int], lines: Sequence[str], starts: Sequence[int], cuts: dict[int, bool]) -> bool:
    """Return whether the lines of a group meet the conditions for running heads or page numbers."""
    if len(group) < MIN_REPEATS:
        return False
    lengths = [starts[after] - starts[before] for before, after in pairwise(group)]
    middle = sorted(lengths)[len(lengths) // 2]
    if middle < SHORTEST_PAGE or not all(SHORTER * middle <= each <= LONGER * middle for each in lengths):
        return False
    cut = sum(cuts.get(at, False) for at in group)
    return cut >= max(2, len(group) / LINES_A_CUT) and are_increasing([DIGITS.findall(lines[at]) for at in group])


def are_increasing(numbers: Sequence[Sequence[str]]) -> bool:
    """Return whether the numbers in lines that are otherwise equal stay the same or increase."""
    columns = zip(*([int(number[:18]) for number in found] for found in numbers), strict=False)
    return all(one <= other for column in columns for one, other in pairwise(column))


def remove_lines(lines: Sequence[str], dropped_lines: set[int]) -> list[str]:
    """Return the other lines. Where no sentence was interrupted, a blank line replaces the dropped ones."""
    kept: list[str] = []
    gap = False
    for at, line in enumerate(lines):
        if at in dropped_lines:
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
