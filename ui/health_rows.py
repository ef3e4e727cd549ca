"""One row a part: a sign of its own shape, the state in words, what to know, what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from assistant.vitals import Condition
from ui.controls import Button
from ui.icons import SIDE, icon
from ui.rows import small
from ui.wording import tr
from ui.words import Spot

if TYPE_CHECKING:
    from assistant.health import PartHealth, Remedy
    from ui.theme import Palette

WORDS = {
    Condition.WELL: tr("well"),
    Condition.PREPARING: tr("under way"),
    Condition.MISSING: tr("not here"),
    Condition.BROKEN: tr("needs you"),
}
LEADS: dict[str, tuple[str, Spot]] = {
    "microphone": (tr("choose another"), Spot.MICROPHONE),
    "speaker": (tr("choose another"), Spot.SPEAKER),
    "voice": (tr("choose another"), Spot.VOICES),
    "settings": (tr("open settings"), Spot.SETTINGS),
    "memory": (tr("open her memory"), Spot.MEMORY),
}
THICK = 4  # of the line that shows how far a model is
SURE = tr("It can be fetched again.")


def lead(part: PartHealth) -> tuple[str, Spot] | None:
    """The button to a place on the settings, where choosing may help."""
    helps = part.state in {Condition.BROKEN, Condition.MISSING}
    return LEADS.get(part.name) if helps else None


class PartRow(QWidget):
    """`wished` hands on a wish, `led` opens a place. Changes in place, so that the focus stays."""

    wished = Signal(object)
    led = Signal(object)

    def __init__(self, part: PartHealth, look: Palette) -> None:
        super().__init__()
        self._part, self._look = part, look
        self.sign = QLabel()
        self.title = QLabel()
        self.title.setObjectName("part")
        self.title.setWordWrap(True)
        self.state = QLabel()
        self.state.setObjectName("explained")
        self._beside, self._below = QHBoxLayout(), QHBoxLayout()
        self._well: bool | None = None
        self.detail = small("")
        self.remedy = small("")
        self.told = small("")
        self.progress = QProgressBar()
        self.progress.setRange(0, 1000)
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(THICK)
        self.act = Button("", "", kind="firm")
        self.go = Button("", "", kind="firm")
        self.remove = Button("", "", kind="quiet")
        self.sure = Button(tr("remove"), "", kind="firm")
        self.keep = Button(tr("keep"), "", kind="firm")
        self._build()
        self.act.clicked.connect(self._act)
        self.go.clicked.connect(self._lead)
        self.remove.clicked.connect(self._ask)
        self.sure.clicked.connect(self._removed)
        self.keep.clicked.connect(self._kept)
        self.show_part(part, None)

    def show_part(self, part: PartHealth, share: float | None, told: str = "") -> None:
        """How it is now; `share` 0..1 of what is being fetched, `told` how a test of it goes."""
        if part.removal is None:
            self._asking = False
        self._part = part
        words = WORDS[part.state]
        self.title.setText(part.title)
        self.state.setText(words if share is None else f"{round(100 * share)} %")
        self.detail.setText(part.detail)
        self.remedy.setText(part.remedy)
        self.remedy.setVisible(bool(part.remedy))
        self.told.setText(told)
        self.told.setVisible(bool(told))
        self.progress.setVisible(share is not None)
        self.progress.setValue(round(1000 * (share or 0.0)))
        self.progress.setAccessibleName(tr("{title}: fetched", title=part.title))
        self.setAccessibleName(f"{part.title}: {words}")
        self.setAccessibleDescription(f"{part.detail} {part.remedy}".strip())
        self._settle(part.state is Condition.WELL)
        self._offer()
        self.wear(self._look)

    def wear(self, look: Palette) -> None:
        self._look = look
        broken = self._part.state is Condition.BROKEN
        tone = look.accent if broken else look.text
        self.sign.setPixmap(icon(self._part.state.value, tone).pixmap(QSize(SIDE, SIDE)))
        self.sign.setAccessibleName(WORDS[self._part.state])

    @property
    def buttons(self) -> tuple[Button, ...]:
        """In the order of the keyboard."""
        return self.act, self.go, self.remove, self.sure, self.keep

    # --- building --------------------------------------------------------------------------

    def _build(self) -> None:
        self._asking = False
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 6, 0)  # flush with the words on a quiet button
        head.addWidget(self.title, 1)
        head.addWidget(self.state, 0, Qt.AlignmentFlag.AlignTop)
        self._beside.addWidget(self.detail, 1)
        self._below.setContentsMargins(0, 4, 0, 0)
        self._below.setSpacing(8)
        for button in self.buttons:
            self._below.addWidget(button)
        self._below.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addLayout(head)
        column.addLayout(self._beside)
        column.addWidget(self.remedy)
        column.addSpacing(4)
        column.addWidget(self.progress)
        column.addWidget(self.told)
        column.addLayout(self._below)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 6, 0, 6)
        line.setSpacing(12)
        self.sign.setFixedSize(SIDE, SIDE)
        line.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(column, 1)

    def _settle(self, well: bool) -> None:
        """Where all is well the deeds stand quietly aside; else they are what the row is about."""
        if well is self._well:
            return
        self._well = well
        place, left = (self._beside, self._below) if well else (self._below, self._beside)
        for i, button in enumerate((self.act, self.remove)):
            left.removeWidget(button)
            place.insertWidget(1 + i if well else 2 * i, button)
            if button is self.act:
                button.setProperty("kind", "quiet" if well else "firm")
                button.style().unpolish(button)
                button.style().polish(button)

    def _offer(self) -> None:
        """The buttons that make sense now; while it asks, only the answers."""
        part, leads = self._part, lead(self._part)
        _label(self.act, part.action, part.title)
        _label(self.remove, part.removal, part.title)
        self.go.setText(leads[0] if leads else "")
        self.go.setAccessibleName(f"{part.title}: {leads[0]}" if leads else "")
        self.sure.setAccessibleName(tr("{title}: remove it", title=part.title))
        self.keep.setAccessibleName(tr("{title}: keep it", title=part.title))
        asking = self._asking
        self.act.setVisible(part.action is not None and not asking)
        self.go.setVisible(leads is not None and not asking)
        self.remove.setVisible(part.removal is not None and not asking)
        self.sure.setVisible(asking)
        self.keep.setVisible(asking)
        if asking:
            self.told.setText(tr("Remove it from this computer? {sure}", sure=SURE))
            self.told.setVisible(True)

    # --- what is pressed -------------------------------------------------------------------

    def _act(self) -> None:
        if self._part.action is not None:
            self.wished.emit(self._part.action.wish)

    def _lead(self) -> None:
        leads = lead(self._part)
        if leads is not None:
            self.led.emit(leads[1])

    def _ask(self) -> None:
        self._asking = True
        self._offer()
        self.keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def _kept(self) -> None:
        self._answered()
        self.remove.setFocus(Qt.FocusReason.OtherFocusReason)

    def _removed(self) -> None:
        removal = self._part.removal
        self._answered()
        if removal is not None:
            self.wished.emit(removal.wish)

    def _answered(self) -> None:
        self._asking = False
        self.told.setText("")
        self.told.hide()
        self._offer()


def _label(button: Button, remedy: Remedy | None, title: str) -> None:
    if remedy is not None:
        button.setText(remedy.title)
        button.setAccessibleName(f"{title}: {remedy.title}")
