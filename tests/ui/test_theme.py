"""Both looks can be read: contrast computed after WCAG 2 for every pair that meets."""

from __future__ import annotations

import pytest

from assistant.state import Presence
from ui.backdrop import wash
from ui.motion import Doing, Motion, aim
from ui.places import arrange
from ui.theme import FOCUS, LOOKS, contrast, mixed, palette, style_sheet

BODY, LARGE = 4.5, 3.0


def test_contrast_is_the_standards() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize(
    ("tone", "ground", "least"),
    [
        pytest.param("text", "ground", BODY, id="captions"),
        pytest.param("secondary", "ground", BODY, id="the words"),
        pytest.param("text", "panel", BODY, id="crisis card, page, bar"),
        pytest.param("secondary", "panel", BODY, id="explanations, placeholder"),
        pytest.param("text", "raised", BODY, id="firm buttons, fields of the page"),
        pytest.param("secondary", "raised", BODY, id="placeholder of the page"),
        pytest.param("figure", "light", LARGE, id="the figure"),
        pytest.param("accent", "panel", LARGE, id="the mark of a trouble"),
        pytest.param("text", "light", LARGE, id="focus ring anywhere"),
    ],
)
def test_the_tones_can_be_told_apart(look: str, tone: str, ground: str, least: float) -> None:
    worn = palette(look)
    assert contrast(getattr(worn, tone), getattr(worn, ground)) >= least


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize(
    "presence",
    [Presence.LISTENING, Presence.HEARING, Presence.THINKING, Presence.SPEAKING, Presence.WAKING],
)
def test_the_figure_stands_out_as_bright_as_it_is(look: str, presence: Presence) -> None:
    worn = palette(look)
    bright = aim(Motion(doing=Doing(presence))).brightness
    assert contrast(mixed(worn.light, worn.figure, bright), worn.light) >= LARGE


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize(("width", "height"), [(420, 640), (320, 420), (1280, 800), (1920, 1080)])
@pytest.mark.parametrize("trouble", [0, 70])
def test_text_stands_on_ground_that_is_dark_enough(
    look: str, width: int, height: int, trouble: int
) -> None:
    worn, places = palette(look), arrange(width, height, 3, 37, trouble)
    centre = places.figure.y + places.figure.height / 2
    for y in (places.name.y, places.name.bottom - 14):
        behind = wash(worn, y, centre, places.figure.bottom)
        assert contrast(worn.text, behind) >= BODY
    for y in (places.words.y, places.hers.y, height):
        behind = wash(worn, y, centre, places.figure.bottom)
        assert contrast(worn.secondary, behind) >= BODY


@pytest.mark.parametrize("look", LOOKS)
def test_the_line_to_type_into_shows_that_it_has_the_focus(look: str) -> None:
    worn = palette(look)
    assert contrast(mixed(worn.panel, worn.text, FOCUS), worn.panel) >= LARGE


def test_an_unknown_look_is_dusk() -> None:
    assert palette("neon") is palette("neon")
    assert palette("neon") == palette("dusk")


@pytest.mark.parametrize("look", LOOKS)
def test_every_control_shows_its_focus(look: str) -> None:
    sheet = style_sheet(palette(look))
    for control in ("QPushButton", "QLineEdit", "QRadioButton", "QCheckBox", "QSlider"):
        assert f"{control}:focus" in sheet
