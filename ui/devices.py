"""Choose a microphone or a speaker, see its level, and try it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
)

from ui.controls import Button
from ui.declared import explained, title
from ui.rows import Framed, small
from ui.wording import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QWheelEvent
    from PySide6.QtWidgets import QWidget

    from assistant.events import CheckTold
    from assistant.settings import Value
    from ui.meter import Meter
    from ui.theme import Palette

DEFAULT = tr("System default")
GONE = tr(" (not connected)")
STANDS_IN = tr("Not connected now; the system's default stands in until it is back.")


def offered(known: tuple[str, ...] | None, chosen: str) -> list[tuple[str, str]]:
    """What to list, as (name to store, words): the default first, a device that is gone as such.

    `known` is None while nobody has looked yet.
    """
    listed = [("", DEFAULT), *((name, name) for name in known or ())]
    if chosen and chosen not in (known or ()):
        listed.append((chosen, chosen if known is None else chosen + GONE))
    return listed


class Picker(QComboBox):
    """A list that opens. The wheel passes over it: whoever scrolls the page means the page."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """As usual, but a long name ends in an ellipsis instead of being cut through."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        field = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option,
            QStyle.SubControl.SC_ComboBoxEditField, self,
        )  # fmt: skip
        words = self.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideMiddle, field.width() - 4
        )
        option.currentText = words
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class DeviceRow(Framed):
    """`name` is "microphone" or "speaker"; `meter` stands below the microphone's picker."""

    def __init__(self, name: str, look: Palette, test: str, meter: Meter | None = None) -> None:
        super().__init__(name, look)
        self._known: tuple[str, ...] | None = None
        self._chosen = ""
        self.meter = meter
        self.picker = Picker()
        self.picker.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.picker.setMinimumContentsLength(12)
        self._named(self.picker)
        self.test = Button(test, f"{title(name)}: {test}", kind="firm")
        self.told = small("")
        self.gone = small(STANDS_IN)
        head = QLabel(title(name))
        head.setBuddy(self.picker)
        self.column.addWidget(head)
        self.column.addWidget(self.picker)
        self.column.addWidget(self.gone)
        if meter is not None:
            self.column.addSpacing(4)
            self.column.addWidget(meter)
        self.column.addWidget(small(explained(name)))
        self.column.addWidget(self.objection)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.test)
        line.addWidget(self.told, 1)
        self.column.addSpacing(2)
        self.column.addLayout(line)
        self.picker.activated.connect(self._picked)
        self._list()

    def show_devices(self, known: tuple[str, ...] | None) -> None:
        """These are connected now; None while nobody has looked."""
        if known != self._known:
            self._known = known
            self._list()

    def show_value(self, value: Value) -> None:
        if value != self._chosen:
            self._chosen = str(value)
            self._list()
        self.picker.setCurrentIndex(self.picker.findData(self._chosen))

    def show_check(self, check: CheckTold | None) -> None:
        """How the test goes; it can be started when none is under way."""
        self.told.setText(check.words if check is not None else "")
        self.test.setEnabled(check is None or check.ok is not None)

    @property
    def control(self) -> QWidget:
        return self.picker

    def _list(self) -> None:
        with QSignalBlocker(self.picker):
            self.picker.clear()
            for name, words in offered(self._known, self._chosen):
                self.picker.addItem(words, name)
            self.picker.setCurrentIndex(self.picker.findData(self._chosen))
        self.picker.setToolTip(self.picker.currentText())
        known = self._known
        self.gone.setVisible(bool(self._chosen) and known is not None and self._chosen not in known)

    def _picked(self, index: int) -> None:
        name = str(self.picker.itemData(index))
        if name != self._chosen:
            self.wanted.emit(self.name, name)
