"""Train the name tagger: rebuild ``index/entities/names.bin`` from the annotated sets in ``$DATELINE_DATA``.

python tools/names/train_names.py             the file, from all sets
python tools/names/train_names.py --folds 5   cross-validation on GMB, no file
python tools/names/train_names.py --without wikigold --out FILE   leave sets out, and print the scores on them

Equal sets and packages give equal files. Needs the extra ``training``.
"""

from __future__ import annotations

import argparse
import os
import sys
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import names_data
import names_lexicon
import names_model
import numpy as np
from names_clusters import count_words, running_text
from names_data import Sentence, Text
from names_exchange import Exchange
from names_forms import texts_of
from names_made import made_articles
from names_scores import Tally, answers, compare
from names_sets import SOURCES, demonyms, read_set

from dateline.index.entities.names_file import NamesFile, pack
from dateline.index.kernel._tagging import FEATURES, describe_words

KINDS = {"PER": 1, "GEO": 2, "GPE": 3, "ORG": 4, "MISC": 5}
ROOT = Path(__file__).resolve().parents[2]
# How often each template is filled, and the weight of what that makes.
TIMES = 20
MADE_WEIGHT = 0.5
# Every so many articles have a copy with other names, of less weight.
EXCHANGED = 3
EXCHANGED_WEIGHT = 0.5

Article = Sequence[Sentence]


class Weighted(NamedTuple):
    """A training text and its weight."""

    text: Text
    weight: float


def say(line: str) -> None:
    """Print a line to the terminal."""
    print(line, file=sys.stderr, flush=True)


def training_texts(
    sets: dict[str, list[list[Sentence]]], data: Path, peoples: Sequence[str], times: int
) -> Iterator[Weighted]:
    """Yield the texts of the sets, copies with other names, and made texts."""
    for source in SOURCES:
        articles = sets.get(source.name, [])
        for text in texts_of(articles, source.name):
            yield Weighted(text, source.weight)
        exchange = Exchange(data, source.name)
        copies = [exchange.article(article) for article in articles[::EXCHANGED]]
        for text in texts_of(copies, f"{source.name} exchanged"):
            yield Weighted(text, EXCHANGED_WEIGHT * source.weight)
    made = list(made_articles(data, tuple(peoples), times, "made"))
    for text in texts_of(made, "made", plain=True):
        yield Weighted(text, MADE_WEIGHT)


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


def examples(texts: Iterable[Weighted], lexicon: array[int]) -> names_model.Examples:
    """Return the scored tokens of some texts, with features, labels and weights."""
    hashes, labels, begins, weights = [], [], [], []
    for text, weight in texts:
        spans, found = describe_words(text.text, lexicon)
        hashes.append(np.frombuffer(found, np.uint32).reshape(-1, FEATURES))
        labels.extend(labels_of(spans, text.names))
        begins.append(np.frombuffer(spans, np.uint64)[2::3] == 1)
        weights.append(np.full(len(spans) // 3, weight))
    return names_model.Examples(
        np.concatenate(hashes), np.array(labels), np.concatenate(begins), np.concatenate(weights)
    )


def learn(texts: Iterable[Weighted], lexicon: array[int]) -> NamesFile:
    """Return the tables trained on some texts."""
    fitted = names_model.fit(examples(texts, lexicon), tell=say)
    rows, moves = names_model.quantise(fitted)
    return NamesFile(lexicon, rows, moves)


def scored(articles: Iterable[Article], tables: NamesFile, *, spaced: bool) -> Tally:
    """Return the scores of tables on some articles."""
    tally = Tally()
    for article in articles:
        compare(article, spaced, partial(answers, tables), tally)
    return tally


def make_lexicon(sets: dict[str, list[list[Sentence]]], data: Path, peoples: Sequence[str]) -> array[int]:
    """Return the lexicon of words of the sets and the lists."""
    plain = [" ".join(sentence.tokens) for articles in sets.values() for article in articles for sentence in article]
    figures = count_words((*running_text(data), *plain))
    return names_lexicon.compile_lexicon(names_lexicon.word_classes(plain, peoples, figures, data))


def main() -> None:
    """Train, or measure."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--folds", type=int, default=0)
    options.add_argument("--only", type=int, default=0, help="so many of the folds")
    options.add_argument("--without", nargs="*", default=[], choices=[source.name for source in SOURCES])
    options.add_argument("--out", type=Path, default=ROOT / "index" / "entities" / "names.bin")
    chosen = options.parse_args()
    data = Path(os.environ["DATELINE_DATA"])
    sets = {source.name: read_set(source, data) for source in SOURCES}
    held = {name: sets.pop(name) for name in chosen.without}
    peoples = sorted(demonyms(data))
    lexicon = make_lexicon(sets, data, peoples)
    gmb = sets["gmb"]
    size = -(-len(gmb) // (chosen.folds or 1))
    for fold in range(chosen.only or chosen.folds or 1):
        block = slice(fold * size, (fold + 1) * size) if chosen.folds else slice(0)
        rest = [*gmb[: block.start or 0], *gmb[block.stop :]]
        tables = learn(training_texts(sets | {"gmb": rest}, data, peoples, TIMES), lexicon)
        for name, articles in {**held, "gmb": gmb[block]}.items():
            for spaced in (False, True):
                if articles:
                    say(f"{name}, {'spaced' if spaced else 'printed'}: {scored(articles, tables, spaced=spaced)}")
        if not chosen.folds:
            chosen.out.write_bytes(pack(tables.lexicon, tables.rows, tables.moves))


if __name__ == "__main__":
    main()
