"""The schema's history: what a migration does today it must do for ever, so it imports nothing of ours."""
