"""Where everything stands in a window of a given size. Pure: whole pixels in, rectangles out."""

from __future__ import annotations

from typing import NamedTuple

HEADER = 56
CONTROLS = 38
ENTRY = 46
WIDEST = 640  # of the column of words; longer lines are tiring
LARGEST = 460  # of the figure
CORNER = 44
LIFT = 20  # the figure's empty rim may reach into the header
GAP = 8


class Place(NamedTuple):
    x: int
    y: int
    width: int
    height: int

    @property
    def bottom(self) -> int:
        return self.y + self.height


class Places(NamedTuple):
    figure: Place
    corner: Place  # where the figure goes while a page is open
    name: Place
    menu: Place
    words: Place
    hers: Place
    yours: Place
    trouble: Place
    offers: Place
    entry: Place
    controls: Place
    page: Place
    card: Place


def caption_pixels(width: int, height: int) -> int:
    """The size of her caption's letters."""
    if height < 520 or width < 360:
        return 20
    return 24 if height < 760 else 28


def arrange(
    width: int, height: int, lines: int, line_height: float, trouble: int, *, offers: int = 0
) -> Places:
    """Places for a window of this size.

    `lines` her caption may take (0 without captions) at `line_height`; `trouble` is the height
    of the trouble bar and `offers` of what can be chosen at the first meeting, 0 when there is
    none. Nothing overlaps from 320 x 420 upwards.
    """
    side = 14 if width < 360 else 20
    column = min(WIDEST, width - 2 * side)
    left = (width - column) // 2
    controls = Place(left, height - CONTROLS - 12, column, CONTROLS)
    entry = Place(left, controls.y - GAP - ENTRY, column, ENTRY)
    choose = Place(left, entry.y - GAP - offers, column, offers)
    edge = choose.y - (GAP if offers else 0)
    bar = Place(left, edge - trouble, column, trouble)
    edge = bar.y - (GAP if trouble else 4)
    crowded = height < 520
    if crowded and (trouble or offers):
        lines = min(lines, 2)
    spoken = 24 if lines and not (crowded and (trouble or offers)) else 0
    yours = Place(left, edge - spoken, column, spoken)
    hers_height = round(lines * line_height)
    hers = Place(left, yours.y - (4 if crowded else 10) - hers_height, column, hers_height)
    words = Place(left, hers.y - (28 if crowded else 38), column, 24)
    top = HEADER - LIFT
    room = words.y - top
    size = max(0, min(LARGEST, room, width - 2 * side))
    figure = Place((width - size) // 2, top + (room - size) // 2, size, size)
    return Places(
        figure=figure,
        corner=Place(side - 4, (HEADER - CORNER) // 2, CORNER, CORNER),
        name=Place(side, 8, width - 2 * side - 50, HEADER - 16),
        menu=Place(width - side - 40, 8, 40, 40),
        words=words,
        hers=hers,
        yours=yours,
        trouble=bar,
        offers=choose,
        entry=entry,
        controls=controls,
        page=Place(left, HEADER, column, controls.y - GAP - HEADER),
        card=Place(left, HEADER, column, entry.y - GAP - HEADER),
    )
