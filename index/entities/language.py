"""Identify the language of a text by its script and its function words.

At most `PREFIX` characters are examined. Languages in Latin letters are identified by their most frequent function
words (articles, prepositions, conjunctions, pronouns), others by their script. The result decides how a text is read
(as English or not); close relatives such as Norwegian and Danish may be confused.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Final

from dateline.index.entities.people.titles import PARTICLES, word_set
from dateline.index.kernel._words import WordSet

__all__ = ["language_of"]

PREFIX: Final = 1200
# A shorter sample is enough for English.
GLANCE: Final = 500
GLANCE_WORDS: Final = 12
# Fewer words are not enough.
FEWEST: Final = 4
# In English a quarter of the words or more are among these, in headlines and tables fewer; in others hardly any.
ENGLISH_SHARE: Final = 0.12
# With this share the text is English without a closer look.
ENGLISH_PLAINLY: Final = 0.18

WORD = re.compile(r"[^\W\d_]+")

ENGLISH = word_set("""
    the of and to a in that is was for it with as his on be at by i this had not are but from or have an they
    which one you were her all she there would their we him been has when who will more no if out so said what
    up its about into than them can only other new some could time these two may then do first any my now such
    like our over me even most made after also did many before must through years where much your way well down
    should because each just those how too mr us says say against year last week told between under while
""")

# Words that distinguish a language from similar ones; shared words count for each.
LATIN = {
    "de":
        "der die das und ist nicht ein eine den dem des von zu mit sich auf für im auch als wird sind es er "
        "sie wir bei nach aus einer einem zum zur wurde über",
    "fr":
        "le la les de des et est une un du dans que qui pour pas sur avec au aux ce sont plus par ne se il elle "
        "ont été cette mais leur nous vous son sa jusqu qu aussi deux",
    "es":
        "el la los las de que y en un una es por con para del se no su al lo como más pero sus le ha fue este "
        "esta son va entre cuando muy sin sobre también",
    "it":
        "il lo la gli le di che e un una è per non con del della nel dei delle si al da sono ha più anche "
        "come alla dal ma questo stato nella degli",
    "pt":
        "o a os as de que e em um uma é por com para do da no na não se mais dos das ao foi como mas seu sua "
        "pelo pela também são ser",
    "nl":
        "de het een en van is in dat op te niet zijn voor met die aan er maar om ook als bij door naar uit "
        "over werd wordt heeft deze hij",
    "sv":
        "och att det som en på är av för med den till inte har de ett om han var men från vi sig så ut efter "
        "kan vid",
    "da":
        "og at det er en til af på den for med de som ikke har et der han var men fra vi sig så efter kan ved "
        "blev også",
    "no":
        "og å det er en til av på den for med de som ikke har et han var men fra vi seg så etter kan ved ble "
        "også",
    "fi": "ja on ei että se oli hän mutta kun niin myös ovat joka kuin tai sen mukaan ole ovat vain jo sekä",
    "pl": "i w na nie z się do to że jest o jak po za od przez ale dla są był oraz już tym które który przy",
    "cs": "a se v na je že s z do o to i za by jako ale jsou byl který podle po pro od které také není",
    "hu": "a az és hogy nem is egy ez volt csak meg de már el van még mint vagy azt ki szerint után",
    "ro": "și în de la cu nu a pe că este din o un mai au pentru care fost sunt prin sau să al lui după",
    "tr": "ve bir bu için ile da de olarak çok daha en olan var gibi ne kadar sonra ama değil göre",
    "id":
        "yang dan di dengan untuk dari ini itu pada tidak dalam akan ke adalah juga oleh karena kerana sebagai telah "
        "mereka seorang sebuah bahwa bahawa tersebut kepada antara sudah dua kata",
    "vi": "và của là có được cho các không trong một người những này đã với để khi đến",
    "hr": "i u je na se da su za s od o koji kao ne ili će iz što bi nije po kako",
    "ca": "el la els les de que i en un una és per amb del no es al més va han són dels aquest com",
}  # fmt: skip
# Words of other languages that English texts have as well.
SHARED = ENGLISH | word_set("met die me do no am son per war den bin mas fur van os as in on over")
SCRIPTS = (
    ("ja", r"[\u3040-\u30ff]"),
    ("zh", r"[\u3400-\u9fff]"),
    ("ko", r"[\uac00-\ud7af\u1100-\u11ff]"),
    ("el", r"[\u0370-\u03ff\u1f00-\u1fff]"),
    ("he", r"[\u0590-\u05ff]"),
    ("hi", r"[\u0900-\u097f]"),
    ("bn", r"[\u0980-\u09ff]"),
    ("ta", r"[\u0b80-\u0bff]"),
    ("th", r"[\u0e00-\u0e7f]"),
    ("ka", r"[\u10a0-\u10ff]"),
    ("hy", r"[\u0530-\u058f]"),
    ("ar", r"[\u0600-\u06ff\u0750-\u077f]"),
    ("ru", r"[\u0400-\u04ff]"),
)
# Letters that distinguish languages of one script.
FOREIGN = r"[\u0370-\u1fff\u3040-\ud7af]"
PERSIAN = re.compile(r"[\u067e\u0686\u0698\u06af\u06cc]")
UKRAINIAN = re.compile(r"[\u0454\u0456\u0457\u0491]", re.IGNORECASE)
RUSSIAN = re.compile(r"[\u044b\u044d\u0451]", re.IGNORECASE)
SERBIAN = re.compile(r"[\u0452\u0458\u0459\u045a\u045b\u045f]", re.IGNORECASE)

INDEX: dict[str, tuple[str, ...]] = {}
for _language, _words in LATIN.items():
    for _word in sorted(word_set(_words)):
        if len(_word) > 1:  # single letters are often initials or parts of abbreviations
            INDEX[_word] = (*INDEX.get(_word, ()), _language)
ENGLISH_WORDS = WordSet(ENGLISH)
# The words that are evidence of another language.
EVIDENCE = WordSet(INDEX.keys() - SHARED)
ORDER = {language: -at for at, language in enumerate(LATIN)}


def language_of(text: str) -> str | None:
    """Return the ISO 639-1 code of a text's language, None if it has too few words to tell."""
    if ENGLISH_WORDS.has_share(text, GLANCE, GLANCE_WORDS, ENGLISH_PLAINLY):  # most short words stand between blanks
        return "en"
    script = None if text.isascii() else _by_script(text[:PREFIX])
    if script:
        return script
    words, english, foreign = ENGLISH_WORDS.count_beside(EVIDENCE, text, PREFIX)
    if words < FEWEST:
        return None
    if english and english >= foreign:  # most tables and lists
        return "en"
    fewest = max(2, ENGLISH_SHARE * words)
    if not english and foreign < fewest:  # too few even if all are of one language
        return None
    best, hits = _by_words(_outside_names(WORD.findall(text[:PREFIX])))
    if english >= hits:
        return "en" if english else None
    return best if hits >= fewest else None


def _outside_names(printed: list[str]) -> list[str]:
    """Return the words in small letters that are not particles of names (*Joost van der Meer*, *Robert De Niro*).

    A particle before a capital is one if a capital is before it, or if it has one itself.
    """
    kept: list[str] = []
    particles: list[str] = []
    named = False  # a word with a capital, or a particle with one, is before the particles
    for word in printed:
        if word.lower() in PARTICLES:
            named = named or (not particles and word[0].isupper())
            particles.append(word.lower())
            continue
        capital = word[0].isupper()
        if not (named and capital):
            kept += particles
        particles = []
        named = capital
        if not capital:
            kept.append(word)
    return kept + particles


def _by_words(words: list[str]) -> tuple[str, int]:
    """Return the language with most words, of equal ones the more widely spoken, and the number of words.

    Words that are English, too, are no evidence, and one word alone, however often, is not enough.
    """
    counts = Counter(language for word in words if word not in SHARED for language in INDEX.get(word, ()))
    language, hits = max(counts.items(), key=lambda item: (item[1], ORDER[item[0]]), default=("", 0))
    distinct = {word for word in words if word not in SHARED and language in INDEX.get(word, ())}
    return (language, hits) if len(distinct) > 1 else ("", 0)


def _by_script(head: str) -> str | None:
    """Return the language of a script other than Latin, if most letters are in it."""
    if head.isascii() or len(_compiled(FOREIGN).findall(head)) * 20 <= len(head):
        return None
    letters = sum(character.isalpha() for character in head)
    for language, script in SCRIPTS:
        found = len(_compiled(script).findall(head))
        # Japanese is identified by its kana, which are fewer than the characters shared with Chinese.
        if found and found >= (0.1 if language == "ja" else 0.5) * letters:
            return _close_relative(language, head)
    return None


@cache
def _compiled(letters: str) -> re.Pattern[str]:
    """Return a set of letters as a pattern. The large ones take milliseconds, which English texts need not."""
    return re.compile(letters)


def _close_relative(language: str, head: str) -> str:
    """Return which language of a script it is, by single letters."""
    if language == "ar":
        return "fa" if len(PERSIAN.findall(head)) * 40 > len(head) else "ar"
    if language != "ru":
        return language
    if UKRAINIAN.search(head) and not RUSSIAN.search(head):
        return "uk"
    if SERBIAN.search(head):
        return "sr"
    return "ru" if RUSSIAN.search(head) else "bg"
