"""Measure places: found and resolved on GeoVirus, found on GMB's dev set, and the speed.

``DATELINE_DATA=… python benchmarks/extraction_places.py`` prints the figures, and reports missing folders. On GeoVirus
a toponym counts as found if a mention overlaps it (and, separately, if the spans are equal); a found one is right if it
is the same country, for a country, or within 161 km. Spans of GMB are strict. ``DATELINE_MISSES=FILE`` records what was
missed.
"""

from __future__ import annotations

import json
import lzma
import os
import time
from collections.abc import Iterator
from pathlib import Path

from dateline.index import extract
from dateline.index.entities.mention import PlaceMention
from dateline.index.entities.places.gazetteer import Gazetteer, open_gazetteer
from dateline.index.entities.places.nearness import distance
from dateline.index.entities.places.places import find_places
from dateline.index.entities.tagging import DEMONYM, ORGANISATION, PERSON, PLACE, tag_names

NEAR = 161.0


def mentions(text: str, gazetteer: Gazetteer) -> tuple[PlaceMention, ...]:
    """Return the places of a text."""
    return extract(text, language="en", gazetteer=gazetteer).places


def geovirus(data: Path, gazetteer: Gazetteer, misses: list[str]) -> dict[str, float]:
    """Return the shares of GeoVirus."""
    gold = found = exact = right = 0
    with lzma.open(data / "geovirus" / "docs.jsonl.xz", "rt", encoding="utf-8") as file:
        for line in file:
            article = json.loads(line)
            answer = mentions(article["text"], gazetteer)
            for toponym in article["toponyms"]:
                gold += 1
                start, end = toponym["start"], toponym["end"]
                hits = [m for m in answer if m.start < end and start < m.end]
                if not hits:
                    misses.append(f"missed {article['text'][start:end]!r}")
                    continue
                found += 1
                best = max(hits, key=lambda m: min(m.end, end) - max(m.start, start))
                exact += (best.start, best.end) == (start, end)
                if is_right(best, toponym, gazetteer):
                    right += 1
                else:
                    misses.append(
                        f"wrong {article['text'][start:end]!r} {toponym['name']} → {best.label} ({best.kind})"
                    )
    return {"gold": gold, "found": found / gold, "equal spans": exact / gold, "right of the found": right / found}


def is_right(mention: PlaceMention, toponym: dict[str, object], gazetteer: Gazetteer) -> bool:
    """Return whether a mention is the place that a toponym means."""
    meant = gazetteer.by_label(str(toponym["name"]).replace("_", " "))
    if mention.kind == "country":
        named = gazetteer.named(str(toponym["name"]).replace("_", " "))
        if any(place.kind == "country" and place.country == mention.country for place in named[:1]):
            return True
    if meant is not None and meant.label == mention.label:
        return True
    if mention.lat is None or mention.lon is None:
        return False
    lat, lon = float(str(toponym["lat"])), float(str(toponym["lon"]))
    return distance(mention.lat, mention.lon, lat, lon) <= NEAR


def sentences(path: Path) -> Iterator[list[tuple[str, str]]]:
    """Yield the sentences of a CoNLL file as (token, tag)."""
    rows: list[tuple[str, str]] = []
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            cells = line.split()
            if cells:
                rows.append((cells[0], cells[-1]))
            elif rows:
                yield rows
                rows = []
    if rows:
        yield rows


def gmb(data: Path, gazetteer: Gazetteer, misses: list[str]) -> dict[str, float]:
    """Return precision, recall and F1 of geo and gpe on GMB's dev set, strict spans."""
    both = answered = gold = 0
    for rows in sentences(data / "gmb" / "dev.conll.xz"):
        text, spans = joined(rows)
        answer = {(m.start, m.end) for m in mentions(text, gazetteer)}
        both += len(answer & spans)
        answered += len(answer)
        gold += len(spans)
        misses.extend(f"extra {text[a:b]!r}" for a, b in answer - spans)
        misses.extend(f"lacking {text[a:b]!r}" for a, b in spans - answer)
    precision, recall = both / answered, both / gold
    return {"precision": precision, "recall": recall, "F1": 2 * precision * recall / (precision + recall)}


def joined(rows: list[tuple[str, str]]) -> tuple[str, set[tuple[int, int]]]:
    """Return a sentence as text, and the spans of its places."""
    text, spans, open_at, kind = "", set(), -1, ""
    for token, tag in [*rows, ("", "O")]:
        inside = tag.startswith("I-") and tag[2:] == kind
        if open_at >= 0 and not inside:
            spans.add((open_at, len(text)))
            open_at = -1
        if (
            token
            and text
            and token not in (".", ",", "'s", ";", ":", "?", "!", ")", "n't", "%")
            and not text.endswith("(")
        ):
            text += " "
        if tag.startswith("B-") and tag[2:] in ("geo", "gpe"):
            open_at, kind = len(text), tag[2:]
        text += token
    return text, spans


def speed(data: Path, gazetteer: Gazetteer) -> dict[str, float]:
    """Return MB/s of the places alone (names given), on GMB's sentences as articles of twenty."""
    texts = [joined(rows)[0] for rows in sentences(data / "gmb" / "dev.conll.xz")]
    articles = [" ".join(texts[at : at + 20]) for at in range(0, len(texts), 20)]
    given = []
    for text in articles:
        names = tag_names(text)
        spans = [(start, end, kind == DEMONYM) for start, end, kind in names if kind in (PLACE, DEMONYM)]
        given.append((text, spans, names.of(PERSON, ORGANISATION)))
    began = time.perf_counter()
    for text, spans, taken in given:
        find_places(text, spans, gazetteer=gazetteer, taken=taken)
    return {"MB/s": sum(map(len, articles)) / (time.perf_counter() - began) / 1e6}


def main() -> None:
    """Print the figures."""
    data = Path(os.environ.get("DATELINE_DATA", ""))
    gazetteer = open_gazetteer()
    misses: list[str] = []
    for name, measure in (("geovirus", geovirus), ("gmb", gmb)):
        if not (data / name).is_dir():
            print(f"{name}: absent from $DATELINE_DATA, not measured")
            continue
        print(name, {key: round(value, 4) for key, value in measure(data, gazetteer, misses).items()})
    if (data / "gmb").is_dir():
        print("speed", speed(data, gazetteer))
    if os.environ.get("DATELINE_MISSES"):
        Path(os.environ["DATELINE_MISSES"]).write_text("\n".join(misses) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
