#!/usr/bin/env python3
"""As much of curl as the documents use, so that they can be tried where there is none."""

import argparse
import sys
from urllib.error import HTTPError
from urllib.request import Request, urlopen


def main() -> None:
    """Make the request, and print the answer's body."""
    said = argparse.ArgumentParser()
    said.add_argument("-s", action="store_true")
    said.add_argument("-X", dest="method")
    said.add_argument("-H", dest="headers", action="append", default=[])
    said.add_argument("-d", dest="body")
    said.add_argument("url")
    told = said.parse_args()
    body = None if told.body is None else told.body.encode()
    headers = dict(header.split(": ", 1) for header in told.headers)
    request = Request(told.url, body, headers, method=told.method)
    try:
        answer = urlopen(request, timeout=30)
    except HTTPError as refused:
        answer = refused
    with answer:
        sys.stdout.write(answer.read().decode())


if __name__ == "__main__":
    main()
