"""A third ear, where the model of meaning is at hand: how near what was said lies to lines of each danger."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from assistant.paths import RESOURCES

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

WEIGHTS = RESOURCES / "crisis" / "meaning.json"
MOST_CHARACTERS = 700  # of a text; the model reads little more
WIDTH = 384  # of a vector


@dataclass(frozen=True, slots=True, eq=False)
class Head:
    """A kernel machine: `marks` (rows of length 1), and a row of `weights` a mark with a column for each of `classes`."""

    classes: tuple[str, ...]
    steepness: float
    marks: NDArray[np.float32]
    weights: NDArray[np.float32]


def put(pieces: Sequence[str]) -> str:
    """Plain sentences as the model of meaning gets them: of a long text the end, where it is said what matters."""
    return ". ".join(pieces)[-MOST_CHARACTERS:]


@cache
def head() -> Head | None:
    """The shipped weights; None where the file is missing or damaged."""
    import numpy as np

    try:
        raw = json.loads(WEIGHTS.read_text("utf-8"))
        classes = tuple(raw["classes"])
        marks = np.frombuffer(base64.b64decode(raw["marks"], validate=True), np.int8)
        weights = np.frombuffer(base64.b64decode(raw["weights"], validate=True), "<f4")
        return Head(
            classes,
            float(raw["steepness"]),
            unit(marks.reshape(-1, WIDTH).astype(np.float32)),
            weights.reshape(len(marks) // WIDTH, len(classes)).astype(np.float32),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, binascii.Error):
        return None


def unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Rows of length 1."""
    import numpy as np

    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


def kernel(
    vectors: NDArray[np.float32], marks: NDArray[np.float32], steepness: float
) -> NDArray[np.float32]:
    """How near each vector lies to each mark, 0 to 1: a Gaussian of their distance."""
    import numpy as np

    return np.asarray(np.exp(-2 * steepness * (1 - vectors @ marks.T)), np.float32)


def nearness(vector: Sequence[float], using: Head) -> dict[str, float]:
    """About 1 for the class `vector` (of length 1) lies among, about 0 for the others; no shares."""
    import numpy as np

    # einsum: one thread is enough for so little, and more of them spin
    alike = np.einsum("md,d->m", using.marks, np.asarray(vector, np.float32))
    near = np.exp(-2 * using.steepness * (1 - alike))
    found = np.einsum("m,mc->c", near, using.weights)
    return dict(zip(using.classes, found.tolist(), strict=True))
