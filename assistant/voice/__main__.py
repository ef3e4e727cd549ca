"""The neural voice's process: `python -m assistant.voice --model FILE`.

Orders: render {text, voice, pace} → PCM as payload; warm → runs the model once; voices → names.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from assistant.errors import Trouble
from assistant.voice.house import BY_NAME
from assistant.voice.kokoro import Cancelled, Kokoro
from assistant.voice.speakable import speakable
from assistant.wire import Order, Parent

WARM_WORDS = "Hello, I am here."


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--model", type=Path, required=True)
    model: Path = arguments.parse_args().model
    parent = Parent().connect()
    try:
        kokoro = Kokoro(model)
    except Trouble as trouble:
        raise SystemExit(str(trouble)) from None
    warm(kokoro)  # the first run is slow and belongs to the loading
    parent.event("ready")
    for order in parent.orders():
        try:
            obey(kokoro, order)
        except Trouble as trouble:
            order.trouble(trouble)


def obey(kokoro: Kokoro, order: Order) -> None:
    match order.what:
        case "render":
            render(kokoro, order)
        case "warm":
            warm(kokoro)
            order.done()
        case "voices":
            order.done(voices=list(BY_NAME))
        case other:
            order.trouble(Trouble(f"The voice does not know how to {other}."))


def render(kokoro: Kokoro, order: Order) -> None:
    voice = str(order.fields["voice"])
    if voice not in BY_NAME:
        order.trouble(Trouble(f"There is no house voice called {voice!r}."))
        return
    words = speakable(str(order.fields["text"]), accent=BY_NAME[voice].accent)
    pace = min(max(float(order.fields["pace"]), 0.5), 2.0)
    try:
        order.done(kokoro.render(words, voice, pace, lambda: order.cancelled))
    except Cancelled:
        order.parent.cancelled.discard(order.id)


def warm(kokoro: Kokoro) -> None:
    kokoro.render(WARM_WORDS, "warm", 1.0, lambda: False)


if __name__ == "__main__":
    main()
