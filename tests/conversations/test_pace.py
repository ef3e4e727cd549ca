"""Whole conversations at human pace on virtual time: thinkers, fast talkers, coughs, two in a room."""

from __future__ import annotations

import asyncio
import tempfile
from itertools import pairwise
from pathlib import Path

import pytest
import virtualtime
from fakes import FakeJudge, FakeSound, FakeVoice
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scene import Scene
from speech import WordReader, WordySound

from assistant import events as e
from assistant.dialogue.leadins import PHRASES
from assistant.dialogue.openers import OPENERS
from assistant.ports import Act, Clause
from assistant.state import Presence


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    return Scene(tmp_path)


def heard(scene: Scene) -> list[str]:
    return [one.text for one in scene.dialogue.heard]


def given_back(scene: Scene) -> list[str]:
    return [one.text for one in scene.dialogue.retracted]


# --- prepared, given, taken back -----------------------------------------------------------


def test_her_answer_is_ready_when_the_turn_is_over(scene: Scene) -> None:
    async def play() -> None:
        async with scene.begun():
            await scene.person_says("I went home.")
            silent_since = asyncio.get_running_loop().time()
            await asyncio.sleep(3)
            over, sounds = scene.at(e.UserSaid), scene.at(e.ReplySpoken)
            # the voice takes 0.3 s; without preparing it would begin only now
            assert sounds - over < 0.3
            assert sounds - silent_since < 0.7

    virtualtime.run(play())
    assert heard(scene) == ["I went home."]
    assert given_back(scene) == []


def test_by_silence_alone_she_is_slower(scene: Scene) -> None:
    (scene.folder / "settings.toml").write_text('turn_end = "silence"\n')

    async def play() -> None:
        async with scene.begun():
            await scene.person_says("I went home.")
            silent_since = asyncio.get_running_loop().time()
            await asyncio.sleep(4)
            assert scene.at(e.ReplySpoken) - silent_since > 1.1

    virtualtime.run(play())
    assert heard(scene) == ["I went home."]


def test_no_act_is_done_before_the_turn_is_over(scene: Scene) -> None:
    """A user who changes their mind mid-sentence."""
    scene.judge = FakeJudge(probability=0.1)
    louder, slower = Act("louder", {"volume": 0.9}), Act("slower", {"pace": 0.8})
    scene.dialogue.replies["Speak louder"] = [Clause("Louder it is.", "skill:volume", louder)]
    scene.dialogue.replies["Speak louder no, slower."] = [Clause("Right.", "skill:pace", slower)]

    async def play() -> None:
        async with scene.begun():
            await scene.person_says("Speak louder", 900)
            await asyncio.sleep(0.8)
            assert [one.text for one in scene.dialogue.heard] == ["Speak louder"]
            assert scene.performed == []
            await scene.person_says("Speak louder no, slower.", 1200)
            await asyncio.sleep(5)

    virtualtime.run(play())
    assert scene.performed == [slower]
    assert given_back(scene) == ["Speak louder"]
    assert scene.dialogue.said == ["Right."]


def test_who_goes_on_right_at_her_first_sound_has_not_been_answered_yet(scene: Scene) -> None:
    async def play() -> None:
        async with scene.begun():
            await scene.person_says("I like the idea.")
            async with asyncio.timeout(20):
                while not scene.all(e.ReplySpoken):
                    await asyncio.sleep(0.02)
            await asyncio.sleep(0.1)
            await scene.person_says("But not the price.", 1400)
            await asyncio.sleep(6)

    virtualtime.run(play())
    assert heard(scene) == ["I like the idea. But not the price."]
    assert scene.dialogue.said == ["You said I like the idea. But not the price."]


def test_what_was_done_already_is_not_done_twice(scene: Scene) -> None:
    act = Act("louder", {"volume": 0.9})
    scene.dialogue.replies["Louder."] = [Clause("Louder it is, and it stays so.", "skill:v", act)]

    async def play() -> None:
        async with scene.begun():
            await scene.person_says("Louder.")
            async with asyncio.timeout(20):
                while not scene.all(e.ReplySpoken):
                    await asyncio.sleep(0.02)
            await scene.person_says("And slower.", 1200)
            await asyncio.sleep(6)

    virtualtime.run(play())
    assert heard(scene) == ["Louder.", "And slower."]
    assert scene.performed == [act]


def test_a_cough_before_her_first_sound_costs_nothing(scene: Scene) -> None:
    scene.voice.takes_s = 1.5

    async def play() -> None:
        async with scene.begun():
            await scene.person_says("Tell me something.")
            await asyncio.sleep(0.8)
            assert scene.state.presence is Presence.THINKING
            await scene.person_says("", 160)
            await asyncio.sleep(6)

    virtualtime.run(play())
    assert heard(scene) == ["Tell me something."]
    assert scene.dialogue.said == ["You said Tell me something."]


def test_a_fast_talker_gets_an_answer_to_each_turn(scene: Scene) -> None:
    async def play() -> None:
        async with scene.begun():
            for text in ("One?", "Two?", "Three?"):
                await scene.person_says(text, 500)
                async with asyncio.timeout(20):
                    while scene.dialogue.said[-1:] != [f"You said {text}"]:
                        await asyncio.sleep(0.02)

    virtualtime.run(play())
    assert heard(scene) == ["One?", "Two?", "Three?"]
    assert scene.state.timed[-1].silence_ms < 500
    assert scene.state.timed[-1].waited_ms <= 150


def test_a_thinker_is_waited_for_longer_once_she_knows_them(scene: Scene) -> None:
    async def once(text: str) -> float:
        await scene.person_says(f"{text} and", 800)
        await asyncio.sleep(1.0)
        await scene.person_says(f"{text} and so on", 800)
        ended = asyncio.get_running_loop().time()
        count = len(scene.all(e.UserSaid))
        async with asyncio.timeout(20):
            while len(scene.all(e.UserSaid)) == count:
                await asyncio.sleep(0.02)
        took = asyncio.get_running_loop().time() - ended
        await asyncio.sleep(6)
        return took

    async def play() -> None:
        async with scene.begun():
            waits = [await once(f"Part {number}") for number in range(5)]
            assert waits[-1] > 1.2 * waits[0]

    virtualtime.run(play())
    assert heard(scene) == [f"Part {number} and so on" for number in range(5)]


def test_a_thinker_who_stops_in_mid_sentence_is_never_spoken_over(scene: Scene) -> None:
    """Pauses behind words that wait for more, as long as people think: one turn, and one answer."""
    halves = [("I went home because", 1.1), ("My brother called and", 0.9), ("I wanted to", 1.2)]

    async def play() -> None:
        async with scene.begun():
            for half, pause_s in halves:
                await scene.person_says(half, 900)
                await asyncio.sleep(pause_s)
                assert not scene.state.replying
                await scene.person_says(f"{half} so it was.", 900)
                await asyncio.sleep(6)

    virtualtime.run(play())
    assert heard(scene) == [f"{half} so it was." for half, _pause in halves]
    assert [f.end for f in scene.all(e.ReplyEnded) if isinstance(f, e.ReplyEnded)] == [
        e.End.FINISHED
    ] * len(halves)


def test_who_stops_behind_whole_phrases_is_cut_off_only_until_she_knows_them(scene: Scene) -> None:
    async def one(number: int) -> bool:
        """Whether she took the floor in the pause."""
        taken = len(scene.all(e.ReplyBegan))
        await scene.person_says(f"I saw number {number}.", 900)
        await asyncio.sleep(0.7)
        early = len(scene.all(e.ReplyBegan)) > taken
        await scene.person_says("It was large.", 900)
        await asyncio.sleep(8)
        return early

    async def play() -> list[bool]:
        async with scene.begun():
            return [await one(number) for number in range(8)]

    early = virtualtime.run(play())
    assert early[0]
    assert not any(early[4:])


def test_an_interrupter_gets_the_floor_each_time_and_she_never_sounds_after_giving_it(
    scene: Scene,
) -> None:
    turns = 4
    for number in range(turns):
        scene.dialogue.replies[f"And what about {number}?"] = [Clause("word " * 30, "manager")]

    async def play() -> None:
        async with scene.begun():
            for number in range(turns):
                await scene.person_says(f"And what about {number}?", 1200)
                async with asyncio.timeout(20):
                    while scene.state.presence is not Presence.SPEAKING:
                        await asyncio.sleep(0.02)
                await asyncio.sleep(1)
            await asyncio.sleep(15)

    virtualtime.run(play())
    assert heard(scene) == [f"And what about {number}?" for number in range(turns)]
    ends = [f.end for f in scene.all(e.ReplyEnded) if isinstance(f, e.ReplyEnded)]
    assert ends == [e.End.INTERRUPTED] * (turns - 1) + [e.End.FINISHED]
    told = [
        f for _at, f in scene.facts if isinstance(f, e.ReplyBegan | e.ReplySpoken | e.ReplyEnded)
    ]
    assert [type(fact) for fact in told] == [e.ReplyBegan, e.ReplySpoken, e.ReplyEnded] * turns


def test_a_cougher_is_never_answered_and_costs_no_turn(scene: Scene) -> None:
    async def play() -> None:
        async with scene.begun():
            for _ in range(5):
                await scene.person_says("", 200)
                await asyncio.sleep(1.5)
            await scene.person_says("What time is it?", 900)
            await asyncio.sleep(4)
            await scene.person_says("", 200)
            await asyncio.sleep(4)

    virtualtime.run(play())
    assert heard(scene) == ["What time is it?"]
    assert scene.dialogue.said == ["You said What time is it?"]


# --- the wait ------------------------------------------------------------------------------


def test_a_lead_in_bridges_a_long_wait_but_never_often_or_twice_running(scene: Scene) -> None:
    scene.voice = FakeVoice(phrases=frozenset(PHRASES))
    scene.dialogue.thinks_s = 1.5
    turns = 10

    async def play() -> None:
        async with scene.begun():
            for number in range(turns):
                await scene.person_says(f"I walked {number} miles.", 900)
                count = len(scene.all(e.ReplyEnded))
                async with asyncio.timeout(20):
                    while len(scene.all(e.ReplyEnded)) == count:
                        await asyncio.sleep(0.1)

    virtualtime.run(play())
    spoken = [fact for fact in scene.all(e.ReplySpoken) if isinstance(fact, e.ReplySpoken)]
    led = [fact.text for fact in spoken if fact.by == "lead-in"]
    assert 1 <= len(led) <= 0.4 * turns
    assert all(one != other for one, other in pairwise(led))
    assert all(fact.by != "lead-in" or fact.text in PHRASES for fact in spoken)
    assert len(scene.dialogue.said) == turns
    assert not any(text.startswith(PHRASES) for text in scene.dialogue.said)


@pytest.mark.parametrize(
    ("setting", "thinks_s"),
    [pytest.param("lead_ins = false\n", 1.5, id="switched off"), pytest.param("", 0.01, id="quick")],
)  # fmt: skip
def test_there_is_none_when_it_is_switched_off_or_not_needed(
    scene: Scene, setting: str, thinks_s: float
) -> None:
    (scene.folder / "settings.toml").write_text(setting)
    scene.voice = FakeVoice(phrases=frozenset(PHRASES))
    scene.dialogue.thinks_s = thinks_s

    async def play() -> None:
        async with scene.begun():
            await scene.person_says("I walked home.")
            await asyncio.sleep(6)

    virtualtime.run(play())
    assert [fact.by for fact in scene.all(e.ReplySpoken)] == ["manager"]


def test_there_is_none_in_her_voice_while_another_voice_is_in_the_talk(scene: Scene) -> None:
    scene.voice, scene.alone = FakeVoice(phrases=frozenset(PHRASES)), False
    scene.dialogue.thinks_s = 1.5

    async def play() -> None:
        async with scene.begun():
            for number in range(3):
                await scene.person_says(f"I walked {number} miles.")
                await asyncio.sleep(8)

    virtualtime.run(play())
    assert {fact.by for fact in scene.all(e.ReplySpoken)} == {"manager"}


def test_the_answer_is_worded_as_what_follows_the_lead_in_and_does_not_begin_so_itself(
    scene: Scene,
) -> None:
    scene.voice = FakeVoice(phrases=frozenset(PHRASES))
    scene.dialogue.thinks_s = 1.5
    scene.dialogue.replies["I walked home."] = [Clause("Oh, and well, was it far?", "manager")]

    async def play() -> None:
        async with scene.begun():
            await scene.person_says("I walked home.")
            await asyncio.sleep(6)

    virtualtime.run(play())
    lead_in, answer = [f.text for f in scene.all(e.ReplySpoken) if isinstance(f, e.ReplySpoken)]
    assert lead_in == scene.dialogue.heard[0].lead_in
    assert lead_in in PHRASES
    assert answer == "And well, was it far?"


def test_a_lead_in_sounds_as_soon_as_she_has_the_floor(scene: Scene) -> None:
    scene.voice = FakeVoice(phrases=frozenset(PHRASES))
    scene.dialogue.thinks_s = 1.5

    async def play() -> None:
        async with scene.begun():
            await scene.person_says("I walked home.")
            await asyncio.sleep(6)

    virtualtime.run(play())
    assert scene.at(e.ReplySpoken) - scene.at(e.ReplyBegan) < 0.05


def test_who_is_waited_for_gets_none_once_half_of_them_have_been_said(scene: Scene) -> None:
    scene.voice = FakeVoice(phrases=frozenset(PHRASES))
    scene.dialogue.thinks_s = 3.0

    async def play() -> None:
        async with scene.begun():
            for said in (
                "I walked home.",
                "I walked back.",
                "Yesterday she told me",
                "I ran home.",
            ):
                await scene.person_says(said)
                await asyncio.sleep(9)

    virtualtime.run(play())
    spoken = [fact.by for fact in scene.all(e.ReplySpoken) if isinstance(fact, e.ReplySpoken)]
    assert spoken == [
        "lead-in", "manager", "lead-in", "manager", "manager", "lead-in", "manager",
    ]  # fmt: skip


def test_there_is_none_when_the_answer_will_be_there_before_it_ends(scene: Scene) -> None:
    scene.voice = FakeVoice(phrases=frozenset(PHRASES))
    scene.dialogue.thinks_s = 0.6  # of which most goes by while she waits for more words

    async def play() -> None:
        async with scene.begun():
            await scene.person_says("Yesterday she told me")
            await asyncio.sleep(6)

    virtualtime.run(play())
    assert [fact.by for fact in scene.all(e.ReplySpoken)] == ["manager"]


def test_an_answer_of_a_skill_begins_at_once_where_its_beginning_is_rendered(
    scene: Scene,
) -> None:
    question, answer = "What time is it?", "It's five past four."
    scene.dialogue.replies[question] = [Clause(answer, "skill:clock")]
    taken = []
    for phrases in (frozenset[str](), frozenset(OPENERS)):
        scene.voice, scene.sound, scene.facts = FakeVoice(phrases=phrases), FakeSound(), []

        async def play() -> None:
            async with scene.begun():
                await scene.person_says(question)
                await asyncio.sleep(6)

        virtualtime.run(play())
        taken.append(scene.at(e.ReplySpoken) - scene.at(e.ReplyBegan))
    assert taken[1] < 0.05 < taken[0]
    assert scene.dialogue.said == [answer, answer]


def test_none_is_said_where_the_answer_begins_with_one(scene: Scene) -> None:
    scene.voice = FakeVoice(takes_s=2.0, phrases=frozenset(PHRASES))
    scene.dialogue.replies["I walked home."] = [Clause("Oh, was it far?", "manager")]

    async def play() -> None:
        async with scene.begun():
            await scene.person_says("I walked home.")
            await asyncio.sleep(6)

    virtualtime.run(play())
    spoken = [f.text for f in scene.all(e.ReplySpoken) if isinstance(f, e.ReplySpoken)]
    assert spoken == ["Oh, was it far?"]


# --- who is spoken to ----------------------------------------------------------------------


def test_two_people_in_the_room_are_left_alone_until_she_is_called(scene: Scene) -> None:
    (scene.folder / "settings.toml").write_text('mode = "name"\nher_name = "Emily"\n')

    async def play() -> None:
        async with scene.begun():
            for text in ("Did you feed the cat?", "Yes, at noon.", "So, Emilie, what time is it?"):
                await scene.person_says(text)
                await asyncio.sleep(4)
            await scene.person_says("And the date?")  # within the follow-up window
            await asyncio.sleep(14)
            await scene.person_says("Shall we go?")
            await asyncio.sleep(3)

    virtualtime.run(play())
    assert heard(scene) == ["So, Emilie, what time is it?", "And the date?"]


def test_with_push_to_talk_only_what_is_held_counts(scene: Scene) -> None:
    (scene.folder / "settings.toml").write_text('mode = "push"\n')

    async def play() -> None:
        async with scene.begun() as talk:
            await scene.person_says("Not for you.")
            await asyncio.sleep(3)
            talk.inbox.put_nowait(e.Hold(on=True))
            await scene.person_says("What time is it?", 900)
            await asyncio.sleep(3)  # a long pause within, and the key still down
            talk.inbox.put_nowait(e.Hold(on=False))
            released = asyncio.get_running_loop().time()
            await asyncio.sleep(3)
            assert scene.at(e.UserSaid) - released < 0.5

    virtualtime.run(play())
    assert heard(scene) == ["What time is it?"]


def asked_to_wait(scene: Scene, seconds: int) -> None:
    act = Act("withdraw", {"seconds": seconds, "then": "Shall we go on?" if seconds else ""})
    scene.dialogue.replies["Give me time."] = [Clause("Take it.", "skill:moment", act)]


def test_a_minute_asked_for_is_silent_shown_and_ends_with_one_soft_question(scene: Scene) -> None:
    asked_to_wait(scene, 60)

    async def play() -> None:
        async with scene.begun():
            await scene.person_says("Give me time.")
            await asyncio.sleep(5)
            assert scene.state.withdrawn == e.Withdrew(60)
            await scene.person_says("Now where did I put it?")
            await asyncio.sleep(70)
            assert scene.state.withdrawn is None
            await scene.person_says("Here it is.")
            await asyncio.sleep(5)

    virtualtime.run(play())
    assert heard(scene) == ["Give me time.", "Here it is."]
    assert [line.text for line in scene.state.lines if line.who == "her"][:2] == [
        "Take it.", "Shall we go on?",
    ]  # fmt: skip


def test_quiet_for_now_holds_until_she_is_called(scene: Scene) -> None:
    asked_to_wait(scene, 0)

    async def play() -> None:
        async with scene.begun():
            await scene.person_says("Give me time.")
            await asyncio.sleep(600)
            await scene.person_says("Is anybody there?")
            await asyncio.sleep(5)
            await scene.person_says(f"{scene.conversation().parts.settings.now.her_name}?")
            await asyncio.sleep(5)
            assert scene.state.withdrawn is None

    virtualtime.run(play())
    assert len(heard(scene)) == 2


def test_words_of_a_crisis_end_a_silence(scene: Scene) -> None:
    asked_to_wait(scene, 600)

    async def play() -> None:
        async with scene.begun():
            await scene.person_says("Give me time.")
            await asyncio.sleep(5)
            await scene.person_says("I want to kill myself.")
            await asyncio.sleep(5)

    virtualtime.run(play())
    assert heard(scene)[-1] == "I want to kill myself."


# --- nothing is lost, nothing is heard twice -----------------------------------------------


def test_a_long_story_comes_in_pieces_and_is_one_turn(scene: Scene) -> None:
    sound = WordySound()
    scene.sound, scene.transcriber, scene.judge = sound, WordReader(), FakeJudge(0.1)

    async def play() -> None:
        async with scene.begun():
            for _ in range(8):
                await asyncio.sleep(sound.says(40) + 0.4)  # 67 s with breaths
            await asyncio.sleep(5)

    virtualtime.run(play())
    [text] = heard(scene)
    assert text.split() == [f"thing{number}" for number in range(1, sound.next_word)]


@settings(
    max_examples=20, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(
    st.lists(st.tuples(st.integers(4, 12), st.integers(0, 4000)), min_size=1, max_size=5),
    st.floats(0, 1),
    st.sampled_from((0.05, 0.15, 0.6)),
    st.sampled_from((0.05, 0.3, 1.2)),
)
def test_every_word_is_in_exactly_one_turn(
    said: list[tuple[int, int]], probability: float, hears_s: float, renders_s: float
) -> None:
    """Utterances of some words with pauses between, whenever she may be speaking or thinking."""

    async def play(scene: Scene, sound: WordySound) -> None:
        async with scene.begun():
            for words, pause_ms in said:
                await asyncio.sleep(sound.says(words) + pause_ms / 1000)
            await asyncio.sleep(15)

    with tempfile.TemporaryDirectory() as folder:
        sound = WordySound()
        scene = Scene(
            Path(folder), sound=sound, transcriber=WordReader(takes_s=hears_s),
            judge=FakeJudge(probability), voice=FakeVoice(takes_s=renders_s),
        )  # fmt: skip
        virtualtime.run(play(scene, sound))
    words = [
        int(word.removeprefix("thing")) for one in scene.dialogue.heard for word in one.text.split()
    ]
    assert words == list(range(1, sound.next_word))
    begun = [fact.turn for fact in scene.all(e.ReplyBegan) if isinstance(fact, e.ReplyBegan)]
    assert begun == sorted(set(begun)), "never two replies at once"
    assert not scene.state.replying
