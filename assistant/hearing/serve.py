"""What the hearing child does with its orders: transcribe, judge a turn, warm up."""

from __future__ import annotations

import logging
import os
import queue
import threading
import time
import traceback
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.errors import Trouble
from assistant.ports import HEAR_RATE

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.hearing.recogniser import Recogniser
    from assistant.wire import Order, Parent

log = logging.getLogger(__name__)


@dataclass
class Lane:
    """A thread that takes one kind of order after the other.

    The turn is judged beside a transcription, not after it: it is asked for at the same moment and
    needs a tenth of the time.
    """

    name: str
    work: Callable[[Order], None]
    _orders: queue.SimpleQueue[Order] = field(default_factory=queue.SimpleQueue)

    def start(self) -> None:
        threading.Thread(target=self._run, name=self.name, daemon=True).start()

    def put(self, order: Order) -> None:
        self._orders.put(order)

    def _run(self) -> None:
        while True:
            order = self._orders.get()
            try:
                if not order.cancelled:
                    self.work(order)
            except Trouble as trouble:
                order.trouble(trouble)
            order.parent.cancelled.discard(order.id)


def serve(parent: Parent, recogniser: Recogniser, judge: Callable[[bytes], float] | None) -> None:
    """Answer orders until the parent goes. Never returns.

    `transcribe` (payload HEAR_RATE PCM; `full`, `quick`, `names`) answers text, ms, engine, confidence; `complete`
    (payload) answers probability; `warm` loads what is lazy and answers nothing.
    """

    def transcribe(order: Order) -> None:
        begun = time.perf_counter()
        full, quick = bool(order.fields.get("full")), bool(order.fields.get("quick"))
        names = order.fields.get("names", ())
        found = recogniser.recognise(order.payload, full=full, quick=quick, names=names)
        ms = round((time.perf_counter() - begun) * 1000)
        log.info("transcribed %d ms of sound in %d ms", len(order.payload) * 500 // HEAR_RATE, ms)
        order.done(text=found.text, ms=ms, engine=recogniser.name, confidence=found.confidence)

    def complete(order: Order) -> None:
        if judge is None:
            raise Trouble("The end-of-turn model is not here yet.", "Fetch it in Settings.")
        order.done(probability=judge(order.payload))

    threading.excepthook = _give_up
    ears, turns = Lane("ears", transcribe), Lane("turns", complete)
    ears.start()
    turns.start()
    for order in parent.orders():
        match order.what:
            case "transcribe":
                ears.put(order)
            case "complete":
                turns.put(order)
            case "warm":
                _warm(recogniser, judge)
                order.done()
            case other:
                order.trouble(Trouble(f"The hearing part knows no order {other!r}."))


def _give_up(bug: threading.ExceptHookArgs) -> None:
    """Leave no asker waiting for a lane that has died: the parent keeps our last words and restarts."""
    traceback.print_exception(bug.exc_value)
    os._exit(1)


def _warm(recogniser: Recogniser, judge: Callable[[bytes], float] | None) -> None:
    """Run each model once, so that the first question is not the slow one."""
    if judge is not None:
        judge(_HUM)
    recogniser.recognise(_HUM)


def _hum() -> bytes:
    """A second of a wavering tone: loud enough that no engine passes it over."""
    import numpy as np

    at = np.arange(HEAR_RATE) / HEAR_RATE
    tone = np.sin(2 * np.pi * 220 * at) * (at % 0.25 < 0.15) * 0.3
    return (tone * 32767).astype("<i2").tobytes()


_HUM = _hum()
