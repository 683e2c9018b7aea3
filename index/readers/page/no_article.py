"""Pages that are no article: errors of servers, checks of browsers, questions for consent, fronts of sections."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from dateline.index.article import ArticleNote
from dateline.index.readers.page.header import is_teaser
from dateline.index.readers.page.outline import Line, Outline
from dateline.index.readers.page.sections import is_paragraph

__all__ = ["doubt_article"]

# Texts, in letters, that may be a message; articles with such a headline are longer.
LONGEST_MESSAGE: Final = 700
MOST_TEASERS: Final = 4
# Paragraphs of a teaser, and above the first one; letters of a paragraph, and those by which one is known in the body.
LONGEST_TEASER: Final = 2
LONGEST_INTRODUCTION: Final = 1
SHORTEST_TEXT: Final = 40
LONGEST_OPENING: Final = 80
LONGEST_LINK: Final = 60
READ_MORE: Final = re.compile(
    r"\W{0,5}(?:(?:read|see|view|learn|find out|click here for|get) (?:more|on|the (?:full|whole|rest of the) \w{1,10})"
    r"|more|(?:continue|keep) reading|full (?:story|article|report|text)|(?:read|view|see)(?: the| this| full)?"
    r" (?:article|story|post)"
    r"|(?:jetzt |hier )?weiterlesen|(?:mehr|weiter)(?: lesen| erfahren)?|zum artikel"
    r"|lire (?:la suite|plus|l['’]article)"
    r"|la suite|en savoir plus|(?:leer|ver|saber) (?:m[áa]s|nota|noticia)|(?:seguir|continuar) leyendo"
    r"|(?:leia|ler|saiba|ver) mais|continue lendo|leggi(?: tutto| di pi[ùu]| l['’]articolo)?|continua(?: a leggere)?"
    r"|(?:lees|meer) (?:meer|verder|lezen)|läs (?:mer|hela artikeln)|les (?:mer|saken)|læs (?:mere|hele artiklen)"
    r"|lue (?:lisää|koko juttu)|czytaj (?:dalej|więcej)|więcej|číst (?:dál|více)|celý článek|tovább(?: olvasom)?"
    r"|citește (?:mai mult|tot)|читать (?:далее|дальше|полностью)|подробнее|далее|читати далі|περισσότερα"
    r"|devamı(?:nı oku)?"
    r"|اقرأ المزيد|ادامه مطلب|קרא עוד|baca selengkapnya|selengkapnya|xem thêm"
    r"|(?:阅读|閱讀|查看)(?:全文|更多)|続きを(?:読む|見る)"
    r"|더\s?(?:보기|읽기))\W{0,5}",
    re.IGNORECASE,
)
MESSAGE: Final = re.compile(
    r"(?:(?:error )?(?:40[0134]|410|429|50[0234])\b.{0,40}|.{0,20}page (?:was |is |could )?(?:not|not be) found.{0,20}"
    r"|not found|page (?:unavailable|does not exist|has moved|expired)|(?:403 )?forbidden|access (?:to .{1,40} )?denied"
    r"|(?:bad gateway|service (?:temporarily )?unavailable|internal server error)"
    r"|just a moment.{0,5}|attention required.{0,20}|checking your browser.{0,60}|are you (?:a )?(?:human|robot).{0,5}"
    r"|(?:please )?(?:verify|confirm) (?:that )?you are (?:a )?human|security check|captcha.{0,20}|ddos.{0,20}"
    r"|before you continue.{0,30}|(?:we value )?your privacy.{0,20}|cookie (?:consent|settings|notice)"
    r"|redirect(?:ing)?.{0,20}|(?:object|document) moved|loading.{0,5}"
    r"|seite (?:wurde )?nicht gefunden|zugriff verweigert|page (?:non trouvée|introuvable)|accès refusé"
    r"|página no encontrada|acceso denegado|página não encontrada|pagina non trovata|pagina niet gevonden"
    r"|sidan (?:hittades inte|kunde inte hittas)|siden (?:ble |blev )?ikke funnet|siden findes ikke|sivua ei löytynyt"
    r"|nie znaleziono strony|strona nie istnieje|stránka nenalezena|az oldal nem található|pagina nu a fost găsită"
    r"|страница не найдена|сторінку не знайдено|η σελίδα δεν βρέθηκε|sayfa bulunamadı|الصفحة غير موجودة"
    r"|页面不存在|找不到(?:页面|網頁)|ページが見つかりません|페이지를 찾을 수 없습니다|không tìm thấy trang"
    r"|halaman tidak ditemukan)\W*",
    re.IGNORECASE,
)
DIVIDER: Final = re.compile(r"\s[|–—-]\s")


def doubt_article(title: str, outline: Outline, body: str, certain: bool) -> list[ArticleNote]:
    """Return the note on a page that may be no article; ``certain`` means that its metadata say that it is one."""
    if len(body) <= LONGEST_MESSAGE:
        for text in (outline.heading, DIVIDER.split(title)[0]):
            if MESSAGE.fullmatch(text.strip()):
                return [ArticleNote("no article", f"the page may be no article: its title is “{text.strip()}”")]
    if certain:
        return []
    start = outline.headline or 0
    if outline.headline is not None and not is_teaser(outline.lines[start]):
        start += 1
    below = outline.lines[start:]
    teasers = sum(is_teaser(line) and not line.blocked for line in below)
    paragraphs = sum(is_paragraph(line.text) and not line.blocked for line in below)
    listed = teasers if teasers >= max(MOST_TEASERS, paragraphs) else count_listed(outline.lines, body)
    if listed >= MOST_TEASERS:
        return [ArticleNote("no article", f"the page may be no article: it lists {listed} others")]
    return []


def count_listed(lines: Sequence[Line], body: str) -> int:
    """Return how many other articles a body lists, 0 if it has a text of its own.

    Each has one or two paragraphs in the body, below a heading that is a link, or above a link *Read more*.
    """
    openings = {opening(line.removeprefix("- ")) for line in body.split("\n")} - {""}
    listed = paragraphs = 0
    linked = False
    for line in (*lines, None):
        if line is None or line.heading:
            if paragraphs > (LONGEST_TEASER if linked or listed else LONGEST_INTRODUCTION):
                return 0
            listed += bool(linked and paragraphs)
            paragraphs = 0
            linked = line is not None and is_teaser(line)
            continue
        link = line.link[-LONGEST_LINK:]
        paragraphs += len(line.text) >= SHORTEST_TEXT and opening(line.text) in openings
        if READ_MORE.fullmatch(link) and line.text.endswith(link):
            if paragraphs > LONGEST_TEASER:
                return 0
            listed += bool(paragraphs)
            paragraphs, linked = 0, False
    return listed


def opening(text: str) -> str:
    """Return the beginning of a text."""
    return " ".join(text[:LONGEST_OPENING].split())[:SHORTEST_TEXT]
