"""Her manner by voice: wishes, holding still, as at first; how and why she has changed; wrong guesses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, assert_never

from assistant.dialogue import guessing
from assistant.dialogue.skills import manner_requests as asks
from assistant.dialogue.skills.skill import Reply, Talk
from assistant.growth import account
from assistant.growth import ledger as of
from assistant.growth.account import line
from assistant.growth.manner import RANGES, Trait
from assistant.ports import Act

if TYPE_CHECKING:
    from assistant.growth.growth import Growth
    from assistant.ports import Heard

KEEP = "keep the wrong guess?"  # what stands open after a correction
# of these her persona has lines of her own
_OF_HERS = {(Trait.DIRECTNESS, 1): "direct", (Trait.QUESTIONS, -1): "questions"}
_YES = re.compile(
    r"(?:yes|yeah|yep|sure|please do|ok(?:ay)?|do(?: that)?|keep (?:it|that)|of course|please)\b.*"
)
_NO = re.compile(r"(?:no|nope|nah|don't|not|never|leave it|only (?:now|today))\b.*")


class MannerSkill:
    """Changes how she talks when asked to, holds still, goes back to the first day, and tells how and why she has changed."""

    name = "manner"

    def __init__(self, growth: Growth) -> None:
        self._growth = growth

    def holds(self, talk: Talk) -> bool:
        """After it has spoken, and after a guess, what follows may be for it."""
        before = talk.history.before
        return before is not None and (before.by == f"skill:{self.name}" or bool(before.guessed))

    async def answer(self, heard: Heard, talk: Talk) -> Reply | None:
        turn = talk.history.turns
        if talk.pending == KEEP and (reply := self._kept(heard.text, turn)):
            return reply
        if reply := self._corrected(heard.text, talk):
            return reply
        before = talk.history.before
        spoken_of = before is not None and before.by == f"skill:{self.name}"
        request = asks.request(heard.text, spoken_of=spoken_of)
        return None if request is None else self._asked(request, heard, talk)

    def _asked(self, request: asks.Request, heard: Heard, talk: Talk) -> Reply | None:
        turn, today, ledger = talk.history.turns, heard.at.date(), self._growth.ledger
        match request:
            case asks.Wish():
                return self._wish(request, talk)
            case asks.Still(on=on):
                if ledger.still == on:
                    return Reply(line("still_already" if on else "loose_already", turn))
                return Reply(line("still" if on else "loose", turn), _act("still", on=on))
            case asks.Restore():
                if ledger.manner == ledger.begin:
                    return Reply(line("restored_already", turn))
                return Reply(line("restored", turn), _act("restore"))
            case asks.Changed():
                return Reply(account.changed(ledger, today, turn))
            case asks.Why(trait=trait):
                return Reply(account.why(ledger, trait, today, turn))
            case asks.Undo(sure=sure):
                return self._undo(turn, sure=sure)
            case asks.Dial(to=to):
                return Reply(line(to, turn), _act("dial", to=to))
            case asks.Wrong(feeling=feeling):
                return self._wrong(feeling, turn)
            case asks.GuessAgain():
                return Reply(line("loose_guesses", turn), _act("forget_guesses"))
            case _:
                assert_never(request)

    def _wish(self, wish: asks.Wish, talk: Talk) -> Reply:
        level, within = self._growth.manner.level(wish.trait), RANGES[wish.trait]
        if level == (within.low if wish.by < 0 else within.high):
            return Reply(line("at_the_end", talk.history.turns))
        hers = _OF_HERS.get((wish.trait, 1 if wish.by > 0 else -1))
        way = "up" if wish.by > 0 else "down"
        said = talk.say(hers) if hers else line(f"{wish.trait}_{way}", talk.history.turns)
        return Reply(said, _act("wish", trait=wish.trait.value, by=wish.by))

    def _undo(self, turn: int, *, sure: bool) -> Reply | None:
        lines = of.latest(self._growth.ledger)
        if not lines:
            return Reply(line("nothing_to_undo", turn)) if sure else None
        what = "being as on the first day" if len(lines) > 1 else account.step_words(lines[-1])
        return Reply(line("undone", turn, what=what), _act("undo"))

    # --- feelings that were guessed ----------------------------------------------------

    def _corrected(self, text: str, talk: Talk) -> Reply | None:
        """ "No, I'm not sad": it is not guessed again."""
        before = talk.history.before
        if before is None or before.private:
            return None
        wrong = asks.wrong_guess(text, before.guessed, guessing.named(before.said or before.meant))
        if wrong is None:
            return None
        told = before.understood.feeling if before.understood else ""
        if not before.guessed and wrong.feeling in told:
            return None  # she only said their own word back: that is for the talk
        return self._wrong(wrong.feeling, talk.history.turns)

    def _wrong(self, feeling: str, turn: int) -> Reply:
        said, act = line("not_here", turn, feeling=feeling), _act("not_here", feeling=feeling)
        if self._growth.keeps_guesses:
            return Reply(said, act)
        if self._growth.asked_to_keep:
            return Reply(f"{said} {line('for_now', turn)}", act)
        asked = str(account.script()["wishes"]["keep_it"])
        return Reply(f"{said} {asked}", act, pending=KEEP)

    def _kept(self, text: str, turn: int) -> Reply | None:
        plain = " ".join(re.sub(r"[^\w' ]+", " ", text.lower()).split())
        if _YES.fullmatch(plain):
            feeling = " or ".join(sorted(self._growth.not_here)) or "that"
            return Reply(line("kept", turn, feeling=feeling), _act("keep_guesses"))
        return Reply(line("not_kept", turn)) if _NO.fullmatch(plain) else None


def _act(do: str, **arguments: str | float | bool) -> Act:
    return Act("manner", {"do": do, **arguments})
