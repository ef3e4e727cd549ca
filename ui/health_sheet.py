"""How every part is, what can be done about it, the model files, the disk, a report to copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from assistant.events import TurnTimed
from ui.controls import Button
from ui.health_left import LeftList
from ui.health_rows import PartRow
from ui.notices import announce
from ui.pace_plot import PacePlot
from ui.rows import small
from ui.sheet import SHOWN, Sheet
from ui.wording import tr

if TYPE_CHECKING:
    from assistant.events import Fact
    from assistant.health import PartHealth
    from assistant.state import State
    from ui.bridge import Engine
    from ui.theme import Palette

MODEL = "model:"
COPIED = tr("Copied. It holds nothing that was said, no names and no folders.")
COPIED_MS = 6000
PACE = tr(
    "Her last turns, the newest on the right: bright until her first sound, pale until her first words."
)


class HealthSheet(Sheet):
    def __init__(self, engine: Engine, look: Palette) -> None:
        super().__init__()
        self._engine, self._look = engine, look
        self.rows: dict[str, PartRow] = {}
        self._parts, self._models, self._disk = (QVBoxLayout() for _ in range(3))
        self.waiting = small(tr("She is not awake yet."))
        self.outward = LeftList()
        self.pace, self.pace_words = PacePlot(look), small(PACE)
        self.copy = Button(
            tr("copy report"), tr("Copy report"), tr("For whoever mends her"), kind="firm"
        )
        self.copied = small("")
        self._fade = QTimer(self)
        self._fade.setSingleShot(True)
        self._fade.setInterval(COPIED_MS)
        self._fade.timeout.connect(self.copied.clear)
        self._fill()
        self.copy.clicked.connect(self._copy)

    @property
    def first(self) -> QWidget | None:
        shown = (b for row in self.rows.values() for b in row.buttons if b.isVisibleTo(self))
        return next(shown, self.copy)

    def show_state(self, state: State) -> None:
        """Ask anew how everything is."""
        parts = self._engine.health()
        self.waiting.setVisible(not parts)
        for name in self.rows.keys() - {part.name for part in parts}:
            gone = self.rows.pop(name)
            gone.hide()
            gone.deleteLater()
        for part in parts:
            row = self.rows.get(part.name) or self._add(part)
            row.show_part(part, _share(part, state), _told(part, state))
        self.outward.show_left(self._engine.left())
        self.pace.show_turns(state.timed)
        self.pace_words.setVisible(bool(state.timed))
        self.order()

    def news(self, fact: Fact, state: State) -> None:
        if isinstance(fact, (*SHOWN, TurnTimed)):
            self.show_state(state)

    def wear(self, look: Palette) -> None:
        self._look = look
        self.pace.wear(look)
        for row in self.rows.values():
            row.wear(look)

    def _fill(self) -> None:
        self.section(tr("Her parts"))
        self.column.addWidget(self.waiting)
        self.column.addLayout(self._parts)
        self.column.addWidget(self.pace)
        self.column.addWidget(self.pace_words)
        self.section(tr("What left this computer"))
        self.column.addWidget(self.outward)
        self.section(tr("Models on this computer"))
        self.column.addLayout(self._models)
        self.section(tr("Room"))
        self.column.addLayout(self._disk)
        self.section(tr("Report"))
        self.column.addWidget(
            small(
                tr("Versions, parts and numbers, to send to whoever mends her. Nothing you said.")
            )
        )
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.copy)
        line.addWidget(self.copied, 1)
        self.column.addLayout(line)
        self.column.addStretch(1)

    def _add(self, part: PartHealth) -> PartRow:
        row = PartRow(part, self._look)
        row.wished.connect(self._engine.submit)
        row.led.connect(self.led)
        place = self._models if part.name.startswith(MODEL) else self._parts
        (self._disk if part.name == "disk" else place).addWidget(row)
        self.rows[part.name] = row
        return row

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._engine.report())
        self.copied.setText(COPIED)
        self._fade.start()
        announce(self.copied, COPIED)


def _share(part: PartHealth, state: State) -> float | None:
    """How far a model is that is being fetched at this moment."""
    fetched = state.preparing.get(part.name.removeprefix(MODEL))
    return fetched.share if fetched is not None and part.name.startswith(MODEL) else None


def _told(part: PartHealth, state: State) -> str:
    """How a test goes that was started here or on the settings."""
    check = state.checks.get(part.name)
    return check.words if check is not None else ""
