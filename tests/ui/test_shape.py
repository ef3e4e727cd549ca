"""The figure's curve."""

from __future__ import annotations

from math import dist, hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.shape import POINTS, shape

knots = st.floats(0.0, 1.0)
phases = st.floats(-3.0, 3.0)
louds = st.floats(0.0, 1.0)


@given(knots, phases, louds)
def test_the_curve_is_closed_and_without_leaps(knot: float, phase: float, loud: float) -> None:
    curve = shape(knot, phase, loud)
    assert len(curve) == POINTS
    steps = [dist(curve[i - 1], curve[i]) for i in range(POINTS)]  # the first: last to first
    assert max(steps) < 0.22


@given(knots, phases, louds, st.floats(-1e-4, 1e-4))
def test_the_curve_changes_a_little_when_anything_changes_a_little(
    knot: float, phase: float, loud: float, little: float
) -> None:
    curve = shape(knot, phase, loud)
    for other in (
        shape(min(1.0, max(0.0, knot + little)), phase, loud),
        shape(knot, phase + little, loud),
        shape(knot, phase, min(1.0, max(0.0, loud + little))),
    ):
        assert max(dist(a, b) for a, b in zip(curve, other, strict=True)) < 30 * abs(little) + 1e-9


@given(phases)
def test_relaxed_it_is_a_plain_ring(phase: float) -> None:
    for x, y, z in shape(1.0, phase, 0.0):
        assert hypot(x, y) == pytest.approx(1.0)
        assert z == pytest.approx(0.0)


@given(knots, phases, louds)
def test_a_full_turn_brings_it_back(knot: float, phase: float, loud: float) -> None:
    pairs = zip(shape(knot, phase, loud), shape(knot, phase + 1.0, loud), strict=True)
    assert max(dist(a, b) for a, b in pairs) < 1e-6


@given(knots, phases, louds)
def test_it_stays_in_its_place(knot: float, phase: float, loud: float) -> None:
    assert max(hypot(x, y) for x, y, _ in shape(knot, phase, loud)) < 1.25


@pytest.mark.parametrize("phase", [0.0, 0.12, 0.25, 0.4, 0.6, 0.85])
def test_the_knots_strands_cross_at_different_depths(phase: float) -> None:
    curve = shape(0.0, phase, 0.0)
    crossings = [
        abs(a[2] - b[2])
        for i, a in enumerate(curve)
        for b in curve[i + 9 : POINTS - 9 + i]
        if hypot(a[0] - b[0], a[1] - b[1]) < 0.08
    ]
    assert crossings
    assert max(crossings) > 0.4


def test_loudness_ripples_the_ring() -> None:
    radii = [hypot(x, y) for x, y, _ in shape(1.0, 0.3, 1.0)]
    assert max(radii) - min(radii) > 0.08
