"""Language models behind the one seam of the manager: a relay of them, or her own lines without any."""

from __future__ import annotations

import json
from contextlib import aclosing
from typing import TYPE_CHECKING, Any

from assistant.dialogue.minds.port import Message, MindLost, Request
from assistant.dialogue.prompt import NOTHING_HEARD

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from assistant.dialogue.minds.relay import Relay
    from assistant.ports import Prompt

SCRIPTED, LOCAL = "scripted", "local"
MOST_TOKENS = 90
FORM_TOKENS = 60


class Worded:
    """A `ports.Mind` over the relay: "scripted" while nobody is in it."""

    def __init__(self, relay: Relay) -> None:
        self.relay = relay

    @property
    def name(self) -> str:
        return self.relay.name or SCRIPTED

    async def words(self, prompt: Prompt) -> AsyncGenerator[str, None]:
        """Her words as they come. Raises MindLost when nobody is left to go on."""
        if not self.relay.name:
            yield prompt.line
            return
        request = Request(
            messages(prompt), prompt.lead_in, most_tokens=MOST_TOKENS, temperature=0.6
        )
        async with aclosing(self.relay.words(request)) as pieces:
            async for piece in pieces:
                yield piece

    async def read_ahead(self, prompt: Prompt) -> None:
        """Let the mind read what is settled, and what of `heard` is known so far. Never raises."""
        await self.relay.prefill(messages(prompt))

    async def form(self, task: str, words: str, schema: dict[str, Any]) -> dict[str, Any]:
        """An answer in the form of `schema`; {} when there is none. Beside the talk's own prompt."""
        if not self.relay.name:
            return {}
        asked = (Message("system", task), Message("user", words))
        request = Request(asked, most_tokens=FORM_TOKENS, temperature=0.0, schema=schema)
        try:
            async with aclosing(self.relay.words(request)) as pieces:
                found = json.loads("".join([piece async for piece in pieces]))
        except (MindLost, ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}


def messages(prompt: Prompt) -> tuple[Message, ...]:
    """The prompt as a model is given it; without words to answer only its settled part."""
    found = [Message("system", prompt.persona)]
    for words, said in prompt.turns:
        found += [Message("user", words), Message("assistant", said or NOTHING_HEARD)]
    if prompt.heard:
        found.append(Message("user", prompt.heard + prompt.move))
    return tuple(found)
