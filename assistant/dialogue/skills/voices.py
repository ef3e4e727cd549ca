"""Introduce another voice, let it step back, and tell who is speaking: other manners of the same software."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.dialogue import honesty
from assistant.dialogue.company import HER, Company, Guest, described, truth
from assistant.dialogue.skills import voices_asked as asked
from assistant.dialogue.skills.skill import Reply, Talk
from assistant.dialogue.skills.voices_asked import Wish

if TYPE_CHECKING:
    from assistant.ports import Heard

SAME = "another manner and another voice of the same software"
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight")


class Choosing:
    """She has named the others and asked whom; kept with the exchange."""


class Voices:
    """Lets the person talk with another voice too, and says whose words were whose.

    Who is here stands in the history, which goes back when an answer is taken back.
    """

    name = "voices"

    def __init__(self, company: Company) -> None:
        self._company = company

    async def answer(self, heard: Heard, talk: Talk) -> Reply | None:
        her, history = talk.settings.her_name, talk.history
        here = self._company.here(history)
        request = asked.understood(
            heard.text,
            lambda: self._company.others(her),
            here=here,
            called=here is not None
            and history.last is not None
            and history.last.addressed == here.name,
            choosing=isinstance(talk.pending, Choosing),
        )
        if here is not None and request.wish is Wish.NONE and honesty.asked(heard.text) == "who":
            request = asked.Asked(Wish.WHO_SPEAKS, here)
        match request.wish:
            case Wish.WHO_ELSE:
                return self._offer(self._company.others(her))
            case Wish.COME if request.guest is not None:
                return self._introduce(request.guest, here, talk, apart=request.alone)
            case Wish.LEAVE if here is not None and history.last is not None:
                if history.last.addressed == HER and request.aside:
                    history.apart = True
                    return Reply("I'll step back. Call me by my name and I'm here.")
                return self._leave(here, talk)
            case Wish.APART if here is not None:
                history.apart = True
                return Reply(
                    f"Of course. {here.name} goes on, and I come when you say my name.",
                    guest=here, guest_says=self._company.fixed(here, "hello"),
                )  # fmt: skip
            case Wish.TOGETHER if here is not None:
                history.apart = False
                return Reply("I'm here again, the three of us.")
            case Wish.WHO_SAID:
                return self._who_said(talk)
            case Wish.WHO_SPEAKS if here is not None:
                lines = truth(her, here.name)
                return Reply(lines[history.turns % len(lines)])
            case Wish.WHO_IS if request.guest is not None:
                return Reply(
                    f"{request.guest.name} is {described(request.guest)}: {SAME}, not a person."
                )
            case _:
                return None

    def _offer(self, others: tuple[Guest, ...]) -> Reply:
        if not others:
            return Reply("There's no other voice here, only me.")
        count = _NUMBERS[len(others)] if len(others) < len(_NUMBERS) else str(len(others))
        several = "; ".join(f"{one.name}, {described(one)}" for one in others[:6])
        are = "There are" if len(others) > 1 else "There is"
        return Reply(
            f"{are} {count}: {several}. They're other manners and voices of the same software, "
            "not people. Whom would you like to hear?",
            pending=Choosing(),
        )

    def _introduce(self, guest: Guest, here: Guest | None, talk: Talk, *, apart: bool) -> Reply:
        history = talk.history
        history.apart = apart
        if here is guest:
            return Reply(f"{guest.name} is here already.")
        before = f"{here.name} steps back. " if here is not None else ""
        history.guest = guest.name
        words = f"{before}This is {guest.name}, {described(guest)}: {SAME}."
        return Reply(words, guest=guest, guest_says=self._company.fixed(guest, "hello"))

    def _leave(self, here: Guest, talk: Talk) -> Reply:
        """The guest goes with a word, and she is back."""
        talk.history.guest, talk.history.apart = "", False
        return Reply(
            f"All right, {here.name} steps back, and it's the two of us.",
            guest=here, guest_says=self._company.fixed(here, "leave"),
        )  # fmt: skip

    def _who_said(self, talk: Talk) -> Reply | None:
        """Whose the words of the last reply were that was heard."""
        her = talk.settings.her_name
        before = talk.history.before
        if before is None or not before.said:
            return None
        names = list(dict.fromkeys(name or her for name, _ in before.voices)) or [her]
        if len(names) == 1:
            who = "I said that" if names[0] == her else f"{names[0]} said that"
            return Reply(f"{who}. It's all one program, whichever voice it has.")
        words = before.said.split()
        told, at = [], 0
        for name, count in before.voices:
            first = " ".join(words[at : at + min(count, 5)]).rstrip(".,;:!?")
            told.append(f"{name or her} said “{first}”")
            at += count
        return Reply(f"{' and '.join(told[:3])}. It's all one program, whichever voice it has.")
