"""Extracts from made and damaged sentences, and asks for them in queries: nothing but answers may come, in linear time.

Run as ``PYTHONPATH=tests/fuzz python tests/fuzz/fuzz_extraction.py [INPUTS] [SEED]``, or ``make fuzz``. The same
numbers make the same inputs, as long as DATELINE_DATA is the same. An input that raises, or takes too long, is written
to ``build/fuzz/`` as JSON, and the run goes on; it ends with 1 then.

Time is held to the length twice: an input may take so many microseconds a character, and once in `EVERY` inputs the
time of a text is compared with that of its parts: of an input repeated, and of the inputs since the last comparison.
"""

from __future__ import annotations

import gc
import json
import sys
import time
import traceback
from dataclasses import asdict, replace
from pathlib import Path
from random import Random

from extraction_inputs import Input, check_input, extract_input, make_input, real_sentences

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "build" / "fuzz"
# Seconds of processor time that any input may take, and more for each of its characters.
SLOW, SLOW_CHARACTER = 2.0, 50e-6
EVERY, REPORTED = 1000, 100_000
# The first part of a text that is compared, in characters; the whole is eight times as long and may take
# `MOST_GROWTH` times as much as eight such parts: the square would be eight times as much. Of other inputs only the
# beginnings go into a text, so that no long one makes its parts unlike. Two parts are compared with eight in the same
# way.
MEASURED, BEGINNING = 12_000, 300
MOST_GROWTH = 3.0
PASSES, ATTEMPTS = 2, 3


def seconds_of(given: Input) -> float:
    """Return the least processor time of several extractions, without garbage collection."""
    gc.disable()
    try:
        times = []
        for _ in range(PASSES):
            start = time.process_time()
            extract_input(given)
            times.append(time.process_time() - start)
        return min(times)
    finally:
        gc.enable()


def check_growth(given: Input, others: list[str]) -> None:
    """Raise AssertionError where time grows faster than the text: for an input repeated, and for inputs in a row."""
    repeated = (given.text * (MEASURED // max(1, len(given.text)) + 1))[:MEASURED] * 8
    for text in (repeated, " ".join(others)[: len(repeated)]):
        if not text.strip():
            continue
        for _ in range(ATTEMPTS):
            times = [seconds_of(replace(given, text=text[: len(text) * part // 8])) for part in (1, 2, 4, 8)]
            # What is found in the larger part alone (a name that the smaller one cuts) is no growth.
            if times[3] <= 8 * MOST_GROWTH * times[0] or times[3] <= 4 * MOST_GROWTH * times[1]:
                break
        else:
            shown = ", ".join(f"{each * 1000:.1f}" for each in times)
            raise AssertionError(f"1, 2, 4 and 8 parts of {text[:60]!r} take {shown} ms")


def keep(given: Input, number: int) -> None:
    """Write down an input that failed."""
    KEPT.mkdir(parents=True, exist_ok=True)
    (KEPT / f"extraction-{number}.json").write_text(json.dumps(asdict(given), default=str, indent=1), encoding="utf-8")


def main() -> int:
    inputs, seed = (int(value) for value in (*sys.argv[1:], *("20000", "7")[len(sys.argv) - 1 :]))
    sentences = real_sentences()
    random, failed, slowest, others = Random(seed), 0, (0.0, ""), list[str]()
    for number in range(inputs):
        given = make_input(random, sentences)
        others.append(given.text[:BEGINNING])
        start = time.process_time()
        try:
            check_input(given)
            taken = time.process_time() - start
            slowest = max(slowest, (taken, given.text[:60]))
            assert taken < SLOW + SLOW_CHARACTER * len(given.text), f"took {taken:.1f} s"
            if number % EVERY == EVERY - 1:
                compared, others = others, []
                check_growth(given, compared)
        except Exception:  # noqa: BLE001 - whatever is raised is the finding
            failed += 1
            keep(given, number)
            print(f"input {number}:\n{traceback.format_exc(limit=-3)}", file=sys.stderr)
        if number % REPORTED == REPORTED - 1:
            print(f"{number + 1:,} of {inputs:,} inputs, {failed} failed", flush=True)
    taken, text = slowest
    print(f"{inputs:,} inputs from {len(sentences):,} sentences, {failed} failed; the slowest: {taken:.2f} s, {text!r}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
