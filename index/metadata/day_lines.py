"""Days in short lines beside an article: *Published: 14 December 2016*, *By Ailsa Grant | Dec 14, 2016 | 3 comments*.

`dateline.index.dates` reads the date; this module finds it in the line, and finds what the words before it say of it:
publication, a later change, or something else (a copyright, an event).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Final, Literal, NamedTuple

from dateline.index.dates import LONGEST_DATE, DateOrder, Evidence, day_of, parse_published
from dateline.index.dates.calendars import common_date
from dateline.index.dates.names import fold, months_named, weekdays_named
from dateline.index.metadata.day_labels import LABEL, Role, role_of
from dateline.index.metadata.day_weekdays import day_with_weekday
from dateline.index.pattern import compile_late

__all__ = ["LONGEST_LINE", "DayOrder", "PrintedDay", "days_in_line", "names_period", "order_of", "read_moment"]

Moment = date | datetime
DayOrder = Literal["dmy", "mdy", "th", "fa", ""]
"""Which of two numbers is the day in *04/05/2016*; a language with a calendar of its own; empty if unknown."""

LONGEST_LINE: Final = 200
LONGEST_MOMENT: Final = 60

# In “14.12. 10:31”, the third number is an hour.
NUMERIC: Final = r"\d{1,4}(?P<mark>[./-])\s?\d{1,2}(?P=mark)\s?\d{2,4}(?![\d/])(?!(?<=\s\d\d)[:.h]\d)"
ISO: Final = r"\d{4}-\d{2}-\d{2}(?=T|\b|[\u3040-\u9fff])"
EASTERN: Final = r"\d{4}\s?[年년]\s?\d{1,2}\s?[月월]\s?\d{1,2}(?:\s?[日일号號]|(?!\d))"
# A letter, then letters with the signs that some scripts set on them.
WORD: Final = r"[^\W\d_][^\s\d_!-/:-@\[-^{-~“”«»]{1,14}\.?"
# After the year: “2016 г.”, “2016 року”, “2016 r.”
AFTER_YEAR: Final = r"(?:\s?(?:года|році|року|г\.|р\.|r\.|d\.))?"
DAY_FIRST: Final = (
    rf"\d{{1,2}}(?:st|nd|rd|th|er|º|°|ª|\.)?(?:\s(?:of|de|d['’]))?[\s/-]?{WORD},?(?:\s(?:de|del|do|of))?[\s/-]?(?:'?\d{{4}}|'\d{{2}}|\d{{2}}(?=,?\s\d{{1,2}}:\d{{2}}))"
    rf"{AFTER_YEAR}"
)
MONTH_FIRST: Final = r"[^\W\d_]{3,12}\.?\s?\d{1,2}(?:st|nd|rd|th)?(?:,\s?|\s)\d{4}"
YEAR_FIRST: Final = rf"\d{{4}}[.,]?\s(?:m\.\s|gada\s)?{WORD}\s\d{{1,2}}\b\.?"
# Between day and time: a weekday in brackets or of three letters, words, a sign.
WEEKDAY: Final = (
    r"(?:\s?[(（\[][^\W\d_]{1,9}\.?[)）\]]|\s?(?:星期|周|週)[一二三四五六日天]|\s?[月火水木金土日]曜日?|\s?[월화수목금토일]요일"
    r"|,?\s(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\b\.?)?"
)
HALF: Final = "午前|午後|上午|下午|凌晨|早上|晚上|오전|오후"
CLOCK: Final = (
    rf"{WEEKDAY}付?け?(?:\s?[T,|•·–—@(-]?\s?"
    r"(?:posted at|at|um|à|a las|às|alle|alle ore|ore|om|kl\.?|klo|o|в|saat|pukul|ob|la ora|v|ve|ora"
    r"|godz\.?|lúc|vào lúc|στις|ώρα|الساعة|ساعت)?\s?"
    rf"(?P<clock>(?:(?:{HALF})\s?)?(?:\d{{1,2}}\s?[時时點点시]\s?\d{{1,2}}\s?[分분]?"
    r"|\d{1,2}[:.h]\d{2}(?::\d{2})?(?:[.,]\d{1,9})?(?:\s?[AaPp]\.?[Mm]\b\.?)?|\d{1,2}\s?[AaPp]\.?[Mm]\b\.?))"
    r"(?:\s?(?:Uhr|мск|h|hs|hrs)\b\.?|\s?น\.|\s(?P<half>صباحا|صباحًا|مساء|مساءً|ص|م|πμ|μμ|π\.μ\.|μ\.μ\.)(?!\w))?"
    r"\s?(?P<zone>Z\b|(?:GMT|UTC)[+-]\d{1,2}(?::?\d{2})?\b|[A-Z]{2,4}\b|[+-]\d{2}:?\d{2}\b)?)?"
)
# No word or number directly before, but for the letters of Chinese, Japanese and Korean, which stand without spaces.
BORDER: Final = r"(?<![.-])(?<![^a-zà-ÿ]/)(?<!^/)(?<![^\W\u3040-\u9fff\uac00-\ud7af])"
DAY: Final = rf"{BORDER}(?P<day>{EASTERN}|(?:{ISO}|{NUMERIC}|{DAY_FIRST}|{MONTH_FIRST}|{YEAR_FIRST})(?!\d))"

# Countries that write the month first, and languages in which it is certainly second.
MONTH_FIRST_LOCALES: Final = frozenset(("en-us", "en-ph", "es-us"))
DAY_FIRST_ENGLISH: Final = frozenset(
    ("gb", "uk", "au", "nz", "ie", "in", "za", "ng", "ke", "pk", "sg", "hk", "my", "mt")
)
YEAR_LANGUAGES: Final = frozenset(("zh", "ja", "ko", "hu", "lt", "mn", "fa"))

# Points mean that the day comes first, wherever they are used.
EVIDENCE: Final[dict[DayOrder, Evidence | None]] = {
    "": None,
    "dmy": Evidence(tuple(DateOrder(sign, "dmy", ()) for sign in "/-.")),
    "mdy": Evidence(tuple(DateOrder(sign, "mdy", ()) for sign in "/-")),
    "th": Evidence(tuple(DateOrder(sign, "dmy", ()) for sign in "/-.")),
    "fa": None,
}

SEPARATOR: Final = " \t\u00a0|•·–—-/,:;()[]>»«…."
BY: Final = compile_late(
    r"(?:by|von|par|por|di|door|af|av|from|autor|author|redaktion|texte?|de|source|fonte|fuente|quelle|in"
    r"|автор\w*|текст|источник|écrit)\b"
    r"|来源|來源|稿源|作者|记者|記者|출처|기자|編集|编辑",
    re.IGNORECASE,
)
MOST_WORDS: Final = 18
# What stands beside a date and is neither a name nor a label: a time before it, a weekday after it, counts.
TIME_BEFORE: Final = compile_late(
    r"(?<![\d:.])\d{1,2}(?:[:.h]\d{2}(?::\d{2})?(?:\s?[ap]\.?m\b\.?)?|\s?[ap]\.?m\b\.?)"
    r"(?:\s(?:[A-Z]{2,4}|Uhr))?\s?,?\s?$",
    re.IGNORECASE,
)
COUNT: Final = compile_late(
    r"[\s|•·,–—-]{0,9}(?:(?:\d{1,6}|no|one|leave a|add a|post a)\s(?:comments?|reply|replies|views?|shares?|reads?"
    r"|kommentar\w{0,4}|commentaires?|comentários?|comentarios?|commenti|reacties)"
    r"|\d{1,3}[\s-]?min(?:ute)?s?(?:[\s-]read)?|print edition|issue"
    r"|(?:lesezeit|reading time|temps de lecture|tiempo de lectura|tempo de leitura|tempo di lettura|leestijd)\W{0,3}"
    r"\d{1,3}\s?\w{0,8}\.?|(?:e-?mail|save|print|share|tweet)(?:\s(?:this|article|story|page))?\b)"
    r"[\s|•·,–—-]{0,9}",
    re.IGNORECASE,
)
# A period has two days, of which none is that of publication: “14–20 December 2016”, “3 May 1920 – 10 December 2016”.
HALF_PERIOD: Final = compile_late(
    r"(?<![\d:.,/])\d{1,2}(?:st|nd|rd|th|er|\.)?(?:\s(?P<month>[^\W\d_]{3,12}))?(?:\.?\s?[–—-]\s?|\.?/)$", re.IGNORECASE
)
PERIOD: Final = compile_late(r"\s?[–—~〜～-]\s?|\s(?:to|until|bis|au|al|hasta|até|tot|till)\s")
# The first day of a period, directly before the second: it is in no date.
BEGUN: Final = compile_late(r"(?<![\d:.,/-])\d{1,2}(?:st|nd|rd|th|er|\.)?\s?[–—/-]\s?(?=\d)", re.IGNORECASE)
# Characters before a date in which the first day of a period stands.
PERIOD_REACH: Final = 24
# What stands beside the day of an event: a place, a price.
PLACE: Final = compile_late(r"\b(?:hall|theat(?:re|er)|church|stadium|museum|arena|library|cinema)\W*$", re.IGNORECASE)
PRICE: Final = compile_late(r"\b(?:tickets?|admission|eintritt|entrada|billets?)\b|[£€$]\s?\d", re.IGNORECASE)
# A label behind its date: “2016年12月14日更新”, “14. Dezember 2016 (aktualisiert)”.
LABEL_AFTER: Final = compile_late(
    r"\s?(?:(更新|修改|公開|公开|掲載|配信|发布|發布|发表|發表|刊登|작성|입력|등록|수정)(?=[\s|/,、，；;（）()]|\d{4}|$)"
    r"|[(（\[]\s?([^\W\d_]{4,16})\s?[)）\]])"
)
# The year behind the time, as PHP-Nuke and Unix write it: “Tuesday, June 10 @ 09:15:22 CEST 2003”.
YEAR_LAST: Final = compile_late(
    r"\b([^\W\d_]{3,9}\.?\s\d{1,2})\s@\s(\d{1,2}:\d\d(?::\d\d)?)\s(?:([A-Z]{2,5})\s)?(\d{4})\b"
)
# The last part of the words before a date, and what stands between the name of a paper and its day.
DIVIDED: Final = compile_late(r"[|•·–—]")
OF_DAY: Final = compile_late(r"\s(?:vom|du|del|от|z dnia|van)$", re.IGNORECASE)
LAST_POINT: Final = compile_late(r"\b(?:h|hs|hrs|[ap]\.?m)\.\s*$", re.IGNORECASE)
TIME_AFTER: Final = compile_late(r"\d{1,2}[:.h]\d{2}(?::\d{2})?")
FIRST_WORD: Final = compile_late(r"\s?,?\s?\(?([^\W\d_]\S{1,14}?)\)?(?:[,.]?\s|[,.]?$)")
# Words of a name beside a date.
NAME_WORDS: Final = range(2, 5)


class PrintedDay(NamedTuple):
    """A date in a line, what the words before it say of it, and whether the rest is what stands beside such dates.

    ``named``: the rest may be a name, without a sign between.
    """

    moment: Moment
    role: Role
    plain: bool
    named: bool = False


def order_of(language: str, host: str) -> DayOrder:
    """Return the order of day and month that a language and the host of a page imply, empty if they imply none."""
    code = language.lower().replace("_", "-")
    base, _, region = code.partition("-")
    ending = host.rpartition(".")[2].lower()
    if ending in DAY_FIRST_ENGLISH or region in DAY_FIRST_ENGLISH:
        return "dmy"
    if code in MONTH_FIRST_LOCALES:
        return "mdy"
    if base == "th":
        return "th"
    if base == "fa":
        return "fa"
    if base and base != "en" and base not in YEAR_LANGUAGES:
        return "dmy"
    return ""


def read_moment(text: str, order: DayOrder = "") -> Moment | None:
    """Return the date of a text that is one: as `parse_published` reads it, else the only day that it contains."""
    moment = parse_published(common_date(text, order) if len(text) <= LONGEST_DATE else text)
    if moment is not None or len(text) > LONGEST_MOMENT:
        return moment
    if names_period(text, order):
        return None
    found = {day_of_match(each, order) for each in re.finditer(DAY + CLOCK, text, re.IGNORECASE)} - {None}
    return found.pop() if len(found) == 1 else None


def names_period(line: str, order: DayOrder = "") -> bool:
    """Return whether the dates of a line are the beginnings and ends of periods: *12-13 December 2016*."""
    if len(line) > LONGEST_LINE or not any(map(str.isdigit, line)):
        return False
    found = [each for each in re.finditer(DAY + CLOCK, line, re.IGNORECASE) if day_of_match(each, order) is not None]
    if found:
        return all(is_of_period(line, found, at) for at in range(len(found)))
    rest = BEGUN.sub(" ", line, count=1)
    ends = re.finditer(DAY + CLOCK, rest, re.IGNORECASE) if rest != line else ()
    return any(day_of_match(each, order) is not None for each in ends)


def days_in_line(line: str, order: DayOrder = "") -> Iterator[PrintedDay]:
    """Yield the dates in a line in order."""
    if len(line) > LONGEST_LINE or not any(map(str.isdigit, line)):
        return
    line = YEAR_LAST.sub(r"\1, \4 \2 \3", line)
    dated = [(each, day_of_match(each, order)) for each in re.finditer(DAY + CLOCK, line, re.IGNORECASE)]
    found = [(each, moment) for each, moment in dated if moment is not None]
    matches = [match for match, _ in found]
    # If the last day has its label behind it, so have the others: “2016-12-14 입력 2016-12-16 수정”.
    behind = bool(found and label_after(line, found[-1][0])[0] and not role_of(line[: found[0][0].start()]))
    start = 0
    role: Role = ""
    last: date | None = None
    for at, (each, moment) in enumerate(found):
        if is_of_period(line, matches, at):
            start, role, last = each.end(), "other", None
            continue
        before = line[start : each.start()]
        later, end = label_after(line, each) if behind else ("", each.end())
        # The same day in another form has the label of the first; another day has none.
        again = start and not before.strip(SEPARATOR) and last in (None, day_of(moment))
        role = later if behind else role_of(before) or (role if again else "")
        follows = found[at + 1][0].start() if at + 1 < len(found) else None
        after = line[end:]
        # A date directly after this one ends what stands beside this one, as a sign does.
        after = f", {after.lstrip()}" if follows is not None and not line[end:follows].strip() else after
        plain = is_plain(before, after)
        named = not plain and is_plain(before, after, names=True)
        yield PrintedDay(moment, role, plain or named, named)
        start, last = end, day_of(moment)


def label_after(line: str, found: re.Match[str]) -> tuple[Role, int]:
    """Return what a label behind a date says of it, and where the label ends."""
    for at in (found.end("day"), found.end()):
        label = LABEL_AFTER.match(line, at)
        role = role_of(f"{label[1] or label[2]} ") if label is not None else ""
        if label is not None and role:
            return role, max(label.end(), found.end())
    return "", found.end()


def is_of_period(line: str, found: Sequence[re.Match[str]], at: int) -> bool:
    """Return whether a date is the beginning or the end of a period."""
    half = HALF_PERIOD.search(line[max(0, found[at].start() - PERIOD_REACH) : found[at].start()])
    if half is not None and (half["month"] is None or months_named(fold(half["month"]))):
        return True
    pairs = [(found[each], found[each + 1]) for each in (at - 1, at) if each >= 0 and each + 1 < len(found)]
    return any(PERIOD.fullmatch(line, one.end("day"), other.start()) is not None for one, other in pairs)


def day_of_match(found: re.Match[str], order: DayOrder) -> Moment | None:
    """Return the date that was found, with its time if that can be read."""
    day = day_with_weekday(found.string, *found.span("day")) if found["mark"] and order not in ("th", "fa") else None
    text = common_date(" ".join(found["day"].split()), order) if day is None else day.isoformat()
    clock = re.sub(
        "(?<=[0-9])[h.](?=[0-9])", ":", (found["clock"] or "").lower().replace(".m", "m").rstrip("."), count=1
    )
    # Without its half of the day, the clock would be that of the morning.
    suffixes = (f" {clock} {found['half']}",) if found["half"] else (f" {clock} {found['zone'] or ''}", f" {clock}")
    for suffix in suffixes if clock else ():
        moment = parse_published(text + suffix.rstrip(), EVIDENCE[order])
        if moment is not None:
            return moment
    return parse_published(text, EVIDENCE[order])


def is_plain(before: str, after: str, *, names: bool = False) -> bool:
    """Return whether a line is only a date, its label, names, and counts, divided by signs: no sentence.

    ``names``: what may be a name stands beside it without a sign.
    """
    before, after = TIME_BEFORE.sub("", COUNT.sub(" ", before)), without_weekday(COUNT.sub(" ", after))
    rest = re.sub(LABEL, "", before, flags=re.IGNORECASE).strip()
    if len(rest.split()) + len(after.split()) > MOST_WORDS or "©" in before or "copyright" in before.lower():
        return False
    following = after.lstrip().removeprefix("and ")
    labelled = re.match(LABEL, following.lstrip(SEPARATOR), re.IGNORECASE) is not None
    if PLACE.search(rest.rstrip(SEPARATOR)) or PRICE.search(after):
        return False
    words = OF_DAY.sub("", DIVIDED.split(rest)[-1]).split()
    others = sum(any(map(str.isalnum, word)) for word in after.split())
    alone = len(words) == 1 and words[0].strip(SEPARATOR).isalpha()  # a weekday, in any language, a paper, a place
    divided = (
        not words
        or rest[-1:] in SEPARATOR
        or len(rest) != len(before.strip())
        or BY.match(rest) is not None
        or (alone and (labelled or others < 2))
    )
    if following in (".", ""):  # the point of “2016. december 14.”
        return divided or (names and is_name(rest))
    ended = following[:1] in SEPARATOR or after[:2].isspace() or labelled
    beside = ended or BY.match(following) is not None or (names and not words and is_name(following))
    sentence = not labelled and LAST_POINT.sub("", after).rstrip().endswith((".", "?", "!"))
    return (divided or (names and ended and is_name(rest))) and beside and not sentence


def without_weekday(after: str) -> str:
    """Return the words after a date without a weekday, in any language, and the time after it."""
    found = FIRST_WORD.match(after)
    if found is None or not weekdays_named(fold(found[1])):
        return after
    rest = after[found.end() :]
    time = TIME_AFTER.match(rest)
    return rest if time is None else rest[time.end() :]


def is_name(text: str) -> bool:
    """Return whether the words beside a date, without a sign between, can be a name: *Ailsa Moray 14 December 2016*."""
    words = text.split()
    return len(words) in NAME_WORDS and all(word[0].isupper() and not any(map(str.isdigit, word)) for word in words)
