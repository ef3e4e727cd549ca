"""The second way to a skill: a mind puts an odd request into plain words, and the skill's own grammar judges.

Asked only when the rules found nothing and the sentence looks like a request; what it answers is
used only if a skill understands it, and if every figure in it was in the person's words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Protocol

from assistant.dialogue.english import stems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.dialogue.skills.skill import Skill

# of these a wrong guess does no harm: they tell something, or change what is changed back by a word
ASKABLE = ("clock", "units", "sums", "volume", "pace")
EXAMPLES = {
    "clock": "what time is it in Tokyo",
    "units": "convert 5 miles to kilometers",
    "sums": "what is 12 times 9",
    "volume": "speak louder",
    "pace": "speak slower",
}
LEAST = 0.7  # of the words it puts the request into, the share that must come from the person
_LIKE_A_REQUEST = re.compile(
    r"(?i)\b(?:convert|in (?:celsius|fahrenheit|kilos?|pounds|miles|km|euros?|litres?|cups|inches|metres|meters|feet)|how (?:many|much|late|far)|what(?:'s| is) (?:that|it) (?:in|split|times|plus)|split|percent|per cent|"
    r"times|divided|square root|o'clock|what time|which day|what day|date|(?:can't|cannot|hardly) hear you|too (?:loud|quiet|fast|slow)|(?:turn|speak|talk) (?:it |yourself )?(?:up|down|faster|slower|louder|softer))\b"
)


class Former(Protocol):
    async def form(self, task: str, words: str, schema: dict[str, Any]) -> dict[str, Any]:
        """An answer in the form of `schema`; {} when there is none."""
        ...


def looks_like_one(text: str) -> bool:
    """The cheap test before a mind is asked."""
    return len(text) <= 200 and bool(_LIKE_A_REQUEST.search(text))


async def put_plainly(text: str, skills: Sequence[Skill], former: Former) -> str:
    """`text` as a plain request for one of the skills; "" when it is none or nobody is sure."""
    names = [skill.name for skill in skills if skill.name in ASKABLE]
    if not names or not looks_like_one(text):
        return ""
    listed = "; ".join(f"{name}, as in “{EXAMPLES[name]}”" for name in names)
    task = (
        f"Which of these does the person ask for: {listed}; or none? Put the request plainly, in the "
        "form of the example, with their own figures and units. Be sure only if you are."
    )
    schema = {
        "type": "object",
        "properties": {
            "skill": {"enum": [*names, "none"]},
            "plainly": {"type": "string", "maxLength": 80},
            "sure": {"enum": ["yes", "no"]},
        },
        "required": ["skill", "plainly", "sure"],
        "additionalProperties": False,
    }
    found = await former.form(task, text, schema)
    plainly, skill = found.get("plainly"), found.get("skill")
    if not isinstance(plainly, str) or skill not in names or found.get("sure") != "yes":
        return ""
    return plainly if _from_them(plainly, text) else ""


def _from_them(plainly: str, text: str) -> bool:
    """Every figure was in their words, and most of the rest."""
    figures = set(re.findall(r"\d+(?:[.,]\d+)?", plainly))
    if not figures <= set(re.findall(r"\d+(?:[.,]\d+)?", text)):
        return False
    words = stems(plainly) - stems("convert speak") - figures
    return not words or len(words & stems(text)) >= LEAST * len(words)
