"""Mail and files: what was looked through, who waits for an answer, what would be moved; nothing moves without a yes."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from assistant.events import Do
from assistant.inbox.carrying import movable
from assistant.ports import Act
from assistant.tidying.view import plan_mail, sort_files, sort_mail
from ui.controls import Button
from ui.flow import Flow
from ui.inbox_words import (
    MOST_WAITING,
    group_words,
    mail_words,
    orders_line,
    proposal_lines,
    waiting_words,
)
from ui.rows import INDENT, Objection, emptied, entry, small
from ui.sheet import TOLD_GAP, Sheet
from ui.wording import tr

if TYPE_CHECKING:
    from assistant.events import Fact
    from assistant.state import State
    from assistant.tidying.view import Swept
    from ui.bridge import Engine
    from ui.theme import Palette

TROUBLE = "desk"
WAYS = (
    ("kind", tr("by kind"), tr("Pictures, documents, music, each into a folder of its own")),
    ("date", tr("by date"), tr("Into a folder for each month")),
    ("copies", tr("copies aside"), tr("Files that are there twice, byte for byte")),
)


class TidySheet(Sheet):
    """Everything it does goes out as an act of the desk; those that move ask on the screen first."""

    def __init__(self, engine: Engine, look: Palette) -> None:
        super().__init__()
        self._engine = engine
        self._shown: Swept | None = None
        self.objection = Objection(look)
        self.told = small("")
        self.told.setContentsMargins(0, 0, 0, TOLD_GAP)
        self.mailbox = entry(
            tr("Mailbox"), tr("A file, a folder with mail, or imaps://name@server")
        )
        self.password = entry(tr("Password"), tr("For this account; it is not shown"))
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.folder = entry(tr("Folder"), tr("A folder of loose files, such as ~/Downloads"))
        self.buttons: dict[str, Button] = {}
        self.boxes: dict[str, QCheckBox] = {}
        self._mail, self._files, self._secret = QWidget(), QWidget(), QWidget()
        self.summary, self._groups, self._waiting = small(""), QVBoxLayout(), QVBoxLayout()
        self._moves = QVBoxLayout()
        self._fill()

    @property
    def first(self) -> QWidget:
        return self.mailbox

    def show_state(self, state: State) -> None:
        trouble = state.troubles.get(TROUBLE)
        self.objection.tell(f"{trouble.what} {trouble.remedy}".strip() if trouble else "")
        swept = self._engine.swept()
        if swept != self._shown:
            self._shown = swept
            self._show(swept)
        self.order()

    def news(self, _fact: Fact, state: State) -> None:
        self.show_state(state)

    # --- building --------------------------------------------------------------------------

    def _fill(self) -> None:
        self.column.addWidget(self.objection)
        self.column.addWidget(self.told)
        self.section(tr("Mail"))
        self.column.addWidget(self.mailbox)
        self.column.addLayout(
            self._row(("look", tr("look through it"), tr("Reads the mailbox and moves nothing")))
        )
        hidden = _inside(self._secret)
        hidden.addWidget(small(tr("It is kept in your system's keyring, or only until I close.")))
        hidden.addWidget(self.password)
        hidden.addLayout(
            self._row(("password", tr("use this password"), tr("And look through the mail")))
        )
        mail = _inside(self._mail)
        mail.addWidget(self.summary)
        mail.addLayout(self._groups)
        mail.addLayout(
            self._row(
                ("sort", tr("sort these"), tr("Asks first. It can be taken back with “undo that”")),
                ("plan", tr("write the plan"), tr("Into a file; nothing is moved")),
            )
        )
        mail.addLayout(self._waiting)
        self.column.addWidget(self._secret)
        self.column.addWidget(self._mail)
        self.section(tr("Files"))
        self.column.addWidget(self.folder)
        self.column.addLayout(self._row(*WAYS))
        files = _inside(self._files)
        files.addLayout(self._moves)
        files.addLayout(
            self._row(
                ("move", tr("move these"), tr("Asks first. It can be taken back with “undo that”"))
            )
        )
        self.column.addWidget(self._files)
        self.column.addWidget(small(tr("Nothing is ever deleted, and no link is followed.")))
        self.column.addStretch(1)
        self.mailbox.returnPressed.connect(self._look)
        self.password.returnPressed.connect(self._use_password)
        self._show(self._engine.swept())

    def _row(self, *kinds: tuple[str, str, str]) -> Flow:
        row = Flow(gap=4)
        for does, text, explained in kinds:
            button = self.buttons[does] = Button(text, text.capitalize(), explained, kind="firm")
            button.setProperty("does", does)
            button.clicked.connect(self._act)
            row.addWidget(button)
        return row

    # --- what is shown ---------------------------------------------------------------------

    def _show(self, swept: Swept) -> None:
        self.told.setText(tr("I'm {busy} …", busy=swept.busy) if swept.busy else swept.told)
        self.told.setVisible(bool(self.told.text()))
        for button in self.buttons.values():
            button.setEnabled(not swept.busy)
        self._secret.setVisible(bool(swept.wants_password))
        self._mail.setVisible(swept.mail is not None)
        self._files.setVisible(swept.files is not None)
        emptied(self._groups)
        emptied(self._waiting)
        emptied(self._moves)
        self.boxes.clear()
        if swept.mail is not None:
            self._show_mail(swept)
        if swept.files is not None:
            for line in proposal_lines(swept.files):
                self._moves.addWidget(small(line))
            self.buttons["move"].setEnabled(bool(swept.files.moves) and not swept.busy)

    def _show_mail(self, swept: Swept) -> None:
        found = swept.mail
        if found is None:
            return
        if not self.mailbox.isModified():
            self.mailbox.setText(found.mailbox)
        self.summary.setText(mail_words(found))
        for group in movable(found):
            words, senders = group_words(found, group)
            box = self.boxes[group.name] = QCheckBox(words)
            box.setAccessibleName(words)
            box.setAccessibleDescription(tr("Move them. {senders}", senders=senders))
            with QSignalBlocker(box):
                box.setChecked(group in swept.groups)
            box.setEnabled(found.form is not None)
            box.toggled.connect(self._choose)
            self._groups.addWidget(box)
            self._groups.addWidget(small(senders, INDENT))
        self.buttons["sort"].setEnabled(
            bool(swept.groups) and found.form is not None and not swept.busy
        )
        if found.ordering:
            self._waiting.addWidget(small(orders_line(found)))
        for one in found.orders:
            self._waiting.addWidget(small(waiting_words(one), 12))
        if found.waiting:
            self._waiting.addWidget(small(tr("They want an answer, the latest first:")))
        for one in found.waiting[:MOST_WAITING]:
            self._waiting.addWidget(small(waiting_words(one), 12))

    # --- wishes ----------------------------------------------------------------------------

    def _act(self) -> None:
        does = str(self.sender().property("does"))
        match does:
            case "look":
                self._look()
            case "password":
                self._use_password()
            case "sort" | "plan" | "move":
                make = {"sort": sort_mail, "plan": plan_mail, "move": sort_files}[does]
                self._engine.submit(Do(make(self._engine.swept(), datetime.now().astimezone())))
            case "kind" | "date" | "copies":
                folder = self.folder.text().strip()
                if folder:
                    self._do("files_look", folder=folder, by=does)
            case _:
                raise ValueError(does)

    def _look(self) -> None:
        self.mailbox.setModified(False)
        self._do("mail_look", mailbox=self.mailbox.text().strip())

    def _use_password(self) -> None:
        """Handed over and gone from the page at once."""
        secret = self.password.text()
        self.password.clear()
        if secret:
            self._do("mail_password", password=secret)

    def _choose(self) -> None:
        chosen = ",".join(name for name, box in self.boxes.items() if box.isChecked())
        self._do("mail_groups", groups=chosen)

    def _do(self, name: str, **arguments: str) -> None:
        self._engine.submit(Do(Act(name, {**arguments})))


def _inside(widget: QWidget) -> QVBoxLayout:
    inner = QVBoxLayout(widget)
    inner.setContentsMargins(0, 0, 0, 0)
    inner.setSpacing(6)
    return inner
