"""Forgetting by voice: what would go, her question where it is much, taking it back, and what is not kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.dialogue.skills import memory_requests as asks
from assistant.dialogue.skills.memory_phrasing import act_on, counted, listed
from assistant.dialogue.skills.memory_told import told_last
from assistant.dialogue.skills.skill import Reply, Talk
from assistant.memory.kept import YOU
from assistant.memory.ranking import stems
from assistant.ports import Act

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.dialogue.history import Exchange
    from assistant.memory.diary import Diary
    from assistant.memory.kept import Memory, Turn

ASKS_ABOVE = 2  # so many memories go without being asked for first
CLICK_ABOVE = 20  # so many by voice alone; more wait for a yes on the screen (`assistant.acting`)


async def forget(diary: Diary, request: asks.Forget, talk: Talk) -> Reply | None:
    """A little goes at once; everything about somebody is asked about first, with what would go."""
    unkept(talk)
    phrase, everything = "", request.all_of
    if not request.what:
        memories = await _spoken_of(diary, talk)
        if not memories:
            return await dont_keep(diary, asks.DontKeep(), talk)
    elif request.all_of:
        memories, phrase = await _everything(diary, request.what)
    else:
        memories = await _meant(diary, request.what)
        if not memories and asks.whom(request.what) != YOU:  # only lines of the talk hold it
            memories, phrase = await _everything(diary, request.what)
            everything = True
    chosen = await diary.would_forget(memories, phrase)
    if not chosen:
        return Reply("I find nothing about that, so there is nothing to forget.")
    _out_of_the_talk(diary, talk, chosen.turns)
    goes = listed(one.words for one in chosen.memories[:6])
    more = len(chosen.memories) - 6
    what = goes + (f", and {counted(more, 'more thing')}" if more > 0 else "")
    lines = f"{counted(len(chosen.turns), 'line')} of our talk" if chosen.turns else ""
    whole = " and ".join(part for part in (f"“{what}”" if what else "", lines) if part)
    ids = " ".join(str(one.id) for one in chosen.memories)
    if everything and (len(chosen.memories) > ASKS_ABOVE or not chosen.memories):
        return Reply(f"That would take {whole}. Shall I forget it?", act_on("ask_forget", memories=ids, phrase=phrase, turns=" ".join(str(t.id) for t in chosen.turns)))  # fmt: skip
    return Reply(
        f"Forgotten: {whole}. Say undo within half a minute to have it back; backups are cleared within a day.",
        act_on("forget", memories=ids, phrase=phrase),
    )  # fmt: skip


def answered(diary: Diary, text: str, talk: Talk) -> Reply | None:
    """Their answer to her question whether it shall all be forgotten; None when it is none."""
    unkept(talk)
    if asks.NO.fullmatch(text):
        return Reply("Then I keep it all.", act_on("leave_be"))
    if not asks.YES.fullmatch(text):
        return None
    ids = " ".join(map(str, diary.asked))
    act = act_on("forget", memories=ids, phrase=diary.phrase)
    if len(diary.asked) > CLICK_ABOVE:
        return Reply("That is a lot, so it waits for your yes on the screen.", act)
    return Reply(
        "It is forgotten. Say undo within half a minute to have it back; backups are cleared within a day.",
        act,
    )  # fmt: skip


async def dont_keep(diary: Diary, request: asks.DontKeep, talk: Talk) -> Reply:
    """This turn is not kept, or the one before, or the one that said `what`, is let go of."""
    unkept(talk)
    before = talk.history.before
    if request.what:
        before = _that_said(request.what, talk)
        if before is None:
            return Reply("I find no such line in our talk, so there is nothing to let go of.")
    if request.this or before is None:
        return Reply("I won't keep this.")
    turn = diary.turn_of(before)
    before.private = True
    memories = await diary.look(lambda store: store.told_in(turn)) if turn else ()
    ids = " ".join(str(one.id) for one in memories)
    act = act_on("forget", memories=ids, turns=str(turn)) if turn else None
    if request.what:
        return Reply(f"I let go of that line: “{before.heard}”", act)
    return Reply("I let go of what you just said.", act)


async def take_back(diary: Diary) -> Reply | None:
    """None when nothing is leaving, as another skill may have something to undo."""
    if not await diary.leaving():
        return None
    return Reply("It's back, as if you had said nothing.", act_on("undo"))


def privately(on: bool) -> Reply:
    if on:
        words = "From here on nothing is kept, until you say I may remember again."
    else:
        words = "I'm remembering again. What we said in between is not kept."
    return Reply(words, Act("private", {"private": on}))


def unkept(talk: Talk) -> None:
    """What was just said does not go into her memory."""
    if talk.history.last is not None:
        talk.history.last.private = True


def _out_of_the_talk(diary: Diary, talk: Talk, turns: Sequence[Turn]) -> None:
    """What is forgotten is not said back from this talk either."""
    going = {turn.id for turn in turns}
    for exchange in talk.history.exchanges:
        if diary.turn_of(exchange) in going:
            exchange.private = True


async def _spoken_of(diary: Diary, talk: Talk) -> list[Memory]:
    """What "that" means: the memories she spoke of in her last reply, else what they just told."""
    before = talk.history.before
    turn = diary.turn_of(before) if before is not None else 0
    just = list(await diary.look(lambda store: store.told_in(turn))) if turn else []
    return just or (await told_last(diary) if before is not None else [])


async def _everything(diary: Diary, what: str) -> tuple[list[Memory], str]:
    who = asks.whom(what)
    if who == YOU:
        return list(await diary.look(lambda store: store.of(YOU))), ""
    person = await diary.look(lambda store: store.person(who))
    phrase = (person.name or person.relation) if person else re.sub(r"(?i)^(?:my|the|our) ", "", what)  # fmt: skip
    about = list(await diary.look(lambda store: store.of(who))) if person else []
    worded = await diary.look(lambda store: store.worded_with(phrase))
    return list({one.id: one for one in (*about, *worded)}.values()), phrase


async def _meant(diary: Diary, what: str) -> list[Memory]:
    """The one memory these words mean, if it is clear."""
    said = stems(what)
    for hit in await diary.search(what, 3):
        all_said = bool(said) and said <= stems(f"{hit.memory.words} {hit.memory.about}")
        if all_said or hit.shared >= 2 or (hit.meaning or 0) >= 0.6:
            return [hit.memory]
    return []


def _that_said(what: str, talk: Talk) -> Exchange | None:
    """The latest line of theirs that holds all the words of `what`."""
    said = stems(what)
    for exchange in list(talk.history.exchanges)[-2::-1]:
        if said and not exchange.private and said <= stems(exchange.heard):
            return exchange
    return None
