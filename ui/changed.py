"""Something of hers is another than last time: what she says of it, and before and after to hear or read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout

from assistant.events import HearSample
from ui.controls import Button
from ui.notices import announce
from ui.wording import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from assistant.events import Changed, Wish

HEARD = ("voice", "speech")
WIDTH = 380


def sheet(change: Changed, submit: Callable[[Wish], None], parent: QWidget | None) -> QDialog:
    """The dialog for one change; it keeps nothing waiting."""
    dialog = QDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(tr("Something has changed"))
    dialog.setAccessibleName(change.words)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(20, 18, 20, 16)
    column.setSpacing(10)
    column.addWidget(_text(change.words))
    for what, line in ((tr("before"), change.before), (tr("now"), change.now)):
        if line:
            column.addWidget(_text(f"{what}: “{line}”"))
    buttons = QHBoxLayout()
    if change.part in HEARD:
        for label, before in ((tr("hear before"), True), (tr("hear after"), False)):
            button = Button(
                label, label.capitalize(), tr("A short sample of her voice"), kind="firm"
            )
            button.clicked.connect(_hearing(submit, before=before))
            buttons.addWidget(button)
    buttons.addStretch(1)
    close = Button(tr("close"), tr("Close"), tr("Close this note"), kind="firm")
    close.clicked.connect(dialog.close)
    buttons.addWidget(close)
    column.addLayout(buttons)
    dialog.setFixedWidth(WIDTH)
    return dialog


def show(change: Changed, submit: Callable[[Wish], None], parent: QWidget) -> None:
    """Show it beside the talk, which goes on."""
    dialog = sheet(change, submit, parent)
    dialog.show()
    announce(dialog, change.words)


def _hearing(submit: Callable[[Wish], None], *, before: bool) -> Callable[[], None]:
    return lambda: submit(HearSample(before))


def _text(words: str) -> QLabel:
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
