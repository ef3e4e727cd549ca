"""The real program, `python watched.py [its arguments]`, with ears that understand given words, and faults.

OS1_TEST_HEARS: what every utterance is understood as. Who says OS1_TEST_BREAKS meets bugs that have
those words in their hands, on the conversation's loop, on a thread and in the window, and a secret goes
to the keyring. OS1_TEST_REPORT: where the health report lies at the end.
"""

from __future__ import annotations

import os
import sys
import threading
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QTimer

from assistant.dialogue.manager import Manager
from assistant.engine import Engine
from assistant.hearing.adapter import ChildTranscriber
from assistant.keys import Keys, system_ring
from ui.__main__ import main

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from assistant.ports import Clause, Heard, Transcript

HEARS, BREAKS, REPORT, KEY = (
    os.environ[f"OS1_TEST_{name}"] for name in ("HEARS", "BREAKS", "REPORT", "KEY")
)
_answer, _transcribe, _stop = Manager.answer, ChildTranscriber.transcribe, Engine.stop


async def transcribe(self: ChildTranscriber, pcm: bytes, **more: Any) -> Transcript:
    understood = await _transcribe(self, pcm, **more)
    return replace(understood, text=HEARS, confidence=1.0) if understood.text else understood


def answer(self: Manager, heard: Heard) -> AsyncGenerator[Clause, None]:
    return _broken(heard.text) if BREAKS in heard.text else _answer(self, heard)


async def _broken(words: str) -> AsyncGenerator[Clause, None]:
    secret = KEY
    Keys(system_ring).put("mail anna@example.com", secret)
    threading.Thread(target=_break, args=(words,), name="breaking").start()
    QTimer.singleShot(0, QCoreApplication.instance(), lambda: _break(words))
    _break(words)
    yield  # type: ignore[misc]


def _break(words: str) -> None:
    held = {"words": words}
    raise RuntimeError(f"broken while saying {held['words']}")


def stop(self: Engine) -> None:
    Path(REPORT).write_text(self.report() or Path(REPORT).read_text())
    _stop(self)


Manager.answer, ChildTranscriber.transcribe, Engine.stop = answer, transcribe, stop  # type: ignore[method-assign]

if __name__ == "__main__":
    sys.exit(main())
