"""Other manners and voices of hers, read from files and checked against the rules."""
