"""A walk through everything the window can show: tour.py FOLDER [LOOK ...].

Keeps a picture of each state and page, and prints a line for every text that is cut off or covered.
With QT_SCALE_FACTOR=2 the pictures are those of a screen at 200 %.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).resolve().parent)]

from PySide6.QtCore import QEventLoop, QPoint, QRect, QTimer  # noqa: E402
from PySide6.QtWidgets import QAbstractButton, QLabel, QScrollArea, QWidget  # noqa: E402
from window_fakes import FakeEngine  # noqa: E402

from assistant import events as e  # noqa: E402
from assistant.meeting.offers import stands  # noqa: E402
from assistant.meeting.steps import Meeting, Step  # noqa: E402
from assistant.net.outward import FETCHING, WORDING, Contact, Left  # noqa: E402
from assistant.settings import checked  # noqa: E402
from ui.app import application  # noqa: E402
from ui.bridge import Bridge  # noqa: E402
from ui.captions import Caption  # noqa: E402
from ui.pages import PAGES  # noqa: E402
from ui.window import Window  # noqa: E402

CRISIS = (
    "I'm really glad you told me. I'm software, and this needs a person.\n\n"
    "If you might act on this now, call your local emergency number.\n\n"
    "United States and Canada: call or text 988.\n"
    "United Kingdom: call 116 123, or text SHOUT to 85258.\n"
    "Elsewhere: findahelpline.com lists people who answer today.\n\n"
    "Is there someone near you whom you could call while I stay here?"
)
HERS = (
    "That sounds like a long week. You said the talk went better than you feared, "
    "and you still could not sleep. What was it that kept turning over?"
)
TALK = (
    e.Awake(),
    e.UserSaid(1, "it did, actually, but I was awake until three"),
)
READY = (e.PartReady("sound"), e.PartReady("hearing"), e.PartReady("voice"))
SCENES: dict[str, tuple[e.Fact, ...]] = {
    "waking": (
        e.PartReady("sound"),
        e.Preparing("kokoro", "fetching the voice", 0.42),
    ),
    "listening": (e.Awake(),),
    "hearing": (e.Awake(), e.UserBegan(), e.UserHeardSoFar("it did, actually, but I was")),
    "thinking": (*TALK, e.ReplyBegan(1)),
    "speaking": (*TALK, e.ReplyBegan(1), e.ReplySpoken(1, HERS)),
    "after": (*TALK, e.ReplyBegan(1), e.ReplySpoken(1, HERS), e.ReplyEnded(1)),
    "private": (*TALK, e.ReplyBegan(1), e.ReplySpoken(1, HERS), e.ReplyEnded(1)),
    "muted": (e.Awake(), e.Muted()),
    "resting": (e.Awake(), e.GoodbyeSaid()),
    "trouble": (
        *TALK,
        e.ReplyBegan(1),
        e.ReplySpoken(1, "I am here."),
        e.ReplyEnded(1),
        e.TroubleCame(
            "microphone", "I can't hear you: the microphone gives only silence.", "Is it muted?"
        ),
    ),
    "trouble-remedy": (
        e.Awake(),
        e.TroubleCame("voice", "My voice could not be loaded.", "Another one may work."),
    ),
    "crisis": (*TALK, e.ReplyBegan(1), e.CrisisShown(CRISIS)),
}
ANSWERS = {
    Step.HELLO: "Theo", Step.PURPOSE: "order", Step.SOCIAL: "quiet", Step.VOICE: "low",
    Step.MANNER: "plain", Step.CLOSE: "Anna, your mum", Step.AGE: "minor", Step.NAME: "Otto",
}  # fmt: skip
ASKS = (
    e.UserSaid(1, "erm, Theo"), e.ReplyBegan(1),
    e.ReplySpoken(1, "Theo. Good, I hear you. What should she be for you, mostly: company, "
                  "somebody to keep things in order, or somebody who listens?", "setup:1"),
    e.ReplyEnded(1),
)  # fmt: skip
MEETING: dict[str, tuple[e.Fact, ...]] = {
    f"meeting-{step}": (e.Awake(), stands(Meeting(step, ANSWERS, "Otto")), *ASKS)
    for step in Step
    if step not in {Step.DONE, Step.COMING}
} | {"meeting-silence": (e.Awake(), stands(Meeting(Step.NAME)))}
OPEN = (
    e.Awake(), *READY, e.Preparing("kokoro-v1.0-int8", "fetching her voice", 0.42),
    *TALK, e.ReplyBegan(1), e.ReplySpoken(1, HERS, "mind:scripted"), e.ReplyEnded(1),
    e.UserSaid(2, "what is two and two"), e.ReplyBegan(2), e.ReplySpoken(2, "Four.", "skill:sums"),
    e.ReplyEnded(2),
    *(e.TurnTimed(2, 300, 0, 400 + 37 * n % 300, 600 + 211 * n % 900, "mind") for n in range(14)),
)  # fmt: skip
LEFT = Left(
    datetime(2026, 11, 22, 21, 45, tzinfo=UTC),
    (Contact("files.example.org", FETCHING, *2 * (datetime(2026, 11, 22, 21, 46, tzinfo=UTC),),
             1, 412, 92_400_000),
     Contact("mind.example.com", WORDING, datetime(2026, 11, 22, 21, 50, tzinfo=UTC),
             datetime(2026, 11, 22, 22, 14, tzinfo=UTC), 12, 48_211, 31_020)),
)  # fmt: skip
SIZES = {"": (420, 640), "-small": (320, 420), "-wide": (1280, 800)}
SETTLED_MS = 420
SLACK = 2  # pixels


def wait(ms: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def complaints(window: Window) -> list[str]:
    """Texts that do not fit their place, and controls that cover one another."""
    seen = [w for w in window.findChildren(QWidget) if w.isVisible() and w.width() and w.height()]
    labels = [w for w in seen if isinstance(w, QLabel) and w.text() and not isinstance(w, Caption)]
    buttons = [w for w in seen if isinstance(w, QAbstractButton)]
    found = [f"cut off: {w.text()[:50]!r}" for w in labels if cut_off(w)]
    found += [f"cut off: {w.text()[:50]!r}" for w in buttons if narrow(w)]
    apart = [w for w in (*labels, *buttons) if on_top(window, w)]
    return found + [
        f"{a.text()[:30]!r} and {b.text()[:30]!r} overlap"
        for i, a in enumerate(apart)
        for b in apart[i + 1 :]
        if not (a.isAncestorOf(b) or b.isAncestorOf(a)) and overlap(window, a, b)
    ]


def cut_off(label: QLabel) -> bool:
    if label.wordWrap():
        return label.heightForWidth(label.width()) > label.height() + SLACK
    wide = label.fontMetrics().horizontalAdvance(label.text())
    return wide > label.width() + SLACK or label.fontMetrics().height() > label.height() + SLACK


def narrow(button: QAbstractButton) -> bool:
    """Radio buttons shorten their own words; the rest has to have its size."""
    hint = button.minimumSizeHint() if button.property("value") is not None else button.sizeHint()
    return not button.property("voice") and hint.width() > button.width() + SLACK


def on_top(window: Window, widget: QWidget) -> bool:
    """Whether one can see it: not scrolled away, not below a page."""
    centre = widget.mapTo(window, widget.rect().center())
    if any(
        isinstance(above, QScrollArea) and not shows(window, above, centre)
        for above in ancestors(widget)
    ):
        return False
    there = window.childAt(centre)
    return there is widget or (there is not None and there.isAncestorOf(widget)) or there is None


def shows(window: Window, area: QScrollArea, point: QPoint) -> bool:
    return area.viewport().rect().contains(area.viewport().mapFrom(window, point))


def ancestors(widget: QWidget) -> list[QWidget]:
    found = []
    while (above := widget.parentWidget()) is not None:
        found.append(above)
        widget = above
    return found


def overlap(window: Window, a: QWidget, b: QWidget) -> bool:
    both = in_view(window, a).intersected(in_view(window, b))
    return both.width() > SLACK and both.height() > SLACK


def in_view(window: Window, widget: QWidget) -> QRect:
    """Its place in the window, as far as it is not scrolled away."""
    place = widget.rect().translated(widget.mapTo(window, QPoint(0, 0)))
    for above in ancestors(widget):
        if isinstance(above, QScrollArea):
            view = above.viewport()
            place &= view.rect().translated(view.mapTo(window, QPoint(0, 0)))
    return place


class Tour:
    """Pictures into `folder`; what was wrong is in `wrong`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.wrong: list[str] = []
        folder.mkdir(parents=True, exist_ok=True)

    def picture(self, window: Window, name: str) -> None:
        window.grab().save(str(self.folder / f"{name}.png"))
        self.wrong += [f"{name}: {one}" for one in complaints(window)]

    def window(
        self, look: str, size: str, facts: tuple[e.Fact, ...], *, private: bool = False
    ) -> Window:
        engine = FakeEngine()
        engine.settings = checked(engine.settings, "private", private)
        engine.settings = checked(engine.settings, "look", look)
        engine.settings = checked(engine.settings, "microphone", "Desk Headset")
        shown = Window(engine, Bridge(engine))
        shown.resize(*SIZES[size])
        shown.show()
        engine.tell(*facts)
        wait(SETTLED_MS)
        return shown

    def states(self, look: str, size: str) -> None:
        for name, facts in (SCENES | MEETING).items():
            window = self.window(look, size, facts, private=name == "private")
            self.picture(window, f"{name}{size}-{look}")
            window.close()

    def pages(self, look: str, size: str) -> None:
        window = self.window(look, size, OPEN)
        window.engine.gone = LEFT  # type: ignore[attr-defined]
        window.turn_page()
        for kind in PAGES:
            window._page.turn_to(kind.spot)
            wait(SETTLED_MS)
            bar = window._page.sheet(kind.spot).verticalScrollBar()
            for far in (0, 50, 100) if bar.maximum() > 200 else (0,):
                bar.setValue(bar.maximum() * far // 100)
                wait(30)
                self.picture(window, f"page-{kind.tab}{f'-{far}' if far else ''}{size}-{look}")
        window.close()


def main(folder: Path, looks: list[str]) -> int:
    application()
    tour = Tour(folder)
    for look in looks or ["dusk", "night"]:
        for size in ("", "-small"):
            tour.states(look, size)
            tour.pages(look, size)
    for line in tour.wrong:
        print(line)
    return 1 if tour.wrong else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
