"""A letter as an OpenDocument text. The one module that knows odfdo."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from assistant.letters.letter import Letter


def odt(letter: Letter, at: datetime) -> bytes:
    """One paragraph for each of the letter's; closing and name share one, with a line break."""
    from odfdo import Document, Paragraph

    document = Document("text")
    document.body.clear()
    for text in letter.text.split("\n\n"):
        document.body.append(Paragraph(text))
    about, when = document.meta, at.replace(tzinfo=None, microsecond=0)
    about.title, about.initial_creator, about.creator = letter.subject, letter.name, letter.name
    about.creation_date = about.date = when
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()
