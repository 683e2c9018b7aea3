"""Joins the sentences of a CoNLL file to texts, as JSON Lines that ``dateline add`` reads.

Run as ``python benchmarks/conll_texts.py FILE.conll[.xz] [--sentences N]``, or without a file for GMB
(``gmb/dev.conll.xz`` under DATELINE_DATA)::

    python benchmarks/conll_texts.py | dateline --archive gmb add --format jsonl -
    python benchmarks/conll_texts.py $DATELINE_DATA/wikigold/wikigold.conll.xz > wikigold.jsonl

The first column of a file is the token, an empty line ends a sentence, ``-DOCSTART-`` begins a document. A text is up
to N sentences (20) of one document: the first is its title, the others are its body. GMB marks no documents.
"""

from __future__ import annotations

import argparse
import json
import lzma
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

__all__ = ["join_tokens", "read_documents", "read_texts"]

DOCUMENT = "-DOCSTART-"
SENTENCES = 20
# Tokens without a space before them, and tokens without a space after them.
CLOSING = frozenset((".", ",", ";", ":", "?", "!", ")", "]", "}", "%", "...", "''", "”", "’", "n't", "'"))
OPENING = frozenset(("(", "[", "{", "$", "#", "``", "“", "‘"))
QUOTE = '"'


def read_documents(lines: Iterable[str]) -> Iterator[list[list[str]]]:
    """Yield the documents of a CoNLL file as sentences of tokens; without marks it is one document."""
    document: list[list[str]] = []
    sentence: list[str] = []
    for line in (*lines, ""):
        token = line.split(" ")[0].split("\t")[0].strip()
        if token and token != DOCUMENT:
            sentence.append(token)
            continue
        if line.strip() and not token:  # a token that is only a control character
            continue
        if sentence:
            document.append(sentence)
            sentence = []
        if token == DOCUMENT and document:
            yield document
            document = []
    if document:
        yield document


def join_tokens(tokens: Iterable[str]) -> str:
    """Return a sentence approximately as it was printed before it was split into tokens."""
    text, glued, quoted = "", True, False
    for token in tokens:
        closing = token in CLOSING or (token[0] in "'’" and token[1:].isalpha()) or (token == QUOTE and quoted)
        text += token if glued or closing else f" {token}"
        glued = token in OPENING or (token == QUOTE and not quoted)
        quoted ^= token == QUOTE
    return text


def read_texts(path: Path, most: int = SENTENCES) -> Iterator[dict[str, str]]:
    """Yield the texts of a CoNLL file, plain or xz, as records with ``id``, ``title`` and ``body``."""
    name, number = f"{path.absolute().parent.name}/{path.name.partition('.')[0]}", 0
    with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as lines:
        for document in read_documents(lines):
            for at in range(0, len(document), most):
                title, *body = map(join_tokens, document[at : at + most])
                number += 1
                yield {"id": f"{name}-{number}", "title": title, "body": " ".join(body) or title}


def main() -> None:
    """Write the texts of a file to standard output."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("file", nargs="?", type=Path, help="a CoNLL file, plain or xz (GMB under DATELINE_DATA)")
    parser.add_argument("--sentences", type=int, default=SENTENCES, help="the most sentences of a text (20)")
    options = parser.parse_args()
    file = options.file or Path(os.environ.get("DATELINE_DATA", "")) / "gmb" / "dev.conll.xz"
    if not file.is_file():
        sys.exit(f"{file} is not there: name a CoNLL file, or set DATELINE_DATA (benchmarks/README.md)")
    for record in read_texts(file, options.sentences):
        print(json.dumps(record, ensure_ascii=False))


if __name__ == "__main__":
    main()
