"""The tests' own servers: they go with whoever started them, however it ends."""

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
PROGRAM = """
import os, signal
from tests.postgresql import Cluster
print(Cluster(18).folder, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_server_outlives_nobody_who_started_it():
    command = [sys.executable, "-c", PROGRAM]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    folder = Path(done.stdout.strip())
    assert folder.name.startswith("headway-pg18-"), done.stderr
    patience = 200
    while folder.exists() and patience:
        time.sleep(0.1)
        patience -= 1
    assert not folder.exists()
