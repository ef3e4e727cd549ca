"""The memory's child: `python -m assistant.memory --model DIR --cache DIR`.

Order: embed {texts} → float32 vectors as payload, one after the other.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from assistant import log
from assistant.errors import Trouble
from assistant.memory.minilm import MiniLM
from assistant.wire import Parent


def main() -> None:
    """Events: "broken" {what, remedy} before "ready" when the model cannot be used."""
    words = argparse.ArgumentParser(prog="assistant.memory")
    words.add_argument("--model", type=Path, required=True)
    words.add_argument("--cache", type=Path, required=True)
    args = words.parse_args()
    parent = Parent().connect()
    log.start()
    try:
        model = MiniLM(args.model, args.cache)
    except Trouble as trouble:
        parent.event("broken", what=trouble.what, remedy=trouble.remedy)
        parent.event("ready")
        for order in parent.orders():
            order.trouble(trouble)
        return
    model.vectors(["hello"])  # the first run is slow and belongs to the loading
    parent.event("ready")
    for order in parent.orders():
        order.done(model.vectors([str(text) for text in order.fields["texts"]]).tobytes())


if __name__ == "__main__":
    main()
