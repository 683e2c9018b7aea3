"""Headings of what follows an article on its page: comments, other articles, events.

Such a heading is a line of its own: *Comments (2)*, *Mehr zum Thema*, *相关新闻*. Nothing below that of comments is the
article's; other articles end with the next paragraph, because they also stand between those of the text.
"""

from __future__ import annotations

import re
from typing import Final, Literal

from dateline.index.readers.page.phrases import POINTER

__all__ = ["LONG_LINE", "WIDE", "is_paragraph", "is_pointer", "section_of"]

# Letters from which a line is a paragraph. A letter of Chinese, Japanese and Korean counts thrice.
LONG_LINE: Final = 80
WIDE: Final = re.compile("[\u3040-\u9fff\uac00-\ud7af]")
LONGEST_HEADING: Final = 60

# By language: English, German, French, Spanish, Portuguese, Italian, Dutch, the Scandinavian ones, Finnish, Icelandic,
# Polish, Czech and Slovak, Hungarian, Romanian, Bulgarian and Russian, Ukrainian, Serbian and Croatian, Greek, Turkish,
# Baltic ones, Arabic, Persian, Hebrew, Hindi, Thai, Vietnamese, Indonesian, Chinese, Japanese, Korean.
COMMENTS: Final = (
    r"(?:reader|user|your|recent|all|latest|view|show|top)?\s?comments?|comments? (?:on|from) .{1,40}|discussion"
    r"|responses?(?: to .{1,60})?|repl(?:y|ies)(?: to .{1,60})?|trackbacks?|pingbacks?"
    r"|letters to the editor|have your say"
    r"|your (?:views|say)|what you (?:think|said)|join the (?:discussion|conversation)"
    r"|readers?['’]? (?:views|letters)"
    r"|(?:leser|nutzer)?kommentare?|leserbriefe?|lesermeinung(?:en)?|ihre (?:kommentare|meinung)|diskussion"
    r"|(?:vos|les)?\s?(?:commentaires?|réactions?)|vos avis|réagir|courrier des lecteurs"
    r"|comentarios?(?: de lectores)?|opiniones|cartas al director|comentários?"
    r"|opinião dos leitores|cartas de leitores"
    r"|comment[io](?: dei lettori)?|lettere al direttore|i vostri commenti|reacties?"
    r"|lezersreacties|ingezonden brieven"
    r"|kommentar(?:er|en)?|läsarkommentarer|debat|kommentit?|lukijoiden kommentit|keskustelu"
    r"|ummæli|athugasemdir"
    r"|komentarze?|opinie(?: czytelników)?|komentáře?|diskuse|diskuze|komentáre?|diskusia"
    r"|hozzászólások?|kommentek?"
    r"|comentarii?|коментари|комментари[ийея]{1,2}|отзывы|обсуждение|мнения читателей"
    r"|коментар[ії]{1,2}|коментари?"
    r"|komentari?|σχόλια|yorumlar|yorum(?: yap)?|okur yorumları|komentarai|komentāri|kommentaarid"
    r"|(?:ال)?تعليقات|آراء القراء|نظرات|دیدگاه.{0,3}|نظرات .{1,20}|תגובות|टिप्पणियाँ"
    r"|टिप्पणियां|प्रतिक्रियाएं|ความคิดเห็น"
    r"|bình luận|ý kiến(?: bạn đọc)?|komentar|(?:网友|網友|最新|热门|全部)?(?:评论|評論|留言|跟帖)"
    r"|コメント(?:一覧)?|댓글|의견"
)
OTHERS: Final = (
    r"more (?:from|in|on|stories)\b.{0,40}|(?:upcoming|coming|related|local|more) events|what['’]?s on"
    r"|other (?:news|stories)"
    r"|(?:latest|recent|previous|popular|other|older|newer) (?:news|posts|stories|articles|headlines|entries)"
    r"|you may also like|see also|also in (?:the )?news|elsewhere on .{1,30}|archives?|most read"
    r"|mehr (?:zum thema|aus .{1,30}|nachrichten)|weitere (?:artikel|meldungen|nachrichten|themen|beiträge)"
    r"|das könnte sie auch interessieren|ähnliche (?:artikel|beiträge)"
    r"|verwandte (?:artikel|themen)|veranstaltungen|termine"
    r"|(?:sur|dans) le même (?:sujet|thème)|articles? (?:liés|similaires|récents|connexes)"
    r"|à lire aussi|agenda"
    r"|(?:noticias|artículos|notas|entradas) (?:relacionad[ao]s|recientes)|más noticias"
    r"|te puede interesar|eventos"
    r"|(?:notícias|matérias|artigos) relacionad[ao]s|mais notícias|leia também"
    r"|articoli (?:correlati|recenti)|notizie correlate|altre notizie|leggi anche|eventi"
    r"|gerelateerd(?:e artikelen)?|meer nieuws|lees ook|ander nieuws|relaterade? artiklar"
    r"|fler nyheter|läs även"
    r"|relaterede artikler|flere nyheder|les også|flere nyheter|lue myös|lisää aiheesta"
    r"|podobne artykuły|zobacz także"
    r"|czytaj (?:także|też|również)|související články|další články|čtěte také"
    r"|kapcsolódó (?:cikkek|hírek)|további hírek"
    r"|articole (?:similare|recente)|citește și|още новини|по теме|похожие (?:новости|статьи)"
    r"|другие новости"
    r"|(?:читайте|смотрите) также|последние новости|новости по теме|читайте також|інші новини"
    r"|povezane vijesti|повезане вести"
    r"|σχετικά (?:άρθρα|νέα)|διαβάστε (?:επίσης|ακόμα)|ilgili haberler|diğer haberler"
    r"|son haberler|etkinlikler"
    r"|(?:أخبار|مواضيع|مقالات) (?:ذات صلة|متعلقة)|اقرأ (?:أيضا|أيضاً|المزيد)|اخبار مرتبط"
    r"|مطالب مرتبط|כתבות נוספות"
    r"|संबंधित (?:खबरें|समाचार)|ข่าวที่เกี่ยวข้อง|tin liên quan|tin khác|bài viết liên quan"
    r"|berita terkait|baca juga|artikel terkait"
    r"|(?:相关|相關|推荐|推薦|最新|更多|热门|熱門)(?:新闻|新聞|文章|阅读|閱讀|报道|報道|報導|链接|消息)|延伸阅读|延伸閱讀"
    r"|関連(?:記事|ニュース|リンク)|(?:新着|最新|おすすめ)(?:記事|ニュース)|あわせて読みたい"
    r"|관련\s?(?:기사|뉴스)|(?:많이 본|최신|인기)\s?(?:기사|뉴스)"
)
HEADING: Final = re.compile(
    rf"\W{{0,5}}(?:[(\[]?\d{{1,6}}[)\]]?\s?)?(?:(?P<comments>{COMMENTS})|(?P<others>{OTHERS}))"
    r"(?:\s?[(\[（:：]?\s?\d{1,6}\s?[)\]）]?)?\W{0,5}",
    re.IGNORECASE,
)
# “« 12 December 2016: Old pier shut”: a link to the article before or after.
POINTING: Final = re.compile(r"[«‹←⟨]\s?[^»›]*|[^«‹]*\s?[»›→]|(?:previous|next|older|newer)\b[^.]{0,90}", re.IGNORECASE)
LONGEST_POINTER: Final = 100


def is_paragraph(text: str) -> bool:
    """Return whether a line is long enough for a paragraph of the text."""
    if len(text) >= LONG_LINE:
        return True
    return 3 * len(text) >= LONG_LINE and len(text) + 2 * len(WIDE.findall(text)) >= LONG_LINE


def is_pointer(text: str) -> bool:
    """Return whether a line leads to the article before or after."""
    return len(text) <= LONGEST_POINTER and POINTING.fullmatch(text) is not None


def section_of(text: str) -> Literal["comments", "others", ""]:
    """Return which section a line below an article heads, empty if it is not a heading."""
    if len(text) > LONGEST_HEADING:
        return ""
    found = HEADING.fullmatch(text)
    if found is not None:
        return "comments" if found["comments"] else "others"
    pointer = POINTER.fullmatch(text.rstrip(" :：…»›>"))
    return "others" if pointer is not None else ""
