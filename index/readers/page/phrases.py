"""Phrases that identify boilerplate on news pages: pointers to other stories, and lines of pages for the printer.

Patterns have bounded length and are anchored or have bounded gaps, so that they take linear time on any line.
Languages: English, German, French, Spanish, Portuguese, Italian, Dutch, the Scandinavian ones, Polish, Indonesian,
Russian. The phrases come from the tuning half of the public news pages that `benchmarks/pages.py` names, and from
newspapers in these languages.
"""

from __future__ import annotations

import re

__all__ = [
    "BYLINE",
    "FURNITURE",
    "LONGEST_PRINT_LINE",
    "OPEN_POINTER",
    "POINTER",
    "READING_TIME",
    "is_print_line",
    "one_of",
]


def one_of(*patterns: str) -> str:
    """Return a pattern that matches any of these. A space matches white space, `` ?`` optional white space."""
    spaced = (pattern.replace(" ?", r"\s*").replace(" ", r"\s+") for pattern in patterns)
    return "(?:" + "|".join(spaced) + ")"


BULLETS = r"[-–—•*»►▶>\s]{0,9}"
# Pointers that go on with other words, as sentences and headings of the text do: *More than 40 died*.
OPEN = (
    r"read (?:more|also|next|now|on|this) (?:on|about|from)\b[^:]{0,30}",
    r"also (?:read|see|on|in)\b[^:]{0,30}",
    r"more (?!from\b|stories\b|news\b|coverage\b|reading\b|on this\b)[^:]{1,31}",
    r"(?:you )?(?:may|might) (?:also )?(?:like|be interested)\b[^:]{0,20}",
    r"most (?:popular|read|viewed)(?: \w{1,20}){1,2}",
)
CLOSED = (
    r"related(?: (?:stor(?:y|ies)|articles?|content|coverage|links?|posts?|news|reading|videos?))?",
    r"read (?:more|also|next|now|on|this)",
    r"more(?: (?:from|stories|news|coverage|reading|on this)\b[^:.]{0,30})?",
    r"(?:see|watch|learn|find out) (?:more|also|next)",
    r"must read",
    r"(?:don['’]?t|do not) miss",
    r"recommended(?: (?:for you|reading|stories))?",
    r"most (?:popular|read|viewed)",
    r"trending(?: (?:now|stories|news))?",
    r"what to read next",
    r"(?:keep|continue|further) reading",
    r"up next",
    r"story timeline",
    r"in case you missed it",
    r"lesen sie (?:auch|mehr|dazu|hier)",
    r"mehr (?:zum thema|dazu|lesen)",
    r"auch interessant",
    r"weiterlesen",
    r"zum thema",
    r"siehe auch",
    r"lire (?:aussi|également|la suite)",
    r"à lire (?:aussi|également)",
    r"voir aussi",
    r"sur le même (?:sujet|thème)",
    r"en savoir plus",
    r"l(?:ee|é|ea|eer) (?:tambi[ée]n|adem[áa]s|m[áa]s)",
    r"ver (?:tambi[ée]n|m[áa]s)",
    r"[tl]e puede interesar",
    r"m[áa]s informaci[óo]n",
    r"noticias? relacionadas?",
    r"(?:leia|veja|confira) (?:tamb[ée]m|mais)",
    r"saiba mais",
    r"leggi (?:anche|di pi[ùu])",
    r"per approfondire",
    r"potrebbe interessarti",
    r"guarda anche",
    r"lees (?:ook|meer|verder)",
    r"(?:zie|bekijk) ook",
    r"meer lezen",
    r"läs (?:också|mer|även)",
    r"les (?:også|mer)",
    r"læs (?:også|mere)",
    r"lue myös",
    r"(?:czytaj|zobacz) (?:też|także|więcej|również)",
    r"(?:baca|simak) juga",
    r"читайте (?:также|ещё|еще)",
    r"читать также",
    r"смотрите также",
    r"по теме",
)
# Before a link to another story: "Related:", "Read more:", "Lesen Sie auch:".
POINTER = re.compile(BULLETS + one_of(*OPEN, *CLOSED), re.IGNORECASE)
OPEN_POINTER = re.compile(rf"(?!{BULLETS}{one_of(*CLOSED)}\W{{0,9}}\Z){BULLETS}{one_of(*OPEN)}", re.IGNORECASE)

BYLINE = re.compile(r"(?i:by|por|von|par|di|door|af|av) ?:? [A-ZÀ-Þ][\w.'’-]{0,30}(?: [\w.'’-]{1,30}){0,5}")
READING_TIME = re.compile(
    r"(?:reading time|tempo de leitura|tiempo de lectura|lesezeit|temps de lecture)\b.{0,30}"
    r"|.{0,30}\b\d{1,3}[ -]?(?:min|minutes?|minutos?|minuten|minuti)\b.{0,12}",
    re.IGNORECASE,
)

# What pages for the printer have around the article. Alone, *Print* and *Close* may be anything.
PRINT = (
    r"(?:print(?:er|able|ing)?(?: |-)?(?:friendly)?|text-only|low-graphics) (?:version|page|view|format)"
    r"(?: of (?:this )?(?:page|article|story))?",
    r"printer(?: |-)friendly(?: version of [^.!?]{2,120}\.?)?",
    r"this is (?:a|the) (?:print(?:er|able)?(?:(?: |-)friendly)?) (?:version|copy|page)\b[^.!?]{0,120}\.?",
    r"(?:click here to )?(?:print|close|leave) (?:this|the)? ?(?:page|article|story|document|window|pop-?up|tab)",
    r"to print (?:this|the) (?:page|article|story|document)\b.{0,100}",
    r"(?:send|e-?mail) (?:this )?(?:page )?to (?:a )?printer",
    r"(?:go )?(?:back|return) to (?:the |this )?(?:(?:full|original|main|web|normal|previous) )?"
    r"(?:article|story|page|version|text)",
    r"(?:view|see|show|read|switch to) (?:the |this )?(?:full|original|web|normal|regular|desktop|standard|graphics)"
    r" (?:version|page|site|article|story)",
    r"(?:find|view|read) this (?:article|story|page) (?:at|online(?: at)?) ?:?(?: \S{4,200})?",
    r"printed from ?:? (?:the )?\S{0,40}(?:https?:|www\.|\.\w{2,4}\b).{0,140}",
    r"window\.(?:print|close)\(\);?",
    r"druck(?:version|ansicht|fassung)",
    r"(?:seite|artikel|diese seite|diesen artikel) (?:aus)?drucken|(?:dieses )?fenster schlie(?:ß|ss)en",
    r"zurück zum? (?:artikel|beitrag|text|seite)",
    r"version imprimable|version (?:à|pour) imprim(?:er|ante)",
    r"imprimer (?:cette page|cet article|l['’]article|la page)",
    r"fermer (?:la|cette) fenêtre|(?:retour|revenir) (?:à|vers) l['’]article",
    r"versión (?:para imprimir|imprimible|de impresión)",
    r"imprimir (?:esta página|(?:este|el) artículo|(?:esta|la) noticia)",
    r"cerrar (?:la |esta )?ventana|volver (?:al artículo|a la noticia)",
    r"versão (?:para (?:impressão|imprimir)|imprimível)",
    r"imprimir (?:esta )?(?:página|notícia|matéria)|fechar (?:a )?janela",
    r"voltar (?:para (?:o|a)|ao|à) (?:artigo|notícia|matéria)",
    r"versione (?:stampabile|per la stampa)",
    r"stampa (?:questa pagina|(?:questo |l['’])articolo)|chiudi (?:la )?finestra",
    r"torna all['’]articolo",
    r"print(?:er)?versie|printvriendelijke versie",
    r"(?:deze pagina|dit artikel) (?:af)?drukken|(?:dit )?venster sluiten",
    r"sluit (?:dit )?venster|terug naar (?:het )?artikel",
    r"utskrifts(?:version|versjon|vennlig versjon|vänlig version|venlig version)",
    r"skriv ut (?:siden|sidan|artikkelen|artikeln)",
    r"stäng fönstret?|lukk vinduet?|luk vinduet?|(?:tillbaka|tilbake|tilbage) till? artik(?:eln|kelen|len)",
    r"wersja do druku|drukuj (?:stronę|artykuł)|zamknij okno|(?:wróć|powrót) do artykułu",
    r"версия для печати|распечатать(?: страницу| статью)?|закрыть окно|(?:вернуться|назад) к статье",
)
ALSO = (
    r"(?:print|close|save|e-?mail|share|back|pdf"
    r"|drucken|schlie(?:ß|ss)en|imprimer|fermer|imprimir|cerrar|stampa|chiudi)"
)
BESIDE = r"[\s\[\](){}<>|•·«»‹›←×*_/,;:!.–—-]{0,9}"
PRINT_LINE = re.compile(
    rf"(?!(?:{BESIDE}{ALSO})*{BESIDE}\Z)(?:{BESIDE}(?:{one_of(*PRINT)}|{ALSO})){{1,6}}{BESIDE}", re.IGNORECASE
)

LONGEST_PRINT_LINE = 200

# Lines of players, galleries, advertisements and shops that stand between paragraphs.
PLAYER = (
    r"(?:play|pause)(?: video)?|video player is loading\.?|current time|duration(?: time)?|remaining time|loaded"
    r"|progress|(?:un)?mute|stream type|live|seek to live, currently behind live|playback rate|fullscreen|captions"
    r"|-?\d{1,2}:\d\d(?::\d\d)?|\d{1,3}(?:\.\d{1,2})?%|\d?x|/"
)
FURNITURE = re.compile(
    one_of(
        rf"(?=.{{0,200}}(?:current time|duration|remaining time))(?:(?:{PLAYER}):?(?:\s+|$)){{2,30}}",
        r"(?:image |photo |bild |foto )?\d{1,3} / \d{1,3}|(?:image|photo|bild|foto) \d{1,3} (?:of|von|de) \d{1,3}",
        r"[-–—\s]{0,4}(?:advertise?ments?|sponsored content|anzeige|werbung|publicité|publicidad|pubblicità"
        r"|publicidade|reklama?|реклама)[-–—\s:]{0,4}",
        r"(?:order|purchase|request) (?:reprints?|article reprints?)(?: of this article)?",
    ),
    re.IGNORECASE,
)


def is_print_line(text: str) -> bool:
    """Return whether a line or a part of a title only serves to print a page."""
    return len(text) <= LONGEST_PRINT_LINE and PRINT_LINE.fullmatch(text) is not None
