"""The names of cases and contenders that the figures and the chart ask for."""

from __future__ import annotations

COLD = "cold"
DOTS = "dots"
NOOP_FEW = "noop-few"
NOOP_SOME = "noop-some"
NOOP_MANY = "noop-many"
NOOP_QUESTIONS = "noop-questions"
EDIT = "edit"
STORE = "store"

OURS_1 = "doit -n 1"
OURS = "doit -n 2"
OURS_8 = "doit -n 8"
IN_TURN = "one process each, in turn"
MAKE = "make -j2, one process each"
NINJA = "ninja -j2, one process each"
SNAKEMAKE = "snakemake -c2, one process each"
LIMIT = "limit: one warm process ÷ cores + import"
BARE_LIMIT = "limit, its idle redraws left out"

NOOP = "doit"
VERSION = "doit --version"
MAKE_NOOP = "make"
NINJA_NOOP = "ninja"
SCAN = "yaml.safe_load of each question"
BUILDING = "doit -n 2, building all of it"

ONE_DOT = "doit, one DOT edited"
ONE_SCRIPT = "doit, one script edited"
ONE_CAPTION = "doit, one caption edited"
ONE_SENTENCE = "doit, one sentence of prose edited"
SCRIPT_ALONE = "python, that script alone"
MAKE_DOT = "make, one DOT edited"
MAKE_SCRIPT = "make, one script edited"

CLEAN = "doit clean && doit"
