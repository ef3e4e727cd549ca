"""What she remembers: kept with its source, found again, shown, corrected, forgotten with proof."""
