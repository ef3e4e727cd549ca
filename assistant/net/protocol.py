"""What is sent to a server of language models and what comes back: llama.cpp's way and OpenAI's. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.dialogue.minds.port import Timings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.dialogue.minds.port import Message, Request

Fields = dict[str, Any]

_MARK = re.compile(
    r"([<\[])(?=\||/?s>|/?(?:start|end)_of_turn|/?(?:SYS|INST)|/?<SYS|/?(?:think|tool)|(?:bos|eos)>)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """`ended`: the words are complete; `last`: nothing at all follows."""

    text: str = ""
    ended: bool = False
    last: bool = False


def messages_body(messages: Sequence[Message]) -> list[dict[str, str]]:
    return [{"role": message.role, "content": harmless(message.text)} for message in messages]


def harmless(text: str) -> str:
    """Text in which no mark of a chat template is left that would begin a turn of its own.

    Servers turn such marks into control tokens wherever they stand, also in what a person said.
    """
    return _MARK.sub(r"\1 ", text)


def native_body(request: Request, prompt: str) -> Fields:
    return {
        "prompt": prompt,
        "n_predict": request.most_tokens,
        "cache_prompt": True,
        "stream": True,
        "return_progress": True,  # each report is a chance for the server to notice that we left
        "temperature": request.temperature,
        "top_p": request.top_p,
        "stop": list(request.stop),
    } | ({"json_schema": request.schema} if request.schema is not None else {})


def chat_body(request: Request, model: str, *, continues: bool) -> Fields:
    messages, lead_in = messages_body(request.messages), harmless(request.lead_in)
    if lead_in and continues:
        messages.append({"role": "assistant", "content": lead_in})
    elif lead_in:
        said = (
            f"(You have begun your reply with “{lead_in}” Go on from there, without repeating it.)"
        )
        messages[-1]["content"] += f"\n\n{said}"
    body: Fields = {
        "model": model,
        "messages": messages,
        "stream": True,
        "stream_options": {"include_usage": True},
        "max_tokens": request.most_tokens,
        "temperature": request.temperature,
        "top_p": request.top_p,
    }
    if request.stop:
        body["stop"] = list(request.stop)
    if request.schema is not None:
        form = {"name": "answer", "strict": True, "schema": request.schema}
        body["response_format"] = {"type": "json_schema", "json_schema": form}
    return body


def native_piece(event: Fields) -> Piece:
    text, stopped = event.get("content"), event.get("stop") is True
    return Piece(text if isinstance(text, str) else "", ended=stopped, last=stopped)


def chat_piece(event: Fields) -> Piece:
    choices = event.get("choices")
    choice = choices[0] if isinstance(choices, list) and choices else None
    if not isinstance(choice, dict):
        return Piece()  # the figures come alone, at the end
    part = choice.get("delta") or choice.get("message") or {}
    text = part.get("content") if isinstance(part, dict) else None
    ended = choice.get("finish_reason") is not None
    return Piece(text if isinstance(text, str) else "", ended=ended)


def figures(event: Fields, so_far: Timings) -> Timings:
    """The server's own timings: llama.cpp's, or what the protocol's usage tells."""
    told = event.get("timings")
    if isinstance(told, dict):
        return Timings(
            0, _integer(told.get("cache_n")), _integer(told.get("prompt_n")),
            _number(told.get("predicted_per_second")),
        )  # fmt: skip
    progress = event.get("prompt_progress")
    if isinstance(progress, dict):
        known, whole = _integer(progress.get("cache")), _integer(progress.get("total"))
        return Timings(0, known, None if whole is None else whole - (known or 0))
    usage = event.get("usage")
    if isinstance(usage, dict):
        details = usage.get("prompt_tokens_details")
        known = _integer(details.get("cached_tokens")) if isinstance(details, dict) else None
        whole = _integer(usage.get("prompt_tokens"))
        return Timings(0, known, None if whole is None else whole - (known or 0))
    return so_far


def _integer(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
