"""Imports: bringing in what another tracker kept."""

from pathlib import Path

from headway.api.wire.imports import ImportReport
from headway.client.connection import Connection, Upload

LONGEST_SECONDS = 600
"""How long the server may take over a file; ten years of fifty habits take about five."""


class Imports:
    """The files of other trackers, sent to the server."""

    def __init__(self, connection: Connection) -> None:
        """Go there by a connection."""
        self._connection = connection

    def preview(self, file: Path) -> ImportReport:
        """Tell what an import would do, and change nothing.

        Raises RejectedError when the file is none that can be read; OSError when it is not there.
        """
        return self._send(file, dry_run=True)

    def apply(self, file: Path) -> ImportReport:
        """Add what is new in a file, and tell what was done. Once more adds nothing.

        Raises RejectedError when the file is none that can be read; OSError when it is not there.
        """
        return self._send(file, dry_run=False)

    def _send(self, file: Path, *, dry_run: bool) -> ImportReport:
        with file.open("rb") as opened:
            upload = Upload(opened, file.stat().st_size, LONGEST_SECONDS)
            query = {"dryRun": str(dry_run).lower()}
            return self._connection.call("POST", "/imports", ImportReport, upload, query=query)
