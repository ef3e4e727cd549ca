"""The system voice's process: `python -m assistant.voice.systemchild`.

Orders: render {text, voice, pace, accent, low} → PCM as payload; voices → a list of infos.
"""

from __future__ import annotations

from dataclasses import asdict

from assistant.errors import Trouble
from assistant.voice.house import Accent
from assistant.voice.speakable import speakable
from assistant.voice.system import Manner, SystemVoice
from assistant.wire import Order, Parent


def main() -> None:
    parent = Parent().connect()
    try:
        system = SystemVoice()
    except Trouble as trouble:
        raise SystemExit(str(trouble)) from None
    parent.event("ready")
    for order in parent.orders():
        try:
            obey(system, order)
        except Trouble as trouble:
            order.trouble(trouble)


def obey(system: SystemVoice, order: Order) -> None:
    match order.what:
        case "render":
            fields = order.fields
            manner = Manner(
                str(fields["voice"]),
                min(max(float(fields["pace"]), 0.5), 2.0),
                str(fields["accent"]),
                bool(fields["low"]),
            )
            words = speakable(str(fields["text"]), accent=Accent(manner.accent))
            order.done(system.render(words, manner))
        case "voices":
            order.done(voices=[asdict(voice) for voice in system.voices])
        case other:
            order.trouble(Trouble(f"The system's voice does not know how to {other}."))


if __name__ == "__main__":
    main()
