"""Headway: goals, counters and habits that people keep on their own machine."""
