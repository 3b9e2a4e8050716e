"""Revisions: how many steps the data of an account has gone through; `services.revisions` lists and takes them."""

LATEST = 2
"""How many there are, and a new account has behind it."""
