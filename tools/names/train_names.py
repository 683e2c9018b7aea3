"""Train the name tagger: rebuild ``index/entities/names.bin`` from the annotated sets in ``$DATELINE_DATA``.

python tools/names/train_names.py             the file, from all sets
python tools/names/train_names.py --folds 5   cross-validation on GMB, no file
python tools/names/train_names.py --without wikigold --out FILE   to measure on WikiGold

Equal sets and packages give equal files. Needs the extra ``training``.
"""

from __future__ import annotations

import argparse
import os
import sys
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

import names_data
import names_lexicon
import names_model
import numpy as np
from names_data import Sentence, Text
from names_scores import Tally, answers, compare

from dateline.index.entities.names_file import NamesFile, pack
from dateline.index.kernel._tagging import FEATURES, describe_words

KINDS = {"PER": 1, "GEO": 2, "GPE": 3, "ORG": 4, "MISC": 5}
ROOT = Path(__file__).resolve().parents[2]
# Sentences of a text, about the length of an article.
ARTICLE = 20


def say(line: str) -> None:
    """Print a line to the terminal."""
    print(line, file=sys.stderr, flush=True)


def articles(sentences: Sequence[Sentence]) -> list[list[Sentence]]:
    """Return sentences in groups of an article's length, in order."""
    return [list(sentences[i : i + ARTICLE]) for i in range(0, len(sentences), ARTICLE)]


def stripped(sentences: Iterable[Sentence]) -> list[Sentence]:
    """Return sentences whose names do not include people's leading titles."""
    made = []
    for sentence in sentences:
        found = (names_data.without_titles(sentence.tokens, name) for name in sentence.names)
        made.append(Sentence(sentence.tokens, tuple(name for name in found if name)))
    return made


def texts_of(sentences: Sequence[Sentence]) -> list[Text]:
    """Return the training texts: as printed, every third with spaces between tokens, some in capitals."""
    made = []
    for i, article in enumerate(articles(stripped(sentences))):
        text = names_data.laid_out(article, spaced=i % 3 == 0, between="\n" if i % 2 else " ")
        made.append(text)
        if i % 12 == 5 and len(text.text.upper()) == len(text.text):
            made.append(Text(text.text.upper(), text.names))
        if i % 12 == 11 and len(text.text.title()) == len(text.text):
            made.append(Text(" ".join(word[:1].upper() + word[1:] for word in text.text.split(" ")), text.names))
    return made


def labels_of(spans: array[int], names: Sequence[names_data.Span]) -> list[int]:
    """Return the label of each scored token, from the name at its first letter."""
    starts = [name[0] for name in names]
    labels, last = [], -1
    for i in range(0, len(spans), 3):
        at = bisect_right(starts, spans[i + 1] - 1) - 1
        inside = at >= 0 and names[at][0] < spans[i + 1] and spans[i] < names[at][1]
        if not inside or spans[i + 1] > names[at][1] + 1:
            labels.append(0)
            last = -1
            continue
        kind = KINDS[names[at][2]]
        labels.append(2 * kind if last == at and not spans[i + 2] else 2 * kind - 1)
        last = at
    return labels


def examples(texts: Iterable[Text], lexicon: array[int]) -> names_model.Examples:
    """Return the scored tokens of some texts, with features and labels."""
    hashes, labels, begins = [], [], []
    for text in texts:
        spans, found = describe_words(text.text, lexicon)
        hashes.append(np.frombuffer(found, np.uint32).reshape(-1, FEATURES))
        labels.extend(labels_of(spans, text.names))
        begins.append(np.frombuffer(spans, np.uint64)[2::3] == 1)
    return names_model.Examples(np.concatenate(hashes), np.array(labels), np.concatenate(begins))


def learn(texts: Sequence[Text], lexicon: array[int]) -> NamesFile:
    """Return the tables trained on some texts."""
    fitted = names_model.fit(examples(texts, lexicon), tell=say)
    rows, moves = names_model.quantise(fitted)
    return NamesFile(lexicon, rows, moves)


def cross_validate(
    sentences: Sequence[Sentence], more: Sequence[Text], lexicon: array[int], folds: int, only: int
) -> None:
    """Print the scores of contiguous blocks, each tagged with tables trained on the others."""
    size = -(-len(sentences) // folds)
    tallies = {True: Tally(), False: Tally()}
    for fold in range(only or folds):
        held = sentences[fold * size : (fold + 1) * size]
        rest = [*sentences[: fold * size], *sentences[(fold + 1) * size :]]
        tables = learn([*texts_of(rest), *more], lexicon)
        for spaced, tally in tallies.items():
            for article in articles(held):
                compare(article, spaced, partial(answers, tables), tally)
        say(f"fold {fold}: printed {tallies[False]}; spaced {tallies[True]}")


def main() -> None:
    """Train, or measure."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--folds", type=int, default=0)
    options.add_argument("--only", type=int, default=0, help="so many of the folds")
    options.add_argument("--without", choices=["gmb", "wikigold"], help="a set to leave out, to measure on it")
    options.add_argument("--out", type=Path, default=ROOT / "index" / "entities" / "names.bin")
    chosen = options.parse_args()
    data = Path(os.environ["DATELINE_DATA"])
    sentences = names_data.gmb(data)
    more = texts_of(names_data.wikigold(data))
    plain = [" ".join(sentence.tokens) for sentence in sentences]
    lexicon = names_lexicon.compile_lexicon(names_lexicon.word_classes([*plain, *(text.text for text in more)]))
    if chosen.folds:
        cross_validate(sentences, more, lexicon, chosen.folds, chosen.only)
        return
    texts = [*(() if chosen.without == "gmb" else texts_of(sentences)), *(() if chosen.without == "wikigold" else more)]
    tables = learn(texts, lexicon)
    chosen.out.write_bytes(pack(tables.lexicon, tables.rows, tables.moves))


if __name__ == "__main__":
    main()
