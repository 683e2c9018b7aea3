"""Where sentences and paragraphs begin, and that the index marks them there."""

from __future__ import annotations

import pytest

from dateline.index.analysis.borders import borders
from dateline.index.analysis.english import tokenize
from dateline.searcher.engine.words import read_words

LONG = (
    "The commission of both countries will meet in spring to talk of oil, gas and of much else that matters to them, "
    "as the president said."
)


def first_words(text: str) -> tuple[list[str], list[str]]:
    tokens = tokenize(text)
    sentences, paragraphs = borders(text, tokens)
    return [tokens[place][0] for place in sentences], [tokens[place][0] for place in paragraphs]


@pytest.mark.parametrize(
    ("text", "sentences", "paragraphs"),
    [
        ("", [], []),
        ("...", [], []),
        ("Oil rose. Gas fell! Why? Nobody knows", ["Gas", "Why", "Nobody"], []),
        ('He left. "Never," he said. "Not now."', ["Never", "Not"], []),
        ("Mr. Smith of Acme Corp. met J. K. Rowling in the U.S. on Monday.", [], []),
        ("It cost 4.5 mln dlrs. That was 3.2 pct. more.", ["That"], []),
        ("Oil rose. gas fell.", [], []),
        ("Oil rose\nin the north.\n\nGas fell.", ["Gas"], ["Gas"]),
        ("    Oil rose in the\nnorth. It fell in the\nsouth.\n    Gas fell\nas well.", ["It", "Gas"], ["Gas"]),
        ("OIL PRICES RISE\nThe price of oil rose.", ["The"], ["The"]),
        ("Hart 3\nSmith 2\nJones 1", ["Smith", "Jones"], ["Smith", "Jones"]),
        ("Baku\tLyon. Oil", ["Lyon", "Oil"], []),
        (f"{LONG}\n{LONG}", ["The"], ["The"]),
        (f"{LONG}\nand so on. Yes.", ["Yes"], []),
        ("The oil was dis-\ncovered. It burns.", ["It"], []),
        ("石油。 天然气\n\n石油", ["石"], ["石"]),
    ],
)
def test_where_sentences_and_paragraphs_begin(text: str, sentences: list[str], paragraphs: list[str]) -> None:
    assert first_words(text) == (sentences, paragraphs)


def test_the_words_of_a_text_know_its_borders() -> None:
    assert read_words("Oil rose. Gas fell.\n\nRain came.", "english").borders() == ([2, 4], [4])
    assert read_words("Oil rose. Gas fell.", "whoosh:StandardAnalyzer").borders() == ([], [])
