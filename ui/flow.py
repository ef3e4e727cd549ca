"""A row that breaks into further rows where it is too narrow, for tabs and for answers to choose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLayoutItem, QWidget


class Flow(QLayout):
    """Items at their own size from left to right, as many a row as fit; rows may be centred."""

    def __init__(
        self, parent: QWidget | None = None, *, gap: int = 2, centred: bool = False
    ) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap, self._centred = gap, centred

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._laid(QRect(0, 0, width, 0), place=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._laid(rect, place=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        edges = self.contentsMargins()
        widest = max((item.minimumSize().width() for item in self._shown()), default=0)
        tallest = max((item.minimumSize().height() for item in self._shown()), default=0)
        return QSize(widest + edges.left() + edges.right(), tallest + edges.top() + edges.bottom())

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _laid(self, rect: QRect, *, place: bool) -> int:
        """Put the items into `rect`, or only reckon; the height that they take."""
        room = rect.marginsRemoved(self.contentsMargins())
        rows: list[list[QLayoutItem]] = [[]]
        used = 0
        for item in self._shown():
            width = item.sizeHint().width()
            if rows[-1] and used + width > room.width():
                rows.append([])
                used = 0
            rows[-1].append(item)
            used += width + self._gap
        y = room.y()
        for row in rows:
            sizes = [item.sizeHint() for item in row]
            whole = sum(size.width() for size in sizes) + self._gap * (len(row) - 1)
            x = room.x() + (max(0, (room.width() - whole) // 2) if self._centred else 0)
            for item, size in zip(row, sizes, strict=True):
                if place:
                    width = min(size.width(), room.width())
                    item.setGeometry(QRect(x, y, width, size.height()))
                x += size.width() + self._gap
            y += max((size.height() for size in sizes), default=0) + (self._gap if row else 0)
        edges = self.contentsMargins()
        return max(0, y - self._gap - room.y()) + edges.top() + edges.bottom()
