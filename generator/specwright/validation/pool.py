"""Turns blocks into outcomes in the same order, here or in other processes, with a bound on how many are under way."""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import signal
import threading
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from queue import Queue
from typing import Any, Final

from specwright.model.errors import InternalError, Problem
from specwright.model.location import Location
from specwright.validation.judge import Judge, Outcome, Plan
from specwright.validation.sources import Block

__all__ = ["ENOUGH", "judge_blocks"]

# Bytes that are judged sooner than other processes are started.
ENOUGH: Final = 2 * 1024 * 1024


def judge_blocks(
    blocks: Iterator[Block], plan: Plan, *, jobs: int, enough: int = ENOUGH, on_start: Callable[[], None] = lambda: None
) -> Generator[Outcome]:
    """Judge blocks as they come; ``on_start`` is told when there are so many that other processes help.

    Raises:
        InternalError: a process ended without an answer.
    """
    judge = Judge(plan)
    judged = 0
    for block in blocks:
        yield judge(block)
        judged += len(block.data)
        if judged >= enough:
            on_start()
            yield from _judge_elsewhere(blocks, plan, jobs=jobs) if jobs > 1 else map(judge, blocks)


def _judge_elsewhere(blocks: Iterator[Block], plan: Plan, *, jobs: int) -> Generator[Outcome]:
    # One that is worked on and one that waits, for each process.
    line: Queue[Future[Outcome] | BaseException | None] = Queue(maxsize=2 * jobs)
    workers = _Workers(plan)
    threads = ThreadPoolExecutor(jobs, thread_name_prefix="validate", initializer=_keep_interrupts_away)

    def feed() -> None:
        try:
            for block in blocks:
                line.put(threads.submit(workers.judge, block))
                if workers.is_closed:
                    return
        except BaseException as error:  # noqa: BLE001  whoever takes the outcomes raises it
            line.put(error)
        else:
            line.put(None)

    # A thread that nobody waits for: it may read from a pipe that stays silent.
    threading.Thread(target=feed, daemon=True).start()
    try:
        while (each := line.get()) is not None:
            if isinstance(each, BaseException):
                raise each
            yield each.result()
    finally:
        workers.close()
        threads.shutdown(wait=False, cancel_futures=True)
        while not line.empty():
            line.get_nowait()


def _keep_interrupts_away() -> None:
    """Have processes that this thread starts hear of Ctrl-C from us alone, from their first moment on."""
    if hasattr(signal, "pthread_sigmask"):
        # The first process brings a tracker along, whose start would undo the mask.
        resource_tracker.ensure_running()
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})


class _Workers:
    """One process for each thread that asks."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        # The one way to start processes that all systems know, and that is safe beside threads.
        self._context = multiprocessing.get_context("spawn")
        self._own = threading.local()
        self._lock = threading.Lock()
        self._started: list[tuple[BaseProcess, Connection[Any, Any]]] = []
        self.is_closed = False

    def judge(self, block: Block) -> Outcome:
        """Have the process of this thread judge a block."""
        connection = self._connect()
        try:
            connection.send(block)
            answer: Outcome | str = connection.recv()
        except (EOFError, OSError):
            raise _ended("a process that judges documents ended without an answer") from None
        if isinstance(answer, str):
            raise _ended(answer)
        return answer

    def _connect(self) -> Connection[Any, Any]:
        connection: Connection[Any, Any] | None = getattr(self._own, "connection", None)
        if connection is None:
            with self._lock:
                if self.is_closed:
                    raise _ended("the run has ended")
                connection, theirs = self._context.Pipe()
                process = self._context.Process(target=_work, args=(theirs, self._plan), daemon=True)
                process.start()
                theirs.close()
                self._started.append((process, connection))
            self._own.connection = connection
        return connection

    def close(self) -> None:
        """End all processes, whatever they do."""
        with self._lock:
            self.is_closed = True
            for process, _ in self._started:
                process.terminate()
            for process, _ in self._started:
                process.join()


def _ended(what: str) -> InternalError:
    return InternalError(Problem(Location("validate"), what, "Judge in one process: --jobs 1."))


def _work(connection: Connection[Any, Any], plan: Plan) -> None:
    """Answer blocks until nobody asks any more."""
    # For systems whose threads have no mask.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Values of JSON hold no circles, so there is hardly anything to collect, and looking for it takes time.
    gc.freeze()
    gc.set_threshold(100_000)
    judge = Judge(plan)
    with contextlib.suppress(EOFError, OSError):
        while True:
            block: Block = connection.recv()
            try:
                answer: Outcome | str = judge(block)
            except Exception as error:  # noqa: BLE001  an error of ours, to be told where people read it
                answer = f"{block.file}, line {block.line} and following: {type(error).__name__}: {error}"
            connection.send(answer)
