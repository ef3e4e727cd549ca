"""What she keeps for the person: reminders, lists, notes, the calendar, and a way back from each act."""
