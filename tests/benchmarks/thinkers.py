"""A second crowd for the ends of turns, whose sentences no threshold was chosen on.

Six neural voices in a room. Who hesitates is rendered in two halves, the first with the tone of
something that goes on; the pause between is synthetic.
"""

from __future__ import annotations

import asyncio
from itertools import chain, zip_longest
from typing import TYPE_CHECKING

import numpy as np
import soxr
from soundserver import RATE, read_wav, write_wav

from assistant.models.store import Store
from assistant.paths import models_folder
from assistant.ports import SPEAK_RATE
from assistant.voice.adapter import ChildVoice
from assistant.voice.house import HOUSE_VOICES, KOKORO_FILE, KOKORO_MODEL

from .users import Kind, User, in_a_room, joined, levelled, trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from soundserver import Samples

PAUSES_MS = (350, 500, 700, 900, 1100)
SKILLS = (
    "What's nine plus sixteen?",
    "Set a timer for ten minutes.",
    "Remind me to call the dentist tomorrow at nine.",
    "What day of the week is the third of May?",
    "How much is forty percent of ninety?",
    "Speak a little slower, please.",
    "Put milk on my shopping list.",
    "How many feet are in a mile?",
    "What do you remember about my sister?",
    "Stop the timer.",
    "Thank you.",
    "Good night.",
)
TALKS = (
    "My daughter starts school on Monday.",
    "I burnt the rice again.",
    "It rained the whole weekend.",
    "Do you think I should call him?",
    "I can't find my keys anywhere.",
    "We are getting a dog.",
    "My boss wants me to work on Saturday.",
    "I've been sleeping better lately.",
    "Nobody came to my party.",
    "What's your favourite season?",
    "I painted the kitchen blue.",
    "He never listens to me.",
    "That was delicious.",
    "I'm not hungry.",
    "Yes, I suppose so.",
    "I don't think so.",
    "My father would have liked this place.",
    "I'm nervous about the interview.",
    "There's a new bakery on our street.",
    "Tell me something nice.",
)
HESITANT = (
    ("I've been meaning to", "write to my aunt."),
    ("The thing is,", "I never really wanted the job."),
    ("We could go to the sea", "if the weather holds."),
    ("I told him that I", "don't have the time."),
    ("Remind me to", "water the plants tomorrow."),
    ("My mother always said", "you can't have everything."),
    ("It was one of those", "evenings when nothing works."),
    ("I bought bread,", "cheese and some olives."),
    ("Do you remember the", "name of my dentist?"),
    ("I think the problem is", "that nobody talks to her."),
    ("On Tuesday I'm seeing", "the doctor about my knee."),
    ("He is very kind,", "but he talks too much."),
    ("I sort of", "lost interest in it."),
    ("What happens if", "I forget the password?"),
    ("I'd rather not", "talk about that today."),
    ("My neighbour, the one with the dogs,", "is moving out."),
    ("I quit.", "Well, almost."),
    ("I went there with", "my oldest friend."),
    ("Set a timer for", "twenty minutes."),
    ("It's not that I mind, it's just", "a bit much."),
    ("I was going to say", "something about the house."),
    ("She never", "called me back."),
    ("It's my birthday", "next Thursday."),
    ("I am so tired", "of all this paperwork."),
    ("How do you", "spell necessary?"),
    ("First I have to finish the report,", "then I can go home."),
    ("Um,", "what was I saying?"),
    ("I love the way", "he tells a story."),
    ("Do you want to", "hear something funny?"),
    ("There were about", "thirty people."),
)


def thinkers(folder: Path, seed: int = 9) -> Iterator[User]:
    """Who hesitates and who does not by turns. Rendered halves are kept in `folder`."""
    asyncio.run(_rendered(folder))
    plain = [(Kind.SKILL, text) for text in SKILLS] + [(Kind.TALK, text) for text in TALKS]
    mixed = chain.from_iterable(zip_longest(plain, HESITANT))
    for number, one in enumerate(one for one in mixed if one is not None):
        voice = HOUSE_VOICES[number % len(HOUSE_VOICES)].name
        if isinstance(one[0], Kind):
            kind, dry, who = one[0], _read(folder, voice, one[1]), f"{voice}: {one[1]}"
        else:
            pause = PAUSES_MS[number // 2 % len(PAUSES_MS)]
            halves = (_read(folder, voice, _going_on(one[0])), _read(folder, voice, one[1]))
            dry = joined(halves[0], pause, halves[1])
            kind, who = Kind.HESITANT, f"{voice}, synthetic pause of {pause} ms: {one[0]}"
        wet = in_a_room(dry, np.random.default_rng(seed + number))
        wav = write_wav(folder / f"thinker-{number}.wav", wet, RATE)
        yield User(kind, who, wav, len(dry) / RATE)


def _going_on(half: str) -> str:
    return half if half.endswith((",", ".")) else f"{half},"


def _file(folder: Path, voice: str, text: str) -> Path:
    name = "".join(letter for letter in text.lower() if letter.isalnum())
    return folder / f"{voice}-{name}{'-on' if text.endswith(',') else ''}.wav"


def _read(folder: Path, voice: str, text: str) -> Samples:
    samples, rate = read_wav(_file(folder, voice, text))
    return trimmed(levelled(soxr.resample(samples, rate, RATE)))


async def _rendered(folder: Path) -> None:
    """Everything that is not there yet."""
    texts = [[text] for text in (*SKILLS, *TALKS)]
    mixed = chain.from_iterable(
        zip_longest(texts, [[_going_on(first), second] for first, second in HESITANT])
    )
    wanted = [
        (HOUSE_VOICES[number % len(HOUSE_VOICES)].name, text)
        for number, one in enumerate(one for one in mixed if one)
        for text in one
    ]
    missing = [one for one in wanted if not _file(folder, *one).exists()]
    if not missing:
        return
    voice = ChildVoice(Store(models_folder()).need(KOKORO_MODEL) / KOKORO_FILE)
    await voice.start()
    try:
        for name, text in missing:
            pcm = await voice.render(text, name, 1.0)
            samples = np.frombuffer(pcm, "<i2").astype(np.float32) / 32768
            write_wav(_file(folder, name, text), samples, SPEAK_RATE)
    finally:
        await voice.close()
