"""Operators of other programs, and ``or`` in small letters, have a note that says what to type."""

from __future__ import annotations

import pytest

from dateline.index import DEFAULT_FIELDS
from dateline.searcher.query import parse
from dateline.searcher.query.edits import apply_edits
from dateline.searcher.query.grammar import parse_lexemes
from dateline.searcher.query.scope import row_of


def notes_of(query: str) -> list[tuple[str, str]]:
    parsed = parse(query, lambda name: row_of(name, DEFAULT_FIELDS) is not None)
    typed = [query[note.start : note.end] for note in parsed.notes]
    said = [note.message.removeprefix(f'"{each}" ') for each, note in zip(typed, parsed.notes, strict=True)]
    return list(zip(typed, said, strict=True))


MEANT = 'is searched as words; the operator is "{}"'
DAYS = 'is searched as words; for the days of publication write "published:{}"'
APART = 'a space ends the value of "published:"; for a range write published:'
CUT = 'is searched as the word alone; for all words that begin with it write "econom*"'
FIELD = 'is searched as a word; to search a field, write "title:("'


@pytest.mark.parametrize(
    ("query", "typed", "said"),
    [
        ("oil w/sent price", "w/sent", MEANT.format("SENT")),
        ("oil W/PARA price", "W/PARA", MEANT.format("PARA")),
        ("oil /paragraph price", "/paragraph", MEANT.format("PARA")),
        ("oil +5 price", "+5", 'requires the number; the operator for words in this order is "ADJ/5"'),
        ("ATLEAST5(oil)", "ATLEAST5", MEANT.format("ATLEAST/5")),
        ("ATLEAST 3 oil", "ATLEAST 3", MEANT.format("ATLEAST/3")),
        ("oil AROUND(5) price", "AROUND(5)", MEANT.format("NEAR/5")),
        ("oil AROUND 5 price", "AROUND 5", MEANT.format("NEAR/5")),
        ("oil NEAR5 price", "NEAR5", MEANT.format("NEAR/5")),
        ("oil adj3 price", "adj3", MEANT.format("ADJ/3")),
        ("oil N5 price", "N5", MEANT.format("NEAR/5")),
        ("oil W5 price", "W5", MEANT.format("ADJ/5")),
        ("oil NEAR/-1 price", "NEAR/-1", 'has a number below 1; write "NEAR/1"'),
        ("oil XOR gas", "XOR", 'is searched as a word; of two words only one have "(a OR b) -(a b)"'),
        ("HEADLINE(opec)", "HEADLINE", FIELD),
        ("oil -hlead(opec cut)", "hlead", FIELD),
        ("date(after 3/1/1987)", "date(after 3/1/1987)", 'is not a field; write days as in "published:>1987-03-01"'),
        ("oil date(bef 1988)", "date(bef 1988)", 'is not a field; write "published:<1988"'),
        ("date(geq(3/1/1987))", "date(geq(3/1/1987))", 'is not a field; write days as in "published:>=1987-03-01"'),
        ("oil date(<=1988)", "date(<=1988)", 'is not a field; write "published:<=1988"'),
        ("date(geq(1987-03-01))", "date(geq(1987-03-01))", 'is not a field; write "published:>=1987-03-01"'),
        ("date(1987-03) oil", "date(1987-03)", 'is not a field; write "published:1987-03"'),
        ("oil AND-NOT gas", "AND-NOT", MEANT.format("NOT")),
        ("oil NOT-gas", "NOT-", 'with a hyphen is searched as words; write "NOT "'),
        ("oil OR-gas", "OR-", 'with a hyphen is searched as words; write "OR "'),
        ("[person]SENT oil", "[person]SENT", 'is searched as words; write "[person] SENT"'),
        ("oil SENT[person]", "SENT[person]", 'is searched as words; write "SENT [person]"'),
        ("2OF(oil gas coal)", "2OF(", 'is searched as words; write "2 OF ("'),
        ("oil 1987..1988", "1987..1988", DAYS.format("1987..1988")),
        ("1987-03-01..1987-03-05 oil", "1987-03-01..1987-03-05", DAYS.format("1987-03-01..1987-03-05")),
        ("date(3/1/1987)", "date(3/1/1987)", 'is not a field; write days as in "published:1987-03-01"'),
        ("2 OF oil gas coal", "2 OF", 'is searched as words; the operator has parentheses: "2 OF ("'),
        ("oil N/5 gas", "N/5", MEANT.format("NEAR/5")),
        ("oil p/3 price", "p/3", MEANT.format("ADJ/3")),
        ("oil ANDNOT gas", "ANDNOT", 'is searched as a word; the operator is "NOT"'),
        ("oil BUT NOT gas", "BUT", 'is searched as a word; write "NOT" alone'),
        ("TI(opec)", "TI", FIELD),
        ("su(oil) gas", "su", FIELD.replace("title", "topics")),
        ('SU.EXACT("crude")', "SU.EXACT", FIELD.replace("title", "topics")),
        ("hl=opec", "hl", FIELD.replace(":(", ":")),
        ('opec so="x y"', "so", FIELD.replace("title:(", "source:")),
        ("NEAR(oil price, 5)", "NEAR(oil price, 5)", MEANT.format("oil NEAR/5 price")),
        ("gas NEAR(oil price)", "NEAR(oil price)", MEANT.format("oil NEAR/10 price")),
        ("oil w5 price", "w5", MEANT.format("ADJ/5")),
        ("oil NEXT/3 price", "NEXT/3", MEANT.format("ADJ/3")),
        ("oil onear/3 price", "onear/3", MEANT.format("ADJ/3")),
        ("oil /n3 price", "/n3", MEANT.format("NEAR/3")),
        ("econom!", "econom!", CUT),
        ("econom#", "econom#", CUT),
        ("oil econom$", "econom$", CUT),
        ("published=1987", "published=1987", 'searched as words; for a field write "published:1987"'),
        ("published:1987-03.. 1987-04", "published:1987-03.. 1987-04", APART + "1987-03..1987-04"),
        ("oil published:1987 …1988", "published:1987 …1988", APART + "1987..1988"),
        ('published:"may 1987".. "june 1987"', 'published:"may 1987".. "june 1987"', APART + '"may 1987".."june 1987"'),
        ("oil topics=crude", "topics=crude", 'searched as words; for a field write "topics:crude"'),
        ('title="oil price"', "title=", 'searched as words; for a field write "title:"'),
        ("opec AND (iran or iraq)", "or", 'is searched as a word; the operator is "OR"'),
        ("oil or gas", "or", 'is searched as a word; the operator is "OR"'),
        ("Iran or Iraq", "or", 'is searched as a word; the operator is "OR"'),
        ("(iran or iraq) opec", "or", 'is searched as a word; the operator is "OR"'),
        ("oil or (gas coal)", "or", 'is searched as a word; the operator is "OR"'),
        ("reagan not iran", "not", 'is searched as a word; the operator is "NOT"'),
        ("opec and not quota", "and not", 'is searched as words; the operator is "NOT"'),
        ('oil but not "olive oil"', "but not", 'is searched as words; the operator is "NOT"'),
        ("places:iran or (oil gas)", "or", 'is searched as a word; the operator is "OR"'),
    ],
)
def test_an_operator_of_another_program_has_a_note(query: str, typed: str, said: str) -> None:
    assert notes_of(query) == [(typed, said)]


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("oil or gas or coal", "oil OR gas OR coal"),
        ("oil and gas or coal", "oil AND gas OR coal"),
        ("(oil or gas) and (tax or levy) and japan", "(oil OR gas) AND (tax OR levy) AND japan"),
        ("(oil or gas) and (tax or levy) not japan", "(oil OR gas) AND (tax OR levy) NOT japan"),
        ("(oil or gas or coal or wood or peat or wind) and not (tax cut)", None),
        ("opec (iran or iraq or kuwait or qatar) crude oil price cut", "opec (iran OR iraq OR kuwait OR qatar)"),
    ],
)
def test_small_operators_in_groups_and_chains_have_notes(query: str, meant: str | None) -> None:
    edits = [edit for note in parse(query, "title".__eq__).notes for edit in note.edits]
    changed, _ = apply_edits(query, edits)
    if meant is None:
        meant = query.replace("and not", "NOT").replace("or", "OR")
    assert changed.startswith(meant)
    assert parse(changed, "title".__eq__).notes == ()


def test_near_before_its_words_has_a_note_beside_that_on_its_left() -> None:
    meant = 'is searched as words; write "oil NEAR/3 price"'
    assert ("NEAR/3(oil price)", meant) in notes_of("NEAR/3(oil price)")


def test_the_number_of_near_in_parentheses_has_a_note_beside_that_on_the_number() -> None:
    assert ("NEAR(5)", 'is not one operator; write "NEAR/5"') in notes_of("oil NEAR(5) price")


@pytest.mark.parametrize(
    "query",
    ["TROOPS AROUND 5 PCT", "ATLEAST 3 DEAD", "crash on the N5 road", "crash on N5 road", "G7 A4 paper", "Fire! Fire!",
     "who said help! and ran away from the big house", "name(s) of banks", "Lead(II) azide", "E=mc2", "US$ 5", "A$",
     '"oil N5 price" gas', '"econom!"', "oil NEAR/5 gas", "oil (NEAR/5)", "Trick or treat", "or gas", "oil or",
     "oil or gas prices", "he came or went", "The dead or the living (so they said) who ran, or hid, from the war",
     "around 5 people", "2 OF THE 10 DEAD", "2 OF (oil gas)", "Nov 2 OF oil", "2 OF oil", "c#", "OIL BUT NOT GAS",
     "#econom", "a P/E of 15", "XOR", "oil AND (or)", "Dow +5 points", "oil +5", "do not resuscitate", "why not now",
     "Dead or alive", "bread and butter", "to be or not to be", "tax bill not passed", "not oil", "oil not",
     "A MAN AND-OR-NOT", "AND-", "the 2OF group", "date(s) in 1987",
     "salt and pepper and vinegar", "(salt and pepper) and vinegar", "Yes and not no"],
)  # fmt: skip
def test_ordinary_text_has_none(query: str) -> None:
    assert notes_of(query) == []


@pytest.mark.parametrize("query", ["oil N5 price", "a XOR b", "oil or gas", "econom$", "ATLEAST 3 oil", "a w/sent b"])
def test_the_shortcut_for_plain_words_has_the_same_notes(query: str) -> None:
    assert parse(query, {"title"}.__contains__) == parse_lexemes(query, {"title"}.__contains__)
