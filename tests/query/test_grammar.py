"""Query text → tree and notes: a table of examples, and what holds for any text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dateline.index.fields import NAME
from dateline.searcher.query import (
    And,
    AtLeast,
    Begins,
    Boost,
    Everything,
    First,
    InField,
    Must,
    Named,
    Near,
    Node,
    Not,
    Nothing,
    Or,
    Parsed,
    Pattern,
    Phrase,
    Quorum,
    Range,
    Word,
    grammar,
    parse,
    to_text,
)
from dateline.searcher.query.edits import apply_edits
from dateline.searcher.query.printing import as_typed
from dateline.searcher.query.tree import MOST_NOTES

FIELDS = frozenset(("title", "body", "people", "places", "topics", "source", "published", "date"))
TABLE = Path(__file__).with_name("trees.txt")
FRAGMENTS = (
    *("oil", "gas", "x.y", "2016", "foo:", "Ω", "AND", "OR", "NOT", "-", "+", "−", "–", "(", ")", '"', "“", " ", " "),
    *("title:", "published:", "http://", "..", "…", ">", ">=", "<", "≤", "=", "*", "~2", "^", "&&", "||", ",", "\0"),
    *("==", '="', "：", "（", "）", "＝", "!", "'", "‘", "’", "「", "」", "|", "12:30", "6'2\""),
    *(
        "NEAR/5",
        "ADJ",
        " SENT ",
        " FIRST/9",
        "ATLEAST/2 ",
        "2 OF (",
        "^2",
        "^=1",
        "~",
        "~1",
        "?",
        "/a|b/",
        "/",
        "[person]",
    ),
    *("has:", "missing:published", "[1 TO 2]", "title:{1 TO *}", "title:^", "^"),
)
QUERIES = st.text() | st.lists(st.sampled_from(FRAGMENTS), max_size=24).map("".join)


def is_field(name: str) -> bool:
    return name.lower() in FIELDS


def read(query: str) -> Parsed:
    return parse(query, is_field)


def printed(tree: Node) -> str:
    """A tree as an s-expression: one line, the kinds in lower case."""
    match tree:
        case Word(text, exact, _, letters):
            return "=" * (exact + letters) + text
        case Phrase(text, exact, _, letters, slop):
            return f"{'=' * (exact + letters)}[{text}]{f'~{slop}' if slop else ''}"
        case Pattern(text, kind, distance):
            return f"<{kind} {text}{f' {distance}' if distance else ''}>"
        case Named(what):
            return f"<any {what}>"
        case Near(kind, left, right, distance, negated):
            name = f"{'not ' * negated}{kind.lower()}{f'/{distance}' if distance else ''}"
            return f"({name} {printed(left)} {printed(right)})"
        case First(clause, words):
            return f"(first/{words} {printed(clause)})"
        case AtLeast(times, clause):
            return f"(atleast/{times} {printed(clause)})"
        case Begins(clause):
            return f"(begins {printed(clause)})"
        case Quorum(count, clauses):
            return f"({count} of {' '.join(map(printed, clauses))})"
        case Boost(clause, factor, constant):
            return f"({'=' * constant}{factor:g} {printed(clause)})"
        case And(clauses) | Or(clauses):
            return f"({type(tree).__name__.lower()} {' '.join(map(printed, clauses))})"
        case Not(clause) | Must(clause):
            return f"({type(tree).__name__.lower()} {printed(clause)})"
        case InField(field, clause):
            return f"(in {field} {printed(clause)})"
        case Range(field, low, high, low_open, high_open):
            left = "(" if low_open else "["
            right = ")" if high_open else "]"
            return f"(range {field} {left}{low or ''} .. {high or ''}{right})"
        case Everything() | Nothing():
            return f"<{type(tree).__name__.lower()}>"


def block(query: str) -> str:
    """A query as it stands in the table."""
    parsed = read(query)
    notes = "".join(f"! {note.start}-{note.end} {note.message}\n" for note in parsed.notes)
    return f"> {query}\n= {printed(parsed.tree)}\n{notes}"


def examples() -> list[str]:
    """The blocks of the table."""
    lines = (line for line in TABLE.read_text("utf-8").split("\n") if not line.startswith("#"))
    return [part.strip("\n") + "\n" for part in "\n".join(lines).split("\n\n") if part.strip()]


def query_of(example: str) -> str:
    return example.split("\n", 1)[0][2:]


@pytest.mark.parametrize("expected", examples(), ids=query_of)
def test_query_gives_the_tree_and_the_notes_of_the_table(expected: str) -> None:
    assert block(query_of(expected)) == expected


@pytest.mark.parametrize("expected", examples(), ids=query_of)
def test_tree_of_the_table_prints_back_to_a_query_for_itself(expected: str) -> None:
    tree = read(query_of(expected)).tree
    assert read(to_text(tree)).tree == tree


@given(QUERIES)
@example("NOT(&&2016<~2(published:+x.y−(")
@example("a*" * 50)
@example("^0^0^0 title:-^x^2^3")
@example("***=0 ****-x ***^=a")
@example("..^0^0^0 (…^1^=2)^3 gas**0~0 ***title:oil")
@example("-MISSING:PUBLISHED^ +has:title^2^")
def test_any_text_gives_a_tree_that_prints_back_to_itself(query: str) -> None:
    tree = read(query).tree
    assert read(to_text(tree)).tree == tree


@given(QUERIES)
def test_a_leaf_knows_its_place_in_the_query(query: str) -> None:
    def check(tree: Node) -> None:
        match tree:
            case And(clauses) | Or(clauses):
                for clause in clauses:
                    check(clause)
            case Not(clause) | Must(clause) | InField(_, clause) | Boost(clause):
                check(clause)
            case Near(_, left, right) if tree.place is not None:
                check(left)
                check(right)
                assert tree.kind in query[slice(*tree.place)]
            case First(clause) | Begins(clause) | AtLeast(_, clause):
                check(clause)
                assert tree.place is not None
            case Quorum(_, clauses):
                for clause in clauses:
                    check(clause)
            case Pattern(text):
                assert tree.place is not None
                assert re.sub(r"\*+", "*", query[slice(*tree.place)]).count(text) or tree.kind == "wildcard"
            case Word(text) | Phrase(text):
                assert tree.place is not None
                assert text in query[slice(*tree.place)]
            case Range(_, low, high):
                assert tree.place is not None
                assert all(bound is None or bound in query[slice(*tree.place)] for bound in (low, high))

    check(grammar.parse_lexemes(query, is_field).tree)


@example("ATLEAST/0 ATLEAST/0 ATLEAST/0 title:^missing:published")
@given(QUERIES)
def test_limits_give_trees_that_print_back_to_themselves(query: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grammar, "DEEPEST", 3)
        patch.setattr(grammar, "MOST_WORDS", 4)
        tree = read(query).tree
        # Where a field was left out, its value may be a word that can be typed alone as a phrase only.
        typed = as_typed(tree, is_field)
        assert read(to_text(tree) if typed == tree else to_text(tree, is_field)).tree == typed


@pytest.mark.parametrize(
    "piece",
    [
        "a NOT 2 OF (b ",
        "1 OF (ATLEAST/2 title:c OR =b NOT ADJ/1 title:",
        "+2 OF (b c ",
        "title:2 OF (b c ",
        "NOT title:2 OF (a NOT ",
        "ATLEAST/2 2 OF (a ",
    ],
)
def test_quorums_are_nested_no_deeper_than_parentheses(piece: str) -> None:
    parsed = read(piece * 2000)
    assert any(f"nested more than {grammar.DEEPEST} deep" in note.message for note in parsed.notes)
    assert read(to_text(parsed.tree)).tree == parsed.tree


@pytest.mark.parametrize("times", [*range(8, 60), 500])
@pytest.mark.parametrize(
    "piece",
    [
        "title:^1 OF (",
        "-title:^2 OF (a b ",
        "1 OF (title:",
        '(title:a OR ("b c"~1 NEAR/1 d)) NOT e) NOT SENT ((f',
        "NOT (+(",
    ],
)
@pytest.mark.parametrize("end", ["oil", "a title:b"])
def test_deep_queries_print_back(piece: str, times: int, end: str) -> None:
    query = piece * times + end
    parsed = read(query)
    assert read(to_text(parsed.tree)).tree == parsed.tree
    assert all(0 <= note.start <= note.end <= len(query) for note in parsed.notes)


def test_what_is_too_deep_when_printed_is_left_out_with_a_note() -> None:
    parsed = read("-title:^2 OF (a b " * 24 + "c")
    assert any(f"nested more than {grammar.DEEPEST} deep" in note.message for note in parsed.notes)
    assert read(to_text(parsed.tree)) == Parsed(parsed.tree)


def test_a_long_phrase_has_its_words_in_their_places() -> None:
    words = " ".join(["the"] * 32)
    assert read(f'"{words}"~9') == Parsed(Phrase(words, slop=9))
    (note,) = read(f'"{words} end"~9').notes
    assert note.message == '"~9" after a phrase of more than 32 words is left out'
    assert read(f'"{words} end"~9').tree == Phrase(f"{words} end")


@given(QUERIES)
def test_any_name_that_a_table_accepts_can_be_a_field(query: str) -> None:
    tree = parse(query, is_name_of_field).tree
    assert parse(to_text(tree), is_name_of_field).tree == tree


def is_name_of_field(name: str) -> bool:
    return NAME.fullmatch(name) is not None


@given(QUERIES)
def test_every_note_stands_inside_the_text(query: str) -> None:
    notes = read(query).notes
    assert all(0 <= note.start < note.end <= len(query) and note.message for note in notes)
    assert [note.start for note in notes] == sorted(note.start for note in notes)


@given(QUERIES)
def test_short_way_for_plain_words_gives_what_the_lexemes_give(query: str) -> None:
    assert read(query) == grammar.parse_lexemes(query, is_field)


@given(QUERIES)
def test_every_letter_and_digit_is_searched_or_noted(query: str) -> None:
    parsed = read(query)
    kept = to_text(parsed.tree) + "AND OR NOT"
    # Words of the language that a tree has no letters of.
    spelled = re.search(r"(?i)has:|missing:|\[p|\sTO\s", query)
    if not parsed.notes and not spelled:
        assert set(re.findall(r"[^\W_]", query)) <= set(kept)


@given(QUERIES)
def test_and_or_hold_two_clauses_or_more_and_none_of_their_own_kind(query: str) -> None:
    def check(tree: Node) -> None:
        match tree:
            case And(clauses) | Or(clauses):
                assert len(clauses) > 1
                assert not any(type(clause) is type(tree) for clause in clauses)
                for clause in clauses:
                    check(clause)
            case Not(clause) | Must(clause) | InField(_, clause) | Boost(clause) | First(clause) | Begins(clause):
                check(clause)
            case Near(_, left, right):
                check(left)
                check(right)
            case AtLeast(_, clause):
                check(clause)
            case Quorum(count, clauses):
                assert 1 <= count <= len(clauses)
                assert len(clauses) > 1
                for clause in clauses:
                    check(clause)
            case Range():
                assert tree.low is not None or tree.high is not None
            case Nothing():
                assert tree is whole

    whole = read(query).tree
    check(whole)


@pytest.mark.parametrize(
    "query",
    [
        *(sign * 100_000 for sign in '()"*-=^~:. \0x'),
        "(" * 50_000 + ")" * 50_000,
        "(" * 49_999 + "oil" + ")" * 49_998,
        *("-(" * 50_000, "title:(" * 12_500, "NOT " * 25_000, "AND " * 25_000, "oil " * 25_000, "+title:x " * 11_000),
        *("oil* " * 20_000, "title:" * 16_000, "a*" * 50_000, "*~" * 50_000, "published:.." * 8_000, "() " * 33_000),
    ],
    ids=lambda query: f"{query[:8]!r}",
)
def test_huge_queries_end_with_a_tree_that_can_be_used(query: str) -> None:
    parsed = read(query)
    assert hash(parsed) == hash(read(query))
    assert read(to_text(parsed.tree)).tree == parsed.tree
    assert repr(parsed)
    assert len(parsed.notes) <= MOST_NOTES + 1


def test_a_hundred_thousand_parentheses_give_a_note() -> None:
    notes = read("(" * 50_000 + "oil" + ")" * 49_997).notes
    assert [note.message for note in notes] == [
        "3 parentheses are never closed; closed at the end",
        "nested more than 50 deep; deeper parentheses and operators are left out",
    ]


def test_nesting_up_to_the_limit_is_kept() -> None:
    query = "-(gas " * 25 + "oil" + ")" * 25
    assert read(query).notes == ()
    assert to_text(read(query).tree) == query


def test_words_beyond_the_limit_are_left_out_with_a_note() -> None:
    parsed = read("oil " * 1_025)
    assert isinstance(parsed.tree, And)
    assert len(parsed.tree.clauses) == grammar.MOST_WORDS
    assert [(note.start, note.end) for note in parsed.notes] == [(4 * 1_024, 4 * 1_024 + 3)]


@pytest.mark.parametrize(
    ("query", "tree", "left_out"),
    [
        ('"one two three four five" six', Phrase("one two three four"), ' five" six'),
        (
            'one "two three" ="four five" six',
            And((Word("one"), Phrase("two three"), Phrase("four", True))),
            ' five" six',
        ),
        ('title:"one two three four five"', InField("title", Phrase("one two three four")), ' five"'),
        ("one-two-three four-five-six", And((Word("one-two-three"), Phrase("four"))), "-five-six"),
        ("=one-two-three-four-five", Phrase("one-two-three-four", True), "-five"),
        ("one two (three OR four OR five)", None, "five)"),
        ("one two three (published:2016..2017 six)", None, "published:2016..2017 six)"),
        ("one two three -four -five", None, "five"),
        ("- & one two three four five", None, "five"),
    ],
)
def test_the_words_of_phrases_count_and_the_note_says_where_the_rest_is_left_out(query, tree, left_out) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grammar, "MOST_WORDS", 4)
        parsed = read(query)
        assert parsed.tree == tree or tree is None
        assert read(to_text(parsed.tree)) == Parsed(parsed.tree)
    (note,) = [note for note in parsed.notes if "left out" in note.message and "words" in note.message]
    assert note.message == (
        f'a query can have 4 words, including those of phrases; everything from "{left_out.lstrip()}" on is left out'
    )
    assert query[note.start : note.end] == left_out


@pytest.mark.parametrize("joint", [" ", "-", ", ", "\n"])
def test_a_long_phrase_is_cut_behind_a_thousand_words(joint: str) -> None:
    words = [f"w{number}" for number in range(30_000)]
    text = joint.join(words)[:99_000]
    parsed = read(f'"{text}"')
    assert parsed.tree == Phrase(joint.join(words[: grammar.MOST_WORDS]))
    (note,) = parsed.notes
    assert (note.start, note.end) == (1 + len(joint.join(words[: grammar.MOST_WORDS])), len(text) + 2)


def test_text_beyond_the_limit_is_left_out_with_a_note() -> None:
    parsed = read("x" * 100_001)
    assert parsed.tree == Word("x" * 100_000)
    assert [(note.start, note.end) for note in parsed.notes] == [(100_000, 100_001)]


def test_twenty_notes_are_given_and_the_others_counted() -> None:
    notes = read("foo:bar " * 50).notes
    assert len(notes) == 21
    assert notes[20].message == "and 30 more like these"


def test_white_space_of_any_kind_parts_words() -> None:
    assert read("oil\tgas\n\x00coal\u3000\ufeffpeat\u200btar").tree == And(
        tuple(Word(word) for word in ("oil", "gas", "coal", "peat", "tar"))
    )


@pytest.mark.parametrize("query", ["", " ", "\n\0\t"])
def test_query_of_nothing_is_nothing_without_a_note(query: str) -> None:
    assert read(query) == Parsed(Nothing(), ())


def test_phrase_keeps_its_text_as_typed() -> None:
    assert read('"oil\n  (AND) -gas:*"').tree == Phrase("oil\n  (AND) -gas:*")


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("topcs:oil", "topics"),
        ("Tittle:oil", "title"),
        ("has:publised", "published"),
        ("=topic:oil", "topics"),
        ("@title:oil", "title"),
        ("[title]:oil", "title"),
        ("hd:oil", "title"),
    ],
)
def test_a_name_like_that_of_a_field_has_it_in_its_note(query: str, meant: str) -> None:
    notes = parse(query, is_field, lambda: FIELDS).notes
    assert [note.message.partition("; ")[2] for note in notes] == [f'searched as words; did you mean "{meant}:"?']


def test_a_name_like_no_field_has_none_in_its_note() -> None:
    for name in ("quux", "_all", "any"):
        notes = parse(f"{name}:oil", is_field, lambda: FIELDS).notes
        assert [note.message for note in notes] == [f'there is no field "{name}"; searched as words']


JOINS = '"-" directly after a word or a group joins and excludes nothing; to exclude, type a space before it'
QUOTED_NAME = 'a name in quotation marks is a phrase; for the field write "title:"'


@pytest.mark.parametrize(
    ("query", "note", "meant"),
    [
        ("(oil)-gas", JOINS, "(oil) -gas"),
        ("(oil)-(gas OR coal)", JOINS, "(oil) -(gas OR coal)"),
        ("oil-(gas)", JOINS, "oil -(gas)"),
        ('oil-"gas price"', JOINS, 'oil -"gas price"'),
        ('"oil price"-"gas price"', JOINS, '"oil price" -"gas price"'),
        ('"title":oil', QUOTED_NAME, "title:oil"),
        ('gas "title": oil', QUOTED_NAME, "gas title: oil"),
        ("topics:-oil", 'a sign after "topics:" excludes nothing; to exclude, write "-topics:oil"', "-topics:oil"),
        ('"Tel Aviv"-based', None, '"Tel Aviv"-based'),
        ('oil "gas":coal', None, 'oil "gas":coal'),
        ("e-mail (oil) - gas", None, "e-mail (oil) - gas"),
    ],
)
def test_what_excludes_nothing_or_is_no_field_has_a_note(query: str, note: str | None, meant: str) -> None:
    notes = read(query).notes
    kept = [each.message for each in notes if "punctuation" not in each.message]
    assert kept == ([] if note is None else [note])
    assert apply_edits(query, [edit for each in notes for edit in each.edits])[0] == meant


@pytest.mark.parametrize(
    ("query", "note"),
    [
        ("oil near/5 price", '"near/5" is searched as words; the operator is "NEAR/5"'),
        ("oil -price pre/3 gas", '"pre/3" is searched as words; the operator is "ADJ/3"'),
        ("OIL W/5 PRICE", '"W/5" is searched as words; the operator is "NEAR/5"'),
        ("oil para/2 price", '"para/2" is searched as words; the operator is "PARA"'),
        ("oil within 5 words of price", '"within 5 words of" is searched as words; the operator is "NEAR/5"'),
        ("oil within 5 of", None),
        ("within 5 of oil", None),
        ('oil "within 5 of" price', None),
        ("they came within 3 of it, and then all of them left", None),
        ("oil near/far w/o price 24/7 title:near/5", None),
        ("oil within/5 price", '"within/5" is searched as words; the operator is "NEAR/5"'),
        ("oil W/in 5 price", '"W/in 5" is searched as words; the operator is "NEAR/5"'),
        ("oil w/in 5 words of price", '"w/in 5 words of" is searched as words; the operator is "NEAR/5"'),
        ("oil w/in 5", None),
        ("oil w/in five price", None),
        ("oil /5 price", '"/5" is searched as words; the operator is "NEAR/5"'),
        ("oil /P price", '"/P" is searched as words; the operator is "PARA"'),
        ("oil w/s price", '"w/s" is searched as words; the operator is "SENT"'),
        ("the 9 /11 attacks", None),
        ("2 of (oil gas coal)", '"2 of" is searched as words; the operator is "2 OF"'),
        ("0 OF (oil gas)", '"0 OF" is searched as words; the number of clauses is from 1 to 9999'),
        ("12345 OF (oil gas)", '"12345 OF" is searched as words; the number of clauses is from 1 to 9999'),
        ("2 of them (oil, gas)", None),
        ("title:2 of (oil gas)", None),
        ("title:baku sent oil", '"sent" is searched as a word; the operator is "SENT"'),
        ("oil para -title:baku", None),
        ("oil near [place]", '"near" is searched as a word; the operator is "NEAR"'),
        ("title:oil or title:gas", '"or" is searched as a word; the operator is "OR"'),
        ("oil sent near price and not to title:baku", None),
        ('"oil" and "gas" sent', None),
        ("title:and oil", None),
        ("[peron] oil", '"[peron]" is searched as a word; did you mean "[person]"?'),
        ("[Country] oil", '"[Country]" is searched as a word; did you mean "[place]"?'),
        ("[date] oil", None),
        ("title:ATLEAST/3", '"ATLEAST/3" after "title:" is searched as words; an operator stands before the field'),
        (
            "IBM's CHAIRMAN NOT WORRIED",
            '"NOT" is read as an operator; to search for the word, write it in small letters',
        ),
        (
            "McDONALD NOT CONCERNED BY STRIKE",
            '"NOT" is read as an operator; to search for the word, write it in small letters',
        ),
        ("OPEC IRAN NOT iraq SAUDI ARABIA", None),
        ("{oil OR gas} price", '"{" and "}" do not group; write "(" and ")"'),
        ("price [oil OR gas]", '"[" and "]" do not group; write "(" and ")"'),
        ("title:[oil price]", '"[" and "]" do not group; write "(" and ")"'),
        ("[oil gas] price {coal}", None),
        ("title:[1987-03-01 1987-03-05]", None),
        ("[person:reagan] oil", '"[person:reagan]" is searched as a word; write "people:reagan"'),
        ("[video] oil [update]", None),
    ],
)
def test_what_was_perhaps_meant_as_an_operator_is_words_with_a_note(query: str, note: str | None) -> None:
    parsed = parse(query, "title".__eq__)
    assert [each.message for each in parsed.notes] == ([] if note is None else [note])
    assert "Near" not in repr(parsed.tree)
