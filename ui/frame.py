"""The window's parts and where they stand: the figure, the words, the controls, the page that slides over."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEasingCurve, QRect, QRectF, QSize, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from ui.backdrop import backdrop
from ui.captions import Caption
from ui.controls import Button, Controls
from ui.entry import Entry
from ui.figure import Figure
from ui.meeting import Changes, Offers
from ui.motion import EASE_S
from ui.notices import CrisisCard, TroubleBar
from ui.places import GAP, Place, Places, arrange, caption_pixels
from ui.theme import FAMILY, palette, style_sheet
from ui.tray import Tray
from ui.wording import tr
from ui.words import View, view

if TYPE_CHECKING:
    from ui.bridge import Engine
    from ui.page import Page

EXPLAINED = tr("Settings, health, about")
NAMELESS = "OS1"  # the window's name before she has one
ELIDED = Qt.TextElideMode.ElideRight
LINES = 3  # of her caption
USUAL = QSize(420, 640)
LEAST = QSize(320, 420)


class Frame(QWidget):
    """Builds the parts and places them for what is shown; what they say and do is the window's.

    `mending` begins a line in the entry, to put right what was heard.
    """

    mending = Signal(str)

    def __init__(self, engine: Engine) -> None:
        super().__init__()
        self.engine = engine
        self._look = palette(engine.settings.look)
        self._view: View = view(engine.state, engine.settings.captions)
        self._ground: QPixmap | None = None
        self._places: Places | None = None
        self._page: Page | None = None
        self._page_open = False
        self._away_aim = 0.0
        self._away = 0.0  # how far the figure is in its corner, 0..1
        self._build()
        self.resize(USUAL)
        self.setMinimumSize(LEAST)

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
        order = (
            self.entry, self.send, self.controls.mute, self.controls.captions, self.controls.stop,
            self.private, self.menu, self.trouble.help, self.trouble.hide_button, self.card.text, self.card.copy,
            self.card.close_button,
        )  # fmt: skip
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _wear(self) -> None:
        self.setStyleSheet(style_sheet(self._look))
        self.tray.wear(self._look)
        for part in (self.figure, self.controls, self.menu, self.send, self.trouble):
            part.wear(self._look)
        if self._page is not None:
            self._page.wear(self._look)
        self._ground = None
        self._arrange()

    def _called(self) -> str:
        """Her name; before she has picked one, the program's."""
        meeting = self.engine.state.meeting
        return (
            NAMELESS if meeting is not None and not meeting.named else self.engine.settings.her_name
        )

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
            self._page.mending.connect(self.mending)
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


def _label(name: str, parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _between(one: Place, other: Place, share: float) -> QRect:
    x, y, width, height = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return QRect(x, y, width, height)
