"""The rules: what a day, a streak, a goal is. Pure functions of their arguments; no clock, no I/O."""
