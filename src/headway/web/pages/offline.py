"""What is shown for a page that a browser has not kept, when it has no network."""

from headway.web.call import Call, Page


def show(_call: Call) -> Page:
    """Show it, the same to everybody who reads the language."""
    return Page("offline.html", {"signed_in": False, "owner": None, "said": None})
