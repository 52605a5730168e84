"""render: figures without a display; same input, same bytes."""

import re
import shutil
import struct
import xml.etree.ElementTree as ElementTree

from contract import *

LAYERS = ["axes", "field", "nullclines", "equilibria", "manifolds", "orbits", "cycles", "notes"]


class Render(Contract):
    def render(self, name, *arguments, **options):
        path = self.path(name)
        result = self.exits(0, "render", "morris-lecar", "-o", path, *arguments, **options)
        self.assertEqual(result.stdout, "")
        with open(path, "rb") as f:
            return f.read()

    def test_an_svg_has_its_size_its_eight_layers_in_order_and_real_text(self):
        root = ElementTree.fromstring(self.render("a.svg", "--size", "12x8cm"))
        self.assertEqual((root.get("width"), root.get("height")), ("12cm", "8cm"))
        ids = [e.get("id") for e in root.iter() if (e.get("id") or "").startswith("layer-")]
        self.assertEqual(ids, ["layer-" + name for name in LAYERS])
        self.assertTrue(any(e.tag.endswith("}text") for e in root.iter()))
        self.assertTrue(any(e.tag.endswith("}clipPath") for e in root.iter()))

    def test_a_pdf_is_one_page_of_its_size(self):
        data = self.render("a.pdf", "--size", "12x8cm")
        self.assertTrue(data.startswith(b"%PDF-"))
        if shutil.which("pdfinfo"):
            info = subprocess.run(["pdfinfo", self.path("a.pdf")], capture_output=True, text=True).stdout
            width, height = map(float, re.search(r"Page size:\s+([\d.]+) x ([\d.]+)", info).groups())
            self.near(width, 12 / 2.54 * 72, absolute=0.6)
            self.near(height, 8 / 2.54 * 72, absolute=0.6)
            self.assertIn("Pages:           1", info)

    def test_a_png_has_the_pixels_of_its_size_and_resolution(self):
        data = self.render("a.png", "--size", "10x5cm", "--dpi", "127")
        self.assertEqual(data[:8], b"\x89PNG\r\n\x1a\n")
        self.assertEqual(struct.unpack(">II", data[16:24]), (500, 250))
        at = data.index(b"pHYs")
        self.assertEqual(struct.unpack(">IIB", data[at + 4:at + 13]), (5000, 5000, 1))

    def test_same_input_same_bytes(self):
        for name in ("b.svg", "b.pdf", "b.png"):
            first = self.render(name, "--preset", "d", env={"SOURCE_DATE_EPOCH": "1700000000"})
            self.assertEqual(first, self.render(name, "--preset", "d", env={"SOURCE_DATE_EPOCH": "1700000000"}), name)

    def test_styles_differ_and_layers_can_be_chosen(self):
        looks = [self.render("c.svg", "--style", style) for style in ("light", "dark", "print")]
        self.assertEqual(len(set(looks)), 3)
        root = ElementTree.fromstring(self.render("c.svg", "--layers", "axes,nullclines"))
        groups = {e.get("id"): len(list(e.iter())) for e in root.iter() if (e.get("id") or "").startswith("layer-")}
        self.assertGreater(groups["layer-nullclines"], 1)
        self.assertEqual(groups["layer-equilibria"], 1)
        self.assertEqual(self.render("c.svg", "--layers", "1,3"), self.render("c.svg", "--layers", "axes,nullclines"))

    def test_trajectories_are_drawn_from_where_they_are_asked_to_start(self):
        without = len(self.render("d.svg", "--layers", "orbits"))
        self.assertGreater(len(self.render("d.svg", "--layers", "orbits", "--from", "V=-20,n=0.1", "--from", "V=0,n=0.5")), without + 500)

    def test_a_time_course_is_a_figure_too(self):
        self.assertNotEqual(self.render("t.svg", "--view", "time", "--preset", "c"), self.render("t.svg", "--preset", "c"))

    def test_what_cannot_be_understood_leaves_no_file(self):
        for arguments in (["-o", self.path("x.xyz")], ["-o", self.path("noending")], ["-o", self.path("x.svg"), "--size", "12"],
                          ["-o", self.path("x.svg"), "--size", "0x5cm"], ["-o", self.path("x.svg"), "--font", "big"],
                          ["-o", self.path("x.svg"), "--style", "neon"], ["-o", self.path("x.svg"), "--layers", "axes,what"],
                          ["-o", self.path("x.png"), "--dpi", "1e9"], ["-o", self.path("x.svg"), "--from", "q=1"]):
            self.exits(2, "render", "morris-lecar", *arguments)
        self.assertEqual(os.listdir(self.folder), [])

    def test_a_place_that_cannot_be_written_is_a_file_error(self):
        self.exits(4, "render", "morris-lecar", "-o", self.path("no/such/folder/a.svg"))

    def test_a_french_locale_changes_no_byte(self):
        french = {"LC_ALL": "fr_FR.UTF-8", "LANG": "fr_FR.UTF-8"}
        for name in ("f.svg", "f.png"):
            self.assertEqual(self.render(name), self.render(name, env=french), name)

    def test_maps_and_flows_with_resets_have_figures(self):
        for name, text in (("henon", HENON), ("iz", IZHIKEVICH), ("hh", HODGKIN_HUXLEY)):
            self.exits(0, "render", self.path(name + ".ode", text), "-o", self.path(name + ".svg"))


if __name__ == "__main__":
    main()
