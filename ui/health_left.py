"""What left this computer, in words: nothing, or with whom it was connected, when and how much."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from assistant.health import megabytes
from ui.rows import small

if TYPE_CHECKING:
    from datetime import datetime

    from assistant.net.outward import Contact, Left


class LeftList(QWidget):
    """One quiet line a contact; changes in place."""

    def __init__(self) -> None:
        super().__init__()
        self.head = small("")
        self.lines: list[str] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self.head)
        self._rows = [self.head]

    def show_left(self, left: Left) -> None:
        """What has left up to now."""
        lines = [line(one) for one in left.contacts]
        since = f"since she was opened at {_clock(left.since)}"
        self.head.setText(
            f"Connections to other computers {since}:" if lines else f"Nothing, {since}."
        )
        if lines == self.lines:
            return
        self.lines = lines
        for row in self._rows[1:]:
            row.hide()
            row.deleteLater()
        self._rows = [self.head, *map(small, lines)]
        for row in self._rows[1:]:
            self._column.addWidget(row)


def line(contact: Contact) -> str:
    """ "example.com, wording her replies: 21:04 to 21:40, 12 times, 48 kB sent, 31 kB received"."""
    first, last = _clock(contact.first), _clock(contact.last)
    when = first if first == last else f"{first} to {last}"
    times = "once" if contact.times == 1 else f"{contact.times} times"
    return (
        f"{contact.host}, {contact.purpose}: {when}, {times}, "
        f"{amount(contact.sent)} sent, {amount(contact.received)} received"
    )


def amount(count: int) -> str:
    """Bytes in words; small ones exactly, for nothing is too little to be told."""
    if count < 1000:
        return f"{count} byte{'' if count == 1 else 's'}"
    return f"{count / 1000:.0f} kB" if count < 1_000_000 else megabytes(count)


def _clock(at: datetime) -> str:
    return f"{at:%H:%M}"
