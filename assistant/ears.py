"""The hearing child, `python -m assistant.ears`: a recogniser and the end-of-turn model together."""

from __future__ import annotations

import argparse
from pathlib import Path

from assistant import log
from assistant.errors import Trouble
from assistant.hearing.engines import opened_or_fall_back
from assistant.hearing.serve import serve
from assistant.turns.judge import SmartTurn
from assistant.wire import Parent


def main() -> None:
    """Load, tell the parent what came of it, and answer orders until it goes.

    Events: "engine" {engine, what, remedy} (what is empty unless another engine had to step in),
    "turns" {judges, what, remedy}, then "ready". When no engine works at all there is "broken"
    {what, remedy} before "ready", and each order is answered with that.
    """
    words = argparse.ArgumentParser(prog="assistant.ears")
    words.add_argument("--engine", required=True)
    words.add_argument("--model", type=Path)
    words.add_argument("--turn-model", type=Path)
    args = words.parse_args()
    parent = Parent().connect()
    log.start()
    try:
        recogniser, instead = opened_or_fall_back(args.engine, args.model)
    except Trouble as trouble:
        parent.event("broken", what=trouble.what, remedy=trouble.remedy)
        parent.event("ready")
        for order in parent.orders():
            order.trouble(trouble)
        return
    what, remedy = (instead.what, instead.remedy) if instead else ("", "")
    parent.event("engine", engine=recogniser.name, what=what, remedy=remedy)
    judge = None
    if args.turn_model is not None:
        try:
            judge = SmartTurn(args.turn_model).complete
        except Trouble as trouble:
            what, remedy = trouble.what, trouble.remedy
        else:
            what, remedy = "", ""
        parent.event("turns", judges=judge is not None, what=what, remedy=remedy)
    parent.event("ready")
    serve(parent, recogniser, judge)


if __name__ == "__main__":
    main()
