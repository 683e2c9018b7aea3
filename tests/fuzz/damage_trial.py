"""One damage and what comes of it: every answer is right or an error in words, and what can be repaired is repaired."""

from __future__ import annotations

import os
import re
import shutil
import traceback
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from dateline.index import Archive, Article
from dateline.index.errors import DatelineError
from dateline.upkeep.audit import audit_archive, audit_sources, repair_archive
from tests.commands.calls import Outcome, dateline
from tests.fuzz.damage_kinds import Damage
from tests.fuzz.damage_probes import CALLS, content_probes, library_probes

__all__ = ["Answers", "Trial", "answers_of", "called", "try_damage", "written"]

# What an error names: a file of the archive, or what was asked for and is not there; and what to do.
FILES = (r"articles\.db", r"fields\.json", r"manifest\.json", r"index\b", r"\.seg", r"\.del", "stories", "authority")
NO_FIELD = "there is no (facet|filter)"  # of a field that a forged fields.json does not have
FILE = re.compile("|".join((*FILES, "gazetteer", NO_FIELD, "no article ha[sd]", "was deleted")))
COMMANDS = r"`dateline (check --repair|rebuild|rebuild --extract|add|delete|show)[^`]*`"
ADVICE = re.compile(
    "|".join(
        (COMMANDS, "restore", "permissions", "upgrade", "fix", "check the", "choose", "sqlite3", "in your editor",
         r"write (\[\[|`from`|one of)", "put all that belongs", NO_FIELD, "search for the article",
         "lists what there is", "see that this file")
    )
)  # fmt: skip
RAW = "raw"
Answers = Mapping[str, Any]


@dataclass
class Trial:
    """What came of one damage: faults by class, each with words; how many answers were right, errors, and wrong."""

    faults: list[tuple[str, str]] = field(default_factory=list)
    right: int = 0
    errors: int = 0
    wrong: list[str] = field(default_factory=list)
    found: bool = False

    def fault(self, kind: str, words: str) -> None:
        """Note a fault."""
        self.faults.append((kind, words))


def answers_of(archive: Path, share: float = 1.0, random: Random | None = None, ways: int = 4) -> dict[str, Any]:
    """Return answers of an archive by name, of each what was raised where it gives none; a share of all."""
    return dict(asked(archive, share, random or Random(0), ways))


def written(answer: Any) -> str:
    """Return an answer, or an error, as it compares."""
    return f"{type(answer).__name__}: {answer}" if isinstance(answer, BaseException) else repr(answer)


def asked(archive: Path, share: float, random: Random, ways: int) -> Iterator[tuple[str, Any]]:
    for way, open_it in islice(content_probes(), ways):
        probes = [probe for probe in library_probes(way == "index") if random.random() < share]
        try:
            opened = open_it(archive)
        except Exception as error:  # noqa: BLE001 - whatever is raised is the answer
            yield from ((f"{way}: {name}", error) for name, _ in probes)
            continue
        with opened:
            for name, probe in probes:
                yield f"{way}: {name}", tried(probe, opened)


def tried(probe: Callable[[Any], Any], what: Any) -> Any:
    try:
        return probe(what)
    except Exception as error:  # noqa: BLE001 - whatever is raised is the answer
        return error


def try_damage(
    random: Random, damaged: Path, damage: Damage, expected: Answers, calls: Answers, scratch: Path
) -> Trial:
    """Ask a damaged archive, mend it in different ways, add to it; say what came of it."""
    trial = Trial()
    copies = iter(range(100))

    def copied() -> Path:
        made = scratch / f"copy-{next(copies)}"
        shutil.copytree(damaged, made, symlinks=True)
        return made

    judge_answers(trial, answers_of(copied(), 0.2, random), expected)
    judge_calls(trial, random, copied(), calls)
    judge_audit(trial, copied(), damage)
    branches = [judge_repair, judge_repair_call, judge_rebuild, judge_adding, judge_deleting, judge_sources]
    for branch in random.sample(branches, 2):
        branch(trial, copied(), damage, expected)
    return trial


def judge_error(trial: Trial, what: str, error: BaseException) -> None:
    if not isinstance(error, DatelineError):
        place = traceback.extract_tb(error.__traceback__)[-3:]
        where = " < ".join(f"{Path(each.filename).name}:{each.lineno}" for each in reversed(place))
        trial.fault(RAW, f"{what}: {type(error).__name__}: {str(error)[:150]} at {where}")
        return
    trial.errors += 1
    judge_words(trial, what, str(error))


def judge_words(trial: Trial, what: str, words: str) -> None:
    if not FILE.search(words) or not ADVICE.search(words):
        trial.fault("words", f"{what}: {words[:300]}")


def judge_answers(trial: Trial, answers: Answers, expected: Answers) -> None:
    for name, answer in answers.items():
        if written(answer) == expected[name]:
            trial.right += 1
        elif isinstance(answer, BaseException):
            judge_error(trial, name, answer)
        else:
            trial.wrong.append(name)


def called(archive: Path, *words: str) -> Outcome:
    return dateline("--archive", str(archive), *words, cwd=archive.parent)


def judge_calls(trial: Trial, random: Random, archive: Path, calls: Answers) -> None:
    for call in random.sample(CALLS, 6):
        shown = called(archive, *call)
        judge_outcome(trial, " ".join(call), shown)
        if shown.code != 2:
            same = (shown.code, shown.out) == calls[" ".join(call)]
            trial.right += same
            trial.wrong += [] if same else [" ".join(call)]


def judge_outcome(trial: Trial, what: str, shown: Outcome) -> None:
    if "this should not happen" in shown.err or "Traceback" in shown.err:
        trial.fault(RAW, f"{what}: {shown.err[-300:]}")
    elif shown.code == 2:
        trial.errors += 1
        judge_words(trial, what, shown.err)
        if shown.out:
            trial.fault("partial", f"{what}: printed {shown.out[:80]!r}, then {shown.err[:200]}")
    elif shown.code not in (0, 1):
        trial.fault("code", f"{what}: exit {shown.code}")


def judge_audit(trial: Trial, archive: Path, damage: Damage) -> None:
    """See that whatever made an answer wrong is found, unless checksums say that it is meant to be so."""
    try:
        trial.found = not audit_archive(archive).sound
    except Exception as error:  # noqa: BLE001 - whatever is raised is judged
        trial.found = True
        judge_error(trial, "audit", error)
    if trial.wrong and not trial.found and damage.derived and not damage.forged:
        trial.fault("unnoticed", f"{len(trial.wrong)} wrong answers, such as {trial.wrong[0]}")


def judge_repair(trial: Trial, archive: Path, damage: Damage, expected: Answers) -> None:
    """Repair by the library; where the store is sound the archive must be what it was."""
    try:
        report = repair_archive(archive)
    except Exception as error:  # noqa: BLE001 - whatever is raised is judged
        judge_error(trial, "repair", error)
        if not damage.store:
            trial.fault("not repaired", f"by repair: {error}")
        return
    if not report.sound and damage.repairable:
        trial.fault("not repaired", f"by repair: {report.findings[0]}")
    if report.sound and not (damage.forged and not report.repaired):
        judge_repaired(trial, "repair", archive, damage, expected)


def judge_repair_call(trial: Trial, archive: Path, damage: Damage, expected: Answers) -> None:
    first = called(archive, "check", "--repair")
    judge_checked(trial, "check --repair", first)
    second = called(archive, "check")
    judge_checked(trial, "check after check --repair", second)
    if first.code == 0 and second.code != 0:
        trial.fault("not repaired", f"check --repair says sound, then {second.out[:200]} {second.err[:200]}")
    if damage.repairable and second.code != 0:
        trial.fault("not repaired", f"by check --repair: {first.out[:200]} {first.err[:200]}")
    if second.code == 0 and not damage.forged:
        judge_repaired(trial, "check --repair", archive, damage, expected)


def judge_checked(trial: Trial, what: str, shown: Outcome) -> None:
    if "this should not happen" in shown.err or "Traceback" in shown.err:
        trial.fault(RAW, f"{what}: {shown.err[-300:]}")
    elif shown.code == 2:
        judge_words(trial, what, shown.err)


def judge_rebuild(trial: Trial, archive: Path, damage: Damage, expected: Answers) -> None:
    """Rebuild: where the store is sound the archive must be what it was."""
    shown = called(archive, "rebuild")
    judge_outcome(trial, "rebuild", shown)
    if not damage.store:
        if shown.code != 0:
            trial.fault("not repaired", f"by rebuild: {shown.err[:300]}")
        else:
            judge_repaired(trial, "rebuild", archive, damage, expected)


def judge_repaired(trial: Trial, how: str, archive: Path, damage: Damage, expected: Answers) -> None:
    if not damage.derived:
        return
    for name, answer in answers_of(archive, 0.2, ways=2).items():
        if written(answer) != expected[name]:
            told = written(answer)[:150] if isinstance(answer, BaseException) else "has another answer"
            trial.fault("not repaired", f"after {how}: {name}: {told}")
            return


def judge_adding(trial: Trial, archive: Path, damage: Damage, expected: Answers) -> None:
    """Add an article: it is found then, or an error says why not; and a repair leaves a sound archive."""
    source = archive.parent / "more.txt"
    source.write_text("Zeppelin over the harbour\npublished: 2017-01-05\n\nA zeppelin was seen by Ilham Aliyev.\n")
    shown = called(archive, "add", str(source))
    judge_outcome(trial, "add", shown)
    if shown.code == 0:
        again = called(archive, "search", "zeppelin", "--json")
        judge_outcome(trial, "search after add", again)
        if again.code == 1:
            trial.fault("not found", f"what was added is not found: {shown.err[:200]}")
    if damage.repairable:
        fixed = called(archive, "check", "--repair")
        judge_checked(trial, "check --repair after add", fixed)
        if fixed.code != 0:
            trial.fault("not repaired", f"by check --repair after add: {fixed.out[:200]} {fixed.err[:200]}")


def judge_deleting(trial: Trial, archive: Path, damage: Damage, expected: Answers) -> None:
    """Delete and replace articles through the library, and find that it was done."""
    try:
        with Archive.open(archive) as opened:
            opened.delete("n2-1")
            opened.add(Article(id="n2-0", title="Replaced", body="Zeppelins over Baku."))
            opened.commit()
    except Exception as error:  # noqa: BLE001 - whatever is raised is judged
        judge_error(trial, "delete", error)
        return
    again = called(archive, "search", "zeppelins", "--json")
    judge_outcome(trial, "search after delete", again)
    if again.code == 1:
        trial.fault("not found", "what was replaced is not found")


def judge_sources(trial: Trial, archive: Path, damage: Damage, expected: Answers) -> None:
    """Compare the archive with the files it was made of, and merge two people."""
    news = os.environ["DAMAGE_NEWS"]
    try:
        audit_sources(archive, [news])
    except Exception as error:  # noqa: BLE001 - whatever is raised is judged
        judge_error(trial, "check --against", error)
    judge_outcome(trial, "people merge", called(archive, "people", "merge", "Olaf Scholz", "Mark Rutte"))
    judge_outcome(trial, "add news", called(archive, "add", "--again", news))
