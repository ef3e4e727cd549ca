"""Her name at the start of a request is a call, not a part of it: "Samantha, what time is it?". Pure."""

from __future__ import annotations

import re

_LEAD = r"(?P<lead>(?:(?:hey|hi|hello|ok|okay|so|um|uh|well|and|please|listen|sorry|excuse me)[,.!]? )*)"
_PROGRAM = r"o\.? ?s\.? ?(?:1|one)"  # as it is typed, and as it is heard
_ASKS = (  # what only a request goes on with, when no comma was heard after the name
    r"(?:what|what's|when|where|where's|who|who's|how|how's|why|which|please|set|put|add|remind|tell|read|write|stop|wake|"
    r"show|save|change|forget|remember|give|say|open|delete|undo|take|start|thanks|thank|should|i|i'm|let's|be|don't|help|"
    r"(?:can|could|would|will|do|does|did|are|have) (?:you|i|we))\b"
)
_ALSO_WORDS = frozenset(("may", "will", "mark", "hope", "grace", "joy", "rose", "sue", "bill", "pat", "art", "june"))  # fmt: skip


def uncalled(text: str, her_name: str) -> str:
    """`text` without her name before the request; as it is when she was only called, or not at all.

    A name that is a word of its own ("May") needs a comma after it.
    """
    names = rf"(?:{re.escape(her_name)}|{_PROGRAM})" if her_name else _PROGRAM
    between = r"\s*[,:;!.…]+\s+" if her_name.lower() in _ALSO_WORDS else rf"(?:\s*[,:;!.…]+\s+|\s+(?={_ASKS}))"  # fmt: skip
    found = re.match(rf"(?i){_LEAD}{names}{between}(?=\S)", text)
    if found is None:
        return text
    rest = text[found.end() :]
    return f"{found['lead']}{rest}" if any(map(str.isalnum, rest)) else text
