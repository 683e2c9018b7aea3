"""A day without its year has the direction of the verb that it surely has; else it is the nearest."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.index import extract
from dateline.index.entities.dates.finding import find_dates

PUBLISHED = date(2016, 12, 10)
BACK, AHEAD, OVER, COMING = "2016-03-03", "2017-03-03", "2016-10-03", "2017-10-03"

PAST = [
    "The mayor was killed on March 3.",
    "The mayor was killed in a crash near Hull on March 3.",
    "The mayor was killed by a train on March 3.",
    "He died on March 3.",
    "He died suddenly on March 3.",
    "The bridge opened on March 3.",
    "They signed the agreement on March 3.",
    "Parliament passed the bill on March 3.",
    "The army attacked the old town and its airport on March 3.",
    "The mayor was shot dead in his car near the town hall on March 3.",
    "In a statement on March 3, the ministry denied it.",
    "They have met in Hull on March 3.",
    "The man arrested on March 3 will be tried.",
    "The meeting was held on March 3.",
    "On March 3, the mayor was killed.",
    "He said that on March 3 the bridge fell.",
    "The attack on March 3 killed twelve people.",
    "They voted on March 3.",
    "He said on March 3 he would resign.",
    "He was shot and killed on March 3.",
    "Mayor killed March 3",
    "Singer dies March 3",
    "The strike took place on March 3.",
    "He was killed last March 3.",
    "He was killed on the 3d of March last.",
    "They sat on March 1 and 3.",
]
FUTURE = [
    "The museum will open on March 3.",
    "The museum will be opened on March 3.",
    "He is due in court on March 3.",
    "He is expected to be sworn in on March 3.",
    "They plan to meet on March 3.",
    "The museum opens on March 3.",
    "The law takes effect on March 3.",
    "He had until March 3 to answer.",
    "He has until March 3 to answer.",
    "On March 3, the museum will open.",
    "It will open next March 3.",
    # Nothing is sure in these, and the nearest day is ahead.
    "He said on Tuesday that he would resign on March 3.",
    "He said March 3 is the deadline.",
    "The vote was scheduled for March 3.",
    "The vote will go on as scheduled on March 3.",
    "The bridge was to open on March 3.",
    "He called an election for March 3.",
    "He called an election on March 3.",
    "The March 3 meeting was cancelled.",
    "Shareholders registered March 3 get a bonus.",
    "The board approved the redemption of all bonds on March 3.",
    "The sale was moved from March 3 to March 7.",
    "The price fell before it was announced on March 3.",
    "The company said on March 3 it will redeem the bonds.",
    "He has designated March 3 as a feast.",
]
FAR = [
    ("The museum will open on October 3.", COMING),
    ("The trial begins on October 3.", COMING),
    ("They are to meet in Hull on October 3.", COMING),
    ("He will be tried for the attack on October 3.", OVER),
    ("The fiscal year ends October 3.", OVER),
    ("In a will made on October 3 he left all to her.", OVER),
    ("He was held until October 3.", OVER),
    ("The museum will open on December 1.", "2016-12-01"),
]
FOREIGN = [
    ("de", "Der Bürgermeister wurde am 3. März getötet.", BACK),
    ("de", "Die Brücke wird am 3. Oktober eröffnet.", COMING),
    ("de", "Die Brücke wurde gesperrt, das Fest ist am 3. März.", AHEAD),
    ("fr", "Le maire a été tué le 3 mars.", BACK),
    ("fr", "Le pont sera ouvert le 3 octobre.", COMING),
    ("es", "El alcalde murió el 3 de marzo. El puente será nuevo.", BACK),
    ("it", "Il sindaco è stato ucciso il 3 marzo.", BACK),
    ("pt", "O prefeito morreu em 3 de março.", BACK),
    ("nl", "De burgemeester werd op 3 maart gedood.", BACK),
    ("sv", "Borgmästaren dog den 3 mars.", BACK),
    ("pl", "Burmistrz zginął 3 marca.", BACK),
    ("ru", "Мэр был убит 3 марта.", BACK),
]


def value_of(text: str) -> str | None:
    return [each.value for each in find_dates(text, PUBLISHED)][-1]


@pytest.mark.parametrize("text", PAST)
def test_a_sure_verb_of_the_past_looks_back_however_far(text: str) -> None:
    assert value_of(text) == BACK


@pytest.mark.parametrize("text", FUTURE)
def test_another_day_is_ahead_or_the_nearest(text: str) -> None:
    assert value_of(text) in (AHEAD, f"{AHEAD}/2017-03-07")


@pytest.mark.parametrize(("text", "value"), FAR)
def test_a_sure_verb_of_the_future_looks_ahead_but_not_past_the_last_fortnight(text: str, value: str) -> None:
    assert value_of(text) == value


@pytest.mark.parametrize(("language", "text", "value"), FOREIGN)
def test_other_languages_have_a_few_verbs(language: str, text: str, value: str) -> None:
    assert [each.value for each in extract(text, published=PUBLISHED, language=language).dates] == [value]


def test_the_reason_names_the_verb_or_nearness() -> None:
    (died,) = find_dates("He died on March 3.", PUBLISHED)
    assert died.reason == "\u201cdied\u201d looks back, seen from 2016-12-10"
    (held,) = find_dates("He called an election for March 3.", PUBLISHED)
    assert held.reason == "the nearest to the date of publication"


@pytest.mark.parametrize(
    ("text", "said", "value"),
    [
        ("The record was set last March 3 in Hull.", "last March 3", BACK),
        ("The accord expires next March 31.", "next March 31", "2017-03-31"),
        ("It was due this March 3.", "this March 3", BACK),
        ("He came last 3 March.", "last 3 March", BACK),
        ("He came on March 3 last.", "March 3 last", BACK),
        ("He died last March 31, 2015.", "last March 31, 2015", "2015-03-31"),
        ("They sold last March 3,000 cars.", "last March", "2016-03"),
    ],
)
def test_last_and_next_keep_the_day(text: str, said: str, value: str) -> None:
    (found,) = find_dates(text, PUBLISHED)
    assert (found.text, found.value) == (said, value)
