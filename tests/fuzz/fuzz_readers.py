"""Damages the samples of every reader at random, and reads them: nothing but articles and errors in words may come.

Run as ``python tests/fuzz/fuzz_readers.py [INPUTS] [SEED]``, or ``make fuzz``. The same numbers make the same inputs.
An input that ends a reader, or takes too long, is written to ``build/fuzz/`` with the reader's name, and the run goes
on; it ends with 1 then.
"""

from __future__ import annotations

import io
import sys
import time
import traceback
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random

from dateline.index.article import RawArticle
from dateline.index.cleaning.given_dates import take_published
from dateline.index.cleaning.record import rename_aliases
from dateline.index.errors import ReadError
from dateline.index.metadata.publication import UNDATED
from dateline.index.readers import read_stream
from dateline.index.readers.date_order import with_orders
from dateline.index.readers.registry import FORMATS, Format

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "build" / "fuzz"
# Seconds one input may take: all are below 200 kB.
SLOW = 10.0
LONGEST = 200_000


def garbage(random: Random, _seeds: list[bytes]) -> bytes:
    return random.randbytes(random.randrange(3000))


def cut(random: Random, seeds: list[bytes]) -> bytes:
    seed = random.choice(seeds)
    return seed[: random.randrange(len(seed) + 1)]


def flipped(random: Random, seeds: list[bytes]) -> bytes:
    damaged = bytearray(random.choice(seeds))
    for _ in range(random.randrange(1, 20)):
        damaged[random.randrange(len(damaged))] = random.randrange(256)
    return bytes(damaged)


def repeated(random: Random, seeds: list[bytes]) -> bytes:
    seed = random.choice(seeds)
    at = random.randrange(len(seed))
    piece = seed[at : at + random.randrange(1, 60)]
    return (seed[:at] + piece * random.randrange(1, 3000) + seed[at:])[:LONGEST]


def spliced(random: Random, seeds: list[bytes]) -> bytes:
    one, other = random.choice(seeds), random.choice(seeds)
    return one[: random.randrange(len(one))] + other[random.randrange(len(other)) :]


def repacked(random: Random, seeds: list[bytes]) -> bytes:
    """Damage one part of a document in a zip file, whose checksums are right."""
    seed = random.choice([seed for seed in seeds if seed.startswith(b"PK")])
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(seed)) as whole, zipfile.ZipFile(made, "w") as archive:
        names = whole.namelist()
        chosen = random.choice(names)
        for name in names:
            part = whole.read(name)
            if name == chosen:
                part = random.choice((flipped, repeated, spliced))(random, [part or b" "])
            archive.writestr(name, part)
    return made.getvalue()


DAMAGES: tuple[Callable[[Random, list[bytes]], bytes], ...] = (garbage, cut, flipped, repeated, spliced, repacked)


def read_all(row: Format, data: bytes) -> None:
    """Read an input as a format, and its dates. Raises what that does, AssertionError for no article and no error."""
    for found in with_orders(read_stream(io.BytesIO(data), "fuzzed", row)):
        assert isinstance(found, RawArticle | ReadError), found
        if isinstance(found, RawArticle):
            take_published(rename_aliases(found.values), None, found, UNDATED, [])


def main() -> int:
    inputs, seed = (int(value) for value in (*sys.argv[1:], *("20000", "7")[len(sys.argv) - 1 :]))
    warnings.simplefilter("ignore")
    samples = sorted(path for path in (ROOT / "tests/readers/samples").rglob("*") if path.name != "expected.jsonl")
    samples += sorted((ROOT / "tests/readers/feeds").glob("*.txt"))
    seeds = [content for path in samples if path.is_file() and (content := path.read_bytes())]
    random, failed, slowest = Random(seed), 0, (0.0, "")
    for number in range(inputs):
        row, data = random.choice(FORMATS), random.choice(DAMAGES)(random, seeds)
        start = time.process_time()
        try:
            read_all(row, data)
            assert time.process_time() - start < SLOW, f"took {time.process_time() - start:.1f} s"
        except Exception:  # noqa: BLE001 - whatever a reader raises is the finding
            failed += 1
            KEPT.mkdir(parents=True, exist_ok=True)
            (KEPT / f"{row.name}-{number}").write_bytes(data)
            print(f"{row.name}, input {number}:\n{traceback.format_exc(limit=-3)}", file=sys.stderr)
        slowest = max(slowest, (time.process_time() - start, row.name))
    print(f"{inputs:,} inputs, {failed} failed; the slowest took {slowest[0]:.2f} s ({slowest[1]})")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
