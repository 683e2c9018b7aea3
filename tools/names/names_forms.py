"""Forms of the training texts: layout, lines, capitals, headlines. Each is chosen by a number, so that runs agree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from names_data import Sentence, Text, laid_out

__all__ = ["in_capitals", "texts_of"]

# A headline's length in tokens, and the columns of wrapped texts.
HEADLINE = (4, 12)
COLUMNS = (60, 80)


def in_capitals(sentence: Sentence) -> Sentence:
    """Return a sentence in capitals."""
    return Sentence(tuple(token.upper() for token in sentence.tokens), sentence.names)


def in_title_case(sentence: Sentence) -> Sentence:
    """Return a sentence with a capital on each word."""
    return Sentence(tuple(token[:1].upper() + token[1:] for token in sentence.tokens), sentence.names)


def headline(sentences: Sequence[Sentence], random: Random) -> Sentence | None:
    """Return the beginning of one of the sentences, in capitals or with a capital on each word."""
    sentence = random.choice(sentences)
    if len(sentence.tokens) < HEADLINE[0] or not sentence.names:
        return None
    end = min(random.randint(*HEADLINE), len(sentence.tokens))
    end = max([end, *(b for a, b, _ in sentence.names if a < end)])
    kept = Sentence(sentence.tokens[:end], tuple(name for name in sentence.names if name[1] <= end))
    return (in_capitals if random.random() < 0.75 else in_title_case)(kept)


def wrapped(text: Text, width: int) -> Text:
    """Return a text with line ends for spaces, as printed in columns of this width."""
    letters = list(text.text)
    start = last = 0
    for at, letter in enumerate(letters):
        if letter == "\n":
            start = last = at + 1
        elif letter == " ":
            if at - start > width and last > start:
                letters[last] = "\n"
                start = last + 1
            last = at
    return Text("".join(letters), text.names)


def texts_of(articles: Sequence[Sequence[Sentence]], seed: str, *, plain: bool = False) -> Iterator[Text]:
    """Yield the texts of articles: printed or spaced, in lines or wrapped, some with a headline, some in capitals."""
    random = Random(seed)
    for i, article in enumerate(articles):
        sentences = list(article)
        spaced = i % 3 == 0
        form = random.random()
        if not plain and form < 0.07:
            sentences = [in_capitals(sentence) for sentence in sentences]
        elif not plain and form < 0.1:
            sentences = [in_title_case(sentence) for sentence in sentences]
        elif not plain and form < 0.35 and (first := headline(sentences, random)):
            yield laid_out([first, *sentences], spaced=spaced, between="\n\n")
            continue
        text = laid_out(sentences, spaced=spaced, between="\n" if plain or i % 2 else " ")
        if i % 6 == 4 and not plain:
            text = wrapped(text, random.randint(*COLUMNS))
        yield text
