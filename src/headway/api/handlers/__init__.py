"""One handler per route: decode, call a service, answer."""
