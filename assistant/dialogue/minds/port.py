"""The port for language models: what may be asked of one, and what it promises.

Whoever implements `LanguageMind` speaks to a model; whoever uses it knows nothing of servers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Protocol

from assistant.errors import Trouble

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Sequence

Role = Literal["system", "user", "assistant"]


class MindLost(Trouble):
    """A mind is out of reach, broke off, or sent what cannot be used; another may go on."""


@dataclass(frozen=True, slots=True)
class Message:
    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class Request:
    """One piece of wording.

    `lead_in` is the beginning of the reply that is already out: only what follows it is worded.
    `schema` (JSON schema) forces the form of the answer. `temperature` 0 is repeatable.
    """

    messages: tuple[Message, ...]
    lead_in: str = ""
    most_tokens: int = 120
    schema: dict[str, Any] | None = None
    temperature: float = 0.7
    top_p: float = 0.9
    stop: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Timings:
    """The last request as it was served; None where the server does not tell.

    `cache_n` tokens of the prompt were known already, `prompt_n` had to be read. `first_token_ms`
    is measured here, from asking to the first piece.
    """

    first_token_ms: int
    cache_n: int | None = None
    prompt_n: int | None = None
    tokens_per_s: float | None = None


class LanguageMind(Protocol):
    """A model that words things. `name` is "local" or the host of an address.

    `timings` are those of the last request that began to answer.
    """

    @property
    def name(self) -> str: ...

    @property
    def timings(self) -> Timings | None: ...

    def words(self, request: Request) -> AsyncGenerator[str, None]:
        """The wording in pieces as they come, control characters and foreign turns taken out.

        The lead-in is not repeated; the first piece brings the space that belongs between.
        Closing the generator stops the work at the server; use `aclosing`. Raises MindLost, also
        in the midst: what came until then may end within a word.
        """
        ...

    async def prefill(self, messages: Sequence[Message]) -> None:
        """Read these messages ahead of time, so that a request beginning with them starts sooner.

        A last message of the person's is read as if it might go on. Gives way to `words`. Does
        nothing where the server has no such thing. Never raises.
        """
        ...

    async def ready(self) -> bool:
        """It would answer now. Takes 3 s at most."""
        ...

    async def close(self) -> None: ...


def seam(before: str, after: str) -> str:
    """`after` with exactly the space that belongs between it and `before`."""
    if not before or not after:
        return after
    if before[-1].isspace():
        return after.lstrip()
    glued = before[-1] in "-–—'’([{/" or not (after[0].isalnum() or after[0] in '“"(')
    return after if glued or after[0].isspace() else f" {after}"
