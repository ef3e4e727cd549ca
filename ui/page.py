"""The page behind the three dots: settings, health and what this is, a sheet each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout

from assistant.events import (
    Awake,
    CheckTold,
    DevicesFound,
    GoodbyeSaid,
    HealthChanged,
    Muted,
    PartReady,
    Preparing,
    SettingChanged,
    TroubleCame,
    TroubleWent,
    Unmuted,
)
from ui.about import AboutSheet
from ui.controls import Button
from ui.health_sheet import HealthSheet
from ui.settings_sheet import SettingsSheet
from ui.words import Spot

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from assistant.events import Fact
    from assistant.state import State
    from ui.bridge import Engine
    from ui.sheet import Sheet
    from ui.theme import Palette

TABS = (("settings", Spot.SETTINGS), ("health", Spot.HEALTH), ("about", Spot.ABOUT))
OF_SETTINGS = {"settings", "start at login"}  # troubles that belong beside a control
OF_DEVICES = {"microphone", "chosen microphone", "speaker", "chosen speaker"}
SHOWN = (
    Preparing, PartReady, Awake, Muted, Unmuted, TroubleCame, TroubleWent, SettingChanged,
    GoodbyeSaid, DevicesFound, CheckTold, HealthChanged,
)  # fmt: skip


class Page(QFrame):
    """Slides over the figure; not a dialog. Looks after itself while it is in view."""

    def __init__(self, engine: Engine, look: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAccessibleName("Settings, health, about")
        self._engine = engine
        self.settings = SettingsSheet(engine, look)
        self.health = HealthSheet(engine, look)
        self.about = AboutSheet()
        self._sheets: dict[Spot, Sheet] = {
            Spot.SETTINGS: self.settings, Spot.HEALTH: self.health, Spot.ABOUT: self.about,
        }  # fmt: skip
        self._open = Spot.SETTINGS
        self.tabs: dict[Spot, Button] = {}
        self._stack = QStackedWidget()
        self._build()
        self.health.led.connect(self.turn_to)
        self.wear(look)
        self.hide()

    @property
    def first(self) -> QWidget:
        """Where the focus goes when the page opens."""
        return self._sheets[self._open].first or self.tabs[self._open]

    def opened(self) -> None:
        """It comes into view."""
        self.settings.opened()
        self.show_state(self._engine.state)

    def news(self, fact: Fact, state: State) -> None:
        """Something happened; what is in view follows."""
        if not self.isVisibleTo(self.window()):
            return
        match fact:
            case TroubleCame() if fact.key in OF_SETTINGS:
                self.settings.refused(fact)
            case TroubleCame() | TroubleWent() if fact.key in OF_DEVICES:
                self.settings.opened()  # something was plugged in, or out
            case _:
                pass
        if isinstance(fact, SHOWN):
            self.show_state(state)

    def show_state(self, state: State) -> None:
        match self._open:
            case Spot.SETTINGS:
                self.settings.show_state(state)
            case Spot.HEALTH:
                self.health.show_state(state)
            case _:
                pass

    def turn_to(self, spot: Spot) -> None:
        """Open the sheet that `spot` is on, and go there."""
        self._show(spot if spot in self._sheets else Spot.SETTINGS)
        if self._open is Spot.SETTINGS:
            self.settings.go_to(spot)
        else:
            self.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, spot: Spot) -> None:
        self._open = spot
        self._stack.setCurrentWidget(self._sheets[spot])
        for name, tab in self.tabs.items():
            tab.setChecked(name is spot)
        self.show_state(self._engine.state)

    def wear(self, look: Palette) -> None:
        self.settings.wear(look)
        self.health.wear(look)
        self.setStyleSheet(
            f"QFrame#page {{ background: {look.panel}; border-radius: 20px; }}"
            f"QFrame#page QLineEdit, QFrame#page QComboBox"
            f" {{ background: {look.raised}; border-color: {look.raised}; }}"
            f"QFrame#page QLineEdit:focus, QFrame#page QComboBox:focus"
            f" {{ border-color: {look.text}; }}"
            f"QFrame#page QPushButton:hover {{ background: {look.raised}; }}"
        )

    def _build(self) -> None:
        group, line = QButtonGroup(self), QHBoxLayout()
        line.setContentsMargins(12, 4, 8, 0)
        line.setSpacing(2)
        for words, spot in TABS:
            tab = Button(words, words.capitalize(), kind="tab")
            tab.setCheckable(True)
            tab.setChecked(spot is self._open)
            tab.setProperty("spot", spot.value)
            tab.clicked.connect(self._tab)
            group.addButton(tab)
            line.addWidget(tab)
            self.tabs[spot] = tab
            self._stack.addWidget(self._sheets[spot])
        line.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 6, 0, 8)
        outer.setSpacing(0)
        below = QFrame()
        below.setObjectName("line")
        outer.addLayout(line)
        outer.addWidget(below)
        outer.addWidget(self._stack)

    def _tab(self) -> None:
        self._show(Spot(self.sender().property("spot")))
