"""The page behind the three dots: the sheets that `ui.pages` lists, a tab each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QStackedWidget, QVBoxLayout

from ui.controls import Button
from ui.flow import Flow
from ui.pages import PAGES
from ui.wording import tr
from ui.words import Spot

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from assistant.events import Fact
    from assistant.state import State
    from ui.bridge import Engine
    from ui.sheet import Sheet
    from ui.theme import Palette


class Page(QFrame):
    """Slides over the figure; not a dialog. Looks after itself while it is in view.

    `left` asks to put it away.
    """

    left = Signal()
    mending = Signal(str)

    def __init__(self, engine: Engine, look: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAccessibleName(tr("Settings, health, about"))
        self._engine, self._look = engine, look
        self._sheets: dict[Spot, Sheet] = {}
        self._open = Spot.SETTINGS
        self.tabs: dict[Spot, Button] = {}
        self._stack = QStackedWidget()
        self._build()
        self._stack.setCurrentWidget(self.sheet(self._open))
        self.wear(look)
        self.hide()

    @property
    def first(self) -> QWidget:
        """Where the focus goes when the page opens."""
        return self.sheet(self._open).first or self.tabs[self._open]

    def sheet(self, spot: Spot) -> Sheet:
        """The sheet of this page, built when it is asked for first."""
        if spot not in self._sheets:
            kind = next(kind for kind in PAGES if kind.spot is spot)
            sheet = self._sheets[spot] = kind.make(self._engine, self._look)
            sheet.led.connect(self.turn_to)
            sheet.left.connect(self.left)
            sheet.mending.connect(self.mending)
            self._stack.addWidget(sheet)
        return self._sheets[spot]

    def opened(self) -> None:
        """It comes into view."""
        sheet = self.sheet(self._open)
        sheet.opened()
        sheet.show_state(self._engine.state)

    def news(self, fact: Fact, state: State) -> None:
        """Something happened; what is in view follows."""
        if self.isVisibleTo(self.window()):
            self.sheet(self._open).news(fact, state)

    def turn_to(self, spot: Spot) -> None:
        """Open the sheet that `spot` is on, and go there."""
        self._show(spot if spot in self.tabs else Spot.SETTINGS)
        if self._open is Spot.SETTINGS:
            self.sheet(self._open).go_to(spot)
        else:
            self.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, spot: Spot) -> None:
        self._open = spot
        self._stack.setCurrentWidget(self.sheet(spot))
        self._mark()
        self.opened()

    def wear(self, look: Palette) -> None:
        self._look = look
        for sheet in self._sheets.values():
            sheet.wear(look)
        self.setStyleSheet(
            f"QFrame#page {{ background: {look.panel}; border-radius: 20px; }}"
            f"QFrame#page QLineEdit, QFrame#page QComboBox"
            f" {{ background: {look.raised}; border-color: {look.raised}; }}"
            f"QFrame#page QLineEdit:focus, QFrame#page QComboBox:focus"
            f" {{ border-color: {look.text}; }}"
            f"QFrame#page QPushButton:hover {{ background: {look.raised}; }}"
        )

    def _build(self) -> None:
        group, line = QButtonGroup(self), Flow()
        line.setContentsMargins(12, 4, 8, 2)
        for kind in PAGES:
            tab = Button(kind.tab, kind.tab.capitalize(), kind="tab")
            tab.setCheckable(True)
            tab.setProperty("spot", kind.spot.value)
            tab.clicked.connect(self._tab)
            group.addButton(tab)
            line.addWidget(tab)
            self.tabs[kind.spot] = tab
        self._mark()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 6, 0, 8)
        outer.setSpacing(0)
        below = QFrame()
        below.setObjectName("line")
        outer.addLayout(line)
        outer.addWidget(below)
        outer.addWidget(self._stack, 1)

    def _mark(self) -> None:
        """Tab comes to the tab of the page that is open, arrows to the rest."""
        for name, tab in self.tabs.items():
            tab.setChecked(name is self._open)
            policy = Qt.FocusPolicy.TabFocus if name is self._open else Qt.FocusPolicy.ClickFocus
            tab.setFocusPolicy(policy)

    def _tab(self) -> None:
        self._show(Spot(self.sender().property("spot")))
