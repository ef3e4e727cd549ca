"""The local mind's process: `python -m assistant.mind --model FILE --context N ...`.

It tells where it serves with the event serving {address}, then ready; or refused {what, remedy} and
ends. The key to it comes by the environment, so that it shows in no list of processes.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from assistant.errors import Trouble
from assistant.mind import llama
from assistant.mind.fit import Fit
from assistant.wire import Parent

KEY = "OS1_MIND_KEY"


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--model", type=Path, required=True)
    for name in Fit.__dataclass_fields__:
        arguments.add_argument(f"--{name}", type=int, default=getattr(Fit(), name))
    asked = vars(arguments.parse_args())
    model: Path = asked.pop("model")
    key = os.environ.pop(KEY, "")
    if not key:
        raise SystemExit(f"{KEY} is not set: without a key anybody on this computer could ask.")
    parent = Parent().connect()
    try:
        server = llama.serve(model, Fit(**asked), key)
    except Trouble as trouble:
        parent.event("refused", what=trouble.what, remedy=trouble.remedy)
        raise SystemExit(str(trouble)) from None
    parent.event("serving", address=str(server.listening_address))
    parent.event("ready")
    for order in parent.orders():  # it talks over its address; here only the end of the pipe counts
        order.trouble(Trouble(f"The local mind takes no order to {order.what}."))


if __name__ == "__main__":
    main()
