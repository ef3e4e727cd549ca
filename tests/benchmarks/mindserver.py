"""How fast the local mind loads, speaks, begins to speak, and lets go; and what it takes."""

from __future__ import annotations

import asyncio
import statistics
import time
from contextlib import aclosing
from typing import TYPE_CHECKING, Any

import psutil

from assistant.dialogue.minds.port import Message, Request
from assistant.dialogue.move import Doing
from assistant.dialogue.prompt import Prompt, examples, persona_text
from assistant.errors import Trouble
from assistant.mind.local import LocalMind
from assistant.paths import models_folder

if TYPE_CHECKING:
    from assistant.dialogue.minds.port import Timings

MODEL = "qwen2.5-coder-1.5b-instruct-q4_k_m"
ROUNDS = 5
WORDS = "I went down to the harbour with my sister and ate chips."
SO_FAR = WORDS.rsplit(" ", 2)[0]
KNOWN = "your sister is called Ann and paints boats"
TAILS = {  # what was read ahead of the person's words, and what is remembered
    "spoken": (SO_FAR, ()),
    "typed": ("", ()),
    "spoken_and_remembered": (SO_FAR, (KNOWN,)),
}


def run() -> dict[str, object]:
    """Figures in milliseconds, seconds and megabytes; the median of ROUNDS where there are more."""
    figures = asyncio.run(_measured())
    print(f"The local mind ({MODEL}), median of {ROUNDS}:")
    for name, value in figures.items():
        print(f"  {name:<34} {value}")
    return figures


async def _measured() -> dict[str, object]:
    found = sorted((models_folder() / MODEL).glob("*.gguf"))
    if not found:
        raise Trouble("The local mind's model is not here.", f"Run ./os1 models get {MODEL}.")
    mind = LocalMind(found[0])
    begun = time.monotonic()
    await mind.start()
    try:
        figures: dict[str, object] = {"load_s": round(time.monotonic() - begun, 1)}
        figures |= await _speaking(mind)
        figures |= await _beginning(mind)
        figures |= await _letting_go(mind)
        figures["memory_mb"] = psutil.Process(mind.pids()[0]).memory_info().rss // 1_000_000
    finally:
        await mind.close()
    return figures


def _asking(text: str, most: int) -> Request:
    return Request((Message("user", text),), most_tokens=most, temperature=0)


async def _said(mind: LocalMind, request: Request) -> Timings:
    async with aclosing(mind.words(request)) as words:
        async for _ in words:
            pass
    assert mind.timings is not None
    return mind.timings


async def _speaking(mind: LocalMind) -> dict[str, object]:
    cold = await _said(mind, _asking("The sea is wide. " * 30 + "Tell me a story.", 60))
    read_s = cold.first_token_ms / 1000
    return {
        "tokens_per_s": round(cold.tokens_per_s or 0, 1),
        "read_tokens_per_s": round((cold.prompt_n or 0) / read_s, 1),
    }


async def _beginning(mind: LocalMind) -> dict[str, object]:
    """First token with the persona known, and how many tokens were new, the template's included."""
    prompt = Prompt(persona_text("OS1", "Quiet, warm, exact."), shown=examples())
    figures: dict[str, object] = {}
    for how, (so_far, recalled) in TAILS.items():
        firsts, news = [], []
        for number in range(ROUNDS):
            settled = prompt.grown(f"Number {number}.", "Mm.")
            ahead = (Message("user", so_far),) if so_far else ()
            await mind.prefill((*settled.messages(), *ahead))
            asked = settled.asked(WORDS, Doing.ASK, recalled)
            timings = await _said(mind, Request(asked, most_tokens=1))
            firsts.append(timings.first_token_ms)
            news.append(timings.prompt_n or 0)
        figures[f"first_token_ms_{how}"] = round(statistics.median(firsts))
        figures[f"first_token_ms_{how}_best"] = min(firsts)
        figures[f"new_tokens_{how}"] = round(statistics.median(news))
    return figures


async def _letting_go(mind: LocalMind) -> dict[str, object]:
    """From closing a stream to the first token of the same question, less what that takes alone."""
    speaking, reading = [], []
    short = _asking("Say hello.", 1)
    for number in range(ROUNDS):
        async with aclosing(mind.words(_asking("Tell me a long story.", 300))) as words:
            for _ in range(5):
                await anext(words)
        speaking.append(await _beyond(mind, short))
        long = (Message("user", f"{number} sheep went over the hill to the sea. " * 40),)
        ahead = asyncio.create_task(mind.prefill(long))
        await asyncio.sleep(0.5 + number / 20)
        ahead.cancel()
        await asyncio.wait([ahead])
        reading.append(await _beyond(mind, short))
    return {
        "freed_while_speaking_ms": round(statistics.median(speaking)),
        "freed_while_reading_ms": round(statistics.median(reading)),
    }


async def _beyond(mind: LocalMind, request: Request) -> float:
    async def taken() -> float:
        begun = time.monotonic()
        await _said(mind, request)
        return (time.monotonic() - begun) * 1000

    after: Any = await taken()
    other = _asking("Count to three.", 1)
    await _said(mind, other)  # so that the second time has as little of the prompt known
    return max(0.0, after - await taken())
