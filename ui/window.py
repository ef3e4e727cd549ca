"""The window: one figure, few words. It shows the state and hands on wishes; it decides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from PySide6.QtCore import QEvent, QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QShortcut,
)

from assistant.errors import Trouble
from assistant.events import (
    Change,
    DismissCrisis,
    Fact,
    FetchModels,
    Hold,
    MeetingCard,
    Mute,
    Quit,
    ReadAloud,
    ReplySpoken,
    Restart,
    Say,
    SettingChanged,
    Stop,
)
from assistant.power import LOOK_MS, on_battery
from assistant.state import Presence, State
from ui.dropping import taken
from ui.entry import EXPLAINED as EXPLAINED_ENTRY
from ui.entry import MOST
from ui.frame import Frame
from ui.holding import Holding
from ui.mini import Mini
from ui.motion import Doing
from ui.notices import announce
from ui.places import arrange
from ui.summons import show_yourself
from ui.theme import palette
from ui.wording import tr
from ui.words import Remedy, Spot, view

if TYPE_CHECKING:
    from ui.bridge import Bridge, Engine

UNKEPT = tr("nothing is kept")


class Window(Frame):
    """Everything the person sees. `closed` is emitted once, when it goes."""

    closed = Signal()

    def __init__(self, engine: Engine, bridge: Bridge) -> None:
        super().__init__(engine)
        self.bridge = bridge
        self._note = ""
        self._gone = False
        self._on_battery = on_battery()
        self._power = QTimer(self)
        self._power.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._power.timeout.connect(self._look_at_power)
        self._power.start(LOOK_MS)
        self._doing = Doing()
        self.mini: Mini | None = None
        self._holding = Holding(self._hold)
        self.setAcceptDrops(True)
        self._connect()
        self._wear()
        self.show_state(engine.state)
        self.entry.setFocus()

    def _connect(self) -> None:
        self.bridge.listen(self._news)
        self.mending.connect(self._mend)
        self.entry.said.connect(self._say)
        self.entry.too_long.connect(self._cut_short)
        self.send.clicked.connect(self.entry.send)
        self.controls.mute_wanted.connect(self._mute)
        self.controls.captions_wanted.connect(self._show_captions)
        self.controls.stop_wanted.connect(self._stop)
        self.menu.clicked.connect(self.turn_page)
        self.private.clicked.connect(self._end_private)
        self.trouble.changed.connect(self._arrange)
        self.trouble.remedy_wanted.connect(self._remedy)
        self.card.dismissed.connect(self._dismiss)
        self.offers.chosen.connect(self._say)
        self.changes.chosen.connect(self._say)
        for asked, do in (
            (self.tray.shown, self.come_forth), (self.tray.muted, self.controls.toggle_mute),
            (self.tray.captioned, self._toggle_captions), (self.tray.paged, self._show_page),
            (self.tray.shrunk, self.shrink), (self.tray.left, self.close),
        ):  # fmt: skip
            asked.connect(do)
        for keys, do in (
            ("Esc", self._escape),
            ("Ctrl+M", self.controls.toggle_mute),
            ("Ctrl+Q", self.close),
            ("F10", self.shrink),
            ("F11", self._full),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(do)

    # --- what is shown ---------------------------------------------------------------------

    def _news(self, fact: Fact, state: State) -> None:
        match fact:
            case SettingChanged():
                self._apply()
            case ReplySpoken(text=text) if self.engine.settings.announce:
                announce(self.hers, text)
            case _:
                pass
        if self._page is not None:
            self._page.news(fact, state)
        self.show_state(state)

    def show_state(self, state: State) -> None:
        """Bring the whole window to `state`; calling it twice changes nothing."""
        settings = self.engine.settings
        shown = view(state, settings.captions)
        self._view = shown
        self.setWindowTitle(self._called())
        kept = UNKEPT if settings.private else ""
        self.words.setText(
            self._note or " · ".join(part for part in (shown.words, kept, shown.hint) if part)
        )
        self.private.setVisible(settings.private)
        self.figure.setAccessibleName(f"{self._called()}: {shown.words}")
        self.hers.setText(shown.hers)
        self.hers.setAccessibleName(tr("{called} said", called=self._called()))
        self.hers.setAccessibleDescription(shown.hers)
        self.yours.setText(tr("you: {yours}", yours=shown.yours) if shown.yours else "")
        self.controls.show_silent(shown.silent)
        self.controls.show_captions(settings.captions)
        self._doing = Doing(
            shown.presence,
            shown.share,
            shown.forming,
            shown.trouble is not None,
            still=settings.still or (settings.spare and self._on_battery),
        )
        self.figure.show_doing(self._doing)
        self._show_meeting(state)
        self.tray.tell(self._called(), shown, settings.captions)
        if self.mini is not None and self.mini.isVisible():
            self._tell_mini(self.mini)
        self.trouble.tell(shown.trouble)
        self._name_her(self._covered())
        if self.card.isVisibleTo(self) != bool(shown.crisis) or shown.crisis:
            self.card.tell(shown.crisis)
        if (self._away_aim == 1.0) is not self._covered():
            self._rearrange()

    def _show_meeting(self, state: State) -> None:
        card = state.meeting.card if state.meeting is not None else MeetingCard()
        self.changes.tell(card)
        listed = self.changes.isVisibleTo(self)
        column = arrange(self.width(), self.height(), 0, 0.0, 0).entry.width
        before = self.offers.height_for(column)
        self.offers.tell(() if listed else card.offers, card.question)
        self.entry.setAccessibleDescription(card.question or EXPLAINED_ENTRY)
        if self.offers.height_for(column) != before:
            self._arrange()

    def _apply(self) -> None:
        """A setting was changed, by whomever."""
        settings = self.engine.settings
        if palette(settings.look) is not self._look:
            self._look = palette(settings.look)
            self._wear()
        self._arrange()

    # --- wishes ----------------------------------------------------------------------------

    def _say(self, text: str) -> None:
        self.note("")
        self.engine.submit(Say(text))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.take(event.mimeData())

    def take(self, dropped: QMimeData) -> None:
        """Have a text file read aloud."""
        try:
            text = taken(dropped)
        except Trouble as trouble:
            self.note(str(trouble))
        else:
            self.note("")
            self.engine.submit(ReadAloud(text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._holding.key(event, down=True):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if not self._holding.key(event, down=False):
            super().keyReleaseEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self._holding.let_go()
        super().changeEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._holding.let_go()
        super().hideEvent(event)

    def _look_at_power(self) -> None:
        before, self._on_battery = self._on_battery, on_battery()
        if before is not self._on_battery:
            self.show_state(self.engine.state)

    def _hold(self, on: bool) -> None:
        if self.engine.settings.mode == "push":
            self.engine.submit(Hold(on))

    def unseen(self) -> bool:
        """Nothing of the window is on a screen."""
        handle = self.windowHandle()
        return not self.isVisible() or handle is None or not handle.isExposed()

    def _toggle_captions(self) -> None:
        self._show_captions(not self.engine.settings.captions)

    def _show_page(self) -> None:
        self.come_forth()
        if not self._page_open:
            self.turn_page()

    def shrink(self) -> None:
        """To the small window, which stays on top."""
        mini = self.mini = self.mini or self._made_mini()
        corner = self.frameGeometry().topRight()
        mini.move(corner.x() - mini.width(), corner.y())
        mini.wear(self._look)
        self._tell_mini(mini)
        mini.show()
        self.hide()

    def _made_mini(self) -> Mini:
        mini = Mini(self.engine.levels, self._look, self)
        mini.grown.connect(self.come_forth)
        mini.stopped.connect(self._stop)
        mini.muted.connect(self.controls.toggle_mute)
        return mini

    def come_forth(self) -> None:
        """The whole window, before everything else."""
        if self.mini is not None:
            self.mini.hide()
        show_yourself(self)

    def _tell_mini(self, mini: Mini) -> None:
        shown = self._view
        mini.tell(self._called(), shown.hers or shown.words, self._doing)

    def _mend(self, beginning: str) -> None:
        """ "No, I said ...": back to the entry, with what was heard, to be put right."""
        self.turn_page()
        self.entry.setText(beginning)

    def _cut_short(self) -> None:
        self.note(tr("that was long: the first {most:,} characters are kept", most=MOST))

    def _mute(self, on: bool) -> None:
        self.engine.submit(Mute(on))

    def _show_captions(self, on: bool) -> None:
        self.engine.submit(Change("captions", on))

    def _end_private(self) -> None:
        self.engine.submit(Change("private", False))

    def _stop(self) -> None:
        self.engine.submit(Stop())

    def _dismiss(self) -> None:
        self.engine.submit(DismissCrisis())

    def _escape(self) -> None:
        """Be quiet, always; where there is nothing to quieten, put the page away too."""
        talking = self.engine.state.presence in {Presence.SPEAKING, Presence.THINKING}
        self._stop()
        if self._page_open and not talking:
            self.turn_page()

    def _remedy(self, remedy: Remedy) -> None:
        match remedy:
            case Spot():
                if not self._page_open:
                    self.turn_page()
                self._made_page().turn_to(remedy)
            case FetchModels() | Restart():
                self.engine.submit(remedy)
            case _:
                assert_never(remedy)

    def _full(self) -> None:
        self.showNormal() if self.isFullScreen() else self.showFullScreen()

    def note(self, note: str) -> None:
        """A remark of the window itself, in the place of the words, until the next line."""
        self._note = note
        self.show_state(self.engine.state)

    # --- the end ---------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._gone:
            self._gone = True
            self.bridge.close()
            self.engine.submit(Quit())
            self.closed.emit()
        super().closeEvent(event)
