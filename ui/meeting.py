"""The first meeting on the screen: what can be chosen instead of said, and what she does differently."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from ui.controls import Button
from ui.flow import Flow
from ui.rows import emptied
from ui.wording import tr

if TYPE_CHECKING:
    from assistant.events import MeetingCard, Offer

GAP = 6  # pixels between buttons
PASSES = "skip"  # what begins so is no answer


class Offers(QWidget):
    """Buttons in rows; `chosen` gives the words that a press stands for."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = Flow(self, gap=GAP, centred=True)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self._shown: tuple[Offer, ...] = ()
        self.buttons: list[Button] = []
        self.hide()

    def tell(self, offers: tuple[Offer, ...], question: str) -> None:
        """Show these, or nothing. The focus goes to where it was, or to the first of them."""
        self.setVisible(bool(offers))
        self.setAccessibleName(question)
        if offers == self._shown:
            return
        focused = any(button.hasFocus() for button in self.buttons)
        self._shown = offers
        emptied(self._flow)
        self.buttons = [self._made(offer, question) for offer in offers]
        past = [button for button in self.buttons if _passes(button)]
        for button in self.buttons:
            if button not in past:
                self._flow.addWidget(button)
        if past:
            self._flow.addWidget(_together(past))
        for i in range(self._flow.count()):
            if (item := self._flow.itemAt(i)) is not None and (shown := item.widget()) is not None:
                shown.show()
        if focused and self.buttons:
            self.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def height_for(self, width: int) -> int:
        """The height they need in this width; 0 while there are none."""
        return 0 if self.isHidden() else self._flow.heightForWidth(width)

    def _made(self, offer: Offer, question: str) -> Button:
        kind = "" if offer.says.startswith(PASSES) else "firm"
        button = Button(offer.label, offer.label.capitalize(), question, kind=kind)
        button.setProperty("says", offer.says)
        button.clicked.connect(self._press)
        return button

    def _press(self) -> None:
        self.chosen.emit(self.sender().property("says"))


def _passes(button: Button) -> bool:
    return str(button.property("says")).startswith(PASSES)


def _together(buttons: list[Button]) -> QWidget:
    """In one row, whatever breaks: what passes a question over stands apart from the answers."""
    pair = QWidget()
    row = QHBoxLayout(pair)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(GAP)
    for button in buttons:
        row.addWidget(button)
    return pair


class Changes(QFrame):
    """ "This is what I will do differently": a line each, with its way back."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._shown: MeetingCard | None = None
        self.title = QLabel()
        self.title.setObjectName("section")
        self.title.setWordWrap(True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(10)
        self.buttons: list[Button] = []
        self.offers = Offers()
        inside = QWidget()
        inside.setObjectName("sheet")
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 18, 16, 8)
        column.addWidget(self.title)
        column.addSpacing(8)
        column.addLayout(self._lines)
        column.addStretch(1)
        room = QScrollArea()
        room.setWidgetResizable(True)
        room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        room.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 14)
        outer.addWidget(room, 1)
        outer.addWidget(self.offers)
        self.offers.chosen.connect(self.chosen)
        self.hide()

    def tell(self, card: MeetingCard | None) -> None:
        """Show these changes; None or a card without any hides it."""
        shown = card if card is not None and card.changes else None
        self.setVisible(shown is not None)
        if shown == self._shown:
            return
        self._shown = shown
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.buttons = []
        if shown is None:
            return
        self.title.setText(shown.question)
        self.setAccessibleName(shown.question)
        for change in shown.changes:
            self._lines.addWidget(self._line(change))
        self.offers.tell(shown.offers, shown.question)

    def _line(self, change: Offer) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        text = QLabel(change.label)
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setWordWrap(True)
        line.addWidget(text, 1)
        if change.says:
            button = Button(
                tr("undo"),
                tr("Undo: {label}", label=change.label),
                tr("Take this back"),
                kind="firm",
            )
            button.setProperty("says", change.says)
            button.clicked.connect(self._press)
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            self.buttons.append(button)
        return row

    def _press(self) -> None:
        self.chosen.emit(self.sender().property("says"))
