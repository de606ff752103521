"""Images, meshes, colour bars and hatches in scripts: drawn as shapes, or told with their line."""

from __future__ import annotations

import io
import re
from pathlib import Path

import numpy as np
import pytest
import resvg_py
from numpy.typing import NDArray
from PIL import Image

from pipeline.worker.pool import Workers
from tests.browser import Browser
from tests.render.scripts import SAVE, START, drawn, normal, run, svg, told

BARE = (
    "fig = plt.figure(figsize=(4.5, 3), dpi=96)\nax = fig.add_axes([0, 0, 1, 1])\nax.axis('off')\n"
)
PLAIN = 'fig.savefig(os.environ["VISUAL_OUT_PATH"], format="svg")\n'
ROWS = np.array([[0, 0, 1], [2, 3, 3]])
COLOURS = ("#440154", "#31688e", "#35b779", "#fde725")
"""What the usual colour map makes of 0 to 3."""


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty project, which is the working directory."""
    monkeypatch.chdir(tmp_path)


def alone(workers: Workers, body: str) -> str:
    """The raw SVG, 432 × 288 px, of axes that fill their figure."""
    return svg(run(workers, f"{START}{BARE}{body}\n{PLAIN}"))


def pixels(raw: str) -> NDArray[np.uint8]:
    """What resvg draws of an SVG."""
    png = resvg_py.svg_to_bytes(svg_string=raw, dpi=96, skip_system_fonts=True, background="white")
    return np.asarray(Image.open(io.BytesIO(bytes(png))).convert("RGB"))


def at(picture: NDArray[np.uint8], x: float, y: float) -> str:
    """The colour at a share of the width and height."""
    height, width = picture.shape[:2]
    return "#{:02x}{:02x}{:02x}".format(*picture[int(y * height), int(x * width)])


def cells(picture: NDArray[np.uint8], rows: int, columns: int) -> list[list[str]]:
    """The colour in the middle of each cell."""
    return [
        [at(picture, (column + 0.5) / columns, (row + 0.5) / rows) for column in range(columns)]
        for row in range(rows)
    ]


UPRIGHT = [[COLOURS[0], COLOURS[0], COLOURS[1]], [COLOURS[2], COLOURS[3], COLOURS[3]]]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("ax.imshow({}, aspect='auto')", UPRIGHT),
        ("ax.imshow({}, aspect='auto', interpolation='none')", UPRIGHT),
        ("ax.imshow({}, aspect='auto', origin='lower')", UPRIGHT[::-1]),
        ("ax.imshow({}, aspect='auto', extent=(9, 3, 1, 2)); ax.set_xlim(3, 9)",
         [row[::-1] for row in UPRIGHT]),
        ("ax.pcolormesh({})", UPRIGHT[::-1]),
        ("ax.pcolormesh({}, rasterized=True)", UPRIGHT[::-1]),
        ("ax.pcolor({})", UPRIGHT[::-1]),
        ("ax.pcolorfast({})", UPRIGHT[::-1]),
        ("ax.matshow({}, aspect='auto')", UPRIGHT),
        ("ax.imshow(plt.get_cmap()(np.array({}) / 3)[..., :3], aspect='auto')", UPRIGHT),
    ],
)  # fmt: skip
def test_cells_have_their_places_and_colours(
    workers: Workers, body: str, expected: list[list[str]]
) -> None:
    """Whoever draws them, whichever row comes first."""
    raw = alone(workers, body.format(ROWS.tolist()))
    assert "<image" not in raw
    assert cells(pixels(raw), 2, 3) == expected


def test_equal_neighbours_are_one_shape(workers: Workers) -> None:
    """In a row, and rows that have the same."""
    raw = alone(workers, f"ax.imshow({ROWS.tolist()}, aspect='auto')")
    assert raw.count("<path") == 1 + 4
    raw = alone(workers, "ax.imshow(np.arange(40).reshape(20, 2) % 2, aspect='auto')")
    assert raw.count("<path") == 1 + 2


MESH = "ax.pcolormesh(np.arange(48).reshape(6, 8))"


@pytest.mark.parametrize("scale", [1.0, 0.77])
def test_nothing_shines_through_between_cells(
    workers: Workers, browser: Browser, scale: float
) -> None:
    """Each pixel has the colour of one cell, at any scale."""
    raw = alone(workers, MESH)
    colours = set(re.findall(r'fill="(#\w{6})"', raw))
    markup = raw[raw.index("<svg") :].replace(
        'width="324pt" height="216pt"', f'width="{432 * scale}" height="{288 * scale}"'
    )
    width, height = int(432 * scale) - 1, int(288 * scale) - 1
    for picture in (browser.draw(markup, width, height), pixels(markup)[:height, :width]):
        seen = {"#{:02x}{:02x}{:02x}".format(*pixel) for pixel in picture.reshape(-1, 3)}
        assert seen == colours


def test_what_is_masked_or_clear_shows_what_is_behind(workers: Workers) -> None:
    """Masked cells, not-a-number, opacity of the whole and of each cell."""
    black = "ax.set_facecolor('black'); ax.axis('on')\n"
    raw = alone(workers, black + "ax.imshow([[np.nan, 3]], aspect='auto')")
    assert cells(pixels(raw), 1, 2) == [["#000000", "#440154"]]
    raw = alone(workers, black + "ax.pcolormesh(np.ma.masked_equal([[1, 3]], 1))")
    assert cells(pixels(raw), 1, 2) == [["#000000", "#440154"]]
    white = "ax.imshow(np.ones((1, 2, 3)), aspect='auto', alpha={})"
    assert cells(pixels(alone(workers, black + white.format(0.5))), 1, 2) == [["#808080"] * 2]
    raw = alone(workers, black + white.format("np.array([[0, 1]])"))
    assert cells(pixels(raw), 1, 2) == [["#000000", "#ffffff"]]


def test_images_follow_axes_and_clip_paths(workers: Workers) -> None:
    """Logarithmic axes stretch cells, and a clip path cuts them."""
    raw = alone(
        workers, "ax.imshow([[0, 3]], extent=(1, 100, 0, 1)); ax.set(xscale='log', aspect='auto')"
    )
    picture = pixels(raw)
    edge = np.log10(50.5) / 2
    assert [at(picture, x, 0.5) for x in (edge - 0.01, edge + 0.01)] == [COLOURS[0], COLOURS[3]]
    circle = "from matplotlib.patches import Circle\n"
    raw = alone(
        workers,
        f"{circle}image = ax.imshow([[3, 3], [3, 0]])\n"
        "image.set_clip_path(Circle((0.5, 0.5), 0.5, transform=ax.transData))",
    )
    assert at(pixels(raw), 0.5, 0.1) == "#ffffff"
    assert at(pixels(raw), 0.5, 0.4) != "#ffffff"


def test_a_colour_bar_is_drawn_as_shapes(workers: Workers) -> None:
    """With the many colours that matplotlib would turn into an image."""
    raw = drawn(
        workers,
        "fig, ax = plt.subplots(figsize=(6, 3))\n"
        "mesh = ax.pcolormesh(np.arange(48).reshape(6, 8), cmap='Blues')\n"
        "fig.colorbar(mesh, label='hits')",
    )
    built = normal(raw)
    assert built.findings == ()
    assert len(set(re.findall(r'fill="(#\w{6})"', raw))) > 200


@pytest.mark.parametrize(
    "call",
    [
        "ax.imshow(np.random.rand(128, 64))",
        "ax.matshow(np.eye(65))",
        "ax.spy(np.eye(70))",
        "ax.specgram(np.random.rand(40000))",
        "fig.figimage(np.eye(80))",
        "ax.imshow(np.random.rand(90, 90), interpolation='bilinear')",
    ],
)
def test_a_large_image_is_told_with_its_line(workers: Workers, call: str) -> None:
    """With its size, and the way out."""
    script = f"{START}fig, ax = plt.subplots()\nfig.suptitle('x')\n{call}\n{SAVE}"
    rendered = run(workers, script)
    assert rendered.raw is None
    assert [told(finding) for finding in rendered.findings] == [("S003", "x.py", 6)]
    assert re.match(r"an image of \d+ × \d+ cells; up to 4,096 ", rendered.findings[0].message)
    assert re.search(r"data\[::(\d), ::\1\]", rendered.findings[0].hint)


def test_an_image_of_the_most_cells_is_drawn(workers: Workers) -> None:
    """64 × 64, as contract 3 has it."""
    assert drawn(workers, "plt.imshow(np.arange(4096).reshape(64, 64))")


def test_a_blurred_image_is_drawn_in_cells_and_told(workers: Workers) -> None:
    """Between two values stands one between them."""
    script = f"{START}{BARE}ax.imshow([[0, 3]], aspect='auto', interpolation='bilinear')\n{PLAIN}"
    rendered = run(workers, script)
    assert [told(finding) for finding in rendered.findings] == [("R005", "x.py", 7)]
    picture = pixels(svg(rendered))
    assert [at(picture, x, 0.5) for x in (0.01, 0.99)] == ["#440154", "#fde724"]
    assert at(picture, 0.5, 0.5) not in (at(picture, 0.4, 0.5), at(picture, 0.6, 0.5))


def test_colours_that_run_into_one_another_are_drawn_in_pieces(workers: Workers) -> None:
    """No browser knows the filters that matplotlib writes for them."""
    body = "ax.pcolormesh([[0, 0], [3, 3]], shading='gouraud')"
    rendered = run(workers, f"{START}{BARE}{body}\n{PLAIN}")
    assert [finding.code for finding in rendered.findings] == ["R005"]
    picture = pixels(svg(rendered))
    assert "filter" not in svg(rendered)
    lower, middle, upper = (picture[int(288 * y), 216].astype(int) for y in (0.98, 0.5, 0.02))
    assert np.abs(lower - (0x44, 0x01, 0x54)).max() < 12
    assert np.abs(upper - (0xFD, 0xE7, 0x25)).max() < 20
    assert np.abs(middle - (lower + upper) / 2).max() < 80


def test_contour_bands_meet(workers: Workers, browser: Browser) -> None:
    """No line of the background shows between two bands."""
    raw = alone(
        workers, "x = np.linspace(-3, 3, 40)\nax.contourf(np.add.outer(x**2, x**3), cmap='Greys_r')"
    )
    picture = browser.draw(raw[raw.index("<svg") :], 432, 288)[2:-2, 2:-2]
    colours = set(re.findall(r"fill: (#\w{6})", raw))
    seen = {"#{:02x}{:02x}{:02x}".format(*pixel) for pixel in picture.reshape(-1, 3)}
    assert seen <= colours


def test_a_hatch_is_written_once_in_any_number_of_colours(workers: Workers) -> None:
    """Forty bars whose hatches differ in colour alone were larger than any drawing may be."""
    bars = (
        "for i in range(40):\n"
        "    plt.bar(i, i + 1, hatch='o.' * (1 + i % 4), alpha=0.3 + i / 80,\n"
        "            facecolor=plt.cm.viridis(i / 40), edgecolor=plt.cm.magma(i / 40))"
    )
    raw = drawn(workers, bars)
    assert len(raw) < 300_000
    assert normal(raw).svg


def test_hatch_and_ground_have_their_own_opacity(workers: Workers) -> None:
    """As in Agg, where the ground is painted first."""
    wide = "plt.rcParams['hatch.linewidth'] = 6\n"
    bar = (
        wide
        + "ax.bar([0], [1], 2, facecolor=(1, 0, 0, {}), edgecolor=(0, 0, 0, {}), hatch='|', lw=0)"
    )
    limits = "\nax.set(xlim=(-0.5, 0.5), ylim=(0, 1))"
    for alphas, expected in (
        ((0.5, 1), {"#ff7f7f", "#000000"}),
        ((1, 0.5), {"#ff0000", "#7f0000"}),
    ):
        row = pixels(alone(workers, bar.format(*alphas) + limits))[144]
        assert {"#{:02x}{:02x}{:02x}".format(*pixel) for pixel in row} >= expected
