"""Whoosh's analysers by name, and Dateline's own analysis as a Whoosh analyser.

This module imports Whoosh, so it is imported only if a field needs it.
"""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import product
from threading import local
from typing import Any

import whoosh.analysis
from whoosh.analysis import CompositeAnalyzer, Filter, Tokenizer

from dateline.index.analysis.english import Token, fold, term_of
from dateline.index.errors import FieldError
from dateline.index.kernel.characters import APOSTROPHE, DIGIT, LETTER, LONGEST, MARK, SEPARATOR, SINGLE, classify

__all__ = ["FACTORIES", "analyzer_named", "english_analyzer", "name_of", "whoosh_analyzer"]

# Functions of whoosh.analysis with literal arguments; simpler ones first, because `name_of` tries them in order.
FACTORIES = (
    "SimpleAnalyzer",
    "StandardAnalyzer",
    "StemmingAnalyzer",
    "KeywordAnalyzer",
    "FancyAnalyzer",
    "NgramAnalyzer",
    "NgramWordAnalyzer",
    "LanguageAnalyzer",
    "RegexAnalyzer",
    "IDAnalyzer",
)
# Caches do not change the result of an analyser.
IGNORED_ATTRIBUTES = {"cachesize", "_stem", "_stemmer"}
SAMPLE = "A sample of 2 words: don't, Wi-Fi"
CREATION_ERRORS = (TypeError, ValueError, AttributeError, KeyError, AssertionError, re.error)

_threads = local()


def analyzer_named(spec: str) -> Callable[[str], list[Token]]:
    """Return the function from a text to its tokens for ``NAME`` or ``NAME(key=value, …)``.

    Whoosh's stemming filters have a cache that threads must not share, so each thread has its own analyser. Raises
    FieldError for an invalid name or argument.
    """
    known: dict[str, Callable[[str], list[Token]]] = _threads.__dict__.setdefault("analyzers", {})
    if spec not in known:
        analyzer = whoosh_analyzer(spec)
        known[spec] = lambda text: list(_tokens(analyzer, text))
    return known[spec]


def whoosh_analyzer(spec: str) -> Any:
    """Return the Whoosh analyser of ``NAME`` or ``NAME(key=value, …)``. Raises FieldError."""
    name, arguments = _parse(spec)
    try:
        analyzer = getattr(whoosh.analysis, name)(**arguments)
        list(_tokens(analyzer, SAMPLE))  # some arguments fail only in use
    except CREATION_ERRORS as error:
        raise FieldError(f"Whoosh cannot make an analyser of {spec!r} ({error}); correct its arguments") from error
    return analyzer


def _parse(spec: str) -> tuple[str, dict[str, Any]]:
    """Return the name and the arguments; the text is not executed."""
    try:
        tree = ast.parse(spec.strip(), mode="eval").body
        call = tree if isinstance(tree, ast.Call) else ast.Call(tree, [], [])
        if not isinstance(call.func, ast.Name) or call.args:
            raise ValueError("arguments are given by name")
        arguments = {str(each.arg): ast.literal_eval(each.value) for each in call.keywords if each.arg is not None}
        if len(arguments) != len(call.keywords):
            raise ValueError("an argument without a name, or twice the same")
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError) as error:
        raise FieldError(
            f"{spec!r} is not the name of an analyser; write it as in "
            "whoosh:NgramWordAnalyzer(minsize=2, maxsize=4), the values being numbers, texts, lists, True, False, None"
        ) from error
    if call.func.id not in FACTORIES:
        raise FieldError(f"Whoosh's {call.func.id!r} cannot be used in a field; use one of {', '.join(FACTORIES)}")
    return call.func.id, arguments


def _tokens(analyzer: Any, text: str) -> Iterator[Token]:
    for token in analyzer(text, positions=True, chars=True, mode="index"):
        term = token.text[:LONGEST]
        if term:
            yield Token(term, term, token.startchar, token.endchar)


def name_of(analyzer: Any) -> str:
    """Return the name of a Whoosh analyser in a field: ``english``, or ``whoosh:…``. Raises FieldError.

    The name is found by comparing the analyser's parts with those that Whoosh's functions make.
    """
    wanted = _parts(analyzer)
    if wanted == _parts(english_analyzer()):
        return "english"
    for name, arguments in _candidates(_arguments(analyzer)):
        if _gives_parts(name, arguments, wanted):
            for key in list(arguments):  # leave out defaults
                fewer = {other: value for other, value in arguments.items() if other != key}
                if _gives_parts(name, fewer, wanted):
                    arguments = fewer
            listed = ", ".join(f"{key}={value!r}" for key, value in arguments.items())
            return f"whoosh:{name}({listed})" if listed else f"whoosh:{name}"
    raise FieldError(
        f"the analyser {analyzer!r} is composed by hand and has no name for the index; "
        f"use one that a function of whoosh.analysis makes ({', '.join(FACTORIES)}) from plain values"
    )


def _candidates(found: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield functions with arguments that could make an analyser, given some of its arguments."""
    for name in FACTORIES:
        taken = inspect.signature(getattr(whoosh.analysis, name)).parameters
        arguments = {key: value for key, value in found.items() if key in taken}
        if "splitwords" not in taken:
            yield name, arguments
            continue
        # A filter keeps what it splits only as an expression.
        for words, numbers in product((True, False), repeat=2):
            yield name, {**arguments, "splitwords": words, "splitnums": numbers}


def _gives_parts(name: str, arguments: Mapping[str, Any], wanted: object) -> bool:
    try:
        return _parts(getattr(whoosh.analysis, name)(**arguments)) == wanted
    except CREATION_ERRORS:  # a required argument is missing
        return False


def _items(analyzer: Any) -> list[Any]:
    return list(analyzer.items) if isinstance(analyzer, CompositeAnalyzer) else [analyzer]


def _parts(analyzer: Any) -> list[tuple[type, dict[str, object]]]:
    """Return the parts of an analyser, for comparison (Whoosh's == ignores some attributes)."""
    return [
        (type(item), {key: _value(value) for key, value in vars(item).items() if key not in IGNORED_ATTRIBUTES})
        for item in _items(analyzer)
    ]


def _value(value: Any) -> object:
    if isinstance(value, re.Pattern):
        return value.pattern, value.flags
    if callable(value):
        # Stemmers of languages are methods of new objects.
        return getattr(value, "__module__", ""), getattr(value, "__qualname__", repr(type(value)))
    return value


def _arguments(analyzer: Any) -> dict[str, Any]:
    """Return the arguments that can be read from an analyser's parts."""
    found: dict[str, Any] = {"lowercase": False, "commas": False, "stoplist": None}
    for item in _items(analyzer):
        match item:
            case whoosh.analysis.RegexTokenizer():
                found |= {"expression": item.expression.pattern, "gaps": item.gaps}
            case whoosh.analysis.StopFilter():
                found |= {"stoplist": sorted(item.stops), "minsize": item.min, "maxsize": item.max}
            case whoosh.analysis.StemFilter():
                found |= {"ignore": sorted(item.ignore), "lang": item.lang}
            case whoosh.analysis.NgramTokenizer() | whoosh.analysis.NgramFilter():
                at = {-1: "start", 0: None, 1: "end"}[getattr(item, "at", 0)]
                found |= {"minsize": item.min, "maxsize": item.max, "at": at}
            case whoosh.analysis.IntraWordFilter():
                found |= {"mergewords": item.mergewords, "mergenums": item.mergenums}
            case whoosh.analysis.LowercaseFilter():
                found["lowercase"] = True
            case whoosh.analysis.StripFilter():
                found["commas"] = True
    return found


# Dateline's own analysis in terms of Whoosh. Characters become symbols of one letter, and one expression defines
# tokens; `dateline.index.kernel.characters` describes them.

CONTRACTION_LETTERS = "strevldm"  # the letters of 's and of don't, we're, I've, he'll, he'd, I'm
KIND_SYMBOLS = {SEPARATOR: " ", LETTER: "L", DIGIT: "D", MARK: "M", SINGLE: "S", APOSTROPHE: "'"}
IN_WORD = "[Lstrevldm9DM]"
NUMBER = r"(?<!9[.,])(?:9{1,3}(?:,9{3})+|9+)(?:\.9+)?(?![.,]?9)"
WORD = rf"(?:{NUMBER}|9+|[LstrevldmD]){IN_WORD}*(?:'(?:t|re|ve|ll|d|m)(?!{IN_WORD}))?"
INITIAL = "[Lstrevldm]"
INITIALS = rf"{INITIAL}(?:\.{INITIAL}(?!{IN_WORD}))+(?!\.{IN_WORD})\.?"
TOKEN = re.compile(rf"(?P<token>{INITIALS}|{WORD}|SM*)(?:'s(?!{IN_WORD}))?")
APOSTROPHES = str.maketrans(dict.fromkeys("\u2019\u02bc\uff07", "'"))


class _Symbols(dict[int, str]):
    """The symbol of each code point, computed on first use."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if "0" <= character <= "9":
            symbol = "9"
        elif character in ".,":
            symbol = character
        elif character.isascii() and character.lower() in CONTRACTION_LETTERS:
            symbol = character.lower()
        else:
            symbol = KIND_SYMBOLS[classify(code)]
        self[code] = symbol
        return symbol


_symbols = _Symbols()


class EnglishTokenizer(Tokenizer):  # type: ignore[misc]
    """Splits a text into forms like Dateline's analysis."""

    def __call__(self, value: str, **options: Any) -> Iterator[Any]:
        """Yield Whoosh tokens; `options` are those of every Whoosh tokenizer."""
        first = options.get("start_pos", 0)
        offset = options.get("start_char", 0)
        token = whoosh.analysis.Token(
            options.get("positions", False),
            options.get("chars", False),
            removestops=options.get("removestops", True),
            mode=options.get("mode", ""),
        )
        for place, found in enumerate(TOKEN.finditer(value.translate(_symbols))):
            start, end = found.span("token")
            token.text = value[start : min(end, start + LONGEST)].translate(APOSTROPHES)
            token.original, token.boost, token.stopped = token.text, 1.0, False
            token.pos, token.startchar, token.endchar = first + place, offset + start, offset + end
            yield token


class FoldFilter(Filter):  # type: ignore[misc]
    """Removes case, accents and thousands commas."""

    def __call__(self, tokens: Iterable[Any]) -> Iterator[Any]:
        """Yield the tokens, folded."""
        for token in tokens:
            token.text = fold(token.text)
            yield token


class EnglishStemFilter(Filter):  # type: ignore[misc]
    """Makes the term of a folded form, which may need the form itself: *US* is no *us*."""

    is_morph = True

    def __call__(self, tokens: Iterable[Any]) -> Iterator[Any]:
        """Yield the tokens, as their terms."""
        for token in tokens:
            token.text = term_of(token.original)
            yield token


def english_analyzer() -> Any:
    """Return a Whoosh analyser equivalent to `dateline.index.analysis.english.analyze`."""
    return EnglishTokenizer() | FoldFilter() | EnglishStemFilter()
