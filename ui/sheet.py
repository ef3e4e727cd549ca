"""A sheet of the page: sections one below the other, scrolled by keyboard and wheel."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

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

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QLayout

    from assistant.events import Fact
    from assistant.state import State
    from ui.theme import Palette
    from ui.words import Spot

TOLD_GAP = 14  # pixels below a line that stands over the first section
SHOWN = (
    Preparing, PartReady, Awake, Muted, Unmuted, TroubleCame, TroubleWent, SettingChanged,
    GoodbyeSaid, DevicesFound, CheckTold, HealthChanged,
)  # fmt: skip
"""What may change a page that shows the parts and the settings; not every word that is said."""


def in_order(layout: QLayout) -> Iterator[QWidget]:
    """What the keyboard can stop at, in the order in which it is read."""
    for i in range(layout.count()):
        if (item := layout.itemAt(i)) is None:
            continue
        inner, widget = item.layout(), item.widget()
        if widget is not None and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            yield widget
        inner = inner or (widget.layout() if widget is not None else None)
        if inner is not None:
            yield from in_order(inner)


class Sheet(QScrollArea):
    """One page. Follows the focus, so that the keyboard reaches everything.

    `led` opens another page: a `Spot`. What a page has no use for it leaves as it is here.
    """

    led = Signal(object)
    left = Signal()  # back to her
    mending = Signal(str)  # back to her, with a line begun in the entry

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._room = room = QWidget()
        room.setObjectName("sheet")
        self.column = QVBoxLayout(room)
        self.column.setContentsMargins(20, 14, 18, 20)
        self.column.setSpacing(6)
        self.setWidget(room)
        self._stops: list[QWidget] = []
        self._sections = 0

    @property
    def first(self) -> QWidget | None:
        """Where the focus goes when the sheet opens; None leaves it where it is."""
        return None

    def opened(self) -> None:
        """It comes into view."""

    def show_state(self, state: State) -> None:
        """Bring what is shown to `state`; calling it twice changes nothing."""

    def news(self, _fact: Fact, state: State) -> None:
        """Something happened while it is in view."""
        self.show_state(state)

    def go_to(self, spot: Spot) -> None:
        """Bring a place on this page into view."""

    def wear(self, look: Palette) -> None:
        """Another look."""

    def section(self, title: str) -> QLabel:
        """Begin a section."""
        if self._sections:
            self.column.addSpacing(20)
        self._sections += 1
        label = QLabel(title)
        label.setObjectName("section")
        self.column.addWidget(label)
        self.column.addSpacing(2)
        return label

    def part(self, title: str, inner: QLayout) -> QWidget:
        """A section that can be hidden while there is nothing in it."""
        part, head = QWidget(), QLabel(title)
        head.setObjectName("section")
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 20, 0, 0)
        column.setSpacing(6)
        column.addWidget(head)
        column.addLayout(inner)
        self.column.addWidget(part)
        return part

    def order(self) -> None:
        """Have the keyboard go as one reads; to be called after something was built or moved."""
        stops = list(in_order(self.column))
        if stops != self._stops:
            self._stops = stops
            for before, after in pairwise(stops):
                QWidget.setTabOrder(before, after)

    def reveal(self, widget: QWidget, focus: QWidget) -> None:
        """Scroll so far that `widget` stands at the top, and give the keyboard to `focus`."""
        focus.setFocus(Qt.FocusReason.OtherFocusReason)
        # in the next turn of the loop: a sheet that was hidden has no places before
        QTimer.singleShot(0, widget, lambda: self._scroll_to(widget))

    def _scroll_to(self, widget: QWidget) -> None:
        top = widget.mapTo(self._room, widget.rect().topLeft()).y()
        self.verticalScrollBar().setValue(top - 4)
