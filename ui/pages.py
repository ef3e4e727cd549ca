"""The pages behind the three dots, in the order of their tabs: one line each.

A page is a `Sheet` in a module of its own, which is read when it is opened for the first time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ui.wording import tr
from ui.words import Spot

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.bridge import Engine
    from ui.sheet import Sheet
    from ui.theme import Palette


@dataclass(frozen=True, slots=True)
class PageKind:
    """`tab` is the word on the tab; `make` builds the sheet for an engine in a look."""

    spot: Spot
    tab: str
    make: Callable[[Engine, Palette], Sheet]


def _talk(engine: Engine, look: Palette) -> Sheet:
    from ui.talk_sheet import TalkSheet

    return TalkSheet(engine, look)


def _settings(engine: Engine, look: Palette) -> Sheet:
    from ui.settings_sheet import SettingsSheet

    return SettingsSheet(engine, look)


def _health(engine: Engine, look: Palette) -> Sheet:
    from ui.health_sheet import HealthSheet

    return HealthSheet(engine, look)


def _letters(engine: Engine, look: Palette) -> Sheet:
    from ui.letters_sheet import LettersSheet

    return LettersSheet(engine, look)


def _tidy(engine: Engine, look: Palette) -> Sheet:
    from ui.inbox_sheet import TidySheet

    return TidySheet(engine, look)


def _tools(engine: Engine, look: Palette) -> Sheet:
    from ui.tools_sheet import ToolsSheet

    return ToolsSheet(engine, look)


def _memory(engine: Engine, look: Palette) -> Sheet:
    from ui.memory_sheet import MemorySheet

    return MemorySheet(engine, look)


def _growth(engine: Engine, look: Palette) -> Sheet:
    from ui.growth_sheet import GrowthSheet

    return GrowthSheet(engine, look)


def _about(_engine: Engine, _look: Palette) -> Sheet:
    from ui.about import AboutSheet

    return AboutSheet()


PAGES = (
    PageKind(Spot.TALK, tr("talk"), _talk),
    PageKind(Spot.SETTINGS, tr("settings"), _settings),
    PageKind(Spot.LETTERS, tr("letters"), _letters),
    PageKind(Spot.TIDY, tr("tidy"), _tidy),
    PageKind(Spot.TOOLS, tr("tools"), _tools),
    PageKind(Spot.MEMORY, tr("memory"), _memory),
    PageKind(Spot.GROWTH, tr("growth"), _growth),
    PageKind(Spot.HEALTH, tr("health"), _health),
    PageKind(Spot.ABOUT, tr("about"), _about),
)
