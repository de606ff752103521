"""What was built, failed and changed → pages: each visual a row of data, shown by scripts.

rows (one visual) · kept (rows of the last page) · shell ─▶ page (build/index.html), and
review (build/review.html), which who reviews imports by itself
"""

from pipeline.pages.page import encoded_row, gallery, rows_in, state
from pipeline.pages.rows import row

__all__ = ["encoded_row", "gallery", "row", "rows_in", "state"]
