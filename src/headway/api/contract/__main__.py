"""Write the contract: python -m headway.api.contract [FILE]."""

import sys
from pathlib import Path

from headway.api.contract import text

Path(sys.argv[1] if len(sys.argv) > 1 else "contracts/openapi.json").write_bytes(text())
