"""A small part of ``make fuzz``: FUZZ_SEED=N chooses another one."""

from __future__ import annotations

import os
from random import Random

import pytest

from tests.fuzz.extraction_inputs import Input, check_input, make_input, real_sentences

SEED = int(os.environ.get("FUZZ_SEED", "7"))
INPUTS = 200


def inputs_of(seed: int) -> list[Input]:
    random, sentences = Random(seed), real_sentences()
    return [make_input(random, sentences) for _ in range(INPUTS)]


@pytest.mark.parametrize("seed", range(SEED, SEED + 5))
def test_extraction_and_queries_answer_whatever_the_text(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATELINE_DATA", raising=False)  # the same inputs on every machine
    for given in inputs_of(seed):
        check_input(given)


def test_the_same_seed_makes_the_same_inputs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATELINE_DATA", raising=False)
    assert inputs_of(SEED) == inputs_of(SEED) != inputs_of(SEED + 1)
