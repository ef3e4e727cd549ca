"""The figure as filled bands."""

from __future__ import annotations

from math import hypot

import pytest

from ui.ribbon import ribbon


def test_a_ring_is_one_band_of_even_width() -> None:
    made = ribbon(1.0, 0.2, 0.0, radius=100.0, width=6.0)
    assert len(made.bands) == 1
    assert made.veil == ()
    one, other = made.bands[0].loops
    for a, b in zip(one, other, strict=True):
        assert hypot(a[0] - b[0], a[1] - b[1]) == pytest.approx(6.0)


def test_a_knots_far_strands_are_painted_first_darker_and_thinner() -> None:
    made = ribbon(0.0, 0.1, 0.0, radius=100.0, width=6.0)
    lights = [band.light for band in made.bands]
    assert lights == sorted(lights)
    assert lights[0] < 0.7 < lights[-1]
    assert _width(made.bands[0].loops[0]) < _width(made.bands[-1].loops[0])


def test_her_loudness_opens_a_veil_between_two_edges() -> None:
    quiet = ribbon(1.0, 0.3, 0.01, radius=100.0, width=6.0)
    loud = ribbon(1.0, 0.3, 1.0, radius=100.0, width=6.0)
    assert _gap(loud.veil) > 10 * _gap(quiet.veil)


def _width(loop: list[tuple[float, float]]) -> float:
    """Across the run in its middle: the loop goes out along one edge and back along the other."""
    half = len(loop) // 2
    (ax, ay), (bx, by) = loop[half // 2], loop[len(loop) - 1 - half // 2]
    return hypot(ax - bx, ay - by)


def _gap(veil: tuple[list[tuple[float, float]], ...]) -> float:
    return max(hypot(a[0] - b[0], a[1] - b[1]) for a, b in zip(*veil, strict=True))
