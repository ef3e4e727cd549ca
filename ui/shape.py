"""The figure's geometry: one closed ribbon, anything from a turning knot (0) to a plain ring (1).

The ribbon is a ring that was twisted about its long axis: a half turn from end to end makes two
lobes whose strands cross at different depths (a lemniscate that turns), and untwisting it gives
the ring back. Everything is smooth in every argument and repeats after a full turn of the phase.
"""

from __future__ import annotations

from functools import lru_cache
from math import cos, pi, sin, tau

Point = tuple[float, float, float]
"""x to the right, y downwards, z towards the person; a ring at rest has radius 1 and z = 0."""

POINTS = 108
TWIST = 0.94 * pi  # radians at each end of the knot: a little less than a full twist in all
SLIM = 0.46  # half the height of the knot's lobes, in radii
OPEN = 1.1  # how much wider the lobes are while it untwists
TILT = -0.32  # radians by which the knot leans on the screen; a level one looks like a sign
RIPPLE = 0.04  # radii at full loudness
SWAY = 0.42  # depth of the ripple, which the painter shows as width


@lru_cache(maxsize=4)
def _circle(points: int) -> tuple[tuple[float, float], ...]:
    return tuple((cos(tau * i / points), sin(tau * i / points)) for i in range(points))


def shape(knot: float, phase: float, loudness: float, points: int = POINTS) -> list[Point]:
    """The closed curve as `points` points, the first joining the last.

    `knot` runs from 0 (twisted) to 1 (ring), `phase` is in turns, `loudness` 0..1 makes ripples
    that travel with the phase. Coordinates stay within 1.3 radii.
    """
    turned = tau * phase
    loose = 1.0 - knot
    twist, turning, still = TWIST * loose, loose * (SLIM + OPEN * knot), knot**3
    lean, rise = cos(TILT * loose), sin(TILT * loose)
    swell, sway = RIPPLE * loudness, SWAY * loudness
    curve = []
    for i, (x, y) in enumerate(_circle(points)):
        angle = turned + twist * x
        across, depth = y * (turning * cos(angle) + still), y * turning * sin(angle)
        if loudness:
            t = tau * i / points
            waves = sin(2 * t + turned) + 0.8 * sin(3 * t - 2 * turned)
            grown = 1.0 + swell * (waves + 0.4 * sin(7 * t + 3 * turned))
            x, across = x * grown, across * grown  # noqa: PLW2901 - the same point, rippled
            depth += sway * sin(2 * t - turned) * sin(3 * t + 2 * turned)
        curve.append((x * lean - across * rise, x * rise + across * lean, depth))
    return curve
