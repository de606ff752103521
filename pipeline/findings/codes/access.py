"""Codes of family A that are found in the YAML; the others are rules of `pipeline.check`."""

from __future__ import annotations


class A001:
    """The alt is missing, too short or too long.

    It has 10 to 400 characters; above 250 it is a warning alone, and so is an unquoted alt that is
    cut off, since YAML takes ` #` for the start of a comment. Whether it says what the drawing
    shows, no rule can tell.

    Bad:
        # cloud-1.yaml
        id: cloud-1
        visual:
          kind: dot
          alt: Diagram
          caption: A request waits in the queue

    Good:
        # cloud-1.yaml
        id: cloud-1
        visual:
          kind: dot
          alt: A client sends a request to a queue, and the queue hands it to a worker.
          caption: A request waits in the queue
    """


class A004:
    """The caption is missing, too short or too long.

    It has 5 to 120 characters. Without one, the alt becomes the drawing's title. Also reported: an
    unquoted caption that is cut off, since YAML takes ` #` for the start of a comment.

    Bad:
        # cloud-1.yaml
        id: cloud-1
        visual:
          kind: dot
          alt: A client sends a request to a queue, and the queue hands it to a worker.

    Good:
        # cloud-1.yaml
        id: cloud-1
        visual:
          kind: dot
          alt: A client sends a request to a queue, and the queue hands it to a worker.
          caption: A request waits in the queue
    """
