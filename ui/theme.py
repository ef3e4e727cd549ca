"""The two looks as data, the contrast of their tones, and the style sheet made from them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import cache

from assistant.paths import RESOURCES

TICK = (RESOURCES / "icons" / "tick.png").as_posix()
DOWN = (RESOURCES / "icons" / "down.png").as_posix()
LOOKS = ("dusk", "night")
FOCUS = 0.55  # of the way to the text's tone: the line to type into nearly always has the focus
FAMILY = "Figtree"
FONTS = ("Figtree-Light", "Figtree-Regular", "Figtree-Medium", "Figtree-SemiBold")


@dataclass(frozen=True, slots=True)
class Palette:
    """Tones as #RRGGBB; what each is for stands in the theme's file."""

    title: str
    light: str
    ground: str
    figure: str
    text: str
    secondary: str
    panel: str
    raised: str
    edge: str
    accent: str


@cache
def palette(look: str) -> Palette:
    """The look called "dusk" or "night"; anything else is dusk."""
    name = look if look in LOOKS else LOOKS[0]
    found = tomllib.loads((RESOURCES / "themes" / f"{name}.toml").read_text("utf-8"))
    return Palette(**{one.name: str(found[one.name]) for one in fields(Palette)})


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio of two #RRGGBB tones, 1..21."""
    dark, bright = sorted((_luminance(one), _luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


def mixed(one: str, other: str, share: float) -> str:
    """The tone `share` of the way from `one` to `other`."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def _channels(tone: str) -> tuple[int, int, int]:
    return int(tone[1:3], 16), int(tone[3:5], 16), int(tone[5:7], 16)


def _luminance(tone: str) -> float:
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (channel / 255 for channel in _channels(tone))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def load_fonts() -> None:
    """Make the shipped typeface known to Qt. Needs the application."""
    from PySide6.QtGui import QFontDatabase

    for name in FONTS:
        QFontDatabase.addApplicationFont(str(RESOURCES / "fonts" / f"{name}.ttf"))


def style_sheet(p: Palette) -> str:
    """What every control looks like; the focus ring is the same everywhere."""
    return f"""
* {{ color: {p.text}; font-family: "{FAMILY}"; font-size: 14px; }}
QLabel {{ background: transparent; }}
QLabel#name {{ font-size: 17px; font-weight: 500; }}
QLabel#words, QLabel#yours, QLabel#hint {{ color: {p.secondary}; }}
QLabel#yours {{ font-size: 15px; }}
QLabel#hint {{ font-size: 13px; }}
QLabel#title {{ font-size: 22px; font-weight: 300; }}
QLabel#section {{ font-size: 19px; font-weight: 300; }}
QLabel#part {{ font-weight: 500; }}
QLabel#objection {{ font-size: 13px; }}
QDialog {{ background: {p.panel}; }}
QLabel#explained {{ font-size: 13px; color: {p.secondary}; }}
QLabel#crisis {{ font-size: 17px; selection-background-color: {p.text};
    selection-color: {p.panel}; border: 2px solid transparent; border-radius: 8px; padding: 2px; }}
QLabel#crisis:focus {{ border-color: {p.text}; }}

QPushButton {{ background: transparent; border: 2px solid transparent; border-radius: 17px;
    padding: 6px 12px; min-height: 18px; }}
QPushButton:hover {{ background: {p.panel}; }}
QPushButton:pressed {{ background: {p.raised}; }}
QPushButton:focus {{ border-color: {p.text}; }}
QPushButton:disabled {{ color: {mixed(p.text, p.ground, 0.45)}; }}
QPushButton[kind="firm"] {{ background: {p.raised}; }}
QPushButton[kind="firm"]:hover {{ background: {p.edge}; }}
QPushButton[kind="quiet"] {{ color: {p.secondary}; padding: 2px; font-size: 13px;
    min-height: 14px; border-radius: 7px; }}
QPushButton[kind="tab"] {{ color: {p.secondary}; padding: 4px 6px; min-height: 16px;
    border-radius: 14px; }}
QPushButton[kind="tab"]:checked {{ color: {p.text}; font-weight: 600; }}
QPushButton[kind="round"] {{ padding: 6px; min-width: 22px; min-height: 22px; border-radius: 19px; }}

QLineEdit {{ background: {p.panel}; border: 2px solid {p.panel}; border-radius: 12px;
    padding: 7px 12px; min-height: 20px; placeholder-text-color: {p.secondary};
    selection-background-color: {p.text}; selection-color: {p.panel}; }}
QLineEdit:focus {{ border-color: {p.text}; }}
QLineEdit#entry {{ border-radius: 22px; padding: 10px 44px 10px 18px; font-size: 15px; }}
QLineEdit#entry:focus {{ border-color: {mixed(p.panel, p.text, FOCUS)}; }}

QFrame#line {{ background: {p.raised}; border: none; max-height: 1px; min-height: 1px; }}
QFrame#card {{ background: {p.panel}; border-radius: 20px; }}
QFrame#trouble, QFrame#crisis-card {{ background: {p.panel}; border-radius: 16px; }}
QFrame#crisis-card {{ border: 1px solid {p.edge}; border-radius: 20px; }}
QScrollArea, QWidget#sheet, QScrollArea > QWidget {{ background: transparent; border: none; }}
QScrollBar:vertical {{ background: transparent; width: 8px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {p.edge}; border-radius: 4px; min-height: 32px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}

QRadioButton, QCheckBox {{ spacing: 12px; padding: 6px 8px; border: 2px solid transparent;
    border-radius: 10px; background: transparent; }}
QRadioButton:focus, QCheckBox:focus {{ border-color: {p.text}; }}
QRadioButton::indicator, QCheckBox::indicator {{ width: 14px; height: 14px;
    border: 2px solid {p.secondary}; border-radius: 9px; background: transparent; }}
QCheckBox::indicator {{ border-radius: 5px; }}
QRadioButton::indicator:checked, QCheckBox::indicator:checked {{
    background: {p.text}; border-color: {p.text}; }}
QCheckBox::indicator:checked {{ image: url({TICK}); }}

QRadioButton:disabled, QCheckBox:disabled {{ color: {p.secondary}; }}
QRadioButton::indicator:disabled {{ border-color: {p.edge}; }}

QComboBox {{ background: {p.panel}; border: 2px solid {p.panel}; border-radius: 12px;
    padding: 7px 12px; min-height: 20px; combobox-popup: 0; }}
QComboBox:focus {{ border-color: {p.text}; }}
QComboBox::drop-down {{ border: none; width: 30px; }}
QComboBox::down-arrow {{ image: url({DOWN}); width: 12px; height: 12px; }}
QComboBox QAbstractItemView {{ background: {p.raised}; border: 1px solid {p.edge};
    padding: 4px; outline: none; selection-background-color: {p.panel};
    selection-color: {p.text}; }}
QComboBox QAbstractItemView::item {{ min-height: 32px; padding: 0 8px; }}
QProgressBar {{ background: {p.edge}; border: none; border-radius: 2px; }}
QProgressBar::chunk {{ background: {p.text}; border-radius: 2px; }}

QSlider {{ border: 2px solid transparent; border-radius: 10px; padding: 4px; min-height: 24px; }}
QSlider:focus {{ border-color: {p.text}; }}
QSlider::groove:horizontal {{ height: 4px; border-radius: 2px; background: {p.edge}; }}
QSlider::sub-page:horizontal {{ background: {p.text}; border-radius: 2px; height: 4px; }}
QSlider::handle:horizontal {{ width: 18px; height: 18px; margin: -7px 0; border-radius: 9px;
    background: {p.text}; }}
QToolTip {{ background: {p.panel}; color: {p.text}; border: 1px solid {p.edge}; padding: 4px; }}
"""
