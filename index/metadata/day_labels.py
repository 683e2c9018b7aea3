"""What the words before a date say of it: publication, a later change, or something else (a copyright, an event).

Only words that mean publication make a date that of publication. A word that only means *date* must be the whole label:
*Date: 14 December 2016*, not *Closing date: …*. Any other label with a colon (*Sale: …*) names something else.
"""

from __future__ import annotations

import re
from typing import Final, Literal

from dateline.index.entities.people.titles import word_set
from dateline.index.pattern import compile_late

__all__ = ["LABEL", "Role", "is_label", "role_of"]

Role = Literal["published", "updated", "other", ""]

# Words before a date, by language; quoted ones are phrases, a `*` ends a stem.
PUBLISHED_WORDS: Final = (
    "publish published posted released issued created filed added submitted uploaded publication publishing"
    " 'press release' 'immediate release' 'issue of' 'issue date' 'edition of'"
    " online dated 'first appeared' 'first aired' 'first broadcast'"
    " veröffentlicht erschienen erstellt publiziert gepostet veröffentlichung* publikations* erscheinungsdatum"
    " 'artikel vom' 'beitrag vom' 'ausgabe vom' erstellungsdatum"
    " publié* paru* posté* 'mis en ligne' 'mise en ligne' créé* rédigé* publication parution 'écrit par' écrit"
    " publicado* publicada* publicación creado subido"
    " publicação postado* postada* criado"
    " pubblicat* pubblicazione inserito postato scritto"
    " gepubliceerd* geplaatst publicatiedatum gepubliseer* publicerad* publicerat publicering* utgiv* skapad publiceret"
    " oprettet opprettet offentliggjort udgivet publisert lagt-ut birt útgefið"
    " julkaistu julkaisupäivä"
    " opublikowan* publikacja publikacji dodano dodania utworzono"
    " publikováno vydáno zveřejněno publikované uverejnené zverejnené vydané"
    " megjelent* közzétéve publikálva létrehozva publicat* publicării postat*"
    " objavljeno objavljen* objavio/la objavio paskelbta"
    " publikuota publicēts avaldatud publikuar* argitaratu* foilsithe cyhoeddwyd"
    " yayınlan* yayımlan* 'yayın tarihi' oluşturulma eklenme giriş dərc"
    " опубликован* публикац* добавлено размещено опубліковано публікації додано апублікавана публикуван*"
    " објављено објавено"
    " жарияланды δημοσίευση* δημοσιεύτηκε δημοσιεύθηκε αναρτήθηκε հրապարակվ* გამოქვეყნ*"
    " نشر النشر نُشر منشور انتشار شائع פורסם प्रकाशित प्रकाशन প্রকাশিত প্রকাশ வெளியிடப்பட்டது เผยแพร่"
    " diterbitkan dipublikasikan terbit tayang inilathala ilichapishwa đăng 'xuất bản'"
    " 发布 發布 发表 發表 刊登 公開 掲載 配信 投稿 発表 作成 입력 등록 게시 작성 발행 기사입력 승인"
)
# Words that only mean “date”.
DATE_WORDS: Final = (
    "date datum data fecha dato dátum dată datums dags päivämäärä päivä kuupäev datë tarih tarix tarihi дата датум күні"
    " ημερομηνία 'ամսաթիվ' თარიღი تاریخ التاريخ תאריך दिनांक तारीख তারিখ தேதி วันที่ tanggal tarikh ngày petsa tarehe"
    " dyddiad dáta 'date line' 'story date' 'article date' 'post date' 'news date' issue edition"
    " ausgabe édition edición edizione edição 日期 时间 時間 日時 日付 날짜 일자"
)
UPDATED_WORDS: Final = (
    "updated update modified edited revised changed corrected reviewed 'last updated' 'last modified'"
    " aktualisiert* geändert bearbeitet stand 'letzte änderung' aktualisierung"
    " 'mis à jour' 'mise à jour' modifié* actualisé* màj maj"
    " actualizad* actualización modificado modificada 'última actualización'"
    " atualizad* atualização modificação aggiornat* aggiornamento modifica modificato"
    " bijgewerkt gewijzigd 'laatste update' uppdaterad* ändrad opdateret redigeret oppdatert endret päivitetty muokattu"
    " zaktualizowan* aktualizacja zmodyfikowan* 'data modyfikacji' aktualizováno upraveno aktualizované aktualizácia"
    " frissítve módosítva frissült actualizat* modificat ažurirano atnaujinta atjaunots uuendatud güncelle*"
    " обновлен* изменен* оновлено обновена ενημέρωση ενημερώθηκε τροποποίηση"
    " تحديث עודכן עדכון diperbarui 'cập nhật' 更新 更新日 更新时间 更新時間 修改 修訂 修正 수정 업데이트 최종수정"
)
OTHER_WORDS: Final = (
    "copyright © '(c)' 'all rights' born died since until till from through expires valid accessed retrieved deadline"
    " joined starts ends event 'member since' registered viewed last-seen archived starting begins due effective opens"
    " closes printed 'release date' captured seit bis depuis jusqu* desde hasta até dal fino sinds tot"
    " 'in cinemas' 'in theaters' 'in theatres' 'im kino' 'en salles' 'al cinema' 'en cines'"
    " 행사일 개최일 開催日 活动时间"
)
# Whole lines above a date that name something else, without a colon.
OTHER_LINES: Final = word_set(
    "when where start starts end ends sale auction trial hearing deadline venue due closing opening termin beginn ende"
    " wann quand cuándo quando wanneer när hvornår når milloin kiedy kdy mikor când când когда коли"
)

# Characters between a label and its date: *Published by Ailsa Grant in Politics on 14 December*.
REACH: Final = 60
OTHER_REACH: Final = 12
LONGEST_LABEL: Final = 40


def make_words(words: str) -> str:
    """Return an alternation of the words of a table."""
    found = re.findall(r"'([^']+)'|(\S+)", words)
    stems = sorted({phrase or word for phrase, word in found}, key=len, reverse=True)
    return "|".join(re.escape(stem).replace(r"\*", r"\w*") for stem in stems)


# Chinese, Japanese and Korean words stand without spaces: no border of a word is asked for.
WORDS: Final = (
    rf"(?<![a-zà-ÿ])(?:(?P<updated>{make_words(UPDATED_WORDS)})|(?P<published>{make_words(PUBLISHED_WORDS)})"
    rf"|(?P<other>{make_words(OTHER_WORDS)}))(?![a-zà-ÿа-я])"
)
LABEL: Final = rf"{WORDS}|(?<![a-zà-ÿ])(?:{make_words(DATE_WORDS)})(?![a-zà-ÿа-я])"
# The last part of the words before a date, from the last sign that divides.
LAST_PART: Final = compile_late(r"(?:^|[|•·–—/>»;\t\[]|\s\s)([^|•·–—/>»;\t\[]*)$")
DATE_WORD: Final = compile_late(
    rf"(?:the )?(?:{make_words(DATE_WORDS)})(?:\s?[:：]\s?[^\W\d_]*|\s?)[,.]?(?:\s(?:on|am|le|el|il|op))?\s?",
    re.IGNORECASE,
)
# “Sale:”, “Closing date:”, with a weekday or a place after it; no time of day. Or a word for a date after other words.
OTHER_LABEL: Final = compile_late(
    r"[^:：]*[^:：\d]\s?[:：]\s?(?:[^\W\d_]+(?:[,.]\s?|\s|$)){0,4}|\w.*(?:\s|\b)(?:date|dates|datum|fecha|дата|tarihi|日期|时间|時間|日時)\s?",
    re.IGNORECASE,
)
BYLINE: Final = compile_late(
    r"(?:by|von|par|por|di|door|af|av|autor|author|auteur|from|text|texte|tekst|words|story|report(?:er)?|journalist|writer)\b"
    r"|автор\w*|текст|источник|рубрика|раздел|джерело|źródło|szerző|forrás|zdroj|συντάκτης|πηγή|yazar|kaynak|penulis"
    r"|来源|來源|稿源|作者|记者|記者|출처|기자|編集|编辑",
    re.I,
)

VALUE: Final = compile_late(r"[:：]\s*\w")


def role_of(text: str) -> Role:
    """Return what the last label in the words before a date says of it."""
    labels = list(re.finditer(WORDS, text, re.IGNORECASE))
    if labels:
        first, last = labels[0], labels[-1]
        # “Printed from http://… on”: what begins so is of something else.
        begins = first["other"] and first.start() == 0
        if len(text) - last.end() <= (OTHER_REACH if last["other"] and not begins else REACH):
            return "updated" if last["updated"] else "published" if last["published"] else "other"
    found = LAST_PART.search(text)
    part = found[1].strip() if found is not None else ""
    if DATE_WORD.fullmatch(part):
        return "published"
    if not part or len(part) > LONGEST_LABEL or BYLINE.match(part):
        return ""
    return "other" if OTHER_LABEL.fullmatch(part) else ""


def is_label(line: str) -> Role:
    """Return what a line says of the date on the next one, if it is nothing but a label."""
    if len(line) > LONGEST_LABEL or any(map(str.isdigit, line)):
        return ""
    if line.strip(" :：").lower() in OTHER_LINES:
        return "other"
    if VALUE.search(line):  # “Author: Ailsa Moray”: the label has its value
        return ""
    rest = re.sub(WORDS, "", line, flags=re.IGNORECASE)
    role = role_of(line)
    return role if len(rest.split()) <= 2 or role == "other" else ""
