"""What the desk wants shown at once, on whatever page: a question before an act, and what rings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from assistant.events import ConfirmAsked, Rang, SettingChanged
from ui.letters_asked import AskedCard
from ui.places import HEADER
from ui.theme import palette

if TYPE_CHECKING:
    from assistant.events import Confirm, Fact
    from assistant.state import State
    from ui.window import Window

ABOVE = 7  # pixels between the card and the line to type into


class Beside(QObject):
    """A card over the window while an act waits for a yes; a word in it when something rings."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self.card = AskedCard(palette(window.engine.settings.look), window)
        self.card.wished.connect(self._wish)
        window.installEventFilter(self)
        window.bridge.listen(self.news)

    def news(self, fact: Fact, state: State) -> None:
        match fact:
            case SettingChanged(name="look"):
                self.card.wear(palette(self._window.engine.settings.look))
            case ConfirmAsked():
                QApplication.alert(self._window)
            case Rang(text=text):
                self._ring(text)
            case _:
                pass
        # in a crisis there is one card only
        self.card.show_asked(None if state.crisis else state.asking)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() is QEvent.Type.Resize:
            self._place()
        return False

    def _ring(self, text: str) -> None:
        window = self._window
        window.note(text)
        QApplication.alert(window)

    def _place(self) -> None:
        """Over the entry, as wide as the words; above everything else."""
        if self.card.isHidden():
            return
        room = self._window
        width = room.entry.width()
        height = max(self.card.sizeHint().height(), self.card.heightForWidth(width))
        bottom = room.entry.y() - ABOVE
        top = max(HEADER, bottom - height)
        self.card.setGeometry(room.entry.x(), top, width, bottom - top)
        self.card.raise_()

    def _wish(self, wish: Confirm) -> None:
        self._window.engine.submit(wish)
