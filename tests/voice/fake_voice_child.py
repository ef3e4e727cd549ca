"""A neural child without a model: `python -m fake_voice_child --model FILE`.

Renders one sample a letter. The text commands it: "hang", "slow" (until it is cancelled), "die", "trouble"; a file beside the
model called "broken" makes it die at its start.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from assistant.errors import Trouble
from assistant.wire import Order, Parent


def main() -> None:
    parent = Parent().connect()
    model = Path(sys.argv[-1])
    if (model.parent / "broken").exists():
        sys.exit("the model is broken")
    parent.event("ready")
    for order in parent.orders():
        obey(order)


def obey(order: Order) -> None:
    text = str(order.fields.get("text", ""))
    if text == "hang":
        time.sleep(600)
    elif text == "slow":
        while not order.cancelled:
            time.sleep(0.01)
    elif text == "die":
        os._exit(3)
    elif text == "trouble":
        order.trouble(Trouble("That cannot be said."))
    else:
        voice, pace = order.fields.get("voice", ""), order.fields.get("pace", 1.0)
        order.done(f"neural:{voice}:{pace}:{text}".encode())


if __name__ == "__main__":
    main()
