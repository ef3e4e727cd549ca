"""Train the network that hears the stop words (resources/stopwords/stopwords.npz).

    PYTHONPATH=tests:tests/data/training python tests/data/training/stopwords.py FOLDER [--minutes M]

FOLDER keeps the rendered sounds (stopsounds.py), which take longest, and the state of the training:
run it again to go on. Scenes are made of them anew for each round: a word or something else said
over what is left of her, in noise and in a room of its own. Only numpy is needed.
"""

from __future__ import annotations

import argparse
import pickle
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import soxr
from echoroom import response
from stopsounds import Clip, espoken, kokoro, left_of_her, neurally, real

from assistant.ports import HEAR_RATE
from assistant.sound.stopword import BANDS, COLUMNS, FILE, STRIDES, Network, columns, scaled
from assistant.voice.house import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Samples = NDArray[np.float32]

WIDTHS, CHANNELS, HIDDEN, CLASSES = (5, 3, 3), (64, 64, 64), 64, 6
SCENE = 3 * HEAR_RATE
LOOKS = 6  # windows of each scene
BEFORE, BEHIND = -3, 16  # columns around the word's end in which it is to be found
BATCH = 256
RATE, SLOWEST = 2e-3, 1e-4
DECAY = 1e-4
HARD = 0.25  # of each batch are windows it has been wrong about
NOISE_FREE = 0.15


class Trainee:
    """The same layers as `Network`, with a way back through them; Adam."""

    def __init__(self, rng: np.random.Generator) -> None:
        length, wide, self.layers = COLUMNS, BANDS, []
        for width, channels, stride in zip(WIDTHS, CHANNELS, STRIDES, strict=True):
            self.layers.append(self._fresh(rng, width * wide, channels))
            length, wide = (length - width) // stride + 1, channels
        self.layers.append(self._fresh(rng, length * wide, HIDDEN))
        self.layers.append(self._fresh(rng, HIDDEN, CLASSES))
        self._moments = [[np.zeros_like(p), np.zeros_like(p)] for pair in self.layers for p in pair]
        self.steps = 0

    @staticmethod
    def _fresh(rng: np.random.Generator, inputs: int, outputs: int) -> list[Samples]:
        weights = rng.normal(0, np.sqrt(2 / inputs), (inputs, outputs)).astype(np.float32)
        return [weights, np.zeros(outputs, np.float32)]

    def learn(
        self, pictures: Samples, kinds: NDArray[np.int64], rng: np.random.Generator, rate: float
    ) -> tuple[float, Samples]:
        """One step; the mean loss, and the probability of each right answer."""
        found, kept = scaled(pictures), []
        for (weights, bias), stride, width in zip(self.layers, STRIDES, WIDTHS, strict=False):
            windows = np.lib.stride_tricks.sliding_window_view(found, width, axis=1)[:, ::stride]
            flat = np.ascontiguousarray(windows.transpose(0, 1, 3, 2)).reshape(
                *windows.shape[:2], -1
            )
            out = np.maximum(flat @ weights + bias, 0)
            kept.append((found.shape, flat, out))
            found = out
        shape, flat = found.shape, found.reshape(len(found), -1)
        dropped = (rng.random(flat.shape) > 0.3).astype(np.float32) / 0.7
        flat = flat * dropped
        (w4, b4), (w5, b5) = self.layers[-2:]
        hidden = np.maximum(flat @ w4 + b4, 0)
        half = (rng.random(hidden.shape) > 0.3).astype(np.float32) / 0.7
        hidden = hidden * half
        scores = hidden @ w5 + b5
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        scores /= scores.sum(axis=1, keepdims=True)
        right = scores[np.arange(len(kinds)), kinds]
        back = scores.copy()
        back[np.arange(len(kinds)), kinds] -= 1
        back /= len(kinds)
        changes = [(hidden.T @ back, back.sum(axis=0))]
        back = (back @ w5.T) * half * (hidden > 0)
        changes.append((flat.T @ back, back.sum(axis=0)))
        back = ((back @ w4.T) * dropped).reshape(shape)
        for at in reversed(range(len(STRIDES))):
            was, flat, out = kept[at]
            back = back * (out > 0)
            changes.append((np.tensordot(flat, back, ((0, 1), (0, 1))), back.sum(axis=(0, 1))))
            if at:
                into = (back @ self.layers[at][0].T).reshape(*back.shape[:2], WIDTHS[at], was[2])
                back = np.zeros(was, np.float32)
                for tap in range(WIDTHS[at]):
                    back[:, tap : tap + STRIDES[at] * into.shape[1] : STRIDES[at]][
                        :, : into.shape[1]
                    ] += into[:, :, tap]
        self._step([one for pair in reversed(changes) for one in pair], rate)
        return float(-np.log(right + 1e-9).mean()), right

    def _step(self, changes: list[Samples], rate: float) -> None:
        self.steps += 1
        weights = [one for pair in self.layers for one in pair]
        for weight, change, moment in zip(weights, changes, self._moments, strict=True):
            moment[0] += 0.1 * (change - moment[0])
            moment[1] += 0.001 * (change**2 - moment[1])
            first = moment[0] / (1 - 0.9**self.steps)
            second = moment[1] / (1 - 0.999**self.steps)
            step = first / (np.sqrt(second) + 1e-8) + DECAY * weight * (weight.ndim > 1)
            np.subtract(weight, (rate * step).astype(np.float32), out=weight)

    def save(self, file: Path) -> None:
        file.parent.mkdir(exist_ok=True)
        named = {f"w{at}": pair[0] for at, pair in enumerate(self.layers)}
        named |= {f"b{at}": pair[1] for at, pair in enumerate(self.layers)}
        np.savez_compressed(file, **{name: one.astype(np.float16) for name, one in named.items()})


class Scenes:
    """Makes windows and what they hold, as many as wanted, no two alike."""

    def __init__(
        self,
        clips: list[Clip],
        left: list[Samples],
        people: list[Samples],
        noises: list[Samples],
        rng: np.random.Generator,
    ) -> None:
        self._rng, self._left, self._people, self._noises = rng, left, people, noises
        self._words = [[c for c in clips if c.kind == kind] for kind in range(CLASSES)]
        self._rooms = [response(s, n) for n, s in enumerate((0.1, 0.15, 0.2, 0.3, 0.4, 0.5))]

        size = 4 * SCENE
        hz = np.maximum(np.fft.rfftfreq(size, 1 / HEAR_RATE), 50)
        self._hisses = [
            np.fft.irfft(
                np.fft.rfft(rng.normal(0, 1, size)) * hz ** -rng.choice((0, 0, 0.5, 1.0)), size
            ).astype(np.float32)
            for _ in range(24)
        ]

    def some(self, count: int) -> tuple[Samples, NDArray[np.int64]]:
        made = [self._scene() for _ in range(count)]
        return np.concatenate([one for one, _ in made]), np.concatenate(
            [kinds for _, kinds in made]
        )

    def _scene(self) -> tuple[Samples, NDArray[np.int64]]:
        rng = self._rng
        scene = self._background()
        chance = rng.random()
        kind, ends, begins, lasts = 0, 0, 0, 0
        if chance < 0.52:
            kind = int(rng.choice((1, 1, 1, 2, 2, 3, 3, 4, 5)))
        if chance < 0.85:
            one = self._words[kind][int(rng.integers(len(self._words[kind])))]
            sound, ends = self._said(one)
            begins = int(rng.integers(HEAR_RATE * 7 // 10, SCENE - HEAR_RATE - 1))
            sound = sound[: SCENE - begins]
            scene[begins : begins + len(sound)] += sound
            ends, lasts = begins + min(ends, len(sound)), len(sound)
        picture = columns(scene)
        if kind:
            end = (ends - 400) // 160
            early = max(COLUMNS, begins // 160 - 5)
            late = [end + int(rng.integers(BEFORE, BEHIND)) for _ in range(LOOKS - 2)]
            none = [
                int(rng.integers(early, max(early + 1, end - 14))),
                min(end + int(rng.integers(45, 90)), len(picture)),
            ]
            ats, kinds = late + none, [kind] * len(late) + [0, 0]
            # at the end of a scene the word may be looked at only so late
            ats = [min(at, len(picture)) for at in ats]
            if none[1] - end < 40:
                kinds[-1], ats[-1] = kind, end
        else:
            low, high = (
                (begins // 160, (begins + lasts) // 160 + 25) if lasts else (COLUMNS, len(picture))
            )
            low, high = max(low, COLUMNS), min(high, len(picture))
            ats, kinds = [int(rng.integers(low, high + 1)) for _ in range(LOOKS)], [0] * LOOKS
        return np.stack(
            [picture[max(0, at - COLUMNS) : max(0, at - COLUMNS) + COLUMNS] for at in ats]
        ), np.array(kinds)

    def _background(self) -> Samples:
        rng, scene = self._rng, np.zeros(SCENE, np.float32)
        if rng.random() < 0.85:
            track = self._left[int(rng.integers(len(self._left)))]
            at = int(rng.integers(len(track) - SCENE))
            scene += track[at : at + SCENE] * 10 ** (rng.uniform(-14, 8) / 20)
            if rng.random() < 0.4:  # she held her breath
                scene[int(rng.integers(SCENE)) :] *= 0.01
        if rng.random() > NOISE_FREE:
            level = 10 ** (rng.uniform(-60, -29) / 20)
            scene += self._noise() * level
        else:
            scene += rng.normal(0, 10 ** (-65 / 20), SCENE).astype(np.float32)
        if rng.random() < 0.12:
            one = self._people[int(rng.integers(len(self._people)))]
            if len(one) > SCENE:
                at = int(rng.integers(len(one) - SCENE))
                scene += (
                    one[at : at + SCENE] / (one.std() + 1e-6) * 10 ** (rng.uniform(-45, -22) / 20)
                )
        return scene

    def _noise(self) -> Samples:
        rng = self._rng
        bank = self._noises if rng.random() < 0.25 else self._hisses
        one = bank[int(rng.integers(len(bank)))]
        at = int(rng.integers(max(1, len(one) - SCENE)))
        piece = np.resize(one[at : at + SCENE], SCENE)
        return piece / (piece.std() + 1e-6)

    def _said(self, clip: Clip) -> tuple[Samples, int]:
        """In another voice, room and loudness each time."""
        rng, sound, ends = self._rng, clip.samples, clip.ends
        pace = float(rng.uniform(0.85, 1.18))
        if rng.random() < 0.7:
            sound = np.asarray(soxr.resample(sound, HEAR_RATE, HEAR_RATE / pace, "QQ"), np.float32)
            ends = int(ends / pace)
        if rng.random() < 0.5:
            sound = _in(self._rooms[int(rng.integers(len(self._rooms)))][: HEAR_RATE // 4], sound)
        if rng.random() < 0.6:
            tilt = float(rng.uniform(-0.7, 0.7))
            sound = (
                sound - tilt * np.concatenate(([0.0], sound[:-1]))
                if tilt > 0
                else np.convolve(sound, (1, -tilt))[: len(sound)]
            )
        loud = np.sqrt(np.mean(np.sort(sound**2)[len(sound) // 3 :]))
        return (sound / loud * 10 ** (rng.uniform(-27, -14) / 20)).astype(np.float32), ends


def _in(room: Samples, sound: Samples) -> Samples:
    size = len(room) + len(sound) - 1
    return np.fft.irfft(np.fft.rfft(room, size) * np.fft.rfft(sound, size), size).astype(np.float32)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--minutes", type=float, default=3.5, help="of training, then it is kept")
    parser.add_argument(
        "--steps", type=int, default=6000, help="at which the rate is at its lowest"
    )
    parser.add_argument("--out", type=Path, default=FILE)
    chosen = parser.parse_args()
    chosen.folder.mkdir(exist_ok=True)
    state = chosen.folder / "state.pkl"
    rng = np.random.default_rng(int(time.time()) if state.exists() else 0)
    scenes = Scenes(*_sounds(chosen.folder, rng), rng)
    trainee, hard = _kept(state) if state.exists() else (Trainee(rng), None)
    until, losses = time.monotonic() + chosen.minutes * 60, []
    pool, kinds = scenes.some(600)
    while time.monotonic() < until:
        fresh = scenes.some(24)
        at = int(rng.integers(len(pool) - len(fresh[0])))  # each window serves several times
        pool[at : at + len(fresh[0])], kinds[at : at + len(fresh[0])] = fresh
        for _ in range(4):
            one = rng.integers(len(pool), size=BATCH)
            pictures, wanted = pool[one], kinds[one]
            if hard is not None and len(hard[0]) > BATCH:
                worst = rng.integers(len(hard[0]), size=int(BATCH * HARD))
                pictures[: len(worst)], wanted[: len(worst)] = hard[0][worst], hard[1][worst]
            rate = max(SLOWEST, RATE * (1 - trainee.steps / chosen.steps))
            loss, right = trainee.learn(pictures, wanted, rng, rate)
            losses.append(loss)
            wrong = right < 0.5
            if trainee.steps > 400:
                more = pictures[wrong], wanted[wrong]
                hard = (
                    more
                    if hard is None
                    else tuple(np.concatenate(two)[-4000:] for two in zip(hard, more, strict=True))
                )
        if len(losses) >= 150:
            print(f"{trainee.steps:6} steps, loss {np.mean(losses):.3f}", flush=True)
            losses.clear()
    state.write_bytes(pickle.dumps((trainee, hard)))
    trainee.save(chosen.out)
    test, known = scenes.some(400)
    found = Network(chosen.out).words(test) >= 0.5
    print(f"found {found[known > 0].mean():.3f} of the words, {found[known == 0].mean():.4f} else")


def _kept(file: Path) -> Any:
    return pickle.loads(file.read_bytes())  # noqa: S301 - this script wrote it


def _sounds(
    folder: Path, rng: np.random.Generator
) -> tuple[list[Clip], list[Samples], list[Samples], list[Samples]]:
    """Everything that is rendered, from `folder` where it was before."""

    def once(name: str, make: Callable[[], list]) -> list:
        file = folder / f"{name}.pkl"
        if not file.exists():
            file.write_bytes(pickle.dumps(make()))
        return _kept(file)

    def hers() -> list[Samples]:
        neural, voices = kokoro(), tuple(BY_NAME)
        lines = [
            one
            for one in (Path(__file__).parents[1] / "everyday.txt").read_text().splitlines()
            if one.strip()
        ]
        return [neural.say(line, voices[at % len(voices)], 1.0) for at, line in enumerate(lines)]

    clips = once("e", lambda: espoken(rng)) + once("k", lambda: list(neurally(rng)))
    left = once("l", lambda: left_of_her(once("h", hers), rng))
    people, noises = real()
    return clips, left, people, noises


if __name__ == "__main__":
    main()
