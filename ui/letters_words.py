"""What the letters page says about a letter and a version: pure."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from assistant.decisions.decision import Decision, Step, summary
from ui.wording import tr, trn

if TYPE_CHECKING:
    from assistant.letters.view import Card, Version

LONGEST = 44  # characters of the first words


def empty_words() -> str:
    return tr("No letters yet. Say “write a letter to”, and a name.")


def card_words(card: Card) -> tuple[str, str]:
    """The text on the button, and its name for a screen reader."""
    whom = tr("to {to}", to=card.to) if card.to else tr("to nobody named")
    first = card.first if len(card.first) <= LONGEST else f"{card.first[:LONGEST].rstrip()} …"
    waits = tr(" · waits until morning") if card.waits else ""
    versions = trn("one version", "{count} versions", card.versions)
    day = day_words(card.at)
    text = f"{whom} · {day}{waits}" + (f"\n{first}" if first else "")
    return text, tr(
        "Letter {whom}, {day}, {versions}{waits}. {first}",
        whom=whom,
        day=day,
        versions=versions,
        waits=waits.replace(" · ", ", "),
        first=first,
    ).strip()


def version_words(version: Version, *, shows: bool) -> str:
    now = tr(" · this one") if shows else ""
    what = version.what if len(version.what) <= 2 * LONGEST else f"{version.what[: 2 * LONGEST]} …"
    return f"{version.number} · {what}{now}"


def day_words(at: str) -> str:
    """ "22 November" of an ISO time; "" when it is none."""
    try:
        day = datetime.fromisoformat(at)
    except ValueError:
        return ""
    return tr("{number} {day:%B}", number=day.day, day=day)


def plan_words(plan: Decision) -> str:
    """A decision as it stands."""
    stands = "" if plan.step is Step.DONE else tr(" Not finished: say “go on with the decision”.")
    asks = (
        tr(" She asks on {day} how it turned out.", day=day_words(plan.ask_on))
        if plan.ask_on
        else ""
    )
    return f"{summary(plan)}{stands}{asks}"
