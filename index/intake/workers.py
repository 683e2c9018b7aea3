"""A pool of worker processes that read portions, and the order in which their results are used.

Each process has a thread here that sends it tasks and collects its frames without decoding them. Tasks are handed out
in order and their results are used in the same order, whichever process finishes first; so the result does not depend
on the number of processes. When too many bytes are queued here, a thread stops reading; its process then blocks
on its full pipe.

Each process is a new Python interpreter that runs `worker`. It shares no lock, open file or connection with
this process, and ends when this process does, for whatever reason.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections import deque
from collections.abc import Iterator
from threading import Condition, Thread
from typing import BinaryIO

from dateline.index.dataclass import dataclass, field
from dateline.index.errors import DatelineError
from dateline.index.intake.plan import PlanStep
from dateline.index.intake.portions import PORTION_SIZE, Portion, RecordBatch, read_portion
from dateline.index.intake.protocol import LENGTH_DIGITS, decode_batch, encode_json, encode_task
from dateline.index.intake.reading import Options
from dateline.index.readers.paths import STANDARD_INPUT

__all__ = ["WorkerPool"]

# Bytes of frames that may be queued, in all and for one task. One byte that is read gives about three bytes of frames.
MAX_QUEUED = 48 << 20
MAX_QUEUED_OF_TASK = 16 << 20
# Steps of a task at most, for folders of many small files.
MAX_STEPS = 100
# Tasks that are handed out in advance, for each process.
TASKS_AHEAD = 3


@dataclass(slots=True)
class Task:
    """Steps for one process, and the frames that it sent and that are not used yet."""

    steps: list[PlanStep]
    frames: deque[bytes] = field(default_factory=deque)
    queued: int = 0
    done: bool = False
    failure: str | None = None

    @property
    def portions(self) -> list[Portion]:
        """The portions that a process reads."""
        return [step.portion for step in self.steps if step.portion is not None and not is_local(step.portion)]


class WorkerPool:
    """Worker processes, until it is closed."""

    def __init__(
        self, jobs: int, options: Options, archive: str | None = None, standard_input: BinaryIO | None = None
    ) -> None:
        """Start the processes; with an archive, they also extract people, places and dates with its gazetteer."""
        self._options = options
        self._standard_input = standard_input
        self._changed = Condition()
        self._pending: deque[Task] = deque()
        self._current: Task | None = None
        self._queued = 0
        self._closed = False
        self._jobs = jobs
        settings = encode_json([options.to_json(), archive]).encode() + b"\n"
        self._processes = [start_process() for _ in range(jobs)]
        self._threads = [
            Thread(target=self._serve, args=(process, settings), daemon=True) for process in self._processes
        ]
        for thread in self._threads:
            thread.start()

    def close(self) -> None:
        """End the processes."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        for process in self._processes:
            process.kill()
        for thread in self._threads:
            thread.join()
        for process in self._processes:
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    pipe.close()

    def run(self, steps: Iterator[PlanStep]) -> Iterator[tuple[PlanStep, RecordBatch | None]]:
        """Yield steps with their batches, in order; None for a step that reads nothing.

        Raises DatelineError when a process ended unexpectedly.
        """
        tasks = make_tasks(steps)
        ahead: deque[Task] = deque()
        while True:
            while len(ahead) < TASKS_AHEAD * self._jobs and (task := next(tasks, None)) is not None:
                ahead.append(task)
                if task.portions:
                    with self._changed:
                        self._pending.append(task)
                        self._changed.notify_all()
            if not ahead:
                return
            yield from self._collect(ahead.popleft())

    def _collect(self, task: Task) -> Iterator[tuple[PlanStep, RecordBatch | None]]:
        """Yield the batches of the steps of a task."""
        with self._changed:
            self._current = task
            self._changed.notify_all()
        number = 0
        for step in task.steps:
            if step.portion is None:
                yield step, None
                continue
            if is_local(step.portion):
                for batch in read_portion(step.portion, self._options, self._standard_input):
                    yield step, batch
                continue
            done = False
            while not done:
                part_number, batch = decode_batch(self._next_frame(task))
                assert part_number == number  # a process reads its portions in order
                done = batch.done
                yield step, batch
            number += 1

    def _next_frame(self, task: Task) -> bytes:
        """Wait for the next frame of a task and return it."""
        with self._changed:
            while not task.frames:
                if task.failure is not None:
                    raise DatelineError(task.failure)
                self._changed.wait(1.0)  # short, so that signals are handled on every system
            frame = task.frames.popleft()
            task.queued -= len(frame)
            self._queued -= len(frame)
            self._changed.notify_all()
            return frame

    # The methods below run in the threads.

    def _serve(self, process: subprocess.Popen[bytes], settings: bytes) -> None:
        """Send tasks to a process and collect their frames, until there are no more tasks."""
        first = True
        while (task := self._next_task()) is not None:
            try:
                assert process.stdin is not None
                process.stdin.write((settings if first else b"") + encode_task(task.portions))
                process.stdin.flush()
                first = False
                if not self._read_frames(process, task):
                    raise EOFError
            except (OSError, EOFError, ValueError):
                with self._changed:
                    task.failure = describe_exit(process, task)
                    self._changed.notify_all()
                return

    def _next_task(self) -> Task | None:
        with self._changed:
            while not self._pending and not self._closed:
                self._changed.wait()
            return None if self._closed else self._pending.popleft()

    def _read_frames(self, process: subprocess.Popen[bytes], task: Task) -> bool:
        """Collect the frames of a task; return whether all of them arrived."""
        assert process.stdout is not None
        left = len(task.portions)
        while left:
            head = process.stdout.read(LENGTH_DIGITS)
            if len(head) < LENGTH_DIGITS:
                return False
            size = int(head, 16)
            data = process.stdout.read(size)
            if len(data) < size:
                return False
            left -= ends_portion(data)
            if not self._queue_frame(task, data):
                return False
        return True

    def _queue_frame(self, task: Task, frame: bytes) -> bool:
        """Queue a frame when there is room for it; return False when the pool is closed."""
        with self._changed:
            while not self._closed and (
                task.queued >= MAX_QUEUED_OF_TASK or (self._queued >= MAX_QUEUED and task is not self._current)
            ):
                self._changed.wait()
            task.frames.append(frame)
            task.queued += len(frame)
            self._queued += len(frame)
            self._changed.notify_all()
            return not self._closed


def is_local(portion: Portion) -> bool:
    """Return whether only this process can read a portion."""
    return portion.file == STANDARD_INPUT


def make_tasks(steps: Iterator[PlanStep]) -> Iterator[Task]:
    """Yield steps grouped into tasks."""
    steps_of_task: list[PlanStep] = []
    size = 0
    for step in steps:
        steps_of_task.append(step)
        size += step.size if step.portion is not None else 0
        if size >= PORTION_SIZE or len(steps_of_task) >= MAX_STEPS:
            yield Task(steps_of_task)
            steps_of_task, size = [], 0
    if steps_of_task:
        yield Task(steps_of_task)


def ends_portion(frame: bytes) -> bool:
    """Return whether a frame ends its portion: ``[number,true,…``."""
    return frame[frame.index(b",") + 1 :][:4] == b"true"


def start_process() -> subprocess.Popen[bytes]:
    """Start a worker process, with the module path of this one. It ignores Ctrl-C, which this process handles."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "dateline.index.intake.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
        start_new_session=True,
    )


def describe_exit(process: subprocess.Popen[bytes], task: Task) -> str:
    """Return the message for a process that ended unexpectedly."""
    code = process.wait()
    how = f"was ended by signal {-code}" if code < 0 else f"ended with code {code}"
    names = [portion.file for portion in task.portions]
    what = names[0] if len(names) == 1 else f"{names[0]} to {names[-1]}"
    return (
        f"a process that was reading {what} {how}; what was stored before is kept: "
        "add the same paths again to resume, with --jobs 1 if it happens again (the machine may be short of memory)"
    )
