"""Her manner in a running conversation: what is asked and shown goes into the ledger and into effect."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.errors import Trouble
from assistant.events import DeskChanged, TroubleCame, TroubleWent
from assistant.growth import account, book, evidence
from assistant.growth import ledger as of
from assistant.growth.evidence import Before, quoted
from assistant.growth.ledger import Ledger, NotHere, Quote, Sign, Why
from assistant.growth.manner import Manner, Trait, differing

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from assistant.dialogue.history import Exchange, History
    from assistant.dialogue.skills.skill import Skill
    from assistant.events import Fact
    from assistant.growth.account import Account
    from assistant.memory.forgetting import Words
    from assistant.ports import Act
    from assistant.settings import Settings, SettingsFile, Value

ACT = "manner"
KEY = "growth"  # of its troubles
TALK = frozenset(("skill:again", "skill:continuing"))  # skills whose turns show something
_PACES = frozenset(("slower", "faster", "pace"))


class Growth:
    """The manner of one profile. All of it belongs to the conversation's thread but `account`.

    `met` tells whether the first meeting is over: before that the answers make her first day.
    """

    def __init__(
        self, profile: Path, settings: SettingsFile, clock: Callable[[], datetime],
        tell: Callable[[Fact], None], met: Callable[[], bool] = lambda: True,
    ) -> None:  # fmt: skip
        self._settings, self._clock, self._tell, self._met = settings, clock, tell, met
        self._profile = profile
        self._book = book.open_book(profile)
        self._folded = (self._book.ledger, self._book.ledger.manner)
        self._seen: Exchange | None = None
        self._wrong: frozenset[str] = frozenset()  # feelings not to be guessed, in this talk
        self.heard: Callable[[], Exchange | None] = lambda: None  # the turn that is being answered
        self._begin_day()
        settings.watchers.append(self._setting_changed)

    # --- what it is now ----------------------------------------------------------------

    @property
    def ledger(self) -> Ledger:
        return self._book.ledger

    @property
    def trouble(self) -> Trouble | None:
        """What was wrong with the record when it was read."""
        return self._book.trouble

    @property
    def manner(self) -> Manner:
        ledger = self._book.ledger
        if ledger is not self._folded[0]:  # it is asked for many times a turn, and changes seldom
            self._folded = (ledger, ledger.manner)
        return self._folded[1]

    @property
    def feelings(self) -> str:
        """The dial: "off", "light" or "more"."""
        return self._settings.now.feelings

    @property
    def keeps_guesses(self) -> bool:
        return self._settings.now.guesses

    @property
    def not_here(self) -> frozenset[str]:
        """The feelings that are not to be guessed."""
        return self._wrong | {one.feeling for one in self.ledger.not_here}

    @property
    def asked_to_keep(self) -> bool:
        """Whether she has asked in this talk if a correction is to be kept for other days."""
        return bool(self._wrong)

    def for_a_mind(self) -> str:
        return account.for_a_mind(self.manner, self.feelings)

    def skills(self) -> tuple[Skill, ...]:
        """What she can be asked about her manner."""
        from assistant.dialogue.skills.manner import MannerSkill

        return (MannerSkill(self),)

    def account(self) -> Account:
        """For the window; cheap, any thread."""
        return account.account(self.ledger, self._clock().date(), self.not_here)

    # --- what is asked -----------------------------------------------------------------

    def perform(self, act: Act) -> None:
        """Do what a reply promised, *before* the setting is changed that goes with it. Raises Trouble."""
        if act.name in _PACES:
            level = round(float(act.arguments["pace"]) * 100)
            self._change(lambda one: of.wished(one, Trait.PACE, level, self._now(), words=self._words()))  # fmt: skip
        elif act.name == "call_me":
            self._call(str(act.arguments["name"]))
        elif act.name == ACT:
            self._perform(act)

    def _perform(self, act: Act) -> None:
        args = act.arguments
        now, words = self._now(), () if args.get("hand") else self._words()
        match str(args.get("do")):
            case "wish":
                trait = Trait(str(args["trait"]))
                level = self.manner.level(trait) + int(args["by"])
                self._change(lambda one: of.wished(one, trait, level, now, words=words))
            case "still":
                self._change(lambda one: replace(one, still=bool(args["on"])))
            case "restore":
                self._change(lambda one: of.restored(one, now, words))
            case "undo":
                number = int(args.get("number", 0))
                self._change(lambda one: _undone(one, number, now))
            case "dial":
                self._settings.change("feelings", str(args["to"]))
            case "not_here":
                self._not_here(str(args["feeling"]))
            case "keep_guesses":
                self._settings.change("guesses", True)
                self._keep_wrong()
            case "forget_guesses":
                self._wrong = frozenset()
                self._change(lambda one: replace(one, not_here=()))
            case _:
                pass

    def _call(self, name: str) -> None:
        """Somebody wants to be called so: a name is also one to be used."""
        before = self._settings.now.your_name
        level = max(self.manner.nicknames, 1)
        now, words = self._now(), self._words()
        self._change(
            lambda one: of.wished(
                one, Trait.NICKNAMES, level, now, words=words, called=(before, name)
            )
        )

    def _not_here(self, feeling: str) -> None:
        self._wrong |= {feeling}
        if self.keeps_guesses:
            self._keep_wrong()

    def _keep_wrong(self) -> None:
        if self._settings.now.private:
            return
        at = self._now().isoformat()
        known = {one.feeling for one in self.ledger.not_here}
        new = tuple(NotHere(one, at) for one in sorted(self._wrong - known))
        self._change(lambda one: replace(one, not_here=(*one.not_here, *new)))

    # --- what is shown -----------------------------------------------------------------

    def observe(self, history: History) -> None:
        """Look at the turns that are settled since the last look: all but the one that is going on."""
        settled = list(history.exchanges)[:-1]
        at = next((i for i, one in enumerate(settled) if one is self._seen), -1)
        for i in range(at + 1, len(settled)):
            self._look(settled[i], settled[i - 1] if i else None)
        if settled:
            self._seen = settled[-1]

    def _look(self, exchange: Exchange, before: Exchange | None) -> None:
        """What one turn shows; at most one step comes of it a trait."""
        if not self._counts(exchange):
            return
        hers = None
        if before is not None and not before.private:
            hers = Before(before.meant, before.said, bool(before.asked))
        found = evidence.shown_in(exchange.heard, hers)
        if not found:
            return
        now, text = self._now(), quoted(exchange.heard) if self._may_quote() else ""
        at = exchange.at.isoformat()
        signs = tuple(Sign(one.value, at, text) for one in found)
        self._book.note(lambda one: replace(one, signs=(*evidence.within(one.signs, now), *signs)))
        for one in evidence.due(self.ledger.signs, now, of.away(self.ledger)):
            self._step(one, now)

    def _step(self, due: evidence.Due, now: datetime) -> None:
        trait, direction = due.case.trait, due.case.direction
        words = tuple(Quote(one.at, one.text) for one in due.signs[-evidence.QUOTED :])
        spent = evidence.of_trait(trait)

        def step(one: Ledger) -> Ledger:
            after = of.shown(
                one, trait, direction, now,
                showing=due.showing.value, count=len(due.signs), words=words,
            )  # fmt: skip
            if after is one:
                return one
            return replace(after, signs=tuple(s for s in after.signs if s.showing not in spent))

        try:
            self._change(step)
        except Trouble as trouble:
            self._tell(TroubleCame(KEY, trouble.what, trouble.remedy))
        else:
            self._tell(TroubleWent(KEY))

    def _counts(self, exchange: Exchange) -> bool:
        """A crisis, a private conversation and what was asked of a skill are evidence of nothing."""
        if exchange.private or self._settings.now.private or exchange.by == "safety":
            return False
        return not exchange.by.startswith("skill:") or exchange.by in TALK

    def forget(self, words: Words) -> None:
        """What her memory lets go of is quoted here no more. Raises Trouble."""
        book.forget(self._profile, words)

    # --- keeping and following ---------------------------------------------------------

    def close(self) -> None:
        """Keep what was shown for the next time."""
        with contextlib.suppress(Trouble):  # it was told when it began; signs are no loss
            self._book.keep()

    def _change(self, changed: Callable[[Ledger], Ledger]) -> None:
        before = self.ledger
        try:
            if self._book.change(changed):
                self._tell(DeskChanged())
        finally:
            self._follow(before)

    def _follow(self, before: Ledger) -> None:
        """The settings that say the same show the same."""
        now = self.manner
        if now.pace != before.manner.pace:
            self._set("pace", now.pace / 100)
        if now.directness != before.manner.directness:
            self._set("manner", _setting_of(now.directness))
        last = self.ledger.changes[-1] if len(self.ledger.changes) > len(before.changes) else None
        if last is not None and last.why is Why.UNDONE and last.called != last.called_before:
            self._set("your_name", last.called)

    def _set(self, name: str, value: Value) -> None:
        if getattr(self._settings.now, name) != value:
            self._settings.change(name, value)

    def _setting_changed(self, name: str, value: Value) -> None:
        if name == "guesses" and not value and self.ledger.not_here:
            self._change(lambda one: replace(one, not_here=()))
        if name not in {"pace", "manner"}:
            return
        try:
            self._settle(met=self._met())
        except Trouble as trouble:
            self._tell(TroubleCame(KEY, trouble.what, trouble.remedy))

    def _begin_day(self) -> None:
        if self._book.fresh:
            first = _as_set(Manner(), self._settings.now)
            self._book.note(lambda one: replace(one, begin=first))
            return
        with contextlib.suppress(Trouble):
            self._settle(met=True)

    def _settle(self, *, met: bool) -> None:
        """What was set outside of a talk is a change like any other; before she is there, her first day."""
        wanted = _as_set(self.manner, self._settings.now)
        if not self.ledger.changes and not met:
            self._book.note(lambda one: replace(one, begin=wanted))
            return
        now = self._now()
        for trait in differing(self.manner, wanted):
            level = wanted.level(trait)
            self._book.change(lambda one, t=trait, to=level: of.wished(one, t, to, now, why=Why.SET))  # type: ignore[misc]  # fmt: skip

    # --- small things ------------------------------------------------------------------

    def _now(self) -> datetime:
        return self._clock()

    def _may_quote(self) -> bool:
        """Nothing is quoted of a private conversation, or where no lines of talk are kept."""
        now = self._settings.now
        return not now.private and now.transcripts != "none"

    def _words(self) -> tuple[Quote, ...]:
        """The words of the turn that is being answered."""
        exchange = self.heard()
        if exchange is None or exchange.private or not self._may_quote():
            return ()
        return (Quote(exchange.at.isoformat(), quoted(exchange.heard)),)


def _undone(ledger: Ledger, number: int, at: datetime) -> Ledger:
    lines = (number,) if number else tuple(one.number for one in of.latest(ledger))
    for one in reversed(lines):
        ledger = of.undone(ledger, one, at)
    return ledger


def _setting_of(directness: int) -> str:
    return "plain" if directness > 0 else "gentle" if directness < 0 else ""


def _as_set(manner: Manner, settings: Settings) -> Manner:
    """The manner with what the settings say of it."""
    manner = manner.at(Trait.PACE, round(settings.pace * 100))
    if _setting_of(manner.directness) != settings.manner:
        level = {"plain": 1, "gentle": -1}.get(settings.manner, 0)
        manner = manner.at(Trait.DIRECTNESS, level)
    return manner
