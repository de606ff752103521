"""What was built and what failed → build/index.html: each visual a row of data, shown by scripts.

rows (one visual) · kept (rows of the last page) ─▶ page
"""

from pipeline.pages.page import gallery, state
from pipeline.pages.rows import row

__all__ = ["gallery", "row", "state"]
