"""What she does when asked what she thinks, or what to do. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.dialogue.move import Doing, Move, own

if TYPE_CHECKING:
    from assistant.dialogue.said import Said

_JUDGES_THEM = re.compile(r"(?i)(?:that )?you(?:'re| are| were| look| sound)\b")
LONGEST_THING = 2  # words: "mornings", "early mornings"; a clause has more
_STANCES = (
    ("cats", r"\bcats?\b"), ("dogs", r"\bdogs?\b"), ("rain", r"\brain|\bweather\b|\bsnow|\bstorm"), ("music", r"\bmusic|\bsongs?\b|\bband|\bjazz|\bguitar|\bpiano"),
    ("books", r"\bbooks?\b|\breading|\bnovel|\bpoetry|\bpoems?"), ("films", r"\bfilms?\b|\bmovies?\b|\bcinema"), ("colour", r"\bcolou?rs?\b|\bblue\b|\bred\b|\bgreen\b"),
    ("food", r"\bfood|\bpizza|\bpineapple|\bchocolate|\bcook|\bsushi|\bpasta|\bcheese"), ("coffee", r"\bcoffee|\btea\b"),
    ("winter", r"\bwinter|\bcold\b"), ("summer", r"\bsummer|\bheat\b|\bbeach"), ("autumn", r"\bautumn|\bfall\b|\bseasons?\b"), ("mondays", r"\bmondays?"),
    ("love", r"\blove\b|\bromance"), ("god", r"\bgod\b|\breligion|\bheaven|\bafterlife|\bghosts?|\bsoul"), ("politics", r"\bpolitic|\belection|\bpresident|\bgovernment|\bwar\b"),
    ("ai", r"\bai\b|\bartificial|\brobots?|\bcomputers?\b|\bmachines?"), ("people", r"\bpeople\b|\bhumans?\b"), ("death", r"\bdeath|\bdying"),
    ("happiness", r"\bhapp(?:y|iness)\b|\bmeaning of life|\bsuccess"), ("work", r"\bwork\b|\bjobs?\b|\boffice"), ("travel", r"\btravel|\bcity|\bcities|\bsea\b|\bmountains?"),
    ("sport", r"\bfootball|\bsports?\b|\brunning"), ("friends", r"\bfriend"), ("night", r"\bnight\b|\bmoon|\bstars?\b"), ("film_her", r"\bher\b.*\bmovie|\bmovie\b.*\bher\b"),
)  # fmt: skip


def opinion(said: Said, slots: dict[str, str], thread: str) -> Move:
    low = f"{said.base} {said.thing}".lower()
    stance = next((f"stance.{name}" for name, pattern in _STANCES if re.search(pattern, low)), "")
    match said.detail:
        case "is_fine":
            return own("say that it is", "is_fine", slots, thread)
        case "is_it":
            return Move(Doing.THINK, ("is_it",), slots, thread, advises=True, weighty=True)
        case _ if _JUDGES_THEM.match(said.base):
            return own("leave the verdict to them", "judge_you", slots)
        case "you" if re.search(r"\bor\b", said.text):
            return Move(Doing.CHOOSE, ("choose", "opinion_you"), slots, said.thing, advises=True)
        case "you":
            return own("answer as software", "opinion_you", slots, said.thing)
        case "would":
            return Move(Doing.CHOOSE, ("opinion_would",), slots, said.base, advises=True)
        case _ if not said.thing and not said.base:
            slots = slots | ({"about": thread} if thread else {})
            return Move(Doing.THINK, ("opinion_thread",), slots, thread, advises=True)
        case _ if said.thing.startswith("your "):
            return own("be careful with what is theirs", "opinion_yours", slots, said.thing)
        case _ if re.search(r"\bor\b", said.base) and not stance:
            return Move(Doing.CHOOSE, ("choose",), slots, said.thing, advises=True)
        case _ if stance:
            return Move("say what you think", (stance, "opinion"), slots, said.thing, worded=False)
        case _ if not said.thing and len(said.base.split()) <= LONGEST_THING:
            slots = slots | {"thing": said.base}
            return Move(Doing.THINK, ("opinion",), slots, said.base, advises=True)
        case _:
            clause = bool(re.match(r"(?:he|she|it|they|that|this|there|you|i)\b|\w+'s ", said.base))
            keys = ("opinion_whether",) if clause and len(said.base.split()) <= 10 else ("opinion",)
            return Move(Doing.THINK, (*keys, "opinion"), slots, said.thing, advises=True)


def advice(said: Said, slots: dict[str, str], thread: str) -> Move:
    short = bool(said.base) and len(said.base.split()) <= 8
    if said.detail == "how":
        return Move(
            Doing.FIRST, ("advice_how", "advice_open"), slots, thread, advises=True, weighty=True
        )
    about = f"whether to {said.base}" if short else thread
    keys = ("advice", "advice_open") if short else ("advice_open",)
    return Move(Doing.WEIGH, keys, slots, about, advises=True, pointed=short, weighty=True)
