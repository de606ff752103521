"""The code of family L that the normal form tells; the others are rules of `pipeline.check`."""

from __future__ import annotations


class L005:
    """Another font is asked for, or a letter that the house font lacks.

    Such a letter is drawn as a path; one that no font at hand has is left out, and told here.

    Bad:
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 680 100" width="680" height="100">
          <text x="20" y="40">🚀 launch</text>
        </svg>

    Good:
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 680 100" width="680" height="100">
          <text x="20" y="40">launch</text>
        </svg>
    """
