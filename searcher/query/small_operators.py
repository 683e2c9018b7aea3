"""``or``, ``and`` and ``not`` in small letters that were probably meant as operators: remarks say what to type.

They stay words. Sentences and headlines get no remark: the words count between the operands of a short query with
nothing else between them, in a group of such, beside such a group, and ``or`` beside operators in capitals.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from dateline.searcher.query.edits import Remark
from dateline.searcher.query.lexemes import Lexeme
from dateline.searcher.query.tree import Edit, Named, Range, Word

__all__ = ["ENDS", "OPERANDS", "is_beside_field", "remark_small_operators"]

# What the words mean, one alone or two together.
MEANT: Final = {
    ("or",): "OR", ("and",): "AND", ("not",): "NOT", ("and", "not"): "NOT", ("but", "not"): "NOT",
    ("or", "not"): "OR NOT",
}  # fmt: skip
WORDS: Final = frozenset(word for words in MEANT for word in words)
CAPITALS: Final = frozenset(("AND", "OR", "NOT", "near"))
FEW: Final = 12  # lexemes of a query that is probably no text
FEW_WITH_GROUPS: Final = 30  # the same of one with a group of words that have nothing but these between them
ENDS: Final = frozenset(("leaf", ")", "boost"))  # of operands
OPERANDS: Final = frozenset(("leaf", "(", "field", "^"))
# Before these "not" is that of a sentence: *do not resuscitate*, *why not now*.
OF_SENTENCES: Final = frozenset({
    "am", "is", "are", "was", "were", "be", "do", "does", "did", "has", "have", "had", "will", "would", "shall",
    "should", "can", "could", "may", "might", "must", "need", "why", "if", "whether", "or", "yet", "just", "only",
    "better", "best", "certainly", "who", "that", "it", "this", "there", "they", "we", "you", "he", "she", "i",
})  # fmt: skip


class _Joint(NamedTuple):
    """One or two of the words between two operands: the place of the first, the one after them, what they mean."""

    first: int
    end: int
    meant: str


def remark_small_operators(lexemes: Sequence[Lexeme], remark: Remark) -> None:
    """Remark on ``or``, ``and`` and ``not`` that were probably meant as operators."""
    joints = [joint for joint in _joints(lexemes) if not is_beside_field(lexemes, joint.first)]
    if not any(joint.meant != "AND" for joint in joints):
        return
    for joint in _likely(lexemes, joints):
        start, end = lexemes[joint.first].start, lexemes[joint.end - 1].end
        words = " ".join(each.text for each in lexemes[joint.first : joint.end])
        message = f'"{words}" is searched as {"a word" if joint.end == joint.first + 1 else "words"}'
        remark(f'{message}; the operator is "{joint.meant}"', start, end, (Edit(start, end, joint.meant),))


def is_beside_field(lexemes: Sequence[Lexeme], place: int) -> bool:
    """Return whether a word stands between two operands, one of which is a value of a field or a mention."""
    if not 0 < place < len(lexemes) - 1 or lexemes[place - 1].kind not in ENDS:
        return False
    before, after = lexemes[place - 1], lexemes[place + 1]
    of_field = place > 1 and lexemes[place - 2].kind == "field"
    return after.kind in OPERANDS and (of_field or _is_placed(before) or _is_placed(after))


def _is_placed(lexeme: Lexeme) -> bool:
    """Return whether a lexeme begins or is a value of a field, or a mention."""
    return lexeme.kind == "field" or isinstance(lexeme.leaf, Named | Range)


def _word_of(lexeme: Lexeme) -> str:
    """Return which of the words a lexeme is, or an empty text."""
    leaf = lexeme.leaf
    return leaf.text if type(leaf) is Word and not leaf.exact and leaf.text in WORDS else ""


def _joints(lexemes: Sequence[Lexeme]) -> Iterator[_Joint]:
    """Yield the words that stand between two operands."""
    place = 1
    while place < len(lexemes) - 1:
        end = place
        while end < len(lexemes) and _word_of(lexemes[end]):
            end += 1
        meant = MEANT.get(tuple([_word_of(each) for each in lexemes[place:end]]), "")
        before = lexemes[place - 1]
        if meant and end < len(lexemes) and before.kind in ENDS and lexemes[end].kind in OPERANDS:
            yield _Joint(place, end, meant)
        place = max(end, place + 1)


def _likely(lexemes: Sequence[Lexeme], joints: Sequence[_Joint]) -> Iterator[_Joint]:
    """Yield those that were probably meant as operators."""
    grouped = _grouped(lexemes, joints) if len(lexemes) <= FEW_WITH_GROUPS else set()
    if len(lexemes) <= FEW and _is_chain(lexemes, joints, 0, len(lexemes)) and not _is_text(lexemes, joints):
        yield from joints
        return
    in_capitals = not CAPITALS.isdisjoint(each.kind for each in lexemes)
    depth, at = 0, 0
    for joint in joints:
        for each in lexemes[at : joint.first]:
            depth += (each.kind == "(") - (each.kind == ")")
        at = joint.first
        beside = lexemes[joint.first - 1].kind == ")" or lexemes[joint.end].kind == "("
        likely = joint.meant == "OR" and len(lexemes) <= FEW and (in_capitals or depth > 0 or beside)
        if likely or joint in grouped or (grouped and beside):
            yield joint


def _grouped(lexemes: Sequence[Lexeme], joints: Sequence[_Joint]) -> set[_Joint]:
    """Return those in parentheses that hold nothing but words and what joins them, one of it ``or``."""
    found: set[_Joint] = set()
    opened: list[int] = []
    for place, each in enumerate(lexemes):
        if each.kind == "(":
            opened.append(place)
        elif each.kind == ")" and opened:
            start = opened.pop() + 1
            inner = [joint for joint in joints if start <= joint.first < place]
            if any(joint.meant == "OR" for joint in inner) and _is_chain(lexemes, inner, start, place):
                found.update(inner)
    return found


def _is_chain(lexemes: Sequence[Lexeme], joints: Sequence[_Joint], start: int, end: int) -> bool:
    """Return whether lexemes are single words and phrases, one of the joints between each two."""
    for joint in joints:
        if joint.first != start + 1 or lexemes[start].kind != "leaf":
            return False
        start = joint.end
    return bool(joints) and start == end - 1 and lexemes[start].kind == "leaf"


def _is_text(lexemes: Sequence[Lexeme], joints: Sequence[_Joint]) -> bool:
    """Return whether words with joints between them are a headline, *Trick or treat*, or a part of a sentence."""
    operands = [lexemes[0], *(lexemes[joint.end] for joint in joints)]
    if operands[0].text[0].isupper() and any(each.text[0].islower() for each in operands):
        return True
    befores = [lexemes[joint.first - 1].text.lower() for joint in joints if joint.meant == "NOT"]
    return not OF_SENTENCES.isdisjoint(befores)
