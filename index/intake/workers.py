"""Processes that read, and the order in which what they read is taken.

Each process has a thread here that gives it tasks and takes its frames, unread. Tasks are given out in their order, and
what comes of them is taken in the same order, whoever is done first; so nothing depends on how many processes
there are. A thread waits with the next frame when too many bytes lie here untaken; the process behind it then waits as
well, because nobody empties its pipe.

A process is a Python of its own, started on `worker` by name: it shares no lock, no open file and no connection with
this one, and ends when this one does, however that ends.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Condition, Thread
from typing import BinaryIO

from dateline.index.errors import DatelineError
from dateline.index.intake.plan import Step
from dateline.index.intake.portions import CUT, Delivery, Portion, deliveries
from dateline.index.intake.protocol import LENGTH, decode_delivery, encode_json, encode_task
from dateline.index.intake.reading import Options
from dateline.index.readers.paths import STANDARD_INPUT

__all__ = ["Crew"]

# Bytes that may lie here untaken, all together and of one task. Some three bytes of frames come of one that is read.
MOST_WAITING = 48 << 20
MOST_OF_TASK = 16 << 20
# Steps of a task at most: a folder of many small files is given out in such handfuls.
MOST_STEPS = 100
# Tasks that are given out before they are due, for each process.
AHEAD = 3


@dataclass(slots=True)
class Task:
    """Steps that one process does, and the frames that came of them and were not taken yet."""

    steps: list[Step]
    frames: deque[bytes] = field(default_factory=deque)
    waiting: int = 0
    done: bool = False
    failure: str | None = None

    @property
    def portions(self) -> list[Portion]:
        """What is to be read by a process."""
        return [step.portion for step in self.steps if step.portion is not None and not is_here(step.portion)]


class Crew:
    """Some processes that read, until it is closed."""

    def __init__(
        self, jobs: int, options: Options, archive: str | None = None, standard_input: BinaryIO | None = None
    ) -> None:
        """Start the processes; with an archive, they look for people, places and dates as it has them looked for."""
        self._options = options
        self._standard_input = standard_input
        self._change = Condition()
        self._given: deque[Task] = deque()
        self._due: Task | None = None
        self._waiting = 0
        self._closed = False
        self._jobs = jobs
        setting = encode_json([options.as_json(), archive]).encode() + b"\n"
        self._processes = [start() for _ in range(jobs)]
        self._threads = [
            Thread(target=self._attend, args=(process, setting), daemon=True) for process in self._processes
        ]
        for thread in self._threads:
            thread.start()

    def close(self) -> None:
        """End the processes."""
        with self._change:
            self._closed = True
            self._change.notify_all()
        for process in self._processes:
            process.kill()
        for thread in self._threads:
            thread.join()
        for process in self._processes:
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    pipe.close()

    def do(self, steps: Iterator[Step]) -> Iterator[tuple[Step, Delivery | None]]:
        """Yield steps with what comes of them, in their order; None for a step that reads nothing.

        Raises DatelineError when a process ended by itself.
        """
        tasks = tasks_of(steps)
        given: deque[Task] = deque()
        while True:
            while len(given) < AHEAD * self._jobs and (task := next(tasks, None)) is not None:
                given.append(task)
                if task.portions:
                    with self._change:
                        self._given.append(task)
                        self._change.notify_all()
            if not given:
                return
            yield from self._take(given.popleft())

    def _take(self, task: Task) -> Iterator[tuple[Step, Delivery | None]]:
        """Yield what comes of the steps of a task."""
        with self._change:
            self._due = task
            self._change.notify_all()
        number = 0
        for step in task.steps:
            if step.portion is None:
                yield step, None
                continue
            if is_here(step.portion):
                for delivery in deliveries(step.portion, self._options, self._standard_input):
                    yield step, delivery
                continue
            done = False
            while not done:
                of, delivery = decode_delivery(self._frame(task))
                assert of == number  # a process does one thing after another
                done = delivery.done
                yield step, delivery
            number += 1

    def _frame(self, task: Task) -> bytes:
        """Return the next frame of a task, waiting for it."""
        with self._change:
            while not task.frames:
                if task.failure is not None:
                    raise DatelineError(task.failure)
                self._change.wait(1.0)  # no longer, so that a signal is seen on every system
            frame = task.frames.popleft()
            task.waiting -= len(frame)
            self._waiting -= len(frame)
            self._change.notify_all()
            return frame

    # In the threads

    def _attend(self, process: subprocess.Popen[bytes], setting: bytes) -> None:
        """Give a process tasks and take what comes of them, until there are no more."""
        first = True
        while (task := self._next_task()) is not None:
            try:
                assert process.stdin is not None
                process.stdin.write((setting if first else b"") + encode_task(task.portions))
                process.stdin.flush()
                first = False
                if not self._read_frames(process, task):
                    raise EOFError
            except (OSError, EOFError, ValueError):
                with self._change:
                    task.failure = in_words(process, task)
                    self._change.notify_all()
                return

    def _next_task(self) -> Task | None:
        with self._change:
            while not self._given and not self._closed:
                self._change.wait()
            return None if self._closed else self._given.popleft()

    def _read_frames(self, process: subprocess.Popen[bytes], task: Task) -> bool:
        """Take the frames of a task; return whether all of them came."""
        assert process.stdout is not None
        left = len(task.portions)
        while left:
            head = process.stdout.read(LENGTH)
            if len(head) < LENGTH:
                return False
            size = int(head, 16)
            data = process.stdout.read(size)
            if len(data) < size:
                return False
            left -= is_last(data)
            if not self._put(task, data):
                return False
        return True

    def _put(self, task: Task, frame: bytes) -> bool:
        """Lay down a frame when there is room for it; return False when nobody wants it any more."""
        with self._change:
            while not self._closed and (
                task.waiting >= MOST_OF_TASK or (self._waiting >= MOST_WAITING and task is not self._due)
            ):
                self._change.wait()
            task.frames.append(frame)
            task.waiting += len(frame)
            self._waiting += len(frame)
            self._change.notify_all()
            return not self._closed


def is_here(portion: Portion) -> bool:
    """Return whether only this process can read it."""
    return portion.file == STANDARD_INPUT


def tasks_of(steps: Iterator[Step]) -> Iterator[Task]:
    """Yield steps in handfuls that are worth giving out."""
    gathered: list[Step] = []
    size = 0
    for step in steps:
        gathered.append(step)
        size += step.size if step.portion is not None else 0
        if size >= CUT or len(gathered) >= MOST_STEPS:
            yield Task(gathered)
            gathered, size = [], 0
    if gathered:
        yield Task(gathered)


def is_last(frame: bytes) -> bool:
    """Return whether a frame ends its portion: ``[number,true,…``."""
    return frame[frame.index(b",") + 1 :][:4] == b"true"


def start() -> subprocess.Popen[bytes]:
    """Start a process that reads. It finds the modules where this one does, and takes no Ctrl-C: this one does."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "dateline.index.intake.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
        start_new_session=True,
    )


def in_words(process: subprocess.Popen[bytes], task: Task) -> str:
    """Return what to say of a process that ended by itself."""
    code = process.wait()
    how = f"was ended by signal {-code}" if code < 0 else f"ended with code {code}"
    names = [portion.file for portion in task.portions]
    what = names[0] if len(names) == 1 else f"{names[0]} to {names[-1]}"
    return (
        f"a process that was reading {what} {how}; what was stored before is kept: "
        "add the same again to go on, with --jobs 1 if it happens again (the machine may be short of memory)"
    )
