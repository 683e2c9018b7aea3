"""Cookie notices and calls to subscribe that web sites show to their readers.

A line is a notice only if each of its sentences has the form of one. A line that reports (*said*, *told*) or quotes
is text.
"""

from __future__ import annotations

import re

from dateline.index.cleaning.dropping import drop_lines
from dateline.index.pattern import compile_late

__all__ = ["drop_cookie_notices", "drop_subscription_notices"]

LONGEST_NOTICE = 700
REPORTED = compile_late(
    r"[\"“”„«»]|\b(?:said|says|saying|told|tells|urged|wrote|writes|asked|announced|according|reported|warned|ruled"
    r"|added|fined|argued|claims?|claimed|court|regulators?|researchers?|spokes\w+|minister|mayor|he|she|his|her|they)\b",
    re.IGNORECASE,
)
SENTENCE_END = compile_late(r"(?<=[.!?])\s+")
SITE = r"(?:this|our|the|these) (?:web ?)?(?:sites?|pages?|services?|apps?)"
COOKIES = compile_late(
    rf"(?:{SITE} (?:also )?(?:uses?|makes? use of) cookies\b.*"
    rf"|we (?:and our partners |also )?use (?:[a-z-]+ )?cookies (?:and \w+ \w+ )?(?:to|on|for)\b"
    rf".*\b(?:you|your|{SITE})\b.*"
    rf"|by (?:continuing|using|browsing|clicking|closing|scrolling)\b.*\byou\b.*\bcookies?\b.*"
    rf"|(?:please )?(?:accept|allow|manage|reject) (?:all |our |your )?cookies\b.{{0,40}}"
    rf"|cookie (?:settings|policy|preferences|notice)\.?)",
    re.IGNORECASE,
)
FOLLOW_UP = compile_late(
    r"(?:by (?:continuing|using|browsing|clicking|closing)\b|you can\b|you may\b|to (?:find out|learn|read|know) more\b"
    r"|(?:read|learn|find out) more\b|please\b|click\b|accept\b|ok\b|got it\b|i (?:agree|accept)\b"
    r"|if you (?:continue|do not)\b"
    r"|see our\b|more information\b|for more (?:information|details)\b|view our\b|privacy policy\b|cookie \w+).*",
    re.IGNORECASE,
)
SUBSCRIPTION_MARKS = ("ubscribe", "ewsletter", "ign up", "free article", "continue reading", "unlimited access")
SUBSCRIPTION = compile_late(
    r"(?:(?:sign up|subscribe|register)(?: now| here| today| free)?"
    r"(?:(?: for free)? (?:to|for)(?: receive| get)?"
    r" (?:our|the|a|your|my)? ?(?:[\w’'-]+ ){0,4}(?:newsletters?|alerts|mailing list|podcast)\b.{0,100}"
    r"|(?: now)? (?:to|and) (?:continue|keep) reading\b.{0,60}|(?: now| today)?[.!]?)"
    r"|(?:get|receive) (?:our|the) (?:[\w’'-]+ ){0,3}newsletters? .{0,80}\byour (?:inbox|email)\b.{0,40}"
    r"|already (?:a subscriber|subscribed|have an account|registered)\?.{0,60}"
    r"|not a subscriber( yet)?\?.{0,60}"
    r"|to (?:continue|keep) reading(?: this (?:article|story))?,? (?:please )?"
    r"(?:subscribe|log in|sign in|sign up|register)\b.{0,80}"
    r"|(?:this|the full) (?:article|story|content) is (?:only )?(?:available )?(?:for|to|exclusive to)"
    r" (?:our )?(?:registered )?"
    r"(?:subscribers|members)(?: only)?\b.{0,40}"
    r"|you(?: have|’ve|'ve) (?:reached|used|read) .{0,40}\bfree articles?\b.{0,80}"
    r"|(?:subscribe|sign up)(?: now| today)? for unlimited access\b.{0,60}|get unlimited access\b.{0,60})",
    re.IGNORECASE,
)


def drop_cookie_notices(text: str, notes: list[str]) -> str:
    """Return a text without cookie notices; notes quote them."""
    if "ookie" in text:
        return drop_lines(text, is_cookie_notice, "a notice of cookies", notes)
    return text


def drop_subscription_notices(text: str, notes: list[str]) -> str:
    """Return a text without calls to subscribe; notes quote them."""
    for mark in SUBSCRIPTION_MARKS:
        if mark in text:
            return drop_lines(text, is_subscription_notice, "a call to subscribe", notes)
    return text


def is_cookie_notice(line: str) -> bool:
    """Return whether each sentence of a line has the form of a cookie notice, and one mentions cookies."""
    if len(line) > LONGEST_NOTICE or "ookie" not in line or REPORTED.search(line):
        return False
    sentences = SENTENCE_END.split(line)
    named = [COOKIES.fullmatch(each) is not None for each in sentences]
    return any(named) and all(
        is_named or FOLLOW_UP.fullmatch(each) for is_named, each in zip(named, sentences, strict=True)
    )


def is_subscription_notice(line: str) -> bool:
    """Return whether a line is a call to subscribe."""
    return len(line) <= LONGEST_NOTICE and SUBSCRIPTION.fullmatch(line) is not None and not REPORTED.search(line)
