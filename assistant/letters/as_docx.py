"""A letter as a Word file. The one module that knows python-docx."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from assistant.letters.letter import Letter


def docx(letter: Letter, at: datetime) -> bytes:
    """One paragraph for each of the letter's; closing and name share one, with a line break."""
    from docx import Document

    document = Document()
    for paragraph in letter.text.split("\n\n"):
        document.add_paragraph(paragraph)
    about = document.core_properties
    about.author, about.title = letter.name, letter.subject
    about.comments = ""
    about.created = about.modified = at.replace(tzinfo=None)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()
