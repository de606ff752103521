"""Codes of family Q: what is wrong with a question's YAML."""

from __future__ import annotations


class Q001:
    """The file is not YAML.

    The place is where the parser gave up: at the mistake or shortly after it. Files in which the
    word `visual` does not stand are not looked at, whatever else is wrong with them. A file or a
    folder that cannot be opened has this code too.

    Bad:
        # cloud-1.yaml
        id: cloud-1
        visual:
          kind: dot
          alt: A client sends a request to a queue: it waits there.

    Good:
        # cloud-1.yaml
        id: cloud-1
        visual:
          kind: dot
          alt: "A client sends a request to a queue: it waits there."
          caption: A request waits in the queue
    """


class Q002:
    """A key is unknown or missing, or its value is none that it may have.

    The whole form is `pipeline/question.schema.json`, which editors can use as well. Only `id`,
    `track`, `status`, `visual` and `visuals` are looked at; all other keys at the top are yours,
    but for one that is a letter or two from `visual` or `visuals`, in any case, and whose block
    holds `kind`, `path`, `source` or `alt`.

    Bad:
        # cloud-1.yaml
        id: cloud-1
        visual:
          kind: graphviz
          rendred: queue.svg
          alt: A client sends a request to a queue.
          caption: A request waits in the queue

    Good:
        # cloud-1.yaml
        id: cloud-1
        visual:
          kind: dot
          rendered: queue.svg
          alt: A client sends a request to a queue.
          caption: A request waits in the queue
    """


class Q003:
    """Two questions, or two visuals of one question, have the same id.

    Ids are unique over the whole tree, and so are files' names, in whatever folders they lie.

    Bad:
        # cloud-1.yaml
        id: cloud-1
        visuals:
          - name: before
            kind: dot
            alt: A client sends a request to a queue.
            caption: A request waits in the queue
          - name: before
            kind: dot
            alt: A worker takes the request from the queue.
            caption: The request is worked on

    Good:
        # cloud-1.yaml
        id: cloud-1
        visuals:
          - name: before
            kind: dot
            alt: A client sends a request to a queue.
            caption: A request waits in the queue
          - name: after
            kind: dot
            alt: A worker takes the request from the queue.
            caption: The request is worked on
    """


class Q004:
    """The source of a visual does not exist.

    Sources lie beside the YAML, or under `<track>/` in the folder that `sources` names.

    Bad:
        # cloud-1.yaml, beside cloud-01.dot
        id: cloud-1
        visual:
          kind: dot
          alt: A client sends a request to a queue.
          caption: A request waits in the queue

    Good:
        # cloud-1.yaml, beside cloud-01.dot
        id: cloud-1
        visual:
          kind: dot
          source: cloud-01.dot
          alt: A client sends a request to a queue.
          caption: A request waits in the queue
    """


class Q005:
    """A file's name leads to another folder, or a link leads where it must not.

    `source`, `rendered` and `path` are bare file names: no slash, no `..`, no leading dot. A source
    that is a link stays within the project. Folders of questions may be links, but not to a folder
    above them, nor to nowhere.

    Bad:
        # cloud-1.yaml, beside cloud-1.dot
        id: cloud-1
        visual:
          kind: dot
          source: ../shared/queue.dot
          alt: A client sends a request to a queue.
          caption: A request waits in the queue

    Good:
        # cloud-1.yaml, beside queue.dot
        id: cloud-1
        visual:
          kind: dot
          source: queue.dot
          alt: A client sends a request to a queue.
          caption: A request waits in the queue
    """


class Q006:
    """A key stands twice in one block.

    YAML itself would take the last in silence. Keys of a question that are not ours may stand as
    often as they like.

    Bad:
        # cloud-1.yaml
        id: cloud-1
        visual:
          kind: dot
          alt: A client sends a request to a queue.
          caption: A request waits
          caption: A request waits in the queue

    Good:
        # cloud-1.yaml
        id: cloud-1
        visual:
          kind: dot
          alt: A client sends a request to a queue.
          caption: A request waits in the queue
    """


class Q007:
    """The id is not the file's name, or the track not the folder's.

    A folder counts where it is named for a track: `cloud`, `edge`, `mobile`, `tinyml`, `global`.

    Bad:
        # cloud-1.yaml
        id: cloud-2
        visual:
          kind: dot
          alt: A client sends a request to a queue.
          caption: A request waits in the queue

    Good:
        # cloud-1.yaml
        id: cloud-1
        visual:
          kind: dot
          alt: A client sends a request to a queue.
          caption: A request waits in the queue
    """


class Q008:
    """Two files could be the source.

    This is about the older shape with `path` alone, where a sibling tells what draws the SVG.

    Bad:
        # cloud-1.yaml, beside cloud-1.dot and cloud-1.py
        id: cloud-1
        visual:
          kind: svg
          path: cloud-1.svg
          alt: A client sends a request to a queue.
          caption: A request waits in the queue

    Good:
        # cloud-1.yaml, beside cloud-1.dot and cloud-1.py
        id: cloud-1
        visual:
          kind: svg
          path: cloud-1.svg
          source_format: dot
          alt: A client sends a request to a queue.
          caption: A request waits in the queue
    """


class Q009:
    """Two visuals write one file.

    Names that differ in case alone are one file, as they are on macOS and Windows.

    Bad:
        # cloud-1.yaml
        id: cloud-1
        visuals:
          - name: before
            kind: dot
            rendered: queue.svg
            alt: A client sends a request to a queue.
            caption: A request waits in the queue
          - name: after
            kind: dot
            rendered: Queue.svg
            alt: A worker takes the request from the queue.
            caption: The request is worked on

    Good:
        # cloud-1.yaml
        id: cloud-1
        visuals:
          - name: before
            kind: dot
            rendered: queue.svg
            alt: A client sends a request to a queue.
            caption: A request waits in the queue
          - name: after
            kind: dot
            rendered: worker.svg
            alt: A worker takes the request from the queue.
            caption: The request is worked on
    """
