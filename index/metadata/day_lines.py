"""Days in short lines beside an article: *Published: 14 December 2016*, *By Ailsa Grant | Dec 14, 2016 | 3 comments*.

`dateline.index.dates` reads the date; this module finds it in the line, and finds what the words before it say of it:
publication, a later change, or something else (a copyright, an event).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Final, Literal, NamedTuple

from dateline.index.dates import DateOrder, Evidence, parse_published

__all__ = [
    "LONGEST_LINE",
    "DayOrder",
    "PrintedDay",
    "Role",
    "days_in_line",
    "is_label",
    "order_of",
    "read_moment",
    "role_of",
]

Moment = date | datetime
Role = Literal["published", "updated", "other", ""]
DayOrder = Literal["dmy", "mdy", ""]
"""Which of two numbers is the day in *04/05/2016*; empty if unknown."""

LONGEST_LINE: Final = 200
LONGEST_MOMENT: Final = 60

# Words before a date, by language; a `*` ends a stem.
PUBLISHED_WORDS: Final = (
    "published posted released issued created filed added submitted uploaded 'publication date' 'date published'"
    " 'pub date' 'posted on' 'press release' online date datum data"
    " veröffentlicht erschienen erstellt publiziert gepostet veröffentlichung* 'artikel vom' erstellungsdatum"
    " publié* paru* posté* 'mis en ligne' 'mise en ligne' créé* rédigé* 'date de publication' 'date de parution'"
    " publicado* publicada* publicación creado fecha 'fecha de publicación'"
    " publicação postado* postada* criado 'data de publicação'"
    " pubblicat* pubblicazione inserito postato scritto"
    " gepubliceerd* geplaatst publicatiedatum publicerad* publicerat skapad publiceret offentliggjort udgivet publisert"
    " julkaistu julkaisupäivä"
    " opublikowan* publikacja 'data publikacji' dodano utworzono 'data dodania'"
    " publikováno vydáno zveřejněno publikované uverejnené zverejnené vydané"
    " megjelent* közzétéve publikálva létrehozva publicat* postat* objavljeno objavljen* objavio paskelbta publicēts"
    " avaldatud yayınlan* yayımlan* 'yayın tarihi' oluşturulma eklenme giriş"
    " опубликован* 'дата публикации' добавлено размещено опубліковано додано публикуван* објављено"
    " δημοσίευση δημοσιεύτηκε δημοσιεύθηκε αναρτήθηκε"
    " نشر النشر نُشر منشور انتشار פורסם תאריך प्रकाशित diterbitkan dipublikasikan terbit đăng 'xuất bản'"
    " 发布 發布 发表 發表 刊登 发布时间 發布時間 公開 公開日 掲載 配信 投稿 作成 입력 등록 게시 작성 발행 기사입력 승인"
    " 日期 时间 時間 日時"
)
UPDATED_WORDS: Final = (
    "updated update modified edited revised changed corrected reviewed 'last updated' 'last modified'"
    " aktualisiert* geändert bearbeitet stand 'letzte änderung' aktualisierung"
    " 'mis à jour' 'mise à jour' modifié* actualisé* màj maj"
    " actualizad* actualización modificado modificada 'última actualización'"
    " atualizad* atualização modificação aggiornat* aggiornamento 'ultima modifica' modificato"
    " bijgewerkt gewijzigd 'laatste update' uppdaterad* ändrad opdateret redigeret oppdatert endret päivitetty muokattu"
    " zaktualizowan* aktualizacja zmodyfikowan* 'data modyfikacji' aktualizováno upraveno aktualizované aktualizácia"
    " frissítve módosítva frissült actualizat* modificat ažurirano atnaujinta atjaunots uuendatud güncelle*"
    " обновлен* изменен* оновлено обновена ενημέρωση ενημερώθηκε τροποποίηση"
    " تحديث עודכן עדכון diperbarui 'cập nhật' 更新 更新日 更新时间 更新時間 修改 修訂 修正 수정 업데이트 최종수정"
)
OTHER_WORDS: Final = (
    "copyright © '(c)' 'all rights' born died since until till from through expires valid accessed retrieved deadline"
    " joined starts ends event 'member since' registered viewed last-seen archived starting begins due effective opens"
    " closes seit bis depuis jusqu* desde hasta até dal fino sinds tot"
)

NUMERIC: Final = r"\d{1,4}(?P<mark>[./-])\s?\d{1,2}(?P=mark)\s?\d{2,4}"
ISO: Final = r"\d{4}-\d{2}-\d{2}(?=T|\b)"
EASTERN: Final = r"\d{4}\s?[年년]\s?\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일]?"
WORD: Final = r"[^\W\d_]{2,12}\.?"
DAY_FIRST: Final = (
    rf"\d{{1,2}}(?:st|nd|rd|th|er|º|°|ª|\.)?(?:\s(?:of|de|d['’]))?[\s-]?{WORD},?(?:\s(?:de|del|do|of))?[\s-]?'?\d{{4}}"
)
MONTH_FIRST: Final = r"[^\W\d_]{3,12}\.?\s?\d{1,2}(?:st|nd|rd|th)?(?:,\s?|\s)\d{4}"
YEAR_FIRST: Final = rf"\d{{4}}[.,]?\s(?:m\.\s|gada\s)?{WORD}\s\d{{1,2}}\b"
CLOCK: Final = (
    r"(?:\s?[T,|•·–—@(-]?\s?(?:at|um|à|a las|às|alle|alle ore|ore|om|kl\.?|klo|o|в|om)?\s?"
    r"(?P<clock>\d{1,2}[:.h]\d{2}(?::\d{2})?(?:[.,]\d{1,9})?(?:\s?[AaPp]\.?[Mm]\b\.?)?)"
    r"(?:\s?Uhr)?\s?(?P<zone>Z\b|[A-Z]{2,4}\b|[+-]\d{2}:?\d{2}\b)?)?"
)
DAY: Final = rf"(?<![\w./-])(?P<day>{ISO}|{NUMERIC}|{EASTERN}|{DAY_FIRST}|{MONTH_FIRST}|{YEAR_FIRST})(?![\d/])"

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
}

SEPARATOR: Final = " \t\u00a0|•·–—-/,:;()[]>»«…."
BY: Final = re.compile(
    r"(?:by|von|par|por|di|door|af|av|from|autor|author|redaktion|texte?|de|source|fonte|fuente|quelle|in)\b"
    r"|来源|來源|作者|记者|記者|출처|기자|編集|编辑",
    re.IGNORECASE,
)
MOST_WORDS: Final = 14
# Characters between a label and its date: *Published by Ailsa Grant in Politics on 14 December*.
REACH: Final = 60
OTHER_REACH: Final = 12


class PrintedDay(NamedTuple):
    """A date in a line, what the words before it say of it, and whether the rest is what stands beside such dates."""

    moment: Moment
    role: Role
    plain: bool


def make_words(words: str) -> str:
    """Return an alternation of the words of a table; quoted ones are phrases, `*` ends a stem."""
    found = re.findall(r"'([^']+)'|(\S+)", words)
    stems = sorted({phrase or word for phrase, word in found}, key=len, reverse=True)
    return "|".join(re.escape(stem).replace(r"\*", r"\w*") for stem in stems)


# Chinese, Japanese and Korean words stand without spaces: no border of a word is asked for.
LABEL: Final = (
    rf"(?<![a-zà-ÿ])(?:(?P<updated>{make_words(UPDATED_WORDS)})|(?P<published>{make_words(PUBLISHED_WORDS)})"
    rf"|(?P<other>{make_words(OTHER_WORDS)}))(?![a-zà-ÿа-я])"
)


def order_of(language: str, host: str) -> DayOrder:
    """Return the order of day and month that a language and the host of a page imply, empty if they imply none."""
    code = language.lower().replace("_", "-")
    base, _, region = code.partition("-")
    ending = host.rpartition(".")[2].lower()
    if ending in DAY_FIRST_ENGLISH or region in DAY_FIRST_ENGLISH:
        return "dmy"
    if code in MONTH_FIRST_LOCALES:
        return "mdy"
    if base and base != "en" and base not in YEAR_LANGUAGES:
        return "dmy"
    return ""


def read_moment(text: str, order: DayOrder = "") -> Moment | None:
    """Return the date of a text that is one: as `parse_published` reads it, else the only day that it contains."""
    moment = parse_published(text)
    if moment is not None or len(text) > LONGEST_MOMENT:
        return moment
    found = {day_of_match(each, order) for each in re.finditer(DAY + CLOCK, text, re.IGNORECASE)} - {None}
    return found.pop() if len(found) == 1 else None


def days_in_line(line: str, order: DayOrder = "") -> Iterator[PrintedDay]:
    """Yield the dates in a line in order."""
    if len(line) > LONGEST_LINE or not any(map(str.isdigit, line)):
        return
    start = 0
    role: Role = ""
    for found in re.finditer(DAY + CLOCK, line, re.IGNORECASE):
        moment = day_of_match(found, order)
        if moment is None:
            continue
        before = line[start : found.start()]
        role = role_of(before) or (role if start and not before.strip(SEPARATOR) else "")
        yield PrintedDay(moment, role, is_plain(before, line[found.end() :]))
        start = found.end()


def day_of_match(found: re.Match[str], order: DayOrder) -> Moment | None:
    """Return the date that was found, with its time if that can be read."""
    text = " ".join(found["day"].split())
    clock = (
        re.sub("[h.]", ":", found["clock"].lower().replace(".m", "m").rstrip("."), count=1) if found["clock"] else ""
    )
    for suffix in (f" {clock} {found['zone'] or ''}".rstrip(), f" {clock}") if clock else ():
        moment = parse_published(text + suffix, EVIDENCE[order])
        if moment is not None:
            return moment
    return parse_published(text, EVIDENCE[order])


def role_of(text: str) -> Role:
    """Return what the last label in the words before a date says of it."""
    last = max(re.finditer(LABEL, text, re.IGNORECASE), key=re.Match.end, default=None)
    if last is None or len(text) - last.end() > (OTHER_REACH if last["other"] else REACH):
        return ""
    return "updated" if last["updated"] else "published" if last["published"] else "other"


def is_label(line: str) -> Role:
    """Return what a line says of the date on the next one, if it is nothing but a label."""
    rest = re.sub(LABEL, "", line, flags=re.IGNORECASE)
    return role_of(line) if len(line) <= 40 and len(rest.split()) <= 2 else ""


def is_plain(before: str, after: str) -> bool:
    """Return whether a line is only a date, its label, names, and counts, divided by signs: no sentence."""
    rest = re.sub(LABEL, "", before, flags=re.IGNORECASE).strip()
    if len(rest.split()) + len(after.split()) > MOST_WORDS or "©" in before or "copyright" in before.lower():
        return False
    words = rest.split()
    weekday = len(words) == 1 and words[0].strip(SEPARATOR).isalpha() and len(after.split()) < 2  # in any language
    divided = (
        not words or rest[-1:] in SEPARATOR or len(rest) != len(before.strip()) or BY.match(rest) is not None or weekday
    )
    following = after.lstrip()
    ended = following[:1] in SEPARATOR or after[:2].isspace() or re.match(LABEL, following, re.IGNORECASE) is not None
    return divided and (ended or BY.match(following) is not None) and not after.rstrip().endswith((".", "?", "!"))
