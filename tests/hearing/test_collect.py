"""Collecting utterances: nothing said is lost, nothing comes twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.hearing.collect import Began, Collector, Cut, Silent, Voiced
from assistant.ports import FRAME_BYTES, FRAME_MS, Frame


def frames(voices: list[float], start: int = 0, level: float = -30.0) -> list[Frame]:
    """Frames whose sound tells their number, so that one sees which were kept."""
    return [
        Frame((start + n + 1) * FRAME_MS, (start + n).to_bytes(4, "little") * (FRAME_BYTES // 4),
              voice, level)
        for n, voice in enumerate(voices)
    ]  # fmt: skip


def numbers(pcm: bytes) -> list[int]:
    return [int.from_bytes(pcm[at : at + 4], "little") for at in range(0, len(pcm), FRAME_BYTES)]


def script(line: str) -> list[float]:
    """V voice, w a weak voice (0.4), q quiet."""
    return [{"V": 0.9, "w": 0.4, "q": 0.05}[sign] for sign in line]


@pytest.mark.parametrize(
    ("line", "speaks"),
    [
        pytest.param("q" * 50, False, id="silence"),
        pytest.param("q" * 10 + "V" + "q" * 10, False, id="a click"),
        pytest.param("VqqqqVqqqqVqqqq", False, id="drips"),
        pytest.param("q" * 10 + "VVV", True, id="a word"),
        pytest.param("VqVqV", True, id="a broken word"),
        pytest.param("w" * 50, False, id="a weak voice alone begins nothing"),
    ],
)
def test_it_begins_with_a_voice_that_holds(line: str, speaks: bool) -> None:
    collector = Collector()
    for frame in frames(script(line)):
        collector.feed(frame)
    assert collector.open is speaks


def test_it_begins_before_the_beginning() -> None:
    collector = Collector()
    told = [collector.feed(frame) for frame in frames(script("q" * 100 + "VVV" + "V" * 5))]
    assert told[:102] == [None] * 102
    assert told[102] == Began(100 * FRAME_MS)
    assert told[-1] == Voiced(8 * FRAME_MS)
    assert numbers(collector.pcm()) == list(range(103 - 40, 108))
    assert collector.began_ms == 100 * FRAME_MS


def test_a_pause_is_measured_and_a_soft_ending_belongs_to_the_word() -> None:
    collector = Collector()
    told = [collector.feed(frame) for frame in frames(script("VVVwwq" + "w" + "qq"))]
    assert told[3:] == [Voiced(80), Voiced(100), Silent(20), Silent(40), Silent(60), Silent(80)]
    assert collector.since_voice_ms == 80
    assert collector.speech_ms == 100


def test_a_stalled_device_counts_as_silence() -> None:
    collector = Collector()
    for frame in frames(script("VVVV")):
        collector.feed(frame)
    assert collector.feed(Frame(5_000, bytes(FRAME_BYTES), 0.0)) == Silent(4_920)


def test_a_clock_that_starts_again_is_no_disaster() -> None:
    collector = Collector()
    for frame in frames(script("VVVV"), start=1000):
        collector.feed(frame)
    assert collector.feed(Frame(20, bytes(FRAME_BYTES), 0.0)) == Silent(0)


def test_the_loudest_level_is_that_of_the_voice() -> None:
    collector = Collector()
    for frame in frames(script("VVV"), level=-25.0) + frames(script("q"), 3, level=-3.0):
        collector.feed(frame)
    assert collector.loudest == -25.0


def test_what_was_taken_does_not_come_again() -> None:
    collector = Collector()
    for frame in frames(script("q" * 30 + "V" * 10 + "q" * 10)):
        collector.feed(frame)
    first = collector.take()
    assert not collector.open
    for frame in frames(script("q" * 3 + "VVV"), start=50):
        collector.feed(frame)
    assert numbers(first) == list(range(50))
    assert numbers(collector.pcm()) == list(range(50, 56))


def test_a_monologue_is_handed_out_in_pieces() -> None:
    collector = Collector(longest_ms=2_000)
    pieces = []
    for frame in frames([0.9] * 1_000):
        match collector.feed(frame):
            case Cut(pcm):
                pieces.append(pcm)
            case _:
                assert len(collector.pcm()) <= 2_000 * 32
    assert len(pieces) > 5
    assert numbers(b"".join(pieces) + collector.pcm()) == list(range(1_000))
    assert collector.speech_ms == 20_000


def test_a_cut_falls_into_a_pause() -> None:
    loud, quiet = (n.to_bytes(2, "little") * (FRAME_BYTES // 2) for n in (8_000, 3))
    sound = [loud] * 70 + [quiet] * 20 + [loud] * 20
    collector = Collector(longest_ms=2_000)
    outcomes = [collector.feed(Frame((n + 1) * FRAME_MS, pcm, 0.9)) for n, pcm in enumerate(sound)]
    [cut] = [outcome for outcome in outcomes if isinstance(outcome, Cut)]
    assert 70 * FRAME_BYTES <= len(cut.pcm) <= 90 * FRAME_BYTES


@given(st.lists(st.sampled_from([0.0, 0.3, 0.4, 0.6, 1.0, float("nan")]), max_size=300))
def test_whatever_is_said_the_sound_is_one_unbroken_stretch(voices: list[float]) -> None:
    collector = Collector(longest_ms=1_500)
    cut: list[int] = []
    for frame in frames(voices):
        outcome = collector.feed(frame)
        if isinstance(outcome, Cut):
            cut += numbers(outcome.pcm)
    if collector.open:
        kept = cut + numbers(collector.pcm())
        assert kept == list(range(kept[0], len(voices)))
        assert 0 <= collector.since_voice_ms <= len(voices) * FRAME_MS
        assert collector.speech_ms <= len(voices) * FRAME_MS
    else:
        assert collector.pcm() == b""
