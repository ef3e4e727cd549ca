"""Tidying what lies on the disk: propose, ask, move, take back. Nothing is deleted, no link is followed."""
