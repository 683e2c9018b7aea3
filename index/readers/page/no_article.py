"""Pages that are no article: errors of servers, checks of browsers, questions for consent, fronts of sections."""

from __future__ import annotations

import re
from typing import Final

from dateline.index.article import ArticleNote
from dateline.index.readers.page.header import is_teaser
from dateline.index.readers.page.outline import Outline
from dateline.index.readers.page.sections import is_paragraph

__all__ = ["doubt_article"]

# Texts, in letters, that may be a message; articles with such a headline are longer.
LONGEST_MESSAGE: Final = 700
MOST_TEASERS: Final = 4
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
    below = outline.lines[(outline.headline or 0) + 1 :]
    teasers = sum(is_teaser(line) and not line.blocked for line in below)
    paragraphs = sum(is_paragraph(line.text) and not line.blocked for line in below)
    if not certain and teasers >= MOST_TEASERS and teasers >= paragraphs:
        return [ArticleNote("no article", f"the page may be no article: it lists {teasers} others")]
    return []
