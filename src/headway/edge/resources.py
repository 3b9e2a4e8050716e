"""Resources: what Falcon finds at an address."""

from collections.abc import Callable, Mapping


class Resource:
    """What is at one address: a responder for each of its methods."""

    def __init__(self, responders: Mapping[str, Callable[..., None]]) -> None:
        """Name the responders as Falcon looks for them."""
        for method, respond in responders.items():
            setattr(self, f"on_{method.lower()}", respond)
