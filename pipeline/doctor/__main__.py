"""`python -m pipeline.doctor`: for where doit itself cannot start; 0, or 3 if something is missing.

doit reads pyproject.toml before any command, so one that is no TOML ends it with a traceback.
"""

import sys

from pipeline.doctor.examination import examined, reported

if __name__ == "__main__":
    sys.exit(reported(examined()))
