"""Codes of family R: what came of running a renderer."""

from __future__ import annotations


class R001:
    """The renderer failed; the message is its own.

    For a script this is the exception that it raised, at the script's own line, and whatever it is
    refused: writing other files, starting processes, the network. For DOT it is what Graphviz says,
    and what Graphviz draws wrong in silence: a `<->`, or a second graph in one file.

    Bad:
        digraph {
          client <-> queue
        }

    Good:
        digraph {
          client -> queue [dir=both]
        }
    """


class R002:
    """The render was not done in time.

    `timeout` in `[tool.visuals]` sets the limit, 60 seconds from the script's start unless told.
    Where the script was at that moment cannot be told.

    Bad:
        import matplotlib.pyplot as plt
        queue = ["request"]
        while queue:
            plt.plot(queue)

    Good:
        import matplotlib.pyplot as plt
        queue = [1]
        while queue:
            plt.plot([0, queue.pop()])
    """


class R003:
    """The renderer came to no SVG, or to one that shows nothing.

    A script saves to `VISUAL_OUT_PATH`, or leaves exactly one figure open. A drawing shows nothing
    where it is white all over: an empty graph or figure, an SVG whose shapes are all hidden.

    Bad:
        import matplotlib.pyplot as plt
        plt.plot([1, 4, 9])
        plt.savefig("queue.svg") if False else plt.close()

    Good:
        import os
        import matplotlib.pyplot as plt
        plt.plot([1, 4, 9])
        plt.savefig(os.environ["VISUAL_OUT_PATH"], format="svg", bbox_inches="tight")
    """


class R004:
    """The renderer crashed or needed too much memory, or the pipeline itself failed.

    `memory` in `[tool.visuals]` sets the limit, 2048 MiB by default. A crash is reported as it was
    seen from outside: by a signal or an exit status. Where the fault is the pipeline's own, also
    while it normalizes, the hint says so: no change of the drawing is asked for.

    Bad:
        import os
        import matplotlib.pyplot as plt
        plt.plot([1, 4, 9])
        os._exit(1)

    Good:
        import matplotlib.pyplot as plt
        plt.plot([1, 4, 9])
    """


class R005:
    """The renderer warned; the message is its own.

    Deprecations inside of libraries are passed over, and so is a glyph that the house font lacks,
    which becomes a path.

    Bad:
        digraph {
          client -> queue [color=blu]
        }

    Good:
        digraph {
          client -> queue [color=blue]
        }
    """
