"""The window in a language of which every text begins with ⟦: abroad.py FOLDER-OF-CATALOGUES.

Prints each text of the window that stayed as it was, and each that does not fit any more. What she
or somebody else said, and what her parts tell of themselves, is data: it is English as she is.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).resolve().parent)]

from ui import wording  # noqa: E402

wording.FOLDER = Path(sys.argv[1])

import tour  # noqa: E402
from furnished import furnished  # noqa: E402
from PySide6.QtWidgets import QLineEdit, QWidget  # noqa: E402

from assistant.taint import Untrusted  # noqa: E402
from ui.app import application  # noqa: E402
from ui.pages import PAGES  # noqa: E402

if TYPE_CHECKING:
    from window_fakes import FakeEngine

MARKS = set("⟦⟧")


def data(value: object) -> Iterator[str]:
    """Every string in the values that the window is given to show."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Untrusted):
        yield value.shown(200)
    elif is_dataclass(value):
        for one in fields(value):
            yield from data(getattr(value, one.name))
    elif isinstance(value, Mapping):
        yield from data((*value.keys(), *value.values()))
    elif isinstance(value, Iterable):
        for inner in value:
            yield from data(inner)


def given(engine: FakeEngine) -> list[str]:
    """What the engine says, longest first, in small letters."""
    store = engine.memory().store
    parts = (
        engine.settings.model_dump().values(), engine.state, engine.voices(), engine.recognisers(),
        engine.health(), engine.left(), engine.letters(), engine.swept(), engine.toolset(),
        engine.growth(), store.newest(99), store.people(), engine.connected,
    )  # fmt: skip
    said = {piece.strip(" .") for text in data(parts) for piece in (text, *text.split(": "))}
    return sorted((text.lower() for text in said if len(text) > 1), key=len, reverse=True)


def stayed(text: str, said: list[str]) -> bool:
    """Something in it is neither translated nor data."""
    rest = text.lower()
    for one in said:
        rest = rest.replace(one, "")
    return any(c.isalpha() for c in rest)


def told_by(widget: QWidget) -> list[str]:
    """What it shows and tells that are words of the window."""
    found = [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
    if isinstance(widget, QLineEdit):
        return [*found, widget.placeholderText()]
    text = getattr(widget, "text", None)
    return found + ([text()] if callable(text) else [])


def main() -> int:
    application()
    kept = tour.Tour(Path(sys.argv[1]) / "pictures")
    with tempfile.TemporaryDirectory() as folder:
        window = kept.window("dusk", "", tour.OPEN, still=True)
        with furnished(window.engine, Path(folder)):  # type: ignore[arg-type]
            window.turn_page()
            for kind in PAGES:
                window._page.turn_to(kind.spot)
                tour.wait(tour.QUICK_MS)
                kept.picture(window, kind.spot.name.lower())
            texts = {text for w in window.findChildren(QWidget) for text in told_by(w)}
            said = given(window.engine)  # type: ignore[arg-type]
            window.close()
    for text in sorted(texts):
        if not MARKS & set(text) and stayed(text, said):
            print(repr(text))
    for line in kept.wrong:
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
