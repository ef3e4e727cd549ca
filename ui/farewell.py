"""The last thing the window shows: what was handed over and erased, with her letter, until it is read."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QScrollArea, QVBoxLayout

from ui.controls import Button

WIDTH, HEIGHT = 480, 520


def sheet(told: str) -> QDialog:
    """The dialog with this text."""
    dialog = QDialog()
    dialog.setWindowTitle("OS1")
    dialog.setAccessibleName("Farewell")
    text = QLabel(told)
    text.setTextFormat(Qt.TextFormat.PlainText)
    text.setWordWrap(True)
    text.setMargin(12)
    text.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    text.setAccessibleName("What was handed over and erased")
    room = QScrollArea()
    room.setWidgetResizable(True)
    room.setWidget(text)
    close = Button("close", "Close", "Close this for good", kind="firm")
    close.clicked.connect(dialog.accept)
    column = QVBoxLayout(dialog)
    column.addWidget(room, 1)
    column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
    dialog.resize(WIDTH, HEIGHT)
    return dialog


def show(told: str) -> None:
    """Show it and wait until it is closed."""
    sheet(told).exec()
