"""A walk through everything the window can show: tour.py FOLDER [LOOK ...].

Keeps a picture of each state and page, and prints a line for every text that is cut off or covered.
With QT_SCALE_FACTOR=2 the pictures are those of a screen at 200 %.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).resolve().parent)]

from furnished import furnished  # noqa: E402
from PySide6.QtCore import QEventLoop, QPoint, QRect, QTimer  # noqa: E402
from PySide6.QtWidgets import QAbstractButton, QLabel, QScrollArea, QWidget  # noqa: E402
from window_fakes import FakeEngine  # noqa: E402

from assistant import events as e  # noqa: E402
from assistant.meeting.offers import stands  # noqa: E402
from assistant.meeting.steps import Meeting, Step  # noqa: E402
from assistant.net.outward import FETCHING, WORDING, Contact, Left  # noqa: E402
from assistant.settings import checked  # noqa: E402
from ui import changed, farewell  # noqa: E402
from ui.app import application  # noqa: E402
from ui.beside import Beside  # noqa: E402
from ui.bridge import Bridge  # noqa: E402
from ui.captions import Caption  # noqa: E402
from ui.pages import PAGES, PageKind  # noqa: E402
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
    "withdrawn": (e.Awake(), e.Withdrew(0)),
    "asked": (
        *TALK,
        e.ConfirmAsked(
            1,
            "forget everything about Ben: 3 things and 12 lines of our talk. "
            "That can't be undone after half a minute.",
        ),
    ),
}
ANSWERS = {
    Step.HELLO: "Theo", Step.PURPOSE: "order", Step.SOCIAL: "quiet", Step.VOICE: "low",
    Step.MANNER: "plain", Step.CLOSE: "Anna, your mum", Step.AGE: "minor", Step.NAME: "Otto",
}  # fmt: skip
GREETED = (e.UserSaid(1, "erm, Theo"), e.ReplyBegan(1))


def asking(meeting: Meeting) -> tuple[e.Fact, ...]:
    """The step's own question, said to its end."""
    stood = stands(meeting)
    said = e.ReplySpoken(1, stood.card.question, "setup:1")
    greeted = GREETED[meeting.step is Step.HELLO :]
    return (e.Awake(), stood, *greeted, said, e.ReplyEnded(1))


MEETING: dict[str, tuple[e.Fact, ...]] = {
    f"meeting-{step}": asking(
        Meeting(step, ANSWERS, "Otto" if step in {Step.NAME, Step.CHANGES} else "")
    )
    for step in Step
    if step not in {Step.DONE, Step.COMING}
} | {
    "meeting-voice-heard": asking(Meeting(Step.VOICE, ANSWERS, "low")),
    "meeting-silence": (e.Awake(), stands(Meeting(Step.NAME))),
}
CHANGED = e.Changed(
    "mind", "My mind is another than last time. The same words, from both:",
    "That sounds like a long week. What kept you awake?",
    "A long week, then. Was it the talk itself, or the waiting before it?",
)  # fmt: skip
FAREWELL = (
    "Everything you told me is in ~/OS1 hand-over: letters as files, memories as a page to read, "
    "our talk by day. Then it was erased here, and I looked whether anything is left. Nothing is.\n\n"
    "Dear Theo,\n\nit was good to keep things in order with you. Thank you for the apples.\n\nOtto"
)
OPEN = (
    e.Awake(), *READY, e.Preparing("kokoro-v1.0-int8", "fetching her voice", 0.42),
    *TALK, e.ReplyBegan(1), e.ReplySpoken(1, HERS, "mind:scripted"), e.ReplyEnded(1),
    e.UserSaid(2, "what is two and two"), e.ReplyBegan(2), e.ReplySpoken(2, "Four.", "skill:sums"),
    e.ReplyEnded(2),
    *(e.TurnTimed(2, 300, 0, 400 + 37 * n % 300, 600 + 211 * n % 900, "mind") for n in range(14)),
)  # fmt: skip
NIGHT = datetime(2026, 11, 22, 21, 45, tzinfo=UTC)
LEFT = Left(
    NIGHT,
    (Contact("files.example.org", FETCHING, *2 * (datetime(2026, 11, 22, 21, 46, tzinfo=UTC),),
             1, 412, 92_400_000),
     Contact("mind.example.com", WORDING, datetime(2026, 11, 22, 21, 50, tzinfo=UTC),
             datetime(2026, 11, 22, 22, 14, tzinfo=UTC), 12, 48_211, 31_020)),
)  # fmt: skip
SIZES = {"": (420, 640), "-small": (320, 420), "-wide": (1280, 800)}
SETTLED_MS = 420
QUICK_MS, SCROLLED_MS = 60, 20
MOVING = {"waking", "listening", "hearing", "thinking", "speaking"}
PATIENCE = 4  # looks at what seems wrong
MOST_SCREENS = 6  # of one page; the rest looks the same
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
    captions = (w for w in seen if isinstance(w, Caption) and w.text())
    found += [f"cut off: {w.text()[:50]!r}" for w in captions if clipped(w)]
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


def clipped(caption: Caption) -> bool:
    lines = caption._laid_out(caption.shown()).lineCount()
    return lines * caption.line_height() > caption.height() + SLACK


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
        for _ in range(PATIENCE):
            found = complaints(window)
            if not found:
                break
            wait(SETTLED_MS)  # on a busy machine a layout may not have come to rest
        window.grab().save(str(self.folder / f"{name}.png"))
        self.wrong += [f"{name}: {one}" for one in found]

    def window(
        self, look: str, size: str, facts: tuple[e.Fact, ...], **settings: str | bool
    ) -> Window:
        engine = FakeEngine()
        # where only the words matter, nothing eases in: the picture is ready at once
        chosen = {"look": look, "microphone": "Desk Headset", "still": bool(size)} | settings
        for name, value in chosen.items():
            engine.settings = checked(engine.settings, name, value)
        shown = Window(engine, Bridge(engine))
        Beside(shown)
        shown.resize(*SIZES[size])
        shown.show()
        engine.tell(*facts)
        wait(QUICK_MS if engine.settings.still else SETTLED_MS)
        for _ in range(PATIENCE):
            if shown._away == shown._away_aim:
                break
            wait(SETTLED_MS)
        return shown

    def states(self, look: str, size: str) -> None:
        for name, facts in (SCENES | MEETING).items():
            still = bool(size) or name not in MOVING
            window = self.window(look, size, facts, private=name == "private", still=still)
            self.picture(window, f"{name}{size}-{look}")
            window.close()

    def beside(self, look: str) -> None:
        """What stands beside the window: the small one, and the two notes."""
        window = self.window(look, "", SCENES["after"])
        window.shrink()
        note = changed.sheet(CHANGED, window.engine.submit, window)
        last = farewell.sheet(FAREWELL, look)
        for name, widget in (("mini", window.mini), ("changed", note), ("farewell", last)):
            widget.show()
            wait(SETTLED_MS if name == "mini" else QUICK_MS)
            widget.grab().save(str(self.folder / f"{name}-{look}.png"))
            widget.close()
        window.close()

    def pages(self, look: str, size: str, *, empty: bool = False) -> None:
        with tempfile.TemporaryDirectory() as folder:
            window = self.window(look, size, OPEN[:1] if empty else OPEN, still=True)
            engine = window.engine
            engine.gone = Left(NIGHT) if empty else LEFT  # type: ignore[attr-defined]
            with furnished(engine, Path(folder), **({"told": ()} if empty else {})):  # type: ignore[arg-type]
                window.turn_page()
                for kind in PAGES:
                    self.page(
                        window, kind, f"{'empty' if empty else 'page'}-{kind.tab}", f"{size}-{look}"
                    )
                window.close()

    def page(self, window: Window, kind: PageKind, name: str, rest: str) -> None:
        """One page, a screenful after the other."""
        window._page.turn_to(kind.spot)
        wait(QUICK_MS)
        sheet = window._page.sheet(kind.spot)
        bar, number = sheet.verticalScrollBar(), 0
        while True:
            bar.setValue(number * sheet.viewport().height())
            wait(SCROLLED_MS)
            self.picture(window, f"{name}{number or ''}{rest}")
            number += 1
            if bar.value() == bar.maximum() or number == MOST_SCREENS:
                return


def main(folder: Path, looks: list[str]) -> int:
    application()
    tour = Tour(folder)
    for look in looks or ["dusk", "night"]:
        for size in ("", "-small"):
            tour.states(look, size)
            tour.pages(look, size)
        tour.pages(look, "", empty=True)
        tour.beside(look)
    for line in tour.wrong:
        print(line)
    return 1 if tour.wrong else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
