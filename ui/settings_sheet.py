"""All settings on one sheet, in five sections; every change goes out at once as a wish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from assistant.events import (
    Change,
    Do,
    ListDevices,
    MeetAgain,
    TroubleCame,
    TroubleWent,
    TryMicrophone,
    TrySpeaker,
    TryVoice,
)
from assistant.ports import Act
from ui.controls import Button
from ui.declared import objection
from ui.devices import DeviceRow
from ui.meter import Meter
from ui.rows import Choice, ChoiceRow, Objection, RangeRow, SecretRow, SwitchRow, TextRow
from ui.sheet import SHOWN, Sheet
from ui.theme import LOOKS, palette
from ui.voices import VoiceRows
from ui.wording import tr
from ui.words import Spot

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from assistant.events import Fact
    from assistant.hearing.engines import Engine as Recogniser
    from assistant.state import State
    from ui.bridge import Engine
    from ui.rows import Row
    from ui.theme import Palette

OF_SETTINGS = {"settings", "start at login"}  # troubles that belong beside a control
OF_DEVICES = {"microphone", "chosen microphone", "speaker", "chosen speaker"}
TALK_KEPT = (
    Choice("forever", tr("for good")), Choice("year", tr("a year")), Choice("month", tr("a month")),
    Choice("week", tr("a week")), Choice("none", tr("not at all")),
)  # fmt: skip
NOTES = (
    Choice("off", tr("None")), Choice("title", tr("Only that there is something")),
    Choice("text", tr("With the words, which others may see")),
)  # fmt: skip
AUTO = Choice("auto", tr("The best that is here"))
WANTED = {
    "purpose": (
        Choice("", tr("Nothing in particular")), Choice("company", tr("Company")),
        Choice("order", tr("Order")), Choice("listener", tr("Somebody who listens")),
    ),
    "sociable": (
        Choice("", tr("Somewhere between")), Choice("many", tr("Many people around me")),
        Choice("quiet", tr("I keep to myself")),
    ),
    "speaks_first": (
        Choice("off", tr("Only when spoken to")), Choice("asks", tr("To ask how a decision turned out")),
        Choice("morning", tr("That, and one word in the morning")),
    ),
    "manner": (Choice("", tr("As she is")), Choice("plain", tr("Plainly")), Choice("gentle", tr("Gently"))),
    "feelings": (
        Choice("off", tr("Never")), Choice("light", tr("Seldom")), Choice("more", tr("More often")),
    ),
}  # fmt: skip
MODES = (
    Choice("open", tr("Always")),
    Choice("name", tr("When her name is called")),
    Choice("push", tr("While I hold F9")),
)
ENDS = (
    Choice("meaning", tr("How I speak and what I say")),
    Choice("silence", tr("A fixed silence")),
)


def recognisers(known: tuple[Recogniser, ...], *, away: bool) -> tuple[Choice, ...]:
    """What can be chosen, and what can't and why; `away` lists those that leave this computer."""
    here = (
        Choice(one.name, _aside(one.title, "" if one.available else one.why), one.why)
        for one in known if one.local
    )  # fmt: skip
    gone = (
        Choice(one.name, _aside(one.title, tr("leaves this computer")), one.why)
        for one in known if away and not one.local
    )  # fmt: skip
    return (AUTO, *here, *gone)


def _aside(title: str, why: str) -> str:
    return f"{title} · {why[0].lower()}{why[1:].rstrip('.')}" if why else title


class SettingsSheet(Sheet):
    def __init__(self, engine: Engine, look: Palette) -> None:
        super().__init__()
        self._engine, self._look = engine, look
        self._asked = ""  # the setting that was changed last
        self.rows: dict[str, Row] = {}
        self.voices = VoiceRows(look)
        self.voice_objection = Objection(look)
        self.meter = Meter(self._level, look)
        self.microphone = DeviceRow("microphone", look, tr("record and play back"), self.meter)
        self.speaker = DeviceRow("speaker", look, tr("say something"))
        self.recognition = ChoiceRow("engine", look, (AUTO,))
        self.away = Button("", "", tr("They are off and stay off"), kind="firm")
        self._away_shown = False
        self.meet = Button(
            tr("meet again"),
            tr("Meet again"),
            tr("Go through the first questions once more"),
            kind="firm",
        )
        self.leave = Button(
            tr("quit OS1"), tr("Quit OS1"), tr("Save and close (Ctrl+Q)"), kind="firm"
        )
        self.retire = Button(
            tr("say goodbye for good"), tr("Say goodbye for good"),
            tr("She hands everything over and erases it; asks first"), kind="firm",
        )  # fmt: skip
        self._fill()
        self.voices.chosen.connect(self._choose_voice)
        self.voices.tried.connect(self._try_voice)
        self.voices.opened.connect(self.order)
        self.microphone.test.clicked.connect(self._try_microphone)
        self.speaker.test.clicked.connect(self._try_speaker)
        self.away.clicked.connect(self._show_away)
        self.meet.clicked.connect(self._meet)

    @property
    def first(self) -> QWidget:
        return self.rows["her_name"].control

    def opened(self) -> None:
        """The sheet comes into view: look anew at what is connected."""
        self._engine.submit(ListDevices())

    def show_state(self, state: State) -> None:
        """Bring every control to what holds now, without asking for anything."""
        settings, found = self._engine.settings, state.devices
        for name, row in self.rows.items():
            row.show_value(getattr(settings, name))
        self.voices.show_voices(self._engine.voices(), settings.voice)
        self.microphone.show_devices(found.microphones if found else None)
        self.speaker.show_devices(found.speakers if found else None)
        self.microphone.show_check(state.checks.get("microphone"))
        self.speaker.show_check(state.checks.get("speaker"))
        self._show_recognisers()
        self.order()

    def news(self, fact: Fact, state: State) -> None:
        match fact:
            case TroubleCame() if fact.key in OF_SETTINGS:
                self.refused(fact)
            case TroubleCame() | TroubleWent() if fact.key in OF_DEVICES:
                self.opened()  # something was plugged in, or out
            case _:
                pass
        if isinstance(fact, SHOWN):
            self.show_state(state)

    def refused(self, trouble: TroubleCame) -> None:
        """What was asked for last could not be done, or not be kept."""
        self._object(self._asked, f"{trouble.what} {trouble.remedy}".strip())

    def go_to(self, spot: Spot) -> None:
        """Bring the control in view that a button elsewhere leads to."""
        match spot:
            case Spot.VOICES:
                self.reveal(self.voices, self.voices.control)
            case Spot.MICROPHONE:
                self.reveal(self.microphone, self.microphone.control)
            case Spot.SPEAKER:
                self.reveal(self.speaker, self.speaker.control)
            case _:
                self.first.setFocus(Qt.FocusReason.OtherFocusReason)
                self.verticalScrollBar().setValue(0)

    def wear(self, look: Palette) -> None:
        self.voices.wear(look)
        self.meter.wear(look)

    # --- building --------------------------------------------------------------------------

    def _fill(self) -> None:
        look = self._look
        self.section(tr("You and her"))
        for name in ("her_name", "your_name"):
            self._add(TextRow(name, look))
        self._add(TextRow("region", look, tr("from the system")))
        self._add(SwitchRow("minor", look))
        self.section(tr("What you want of her"))
        for name, choices in WANTED.items():
            self._add(ChoiceRow(name, look, choices))
        self._add(TextRow("close_to", look, tr("Anna, your mum")))
        self.column.addWidget(self.meet, 0, Qt.AlignmentFlag.AlignLeft)
        self.section(tr("Her voice"))
        self.column.addWidget(self.voices)
        self.column.addWidget(self.voice_objection)
        self.column.addSpacing(8)
        for name in ("pace", "volume"):
            self._add(RangeRow(name, look))
        for name, hint in (("quiet_from", "22:30"), ("quiet_until", "07:00")):
            self._add(TextRow(name, look, hint))
        self.section(tr("Taking turns"))
        self._add(ChoiceRow("mode", look, MODES))
        self._add(RangeRow("patience", look))
        self._add(ChoiceRow("turn_end", look, ENDS))
        self._add(SwitchRow("lead_ins", look))
        self.section(tr("What is kept"))
        self._add(SwitchRow("private", look))
        self._add(ChoiceRow("transcripts", look, TALK_KEPT))
        self._add(SwitchRow("guesses", look))
        self._add(TextRow("calendar", look, tr("her own, in the profile")))
        self._add(TextRow("calendar_account", look, tr("none; or https://anna@example.com/dav/")))
        self.calendar_password = SecretRow(
            "calendar_password",
            look,
            tr("Password of that account"),
            tr("Enter keeps it in your system's keyring"),
        )
        self.calendar_password.wanted.connect(self._keep_password)
        self.column.addWidget(self.calendar_password)
        self._add(TextRow("may_open", look, tr("BBC = https://www.bbc.co.uk; browser = firefox")))
        self.section(tr("Microphone and speaker"))
        self._add(self.microphone)
        self._add(self.speaker)
        self._add(self.recognition)
        self.recognition.column.addWidget(self.away, 0, Qt.AlignmentFlag.AlignLeft)
        self.section(tr("This window"))
        looks = tuple(Choice(name, tr(palette(name).title)) for name in LOOKS)
        self._add(ChoiceRow("look", look, looks, across=True))
        self._add(ChoiceRow("notify", look, NOTES))
        for name in ("captions", "announce", "sounds", "still", "spare", "start_at_login"):
            self._add(SwitchRow(name, look))
        self.column.addSpacing(10)
        self.column.addWidget(self.leave, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self.retire, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)
        self.retire.clicked.connect(self._retire)
        self.leave.clicked.connect(self._quit)

    def _add(self, row: TextRow | RangeRow | SwitchRow | ChoiceRow | DeviceRow) -> None:
        self.rows[row.name] = row
        row.wanted.connect(self._want)
        self.column.addWidget(row)

    def _show_recognisers(self) -> None:
        known = self._engine.recognisers()
        self.recognition.offer(recognisers(known, away=self._away_shown))
        self.recognition.show_value(self._engine.settings.engine)
        count = sum(not one.local for one in known)
        self.away.setVisible(bool(count) and not self._away_shown)
        self.away.setText(tr("show {count} that leave this computer", count=count))
        self.away.setAccessibleName(
            tr("Show {count} recognisers that leave this computer", count=count)
        )

    def _show_away(self) -> None:
        self._away_shown = True
        self._show_recognisers()
        self.order()
        self.recognition.control.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- wishes ----------------------------------------------------------------------------

    def _want(self, name: str, value: object) -> None:
        if not isinstance(value, str | int | float | bool):
            raise TypeError(name)
        self._asked = name
        refusal = objection(self._engine.settings, name, value)
        self._object(name, refusal)
        if refusal:
            self.rows[name].show_value(getattr(self._engine.settings, name))
        else:
            self._engine.submit(Change(name, value))

    def _keep_password(self, name: str, secret: object) -> None:
        self._engine.submit(Do(Act(name, {"password": str(secret)})))

    def _object(self, name: str, sentence: str) -> None:
        if name == "voice":
            self.voice_objection.tell(sentence)
        elif name in self.rows:
            self.rows[name].objection.tell(sentence)

    def _choose_voice(self, name: str) -> None:
        self._asked = "voice"
        self._object("voice", "")
        self._engine.submit(Change("voice", name))

    def _try_voice(self, name: str) -> None:
        self._engine.submit(TryVoice(name))

    def _try_microphone(self) -> None:
        self._engine.submit(TryMicrophone())

    def _try_speaker(self) -> None:
        self._engine.submit(TrySpeaker())

    def _meet(self) -> None:
        self._engine.submit(MeetAgain())
        self.left.emit()

    def _retire(self) -> None:
        self._engine.submit(Do(Act("retire")))

    def _quit(self) -> None:
        self.window().close()

    def _level(self) -> float:
        return self._engine.levels()[0]
