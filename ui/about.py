"""What this is, and whose work is in it."""

from __future__ import annotations

from assistant import __version__
from ui.rows import small
from ui.sheet import Sheet
from ui.wording import tr

WHAT = tr(
    "OS1 {version} is software, not a person. It runs on this computer and works without a network: what you say is understood, answered and spoken here, and stays here. It opens a connection only to fetch its models.",
    version=__version__,
)
WHOSE = tr(
    "OS1 is free software under the Apache License 2.0. The window is made with Qt for Python "
    "(LGPL 3); the typeface is Figtree (SIL Open Font License 1.1); the pronunciation comes from "
    "eSpeak NG (GPL 3). Every part and every model with its licence is listed in docs/licences.md."
)
KEYS = tr(
    "Esc · be quiet; then back to her\nCtrl+M · mute\nTab · on to the next thing\n"
    "F9 · hold to talk, where she listens only then\nF10 · the small window, and back\nF11 · full screen\nCtrl+Q · save and close"
)


class AboutSheet(Sheet):
    def __init__(self) -> None:
        super().__init__()
        for title, text in (
            (tr("What this is"), WHAT),
            (tr("Whose work"), WHOSE),
            (tr("Keys"), KEYS),
        ):
            self.section(title)
            self.column.addWidget(small(text))
        self.column.addStretch(1)
