"""She does not take her own voice for somebody else's, though its way through the room changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from echoroom import Acoustics, EchoRoom, response

from assistant.ports import HEAR_RATE, SPEAK_RATE
from assistant.sound import echopath
from assistant.sound.echopath import LONGEST, WINDOW, EchoPath

if TYPE_CHECKING:
    from numpy.typing import NDArray

FRAME = 320


def talk(seconds: float, rate: int = HEAR_RATE, seed: int = 0) -> NDArray[np.float32]:
    """Noise in syllables: as wide and as broken as speech."""
    rng = np.random.default_rng(seed)
    count = int(seconds * rate)
    at = np.arange(count) / rate
    loud = np.clip(np.sin(2 * np.pi * 4 * at), 0, 1) * 0.2
    return (rng.normal(0, 1, count) * loud).astype(np.float32)


def later(sound: NDArray[np.float32], samples: int) -> NDArray[np.float32]:
    return np.concatenate((np.zeros(samples, np.float32), sound))[: len(sound)]


@pytest.mark.parametrize("delay", [160, 400, 1000, 2600, 6000])
@pytest.mark.parametrize("reverb_s", [0.0, 0.5])
def test_a_look_finds_the_delay(delay: int, reverb_s: float) -> None:
    far = talk(1.0)
    near = np.convolve(later(far, delay), response(reverb_s))[: len(far)].astype(np.float32) * 0.25
    end = 14_000
    found = echopath.look(near[end - WINDOW : end], far[end - WINDOW - LONGEST : end])
    assert found.delay == pytest.approx(delay, abs=2)
    assert found.height > echopath.SURE


def test_somebody_else_is_no_echo() -> None:
    far, other = talk(1.0), talk(1.0, seed=1)
    heights = [
        echopath.look(
            other[end - WINDOW : end].astype(np.float32), far[end - WINDOW - LONGEST : end]
        ).height
        for end in range(11_000, 16_000, 500)
    ]
    assert max(heights) < echopath.SURE


def aligned(delays: list[int], seconds: float = 1.5) -> tuple[EchoPath, list[float]]:
    """The path after her voice came with each delay in turn, and the delay left after each."""
    path, left = EchoPath(), []
    far = talk(seconds * len(delays))
    nears = [later(far, delay) * 0.25 for delay in delays]
    each = len(far) // len(delays)
    outs = []
    for start in range(0, len(far) - FRAME + 1, FRAME):
        near = nears[min(start // each, len(delays) - 1)]
        outs.append(path.align(near[start : start + FRAME], far[start : start + FRAME]))
    out = np.concatenate(outs)
    for number, near in enumerate(nears):
        end = (number + 1) * each // FRAME * FRAME
        found = echopath.look(near[end - WINDOW : end], out[end - WINDOW - LONGEST : end])
        left.append(found.delay)
    return path, left


@pytest.mark.parametrize("after", [700, 1400, 2400])
def test_for_the_canceller_a_longer_way_is_the_same_way(after: int) -> None:
    path, left = aligned([600, after])
    assert path.delay == pytest.approx(after, abs=2)
    assert left[1] == pytest.approx(left[0], abs=2)


def test_a_way_that_became_shorter_again_is_followed_too() -> None:
    _, left = aligned([600, 1400, 800])
    assert left == pytest.approx([600, 600, 600], abs=2)


def test_what_cannot_be_made_up_for_makes_the_canceller_begin_anew() -> None:
    path, lost = EchoPath(), 0
    far = talk(3.0)
    before, after = later(far, 1600), later(far, 400)
    for start in range(0, len(far) - FRAME + 1, FRAME):
        near = before if start < len(far) // 2 else after
        path.align(near[start : start + FRAME], far[start : start + FRAME])
        lost += path.lost
    assert lost == 1


def test_a_speaker_opened_anew_is_not_believed_until_it_was_seen() -> None:
    path = EchoPath()
    path.reopened()
    assert not path.settled
    far = talk(2.0)
    near = later(far, 800)
    frames = 0
    while not path.settled:
        start = frames * FRAME
        path.align(near[start : start + FRAME], far[start : start + FRAME])
        frames += 1
    assert path.delay == pytest.approx(800, abs=2)
    assert frames <= 30


def test_with_headphones_she_is_believed_after_a_moment() -> None:
    path = EchoPath()
    path.reopened()
    far, room = talk(2.0), talk(2.0, seed=3) * 0.001
    for start in range(0, len(far) - FRAME + 1, FRAME):
        path.align(room[start : start + FRAME], far[start : start + FRAME])
    assert path.settled
    assert path.delay is None


def left_after(room: EchoRoom, frames: int) -> float:
    """How much of her gets through, as a mean square."""
    heard = [frame for _ in range(frames) for frame in room.step()[0]]
    samples = np.frombuffer(b"".join(frame.pcm for frame in heard), np.int16) / 32768
    return float(np.mean(samples**2))


def test_a_jump_of_the_delay_is_forgotten_in_half_a_second() -> None:
    """Against the same room in which the canceller is left alone with it."""
    through = []
    for follows in (True, False):
        room = EchoRoom(Acoustics(echo_db=-6, delay_ms=50))
        if not follows:
            room.ear._path.align = lambda _near, far, **_: far
        pcm = (talk(8.0, SPEAK_RATE) * 32767).astype(np.int16).tobytes()
        room.say(1, 0, pcm)
        left_after(room, 150)
        room.delay_ms = 110
        left_after(room, 25)
        through.append(left_after(room, 50))
    assert through[0] < through[1] / 4
