"""From the curve to what is filled: bands of the ribbon, far ones first. Pure."""

from __future__ import annotations

from math import cos, hypot, sin
from typing import NamedTuple

from ui.shape import Point, shape

Flat = list[tuple[float, float]]
SHADES = 9  # steps of depth; more are not seen, each costs a polygon
PERSPECTIVE = 0.16
DEPTH = 0.72  # the depth at which a strand is at its brightest
FARTHEST = 0.34  # what is left of a strand's light at the back


class Band(NamedTuple):
    """A part of the ribbon: how much of its light is left 0..1, and the loops that bound it."""

    light: float
    loops: tuple[Flat, ...]


class Ribbon(NamedTuple):
    """`bands` from far to near; `veil` the thin stuff between two rippling edges, or empty."""

    bands: list[Band]
    veil: tuple[Flat, ...]


def project(curve: list[Point], radius: float, lean: float) -> list[tuple[float, float, float]]:
    """Screen x, y (pixels from the centre) and depth; `lean` tips the lower edge forward."""
    up, out = cos(lean), sin(lean)
    seen = []
    for x, y, z in curve:
        depth = z * up + y * out
        near = radius * (1.0 + PERSPECTIVE * depth)
        seen.append((x * near, (y * up - z * out) * near, depth))
    return seen


def ribbon(
    knot: float, phase: float, ripple: float, *, radius: float, width: float, lean: float = 0.0
) -> Ribbon:
    """The ribbon as polygons around (0, 0). `radius` and `width` in pixels, the rest as in shape.

    A ring is one band; a knot is cut where its depth changes, so that near strands cover far ones.
    """
    seen = project(shape(knot, phase, ripple), radius, lean)
    left, right = edges(seen, width)
    veil: tuple[Flat, ...] = ()
    if ripple > 0.0:
        echo = project(shape(knot, phase + 0.43 * knot, ripple), radius, lean)
        veil = ([(x, y) for x, y, _ in seen], [(x, y) for x, y, _ in echo])
    loose = 1.0 - knot
    if loose < 0.02:
        return Ribbon([Band(1.0, (left, right))], veil)
    return Ribbon(_cut(seen, left, right, min(1.0, loose * 3)), veil)


def edges(seen: list[tuple[float, float, float]], width: float) -> tuple[Flat, Flat]:
    """The two edges of a strand along a closed curve; nearer is wider."""
    left, right = [], []
    (before_x, before_y, _), count = seen[-1], len(seen)
    for i, (x, y, z) in enumerate(seen):
        after_x, after_y, _ = seen[(i + 1) % count]
        along_x, along_y = after_x - before_x, after_y - before_y
        half = 0.5 * width * max(0.3, 1.0 + 0.85 * z) / (hypot(along_x, along_y) or 1.0)
        left.append((x - along_y * half, y + along_x * half))
        right.append((x + along_y * half, y - along_x * half))
        before_x, before_y = x, y
    return left, right


def _cut(
    seen: list[tuple[float, float, float]], left: Flat, right: Flat, strength: float
) -> list[Band]:
    """Runs of like depth, each one point longer than it need be so that no seam shows."""
    count = len(seen)
    levels = [int(min(0.999, max(0.0, (z / DEPTH + 1.0) / 2)) * SHADES) for _, _, z in seen]
    begin = next((i for i in range(count) if levels[i] != levels[i - 1]), 0)
    runs: list[tuple[int, int, int]] = []
    first = begin
    for i in range(begin + 1, begin + count + 1):
        if levels[i % count] != levels[first % count] or i == begin + count:
            runs.append((levels[first % count], first, i))
            first = i
    bands = []
    for level, first, last in sorted(runs):
        along = [i % count for i in range(first - 1, last + 1)]
        loop = [left[i] for i in along] + [right[i] for i in reversed(along)]
        far = 1.0 - level / (SHADES - 1)
        bands.append(Band(1.0 - (1.0 - FARTHEST) * strength * far, (loop,)))
    return bands
