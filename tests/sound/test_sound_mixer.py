"""Her voice on its way out: order, level, cutting off, and what was heard."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.ports import ClauseSounding, PlaybackDone, Silenced
from assistant.sound.playback import EACH, OUT_RATE, Mixer, prepared

PERIOD = 480


def clause(ms: int, level: float = 0.5) -> tuple[np.ndarray, np.ndarray]:
    """A constant: any gap or gain shows in single samples."""
    length = OUT_RATE * ms // 1000 // EACH * EACH
    return np.full(length, level, np.float32), np.full(length // EACH, level, np.float32)


class Listener:
    """Draws from the mixer like a speaker and keeps everything."""

    def __init__(self, mixer: Mixer) -> None:
        self.mixer = mixer
        self.out = np.zeros(0, np.float32)
        self.reference = np.zeros(0, np.float32)
        self.notes: list[ClauseSounding | PlaybackDone | Silenced] = []

    def hear(self, ms: int, period: int = PERIOD) -> np.ndarray:
        begun = len(self.out)
        for _ in range(ms * OUT_RATE // 1000 // period):
            block = self.mixer.render(period)
            self.out = np.concatenate((self.out, block.out))
            self.reference = np.concatenate((self.reference, block.reference))
            self.notes += block.notes
        return self.out[begun:]


def test_clauses_sound_in_order_and_the_turn_ends_after_the_last() -> None:
    mixer = Mixer()
    listener = Listener(mixer)
    mixer.play(4, 0, *clause(30))
    mixer.play(4, 1, *clause(30))
    mixer.finish(4)
    heard = listener.hear(100)
    assert listener.notes == [ClauseSounding(4, 0), ClauseSounding(4, 1), PlaybackDone(4)]
    assert np.count_nonzero(heard) == OUT_RATE * 60 // 1000


def test_a_turn_without_clauses_ends_at_once() -> None:
    mixer = Mixer()
    mixer.finish(9)
    listener = Listener(mixer)
    listener.hear(10)
    assert listener.notes == [PlaybackDone(9)]


def test_a_clause_may_come_in_parts_and_sounds_once() -> None:
    mixer = Mixer()
    listener = Listener(mixer)
    mixer.play(1, 0, *clause(30))
    mixer.play(1, 0, *clause(30))
    listener.hear(30)
    mixer.silence()
    listener.hear(20)
    first, cut = listener.notes
    assert first == ClauseSounding(1, 0)
    assert isinstance(cut, Silenced)
    assert cut.heard[0][1] == pytest.approx(40 / 60, abs=0.02)


def test_silence_is_reached_within_ten_ms_without_a_click() -> None:
    mixer = Mixer()
    listener = Listener(mixer)
    mixer.play(1, 0, *clause(500))
    mixer.play(1, 1, *clause(500))
    listener.hear(100)
    mixer.silence()
    after = listener.hear(30)
    assert not after[OUT_RATE * 10 // 1000 :].any()
    assert np.abs(np.diff(after)).max() < 0.01
    assert listener.notes[-1] == Silenced(1, ((0, pytest.approx(0.22, abs=0.005)),))


def test_what_is_said_after_a_silence_comes_whole_and_at_full_level() -> None:
    mixer = Mixer()
    listener = Listener(mixer)
    mixer.play(1, 0, *clause(500))
    listener.hear(50)
    mixer.duck()
    mixer.silence()
    mixer.play(2, 0, *clause(50))
    mixer.finish(2)
    listener.hear(100)
    assert listener.notes[1:] == [
        Silenced(1, ((0, pytest.approx(0.12, abs=0.005)),)),
        ClauseSounding(2, 0),
        PlaybackDone(2),
    ]
    assert np.count_nonzero(listener.out > 0.499) > OUT_RATE * 98 // 1000


def test_silence_with_nothing_playing_is_answered_too() -> None:
    mixer = Mixer()
    listener = Listener(mixer)
    mixer.silence()
    listener.hear(10)
    assert listener.notes == [Silenced(0, ())]


def test_silence_right_after_the_end_tells_that_everything_was_heard() -> None:
    mixer = Mixer()
    listener = Listener(mixer)
    mixer.play(3, 0, *clause(20))
    mixer.finish(3)
    listener.hear(40)
    mixer.silence()
    listener.hear(10)
    assert listener.notes[-1] == Silenced(3, ((0, 1.0),))


def test_a_clause_that_never_sounded_is_not_in_what_was_heard() -> None:
    mixer = Mixer()
    listener = Listener(mixer)
    mixer.play(3, 0, *clause(100))
    mixer.play(3, 1, *clause(100))
    listener.hear(50)
    mixer.silence()
    listener.hear(20)
    cut = listener.notes[-1]
    assert isinstance(cut, Silenced)
    assert [number for number, _ in cut.heard] == [0]


def test_a_duck_is_eighteen_db_and_resume_brings_it_back_both_without_a_click() -> None:
    mixer = Mixer()
    listener = Listener(mixer)
    mixer.play(1, 0, *clause(1000))
    full = listener.hear(50)[-1]
    mixer.duck()
    low = listener.hear(50)[-1]
    mixer.resume()
    again = listener.hear(50)[-1]
    assert 20 * np.log10(low / full) == pytest.approx(-18, abs=0.1)
    assert again == full
    assert np.abs(np.diff(listener.out[1:])).max() < 0.01


def test_holding_her_breath_she_is_silent_at_once_and_goes_on_where_she_was() -> None:
    mixer = Mixer()
    listener = Listener(mixer)
    mixer.play(1, 0, *clause(200))
    mixer.finish(1)
    listener.hear(50)
    mixer.hold()
    listener.hear(10)
    assert not listener.hear(500).any()
    assert listener.notes == [ClauseSounding(1, 0)]
    mixer.resume()
    rest = listener.hear(300)
    assert listener.notes[-1] == PlaybackDone(1)
    assert np.count_nonzero(rest) == OUT_RATE * (200 - 50 - 10) // 1000
    assert np.abs(np.diff(listener.out[: OUT_RATE // 2])).max() < 0.01


def test_silence_while_she_holds_her_breath_is_answered_and_what_follows_sounds() -> None:
    mixer = Mixer()
    listener = Listener(mixer)
    mixer.play(1, 0, *clause(200))
    listener.hear(50)
    mixer.hold()
    listener.hear(100)
    mixer.silence()
    listener.hear(20)
    assert isinstance(listener.notes[-1], Silenced)
    mixer.play(2, 0, *clause(50))
    assert np.count_nonzero(listener.hear(100)) > 0


def test_a_breath_that_nobody_ends_ends_by_itself() -> None:
    mixer = Mixer()
    listener = Listener(mixer)
    mixer.play(1, 0, *clause(200))
    mixer.finish(1)
    listener.hear(50)
    mixer.hold()
    listener.hear(5600)
    assert listener.notes[-1] == PlaybackDone(1)


@pytest.mark.parametrize(
    ("share", "gain"), [(1.0, 1.0), (0.5, 0.25), (0.0, 0.0), (7.0, 1.0), (-1.0, 0.0)]
)
def test_volume(share: float, gain: float) -> None:
    mixer = Mixer()
    listener = Listener(mixer)
    mixer.volume(share)
    mixer.play(1, 0, *clause(100, level=1.0))
    assert listener.hear(60)[-1] == pytest.approx(gain, abs=1e-6)


def test_with_the_volume_at_zero_she_still_comes_to_an_end_and_can_be_cut() -> None:
    mixer = Mixer()
    listener = Listener(mixer)
    mixer.volume(0.0)
    mixer.play(1, 0, *clause(100))
    listener.hear(50)
    mixer.silence()
    listener.hear(20)
    assert isinstance(listener.notes[-1], Silenced)


def test_the_reference_is_the_same_sound_at_the_same_gain() -> None:
    """A 300 Hz tone, ducked half-way: every third sample of the output is the reference's."""
    mixer = Mixer()
    listener = Listener(mixer)
    listener.hear(10, period=479)  # so that the clause begins at an odd place
    tone = np.sin(np.arange(24_000) / 24_000 * 300 * 2 * np.pi) * 16_000
    mixer.play(1, 0, *prepared(tone.astype(np.int16).tobytes()))
    listener.hear(300, period=441)
    mixer.duck()
    listener.hear(300, period=441)
    expected = listener.out[::EACH][: len(listener.reference)]
    assert np.abs(listener.reference - expected).max() < 0.01
    assert np.abs(expected).max() > 0.45


@given(st.lists(st.integers(1, 2000), min_size=1, max_size=20), st.integers(0, 5000))
def test_no_sample_is_lost_however_the_speaker_asks(periods: list[int], length: int) -> None:
    mixer = Mixer()
    samples = np.arange(1, length + 1, dtype=np.int16).tobytes()
    out, reference = prepared(samples)
    mixer.play(1, 0, np.ones_like(out), np.ones_like(reference))
    mixer.finish(1)
    drawn = referred = heard = echoed = 0
    notes: list[object] = []
    for period in [*periods, len(out) + 10]:
        block = mixer.render(period)
        drawn += period
        referred += len(block.reference)
        heard += np.count_nonzero(block.out)
        echoed += np.count_nonzero(block.reference)
        notes += block.notes
    assert heard == len(out)
    assert echoed == len(reference)
    assert referred == -(-drawn // EACH)
    assert notes == [ClauseSounding(1, 0), PlaybackDone(1)]


ORDERS = st.lists(
    st.one_of(
        st.tuples(st.just("play"), st.integers(1, 3), st.integers(0, 2)),
        st.tuples(st.just("finish"), st.integers(1, 3), st.just(0)),
        st.tuples(st.just("silence"), st.just(0), st.just(0)),
        st.tuples(st.just("duck"), st.just(0), st.just(0)),
        st.tuples(st.just("hold"), st.just(0), st.just(0)),
        st.tuples(st.just("resume"), st.just(0), st.just(0)),
        st.tuples(st.just("render"), st.integers(0, 40), st.just(0)),
    ),
    max_size=40,
)


@given(ORDERS)
def test_whatever_is_ordered_every_finish_and_every_silence_is_answered(
    orders: list[tuple[str, int, int]],
) -> None:
    mixer = Mixer()
    listener = Listener(mixer)
    owed: set[int] = set()  # turns that were finished and not cut
    for what, first, second in orders:
        match what:
            case "play":
                mixer.play(first, second, *clause(15))
            case "finish":
                mixer.finish(first)
                owed.add(first)
            case "silence":
                mixer.silence()
                owed.clear()
            case "duck":
                mixer.duck()
            case "hold":
                mixer.hold()
            case "resume":
                mixer.resume()
            case _:
                listener.hear(first)
    mixer.resume()
    listener.hear(2000)
    ends = [note for note in listener.notes if not isinstance(note, ClauseSounding)]
    assert owed <= {note.turn for note in ends if isinstance(note, PlaybackDone)}
    if any(what == "silence" for what, *_ in orders):
        assert any(isinstance(note, Silenced) for note in ends)
    for note in ends:
        if isinstance(note, Silenced):
            assert all(0 <= share <= 1 for _, share in note.heard)
    assert not listener.out[-PERIOD:].any()


@pytest.mark.parametrize("pcm", [b"", b"\x01", b"\x01\x00", b"\x01\x00\x02"])
def test_scraps_of_sound_are_sensible_clauses(pcm: bytes) -> None:
    out, reference = prepared(pcm)
    assert len(out) == len(reference) * EACH
