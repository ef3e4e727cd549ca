"""A third ear, where the model of meaning is at hand: on which side of three borders between lines of danger and others a text lies."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from assistant.paths import RESOURCES

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

WEIGHTS = RESOURCES / "crisis" / "meaning.npz"
MOST_CHARACTERS = 700  # of a text; the model reads little more
WIDTH = 384  # of a vector
THINGS = ("own", "outright", "other")  # danger of one's own, said outright, another danger


@dataclass(frozen=True, eq=False)
class Head:
    """Support vector machines with a Gaussian kernel, one for each of THINGS.

    A vector less `middle` times `axes` is compared with each of `marks` (rows); `weights` has a row a mark.
    """

    middle: NDArray[np.float32]
    axes: NDArray[np.float32]
    marks: NDArray[np.float32]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    steepness: float

    @cached_property
    def lengths(self) -> NDArray[np.float32]:
        """Of the marks, squared."""
        import numpy as np

        return np.asarray(np.einsum("mk,mk->m", self.marks, self.marks), np.float32)


def put(pieces: Sequence[str]) -> str:
    """Plain sentences as the model of meaning gets them: of a long text the end, where it is said what matters."""
    return ". ".join(pieces)[-MOST_CHARACTERS:]


@cache
def head() -> Head | None:
    """The shipped weights; None where the file is missing or damaged."""
    import numpy as np

    try:
        with np.load(WEIGHTS, allow_pickle=False) as raw:
            marks = raw["marks"].astype(np.float32) * np.float32(raw["size"])
            using = Head(
                raw["middle"].astype(np.float32),
                raw["axes"].astype(np.float32),
                marks,
                raw["weights"].astype(np.float32),
                raw["bias"].astype(np.float32),
                float(raw["steepness"]),
            )
        nearness([0.0] * WIDTH, using)
    except (OSError, ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile):
        return None
    return using


def nearness(vector: Sequence[float] | NDArray[np.float32], using: Head) -> dict[str, float]:
    """For each of THINGS how far `vector` (of length 1) lies beyond the border: above 1 surely, below -1 surely not."""
    import numpy as np

    # einsum: one thread is enough for so little, and more of them spin
    placed = np.einsum("w,wk->k", np.asarray(vector, np.float32) - using.middle, using.axes)
    apart = using.lengths + placed @ placed - 2 * np.einsum("mk,k->m", using.marks, placed)
    found = np.einsum("m,mt->t", np.exp(-using.steepness * apart), using.weights) + using.bias
    return dict(zip(THINGS, found.tolist(), strict=True))
