"""From a query tree and a field table to a bound tree: the meaning of a query in one archive.

Binding never raises and never hides anything: what is meaningless in the archive (an unreadable date, a range of names)
is searched as words, with a note.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import pairwise

from dateline.index.analysis.english import Token, term_of
from dateline.index.analysis.registry import ENGLISH, analyzer_of
from dateline.index.dataclass import dataclass, replace
from dateline.index.dates import DateSpan, QueryDate
from dateline.index.fields import Field, FieldTable
from dateline.index.kernel.characters import LONGEST
from dateline.searcher.query.bound import (
    AllOf,
    AnyOf,
    Bound,
    Constant,
    Dated,
    Every,
    Has,
    Match,
    Mentioned,
    NoneOf,
    Nowhere,
    Proximity,
    SomeOf,
    Value,
    Weighted,
    Yearly,
)
from dateline.searcher.query.grammar import MOST_WORDS
from dateline.searcher.query.keyword_values import bind_id, bind_value, note_agency, note_level, pattern_of_value
from dateline.searcher.query.leaves import Term, make_leaf
from dateline.searcher.query.lookalikes import clip
from dateline.searcher.query.operators import has_patterns
from dateline.searcher.query.own_fields import ID, STORY
from dateline.searcher.query.printing import to_text
from dateline.searcher.query.proximity import bind_proximity, has_marks, mentioned_field
from dateline.searcher.query.scope import Scope, row_of
from dateline.searcher.query.short_years import ArchiveDays, read_archive_bounds, read_archive_date
from dateline.searcher.query.tree import (
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
    Note,
    Nothing,
    Or,
    Pattern,
    Phrase,
    Quorum,
    Range,
    TextNode,
    Word,
    limit_notes,
)

__all__ = ["BoundQuery", "bind", "bound_date", "row_of", "with_any"]

TEXTS = (Word, Phrase, Pattern)  # a tuple, because `isinstance` takes three times as long with a union
FIRST_DAY, LAST_DAY = date.min.toordinal(), date.max.toordinal()


@dataclass(frozen=True, slots=True)
class BoundQuery:
    """A query bound to an archive.

    ``tree`` is what to match. ``loosened``, if any, is what to match if the tree matches nothing: any of the optional
    words and phrases; what is required (``+``, ``-``, fields, dates) stays required. ``notes`` are on how the query was
    read, ``facts`` on the archive.
    """

    tree: Bound
    loosened: Bound | None
    notes: tuple[Note, ...]
    facts: tuple[Note, ...] = ()


def bind(
    tree: Node,
    fields: FieldTable,
    text: str,
    *,
    match: Match = "auto",
    today: date | None = None,
    certainly: bool = False,
    outside: Callable[[Bound], str] | None = None,
    matches: Callable[[Bound], bool] | None = None,
    days: ArchiveDays | None = None,
) -> BoundQuery:
    """Bind a query tree to the fields of an archive.

    ``text`` is the query as typed, for the places of notes. ``today`` is the reference day of relative dates; without
    it they match nothing, with a note. With ``match="any"`` words side by side mean any of them, also in the
    alternatives of an OR that has nothing but words and phrases. ``certainly``: a date matches only if that of the
    article lies entirely within it and is certain; a date of the query can ask for that itself (``about:"certainly
    1912"``). ``outside`` returns a message if a clause of dates is outside of those of the archive, else an empty text.
    ``matches`` returns whether an article matches a clause. ``days`` returns the first and last day of the archive,
    for years of two digits.
    """
    scope = Scope(fields, today, text, tree, certainly)
    if outside is not None:
        scope.outside = outside
    if matches is not None:
        scope.matches = matches
    scope.days = days
    read = with_any(tree) if match == "any" else tree
    required: list[Bound] = []
    optional: list[Bound] = []
    for clause in _clauses_of(read):
        bound = _bind(clause, None, scope)
        if bound is not None:
            (optional if _is_optional(clause) else required).append(bound)
    strict = _all_of([*required, *optional]) if required or optional else Nowhere()
    loosened = _all_of([*required, AnyOf(tuple(optional))]) if len(optional) > 1 and match == "auto" else None
    notes = limit_notes(sorted(scope.notes, key=lambda note: note.start)) if scope.notes else ()
    return BoundQuery(strict, loosened, notes, tuple(scope.facts))


def with_any(tree: Node) -> Node:
    """Return a tree in which words and phrases side by side mean any of them; what is required stays required."""
    clauses = [_with_any(clause) for clause in _clauses_of(tree)]
    required = [clause for clause in clauses if not _is_optional(clause)]
    optional = [clause for clause in clauses if _is_optional(clause)]
    made = [*required, Or(tuple(optional))] if len(optional) > 1 else [*required, *optional]
    return made[0] if len(made) == 1 else And(tuple(made))


def _clauses_of(tree: Node) -> tuple[Node, ...]:
    """Return the clauses side by side; an AND in an AND, as programs make it, is as its clauses in the outer one."""
    if not isinstance(tree, And):
        return (tree,)
    if not any(isinstance(each, And) for each in tree.clauses):
        return tree.clauses
    return tuple([each for clause in tree.clauses for each in _clauses_of(clause)])


def _is_optional(clause: Node) -> bool:
    """Return whether a clause is optional when no article has all of them."""
    if isinstance(clause, TextNode):
        return True
    if isinstance(clause, Boost):
        return _is_optional(clause.clause)
    return isinstance(clause, Or) and all(_is_optional(each) for each in clause.clauses)


def _with_any(clause: Node) -> Node:
    """Return alternatives of words and phrases alone as any of these; any other clause as it is."""
    words = _words_of(clause) if isinstance(clause, Or) else None
    return clause if words is None else Or(tuple(words))


def _words_of(clause: Node) -> list[Node] | None:
    """Return the words and phrases of a clause; None if it has anything else."""
    if isinstance(clause, TextNode):
        return [clause]
    if not isinstance(clause, And | Or):
        return None
    made: list[Node] = []
    for each in clause.clauses:
        words = _words_of(each)
        if words is None:
            return None
        made += words
    return made


def _all_of(clauses: list[Bound]) -> Bound:
    return clauses[0] if len(clauses) == 1 else AllOf(tuple(clauses))


def _bind(tree: Node, row: Field | None, scope: Scope) -> Bound | None:
    """Bind a clause, inside a field or not. Returns None if it has nothing to search, which a note says."""
    if isinstance(tree, TEXTS):
        return _bind_leaf(tree, row, scope)
    match tree:
        case And(clauses) | Or(clauses):
            bound = [each for clause in clauses if (each := _bind(clause, row, scope)) is not None]
            if not bound:
                return None
            if len(bound) == 1:
                return bound[0]
            return AllOf(tuple(bound)) if isinstance(tree, And) else AnyOf(tuple(bound))
        case Not(clause):
            inner = _bind(clause, row, scope)
            return None if inner is None else NoneOf(inner)
        case Must(clause):
            return _bind(clause, row, scope)
        case First(Quorum() as inner) | Begins(Quorum() as inner):  # each of the clauses has places of its own
            return _bind(
                replace(inner, clauses=tuple([replace(tree, clause=each) for each in inner.clauses])), row, scope
            )
        case Near() | First() | Begins() | AtLeast():
            return bind_proximity(tree, row, scope, _placed_leaves, _bind)
        case Quorum(count, clauses):
            made = [each for clause in clauses if (each := _bind(clause, row, scope)) is not None]
            return SomeOf(min(count, len(made)), tuple(made)) if len(made) > 1 else made[0] if made else None
        case Boost(clause, factor, constant):
            inner = _bind(clause, row, scope)
            return inner and (Constant if constant else Weighted)(inner, factor)
        case Named():
            return _bind_named(tree, scope)
        case InField(name, clause):
            return _bind(clause, row_of(name, scope.fields) or row, scope)
        case Range():
            return _bind_range(tree, scope)
        case Everything():
            return Every() if row is None else Has(row.name)
        case Nothing():
            return None


def _bind_named(node: Named, scope: Scope) -> Bound:
    name = mentioned_field(node)
    if has_marks(scope):
        return Mentioned(name)
    scope.note(f"mentions have no places in a text without English analysis; read as has:{name}", node)
    return Has(name)


def _bind_leaf(leaf: TextNode, row: Field | None, scope: Scope) -> Bound | None:
    if row is None or row.kind == "text":
        return _bind_text(leaf, row, scope)
    if row is ID:
        return bind_id(leaf, scope)
    if isinstance(leaf, Pattern):
        return _bind_pattern(leaf, row, scope)
    if leaf.exact:
        scope.note(f"“=” asks for the form of a word in a text; {row.name} is searched without it", leaf)
    if row.kind == "date":
        return _bind_date(leaf, row, scope)
    if isinstance(leaf, Phrase) and (pattern := pattern_of_value(leaf, row)) is not None:
        return _bind_pattern(pattern, row, scope)
    value = bind_value(row, leaf.text, by_word=row.by_word)
    note_agency(leaf, row, value, scope)
    note_level(leaf, row, scope)
    return value


def _bind_text(leaf: TextNode, row: Field | None, scope: Scope) -> Bound | None:
    """Bind words or a phrase in text fields, by each analysis."""
    if type(leaf) is Word and (term := _bind_plain(leaf, row, scope)) is not None:
        return term
    found = [*_text_leaves(leaf, row, scope).values()]
    if not found:
        return None
    return found[0] if len(found) == 1 else AnyOf(tuple(found))


def _bind_plain(word: Word, row: Field | None, scope: Scope) -> Term | None:
    """Return a word of plain letters in fields of English analysis: what `_text_leaves` gives, in less time."""
    text = word.text
    searched = scope.fields.bare if row is None else (scope.fields.scope_of(row),)
    if len(searched) != 1 or word.exact or not text.isalpha() or not text.isascii() or len(text) > LONGEST:
        return None
    analysis, names, prefers = searched[0]
    return Term(ENGLISH, names, term_of(text), text, False, prefers) if analysis == ENGLISH else None


def _placed_leaves(leaf: TextNode, row: Field | None, scope: Scope) -> dict[str, Bound]:
    """Return what `_text_leaves` gives, in less time for a word of plain letters."""
    plain = _bind_plain(leaf, row, scope) if type(leaf) is Word else None
    return _text_leaves(leaf, row, scope) if plain is None else {ENGLISH: plain}


def _text_leaves(leaf: TextNode, row: Field | None, scope: Scope) -> dict[str, Bound]:
    """Return a leaf in text fields, by analysis; empty if there is nothing to search, with a note."""
    searched = scope.fields.bare if row is None else (scope.fields.scope_of(row),)
    if isinstance(leaf, Phrase) and ("*" in leaf.text or "?" in leaf.text):
        _note_lone_wildcards(leaf, scope)
    if isinstance(leaf, Pattern) or (isinstance(leaf, Phrase) and not leaf.exact and has_patterns(leaf.text)):
        return _pattern_leaves(leaf, row, scope)
    found: dict[str, Bound] = {}
    for analysis, names, prefers in searched:
        tokens = analyzer_of(analysis)(leaf.text)
        if analysis != ENGLISH:
            tokens = _limit_tokens(tokens, leaf, analysis, scope)
        elif leaf.exact and (part := _part_without_form(leaf.text, tokens)):
            scope.note(f"“{part}” at the end of a word is no part of its form; searched without it", leaf)
        if len(tokens) > 1 and isinstance(leaf, Word) and any(b.start < a.end for a, b in pairwise(tokens)):
            found[analysis] = _bind_grams(tokens, analysis, names)
        elif isinstance(leaf, Phrase) and leaf.slop and len(tokens) > 1:
            words = [make_leaf(leaf, [token], analysis, names, prefers=prefers) for token in tokens]
            found[analysis] = Proximity("slop", tuple(words), leaf.slop)
        elif tokens:
            found[analysis] = make_leaf(leaf, tokens, analysis, names, prefers=prefers)
    if not found:
        _note_nothing(leaf, searched, scope)
    return found


def _note_lone_wildcards(leaf: Phrase, scope: Scope) -> None:
    """Note a ``*`` or ``?`` that stands alone in a phrase, where it stands for no word; a ``?`` at its end ends it."""
    words = leaf.text.split()
    lone = [word for word in words if not word.strip("*?")]
    if lone and lone[-1] is words[-1] and "*" not in words[-1]:
        lone.pop()
    kept = " ".join(word for word in words if word.strip("*?"))
    if lone and any(map(str.isalnum, kept)):
        message = f"“{clip(lone[0])}” alone in a phrase stands for no word; left out; for words between others write"
        scope.note(f'{message} "{clip(kept)}"~{leaf.slop + len(lone)}', leaf)


def _pattern_leaves(leaf: Pattern | Phrase, row: Field | None, scope: Scope) -> dict[str, Bound]:
    """Return a pattern, or a phrase that has some, by analysis; one that cannot be searched is words, with a note."""
    from dateline.searcher.automata.syntax import PatternError  # start-up: few queries have patterns
    from dateline.searcher.query.pattern_clauses import match_words, split_words  # start-up: the same

    words = [*split_words(leaf)]
    if not scope.take_patterns(sum([isinstance(each, Pattern) for each in words]), leaf):
        return {}
    searched = scope.fields.bare if row is None else (scope.fields.scope_of(row),)
    slop = leaf.slop if isinstance(leaf, Phrase) else 0
    try:
        made = {each[0]: match_words(words, slop, *each) for each in searched}
    except PatternError as error:
        typed = to_text(leaf)
        scope.note(f"“{clip(typed)}” is no pattern: {error}; searched as words", leaf)
        return _text_leaves(Word(leaf.text.replace("*", " ").replace("?", " "), place=leaf.place), row, scope)
    found = {analysis: clause for analysis, clause in made.items() if clause is not None}
    if not found:
        _note_nothing(leaf, searched, scope)
    return found


def _bind_pattern(leaf: Pattern, row: Field, scope: Scope) -> Bound | None:
    """Bind a pattern in a field that is no text; where there are none, it is a word."""
    from dateline.searcher.automata.syntax import PatternError  # start-up: few queries have patterns
    from dateline.searcher.query.pattern_clauses import match_values  # start-up: the same

    typed = Word(to_text(leaf), place=leaf.place)
    if row.kind == "date":
        return _bind_date(typed, row, scope)
    if row is STORY:
        scope.note("ids of stories have no patterns; searched as an id", leaf)
        return Value(row.name, typed.text)
    if not scope.take_patterns(1, leaf):
        return None
    try:
        return match_values(leaf, row)
    except PatternError as error:
        scope.note(f"“{clip(typed.text)}” is no pattern: {error}; searched as words", leaf)
        return _bind_leaf(Word(leaf.text, place=leaf.place), row, scope)


def _part_without_form(text: str, tokens: list[Token]) -> str:
    """Return the first part of a text with letters that is in no token, such as the ``'s`` of a possessive."""
    ends = [token.end for token in tokens]
    starts = [*(token.start for token in tokens[1:]), len(text)]
    gaps = (text[end:start] for end, start in zip(ends, starts, strict=False))
    return next((gap.split()[0] for gap in gaps if any(map(str.isalnum, gap))), "")


def _bind_grams(tokens: list[Token], analysis: str, names: tuple[str, ...]) -> Bound:
    """Bind overlapping tokens of a word, such as Whoosh's n-grams: an article must have all of them, in any order."""
    grams = dict.fromkeys(token.term for token in tokens)
    return _all_of([Term(analysis, names, gram, gram, False, False) for gram in grams])


def _limit_tokens(tokens: list[Token], leaf: TextNode, analysis: str, scope: Scope) -> list[Token]:
    """Return the tokens of a leaf by a Whoosh analysis, up to the limit of terms.

    Such an analysis may make many tokens of a word; the grammar has already limited those of English analysis.
    """
    remaining = scope.remaining.get(analysis, MOST_WORDS)
    if len(tokens) > remaining > 0:
        scope.note(f"a query can have {MOST_WORDS:,} terms; the rest is left out", leaf)
    if leaf.exact and any(leaf.text[each.start : each.end] != each.form for each in tokens):
        scope.note(f"“{clip(leaf.text)}” is searched without “=”: the analysis {analysis} keeps no forms", leaf)
    scope.remaining[analysis] = max(0, remaining - len(tokens))
    return tokens[:remaining]


def _note_nothing(leaf: TextNode, searched: tuple[tuple[str, tuple[str, ...], bool], ...], scope: Scope) -> None:
    """Note why a leaf has nothing to search, unless the limit of terms is the reason."""
    if not searched:
        scope.note("no field is searched by words without a field; left out", leaf)
    elif all(scope.remaining.get(analysis, MOST_WORDS) for analysis, _, _ in searched):
        what = "the phrase" if isinstance(leaf, Phrase) else f"“{clip(leaf.text)}”"
        lacks = "no letters or digits" if not any(map(str.isalnum, leaf.text)) else "nothing"
        scope.note(f"{what} has {lacks} to search by; left out", leaf)


def _bind_date(leaf: TextNode, row: Field, scope: Scope) -> Bound | None:
    parsed = read_archive_date(leaf.text, scope.today, scope.days)
    if parsed.date is not None:
        if parsed.note:
            scope.note(parsed.note, leaf)
        made = bound_date(parsed.date, row, certainly=scope.certainly)
        scope.check_days(made, leaf)
        return made
    if parsed.relative:
        scope.note(f"{parsed.note}; it matches no article", leaf)
        return Nowhere()
    scope.note(f"{parsed.note}; searched as words", leaf)
    note_level(leaf, row, scope)
    return _bind_text(leaf, None, scope)


def bound_date(parsed: QueryDate, row: Field, *, certainly: bool = False) -> Bound:
    """Return the clause for a date in a field."""
    certain = certainly if parsed.certainly is None else parsed.certainly
    if parsed.recurs is not None:
        return Yearly(row.name, parsed.recurs, certain)
    return Nowhere() if parsed.days is None else Dated(row.name, parsed.days, certain)


def _bind_range(tree: Range, scope: Scope) -> Bound | None:
    """Bind a range of days; any other range is a word, or a value of its field."""
    row = row_of(tree.field, scope.fields)
    typed = Word(to_text(tree).partition(":")[2], place=tree.place)
    if row is None or row.kind != "date":
        scope.note(f"{tree.field} has no ranges, only dates have; searched as words", tree)
        return _bind_leaf(typed, row, scope)
    bounds = read_archive_bounds((tree.low, tree.high), scope.today, scope.days)
    for each in bounds:
        if each is not None and each.note:
            unread = "; no article is in the range" if each.relative else "; searched as words"
            scope.note(each.note + (unread if each.date is None else ""), tree)
    if any(each is not None and each.date is None for each in bounds):
        relative = all(each is None or each.date is not None or each.relative for each in bounds)
        return Nowhere() if relative else _bind_text(typed, None, scope)
    low, high = (None if each is None else each.date for each in bounds)
    return _bind_days(tree, low, high, row, scope)


def _bind_days(tree: Range, low: QueryDate | None, high: QueryDate | None, row: Field, scope: Scope) -> Bound:
    """Bind a range between dates; None: open on that side."""
    first, last = FIRST_DAY, LAST_DAY
    if low is not None and low.days is not None:
        first = low.days.last.toordinal() + 1 if tree.low_open else low.days.first.toordinal()
    if high is not None and high.days is not None:
        last = high.days.first.toordinal() - 1 if tree.high_open else high.days.last.toordinal()
    given = [each for each in (low, high) if each is not None]
    if any(each.recurs is not None for each in given):
        scope.note("a day of every year cannot bound a range; no article is in it", tree)
        return Nowhere()
    if first > last:
        scope.note("the range ends before it begins; no article is in it", tree)
        return Nowhere()
    certainties = [each.certainly for each in given if each.certainly is not None]
    days = DateSpan(date.fromordinal(first), date.fromordinal(last))
    made = Dated(row.name, days, any(certainties) if certainties else scope.certainly)
    scope.check_days(made, tree)
    return made
