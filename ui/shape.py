"""The figure's geometry: one closed ribbon, anything from a turning knot (0) to a plain ring (1).

The ribbon is a ring that was twisted about its long axis: a half turn from end to end makes two
lobes whose strands cross at different depths (a lemniscate that turns), and untwisting it gives
the ring back. Everything is smooth in every argument and repeats after a full turn of the phase.
"""

from __future__ import annotations

from functools import cache, lru_cache
from math import cos, pi, sin, tau

Point = tuple[float, float, float]
"""x to the right, y downwards, z towards the person; a ring at rest has radius 1 and z = 0."""

POINTS = 84  # the largest figure's ring is then an eighth of a pixel off a circle
TWIST = 0.94 * pi  # radians at each end of the knot: a little less than a full twist in all
SLIM = 0.46  # half the height of the knot's lobes, in radii
OPEN = 1.1  # how much wider the lobes are while it untwists
TILT = -0.32  # radians by which the knot leans on the screen; a level one looks like a sign
RIPPLE = 0.04  # radii at full loudness
SWAY = 0.42  # depth of the ripple, which the painter shows as width


@cache
def _circle(points: int) -> list[tuple[float, float]]:
    return [(cos(tau * i / points), sin(tau * i / points)) for i in range(points)]


@cache
def _overtones(points: int) -> list[tuple[float, ...]]:
    """Cosine and sine of two, three and seven times the way around: what ripples are made of."""
    around = [tau * i / points for i in range(points)]
    return [tuple(part(n * t) for n in (2, 3, 7) for part in (cos, sin)) for t in around]


@lru_cache(maxsize=4)
def _twists(twist: float, points: int) -> list[tuple[float, float]]:
    """Each point's twist as cosine and sine; the same for many pictures running."""
    return [(cos(twist * x), sin(twist * x)) for x, _ in _circle(points)]


def shape(knot: float, phase: float, loudness: float, points: int = POINTS) -> list[Point]:
    """The closed curve as `points` points, the first joining the last.

    `knot` runs from 0 (twisted) to 1 (ring), `phase` is in turns, `loudness` 0..1 makes ripples
    that travel with the phase. Coordinates stay within 1.3 radii.
    """
    turned, loose = tau * phase, 1.0 - knot
    curve = [(x, y, 0.0) for x, y in _circle(points)]
    if loose:
        curve = _twisted(curve, knot, turned)
    if loudness:
        curve = _rippled(curve, loudness, turned)
    if not loose:
        return curve
    lean, rise = cos(TILT * loose), sin(TILT * loose)
    return [(x * lean - y * rise, x * rise + y * lean, z) for x, y, z in curve]


def _twisted(ring: list[Point], knot: float, turned: float) -> list[Point]:
    loose, still = 1.0 - knot, knot**3
    turning = loose * (SLIM + OPEN * knot)
    along, aside = turning * cos(turned), turning * sin(turned)
    twists = _twists(TWIST * loose, len(ring))
    return [
        (x, y * (along * c - aside * s + still), y * (aside * c + along * s))
        for (x, y, _), (c, s) in zip(ring, twists, strict=True)
    ]


def _rippled(curve: list[Point], loudness: float, turned: float) -> list[Point]:
    """Three waves that travel at their own speeds, and a fourth across the screen."""
    swell, sway = RIPPLE * loudness, SWAY * loudness
    (c1, s1), (c2, s2), (c3, s3) = ((cos(n * turned), sin(n * turned)) for n in (1, 2, 3))
    rippled = []
    waves = _overtones(len(curve))
    for (x, y, z), (cos2, sin2, cos3, sin3, cos7, sin7) in zip(curve, waves, strict=True):
        waved = sin2 * c1 + cos2 * s1 + 0.8 * (sin3 * c2 - cos3 * s2)
        grown = 1.0 + swell * (waved + 0.4 * (sin7 * c3 + cos7 * s3))
        deep = sway * (sin2 * c1 - cos2 * s1) * (sin3 * c2 + cos3 * s2)
        rippled.append((x * grown, y * grown, z + deep))
    return rippled
