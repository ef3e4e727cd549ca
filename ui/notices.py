"""What has to be noticed: the bar for a trouble, and the crisis card that stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QGuiApplication,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.controls import Button
from ui.wording import tr
from ui.words import Remedy, remedy, sentence

if TYPE_CHECKING:
    from assistant.events import TroubleCame
    from ui.theme import Palette


NARROW = 340  # pixels of a bar in which the button stands below the words


def announce(widget: QWidget, text: str) -> None:
    """Have a screen reader say `text` at once."""
    event = QAccessibleAnnouncementEvent(widget, text)
    event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)


class Mark(QWidget):
    """The small amber dot beside a trouble; the only use of that tone."""

    def __init__(self, look: Palette) -> None:
        super().__init__()
        self.setFixedSize(10, 10)
        self._tone = look.accent

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._tone))
        painter.drawEllipse(self.rect().adjusted(1, 1, -1, -1))
        painter.end()


class TroubleBar(QFrame):
    """One sentence and, where the window can help, one button. Hidden troubles stay hidden."""

    remedy_wanted = Signal(object)  # a Remedy
    changed = Signal()  # it came, went, or needs another height

    def __init__(self, look: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trouble")
        self._told: TroubleCame | None = None
        self._hidden: TroubleCame | None = None
        self._remedy: Remedy | None = None
        self.text = QLabel()
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        self.help = Button("", "", kind="firm")
        self.hide_button = Button("", tr("Hide this notice"), tr("Hide this notice"), sign="close",
                                  kind="round")  # fmt: skip
        self.hide_button.wear(look)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(16, 8, 8, 8)
        self._grid.setHorizontalSpacing(10)
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(Mark(look), 0, 0)
        self._grid.addWidget(self.text, 0, 1)
        self._grid.addWidget(self.help, 0, 2)
        self._grid.addWidget(self.hide_button, 0, 3)
        self.help.clicked.connect(self._help)
        self.hide_button.clicked.connect(self._put_away)
        self.hide()

    def height_for(self, width: int) -> int:
        """The height the sentence needs in a bar of this width; 0 while there is none."""
        if self.isHidden():
            return 0
        aside = 16 + 8 + 10 + 10 + 38 + 10 + 8
        below = 0
        if not self.help.isHidden():
            narrow = width < NARROW
            self._grid.addWidget(self.help, int(narrow), 1 if narrow else 2)
            side = Qt.AlignmentFlag.AlignLeft if narrow else Qt.AlignmentFlag.AlignVCenter
            self._grid.setAlignment(self.help, side)
            aside += 0 if narrow else self.help.sizeHint().width() + 10
            below = self.help.sizeHint().height() + 6 if narrow else 0
        return max(54, self.text.heightForWidth(max(60, width - aside)) + 20 + below)

    def tell(self, trouble: TroubleCame | None) -> None:
        """Show this trouble, unless it was put away; None when all is well."""
        if trouble == self._told:
            return
        self._told = trouble
        if trouble is None or trouble == self._hidden:
            self._hidden = trouble
            self.setVisible(False)
            self.changed.emit()
            return
        button = remedy(trouble)
        self._remedy = button[1] if button else None
        self.help.setVisible(button is not None)
        if button is not None:
            self.help.setText(button[0])
            self.help.setAccessibleName(button[0].capitalize())
        self.text.setText(sentence(trouble))
        self.setAccessibleName(sentence(trouble))
        self.setVisible(True)
        self.changed.emit()
        announce(self, sentence(trouble))

    def wear(self, look: Palette) -> None:
        self.hide_button.wear(look)

    def _help(self) -> None:
        if self._remedy is not None:
            self.remedy_wanted.emit(self._remedy)

    def _put_away(self) -> None:
        self._hidden = self._told
        self.setVisible(False)
        self.changed.emit()


class CrisisCard(QFrame):
    """The reviewed text with people to reach. Stays, above everything, until it is dismissed."""

    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("crisis-card")
        self.setAccessibleName(tr("Help in a crisis"))
        self.text = QLabel()
        self.text.setObjectName("crisis")
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.text.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.text.setAccessibleName(tr("Help in a crisis"))
        room = QScrollArea()
        room.setWidgetResizable(True)
        room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        room.setWidget(self.text)
        self.copy = Button(
            tr("copy"), tr("Copy the text"), tr("Copy the text with the numbers"), kind="firm"
        )
        self.close_button = Button(tr("close"), tr("Close this card"), tr("It stays until you close it"),
                                   kind="firm")  # fmt: skip
        buttons = QHBoxLayout()
        buttons.addWidget(self.copy)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(14)
        column.addWidget(room, 1)
        column.addLayout(buttons)
        self.copy.clicked.connect(self._copy)
        self.close_button.clicked.connect(self.dismissed)
        self.hide()

    def tell(self, text: str) -> None:
        """Show this text, or nothing more when it is empty."""
        if text and text != self.text.text():
            self.text.setText(text)
            self.text.setAccessibleDescription(text)
            announce(self, text)
        self.setVisible(bool(text))
        if text:
            self.raise_()
        else:
            self.text.clear()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.text())
