"""The one page behind the three dots: names, voice, manner, look, and what this is.

Made from the settings' own declarations; every change goes out at once as a wish.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QScrollArea,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from assistant import __version__
from assistant.events import Change, TryVoice
from assistant.settings import Settings
from ui.controls import Button
from ui.theme import LOOKS, Palette, palette

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.events import Wish
    from assistant.ports import VoiceInfo

STEP = 0.05  # of the sliders
ABOUT = (
    f"OS1 {__version__} is software, not a person. It runs on this computer and works without a "
    "network: what you say is understood, answered and spoken here, and stays here. It opens a "
    "connection only to fetch its models when it starts for the first time.\n\n"
    "OS1 is free software under the Apache License 2.0. The window is made with Qt for Python "
    "(LGPL 3); the typeface is Figtree (SIL Open Font License 1.1); the pronunciation comes from "
    "eSpeak NG (GPL 3). Every part and every model with its licence is listed in docs/licences.md."
)


class VoiceRows(QWidget):
    """Every voice there is: choose it, or only hear it. The system's own open on request."""

    def __init__(self, wish: Callable[[Wish], None], look: Palette) -> None:
        super().__init__()
        self._wish, self._look = wish, look
        self._known: tuple[VoiceInfo, ...] = ()
        self._chosen = ""
        self._all = False
        self._group = QButtonGroup(self)
        self._buttons: list[Button] = []
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

    def wear(self, look: Palette) -> None:
        self._look = look
        for button in self._buttons:
            button.wear(look)

    def _build(self) -> None:
        self._empty()
        ours = [one for one in self._known if one.kind != "system" or one.name == self._chosen]
        shown = list(self._known) if self._all else ours or list(self._known)
        for voice in shown:
            self._add(voice)
        more = len(self._known) - len(shown)
        if more:
            text = f"show the system's {more} voices"
            button = Button(text, text.capitalize(), "They sound plainer", kind="firm")
            button.clicked.connect(self._show_all)
            self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        if not self._known:
            label = QLabel("Her voices are still being loaded.")
            label.setObjectName("explained")
            self._column.addWidget(label)

    def _add(self, voice: VoiceInfo) -> None:
        choose = QRadioButton(voice.title)
        choose.setAccessibleName(f"Voice: {voice.title}")
        choose.setAccessibleDescription("Choose this voice")
        choose.setProperty("voice", voice.name)
        choose.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        choose.toggled.connect(self._choose)
        self._group.addButton(choose)
        hear = Button("hear it", f"Hear {voice.title}", "Say a sentence with it", sign="play")
        hear.setProperty("voice", voice.name)
        hear.wear(self._look)
        hear.clicked.connect(self._hear)
        self._buttons.append(hear)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(choose, 1)
        line.addWidget(hear)
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
            self._wish(Change("voice", voice))

    def _hear(self) -> None:
        self._wish(TryVoice(self.sender().property("voice")))

    def _show_all(self) -> None:
        self._all = True
        self._build()
        self.show_chosen()
        if self._buttons:
            self._group.buttons()[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_chosen(self) -> None:
        for button in self._group.buttons():
            with QSignalBlocker(button):
                button.setChecked(button.property("voice") == self._chosen)


class Page(QFrame):
    """Slides over the figure; not a dialog. `done` asks to be put away."""

    done = Signal()

    def __init__(
        self,
        wish: Callable[[Wish], None],
        settings: Settings,
        look: Palette,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAccessibleName("Settings")
        self._wish, self._settings = wish, settings
        self._texts: dict[str, QLineEdit] = {}
        self._flags: dict[str, QCheckBox] = {}
        self._ranges: dict[str, tuple[QSlider, QLabel]] = {}
        self._looks: dict[str, QRadioButton] = {}
        self.voices = VoiceRows(wish, look)
        self.leave = Button("quit OS1", "Quit OS1", "Save and close (Ctrl+Q)", kind="firm")
        self._sheet = QWidget()
        self._sheet.setObjectName("sheet")
        self._column = QVBoxLayout(self._sheet)
        self._column.setContentsMargins(20, 18, 16, 20)
        self._column.setSpacing(4)
        self._fill()
        room = QScrollArea()
        room.setWidgetResizable(True)
        room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        room.setWidget(self._sheet)
        self.room = room
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 6, 4, 6)
        outer.addWidget(room)
        self.wear(look)
        self.show_settings(settings)
        self.hide()

    @property
    def first(self) -> QWidget:
        """Where the focus goes when the page opens."""
        return self._texts["her_name"]

    def wear(self, look: Palette) -> None:
        self.voices.wear(look)
        self.setStyleSheet(
            f"QFrame#page {{ background: {look.panel}; border-radius: 20px; }}"
            f"QFrame#page QLineEdit {{ background: {look.raised}; border-color: {look.raised}; }}"
            f"QFrame#page QLineEdit:focus {{ border-color: {look.text}; }}"
            f"QFrame#page QPushButton:hover {{ background: {look.raised}; }}"
        )

    def show_settings(self, settings: Settings) -> None:
        """Bring every control to what holds now, without telling anyone."""
        self._settings = settings
        for name, entry in self._texts.items():
            if not entry.hasFocus() or not entry.isModified():
                entry.setText(str(getattr(settings, name)))
        for name, box in self._flags.items():
            with QSignalBlocker(box):
                box.setChecked(bool(getattr(settings, name)))
        for name, (slider, label) in self._ranges.items():
            with QSignalBlocker(slider):
                slider.setValue(round(getattr(settings, name) / STEP))
            label.setText(_amount(name, getattr(settings, name)))
        for name, button in self._looks.items():
            with QSignalBlocker(button):
                button.setChecked(settings.look == name)

    def _fill(self) -> None:
        self._section("Names")
        self._text("her_name")
        self._text("your_name")
        self._section("Her voice")
        self._column.addWidget(self.voices)
        for name in ("pace", "volume", "patience"):
            self._range(name)
        self._section("This window")
        self._look_row()
        for name in ("captions", "sounds", "still"):
            self._flag(name)
        self._section("About")
        about = QLabel(ABOUT)
        about.setObjectName("explained")
        about.setTextFormat(Qt.TextFormat.PlainText)
        about.setWordWrap(True)
        self._column.addWidget(about)
        self._column.addSpacing(14)
        self._column.addWidget(self.leave, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)
        self.leave.clicked.connect(self._quit)

    def _section(self, title: str) -> None:
        if self._column.count():
            self._column.addSpacing(18)
        label = QLabel(title)
        label.setObjectName("section")
        self._column.addWidget(label)
        self._column.addSpacing(2)

    def _explained(self, name: str) -> tuple[str, str]:
        field = Settings.model_fields[name]
        return field.title or name, field.description or ""

    def _text(self, name: str) -> None:
        title, explained = self._explained(name)
        entry = QLineEdit()
        entry.setAccessibleName(title)
        entry.setAccessibleDescription(explained)
        entry.setMaxLength(_longest(name))
        entry.setPlaceholderText(explained)
        entry.setProperty("setting", name)
        entry.editingFinished.connect(self._written)
        self._texts[name] = entry
        label = QLabel(title)
        label.setBuddy(entry)
        self._column.addWidget(label)
        self._column.addWidget(entry)
        self._column.addSpacing(6)

    def _flag(self, name: str) -> None:
        title, explained = self._explained(name)
        box = QCheckBox(title)
        box.setAccessibleName(title)
        box.setAccessibleDescription(explained)
        box.setProperty("setting", name)
        box.toggled.connect(self._toggled)
        self._flags[name] = box
        self._column.addWidget(box)
        self._column.addWidget(_small(explained, 36))

    def _range(self, name: str) -> None:
        title, explained = self._explained(name)
        low, high = _limits(name)
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setRange(round(low / STEP), round(high / STEP))
        slider.setPageStep(4)
        slider.setTracking(False)  # a wish for where it is let go, not for every pixel between
        slider.setAccessibleName(title)
        slider.setAccessibleDescription(explained)
        slider.setProperty("setting", name)
        slider.valueChanged.connect(self._slid)
        amount = QLabel()
        self._ranges[name] = (slider, amount)
        head = QHBoxLayout()
        head.addWidget(QLabel(title), 1)
        head.addWidget(amount)
        slider.sliderMoved.connect(self._sliding)
        self._column.addSpacing(8)
        self._column.addLayout(head)
        self._column.addWidget(slider)
        self._column.addWidget(_small(explained, 0))

    def _look_row(self) -> None:
        _, explained = self._explained("look")
        group = QButtonGroup(self)
        row = QHBoxLayout()
        for name in LOOKS:
            button = QRadioButton(palette(name).title)
            button.setAccessibleName(f"Look: {palette(name).title}")
            button.setAccessibleDescription(explained)
            button.setProperty("look", name)
            button.toggled.connect(self._chose_look)
            group.addButton(button)
            row.addWidget(button)
            self._looks[name] = button
        row.addStretch(1)
        self._column.addLayout(row)

    def _written(self) -> None:
        entry = self.sender()
        if not isinstance(entry, QLineEdit):
            return
        name, text = str(entry.property("setting")), entry.text().strip()
        entry.setModified(False)
        if name == "her_name" and not text:
            entry.setText(self._settings.her_name)  # she has a name, always
        elif text != getattr(self._settings, name):
            self._wish(Change(name, text))

    def _toggled(self, on: bool) -> None:
        self._wish(Change(str(self.sender().property("setting")), on))

    def _slid(self, value: int) -> None:
        name = str(self.sender().property("setting"))
        self._ranges[name][1].setText(_amount(name, value * STEP))
        self._wish(Change(name, round(value * STEP, 2)))

    def _sliding(self, value: int) -> None:
        name = str(self.sender().property("setting"))
        self._ranges[name][1].setText(_amount(name, value * STEP))

    def _chose_look(self, on: bool) -> None:
        if on:
            self._wish(Change("look", str(self.sender().property("look"))))

    def _quit(self) -> None:
        self.window().close()


def _small(text: str, indent: int) -> QLabel:
    label = QLabel(text)
    label.setObjectName("explained")
    label.setWordWrap(True)
    label.setIndent(indent)
    return label


def _amount(name: str, value: float) -> str:
    """A share as per cent; a factor, where 1 is usual, as it is."""
    return f"{round(value * 100)} %" if _limits(name)[1] <= 1.0 else f"{value:.2f}"


def _longest(name: str) -> int:
    return int(_bound(name, "max_length", 200))


def _limits(name: str) -> tuple[float, float]:
    return float(_bound(name, "ge", 0.0)), float(_bound(name, "le", 1.0))


def _bound(name: str, kind: str, default: float) -> Any:
    """A limit from the setting's declaration, so that the page cannot differ from it."""
    found = (getattr(rule, kind, None) for rule in Settings.model_fields[name].metadata)
    return next((limit for limit in found if limit is not None), default)
