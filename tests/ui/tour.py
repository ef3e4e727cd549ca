"""A walk through everything the window can show, for pictures: python tests/ui/tour.py FOLDER."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).resolve().parent)]

from PySide6.QtCore import QEventLoop, QTimer  # noqa: E402
from window_fakes import FakeEngine  # noqa: E402

from assistant import events as e  # noqa: E402
from assistant.settings import checked  # noqa: E402
from ui.app import application  # noqa: E402
from ui.bridge import Bridge  # noqa: E402
from ui.window import Window  # noqa: E402
from ui.words import Spot  # noqa: E402

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
    "settings": (e.Awake(), *READY),
    "health": (e.Awake(), *READY, e.Preparing("kokoro-v1.0-int8", "fetching her voice", 0.42)),
    "health-trouble": (
        e.Awake(),
        *READY,
        e.TroubleCame(
            "microphone", "I can't find a microphone.", "Plug one in; you can type to me meanwhile."
        ),
    ),
    "about": (e.Awake(),),
    "crisis": (*TALK, e.ReplyBegan(1), e.CrisisShown(CRISIS)),
}
SIZES = {"": (420, 640), "-small": (320, 420), "-wide": (1280, 800)}


def wait(ms: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def picture(  # noqa: PLR0917 - all of a picture
    folder: Path,
    name: str,
    size: tuple[int, int],
    look: str,
    spot: Spot | None = None,
    far: int = 0,
) -> None:
    """One scene as a file; with a `spot` the page is open there, scrolled `far` per cent."""
    engine = FakeEngine()
    engine.settings = checked(engine.settings, "look", look)
    engine.settings = checked(engine.settings, "microphone", "Desk Headset")
    bridge = Bridge(engine)
    window = Window(engine, bridge)
    window.resize(*size)
    window.show()
    engine.tell(*SCENES[name])
    wait(300)
    if spot is not None:
        window.turn_page()
        window._page.turn_to(spot)
        wait(500)
        bar = window._page.sheet(window._page.open_at).verticalScrollBar()
        bar.setValue(bar.maximum() * far // 100)
    wait(900)
    suffix = next(key for key, known in SIZES.items() if known == size)
    scrolled = f"-{far}" if far else ""
    night = "-night" if look == "night" else ""
    window.grab().save(str(folder / f"{name}{scrolled}{suffix}{night}.png"))
    window.close()


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    application()
    for name in SCENES.keys() - {"settings", "health", "health-trouble", "about"}:
        picture(folder, name, SIZES[""], "dusk")
    for name in ("listening", "speaking", "thinking", "trouble", "crisis"):
        picture(folder, name, SIZES[""], "night")
    for name in ("speaking", "trouble", "crisis", "waking"):
        picture(folder, name, SIZES["-small"], "dusk")
    for name in ("speaking", "listening"):
        picture(folder, name, SIZES["-wide"], "dusk")
    for name, spot, far in (
        ("settings", Spot.SETTINGS, (0, 35, 65, 100)),
        ("health", Spot.HEALTH, (0, 60, 100)),
        ("health-trouble", Spot.HEALTH, (0,)),
        ("about", Spot.ABOUT, (0,)),
    ):
        for share in far:
            picture(folder, name, SIZES[""], "dusk", spot, share)
    for suffix in ("-small", "-wide"):
        picture(folder, "settings", SIZES[suffix], "dusk", Spot.SETTINGS)
        picture(folder, "health", SIZES[suffix], "dusk", Spot.HEALTH)
    picture(folder, "settings", SIZES[""], "night", Spot.SETTINGS, 65)
    picture(folder, "health", SIZES[""], "night", Spot.HEALTH)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
