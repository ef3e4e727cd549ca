"""The last thing the window shows: what was handed over and erased, with her letter, until it is read."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QScrollArea, QVBoxLayout

from ui.controls import Button
from ui.theme import palette, style_sheet
from ui.wording import tr

WIDTH, HEIGHT = 480, 520


def sheet(told: str, look: str) -> QDialog:
    """The dialog with this text, in the look of this name."""
    dialog = QDialog()
    dialog.setStyleSheet(style_sheet(palette(look)))
    dialog.setWindowTitle("OS1")
    dialog.setAccessibleName(tr("Farewell"))
    text = QLabel(told)
    text.setTextFormat(Qt.TextFormat.PlainText)
    text.setWordWrap(True)
    text.setAlignment(Qt.AlignmentFlag.AlignTop)
    text.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    text.setAccessibleName(tr("What was handed over and erased"))
    room = QScrollArea()
    room.setWidgetResizable(True)
    room.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the text in it takes the keyboard
    room.setWidget(text)
    close = Button(tr("close"), tr("Close"), tr("Close this for good"), kind="firm")
    close.clicked.connect(dialog.accept)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(24, 22, 20, 18)
    column.setSpacing(14)
    column.addWidget(room, 1)
    column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
    dialog.resize(WIDTH, HEIGHT)
    return dialog


def show(told: str, look: str) -> None:
    """Show it and wait until it is closed."""
    sheet(told, look).exec()
