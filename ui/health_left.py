"""What left this computer, in words: nothing, or with whom it was connected, when and how much."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from assistant.health import megabytes
from ui.rows import small
from ui.wording import tr, trn

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
        since = tr("since she was opened at {clock}", clock=_clock(left.since))
        self.head.setText(
            tr("Connections to other computers {since}:", since=since)
            if lines
            else tr("Nothing, {since}.", since=since)
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
    when = first if first == last else tr("{first} to {last}", first=first, last=last)
    times = trn("once", "{count} times", contact.times)
    return tr(
        "{host}, {purpose}: {when}, {times}, {sent} sent, {received} received",
        host=contact.host,
        purpose=contact.purpose,
        when=when,
        times=times,
        sent=amount(contact.sent),
        received=amount(contact.received),
    )


def amount(count: int) -> str:
    """Bytes in words; small ones exactly, for nothing is too little to be told."""
    if count < 1000:
        return trn("{count} byte", "{count} bytes", count)
    return tr("{count:.0f} kB", count=count / 1000) if count < 1_000_000 else megabytes(count)


def _clock(at: datetime) -> str:
    return f"{at:%H:%M}"
