"""Every voice there is: choose one, or only hear it. The system's own open on request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from ui.controls import Button
from ui.rows import INDENT, Option, small
from ui.wording import tr

if TYPE_CHECKING:
    from assistant.ports import VoiceInfo
    from ui.theme import Palette

HANDFUL = 12  # rows built at one go


class VoiceRows(QWidget):
    """`chosen` asks for a voice by its name, `tried` to hear it; `opened`: there are more rows."""

    chosen = Signal(str)
    tried = Signal(str)
    opened = Signal()

    def __init__(self, look: Palette) -> None:
        super().__init__()
        self._look = look
        self._known: tuple[VoiceInfo, ...] = ()
        self._chosen = ""
        self._all = False
        self._group = QButtonGroup(self)
        self._buttons: list[Button] = []
        self._waiting: list[VoiceInfo] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)

    def show_voices(self, voices: tuple[VoiceInfo, ...], chosen: str) -> None:
        """These are the voices, and this is hers."""
        if (voices, chosen) == (self._known, self._chosen) and self._column.count():
            return
        rebuilt = voices != self._known or not self._column.count()
        self._known, self._chosen = voices, chosen
        if rebuilt:
            self._build()
        for button in self._group.buttons():
            with QSignalBlocker(button):
                button.setChecked(button.property("voice") == chosen)

    @property
    def control(self) -> QWidget:
        """What takes the focus: the chosen voice, if there is one."""
        return self._group.checkedButton() or self

    def wear(self, look: Palette) -> None:
        self._look = look
        for button in self._buttons:
            button.wear(look)

    def _build(self) -> None:
        self._empty()
        ours = [one for one in self._known if one.kind != "system" or one.name == self._chosen]
        shown = list(self._known) if self._all else ours or list(self._known)
        self._waiting = shown
        self._add_some()
        more = len(self._known) - len(shown)
        if more:
            text = tr("show the system's {more} voices", more=more)
            button = Button(text, text.capitalize(), tr("They sound plainer"), kind="firm")
            button.clicked.connect(self._show_all)
            self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        if not self._known:
            self._column.addWidget(small(tr("Her voices are still being loaded.")))

    def _add_some(self) -> None:
        """A handful at a time: a hundred rows at once would hold up the window."""
        now, self._waiting = self._waiting[:HANDFUL], self._waiting[HANDFUL:]
        for voice in now:
            self._add(voice)
        if self._waiting:
            QTimer.singleShot(0, self, self._add_some)
        self.show_chosen()
        self.opened.emit()

    def _add(self, voice: VoiceInfo) -> None:
        name, _, manner = tr(voice.title).partition(": ")
        choose = Option()
        choose.say(name)
        choose.setAccessibleName(tr("Voice: {name}", name=name))
        choose.setAccessibleDescription(manner or tr("Choose this voice"))
        choose.setProperty("voice", voice.name)
        choose.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        choose.toggled.connect(self._choose)
        self._group.addButton(choose)
        hear = Button(
            tr("hear it"), tr("Hear {name}", name=name), tr("Say a sentence with it"), sign="play"
        )
        hear.setProperty("voice", voice.name)
        hear.wear(self._look)
        hear.clicked.connect(self._hear)
        self._buttons.append(hear)
        row = QWidget()
        line = QHBoxLayout()
        line.addWidget(choose, 1)
        line.addWidget(hear)
        lines = QVBoxLayout(row)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addLayout(line)
        if manner:
            lines.addWidget(small(f"{manner[0].upper()}{manner[1:]}.", INDENT))
        self._column.addWidget(row)
        row.show()  # at once, so that it can take the focus

    def _empty(self) -> None:
        for button in self._group.buttons():
            self._group.removeButton(button)
        self._buttons = []
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _choose(self, on: bool) -> None:
        voice = self.sender().property("voice")
        if on and voice != self._chosen:
            self._chosen = voice
            self.chosen.emit(voice)

    def _hear(self) -> None:
        self.tried.emit(self.sender().property("voice"))

    def _show_all(self) -> None:
        self._all = True
        self._build()
        if self._buttons:
            self._group.buttons()[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_chosen(self) -> None:
        for button in self._group.buttons():
            with QSignalBlocker(button):
                button.setChecked(button.property("voice") == self._chosen)
