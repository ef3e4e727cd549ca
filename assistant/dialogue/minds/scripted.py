"""The mind that is always there: it says the manager's own line for the move, with no model at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from assistant.ports import Prompt


class Scripted:
    name = "scripted"

    async def words(self, prompt: Prompt) -> AsyncGenerator[str, None]:
        yield prompt.line
