"""One file per skill: a deterministic intent with its slots and its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.desk.desk import Desk
    from assistant.dialogue.skills.skill import Skill

OF_THE_DESK = 7  # of `desk_skills`: what is asked of time, lists, notes and the calendar


def all_skills(desk: Desk | None = None, memory: tuple[Skill, ...] = ()) -> tuple[Skill, ...]:
    """Every skill, in the order in which they are asked; with a desk also what is kept there.

    `memory`: the skills of her memory.
    """
    from assistant.dialogue.skills import (
        again,
        clock,
        continuing,
        goodbye,
        greeting,
        help,  # noqa: A004 - named for what the person says
        moment,
        names,
        pace,
        retiring,
        stop,
        sums,
        thanks,
        units,
        volume,
    )

    return (
        moment.Moment(),
        stop.Stop(),
        retiring.Retiring(),
        goodbye.Goodbye(),
        again.Again(),
        continuing.Continuing(),
        volume.Volume(),
        pace.Pace(),
        names.Names(),
        *memory,
        *(desk_skills(desk) if desk is not None else ()),
        clock.Clock(),
        units.Units(),
        sums.Sums(),
        *(writing_skills(desk) if desk is not None else ()),
        help.Help(),
        thanks.Thanks(),
        greeting.Greeting(),
    )


def desk_skills(desk: Desk) -> tuple[Skill, ...]:
    """The skills of the desk."""
    from assistant.dialogue.skills import (
        agenda,
        appointments,
        calendar_account,
        inbox,
        lists,
        media,
        notes,
        reminders,
        reminding,
        tidy,
        undo,
    )

    return (
        undo.Undo(desk),
        reminders.SetReminders(desk),
        reminding.Reminding(desk),
        lists.ListKeeping(desk),
        notes.NoteKeeping(desk),
        agenda.Agenda(desk),
        appointments.Appointments(desk),
        calendar_account.CalendarAccount(desk.account),
        inbox.Inbox(desk.sweeping),
        tidy.Tidy(desk.sweeping),
        media.Media(desk.opening),
    )


def writing_skills(desk: Desk) -> tuple[Skill, ...]:
    """Letters and decisions: asked late, for a change of words may be meant for others. What may be
    opened comes after them, for a letter is opened as well; last what none of them understood.
    """
    from assistant.dialogue.skills import decisions, letters, opening, roundabout

    writing = letters.Letters(desk.writing)
    return (
        writing,
        decisions.Deciding(desk.decisions),
        opening.Opening(desk.opening),
        roundabout.Roundabout(desk, (*desk_skills(desk)[:OF_THE_DESK], writing)),
    )
