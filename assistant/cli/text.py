"""`os1 text`: talk in the terminal. One line in, one reply out; notices go to stderr."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import random
import sys
import threading
import time
from dataclasses import asdict
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from assistant.acting import teach
from assistant.among import Among
from assistant.dialogue import persona
from assistant.dialogue.company import Company, by_speaker
from assistant.dialogue.manager import Manager
from assistant.dialogue.skills import all_skills
from assistant.dialogue.wellbeing import USE_FILE, FileKeep, Wellbeing
from assistant.errands import Errands
from assistant.errors import Trouble
from assistant.events import ConfirmAsked, CrisisShown, Preparing, TroubleCame, UserSaid
from assistant.growth.growth import Growth
from assistant.keeping import Keeping, Remembered
from assistant.minding import AUTO, Minding
from assistant.models.store import Store
from assistant.paths import default_profile, models_folder, private_folder
from assistant.personas.shelf import everybody
from assistant.ports import Act, Clause, Heard
from assistant.reflection import Reflection
from assistant.retirement.asked import ACT as RETIRE
from assistant.retirement.asked import Retiring, deed
from assistant.settings import SettingsFile, write_whole

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from assistant.ports import Dialogue

BEHIND_S = 1.0
LONGEST_LINE = 4_000_000  # bytes; the rest of a longer line is read and dropped


def add(commands: Any) -> None:
    parser = commands.add_parser("text", help="talk in the terminal: one line in, one reply out")
    parser.add_argument("--json", action="store_true", help="one JSON object a turn")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    try:
        folder = _profile(args.profile)
        settings = SettingsFile.load(folder)
        if settings.trouble:
            _notice(str(settings.trouble))
        minding = Minding(args.mind, Store(models_folder()), _told)
        errands = Errands(folder, _now, _told, _said_of_her_own, lambda: settings.now.calendar)
        keeping = Keeping(folder, lambda: settings.now, _now, _told, minding.store)
        growth = Growth(folder, settings, _now, _told)
        if growth.trouble:
            _notice(str(growth.trouble))
        keeping.diary.elsewhere = growth.forget
        if errands.desk is not None:
            errands.desk.plans = keeping.plans
        teach(errands.deeds, settings, growth, keeping.diary)
        wellbeing = Wellbeing(FileKeep(folder / USE_FILE, write_whole), time.monotonic)
        among = Among(
            folder, keeping.diary, errands.desk, settings, _now, _told,
            lambda _text, _by: 0, lambda: False,  # in a terminal she never speaks first
        )  # fmt: skip
        early = (*keeping.skills(), *among.skills(), *errands.skills())
        manager = Manager(
            persona.load(), lambda: settings.now, minding.mind,
            (*all_skills(errands.desk, early), *among.last_skills()), _now,
            random.Random(), Reflection(minding, folder), minding.mind, wellbeing, keeping,
            company=Company(
                persona.load(), random.Random(), partial(everybody, folder, _told),
                lambda: settings.now.voice,
            ),
            grown=growth,
        )  # fmt: skip
        growth.heard = lambda: manager.history.last
        led = among.leading(manager, manager, wellbeing)
    except Trouble as trouble:
        _notice(str(trouble))
        return 1
    _notice(manager.opening())
    ending = Retiring()
    if errands.desk is not None:
        errands.desk.deeds.learn(RETIRE, deed(ending, folder, lambda: None))
    try:
        asyncio.run(
            _talk(
                manager, minding, errands, keeping,
                growth=growth, among=among, led=led, ending=ending, as_json=args.json,
            )
        )  # fmt: skip
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read us has gone; Python would complain once more at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        return 130
    return _ended(folder) if ending.agreed else 0


def _ended(folder: Path) -> int:
    """Hand over and erase, as they said yes to. Raises Trouble, and then nothing is erased."""
    from assistant.profile import held
    from assistant.retirement.ending import end

    with held(folder):
        print(end(folder, _now))
    return 0


async def _talk(
    manager: Manager,
    minding: Minding,
    errands: Errands,
    keeping: Keeping,
    *,
    growth: Growth,
    among: Among,
    led: Dialogue,
    ending: Retiring,
    as_json: bool,
) -> None:
    """Line by line; a mind that was asked for by name is waited for, any other joins behind."""
    await keeping.open()
    waking = asyncio.create_task(_wake(minding, keeping), name="wake the mind")
    resting: asyncio.Task[None] | None = None
    ringing = asyncio.create_task(errands.watch(), name="ring what is due")
    minding_them = asyncio.create_task(among.circle.watch(), name="keep up with memory")
    try:
        if minding.wanted != AUTO:
            await waking
            await minding.read_ahead(manager.ahead())
        while (line := await _line()) is not None:
            if errands.waiting and line.strip().lower() in {"yes", "no"}:
                _confirm(errands, yes=line.strip().lower() == "yes")
                if ending.agreed:
                    break
                continue
            among.news(UserSaid(0, line))
            if await _turn(
                line, manager, errands, keeping,
                growth=growth, among=among, led=led, as_json=as_json,
            ):  # fmt: skip
                break
            resting = asyncio.create_task(minding.read_ahead(manager.ahead()), name="read ahead")
    finally:
        for task in (waking, resting, ringing, minding_them):
            if task is not None:
                task.cancel()
                await asyncio.wait([task])
        growth.close()
        await minding.close()
        await keeping.close()


async def _wake(minding: Minding, keeping: Keeping) -> None:
    if minding.wanted == AUTO:
        await asyncio.sleep(BEHIND_S)  # a few lines through a pipe need no model
    await asyncio.gather(minding.start(), keeping.sense())


def _told(fact: object) -> None:
    match fact:
        case Preparing(words=words):
            _notice(f"({words} ...)")
        case ConfirmAsked(text=text):
            _notice(f"({text[:1].upper()}{text[1:]}? Type yes or no.)")
        case TroubleCame(what=what, remedy=remedy):
            _notice(f"{what} {remedy}".strip())
        case _:
            pass


def _profile(named: Path | None) -> Path:
    try:
        return private_folder(named or default_profile())
    except OSError as error:
        raise Trouble(
            f"The profile folder can't be made ({error.strerror}).", "Choose one with --profile."
        ) from None


def _now() -> datetime:
    return datetime.now().astimezone()


def _notice(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


async def _line() -> str | None:
    """The next line typed; None at the end. Read in a thread that may be left waiting at the end."""
    loop = asyncio.get_running_loop()
    coming: asyncio.Future[str | None] = loop.create_future()

    def read() -> None:
        line = _read_line()
        with contextlib.suppress(RuntimeError):  # nobody waits any more
            loop.call_soon_threadsafe(_deliver, coming, line)

    threading.Thread(target=read, name="keyboard", daemon=True).start()
    return await coming


def _deliver(coming: asyncio.Future[str | None], line: str | None) -> None:
    if not coming.done():
        coming.set_result(line)


def _read_line() -> str | None:
    """Bytes that are no text become the replacement mark."""
    raw = sys.stdin.buffer.readline(LONGEST_LINE)
    if not raw:
        return None
    rest = raw
    while rest and not rest.endswith(b"\n"):
        rest = sys.stdin.buffer.readline(LONGEST_LINE)
    return raw.decode("utf-8", "replace").rstrip("\r\n")


async def _turn(
    line: str,
    manager: Manager,
    errands: Errands,
    keeping: Keeping,
    *,
    growth: Growth,
    among: Among,
    led: Dialogue,
    as_json: bool,
) -> bool:
    """Answer one line; whether that was the goodbye. What is printed has been kept before."""
    began = time.monotonic()
    first: int | None = None
    clauses: list[Clause] = []
    talk = Remembered(led, manager, keeping.diary)
    async for clause in talk.answer(Heard(line, _now(), typed=True)):
        first = _since(began) if first is None else first
        if clause.act is not None:
            _perform(clause.act, errands)
            if clause.act.name == "crisis":
                among.news(CrisisShown(str(clause.act.arguments["text"])))
        clauses.append(clause)
    parts = by_speaker((clause.speaker, clause.text) for clause in clauses)
    for speaker, text in parts:
        talk.was_said(text, speaker)
    growth.observe(manager.history)
    said = " ".join(text for _, text in parts)
    await keeping.diary.settled()
    act = next((clause.act for clause in clauses if clause.act), None)
    if not as_json:
        names = (f"{speaker}: {text}" if speaker else text for speaker, text in parts)
        print("\n".join(names), flush=True)
        return act is not None and act.name == "goodbye"
    told: dict[str, Any] = {
        "heard": line,
        "said": said,
        # a first clause may only say that a paste was cut; the last one is the answer's
        "by": clauses[-1].by if clauses else "manager",
        "act": None if act is None else {"name": act.name, "arguments": act.arguments},
        "sources": [
            asdict(source)
            for source in dict.fromkeys(s for clause in clauses for s in clause.sources)
        ],
        "ms": {"first_clause": first, "total": _since(began)},
    }
    if any(speaker for speaker, _ in parts):  # another voice of hers is in the talk
        told["voices"] = [list(part) for part in parts]
    print(json.dumps(told), flush=True)
    return act is not None and act.name == "goodbye"


def _said_of_her_own(text: str) -> int:
    """What she says unprompted goes beside the answers; it counts as said at once."""
    _notice(text)
    return -1


def _confirm(errands: Errands, *, yes: bool) -> None:
    waiting = errands.waiting
    try:
        if waiting is not None:
            errands.confirm(waiting.number, yes)
            _notice("(Done.)" if yes else "(Left as it is.)")
    except Trouble as trouble:
        _notice(str(trouble))


def _perform(act: Act, errands: Errands) -> None:
    try:
        errands.perform(act)
    except Trouble as trouble:
        _notice(str(trouble))


def _since(began: float) -> int:
    return round((time.monotonic() - began) * 1000)
