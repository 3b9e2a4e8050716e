"""Insights: looking back on a week, a month, a quarter, a year, or any days (docs/semantics/insights.md).

`spans` says which days those are and what they are held against, `figures` what became of a habit in them, `runs`
how long it had been kept up at their end, `days` on which days and at what times things are done, `goals` what came
to goals and counters.
"""
