"""Where things stand: nothing overlaps at any size one can pull the window to."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.places import LIFT, Place, arrange, caption_pixels


def overlap(a: Place, b: Place) -> bool:
    return (
        a.x < b.x + b.width and b.x < a.x + a.width and a.y < b.bottom and b.y < a.bottom
    )  # fmt: skip


@given(
    st.integers(320, 3840),
    st.integers(420, 2160),
    st.sampled_from([0, 3]),
    st.sampled_from([0, 54, 90, 140]),
)
def test_nothing_overlaps_and_all_is_inside(
    width: int, height: int, lines: int, trouble: int
) -> None:
    places = arrange(width, height, lines, caption_pixels(width, height) * 1.55, trouble)
    parts = [
        places.figure, places.words, places.hers, places.yours, places.trouble, places.entry,
        places.controls,
    ]  # fmt: skip
    for a, b in combinations(parts, 2):
        assert not overlap(a, b)
    for part in (*parts, places.menu, places.page, places.card, places.corner):
        assert part.x >= 0
        assert part.y >= 0
        assert part.x + part.width <= width
        assert part.bottom <= height
    assert places.figure.y >= places.name.bottom - LIFT
    assert not overlap(places.name, places.menu)
    assert not overlap(places.card, places.entry)
    assert not overlap(places.page, places.controls)


@pytest.mark.parametrize(("width", "height"), [(420, 640), (1280, 800), (1920, 1080)])
def test_the_figure_has_the_most_room(width: int, height: int) -> None:
    places = arrange(width, height, 3, 37, 0)
    assert places.figure.height >= 0.38 * height
