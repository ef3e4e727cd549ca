"""A letter as a PDF on A4 paper, in the typeface that comes with us. The one module that knows reportlab."""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from assistant.errors import Trouble
from assistant.paths import RESOURCES

if TYPE_CHECKING:
    from assistant.letters.letter import Letter

FONT = "Figtree-Regular"


def pdf(letter: Letter) -> bytes:
    """Raises Trouble when the typeface has no sign for a character of the letter."""
    from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]
    from reportlab.lib.styles import ParagraphStyle  # type: ignore[import-untyped]
    from reportlab.lib.units import mm  # type: ignore[import-untyped]
    from reportlab.platypus import Paragraph, SimpleDocTemplate  # type: ignore[import-untyped]

    strange = sorted({char for char in letter.text if char != "\n" and ord(char) not in _signs()})
    if strange:
        raise Trouble(
            f"My typeface has no sign for “{''.join(strange[:5])}”, so I can't make a PDF of it.",
            "Save it as docx or txt instead.",
        )
    style = ParagraphStyle("letter", fontName=FONT, fontSize=11, leading=16, spaceAfter=11)
    written = [
        Paragraph(escape(paragraph).replace("\n", "<br/>"), style)
        for paragraph in letter.text.split("\n\n")
        if paragraph
    ]
    kept = io.BytesIO()
    margins = {
        "leftMargin": 25 * mm,
        "rightMargin": 25 * mm,
        "topMargin": 30 * mm,
        "bottomMargin": 25 * mm,
    }
    SimpleDocTemplate(
        kept, pagesize=A4, title=letter.subject, author=letter.name, invariant=True, **margins
    ).build(written)
    return kept.getvalue()


@cache
def _signs() -> frozenset[int]:
    """The characters the typeface has; makes it known to reportlab."""
    from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
    from reportlab.pdfbase.ttfonts import TTFont  # type: ignore[import-untyped]

    font = TTFont(FONT, str(RESOURCES / "fonts" / f"{FONT}.ttf"))
    pdfmetrics.registerFont(font)
    return frozenset(font.face.charToGlyph)
