"""The meeting as a machine: where it stands and what was said, to where it goes and what is said. Pure.

The setup voice asks, one question at a time; then there is silence; then she speaks herself. What
an answer changes is told as settings, for somebody else to change.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from assistant.dialogue.wellbeing import says_minor
from assistant.meeting import changes, names, understood
from assistant.meeting.script import script
from assistant.meeting.steps import Meeting, Step, after, before
from assistant.meeting.understood import BETWEEN, FEMALE, MALE, SKIP, UNCLEAR

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.settings import Value

SETUP_VOICE, OTHER_SETUP_VOICE = "clear", "even"
HERS = ""  # a line in the voice that was chosen
VOICES = {"female": FEMALE, "male": MALE, "between": BETWEEN}


@dataclass(frozen=True, slots=True)
class Line:
    """`voice` is a house voice's name, or HERS."""

    text: str
    voice: str = HERS


@dataclass(frozen=True, slots=True)
class Scene:
    """What the meeting has to know of the rest: `her_name` and the other settings as they are.

    `voices_here`: the house voices can be heard, not only the system's. `hearing`: there is a
    microphone. `fetching`: something comes over the network at this moment.
    """

    settings: Mapping[str, Value]
    voices_here: bool = True
    hearing: bool = True
    fetching: bool = False

    @property
    def her_name(self) -> str:
        return str(self.settings["her_name"])


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where it stands now, what is said, and which settings change before it is said."""

    meeting: Meeting
    lines: tuple[Line, ...] = ()
    settings: dict[str, Value] = field(default_factory=dict)
    passed_on: bool = False  # what was said is for the talk itself


def setup_voice(meeting: Meeting) -> str:
    """Never the voice that was chosen for her."""
    chosen = meeting.answers.get(Step.VOICE)
    return OTHER_SETUP_VOICE if chosen == SETUP_VOICE else SETUP_VOICE


def begin(meeting: Meeting, scene: Scene) -> Outcome:
    """Open the meeting, or go on where it was left."""
    if meeting.over:
        return Outcome(meeting)
    if meeting.hers or meeting.step is Step.COMING:
        return _first_words(meeting, scene)
    fresh = meeting.step is Step.HELLO and not meeting.answers
    place = "again" if meeting.again and fresh else "hello" if fresh else "back"
    said = list(script().all("setup", place))
    if fresh and scene.fetching:
        said.append(script().say("setup", "fetching"))
    if not scene.hearing:
        said.append(script().say("setup", "silent"))
    return _asked(meeting, *said)


def heard(meeting: Meeting, text: str, scene: Scene, *, typed: bool = False) -> Outcome:
    """What becomes of the meeting when the person says `text`."""
    outcome = _heard(meeting, text, scene, typed=typed)
    if says_minor(text) and not scene.settings["minor"] and meeting.step is not Step.AGE:
        return _minor(outcome, scene)
    return outcome


def _heard(meeting: Meeting, text: str, scene: Scene, *, typed: bool) -> Outcome:
    match meeting.step:
        case Step.DONE:
            return Outcome(meeting)
        case Step.NAME:
            return _naming(meeting, text, scene)
        case Step.CHANGES:
            return _settling(meeting, text)
        case Step.COMING:
            return _first_words(meeting, scene)
        case _:
            return _questioned(meeting, text, scene, typed=typed)


def came(meeting: Meeting, scene: Scene) -> Outcome:
    """The silence is over: she speaks."""
    return _first_words(meeting, scene)


# --- the setup voice's questions ---------------------------------------------------------------


def _questioned(meeting: Meeting, text: str, scene: Scene, *, typed: bool) -> Outcome:
    words, step = script(), meeting.step
    if understood.wants_all_skipped(text):
        return _coming(meeting, words.say("setup", "all_skipped"))
    if understood.wants_back(text):
        if step is Step.HELLO:
            return _asked(meeting, words.say("setup", "nothing_before"))
        return _asked(replace(meeting, step=before(step), candidate="", puzzled=False))
    if understood.wants_repeat(text):
        return _asked(meeting)
    if understood.wants_why(text):
        return _asked(meeting, words.say("why", step))
    if step is Step.VOICE and meeting.candidate:
        verdict = _on_offer(meeting, text, scene)
        if verdict is not None:
            return verdict
    found = understood.answer(step, text)
    if found == UNCLEAR:
        return _puzzled(meeting, words.say("setup", "skipped"))
    if found == SKIP:
        return _next(meeting, words.say("setup", "skipped"))
    if step is Step.VOICE and found in VOICES:
        return _offered(meeting, VOICES[found][0], scene)
    return _answered(meeting, found, scene, words.say("setup", "typed") if typed else "")


def _puzzled(meeting: Meeting, given_up: str) -> Outcome:
    """Ask once more, then go on: nobody is held up by a question."""
    if meeting.puzzled:
        return _next(meeting, given_up)
    place = "puzzled_voice" if meeting.step is Step.VOICE else "puzzled"
    line = Line(script().say("setup", place), setup_voice(meeting))
    return Outcome(replace(meeting, puzzled=True), (line,))


def _answered(meeting: Meeting, answer: str, scene: Scene, aside: str) -> Outcome:
    step, words = meeting.step, script()
    settings = changes.effect(step, answer)
    kept = {name: scene.settings[name] for name in settings} | meeting.before
    known = replace(
        meeting, answers={**meeting.answers, step: answer}, before=kept, candidate="",
        undone=tuple(one for one in meeting.undone if one != step),
    )  # fmt: skip
    place = changes.key(step, answer)
    if step is Step.CLOSE and not changes.people(known.answers):
        place = "close.nobody"
    slots = {"yours": known.answers.get(Step.HELLO, ""), "people": changes.people(known.answers)}
    said = [words.say("heard", place, **slots)]
    if step is Step.HELLO and aside:
        said = [f"{slots['yours']}.", aside]
    return replace(_next(known, *said), settings=settings)


def _offered(meeting: Meeting, voice: str, scene: Scene) -> Outcome:
    """Let them hear a voice before they choose it."""
    if not scene.voices_here:
        return _answered(
            replace(meeting, step=Step.VOICE), voice, scene, script().say("setup", "no_sample")
        )
    setup = setup_voice(meeting)
    sample = Line(script().say("setup", "sample"), voice)
    asking = Line(script().say("setup", "this_one"), setup)
    return Outcome(replace(meeting, candidate=voice, puzzled=False), (sample, asking))


def _on_offer(meeting: Meeting, text: str, scene: Scene) -> Outcome | None:
    """ "This one, or another?"; None when it is neither."""
    group = next(one for one in VOICES.values() if meeting.candidate in one)
    named = understood.answer(Step.VOICE, text)
    wants = understood.agrees(text)
    if wants:
        return _answered(meeting, meeting.candidate, scene, "")
    if named in VOICES and VOICES[named] != group:
        return _offered(meeting, VOICES[named][0], scene)
    if wants is False and named not in group:
        others = group if len(group) > 1 else FEMALE
        at = others.index(meeting.candidate) + 1 if meeting.candidate in others else 0
        return _offered(meeting, others[at % len(others)], scene)
    return None


def _next(meeting: Meeting, *said: str) -> Outcome:
    step = after(meeting.step)
    moved = replace(meeting, step=step, puzzled=False, candidate="")
    return _coming(moved, *said) if step is Step.COMING else _asked(moved, *said)


def _asked(meeting: Meeting, *said: str) -> Outcome:
    voice = setup_voice(meeting)
    lines = (*said, script().say("questions", meeting.step))
    return Outcome(meeting, tuple(Line(line, voice) for line in lines))


def _coming(meeting: Meeting, *said: str) -> Outcome:
    moved = replace(meeting, step=Step.COMING, puzzled=False, candidate="")
    voice = setup_voice(meeting)
    lines = (*said, script().say("setup", "coming"))
    return Outcome(moved, tuple(Line(line, voice) for line in lines))


def _minor(outcome: Outcome, scene: Scene) -> Outcome:
    """ "I'm fourteen", said at any point: it holds at once, and the question is answered."""
    meeting = outcome.meeting
    known = replace(
        meeting, answers={**meeting.answers, Step.AGE: "minor"},
        before={"minor": scene.settings["minor"]} | meeting.before,
    )  # fmt: skip
    return replace(outcome, meeting=known, settings={**outcome.settings, "minor": True})


# --- she herself -------------------------------------------------------------------------------


def _first_words(meeting: Meeting, scene: Scene) -> Outcome:
    """Her first sentence uses an answer; then the name she picked and why."""
    if meeting.step is Step.CHANGES:
        return _told(meeting)
    words = script()
    begun = replace(meeting, step=Step.NAME)
    opening = first_sentence(meeting)
    if meeting.again:
        stays = words.say("hers", "stays", name=scene.her_name)
        return Outcome(replace(begun, candidate=scene.her_name), (Line(opening), Line(stays)))
    picked = meeting.candidate or _pick(begun, scene)
    named = words.say("hers", "named", name=picked, why=names.reason(picked))
    return Outcome(replace(begun, candidate=picked), (Line(opening), Line(named)))


def first_sentence(meeting: Meeting) -> str:
    """By the answers that tell most; the same answers always lead to the same sentence."""
    answers, words = meeting.answers, script()
    purpose, social = answers.get(Step.PURPOSE, ""), answers.get(Step.SOCIAL, "")
    near = "close" if changes.people(answers) else ""
    wanted = (f"{purpose}.{social}", purpose, near, answers.get(Step.MANNER, ""), social, "none")
    place = next(one for one in wanted if words.has("hers", one))
    yours = answers.get(Step.HELLO, "")
    return words.say(
        "hers", place, len(yours), yours=f"{yours}, " if yours else "",
        people=changes.people(answers),
    )  # fmt: skip


def _pick(meeting: Meeting, scene: Scene) -> str:
    answers = meeting.answers
    taken = (answers.get(Step.HELLO, ""), *answers.get(Step.CLOSE, "").split(", "))
    picked = names.pick(
        answers, str(scene.settings["voice"]), taken, (*meeting.declined, meeting.candidate)
    )
    return picked.name if picked is not None else ""


def _naming(meeting: Meeting, text: str, scene: Scene) -> Outcome:
    words = script()
    agreed = understood.agrees(text)
    given = understood.her_name(text)
    skipped = understood.answer(Step.PURPOSE, text) == SKIP and not given
    if given and given.lower() != meeting.candidate.lower():
        return _named(meeting, given, words.say("hers", "given", name=given))
    if given or (agreed and meeting.candidate) or (skipped and agreed is not False):
        name = meeting.candidate
        return _named(meeting, name, words.say("hers", "kept", name=name))
    if agreed is False:
        return _another(meeting, scene)
    again = words.say("hers", "puzzled_name", name=meeting.candidate)
    return Outcome(replace(meeting, puzzled=True), (Line(again),))


def _another(meeting: Meeting, scene: Scene) -> Outcome:
    words = script()
    picked = _pick(meeting, scene)
    declined = (*meeting.declined, meeting.candidate)
    if not picked:
        return Outcome(meeting, (Line(words.say("hers", "out_of_names")),))
    line = words.say("hers", "another", len(declined), name=picked, why=names.reason(picked))
    return Outcome(replace(meeting, candidate=picked, declined=declined), (Line(line),))


def _named(meeting: Meeting, name: str, said: str) -> Outcome:
    known = replace(
        meeting, step=Step.CHANGES, candidate="", puzzled=False,
        answers={**meeting.answers, Step.NAME: name},
    )  # fmt: skip
    told = _told(known)
    return Outcome(told.meeting, (Line(said), *told.lines), {"her_name": name})


def _told(meeting: Meeting) -> Outcome:
    """What she does differently, line by line."""
    words = script()
    told = changes.lines(meeting)
    if not told:
        over = replace(meeting, step=Step.DONE)
        return Outcome(over, (Line(words.say("hers", "no_changes")),))
    return Outcome(
        meeting,
        (
            Line(words.say("hers", "changes")),
            *(Line(line.text) for line in told),
            Line(words.say("hers", "undo_hint")),
        ),
    )


def _settling(meeting: Meeting, text: str) -> Outcome:
    words = script()
    told = changes.lines(meeting)
    which = understood.taken_back(text, [line.text for line in told])
    if which is not None and not told[which].fixed:
        return undo(meeting, told[which].step)
    if which is None and understood.plain(text).startswith(("undo", "take")):
        return Outcome(meeting, (Line(words.say("hers", "nothing_to_undo")),))
    over = replace(meeting, step=Step.DONE)
    if which is None and understood.agrees(text) is None and len(text.split()) > 3:
        return Outcome(over, passed_on=True)
    return Outcome(over, (Line(words.say("hers", "done", len(meeting.undone))),))


def undo(meeting: Meeting, step: Step) -> Outcome:
    """Take one change back; the rest stays in view."""
    if step in meeting.undone or meeting.step is not Step.CHANGES:
        return Outcome(meeting)
    back = changes.way_back(meeting, step)
    left = replace(meeting, undone=(*meeting.undone, step))
    said = Line(script().say("hers", "undone"))
    if not [line for line in changes.lines(left) if not line.fixed]:
        over = replace(left, step=Step.DONE)
        return Outcome(over, (said, Line(script().say("hers", "done"))), back)
    return Outcome(left, (said,), back)


def again() -> Meeting:
    """A meeting of people who have met before."""
    return Meeting(again=True)
