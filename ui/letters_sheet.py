"""Letters and plans: the list, the open letter with its versions, and what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from assistant.events import Do, Say
from assistant.ports import Act
from ui.controls import Button
from ui.flow import Flow
from ui.letters_words import card_words, empty_words, plan_words, version_words
from ui.rows import Objection, small
from ui.sheet import Sheet
from ui.wording import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from assistant.decisions.decision import Decision
    from assistant.events import Fact
    from assistant.letters.view import Card, Opened, Table, Version
    from assistant.state import State
    from ui.bridge import Engine
    from ui.theme import Palette

FORMS = (  # as she is told them, in her language
    ("docx", "Word"),
    ("odt", "OpenDocument"),
    ("pdf", "PDF"),
    ("txt", "text"),
    ("md", "Markdown"),
    ("eml", "e-mail"),
)
TITLES = {
    "docx": tr("Word"), "odt": tr("OpenDocument"), "pdf": tr("PDF"),
    "txt": tr("text"), "md": tr("Markdown"), "eml": tr("e-mail"),
}  # fmt: skip
MOST_CARDS, MOST_VERSIONS = 40, 12
TROUBLE = "desk"


class LineButton(Button):
    """A button of one line or two; they are cut short in a narrow window instead of widening it."""

    def __init__(self, words: str, name: str, explained: str, kind: str) -> None:
        super().__init__("", name, explained, kind=kind)
        self._words = words
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setStyleSheet("text-align: left;")
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room, metrics = self.width() - 30, self.fontMetrics()
        right = Qt.TextElideMode.ElideRight
        self.setText(
            "\n".join(metrics.elidedText(line, right, room) for line in self._words.split("\n"))
        )


class LettersSheet(Sheet):
    """Everything it does goes out as an act of the desk, or as the words one would have said."""

    def __init__(self, engine: Engine, look: Palette) -> None:
        super().__init__()
        self._engine, self._look = engine, look
        self.objection = Objection(look)
        self.empty = small(empty_words())
        self.title = QLabel()
        self.title.setObjectName("part")
        self.about = small("")
        self.paper = QLabel()
        self.buttons: dict[str, Button] = {}
        self.cards: list[LineButton] = []
        self.versions: list[LineButton] = []
        self._shown: Table | None = None
        self._letter, self._list, self._past = QWidget(), QVBoxLayout(), QVBoxLayout()
        self.plans: list[QLabel] = []
        self._plans = QVBoxLayout()
        self.files = small("")
        self._fill()

    @property
    def first(self) -> QWidget | None:
        if self._letter.isVisibleTo(self):
            return self.buttons["read"]
        return self.cards[0] if self.cards else None

    def opened(self) -> None:
        """It comes into view: look anew at what is in the folder."""
        self._engine.submit(Do(Act("letter_look")))
        self._engine.submit(Do(Act("decision_look")))

    def show_state(self, state: State) -> None:
        trouble = state.troubles.get(TROUBLE)
        self.objection.tell(f"{trouble.what} {trouble.remedy}".strip() if trouble else "")
        table = self._engine.letters()
        if table != self._shown:
            self._shown = table
            self._show_plans(table.plans)
            self._show_cards(table.cards, table.opened)
            self._show_letter(table.opened)
            held = ", ".join(table.files)
            self.files.setText(
                tr("Saved in {folder}: {held}", folder=table.folder, held=held) if held else ""
            )
            self.files.setVisible(bool(held))
        self.order()

    def news(self, _fact: Fact, state: State) -> None:
        self.show_state(state)

    def wear(self, look: Palette) -> None:
        self._look = look
        self.paper.setStyleSheet(
            f"QLabel {{ background: {look.raised}; border: 2px solid {look.raised};"
            f" border-radius: 12px; padding: 14px; font-size: 15px; }}"
            f"QLabel:focus {{ border-color: {look.text}; }}"
        )

    # --- building --------------------------------------------------------------------------

    def _fill(self) -> None:
        self.column.addWidget(self.objection)
        self._build_letter()
        self.column.addWidget(self._letter)
        self.section(tr("Letters and plans"))
        self.column.addWidget(self.empty)
        self._list.setSpacing(2)
        self.column.addLayout(self._list)
        self.files.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.column.addWidget(self.files)
        self._plans.setSpacing(8)
        self.column.addLayout(self._plans)
        self.column.addStretch(1)
        self.wear(self._look)

    def _build_letter(self) -> None:
        inner = QVBoxLayout(self._letter)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(8)
        self.paper.setTextFormat(Qt.TextFormat.PlainText)  # nothing in a letter is ever loaded
        self.paper.setWordWrap(True)
        self.paper.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.paper.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.paper.setAccessibleName(tr("The letter"))
        row = Flow(gap=4)
        for name, text, explained in (
            ("read", tr("read aloud"), tr("She reads the letter to you")),
            ("back", tr("go back one"), tr("To the version before this one; none is lost")),
            ("close", tr("put away"), tr("Close the letter; every version is kept")),
            ("send", tr("to my mail program"), tr("Asks first. You send it there yourself")),
            ("remove", tr("remove"), tr("Asks first. It can be brought back with “undo that”")),
        ):
            button = self.buttons[name] = Button(text, text.capitalize(), explained, kind="firm")
            button.setProperty("does", name)
            button.clicked.connect(self._act)
            row.addWidget(button)
        forms = Flow(gap=4)
        for form, text in TITLES.items():
            name = tr("Save as {words}", words=text)
            button = self.buttons[f"save {form}"] = Button(text, name, name, kind="firm")
            button.setProperty("does", f"save {form}")
            button.clicked.connect(self._act)
            forms.addWidget(button)
        for part in (self.title, self.about, self.paper):
            inner.addWidget(part)
        inner.addLayout(row)
        inner.addWidget(small(tr("Save as")))
        inner.addLayout(forms)
        inner.addWidget(small(tr("Versions")))
        self._past.setSpacing(0)
        inner.addLayout(self._past)

    # --- what is shown ---------------------------------------------------------------------

    def _show_cards(self, cards: tuple[Card, ...], opened: Opened | None) -> None:
        others = [card for card in cards if opened is None or card.name != opened.name]
        self.empty.setVisible(not cards)
        _emptied(self.cards)
        for card in others[:MOST_CARDS]:
            button = LineButton(*card_words(card), tr("Open this letter"), "row")
            button.setProperty("letter", card.name)
            button.clicked.connect(self._open)
            self.cards.append(button)
            self._list.addWidget(button)

    def _show_letter(self, opened: Opened | None) -> None:
        self._letter.setVisible(opened is not None)
        _emptied(self.versions)
        if opened is None:
            return
        self.title.setText(tr("To {to}", to=opened.to) if opened.to else tr("To nobody named yet"))
        about = [
            tr("Subject: {subject}", subject=opened.subject) if opened.subject else "",
            opened.address,
        ]
        about += [tr("She is taking it down; say “that's all” when you have finished.") if opened.dictating else ""]  # fmt: skip
        self.about.setText("\n".join(filter(None, about)))
        self.about.setVisible(bool(self.about.text()))
        self.paper.setText(opened.text)
        self.buttons["back"].setEnabled(opened.shows > 1)
        for version in opened.versions[:MOST_VERSIONS]:
            self._past.addWidget(self._version(version, opened))

    def _version(self, version: Version, opened: Opened) -> LineButton:
        shows = version.number == opened.shows
        text = version_words(version, shows=shows)
        button = LineButton(text, text, tr("Go to this version; none is lost"), "quiet")
        button.setEnabled(not shows)
        button.setProperty("version", version.number)
        button.clicked.connect(self._go_to)
        self.versions.append(button)
        return button

    def _show_plans(self, plans: tuple[Decision, ...]) -> None:
        _emptied(self.plans)
        for plan in plans:
            label = small(plan_words(plan))
            self.plans.append(label)
            self._plans.addWidget(label)

    # --- wishes ----------------------------------------------------------------------------

    def _open(self) -> None:
        name = str(self.sender().property("letter"))
        self._engine.submit(Do(Act("letter_open", {"letter": name, "dictating": False})))

    def _go_to(self) -> None:
        number = int(self.sender().property("version"))
        self._do("letter_show", revision=number)

    def _act(self) -> None:
        does = str(self.sender().property("does"))
        opened = self._engine.letters().opened
        if opened is None:
            return
        match does.split():
            case ["read"]:
                self._engine.submit(Say("Read it back."))
            case ["back"]:
                self._engine.submit(Say("Go back one."))
            case ["close"]:
                self._engine.submit(Do(Act("letter_open", {"letter": "", "dictating": False})))
            case ["send"]:
                self._do("letter_send")
            case ["remove"]:
                self._do("letter_remove")
            case ["save", form]:
                self._engine.submit(Say(f"Save it as {dict(FORMS)[form]}."))
            case _:
                raise ValueError(does)

    def _do(self, name: str, **arguments: str | int) -> None:
        opened = self._engine.letters().opened
        if opened is not None:
            self._engine.submit(Do(Act(name, {"letter": opened.name, **arguments})))


def _emptied(widgets: list[Any]) -> None:
    for widget in widgets:
        widget.hide()
        widget.deleteLater()
    widgets.clear()
