"""What everything that answers over HTTP shares: hosts, origins, cookies, bodies, problems, turns, the log."""
