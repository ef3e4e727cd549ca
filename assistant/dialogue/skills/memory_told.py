"""What she tells of what she remembers: about somebody, one thing, how she knows it, what was talked about."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from assistant.dialogue.skills import memory_requests as asks
from assistant.dialogue.skills.memory_days import span
from assistant.dialogue.skills.memory_phrasing import counted, listed, with_sources
from assistant.dialogue.skills.skill import Reply
from assistant.dialogue.text import capitalised
from assistant.memory.kept import YOU, Kind, spoken_day
from assistant.memory.patterns import NOUNS

if TYPE_CHECKING:
    from assistant.memory.diary import Diary
    from assistant.memory.kept import Memory
    from assistant.memory.store import MemoryStore
    from assistant.ports import Heard

TOLD_AT_ONCE = 4  # things she tells about somebody in one breath
_ALWAYS = frozenset(("name", "lives in", "works at", "job", "age", "allergy", "from", "born", "likes", "dislikes", "plays", "speaks", "learns", "studies", "afraid of", "married to", "drives"))  # fmt: skip


async def about(diary: Diary, request: asks.About) -> Reply | None:
    """The first TOLD_AT_ONCE things about somebody, or of what comes near where it is nobody."""
    who = request.who
    if who == YOU or await diary.look(lambda store: store.person(who) is not None):
        known = await diary.look(lambda store: store.of(who))
    else:
        hits = await diary.search(request.label, 8)
        known = tuple(hit.memory for hit in hits if hit.shared or (hit.meaning or 0) > 0.5)
    label = _their(request.label)
    if not known:
        return Reply(f"Nothing yet about {label}. You haven't told me.")
    told, rest = known[:TOLD_AT_ONCE], len(known) - TOLD_AT_ONCE
    more = f" And {counted(rest, 'more thing')}; they stand on the memory page." if rest > 0 else ""
    start = f"What I know about {label}: " if len(told) > 1 else ""
    return with_sources(f"{capitalised(start + listed(one.words for one in told))}.{more}", told)


async def why(diary: Diary, today: date) -> Reply | None:
    """The sentence and the day behind what she just told."""
    known = await told_last(diary)
    if not known:
        return None
    memory = known[0]
    day = spoken_day(memory.at, today)
    if memory.kind is Kind.INFERRED:
        return with_sources(
            f"I inferred it. {capitalised(day)} you said: “{memory.quote}”", known[:1]
        )
    if memory.kind is Kind.READ:
        return with_sources(f"I read it {day}: “{memory.quote}”", known[:1])
    return with_sources(f"You told me {day}: “{memory.quote}”", known[:1])


async def one_thing(diary: Diary, request: asks.Ask, heard: Heard) -> Reply | None:
    """One thing about one person; None where others than her memory know it."""
    for aspect in request.aspects:
        known = await diary.look(partial(of, request.who, aspect))
        if known:
            return with_sources(
                f"{capitalised(listed(one.words for one in known[:3]))}.", known[:3]
            )
    if request.who == YOU and request.aspects[0] == "name":
        return None  # the settings know it, and say so when they do not
    if request.who == YOU and not _ours_to_know(request.aspects[0]):
        return await anything(diary, asks.AskAny(heard.text), heard)
    return Reply(f"I don't know {request.missing}. You haven't told me.")


async def anything(diary: Diary, request: asks.AskAny, heard: Heard) -> Reply | None:
    """What comes near enough to a question in any words, by meaning or by its words."""
    hits = await diary.search(request.text, 3)
    for hit in hits:
        sure = (hit.meaning or 0) >= 0.55 and hit.shared >= 1
        if sure or hit.shared >= 2 or (hit.meaning or 0) >= 0.68:
            day = spoken_day(hit.memory.at, heard.at.date())
            return with_sources(
                f"{capitalised(hit.memory.words)}. You told me {day}.", (hit.memory,)
            )
    return Reply("I have nothing about that. You may not have told me.") if request.sure else None


async def talked(diary: Diary, when: str, now: datetime) -> Reply:
    """How much was said then and what was told; `when` is the person's words, "" for the last time."""
    if not when or when == "last time":
        days = await diary.look(lambda store: [day for day, _ in store.days(2)])
        today = now.date().isoformat()
        latest = [day for day in days if day[:10] != today or not when]
        when_at = date.fromisoformat(latest[0][:10]) if latest else now.date()
        first, last = when_at.isoformat(), (when_at + timedelta(1)).isoformat()
        said = spoken_day(first, now.date())
    else:
        first, last, said = span(when, now)
    turns = await diary.look(lambda store: store.turns_between(first, last))
    if not turns:
        return Reply(f"I have nothing from {said}. Either we didn't talk, or it isn't kept.")
    told = await diary.look(lambda store: store.told_between(first, last))
    parts = f"{counted(len(turns), 'turn')} {said}"
    if told:
        told = tuple(one for one in told if not one.replaced) or told
        return with_sources(f"{parts}. Among them: {listed(one.words for one in told[:TOLD_AT_ONCE])}.", told[:TOLD_AT_ONCE])  # fmt: skip
    line = max((turn.heard for turn in turns), key=lambda text: min(len(text), 120))[:120]
    return Reply(f"{parts}. You said, for one: “{line}”")


async def told_last(diary: Diary) -> list[Memory]:
    """The memories she spoke of in her last reply that are still kept."""
    numbers = diary.told
    return await diary.look(lambda store: [m for n in numbers if (m := store.by_id(n))])


def of(who: str, aspect: str, store: MemoryStore) -> tuple[Memory, ...]:
    return store.of(who, aspect)


def _ours_to_know(aspect: str) -> bool:
    """Whether it is the kind of thing one tells; other questions about oneself are left to the talk."""
    return aspect in _ALWAYS or bool(re.fullmatch(rf"(?i)favou?rite .+|{NOUNS}", aspect))


def _their(label: str) -> str:
    return re.sub(r"(?i)^(?:my|our) ", "your ", label) if label.lower() not in {"me", "myself"} else "you"  # fmt: skip
