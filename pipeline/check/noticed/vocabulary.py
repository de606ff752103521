"""The words by which a text counts, or says that it does not count all that is drawn."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NO_NOUNS = _words("""
    a about above across after again against all along an and any are around as at back be because
    been before behind below beneath beside between both but by can carry do does down during each
    every feed feeding for form from get go has have hold holding if in into is it its join joined
    like meet more most near not of off on one onto or our out over past per push reach run send
    sending serve share show since so take than that the their them then there these they this those
    through to under until up upon use via was were when where which while who whose will with
    within without zero
""")
"""Words that end the search for the noun of a number."""

PLACES = _words("""
    above across after against among around as at before behind below beside between by for from in
    inside into near on onto per through to under within without
    any both its only over the their these those
""")
"""Words before a number of things that only say where others are, or that were named before."""

UNITS = _words("""
    kb mb gb tb pb kib mib gib tib bit bits byte bytes kilobytes megabytes gigabytes terabytes b k m
    s ms us µs μs ns sec secs second seconds millisecond milliseconds microseconds nanoseconds min
    minute minutes h hour hours day days week weeks month months year years hz khz mhz ghz w mw kw
    µw μw watts v mv volt volts a ma mah j mj µj kj joule joules wh kwh c km cm mm nm meters metres
    flop flops gflop gflops tflop tflops pflops top tops gops ops fps rps qps tps bps kbps mbps gbps
    times percent percents degrees degree dollars cents cycles units parameters params x fold
    million billion trillion thousand hundred db dbm px dimensional way lane
""")
VAGUE = _words("""
    about around roughly nearly almost approximately some than least most maximum minimum max min
    under at up < > ≤ ≥ ~ ≈ ±
""")
SUPPOSED = _words("would could might may if unless suppose imagine should")
NOT_DRAWN = _words("""
    not no without never instead unlike hidden omitted missing cannot rather enough room capacity
    fit fits support supports allow allows tolerate tolerates handle handles
""")
ANOTHER = _words("""
    not no never neither without instead unlike like than rather versus vs similar contrast contrary
    replace replaces replacing replaced to from for into behind before end ends ending
""")
"""Words before the name of a type that is not what is drawn."""

PARTS = _words("""
    other others first last next previous another more remaining additional extra further fewer less
    final new old same different error color colour
""")
"""Words beside a number of things that are some of more, or something else than they seem."""

ONLY_IF = _words("when while once if as since because although though whenever unless losing")
"""Words before a number of things that make it a part of what a sentence is about."""

OF_ALL = _words("""
    and or of with in for on from to at by as per between behind beside across around along through
    show shows showing compare compares give gives present plot plots
    joined connected linked arranged wired stacked shown drawn placed labelled labeled numbered
    . , : ; – — -
""")
"""What follows a number of things that is all of them; another word may say something of some."""

BEYOND = _words("above below over under beyond past outside within inside near")
"""Words that put some of the things in a chart at one side of others."""

HAVING = _words("has holds contains runs owns keeps stores serves")
"""Words before a number of things that belong to what is named before."""

ONE = _words("one another 1 single")
"""Words for one of the others, where the rest is counted."""

BESIDE = _words("around above below behind beside beneath under over between before after")
"""Words after a number of things that stand at something else."""

PER_THING = _words("each every per apiece respectively")
RANGES = _words("to - – — − and or , through / … : & until")
TIMES = _words("x × by * ·")
SIGNS = _words("$ € + = / ^ # %")

NAMED = _words("""
    step stage phase level layer tier version figure gen generation type class case option part
    chapter epoch iteration round top batch port rank node worker line row column page section
    factor degree size depth width v rev release day year slot index number no gpu cpu core
""")
"""Nouns whose number, if it follows them, is a name."""

NEUTRAL = _words("""
    labelled labeled separate distinct parallel identical equal numbered coloured colored horizontal
    vertical drawn directed total rounded rectangular connected
""")
"""Words before a noun that leave it all things of its name."""

HOLDERS = _words("node box block circle machine device component element unit")
"""Nouns that the word before them makes one of a kind: worker nodes are workers."""

IN_SENTENCES = _words("a an and as at by each for from in is of on or per the to with")
"""Words that a label has if it says something, and does not name a thing."""
