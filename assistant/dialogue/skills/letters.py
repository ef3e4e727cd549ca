"""The letter desk: begin, dictate or draft, read back, revise by voice, keep every revision, save."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, assert_never

from assistant.dialogue.skills import letter_requests as r
from assistant.dialogue.skills.letter_replies import Replies, crisis
from assistant.dialogue.skills.skill import Reply, Talk
from assistant.dialogue.text import bare
from assistant.errors import Trouble
from assistant.letters import commands as c
from assistant.letters import drafting, spoken
from assistant.letters.editing import apply
from assistant.letters.framing import framed
from assistant.letters.sentences import dictated

if TYPE_CHECKING:
    from assistant.letters.commands import Command
    from assistant.letters.letter import Letter
    from assistant.letters.writing import Writing
    from assistant.ports import Heard

DOUBTFUL = 0.6  # what is heard less surely is read back at once
MOST_TOLD = 4  # changes that are told one by one
_GOT_IT = ("Got it.", "Yes.", "I have that.", "Go on.", "Down.", "Mm-hm.")
_OTHERS = re.compile(  # what ends or changes the talk, even in the midst of a dictation
    r"(?:good ?bye|bye(?: bye)?|good night|undo(?: that| it| the last one)?|take that back|(?:a (?:bit|little) |speak )?(?:louder|quieter|slower|faster|softer)"
    r"|(?:wait|give me|hold on|just) (?:a |one |another |half a )?(?:minute|moment|second|sec)|who am i (?:talking|speaking) to|are you (?:a )?(?:real|human|person)(?: person)?)"
)
_YES = re.compile(
    r"(?:yes|yeah|yep|yes please|please|please do|sure|go ahead|do|ok|okay|all right|read it|of course)(?: please| read it(?: back)?)?"
)
_SETTLED = re.compile(
    r"(?:(?:no|nope|ok|okay|yes|good|great|thanks|thank you|perfect|lovely|fine) )*(?:nothing(?: more| else)?|that(?:'s| is| was) (?:it|all|fine|good|great|perfect|lovely|everything)|it's (?:fine|good|great|perfect|lovely)(?: (?:as it is|like that|so))?|leave it(?: (?:as it is|like that|so))?|(?:i'm |we're )?done|finished|perfect|fine|good|no)(?: (?:now|so far|thanks|thank you))*"
)
_NO = re.compile(
    r"(?:no|nope|no thanks|no thank you|not now|never ?mind|forget it|nobody|no one|cancel|leave it)(?: .{0,20})?"
)
Question = (
    c.Cut | c.Change | r.Read | r.Begin | r.Draft | r.Shown
)  # what it may have asked in the turn before


class Letters:
    """Writes letters with you: dictate or give a few points, hear it back, change it, save it."""

    name = "letters"

    def __init__(self, writing: Writing) -> None:
        self._writing = writing
        self._replies = Replies(writing)

    def holds(self, talk: Talk) -> bool:
        """Whether it is asked before the other skills: a letter is being dictated, or it has asked something.

        A crisis ends the dictation; it goes on only when the person says so.
        """
        if self._writing.dictating and not _interrupted(talk):
            return True
        if isinstance(talk.pending, r.Shown):
            last = talk.history.last
            return last is not None and _SETTLED.fullmatch(bare(last.heard)) is not None
        return isinstance(talk.pending, Question)

    async def answer(self, heard: Heard, talk: Talk) -> Reply | None:
        try:
            reply = await self._answer(heard, talk)
        except Trouble as trouble:
            return Reply(str(trouble))
        if reply is not None and talk.history.last is not None:
            talk.history.last.private = True  # letters are for no memory and no mind
        return reply

    async def _answer(self, heard: Heard, talk: Talk) -> Reply | None:
        text = heard.text
        dictating = self._writing.dictating and not _interrupted(talk)
        if heard.called:
            dictating = False  # "Samantha, what time is it?" is for her, not for the letter
        if dictating and _OTHERS.fullmatch(bare(text)):
            return None
        question = talk.pending
        if isinstance(question, Question) and (reply := self._replied(question, text, talk)):
            return reply
        request = r.request(text)
        if request is not None and (
            reply := await self._replies.granted(request, heard, talk, dictating=dictating)
        ):
            return reply
        if not self._writing.name:
            return None
        command = spoken.command(text)
        if command is not None and (dictating or _lately(talk) or self._fits(command)):
            return self._edited(command, talk)
        return self._dictated(text, heard, talk) if dictating else None

    # --- questions of its own --------------------------------------------------------------

    def _replied(self, question: Question, text: str, talk: Talk) -> Reply | None:
        plain = bare(text)
        match question:
            case c.Cut() | c.Change():
                chosen = spoken.which(text)
                if chosen is None:
                    return Reply("All right, it stays as it is.") if _NO.fullmatch(plain) else None
                settled = (
                    c.Cut(question.words, chosen) if isinstance(question, c.Cut)
                    else c.Change(question.old, question.new, chosen)
                )  # fmt: skip
                return self._edited(settled, talk)
            case r.Read():
                return self._replies.read(question) if _YES.fullmatch(plain) else None
            case r.Begin():
                if _NO.fullmatch(plain):
                    return Reply("All right, no letter.")
                if len(text.split()) > 6 or r.request(text) is not None:
                    return None
                to = drafting.addressee(
                    re.sub(r"(?i)^(?:it's |it is )?(?:to|for) (?!whom)", "", text.strip())
                )
                return self._replies.begun(
                    r.Begin(to, question.points, question.subject, question.draft), talk
                )
            case r.Shown():
                if self._writing.dictating or not _SETTLED.fullmatch(plain):
                    return None
                return Reply("Good. It stays as it is, among your letters.")
            case r.Draft():
                if _NO.fullmatch(plain):
                    return Reply("All right.")
                return self._replies.drafted((text,), talk) if r.request(text) is None else None
            case _:
                assert_never(question)

    # --- the text --------------------------------------------------------------------------

    def _fits(self, command: Command) -> bool:
        """Whether it can be meant for this letter, when something else was talked of in between."""
        outcome = apply(self._writing.draft.letter, command)[1]
        return not isinstance(outcome, c.Unclear) or outcome.ask is not None

    def _edited(self, command: Command, talk: Talk) -> Reply:
        before = self._writing.draft.letter
        letter, outcome = apply(before, command)
        if isinstance(outcome, c.Unclear):
            if outcome.ask is not None:
                return Reply(outcome.question, None, pending=outcome.ask)
            return Reply(outcome.question)
        if (danger := crisis(letter, talk)) is not None:
            return danger
        what = "; ".join(outcome.told[:MOST_TOLD])
        revised = self._writing.revise(letter, what)
        return Reply(_told(letter, outcome), revised, pending=r.Shown())

    def _dictated(self, text: str, heard: Heard, talk: Talk) -> Reply:
        before, body = framed(self._writing.draft.letter, text)
        if not body and before != self._writing.draft.letter:
            return Reply("Got it.", self._writing.revise(before, "dictated"))
        letter, outcome = apply(before, c.Add(dictated(body)))
        if isinstance(outcome, c.Unclear):
            return Reply(outcome.question)
        if (danger := crisis(letter, talk)) is not None:
            return danger
        act = self._writing.revise(letter, "dictated")
        if heard.confidence < DOUBTFUL:
            return Reply(f"I wrote: “{' '.join(letter.sentences[at] for at in outcome.at)}”", act)
        return Reply(_GOT_IT[len(letter.sentences) % len(_GOT_IT)], act)


def _told(letter: Letter, outcome: c.Edited) -> str:
    """What was changed, and the sentence as it is now where that is short."""
    told = list(outcome.told)
    if len(told) > MOST_TOLD:
        more = len(told) - MOST_TOLD
        told = [*told[:MOST_TOLD], f"and {more} more, on the letters page"]
    said = "; ".join(told)
    said = f"{said[:1].upper()}{said[1:]}."
    if 0 < len(outcome.at) <= 2 and "put in" not in said:
        said += f" It reads now: {' '.join(f'“{letter.sentences[at]}”' for at in outcome.at)}"
    return said.replace(".”.", ".”").replace(",”.", ",”")


def _interrupted(talk: Talk) -> bool:
    """Whether a crisis came since the desk last answered."""
    for exchange in list(talk.history.exchanges)[-2::-1]:
        if exchange.by == "skill:letters":
            return False
        if exchange.by == "safety":
            return True
    return False


def _lately(talk: Talk) -> bool:
    """Whether the turn before was about the letter."""
    return talk.history.before is not None and talk.history.before.by == "skill:letters"
