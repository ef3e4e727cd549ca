"""Hello, good morning, good evening, I'm back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.dialogue.skills.skill import Reply, Talk
from assistant.dialogue.text import sentences

if TYPE_CHECKING:
    from assistant.ports import Heard

_HELLO = re.compile(
    r"(?:(?:oh|well) )?(?P<how>(?:hi|hello|hey|hiya|howdy|hallo|greetings|yo|good (?:morning|afternoon|evening|day)|morning|evening)(?: (?:there|again|you|everyone|os ?(?:1|one)|os|hi|hello|hey))*)"
    r"(?: (?P<name>[\w'-]+))?"
)
_BACK = re.compile(
    r"(?:(?:hi|hello|hey|ok|okay|so|right|well|and) )*(?:(?:i'm|i am|we're) (?:back|home|here)(?: (?:again|now|home))*|back again|here i am(?: again)?)(?: then)?"
)


class Greeting:
    """Greets back when the person says hello and nothing else."""

    name = "greeting"

    async def answer(self, heard: Heard, talk: Talk) -> Reply | None:
        if len(sentences(heard.text)) > 1 and not all(map(_is_hello, sentences(heard.text))):
            return None
        if _BACK.fullmatch(_plain(heard.text)):
            return Reply(talk.say("greet_back"))
        found = _HELLO.fullmatch(_plain(heard.text))
        if not found or (found["name"] and found["name"] != talk.settings.her_name.lower()):
            return None
        if "morning" in found["how"]:
            return Reply(talk.say("greet_morning" if heard.at.hour < 14 else "greet"))
        if "evening" in found["how"]:
            return Reply(talk.say("greet_evening" if heard.at.hour >= 15 else "greet"))
        return Reply(talk.say("greet"))


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w' ]+", " ", text.lower()).split())


def _is_hello(sentence: str) -> bool:
    return _HELLO.fullmatch(_plain(sentence)) is not None
