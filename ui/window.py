"""The window: one figure, few words. It shows the state and hands on wishes; it decides nothing."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, assert_never

from PySide6.QtCore import (
    QEasingCurve,
    QEvent,
    QMimeData,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    QVariantAnimation,
    Signal,
)
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QFont,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QLabel, QWidget

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
from ui.backdrop import backdrop
from ui.captions import Caption
from ui.controls import Button, Controls
from ui.dropping import taken
from ui.entry import EXPLAINED as EXPLAINED_ENTRY
from ui.entry import MOST, Entry
from ui.figure import Figure
from ui.holding import Holding
from ui.meeting import Changes, Offers
from ui.mini import Mini
from ui.motion import EASE_S, Doing
from ui.notices import CrisisCard, TroubleBar, announce
from ui.places import GAP, Place, Places, arrange, caption_pixels
from ui.summons import show_yourself
from ui.theme import FAMILY, palette, style_sheet
from ui.tray import Tray
from ui.wording import tr
from ui.words import Remedy, Spot, View, view

if TYPE_CHECKING:
    from ui.bridge import Bridge, Engine
    from ui.page import Page

EXPLAINED = tr("Settings, health, about")
UNKEPT = tr("nothing is kept")
NAMELESS = "OS1"  # the window's name before she has one
ELIDED = Qt.TextElideMode.ElideRight
LINES = 3  # of her caption
USUAL = QSize(420, 640)
LEAST = QSize(320, 420)


class Window(QWidget):
    """Everything the person sees. `closed` is emitted once, when it goes."""

    closed = Signal()

    def __init__(self, engine: Engine, bridge: Bridge) -> None:
        super().__init__()
        self.engine, self.bridge = engine, bridge
        self._look = palette(engine.settings.look)
        self._view: View = view(engine.state, engine.settings.captions)
        self._ground: QPixmap | None = None
        self._places: Places | None = None
        self._page: Page | None = None
        self._page_open = False
        self._note = ""
        self._away_aim = 0.0
        self._away = 0.0  # how far the figure is in its corner, 0..1
        self._gone = False
        self._on_battery = on_battery()
        self._power = QTimer(self)
        self._power.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._power.timeout.connect(self._look_at_power)
        self._power.start(LOOK_MS)
        self._doing = Doing()
        self.mini: Mini | None = None
        self._build()
        self._connect()
        self._wear()
        self.show_state(engine.state)
        self.resize(USUAL)
        self.setMinimumSize(LEAST)
        self.entry.setFocus()

    # --- building --------------------------------------------------------------------------

    def _build(self) -> None:
        self.figure = Figure(self.engine.levels, lambda: self._ground, parent=self)
        self.name = _label("name", self)
        self.words = _label("words", self)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hers = Caption(LINES, self)
        self.hers.setObjectName("hers")
        self.yours = Caption(1, self)
        self.yours.setObjectName("yours")
        self.trouble = TroubleBar(self._look, self)
        self.offers = Offers(self)
        self.changes = Changes(self)
        self.entry = Entry(self)
        self.send = Button(
            "", tr("Send"), tr("Send what you wrote (Enter)"), sign="send", kind="round"
        )
        self.send.setParent(self)
        self.controls = Controls(self._look, self)
        self.menu = Button("", tr("Settings"), EXPLAINED, sign="menu", kind="round")
        self.menu.setParent(self)
        self.private = Button(tr("end private"), tr("End the private conversation"),
                              tr("Nothing of what is said is kept until you press this"), kind="firm")  # fmt: skip
        self.private.setParent(self)
        self.private.hide()
        self.card = CrisisCard(self)
        self._slide = QVariantAnimation(self)
        self._slide.setEasingCurve(QEasingCurve.Type.InOutCubic)
        self._slide.setDuration(int(EASE_S * 1000))
        self._slide.valueChanged.connect(self._slid)
        self._slide.finished.connect(self._settled)
        self.tray = Tray(self, self._look)
        self._holding = Holding(self._hold)
        self.setAcceptDrops(True)
        order = (
            self.entry, self.send, self.controls.mute, self.controls.captions, self.controls.stop,
            self.private, self.menu, self.trouble.help, self.trouble.hide_button, self.card.text, self.card.copy,
            self.card.close_button,
        )  # fmt: skip
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _connect(self) -> None:
        self.bridge.listen(self._news)
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

    def _called(self) -> str:
        """Her name; before she has picked one, the program's."""
        meeting = self.engine.state.meeting
        return (
            NAMELESS if meeting is not None and not meeting.named else self.engine.settings.her_name
        )

    def _apply(self) -> None:
        """A setting was changed, by whomever."""
        settings = self.engine.settings
        if palette(settings.look) is not self._look:
            self._look = palette(settings.look)
            self._wear()
        self._arrange()

    def _wear(self) -> None:
        self.setStyleSheet(style_sheet(self._look))
        self.tray.wear(self._look)
        for part in (self.figure, self.controls, self.menu, self.send, self.trouble):
            part.wear(self._look)
        if self._page is not None:
            self._page.wear(self._look)
        self._ground = None
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

    # --- the page --------------------------------------------------------------------------

    def turn_page(self) -> None:
        """Bring the settings page in, or put it away."""
        page = self._made_page()
        self._page_open = not self._page_open
        if self._page_open:
            page.opened()
        self.menu.setAccessibleName(tr("Back") if self._page_open else tr("Settings"))
        explained = tr("Back to her") if self._page_open else EXPLAINED
        self.menu.setAccessibleDescription(explained)
        self.menu.setToolTip(explained)
        self.menu.carry("close" if self._page_open else "menu", self._look)
        self._rearrange()
        if self._page_open:
            page.first.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def _made_page(self) -> Page:
        if self._page is None:
            # only now: it brings much that the first picture needs not
            from ui.page import Page

            self._page = Page(self.engine, self._look, self)
            self._page.left.connect(self.turn_page)
            self._page.mending.connect(self._mend)
            for before, after in pairwise((self.menu, *self._page.tabs.values())):
                QWidget.setTabOrder(before, after)
            self._page.stackUnder(self.card)
        return self._page

    def _covered(self) -> bool:
        """Something stands over the figure's place and the captions."""
        return self._page_open or bool(self._view.crisis) or self.changes.isVisibleTo(self)

    def _rearrange(self) -> None:
        """Move the figure to its corner or back; with reduced motion it is there at once."""
        aim = self._away_aim = 1.0 if self._covered() else 0.0
        if self._slide.state() is QVariantAnimation.State.Running:
            if self._slide.endValue() == aim:
                return
            self._slide.stop()
        if self._away == aim or self.engine.settings.still or not self.isVisible():
            self._slid(aim)
            self._settled()
            return
        self._slide.setStartValue(self._away)
        self._slide.setEndValue(aim)
        self._slide.start()
        self._arrange()

    def _slid(self, away: float) -> None:
        self._away = away
        self._arrange()

    def _settled(self) -> None:
        if self._page is not None and not self._page_open:
            self._page.hide()

    # --- places ----------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._ground = None
        self._arrange()
        super().resizeEvent(event)

    def _arrange(self) -> None:
        font = QFont(FAMILY)
        font.setPixelSize(caption_pixels(self.width(), self.height()))
        font.setWeight(QFont.Weight.Light)
        if self.hers.font() != font:
            self.hers.setFont(font)
            self.hers.setStyleSheet(f"font-size: {font.pixelSize()}px; font-weight: 300;")
        captions = self.engine.settings.captions
        column = arrange(self.width(), self.height(), 0, 0.0, 0).entry.width
        bar = min(170, self.trouble.height_for(column))
        places = arrange(
            self.width(), self.height(), LINES if captions else 0, self.hers.line_height(), bar,
            offers=self.offers.height_for(column),
        )  # fmt: skip
        if places.figure != (self._places.figure if self._places else None):
            self._ground = None
        self._places = places
        self._place_all(places)
        self.update()

    def _place_all(self, places: Places) -> None:
        covered = self._covered()
        for widget, place in (
            (self.words, places.words),
            (self.hers, places.hers),
            (self.yours, places.yours),
            (self.trouble, places.trouble),
            (self.offers, places.offers),
            (self.entry, places.entry),
            (self.controls, places.controls),
            (self.menu, places.menu),
            (self.private, self._beside_menu(places.menu)),
        ):
            widget.setGeometry(QRect(*place))
        for widget in (self.words, self.hers, self.yours):
            widget.setVisible(not covered)
        self.entry.setVisible(not self._page_open or bool(self._view.crisis))
        self.send.setVisible(self.entry.isVisibleTo(self))
        entry = places.entry
        self.send.setGeometry(entry.x + entry.width - 42, entry.y + 4, 38, 38)
        self.send.raise_()
        self.figure.setGeometry(_between(places.figure, places.corner, self._away))
        self._name_her(covered)
        name = places.name
        shift = round((places.corner.width + 4) * self._away)
        taken = shift + self._private_width()
        self.name.setGeometry(name.x + shift, name.y, name.width - taken, name.height)
        self.card.setGeometry(QRect(*places.card))
        self.changes.setGeometry(QRect(*places.card))
        if self._page is not None:
            rest = places.page
            self._page.setGeometry(
                rest.x, rest.y + round((1.0 - self._away) * rest.height), rest.width, rest.height
            )
            self._page.setVisible(self._page_open or self._away > 0.0)
            if self._page_open and not self._view.crisis:
                self._page.raise_()
            self.controls.raise_()
        if self._view.crisis:
            self.card.raise_()

    def _beside_menu(self, menu: Place) -> Place:
        wide, high = self.private.sizeHint().width(), self.private.sizeHint().height()
        return Place(menu.x - GAP - wide, menu.y + (menu.height - high) // 2, wide, high)

    def _private_width(self) -> int:
        """What the button beside the menu takes from her name."""
        private = self.engine.settings.private
        return self.private.sizeHint().width() + GAP if private else 0

    def _name_her(self, covered: bool) -> None:
        """Her name; and what she does, while the words themselves are covered."""
        name = self._called()
        doing = self._view.words.partition(":")[0]
        text = f"{name} · {doing}" if covered else name
        room = self.width() - 150 - self._private_width()
        self.name.setText(self.name.fontMetrics().elidedText(text, ELIDED, room))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._ground is None and self._places is not None:
            self._ground = backdrop(
                self.size(), self.devicePixelRatioF(), self._look, QRectF(*self._places.figure)
            )
        painter = QPainter(self)
        if self._ground is not None:
            painter.drawPixmap(0, 0, self._ground)
        painter.end()

    # --- the end ---------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._gone:
            self._gone = True
            self.bridge.close()
            self.engine.submit(Quit())
            self.closed.emit()
        super().closeEvent(event)


def _label(name: str, parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _between(one: Place, other: Place, share: float) -> QRect:
    x, y, width, height = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return QRect(x, y, width, height)
