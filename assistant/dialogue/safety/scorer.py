"""A second ear for what no rule foresaw: a small linear model over words, which may only raise an alarm."""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from assistant.paths import RESOURCES

if TYPE_CHECKING:
    from collections.abc import Iterator

WEIGHTS = RESOURCES / "crisis" / "scorer.json"
LONGEST = 48  # words of one window; longer texts are read in windows that overlap by half

# words that carry one idea, so that a pair of ideas weighs the same in any wording
_IDEAS: dict[str, str] = {
    word: idea
    for idea, words in {
        "SELF": "i me my myself mine",
        "DEATH": "die dies died dying dead death grave coffin funeral buried bury corpse ashes cremated afterlife heaven urn obituary headstone deceased suicide suicidal",
        "KILL": "kill kills killed killing hang hanging hanged shoot shooting drown drowning stab strangle overdose overdosed slit",
        "METHOD": "pills tablets rope noose bridge train trains tracks platform railway river canal knife knives blade blades razor gun rifle shotgun pistol edge roof rooftop cliff balcony traffic motorway ledge overpass weir bleach wrists oncoming lorry belt insulin barn beam railings ravine",
        "GONE": "gone disappear disappeared vanish vanished exist existed existing cease fade erased nothingness nowhere absent absence invisible oblivion dissolve",
        "LIVE": "live living alive life lives exist breathing breathe survive surviving existence",
        "STOP": "stop end ends ending ended finish finished over quit done enough last final finally rest escape",
        "NEVER": "never anymore forever ever again longer good permanently always eternally",
        "FUTURE": "tomorrow monday tuesday wednesday thursday friday saturday sunday christmas easter summer spring autumn winter birthday next week month year weekend morning thirty forty grow old older future graduation wedding holiday diwali eid thanksgiving new",
        "GIVE": "give gave given giving donate donated handed sold sell pass passing rehome rehomed leave left leaving",
        "THINGS": "things stuff belongings possessions guitar records books ring watch car bike collection tools jewellery clothes piano camera laptop console ps5 xbox vinyl medals necklace plants furniture coat playlist",
        "PETS": "dog cat cats dogs hamster rabbit budgie parrot horse goldfish puppy kitten guineapig hens",
        "PAPERS": "will insurance bank passwords password accounts bills letters letter notes note keys papers documents pension savings deeds envelope envelopes folder affairs paperwork policy debts",
        "BURDEN": "burden weight cost costs nuisance drag relief relieved better easier happier lighter freer problem waste worthless useless liability mistake failure trouble disappointment obstacle",
        "HOPE": "hope hopes point reason reasons purpose meaning sense use light way",
        "NO": "no not nothing none never nobody without cannot neither nor nowhere",
        "TIRED": "tired exhausted weary worn drained fed sick spent empty numb hollow fighting fight struggling holding hanging",
        "PAIN": "pain hurt hurts hurting suffering agony alone lonely dark darkness black hell torture unbearable misery miserable ache void",
        "FAITH": "god lord jesus heaven angels angel creator allah bhagwan prayer pray prayed",
        "CALM": "calm peace peaceful ready decided decision sorted order arranged settled relieved made clear",
        "KIN": "mum dad mother father wife husband kids children son daughter family brother sister parents girls boys nan gran grandma grandad partner",
        "ALL": "everyone everybody all people anyone anybody world them they someone somebody",
        "BYE": "goodbye bye farewell sorry forgive thank thanks remember apologise apologize blame fault",
        "WISH": "want wish hope would rather like wanted wishing hoping longing pray",
        "SLEEP": "sleep asleep wake woke waking bed pillow dream morning night",
        "THINK": "think thinking thought thoughts imagine keep mind head voices voice wonder wondering",
        "LATELY": "lately every constantly always still since months weeks",
        "SECRET": "secret promise tell told telling anyone knows know hide hiding pretend pretending",
        "WORK": "work office boss job meeting email deadline project client shift deploy server code app printer",
        "FOOD": "cake coffee dinner lunch breakfast pizza recipe bread cheese curry wine beer tea chocolate soup oven cook cooking bake",
        "PLAY": "game games match team goal level boss film movie song book episode series play show band album character story novel scene chess football",
        "TRIP": "holiday flight airport beach trip hotel cabin train bus traffic lisbon norway weekend camping travel",
        "GARDEN": "garden roses tomatoes plants plant lawn flowers seeds orchid basil hedge",
    }.items()
    for word in words.split()
}


@dataclass(frozen=True, slots=True)
class Model:
    """`weights` holds, by feature, one whole number for each of `classes`, `scale` to one."""

    classes: tuple[str, ...]
    bias: tuple[float, ...]
    scale: float
    weights: dict[str, tuple[int, ...]]


def features(words: list[str]) -> Iterator[str]:
    """Words, pairs, triples and gapped pairs of a window, and the ideas in it, one by one and in pairs."""
    ends = ["<", *words, ">"]
    for at, word in enumerate(ends):
        yield word
        for gap in (1, 2, 3):
            if at + gap < len(ends):
                yield f"{word} {ends[at + gap]}" if gap == 1 else f"{word} {gap} {ends[at + gap]}"
        if at + 2 < len(ends):
            yield f"{word} {ends[at + 1]} {ends[at + 2]}"
    ideas = [_IDEAS[word] for word in words if word in _IDEAS]
    yield from ideas
    for at, idea in enumerate(ideas):
        for other in ideas[at + 1 : at + 4]:
            yield f"{idea}>{other}"
    kinds = sorted(set(ideas))
    for at, idea in enumerate(kinds):
        for other in kinds[at + 1 :]:
            yield f"{idea}&{other}"


@cache
def model() -> Model | None:
    """The shipped weights; None where the file is missing or damaged: the rules stand without it."""
    try:
        raw = json.loads(WEIGHTS.read_text("utf-8"))
        return Model(
            tuple(raw["classes"]),
            tuple(raw["bias"]),
            float(raw["scale"]),
            {name: tuple(row) for name, row in raw["weights"].items()},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def words_of(piece: str) -> list[str]:
    """The words of a plain sentence as the model knows them: figures are one kind of word."""
    return [re.sub(r"\d+", "0", word) for word in piece.split()]


def probabilities(words: list[str], using: Model) -> dict[str, float]:
    """How likely each class is for one window; the shares add up to 1."""
    sums = list(using.bias)
    seen = [row for name in set(features(words)) if (row := using.weights.get(name))]
    share = using.scale / math.sqrt(max(len(words), 4) * 8)
    for row in seen:
        for at, weight in enumerate(row):
            sums[at] += weight * share
    top = max(sums)
    powers = [math.exp(one - top) for one in sums]
    whole = sum(powers)
    return {name: power / whole for name, power in zip(using.classes, powers, strict=True)}


def windows(words: list[str]) -> Iterator[list[str]]:
    """Windows of at most LONGEST words that overlap by half; every word lies in one."""
    for at in range(0, max(len(words), 1), LONGEST // 2):
        yield words[at : at + LONGEST]
        if at + LONGEST >= len(words):
            return
