"""Her memory by voice: what she knows and how, corrections, contradictions, forgetting, private talk."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, assert_never

from assistant.dialogue.skills import memory_corrections as corrections
from assistant.dialogue.skills import memory_forgetting as forgetting
from assistant.dialogue.skills import memory_requests as asks
from assistant.dialogue.skills import memory_told as telling
from assistant.dialogue.skills.memory_fitting import Unclear
from assistant.dialogue.skills.skill import Reply, Talk
from assistant.errors import Trouble
from assistant.memory.secrets import has_secret

if TYPE_CHECKING:
    from assistant.memory.diary import Diary
    from assistant.ports import Heard


class Remembering:
    """Tells what she knows about you and yours and how she knows it, takes corrections, asks when two things cannot both hold, and forgets for good."""

    name = "memory"

    def __init__(self, diary: Diary) -> None:
        self._diary = diary

    async def answer(self, heard: Heard, talk: Talk) -> Reply | None:
        try:
            return await self._answer(heard, talk)
        except Trouble as trouble:
            if asks.request(heard.text) is None:
                return None
            return Reply(f"I can't look into my memory. {trouble}")

    async def _answer(self, heard: Heard, talk: Talk) -> Reply | None:
        before = talk.history.before
        mine = before is not None and before.by == "skill:memory"
        if mine and (self._diary.asked or self._diary.phrase):
            reply = forgetting.answered(self._diary, heard.text, talk)
            if reply is not None:
                return reply
        if mine and self._diary.clash is not None:
            reply = corrections.settled(self._diary.clash, heard)
            if reply is not None:
                return reply
        if has_secret(heard.text):
            forgetting.unkept(talk)
            return Reply("That looks like something secret, so I don't keep it. A password manager is a better place than I am.")  # fmt: skip
        if isinstance(talk.pending, Unclear) and (
            reply := await corrections.said_which(self._diary, talk.pending, heard)
        ):
            return reply
        request = asks.request(await self._with_capitals(heard.text))
        if request is None:
            return await corrections.when_told(self._diary, heard)
        if self._diary.store is None and not isinstance(request, asks.Private):
            raise self._diary.troubled or Trouble(
                "It is not open yet.", "Ask me again in a moment."
            )
        return await self._asked(request, heard, talk)

    async def _asked(self, request: asks.Request, heard: Heard, talk: Talk) -> Reply | None:
        match request:
            case asks.Private(on=on):
                return forgetting.privately(on)
            case asks.DontKeep():
                return await forgetting.dont_keep(self._diary, request, talk)
            case asks.Forget():
                return await forgetting.forget(self._diary, request, talk)
            case asks.TakeBack():
                return await forgetting.take_back(self._diary)
            case asks.Why():
                return await telling.why(self._diary, heard.at.date())
            case asks.Wrong():
                return await corrections.wrong(self._diary, request, heard)
            case asks.About():
                return await telling.about(self._diary, request)
            case asks.Talked():
                return await telling.talked(self._diary, request.when, heard.at)
            case asks.Ask():
                return await telling.one_thing(self._diary, request, heard)
            case asks.AskAny():
                return await telling.anything(self._diary, request, heard)
            case _:
                assert_never(request)

    async def _with_capitals(self, text: str) -> str:
        """The names she knows with their capitals, as what is typed has often none."""
        if self._diary.store is None or re.search(r"[A-ZÀ-Þ]", text[1:].replace(" I", " ")):
            return text
        people = await self._diary.look(lambda store: store.people())
        for name in (one.name for one in people if one.name[:1].isupper()):
            text = re.sub(rf"\b{re.escape(name.lower())}\b", name, text)
        return text
