"""Forty requests as sound, by house voices and by eSpeak: heard by the real recogniser, and what is then done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import corpus
import pytest

from assistant.desk.deeds import Tier
from assistant.hearing.sound_files import read_pcm
from assistant.hearing.whisper import Whisper
from assistant.models.store import Store
from assistant.paths import models_folder
from assistant.ports import Heard

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.real

VOICES = {"house": 0.85, "espeak": 0.35}  # least share that is right; eSpeak is hard to understand
MOST_WRONG = 1  # of forty; recognition differs a little from processor to processor


@pytest.fixture(scope="module")
def whisper() -> Whisper:
    return Whisper(Store(models_folder()).need("faster-whisper-base"))


@pytest.mark.parametrize("voice", VOICES)
def test_forty_requests_by_voice(voice: str, whisper: Whisper, tmp_path: Path) -> None:
    desk = corpus.furnished(tmp_path)
    right, wrong, asked = [], [], []
    for number, case in enumerate(corpus.cases("spoken"), 1):
        found = whisper.recognise(read_pcm(corpus.DATA / "spoken" / f"{voice}{number:02}.ogg"))
        heard = Heard(found.text, corpus.NOW, confidence=found.confidence)
        outcome = corpus.tried(case, desk, heard)
        (right if outcome.right else wrong if outcome.changed else asked).append(outcome)
        if not outcome.right:
            verdict = "WRONG" if outcome.changed else outcome.got[:40]
            print(f"{found.confidence:.2f} {case.said} / {found.text} / {verdict}")
    count = len(right) + len(wrong) + len(asked)
    print(
        f"{voice}: {count} requests, {len(right)} right, {len(asked)} asked or left, {len(wrong)} wrong acts"
    )
    assert count == 40
    assert len(right) >= VOICES[voice] * count
    assert len(wrong) <= MOST_WRONG
    confirmed = {name for name, tier in desk.deeds.known.items() if tier is Tier.CONFIRMED}
    assert not confirmed & {outcome.got.split()[0] for outcome in wrong}
