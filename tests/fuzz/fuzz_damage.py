"""Damages an archive at random and uses it: every answer must be right, or an error that names the file and the remedy.

Run as ``python tests/fuzz/fuzz_damage.py [DAMAGES] [SEED] [ONLY]``, or ``make damage``. The same numbers make the same
damages; ONLY is the number of one to do again, with all that it says. Each is tried in a process of its own, so that a
crash, or a call that never ends, is seen as such. The run ends with 1 if anything was wrong.
"""

from __future__ import annotations

import faulthandler
import json
import os
import re
import resource
import shutil
import signal
import sys
import time
import warnings
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT))  # for the modules of the tests; the package itself is installed

from tests.fuzz.damage_archive import NEWS, make_archive, make_killed_archive  # noqa: E402
from tests.fuzz.damage_kinds import damage_archive  # noqa: E402
from tests.fuzz.damage_probes import CALLS  # noqa: E402
from tests.fuzz.damage_trial import Trial, answers_of, called, try_damage, written  # noqa: E402
from tests.memory import folder_in_memory  # noqa: E402

SECONDS = 120
MEMORY = 6 << 30
KILLED = 0.15  # of the damages hit an archive whose last writer was killed


class Base:
    """An archive to damage, and what it answers while it is whole."""

    def __init__(self, path: Path) -> None:
        self.path = path
        whole = path.with_name(f"{path.name}-whole")
        shutil.copytree(path, whole)
        self.expected = {name: written(answer) for name, answer in answers_of(whole).items()}
        wrong = [name for name, answer in self.expected.items() if re.match("[A-Za-z]*(Error|Damaged)", answer)]
        assert not wrong, wrong
        self.calls = {}
        for call in CALLS:
            shown = called(whole, *call)
            self.calls[" ".join(call)] = (shown.code, shown.out)
        shutil.rmtree(whole)


def try_one(number: int, seed: int, bases: list[Base], scratch: Path) -> dict[str, Any]:
    """Damage a copy of an archive and try it, in this process."""
    random = Random(f"{seed}/{number}")
    base = bases[random.random() < KILLED]
    damaged = scratch / "damaged"
    shutil.copytree(base.path, damaged)
    damage = damage_archive(random, damaged)
    (scratch / "damage").write_text(damage.words)  # for the case that this process does not live to tell
    trial: Trial = try_damage(random, damaged, damage, base.expected, base.calls, scratch)
    return {
        "kind": damage.kind, "words": damage.words, "faults": trial.faults, "right": trial.right,
        "errors": trial.errors, "wrong": trial.wrong, "found": trial.found, "forged": damage.forged,
    }  # fmt: skip


def try_apart(number: int, seed: int, bases: list[Base], scratch: Path) -> dict[str, Any]:
    """Try one damage in a process of its own."""
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir()
    told, words, stack = scratch / "told.json", scratch / "damage", (scratch / "stack").open("w+")
    child = os.fork()
    if child == 0:
        code = 1
        try:
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            signal.alarm(SECONDS)
            faulthandler.dump_traceback_later(SECONDS - 5, file=stack)
            told.write_text(json.dumps(try_one(number, seed, bases, scratch)))
            code = 0
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
    _, status = os.waitpid(child, 0)
    if status == 0:
        found: dict[str, Any] = json.loads(told.read_text())
        return found
    death = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    kind = "hang" if death == signal.SIGALRM else f"crash by signal {death}" if death else "trial failed"
    stack.seek(0)
    return {
        "kind": "?", "words": words.read_text() if words.exists() else "?", "faults": [[kind, stack.read()]],
        "right": 0, "errors": 0, "wrong": [], "found": True, "forged": False,
    }  # fmt: skip


def main() -> int:
    values = [int(value) for value in sys.argv[1:]]
    damages, seed, only = (*values, *(4000, 7, -1)[len(values) :])
    warnings.simplefilter("ignore")
    failed, totals = 0, Counter[str]()
    kinds: Counter[str] = Counter()
    start = time.monotonic()
    with folder_in_memory() as name:
        folder = Path(name)
        archive = make_archive(folder)
        os.environ["DAMAGE_NEWS"] = str(folder / NEWS)
        bases = [Base(archive), Base(make_killed_archive(archive, folder / "killed"))]
        for number in range(damages) if only < 0 else (only,):
            found = try_apart(number, seed, bases, folder / "scratch")
            if number % 100 == 99:
                print(f"{number + 1:,} damages, {failed:,} failed", file=sys.stderr, flush=True)
            for each in ("right", "errors"):
                totals[each] += found[each]
            if found["wrong"]:
                state = "forged" if found["forged"] else "found by check" if found["found"] else "not found by check"
                totals[f"with wrong answers, {state}"] += 1
            if found["faults"]:
                failed += 1
                kinds.update({kind for kind, _ in found["faults"]})
                print(f"{number}: {found['words']}", file=sys.stderr)
                # Of each kind one, unless it is about this damage alone.
                for kind, words in found["faults"] if only >= 0 else dict(found["faults"]).items():
                    print(f"    {kind}: {words}", file=sys.stderr)
            if only >= 0:
                print(json.dumps(found, indent=1))
    print(f"{damages:,} damages, {failed:,} failed; {time.monotonic() - start:.0f} s")
    for counted in (totals, kinds):
        print("  " + ", ".join(f"{what}: {count:,}" for what, count in sorted(counted.items())))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
