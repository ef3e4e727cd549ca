"""Why she said a line: which part of her worded it, in a sentence for a person. Pure."""

from __future__ import annotations

from ui.wording import tr

SKILLS = {
    "clock": tr("You asked for the time or a date, so she looked at this computer's clock."),
    "sums": tr("You asked for a sum, and she worked it out; no model had a part in it."),
    "units": tr("You asked to convert something, and she worked it out."),
    "honesty": tr(
        "You asked what she is or does, and that is always answered in fixed words, from how things are."
    ),
    "goodbye": tr("You said goodbye; she answers that in one sentence and goes quiet."),
    "names": tr("It was about a name, hers or yours."),
    "wellbeing": tr("It is about looking after yourself, which follows fixed rules."),
    "people": tr(
        "It is about people you named to her: from what she remembers, by fixed rules, at most twice a week."
    ),
}
FIXED = {
    "safety": tr(
        "Your words sounded as if you or somebody might be in danger. What she says then is written by people and fixed."
    ),
    "manager": tr(
        "A line of her own: chosen by rules for what you said, from those that are written down."
    ),
    "wellbeing": tr(
        "You have talked for long, and she reminds you of a break. That follows fixed rules."
    ),
    "people": tr(
        "She remembers whom you named. Now and then, at most twice a week, fixed rules let her suggest one of them."
    ),
    "proactive": tr(
        "She spoke first because you asked her to, in the settings. Say “not now”, and she pauses."
    ),
    "meeting": tr("It was part of the first meeting: your answers chose it."),
    "setup": tr("It was the setup voice, which says fixed lines."),
    "lead-in": tr("A small word, because what came next took a moment."),
}
SCRIPTED = tr(
    "A line of her own: chosen by rules for what you said. No language model had a part in it."
)
MODEL = tr(
    "Rules chose what she does in this turn, and the language model called {mind} put it into words. Her guard let it pass."
)


def because(by: str) -> str:
    """The reason for a line worded by the part `by`."""
    part, _, which = by.partition(":")
    if part == "mind":
        return SCRIPTED if which == "scripted" else MODEL.format(mind=which)
    if part == "skill":
        return SKILLS.get(which) or tr(
            "You asked for something she can do, and the rules for that ({which}) answered.",
            which=which,
        )
    return FIXED.get(part, SCRIPTED)
