"""One row a setting: a control made from the declaration, a line that explains it, an objection."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QRadioButton,
    QSizePolicy,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from ui.declared import STEP, amount, explained, limits, longest, title
from ui.notices import Mark, announce

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent, QWheelEvent

    from assistant.settings import Value
    from ui.theme import Palette

LONGEST_ENTRY = 1_000  # characters
INDENT = 36  # of an explanation below a box to tick


def small(text: str, indent: int = 0) -> QLabel:
    """A quiet line that explains."""
    label = QLabel(text)
    label.setObjectName("explained")
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setContentsMargins(indent, 0, 0, 0)
    return label


def entry(name: str, hint: str) -> QLineEdit:
    """A line to type a place or a name into, of LONGEST_ENTRY characters at most."""
    line = QLineEdit()
    line.setMaxLength(LONGEST_ENTRY)
    line.setPlaceholderText(hint)
    line.setAccessibleName(name)
    line.setAccessibleDescription(hint)
    return line


def emptied(layout: QLayout) -> None:
    """Take out and end whatever is in it, rows within it included."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            emptied(inner)


class Objection(QWidget):
    """Why a change was refused, beside the control it was asked of; hidden while there is none."""

    def __init__(self, look: Palette) -> None:
        super().__init__()
        self.text = QLabel()
        self.text.setObjectName("objection")
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        line = QHBoxLayout(self)
        line.setContentsMargins(2, 2, 0, 4)
        line.setSpacing(8)
        line.addWidget(Mark(look), 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.text, 1)
        self.hide()

    def tell(self, sentence: str) -> None:
        """Say it, also to a screen reader; nothing when it is empty."""
        self.text.setText(sentence)
        self.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence)


class Row(Protocol):
    """A setting on a page."""

    name: str
    objection: Objection

    def show_value(self, value: Value) -> None:
        """Bring the control to what holds, without asking for anything."""
        ...

    @property
    def control(self) -> QWidget:
        """What takes the focus."""
        ...


class Framed(QWidget):
    """The part that all rows share. `wanted` asks for a value: the setting's name and the value."""

    wanted = Signal(str, object)

    def __init__(self, name: str, look: Palette) -> None:
        super().__init__()
        self.name = name
        self.objection = Objection(look)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 8)
        self.column.setSpacing(4)

    def _named(self, control: QWidget) -> None:
        control.setAccessibleName(title(self.name))
        control.setAccessibleDescription(explained(self.name))


class TextRow(Framed):
    """A line of text; taken when Enter is pressed or the line is left."""

    def __init__(self, name: str, look: Palette, hint: str = "") -> None:
        super().__init__(name, look)
        self.line = QLineEdit()
        self.line.setMaxLength(longest(name))
        self.line.setPlaceholderText(hint)
        self._named(self.line)
        self._holds = ""
        head = QLabel(title(name))
        head.setBuddy(self.line)
        for part in (head, self.line, small(explained(name)), self.objection):
            self.column.addWidget(part)
        self.line.editingFinished.connect(self._written)

    def show_value(self, value: Value) -> None:
        self._holds = str(value)
        if not (self.line.hasFocus() and self.line.isModified()):
            self.line.setText(self._holds)

    @property
    def control(self) -> QWidget:
        return self.line

    def _written(self) -> None:
        text = self.line.text().strip()
        self.line.setModified(False)
        if text != self._holds:
            self.wanted.emit(self.name, text)


class SecretRow(Framed):
    """A line for a password that is handed on and never shown; `name` is not a setting's."""

    def __init__(self, name: str, look: Palette, head: str, hint: str) -> None:
        super().__init__(name, look)
        self.line = QLineEdit()
        self.line.setMaxLength(400)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setPlaceholderText(hint)
        self.line.setAccessibleName(head)
        self.line.setAccessibleDescription(hint)
        label = QLabel(head)
        label.setBuddy(self.line)
        for part in (label, self.line):
            self.column.addWidget(part)
        self.line.returnPressed.connect(self._written)

    def _written(self) -> None:
        secret = self.line.text()
        self.line.clear()
        if secret:
            self.wanted.emit(self.name, secret)


class Slide(QSlider):
    """A slider that the wheel passes over: whoever scrolls the page means the page."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class RangeRow(Framed):
    """A number on a slider; asked for where it is let go, not for every pixel between."""

    def __init__(self, name: str, look: Palette) -> None:
        super().__init__(name, look)
        low, high = limits(name)
        self.slider = Slide(Qt.Orientation.Horizontal)
        self.slider.setRange(round(low / STEP), round(high / STEP))
        self.slider.setPageStep(4)
        self.slider.setTracking(False)
        self._named(self.slider)
        self.amount = QLabel()
        head = QHBoxLayout()
        head.addWidget(QLabel(title(name)), 1)
        head.addWidget(self.amount)
        self.column.addLayout(head)
        for part in (self.slider, small(explained(name)), self.objection):
            self.column.addWidget(part)
        self.slider.sliderMoved.connect(self._moved)
        self.slider.valueChanged.connect(self._let_go)

    def show_value(self, value: Value) -> None:
        with QSignalBlocker(self.slider):
            self.slider.setValue(round(float(value) / STEP))
        self.amount.setText(amount(self.name, float(value)))

    @property
    def control(self) -> QWidget:
        return self.slider

    def _moved(self, steps: int) -> None:
        self.amount.setText(amount(self.name, steps * STEP))

    def _let_go(self, steps: int) -> None:
        self._moved(steps)
        self.wanted.emit(self.name, round(steps * STEP, 2))


class SwitchRow(Framed):
    """Yes or no."""

    def __init__(self, name: str, look: Palette) -> None:
        super().__init__(name, look)
        self.box = QCheckBox(title(name))
        self._named(self.box)
        self.column.setSpacing(0)
        self.column.addWidget(self.box)
        self.column.addWidget(small(explained(name), INDENT))
        self.column.addWidget(self.objection)
        self.box.toggled.connect(self._toggled)

    def show_value(self, value: Value) -> None:
        with QSignalBlocker(self.box):
            self.box.setChecked(bool(value))

    @property
    def control(self) -> QWidget:
        return self.box

    def _toggled(self, on: bool) -> None:
        self.wanted.emit(self.name, on)


class Option(QRadioButton):
    """One choice; its words are cut short in a narrow window instead of widening it."""

    def __init__(self) -> None:
        super().__init__()
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def say(self, words: str) -> None:
        self._words = words
        self._fit()

    def sizeHint(self) -> QSize:
        wide = INDENT + self.fontMetrics().horizontalAdvance(self._words) + 16
        return QSize(wide, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(INDENT, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - INDENT - 4
        self.setText(self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room))


class Choice(NamedTuple):
    """One of several: what is stored, what is shown, and why it can't be chosen, if it can't."""

    value: str
    title: str
    why_not: str = ""


class ChoiceRow(Framed):
    """One of a few that are all in view."""

    def __init__(
        self, name: str, look: Palette, choices: Sequence[Choice], *, across: bool = False
    ) -> None:
        super().__init__(name, look)
        self.buttons: dict[str, Option] = {}
        self._across = across
        self._group = QButtonGroup(self)
        self._known: tuple[Choice, ...] = ()
        self._room = QWidget()
        self.column.addWidget(QLabel(title(name)))
        self.column.addWidget(self._room)
        self.column.addWidget(small(explained(name)))
        self.column.addWidget(self.objection)
        self._line = QHBoxLayout(self._room) if across else QVBoxLayout(self._room)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(0)
        self._group.buttonToggled.connect(self._toggled)
        self.offer(choices)

    def offer(self, choices: Sequence[Choice]) -> None:
        """These are the choices now; those that are the same keep their buttons and the focus."""
        if tuple(choices) == self._known:
            return
        self._known = tuple(choices)
        if set(self.buttons) != {choice.value for choice in choices}:
            self._build()
        for choice in choices:
            button = self.buttons[choice.value]
            explanation = choice.why_not or explained(self.name)
            button.say(choice.title)
            button.setEnabled(not choice.why_not)
            button.setToolTip(choice.why_not or choice.title)
            button.setAccessibleName(f"{title(self.name)}: {choice.title}")
            button.setAccessibleDescription(explanation)

    def show_value(self, value: Value) -> None:
        for known, button in self.buttons.items():
            with QSignalBlocker(self._group):
                button.setChecked(known == value)
        self._mark()

    @property
    def control(self) -> QWidget:
        chosen = self._group.checkedButton()
        return chosen or next(iter(self.buttons.values()))

    def _build(self) -> None:
        while (item := self._line.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.buttons = {}
        for choice in self._known:
            button = Option()
            button.setProperty("value", choice.value)
            self._group.addButton(button)
            self._line.addWidget(button)
            self.buttons[choice.value] = button
        if self._across and isinstance(self._line, QHBoxLayout):
            self._line.addStretch(1)

    def _mark(self) -> None:
        """Tab comes to the one that is chosen, arrows to the rest."""
        chosen = self._group.checkedButton()
        for button in self.buttons.values():
            apart = chosen is not None and button is not chosen
            button.setFocusPolicy(
                Qt.FocusPolicy.ClickFocus if apart else Qt.FocusPolicy.StrongFocus
            )

    def _toggled(self, button: QRadioButton, on: bool) -> None:
        if on:
            self._mark()
            self.wanted.emit(self.name, str(button.property("value")))
