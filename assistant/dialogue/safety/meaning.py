"""A third ear, where the model of meaning is at hand: how likely each danger is for the vector of what was said."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from assistant.paths import RESOURCES

if TYPE_CHECKING:
    from collections.abc import Sequence

WEIGHTS = RESOURCES / "crisis" / "meaning.json"
MOST_CHARACTERS = 700  # of a text; the model reads little more


@dataclass(frozen=True, slots=True)
class Head:
    """A row of `weights` for each of `classes`, as long as a vector."""

    classes: tuple[str, ...]
    bias: tuple[float, ...]
    weights: tuple[tuple[float, ...], ...]


def put(pieces: Sequence[str]) -> str:
    """Plain sentences as the model of meaning gets them: of a long text the end, where it is said what matters."""
    return ". ".join(pieces)[-MOST_CHARACTERS:]


@cache
def head() -> Head | None:
    """The shipped weights; None where the file is missing or damaged."""
    try:
        raw = json.loads(WEIGHTS.read_text("utf-8"))
        return Head(
            tuple(raw["classes"]), tuple(raw["bias"]), tuple(tuple(row) for row in raw["weights"])
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def probabilities(vector: Sequence[float], using: Head) -> dict[str, float]:
    """How likely each class is; the shares add up to 1. `vector`: of length 1."""
    sums = [
        bias + sum(weight * value for weight, value in zip(row, vector, strict=True))
        for bias, row in zip(using.bias, using.weights, strict=True)
    ]
    top = max(sums)
    powers = [math.exp(one - top) for one in sums]
    whole = sum(powers)
    return {name: power / whole for name, power in zip(using.classes, powers, strict=True)}
