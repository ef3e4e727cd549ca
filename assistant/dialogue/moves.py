"""What she does in this turn, decided by rules from what was said and the state of the talk. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.dialogue import leaning
from assistant.dialogue.frames import Frame
from assistant.dialogue.judging import advice, opinion
from assistant.dialogue.move import Doing, Move, own, thread_of
from assistant.dialogue.people import same_person
from assistant.dialogue.recounting import of_last, told_before
from assistant.dialogue.said import Kind, Said
from assistant.dialogue.telling import fragment, told
from assistant.dialogue.text import capitalised

if TYPE_CHECKING:
    from assistant.dialogue.history import Exchange, History
    from assistant.dialogue.people import Person

NOT_RECALLED_FOR = 10  # turns after she has come back to something
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
    if (played := _in_play(said, before, slots)) is not None:
        return played
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
            recalled = _recall(history) if said.kind is Kind.NOD else None
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
            thing = "the weather" if said.topic == "rain" else said.thing
            return own("say that you can't know this", "live", slots | {"thing": thing} if thing else slots, thing)  # fmt: skip
        case Kind.FACT if before_now := told_before(said, history):
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
            return own("answer about yourself", _OF_HER.get(said.detail, said.detail), with_thread)
        case Kind.OF_HER_TOLD:
            return own("take what they say of you", f"her_{said.detail}", slots, thread)
        case Kind.LEANS:
            return leaning.follow(said, history, slots, of_last(said, history))
        case Kind.LUCK:
            return own("wish them luck", "luck", slots, thread)
        case Kind.RIDDLE:
            return own("give up", "riddle", slots)
        case Kind.KNOCK:
            return _line("play along", "knock", "Who's there?")
        case Kind.WHAT_IF:
            return own("look at it with them", "what_if", slots, thread, quiet=quiet)
        case Kind.SORRY:
            return own("let it go", "sorry", slots, thread)
        case Kind.CANNOT:
            return own("you can't do this", "cannot", slots | {"what": said.base}, said.thing)
        case Kind.WISH:
            return own(f"give them: {said.detail}", said.detail, slots)
        case Kind.TASK:
            what = {"words": said.base[:1].lower() + said.base[1:]} if said.base else {}
            return Move(Doing.DO, ("task",), slots | what, thread, pointed=False, advises=True)
        case Kind.SAY_BACK:
            so_far = _said_so_far(history, said.person)
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


_OF_HER = {
    key: f"{key}_her"
    for key in (
        "doing",
        "sleep",
        "language",
        "sure",
        "offline",
        "proof",
        "end",
        "point",
        "calling",
        "open",
        "cost",
        "keeps",
        "what",
    )
}
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


def _in_play(said: Said, before: Exchange | None, slots: dict[str, str]) -> Move | None:
    """What she does in the midst of somebody's joke, or after her own."""
    last = before.move.keys[0] if before and before.move and before.move.keys else ""
    if last == "knock":
        return _line("play along", "knock_who", capitalised(f"{said.text.strip(' .!?')} who?"))
    if last in {"knock_who", "riddle"} and said.kind is not Kind.LEANS:
        return own("take what they say of it", "laugh", slots)
    if last == "joke" and said.frame is Frame.JUDGED:
        return own("take what they say of it", "laugh" if said.mood > 0 else "panned", slots)
    return None


def _line(name: str, key: str, line: str) -> Move:
    return Move(name, (key,), worded=False, pointed=False, line=line)


def _said_so_far(history: History, person: Person | None) -> str:
    """What they told in this talk (of `person`), in their own words turned round; nothing is added."""
    told = [
        one.understood.you
        for one in list(history.exchanges)[:-1]
        if not one.private and one.understood and one.understood.kind is Kind.TOLD
        and one.understood.you and (person is None or same_person(one.understood.person, person))
    ]  # fmt: skip
    if not told:
        return ""
    first, *rest = (one[:1].upper() + one[1:] for one in told[-5:])
    return ". ".join(("This is what I have. " + first, *rest)) + "."


# a topic may be known by a verb, which is no name for it
_DEED = re.compile(
    r"(?:ed|ing)$|^(?:cook|bake|run|ran|swim|jog|sing|draw|drew|paint|write|wrote|walk|hike|flew|test|broke)$"
)


def _slots(said: Said) -> dict[str, str]:
    slots = {
        "you": said.you,
        "thing": said.thing,
        "base": said.base,
        "person": said.person.label if said.person else "",
        "hit": "" if _DEED.search(said.hit) else said.hit,
        "feeling": said.feeling,
        "tail": said.tail,
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


_WEIGHTY = frozenset(
    (Frame.WANT, Frame.MUST, Frame.CONSIDER, Frame.CANT, Frame.MISS, Frame.WONDER, Frame.FEEL)
)


def _weighs(said: Said) -> bool:
    """Whether it is worth coming back to: a wish, a worry, somebody close; not every thing that was named."""
    close = said.person is not None and bool(said.person.relation)
    return said.kind is Kind.TOLD and (said.frame in _WEIGHTY or said.mood != 0 or close)


def _recall(history: History) -> Move | None:
    """Come back to something of this talk: once each, and not too soon."""
    lately = list(history.exchanges)[-NOT_RECALLED_FOR:]
    if any(one.move and "recall" in one.move.keys for one in lately):
        return None
    done = {one.move.about for one in history.exchanges if one.move and "recall" in one.move.keys}
    for one in list(history.exchanges)[:-RECALL_AFTER]:
        if one.private or not one.understood or not _weighs(one.understood):
            continue
        about = one.understood.thing or (
            one.understood.person.label if one.understood.person else ""
        )
        if about and about not in done:
            return own("come back to something they told", "recall", {"about": about}, about)
    return None
