"""A text file that is dropped on the window: she reads it aloud. Nothing else is taken."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from assistant.aloud import LONGEST
from assistant.errors import Trouble
from ui.wording import tr

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

KINDS = frozenset({".txt", ".md", ".markdown", ".rst", ".text", ".log"})
MOST = 4 * LONGEST  # bytes that are looked at; a character takes at most four


def readable(path: Path) -> str:
    """The words in a text file, its first part where it is long. Raises Trouble."""
    if path.suffix.lower() not in KINDS:
        raise Trouble(tr("I can read only plain text aloud."), tr("Drop a .txt or a .md file."))
    try:
        with path.open("rb") as file:
            text = file.read(MOST).decode("utf-8-sig")
    except OSError as error:
        raise Trouble(
            tr("That file could not be read ({strerror}).", strerror=error.strerror)
        ) from None
    except UnicodeDecodeError as error:
        if error.start < MOST - 4:
            raise Trouble(tr("That file holds something else than text.")) from None
        text = path.read_bytes()[: error.start].decode("utf-8-sig")
    if not text.strip() or "\0" in text:
        raise Trouble(tr("There is no text in that file."))
    return text[:LONGEST]


def taken(dropped: QMimeData) -> str:
    """The text of the first file among what was dropped. Raises Trouble."""
    files = [url.toLocalFile() for url in dropped.urls() if url.isLocalFile()]
    if not files:
        raise Trouble(tr("Only a file from this computer can be read aloud."))
    return readable(Path(files[0]))
