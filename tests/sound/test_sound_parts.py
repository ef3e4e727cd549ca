"""The small pure parts of the sound process: loudness, pairing, monitors, debts, files."""

from __future__ import annotations

import io
import wave
from typing import TYPE_CHECKING

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import Trouble
from assistant.ports import SILENT_DB, ClauseSounding, PlaybackDone, Silenced
from assistant.sound.filedevice import FileDevice, read_speech
from assistant.sound.ledger import Ledger
from assistant.sound.levels import dbfs
from assistant.sound.monitors import from_monitor
from assistant.sound.reference import MOST_WAITING, Reference

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("samples", "level"),
    [
        pytest.param(np.zeros(320, np.int16), SILENT_DB, id="silence"),
        pytest.param(np.zeros(0, np.int16), SILENT_DB, id="nothing"),
        pytest.param(np.full(320, -32768, np.int16), 0.0, id="full scale"),
        pytest.param(np.full(320, 3277, np.int16), -20.0, id="a tenth"),
        pytest.param(np.full(320, 0.1, np.float32), -20.0, id="a tenth as float"),
        pytest.param(np.full(320, 1e-9, np.float32), SILENT_DB, id="next to nothing"),
    ],
)
def test_loudness(samples: np.ndarray, level: float) -> None:
    assert dbfs(samples) == pytest.approx(level, abs=0.01)


# --- pairing the reference -----------------------------------------------------------------


def paired(takes: int, *, jitter: list[int], rate: float = 1.0) -> np.ndarray:
    """Delay in samples of each take, when a ramp is put in tens of ms and taken in twenties.

    `jitter` delays single puts by so many ms; `rate` is the speaker's clock over the microphone's.
    """
    reference = Reference()
    moments = []
    for number in range(int(takes * 2 * rate)):
        at = number * 10 / rate + (jitter[number % len(jitter)] if jitter else 0)
        moments.append((at, number))
    moments.sort()
    delays = []
    for take in range(takes):
        now = take * 20 + 5
        while moments and moments[0][0] <= now:
            _, number = moments.pop(0)
            reference.put(np.arange(number * 160, number * 160 + 160, dtype=np.float32) + 1)
        samples = reference.take(320)
        assert len(samples) == 320
        delays.append(now * 16 * rate - samples[-1] if samples[-1] else np.nan)
    return np.array(delays)


def test_the_reference_keeps_one_delay_through_jitter() -> None:
    delays = paired(500, jitter=[0, 3, 1, 7, 0, 2, 12, 4])
    assert np.nanmax(np.abs(np.diff(delays[60:]))) == 0


@pytest.mark.parametrize("drift_ppm", [-300, 300])
def test_the_reference_follows_drifting_clocks_and_never_comes_after_its_echo(
    drift_ppm: int,
) -> None:
    delays = paired(20_000, jitter=[], rate=1 + drift_ppm / 1e6)
    steady = delays[200:]
    assert np.nanmax(steady) < MOST_WAITING + 480
    assert np.count_nonzero(np.abs(np.diff(steady)) > 20) < 40


def test_without_a_speaker_the_reference_is_silence() -> None:
    reference = Reference()
    assert not any(reference.take(320).any() for _ in range(100))


@given(st.lists(st.one_of(st.integers(1, 3000), st.just(0)), max_size=200))
def test_the_reference_always_gives_as_much_as_is_asked(puts: list[int]) -> None:
    reference = Reference()
    for count in puts:
        if count:
            reference.put(np.ones(count, np.float32))
        assert len(reference.take(320)) == 320


# --- who is captured -----------------------------------------------------------------------

SOURCES = [
    {"index": 0, "monitor_source": "speaker", "properties": {"device.class": "monitor"}},
    {"index": 1, "monitor_source": "", "properties": {"device.class": "sound"}},
    {"index": 2, "monitor_source": "", "properties": {"device.class": "filter"}},
]


def output(source: int, pid: int) -> dict[str, object]:
    return {"source": source, "properties": {"application.process.id": str(pid)}}


@pytest.mark.parametrize(
    ("outputs", "expected"),
    [
        pytest.param([output(0, 7)], True, id="we hear the speaker"),
        pytest.param([output(1, 7)], False, id="we hear a microphone"),
        pytest.param([output(2, 7)], False, id="we hear a filtered microphone"),
        pytest.param([output(0, 8), output(1, 7)], False, id="somebody else hears the speaker"),
        pytest.param([], False, id="nobody listens"),
        pytest.param([{"source": 0}], False, id="an output without properties"),
    ],
)
def test_hearing_oneself_is_noticed(outputs: list[dict[str, object]], expected: bool) -> None:
    assert from_monitor(outputs, SOURCES, pid=7) is expected


# --- what a dead child owes ----------------------------------------------------------------


def test_a_finished_reply_ends_when_the_child_dies() -> None:
    ledger = Ledger()
    ledger.play(3, 0)
    ledger.play(3, 1)
    ledger.finish(3)
    ledger.noted(ClauseSounding(3, 0))
    assert ledger.lost() == (ClauseSounding(3, 1), PlaybackDone(3))
    assert ledger.lost() == ()


def test_an_unfinished_reply_goes_on_with_the_next_child() -> None:
    ledger = Ledger()
    ledger.play(3, 0)
    assert ledger.lost() == (ClauseSounding(3, 0),)
    ledger.finish(3)
    assert ledger.lost() == (PlaybackDone(3),)


def test_a_silence_that_was_asked_for_is_answered() -> None:
    ledger = Ledger()
    ledger.play(3, 0)
    ledger.play(3, 1)
    ledger.noted(ClauseSounding(3, 0))
    ledger.noted(ClauseSounding(3, 1))
    ledger.silence()
    assert ledger.lost() == (Silenced(3, ((0, 1.0), (1, 0.5))),)


def test_a_reply_that_ended_owes_nothing() -> None:
    ledger = Ledger()
    ledger.play(3, 0)
    ledger.finish(3)
    ledger.noted(ClauseSounding(3, 0))
    ledger.noted(PlaybackDone(3))
    assert ledger.lost() == ()


# --- files ---------------------------------------------------------------------------------


@pytest.mark.parametrize("subtype", ["PCM_16", "PCM_24", "FLOAT"])
@pytest.mark.parametrize(("rate", "channels"), [(8000, 1), (16_000, 2), (44_100, 2), (48_000, 1)])
def test_any_wav_becomes_what_the_ear_wants(
    tmp_path: Path, subtype: str, rate: int, channels: int
) -> None:
    path = tmp_path / "in.wav"
    soundfile.write(path, np.full((rate, channels), 0.25), rate, subtype=subtype)
    speech = read_speech(path)
    assert len(speech) == pytest.approx(16_000, abs=2)
    assert np.median(speech) == pytest.approx(8191, abs=20)


@pytest.mark.parametrize("content", [None, b"", b"RIFF", b"not a sound at all" * 10])
def test_a_bad_file_is_one_sentence(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "bad.wav"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(Trouble, match=r"bad\.wav"):
        read_speech(path)


def test_input_and_output_share_one_time_line(tmp_path: Path) -> None:
    """What is drawn at the moment a sample is heard stands at three times its place."""
    heard: list[bytes] = []
    over: list[int] = []
    speech = np.arange(1, 1001, dtype=np.int16)

    def draw(count: int) -> bytes:
        at = len(heard) * 960
        return np.arange(at, at + count).astype(np.int16).tobytes()

    device = FileDevice(
        speech, tmp_path / "out.wav", lambda pcm, _: heard.append(pcm), draw, over.append
    )
    device.step(0)  # before listening: drawn, not written
    assert not heard
    device.want(True)
    for number in range(5):
        device.step(number * 20)
    samples = np.frombuffer(b"".join(heard), np.int16)
    assert (samples[:1000] == speech).all()
    assert not samples[1000:].any()
    assert over == [60]
    with wave.open(io.BytesIO((tmp_path / "out.wav").read_bytes())) as file:
        written = np.frombuffer(file.readframes(file.getnframes()), np.int16)
    assert len(written) == len(samples) * 3
    assert (written == np.arange(len(written)).astype(np.int16)).all()


def test_while_muted_the_file_runs_on_unheard(tmp_path: Path) -> None:
    heard: list[bytes] = []
    speech = np.arange(1, 1001, dtype=np.int16)
    device = FileDevice(
        speech, tmp_path / "o.wav", lambda pcm, _: heard.append(pcm), lambda n: b"\0" * n * 2, print
    )
    device.want(True)
    device.step(0)
    device.want(False)
    device.step(0)
    device.want(True)
    device.step(0)
    assert [np.frombuffer(pcm, np.int16)[0] for pcm in heard] == [1, 641]
