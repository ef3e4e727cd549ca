"""What she does in this turn, decided by rules from what was said and the state of the talk. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.dialogue.english import stem
from assistant.dialogue.judging import advice, opinion
from assistant.dialogue.move import Doing, Move, own, thread_of
from assistant.dialogue.said import Kind, Said
from assistant.dialogue.telling import fragment, told

if TYPE_CHECKING:
    from assistant.dialogue.history import Exchange, History

RECALL_AFTER = 3  # turns before she may come back to something
QUESTIONS_IN_A_ROW = 2

_HOW_ARE_YOU = re.compile(
    r"\bhow are you\b|\band you\?|\bhow(?:'s| is| was| has)? (?:it|today|your|things|the day)\b|\bhow about you\b|\bwhat about you\b|\byourself\?",
    re.IGNORECASE,
)
_LISTENED_TO = frozenset((Kind.TOLD, Kind.FRAGMENT, Kind.NOD, Kind.YES, Kind.NO, Kind.UNSURE, Kind.LISTEN))  # fmt: skip


def choose(said: Said, history: History, most_questions: int = QUESTIONS_IN_A_ROW) -> Move:
    """The move for what was just understood. The exchange being answered is history's last.

    After `most_questions` replies in a row that ended with a question she asks nothing.
    """
    before = history.before
    slots = _slots(said)
    quiet = history.questions_in_a_row() >= most_questions
    thread = thread_of(before)
    with_thread = slots | ({"about": thread} if thread else {})
    if history.listening and said.kind in _LISTENED_TO - {Kind.LISTEN}:
        return own("stay with them", "listening", slots)
    match said.kind:
        case Kind.TOLD:
            return told(said, history, slots, quiet=quiet)
        case Kind.FRAGMENT:
            return fragment(said, before, slots, thread, quiet=quiet)
        case Kind.YES | Kind.NO if before and _yes_or_no(before.asked):
            both = said.kind is Kind.YES and re.search(r"\bor\b", before.asked)
            key = "either" if both else said.kind.value
            worded = bool(thread) and not quiet
            return Move(Doing.ASK, (key,), with_thread, thread, quiet, worded=worded)
        case Kind.NOD if before and _HOW_ARE_YOU.search(before.asked):
            return own("they are well", "fine", slots)
        case Kind.YES | Kind.NO | Kind.NOD:
            recalled = _recall(history)
            return recalled or own("stay brief", "nod", with_thread, thread, quiet=quiet)
        case Kind.UNSURE:
            return own("let not knowing stand", "unsure", with_thread, thread, quiet=quiet)
        case Kind.BACK:
            key = "how" if _spoke_of_state(said, before) else "back"
            return own("answer as software", key, with_thread, thread)
        case Kind.OPINION:
            return opinion(said, slots, thread)
        case Kind.ADVICE:
            return advice(said, with_thread, thread)
        case Kind.LIVE:
            return own("say that you can't know this", "live", with_thread, said.thing)
        case Kind.FACT if said.detail == "mine" and (before_now := _told_before(said, history)):
            return own("tell what they told you", "told_before", {"you": before_now}, said.thing)
        case Kind.FACT if said.detail == "mine":
            key = "fact_mine" if said.thing else "fact_open"
            return own("you can't know this", key, with_thread, said.thing)
        case Kind.FACT:
            key = "fact" if said.thing else "fact_open"
            return Move(
                Doing.FACT, (key,), with_thread, said.thing,
                pointed=False, advises=True, hedged=True,
            )  # fmt: skip
        case Kind.SO:
            return own("let them weigh it", "so", with_thread, thread)
        case Kind.OF_HER:
            key = {"doing": "doing_her", "sleep": "sleep_her", "language": "language_her", "sure": "sure_her"}.get(
                said.detail, said.detail
            )  # fmt: skip
            return own("answer about yourself", key, slots)
        case Kind.CANNOT:
            return own("you can't do this", "cannot", slots | {"what": said.base}, said.thing)
        case Kind.WISH:
            return own(f"give them: {said.detail}", said.detail, slots)
        case Kind.TASK:
            what = {"words": said.base[:1].lower() + said.base[1:]} if said.base else {}
            return Move(Doing.DO, ("task",), slots | what, thread, pointed=False, advises=True)
        case Kind.SAY_BACK:
            so_far = _said_so_far(history)
            return Move("say it back", ("nothing_told",), slots, thread, worded=False, line=so_far)
        case Kind.ENOUGH:
            return own("end the listening", "enough" if history.listening else "nod", slots)
        case Kind.CORRECT:
            return own("own up to the misunderstanding", "correct", slots, thread)
        case (
            Kind.PRAISE | Kind.SCOLD | Kind.WAIT | Kind.LISTEN | Kind.LAUGH | Kind.MAY
            | Kind.QUESTIONS | Kind.AGAIN
        ):  # fmt: skip
            key = "again_complaint" if said.kind is Kind.AGAIN else said.kind.value
            return own(_PLAIN[said.kind], key, with_thread, thread)


_PLAIN = {
    Kind.PRAISE: "take the kind word without fuss",
    Kind.SCOLD: "take the criticism without defence",
    Kind.WAIT: "give them time",
    Kind.LISTEN: "promise to only listen",
    Kind.LAUGH: "be pleased, lightly",
    Kind.MAY: "invite them",
    Kind.QUESTIONS: "own up to asking much",
    Kind.AGAIN: "own up to repeating yourself",
}


def _said_so_far(history: History) -> str:
    """What they told in this talk, in their own words turned round; nothing is added. "" for nothing."""
    told = [
        one.understood.you
        for one in list(history.exchanges)[:-1]
        if not one.private and one.understood and one.understood.kind is Kind.TOLD
        and one.understood.you
    ]  # fmt: skip
    if not told:
        return ""
    first, *rest = (one[:1].upper() + one[1:] for one in told[-5:])
    return ". ".join(("This is what I have. " + first, *rest)) + "."


def _slots(said: Said) -> dict[str, str]:
    slots = {
        "you": said.you,
        "thing": said.thing,
        "base": said.base,
        "person": said.person.label if said.person else "",
        "hit": said.hit,
        "feeling": said.feeling,
    }
    return {name: text for name, text in slots.items() if text}


def _yes_or_no(asked: str) -> bool:
    """Whether a question can be answered with yes or no."""
    last = re.split(r"[.:;!] ", asked)[-1].strip()
    last = re.sub(r"^(?:and|so|but|or|then)\b,? ", "", last, flags=re.IGNORECASE)
    return bool(
        re.match(
            r"(?i)(?:is|are|was|were|do|does|did|have|has|can|could|would|will|should|shall|am|any|anything|both)\b",
            last,
        )
    ) or bool(
        re.search(r"\bor\b", last)
        and not re.match(r"(?i)(?:who|what|when|where|why|how|which)\b", last)
    )


def _spoke_of_state(said: Said, before: Exchange | None) -> bool:
    return bool(before and _HOW_ARE_YOU.search(before.asked)) or bool(
        re.match(r"(?i)\W*(?:i'm|i am|good|fine|okay|not bad|great|well)\b", said.text)
    )


def _told_before(said: Said, history: History) -> str:
    """What the person said in this talk about the thing they now ask after; the latest, "" for nothing."""
    asked = {stem(word) for word in said.words} - {
        stem(word) for word in ("remember", "told", "name", "called", "tell")
    }
    for one in list(history.exchanges)[-2::-1]:
        understood = one.understood
        if one.private or understood is None or understood.kind is not Kind.TOLD:
            continue
        if understood.you and asked & {stem(word) for word in understood.words}:
            return understood.you
    return ""


def _recall(history: History) -> Move | None:
    """Come back to something of this talk: once each, and not too soon."""
    done = {one.move.about for one in history.exchanges if one.move and "recall" in one.move.keys}
    for one in list(history.exchanges)[:-RECALL_AFTER]:
        if one.private or not one.understood or one.understood.kind is not Kind.TOLD:
            continue
        about = one.understood.thing or (
            one.understood.person.label if one.understood.person else ""
        )
        if about and about not in done:
            return own("come back to something they told", "recall", {"about": about}, about)
    return None
