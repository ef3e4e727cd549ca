"""Few words that lean on what was said just before: "why?", "what do you mean?", "another one", "and tomorrow?". Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.dialogue.move import Move, own, thread_of

if TYPE_CHECKING:
    from assistant.dialogue.history import Exchange, History
    from assistant.dialogue.said import Said

_LEAD = r"(?:(?:and|but|so|ok|okay|well|oh|hm|yes|yeah|no|really|huh) )*"
_TAIL = r"(?: (?:then|though|exactly|please|so|really|again|now))*"
_LEANS = tuple(
    (key, re.compile(f"{_LEAD}(?:{pattern}){_TAIL}"))
    for key, pattern in (
        ("why", r"why|why not|why's that|why is that|how come|how so|for what reason|what for|because of what|says who|who says so|why do you (?:say|think|ask)(?: that| so)?|what makes you (?:say|think|ask)(?: that| so)?|why (?!me\b|us\b)[a-z]+"),
        ("mean", r"what|sorry what|pardon|what do you mean|what(?:'s| is| was) that (?:supposed to mean|mean)|what does that mean|meaning|i don't (?:understand|follow|get it|get that)|what are you (?:talking about|on about|saying)|what(?:'s| is) that(?: about)?"),
        ("more", r"tell me more|say more|more|go on|carry on|keep going|continue|such as|like what|for example|for instance|what else|anything else|tell me|do tell|in what way|what (?:kind|sort)(?: of)?"),
        ("another", r"another|another one|one more|again|more of (?:those|that)|a different one|next|next one|do another|tell me another(?: one)?|got another(?: one)?|a better one"),
        ("choose", r"you (?:choose|decide|pick|tell me|say|first)|up to you|whatever you (?:like|want)|i don't mind|your (?:choice|call|turn)|anything"),
        ("when", r"when|since when|what time|how soon|which day"),
        ("where", r"where|where to|where from|whereabouts"),
        ("who", r"who|whom|with whom|who with|to whom|which one|who(?:'s| is) that|whose"),
        ("how", r"how|how many|how much|how long|how old|how often|how far|how big|which|which ones?"),
    )
)  # fmt: skip
_ABOUT = re.compile(
    rf"{_LEAD}(?:what|how) about (?P<about>(?!you\b)[\w' ]{{2,40}})|and (?P<day>(?:on |for |the |at |over )*(?:today|tomorrow|tonight|yesterday|monday|tuesday|wednesday|thursday|friday|saturday|sunday|next \w+|this \w+|day after tomorrow|weekend)(?: then)?)"
)
TOLD_ABOUT = frozenset(("when", "where", "who", "how"))
_TALE = ("joke", "story", "something", "ask")


def leans(bare: str) -> tuple[str, str]:
    """Which of these `bare` (lower case, no punctuation) is, and what it asks after; ("", "") for none."""
    for key, pattern in _LEANS:
        if pattern.fullmatch(bare):
            return key, ""
    if found := _ABOUT.fullmatch(bare):
        return "about", (found["about"] or found["day"]).strip()
    return "", ""


def follow(said: Said, history: History, slots: dict[str, str], before_now: str) -> Move:
    """What she does about it; `before_now` is what the person told that answers it, "" for nothing."""
    before = history.before
    thread = thread_of(before)
    slots = slots | ({"about": thread} if thread else {})
    last = before.move.keys[0] if before and before.move and before.move.keys else ""
    if said.detail in TOLD_ABOUT and before_now:
        return own("tell what they told you", "told_before", slots | {"you": before_now}, thread)
    match said.detail:
        case "another" | "more" if last in _TALE:
            return own(f"give them: {last}", last, slots)
        case "choose" if before and (before.asked or last in _TALE):
            return own("choose what to speak of", "ask", slots)
        case "about" | "when" | "where" if _unknowable(before):
            asked = said.base if said.detail == "about" else thread
            return own("say that you can't know this", "live", slots | {"thing": asked}, asked)
        case "about":
            return own("ask what about it", "what_about", slots | {"thing": said.base}, said.base)
        case "why" if _unknowable(before) or last in {"cannot", "task"}:
            return own("say why you can't", "offline_her", slots, thread)
        case "why" if last.startswith(("stance.", "opinion", "choose", "is_it")):
            return own("say what it rests on", "why_said", slots, thread)
        case "why" | "mean" if before and before.asked:
            return own("say why you asked", "why_asked", slots, thread)
        case "why":
            return own("say what it rests on", "why_said", slots, thread)
        case "mean":
            return own("say it more plainly", "meant", slots, thread)
        case _:
            return own("say that was all", "no_more", slots, thread)


def _unknowable(before: Exchange | None) -> bool:
    """Whether she has just said that she cannot know something."""
    move = before.move if before else None
    return bool(move and move.keys and move.keys[0] in {"live", "fact", "fact_open", "offline_her"})
