"""From lexemes to a tree and notes: the grammar of docs/query-language.md.

A stack of open groups replaces recursion, so that no query is too deep to parse. Nesting beyond `DEEPEST` is ignored,
with a note.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from dateline.index.analysis.english import tokenize
from dateline.index.dataclass import dataclass, field
from dateline.index.pattern import compile_late
from dateline.searcher.query.edits import Remark
from dateline.searcher.query.lexemes import Leaf, Lexeme
from dateline.searcher.query.lexer import lex
from dateline.searcher.query.likely_operators import SMALL_NUMBER, is_within, remark_likely_operators
from dateline.searcher.query.lookalikes import clip
from dateline.searcher.query.misspelling import Names
from dateline.searcher.query.noted_words import NOTED
from dateline.searcher.query.other_operators import has_other_operators, remark_other_operators
from dateline.searcher.query.tree import (
    RESERVED,
    And,
    AtLeast,
    Begins,
    Boost,
    Closeness,
    Edit,
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
    Word,
    limit_notes,
)

__all__ = ["DEEPEST", "LONGEST", "MOST_WORDS", "Parsed", "parse", "words_in"]

LONGEST = 100_000  # characters
MOST_WORDS = 1_024  # including those of phrases and ranges
DEEPEST = 50  # parentheses, signs, NOTs and fields around one word; operators of places and boosts around one clause
SHALLOW = 8  # nesting up to which a tree prints back in any case: each level takes three levels at most in print
# A query all in capitals with more words than this, or with a longer word, is probably a headline.
FEW_WORDS, SHORT_WORD = 3, 4

# Most queries are plain words and need no lexemes: each word starts with a letter or a digit and has no character that
# matters to the lexer.
PLAIN = compile_late(r"\s*+(?:[^\W_][\w'’.,&/£$€%-]*+(?:\s++|\Z))*+")


# Operators with a number, and what was perhaps meant as one, look like plain words, too.
NUMBERED = compile_late(r"(?<!\S)(?i:near|adj|sent|para|first|atleast|within|w|pre)/[0-9]")


@dataclass(frozen=True, slots=True)
class Parsed:
    """A parsed query: its tree, and notes in the order of the text."""

    tree: Node
    notes: tuple[Note, ...] = ()


def parse(text: str, is_field: Callable[[str], bool], names: Names = tuple) -> Parsed:
    """Parse a query; any text is one.

    ``is_field`` says whether a name typed before a colon is a field; ``names`` returns names of fields, of which notes
    propose the most similar one in place of a name that is no field. The call never raises. It reads the first 100,000
    characters, in linear time.
    """
    if PLAIN.fullmatch(text):
        words = text.split()
        if (
            len(text) <= MOST_WORDS  # each word has at least one character
            and RESERVED.isdisjoint(words)
            and not ("/" in text and NUMBERED.search(text))
            and NOTED.isdisjoint(words)
            and not is_within(text)
            and not has_other_operators(text)
        ):
            if len(words) > 1:
                return Parsed(And(tuple([Word(word) for word in words])))
            return Parsed(Word(words[0]) if words else Nothing())
    return parse_lexemes(text, is_field, names)


def parse_lexemes(text: str, is_field: Callable[[str], bool], names: Names = tuple) -> Parsed:
    """Parse a query by way of its lexemes: `parse` without the shortcut for plain words."""
    remarks: list[Note] = []

    def remark(message: str, start: int, end: int, edits: tuple[Edit, ...] = ()) -> None:
        remarks.append(Note(message, start, end, edits=edits))

    if len(text) > LONGEST:
        remark(f"the query is too long; everything after character {LONGEST:,} is left out", LONGEST, len(text))
    text = text[:LONGEST]
    lexemes = lex(text, is_field, remark, names)
    remark_likely_operators(text, lexemes, remark)
    remark_other_operators(text, is_field, remark)
    builder = _Builder(lexemes, text, remark)
    tree = builder.build()
    if builder.deepest > SHALLOW:
        tree = _settle(tree, text, is_field, builder)
    if not remarks:
        return Parsed(tree)
    remarks.sort(key=lambda note: (note.start, note.end))
    return Parsed(tree, limit_notes(remarks))


def _settle(tree: Node, text: str, is_field: Callable[[str], bool], builder: _Builder) -> Node:
    """Return a tree that prints back to itself."""
    from dateline.searcher.query.deep_nesting import settle  # start-up: few queries are nested so deep

    def read(printed: str) -> Node:
        return _Builder(lex(printed, is_field, _ignore, tuple), printed, _ignore).build()

    settled = settle(tree, read, LONGEST)
    if settled is not tree:
        builder.remark_deep(0, len(text))
    return settled


def _ignore(message: str, start: int, end: int, edits: tuple[Edit, ...] = ()) -> None:
    """Take a remark on a query that nobody typed."""


@dataclass(frozen=True, slots=True)
class _Operand:
    """The last operand of a group, without its signs, which apply to a whole ``a NEAR/5 b``.

    ``height`` is how many operators of places and boosts are around one clause within it.
    """

    node: Node
    signs: tuple[Lexeme, ...] = ()
    height: int = 0

    def signed(self) -> Node:
        node = self.node
        for sign in reversed(self.signs):
            node = _prefixed(sign, node)
        return node


@dataclass(frozen=True, slots=True)
class _Joint:
    """An operator of places that still lacks its right side."""

    lexeme: Lexeme
    left: _Operand
    negation: Lexeme | None


@dataclass(slots=True)
class _Group:
    """The open group: what was read since an opening parenthesis, or of the whole query.

    ``alternatives`` are the completed sides of OR; ``clauses`` belong to the current one. ``prefixes`` apply to the
    next operand. ``ready`` says that an operand is directly to the left, ``waiting`` is an AND or OR that still lacks
    its right side, ``joint`` an operator of places that does. ``last`` is the last clause, if it is an operand.
    ``quorum`` is how many clauses of the group are required, ``height`` the greatest of its operands.
    """

    opener: Lexeme | None = None
    alternatives: list[list[Node]] = field(default_factory=list)
    clauses: list[Node] = field(default_factory=list)
    prefixes: list[Lexeme] = field(default_factory=list)
    ready: bool = False
    waiting: Lexeme | None = None
    joint: _Joint | None = None
    last: _Operand | None = None
    quorum: int = 0
    height: int = 0


class _Builder:
    """Builds the tree from left to right."""

    def __init__(self, lexemes: list[Lexeme], text: str, remark: Remark) -> None:
        self.lexemes = lexemes
        self.text = text
        self.remark = remark
        self.groups = [_Group()]
        self.place = 0  # the lexeme read now
        self.depth = self.deepest = 0  # open parentheses and waiting prefixes
        self.ignored = 0  # parentheses opened too deep, whose closing ones are ignored
        self.room = MOST_WORDS
        self.operators: dict[int, str] = {}  # by place: operators that are not words
        self.said_deep = False
        self.said_full = False

    def build(self) -> Node:
        while self.place < len(self.lexemes):
            self.read(self.lexemes[self.place])
            self.place += 1
        return self.finish()

    def read(self, lexeme: Lexeme) -> None:
        """Read one lexeme, and the following ones that belong to it."""
        kind = lexeme.kind
        if kind == "leaf" and lexeme.leaf is not None:
            if not self.read_quorum(lexeme.leaf):
                self.add_leaf(lexeme, lexeme.leaf)
        elif kind == "(" and (word := _operator_as_word(self.lexemes, self.place)):
            self.place += 2
            self.add_leaf(word, Word(word.text, place=(word.start, word.end)))
        elif kind == "(":
            self.open(lexeme)
        elif kind == ")":
            self.close(lexeme)
        elif kind == "AND" or kind == "OR":
            self.join(lexeme)
        elif kind == "near":
            self.join_places(lexeme, None)
        elif kind == "NOT" and self.groups[-1].ready and self.peek() == "near":
            self.place += 1
            self.join_places(self.lexemes[self.place], lexeme)
        elif kind == "first":
            self.search_as_word(lexeme, f'"{lexeme.text}" has nothing on its left')
        elif kind == "blank":
            self.add(None)
        elif kind != "boost":  # a boost of nothing
            self.prefix(lexeme, self.lexemes[self.place + 1 : self.place + 2])

    def peek(self, ahead: int = 1) -> str:
        """Return the kind of a following lexeme, or an empty text."""
        place = self.place + ahead
        return self.lexemes[place].kind if place < len(self.lexemes) else ""

    def read_quorum(self, leaf: Leaf) -> bool:
        """Read ``2 OF (``; return whether it was that."""
        if not (isinstance(leaf, Word) and leaf.text.isdigit() and not leaf.exact):
            return False
        if not (SMALL_NUMBER.fullmatch(leaf.text) and int(leaf.text)):
            return False
        following = self.lexemes[self.place + 1 : self.place + 3]
        if len(following) < 2 or following[1].kind != "(" or following[0].leaf != Word("OF"):
            return False
        number = self.lexemes[self.place]
        self.place += 2
        self.open(following[1]._replace(start=number.start), int(leaf.text))  # notes on it are on all three
        return True

    def add_leaf(self, lexeme: Lexeme, leaf: Leaf) -> None:
        """Add a word, phrase or range, up to the limit of words."""
        words = words_in(leaf) if len(self.text) > MOST_WORDS else 0  # a text has no more words than characters
        if words <= self.room:
            self.room -= words
            self.add(leaf)
            return
        kept = _first_words(leaf, self.room)
        self.room = 0
        if kept is None:
            self.remark_full(lexeme.start)
            self.add(None)
        else:
            end = self.text.find(kept.text, lexeme.start) + len(kept.text)
            self.remark_full(end)
            self.add(Phrase(kept.text, kept.exact, (lexeme.start, end), kept.letters))

    def remark_full(self, place: int) -> None:
        """Remark once where the query is cut."""
        if not self.said_full:
            self.said_full = True
            rest = self.text[place:].lstrip()
            message = f"a query can have {MOST_WORDS:,} words, including those of phrases"
            self.remark(f'{message}; everything from "{clip(rest)}" on is left out', place, self.lexemes[-1].end)

    def add(self, node: Node | None, height: int = 0) -> None:
        """Add an operand with its prefixes to the innermost group; None is an empty operand."""
        group = self.groups[-1]
        suffixed = self.peek() in SUFFIXES
        if node is not None and not suffixed and not group.prefixes and group.joint is None:
            self.add_operand(_Operand(node, (), height))  # the common case
            return
        prefixes, group.prefixes = group.prefixes, []
        self.depth -= len(prefixes)
        signs = tuple([each for each in prefixes if each.kind in SIGNS]) if prefixes else ()
        if suffixed:
            node, height = self.add_suffixes(node, height)
        if node is not None:
            for prefix in reversed(prefixes):
                if prefix.kind not in SIGNS:
                    node = _prefixed(prefix, node)
        operand = None if node is None else _Operand(node, signs, height)
        if group.joint is not None:
            operand = self.complete_joint(group.joint, operand)
            group.joint = None
        self.add_operand(operand)

    def add_operand(self, operand: _Operand | None) -> None:
        group = self.groups[-1]
        if operand is not None:
            group.clauses.append(operand.signed() if operand.signs else operand.node)
            if operand.height > group.height:
                group.height = operand.height
        group.last = operand
        group.ready = True
        group.waiting = None

    def add_suffixes(self, node: Node | None, height: int) -> tuple[Node | None, int]:
        """Read boosts and FIRST after an operand; return the operand with them, and its height."""
        while self.peek() in SUFFIXES:
            self.place += 1
            lexeme = self.lexemes[self.place]
            if node is None:
                continue
            if height >= DEEPEST:
                self.remark_deep(lexeme.start, lexeme.end)
                continue
            height += 1
            if lexeme.kind == "boost":
                node = Boost(node, lexeme.number, lexeme.name == "^=")
            else:
                node = First(node, int(lexeme.number), (lexeme.start, lexeme.end))
        return node, height

    def complete_joint(self, joint: _Joint, right: _Operand | None) -> _Operand:
        """Return the operand that an operator of places makes of its two sides."""
        left, lexeme = joint.left, joint.lexeme
        if right is None:
            return left
        if right.signs:
            sign = right.signs[0]
            message = f'"{sign.text}" has no meaning after "{lexeme.text}"; left out'
            self.remark(message, sign.start, sign.end)
        start = lexeme.start if joint.negation is None else joint.negation.start
        kind: Closeness = lexeme.name  # type: ignore[assignment]  # the lexer has these names from the same table
        place = (start, lexeme.end)
        node = Near(kind, left.node, right.node, int(lexeme.number), joint.negation is not None, place)
        return _Operand(node, left.signs, 1 + max(left.height, right.height))

    def open(self, lexeme: Lexeme, quorum: int = 0) -> None:
        # A word keeps its field at any depth, but what seemed to be one may be the number of a quorum.
        if self.depth > DEEPEST or (self.depth >= DEEPEST and not self.groups[-1].prefixes):
            self.ignored += 1
            self.remark_deep(lexeme.start, lexeme.end)
            return
        if not self.groups[-1].prefixes:  # a prefix before it counted already: -(…) is as deep as its parentheses
            self.depth += 1
            self.deepest = max(self.deepest, self.depth)
        self.groups.append(_Group(lexeme, quorum=quorum))

    def close(self, lexeme: Lexeme) -> None:
        if self.ignored:
            self.ignored -= 1
        elif len(self.groups) == 1:
            self.remark("this closing parenthesis has no opening one; left out", lexeme.start, lexeme.end)
        else:
            opener = self.groups[-1].opener
            if self.leave() is None and opener is not None and not self.said_full:
                message = "there is nothing to search between these parentheses; left out"
                self.remark(message, opener.start, lexeme.end)

    def leave(self) -> Node | None:
        """Close the innermost group, add it to the outer one, and return its meaning."""
        node = self.complete()
        height = self.groups.pop().height
        self.depth -= not self.groups[-1].prefixes
        self.add(node, height)
        return node

    def join(self, lexeme: Lexeme) -> None:
        """Read AND or OR; without a left operand it is a word."""
        group = self.groups[-1]
        if not group.ready:
            self.search_as_word(lexeme, f'"{lexeme.text}" has nothing on its left to join')
            return
        if lexeme.kind == "OR":
            group.alternatives.append(group.clauses)
            group.clauses = []
        group.ready = False
        group.waiting = lexeme
        self.operators[lexeme.start] = lexeme.text

    def join_places(self, lexeme: Lexeme, negation: Lexeme | None) -> None:
        """Read an operator of places; without a left operand it is a word."""
        group = self.groups[-1]
        last = group.last
        if not group.ready or last is None:
            self.search_as_word(lexeme, f'"{lexeme.text}" has nothing on its left')
            return
        if last.height >= DEEPEST:
            self.remark_deep(lexeme.start, lexeme.end)
            return
        group.clauses.pop()
        group.joint = _Joint(lexeme, last, negation)
        group.ready = False

    def prefix(self, lexeme: Lexeme, following: list[Lexeme]) -> None:
        """Read a sign, NOT or a field name. A word keeps its field at any depth."""
        named_leaf = lexeme.kind == "field" and bool(following) and following[0].kind == "leaf"
        if self.depth >= DEEPEST and not named_leaf:
            self.remark_deep(lexeme.start, lexeme.end)
            return
        group = self.groups[-1]
        if self.depth > DEEPEST and group.prefixes[-1:] and group.prefixes[-1].kind == "field":
            group.prefixes[-1] = lexeme  # the group between the two is left out: the inner field applies
            return
        self.depth += 1
        self.deepest = max(self.deepest, self.depth)
        group.prefixes.append(lexeme)
        group.ready = False
        if lexeme.kind == "NOT":
            self.operators[lexeme.start] = lexeme.text

    def search_as_word(self, lexeme: Lexeme, reason: str) -> None:
        self.remark(f"{reason}; searched as a word", lexeme.start, lexeme.end)
        self.add_leaf(lexeme, Word(lexeme.text, place=(lexeme.start, lexeme.end)))

    def complete(self) -> Node | None:
        """Return the meaning of the innermost group; operators without a right operand become words."""
        group = self.groups[-1]
        if group.prefixes and group.prefixes[-1].kind not in ("NOT", "atleast"):
            # The operand of a sign or a field was nested too deep; a note says so already.
            self.add(None)
        elif group.prefixes:
            lexeme = group.prefixes.pop()
            self.operators.pop(lexeme.start, None)
            self.depth -= 1
            purpose = " to exclude" if lexeme.kind == "NOT" else ""
            self.search_as_word(lexeme, f'"{lexeme.text}" has nothing after it{purpose}')
        elif group.joint is not None:
            joint, group.joint = group.joint, None
            self.restore(group, joint)
        elif group.waiting is not None:
            if group.waiting.kind == "OR":
                group.clauses = group.alternatives.pop()
            del self.operators[group.waiting.start]
            self.search_as_word(group.waiting, f'"{group.waiting.text}" has nothing on its right to join')
        if group.quorum:
            return self.complete_quorum(group)
        sides = [_joined(And, clauses) for clauses in (*group.alternatives, group.clauses) if clauses]
        return _joined(Or, sides) if sides else None

    def restore(self, group: _Group, joint: _Joint) -> None:
        """Search an operator of places without a right operand as a word."""
        group.clauses.append(joint.left.signed())
        group.ready = True
        if joint.negation is not None:
            negation = joint.negation
            self.search_as_word(negation, f'"{negation.text}" has nothing after it to exclude')
        self.search_as_word(joint.lexeme, f'"{joint.lexeme.text}" has nothing on its right')

    def complete_quorum(self, group: _Group) -> Node | None:
        """Return the meaning of ``2 OF (a b c)``: each clause counts, or each side of OR."""
        sides = [clauses for clauses in (*group.alternatives, group.clauses) if clauses]
        made = [_joined(And, clauses) for clauses in sides] if group.alternatives else list(group.clauses)
        if made and group.opener is not None and (group.quorum > len(made) or len(made) < 2):
            message = f"these parentheses have only {len(made)} clauses; all of them are required"
            if len(made) < 2:
                message = f'"{group.quorum} OF" has no meaning before a single clause; left out'
            self.remark(message, group.opener.start, group.opener.end)
        if len(made) < 2:
            return made[0] if made else None
        return Quorum(min(group.quorum, len(made)), tuple(made))

    def finish(self) -> Node:
        """Close what is still open, and return the tree."""
        unclosed = self.ignored + len(self.groups) - 1
        opener = self.groups[1].opener if len(self.groups) > 1 else None
        if unclosed and opener is not None:
            what = "this parenthesis is" if unclosed == 1 else f"{unclosed:,} parentheses are"
            self.remark(f"{what} never closed; closed at the end", opener.start, opener.end)
        while len(self.groups) > 1:
            self.leave()
        tree = self.complete() or Nothing()
        if self.operators and (self.text.isupper() or ("NOT" in self.operators.values() and _is_headline(self.text))):
            self.remark_capitals()
        if self.text.isupper():
            self.remark_signs_in_capitals()
        return tree

    def remark_deep(self, start: int, end: int) -> None:
        if not self.said_deep:
            self.said_deep = True
            message = f"nested more than {DEEPEST} deep; deeper parentheses and operators are left out"
            self.remark(message, start, end)

    def remark_capitals(self) -> None:
        """Remark that a headline in capitals contains words that were read as operators."""
        words = [each.leaf.text for each in self.lexemes if isinstance(each.leaf, Word)]
        if len(words) > FEW_WORDS or any(word.isalpha() and len(word) > SHORT_WORD for word in words):
            names = [f'"{name}"' for name in sorted(set(self.operators.values()))]
            read = "is read as an operator" if len(names) == 1 else "are read as operators"
            message = f"{' and '.join(names)} {read}; to search for the word, write it in small letters"
            place, name = next(iter(self.operators.items()))
            # In a query with small letters others would be operators, too.
            words_meant = [each for each in self.lexemes if each.text in RESERVED]
            edits = [Edit(each.start, each.end, each.text.lower()) for each in words_meant]
            self.remark(message, place, place + len(name), tuple(edits))

    def remark_signs_in_capitals(self) -> None:
        """Remark that a headline in capitals excludes a word: *BRAZIL COULD EXPORT COFFEE -AGENCY*."""
        if sum(isinstance(each.leaf, Word) for each in self.lexemes) <= FEW_WORDS:
            return
        for sign, word in pairwise(self.lexemes):
            if sign.kind == "-" and isinstance(word.leaf, Word) and word.text.isalpha() and len(word.text) > 1:
                message = f'"-{clip(word.text)}" excludes articles with the word; to search for it, leave out the sign'
                self.remark(message, sign.start, word.end, (Edit(sign.start, sign.end, ""),))


def _is_headline(text: str) -> bool:
    """Return whether a text is in capitals but for a few letters of words that have some: *IBM's*, *McDONALD*."""
    small, large = sum(map(str.islower, text)), sum(map(str.isupper, text))
    return 4 * small <= large and all(word != word.lower() or not word.isalpha() for word in text.split())


def _operator_as_word(lexemes: list[Lexeme], place: int) -> Lexeme | None:
    """Return the operator that is alone between parentheses, `(OR)`: this searches for the word."""
    inner = lexemes[place + 1 : place + 3]
    if len(inner) == 2 and inner[1].kind == ")" and inner[0].kind in AS_WORDS:
        return inner[0]
    return None


# Lexemes that are words where they are alone between parentheses.
AS_WORDS = frozenset(("AND", "OR", "NOT", "near", "first", "atleast"))
SIGNS = frozenset(("+", "-", "NOT", "atleast"))
SUFFIXES = frozenset(("boost", "first"))


def words_in(leaf: Leaf) -> int:
    """Return the number of words of a leaf, at least one."""
    match leaf:
        case Range(_, low, high):
            return max(1, len(tokenize(low or "")) + len(tokenize(high or "")))
        case Everything() | Named() | Pattern():
            return 1
        case _:
            return max(1, len(tokenize(leaf.text)))


def _first_words(leaf: Leaf, most: int) -> Phrase | None:
    """Return the first words of a word or a phrase, as a phrase; None if there is no room for any."""
    if most < 1 or not isinstance(leaf, Word | Phrase):
        return None
    return Phrase(leaf.text[: tokenize(leaf.text)[most - 1][2]], leaf.exact, letters=leaf.letters)


def _prefixed(prefix: Lexeme, node: Node) -> Node:
    if prefix.kind == "field":
        return InField(prefix.text, node)
    if prefix.kind == "^":
        return Begins(node, (prefix.start, prefix.end))
    if prefix.kind == "atleast":
        return AtLeast(int(prefix.number), node, (prefix.start, prefix.end))
    return Must(node) if prefix.kind == "+" else Not(node)


def _joined(kind: type[And | Or], nodes: list[Node]) -> Node:
    """Return the nodes under one And or Or, with nested ones of the same kind flattened."""
    if len(nodes) == 1:
        return nodes[0]
    clauses: list[Node] = []
    for node in nodes:
        if isinstance(node, kind):
            clauses.extend(node.clauses)
        else:
            clauses.append(node)
    return kind(tuple(clauses))
