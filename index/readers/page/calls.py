"""Calls to the reader, credits and imprints below the text of an article, as *Follow us on Twitter*.

A line of a few words is one if it has such a phrase. A sentence is one only if it speaks to the reader or is the
imprint itself: *Readers may subscribe to the magazine from March.* is text. The patterns have bounded length and are
anchored or have bounded gaps. They come from the tuning half of the public news pages that `benchmarks/pages.py`
names, and from newspapers in these languages.
"""

from __future__ import annotations

import re
from typing import Final

from dateline.index.metadata.day_lines import days_in_line
from dateline.index.readers.page.phrases import one_of

__all__ = ["CALL", "LONGEST_CALL", "is_call", "is_sentence"]

NETWORKS = (
    r"(?:twitter|facebook|instagram|youtube|whatsapp|telegram|linkedin|tiktok|bluesky|snapchat|pinterest|google news)"
)
# Phrases that sentences of the text may have, too.
NEWSLETTER = (
    r"\b(?:sign|signing)[ -]?up\b.{0,60}\b(?:newsletter|e-?mail|alerts?|inbox|updates|free|here)\b",
    r"\bsubscri(?:be|ption|bing)\b.{0,80}\b(?:newsletter|e-?mail|channel|podcast|magazine|feed)\b",
    r"\bsubscri(?:be|ption|bing)\b.{0,80}\b(?:today|here|now|to (?:our|us|the))\b",
    r"\bsubscri(?:be|ption|bing)\b.{0,80}(?:[£$€₹]\s?\d|\brs\.?\s?\d)",
    r"\b(?:newsletter|inbox)\b.{0,80}\b(?:subscribe|sign ?up|delivered|here|free|daily|weekly)\b",
    r"\b(?:get|receive|delivered)\b.{0,80}\b(?:in|to|through) your (?:inbox|e-?mail|mailbox|letterbox)\b",
    r"^[\w ]{1,40}\bnewsletters?\W{0,3}$",
)
FOLLOWING = (
    rf"^(?:please )?(?:follow|like|join|find|connect with)\b.{{0,80}}\b{NETWORKS}\b",
    rf"\b(?:follow|like|join) (?:us|him|her|them|me|@\w{{1,40}}) (?:on|via|at) (?:{NETWORKS}\b|\(?@|x\b)",
    r"\b(?:may|can) be (?:reached|contacted) (?:at|by|via|on)\b",
    r"^(?:e-?mail|contact) (?:us|the (?:author|reporter|writer|editor)|[\w.]{1,40}@)\b",
    rf"^(?:e-?mail|contact) (?:him|her)\b.{{0,40}}(?:[@\d]|\b{NETWORKS}\b)",
)
DOING = (
    r"^(?:listen|watch|tune in)\b.{0,60}\b(?:live|weekdays|podcast|spotify|itunes)\b",
    r"\b(?:support|donate|contribute) (?:to )?(?:our|us)\b.{0,60}\b(?:journalism|today|here|work)\b",
    r"^(?:leave|post|add|write|join|view|show|see|read)\b.{0,20}\b(?:comments?|reply|conversation|discussion)\b.{0,20}$",
    r"^share (?:this|on|via)\b",
)
IMPRINT = (
    r"^copyright\b",
    r"\ball rights reserved\b",
    r"\bmay not be (?:published|reproduced|republished|copied)\b",
    # Not what a review says of a book: *Published by Gull Press, 214pp, £14.99*.
    r"^(?!.{0,80}(?:\dpp\b|\d (?:pp|pages|pounds|euros|dollars)\b|[£$€] ?\d))"
    r"(?:(?:first|originally|last) )?(?:published|posted|updated|modified)(?: (?:on|at|by)\b| ?[:|]| \d).{0,60}$",
    r"\bcookie (?:policy|settings|preferences)\b",
    r"^advertisement\b.{0,20}$",
)
# Phrases that nothing but a call or an imprint has.
ALWAYS = (
    r"\b(?:abonnieren sie|abonnez-vous|suscr[íi]b(?:e|a|ete|ase))\b",
    r"\b(?:inscreva-se|assine (?:a|o|nossa)|iscriviti|schrijf je in|inscrivez-vous)\b",
    r"\b(?:suivez-nous|s[íi]g(?:u|ue)nos|siga-nos|folgen sie uns|seguici|volg ons)\b",
    r"^(?:have a|got a|send|do you have)\b.{0,40}\b(?:tip|story|news)s?\b.{0,60}(?:\?|@)",
    r"^(?:click|tap|press) (?:here|on|below)\b",
    r"\bclick here (?:to|for)\b",
    r"^download (?:the|our)\b.{0,60}\bapp\b",
    r"^(?:\d{1,6} )?comments?(?: ?\(\d{1,6}\))?\W{0,3}$",
    r"^(?:share|print|e-?mail|tweet|save|pin|whatsapp|facebook|twitter)\W{0,3}$",
    r"^(?:- )?(?:log ?in|sign in|register)\b.{0,40}\bto (?:post|leave|add|write) (?:a )?comments?\W{0,3}$",
    r"^tell us what you think\b",
    r"^(?:what do you think|let us know)\b.{0,60}\b(?:comments?|below)\b",
    r"^thank you for (?:reading|subscribing|signing)\b",
    # Shortcodes of a content management system.
    r"^\[/?\w{1,40}[^\]]{0,300}\].{0,300}\[/\w{1,40}\]$",
    r"^(?:©|\(c\) |all rights reserved|tous droits réservés|alle rechte vorbehalten|todos los derechos)",
    r"^(?:todos os direitos|tutti i diritti)",
    r"^copyright(?: notice)?(?: by)? ?(?:©|\(c\)|&copy|[:|–-]|(?:19|20)\d\d\b)",
    r"^copyright\b.{0,80}\ball rights reserved\b",
    r"\b(?:material|article|content|story|text|page|part|report|photographs?|images?|site|publication)\b.{0,60}"
    r"\bmay not be (?:published|reproduced|republished|copied)(?:,| or\b| without\b| in (?:any|whole|part)\b)",
    r"^(?:sources?|fonte|fuente|quelle|bron|filed under|tags?|topics?|categor(?:y|ies)|posted in) ?[:|]",
    r"^(?:labels?|keywords?) ?[:|]",
    r"^(?:etiquetas|schlagw[oö]rt(?:e|er)|mots?[ -]clés?) ?[:|]",
    r"\b(?:we|this (?:site|website)) uses? cookies\b",
    r"^(?:story|article) continues below",
    r"^(?:loading|please wait)\b.{0,20}$",
    r"\b(?:enable|turn on) javascript\b",
)
ONLY = re.compile(one_of(*ALWAYS), re.IGNORECASE)
CALL = re.compile(one_of(*NEWSLETTER, *FOLLOWING, *DOING, *IMPRINT, *ALWAYS), re.IGNORECASE)

LONGEST_CALL: Final = 400
# A sentence has three words or more and ends with a mark; *Loading…* and *Comments?* are not sentences.
SENTENCE: Final = re.compile(r"(?:\S+\s+){2}.*?(?:[^.][.!?]|[。！？])[\"”’»)\]]{0,3}", re.DOTALL)
# What says that a sentence tells something, and that it speaks to the reader.
REPORTED: Final = re.compile(
    r"\b(?:said|says|told|wrote|writes|asked|added|replied|ruled|warned|declared|announced|argued|claimed)\b",
    re.IGNORECASE,
)
VERB: Final = re.compile(r"\b(?:he|she|they|it|was|were|has|had|did|would)\b", re.IGNORECASE)
ADDRESSING: Final = re.compile(r"\b(?:[Oo]ur|[Uu]s|[Yy]our?)\b|@|\bwww\.|https?:")
ASKING: Final = re.compile(
    r"(?:please |to |and |also |or )?(?:sign[ -]?up|subscribe|follow|join|find|connect|listen|watch|tune in|get"
    r"|receive|support|donate|contribute|leave|post|add|write|view|show|see|read|share|e-?mail|contact)\b",
    re.IGNORECASE,
)
# *Originally published on The Lamp.*, and no *Posted on the door was a notice.*
STAMP: Final = re.compile(
    r"(?:(?:first|originally|last) )?(?:published|posted|updated|modified) (?:on|at|by) (?!(?-i:the [a-z]))[^,;]{1,40}",
    re.IGNORECASE,
)
RIGHTS: Final = re.compile(r"(?:^|[.,;–—-] ?)all rights reserved", re.IGNORECASE)


def is_sentence(line: str) -> bool:
    """Return whether a line has some words and ends with a full stop, an exclamation or a question mark."""
    return SENTENCE.fullmatch(line) is not None


def is_call(line: str) -> bool:
    """Return whether a line below the text is a call to the reader, a credit or an imprint."""
    found = CALL.search(line) if len(line) <= LONGEST_CALL else None
    if found is None:
        return False
    if not is_sentence(line):
        return True
    if REPORTED.search(line) or is_quoted(line, found.start()):
        return False
    if ONLY.search(line) or RIGHTS.search(line) or ADDRESSING.search(line) or is_dated(line):
        return True
    return (ASKING.match(line) or STAMP.fullmatch(line)) is not None and VERB.search(line) is None


def is_quoted(line: str, at: int) -> bool:
    """Return whether a place in a line is inside quotation marks that open before it."""
    before = line[:at]
    pairs = any(before.count(one) > before.count(other) for one, other in ("“”", "«»"))
    return pairs or before.count('"') % 2 == 1


def is_dated(line: str) -> bool:
    """Return whether a line is nothing but a day with its label: *Updated on 3 May 2016.*"""
    days = list(days_in_line(line))
    return len(days) == 1 and days[0].plain and not days[0].named
