"""diagram and atlas: the documents, the numbers of Morris–Lecar, and what is refused."""

import csv
import io
import signal
import subprocess
import time

from contract import *

SPECIAL = {"fold", "hopf", "branch_point", "fold_of_cycles", "period_doubling", "neimark_sacker", "homoclinic", "snic", "period_limit"}


class Diagram(Contract):
    @classmethod
    def setUpClass(cls):
        result = run("diagram", "morris-lecar", "--parameter", "I_ext=-50:250", "--at", "41,45", "--json")
        cls.status, cls.text = result.returncode, result.stdout
        cls.d = parse(cls.text) if result.returncode == 0 else None

    def setUp(self):
        super().setUp()
        self.assertEqual(self.status, 0)

    def specials(self, kind):
        return [s for s in self.d["special_points"] if s["kind"] == kind]

    def test_the_document_has_the_keys_of_the_contract(self):
        for key in ("schema", "parameter", "range", "branches", "special_points", "equilibria_complete", "remarks"):
            self.assertIn(key, self.d)
        self.assertEqual((self.d["schema"], self.d["parameter"], self.d["range"]), ("separatrix/diagram/1", "I_ext", [-50, 250]))
        self.assertNotIn("null", self.text)
        self.assertNotIn("curves", self.d)

    def test_branches_name_their_points_and_their_ends(self):
        ids = {s["id"] for s in self.d["special_points"]}
        self.assertEqual(len(ids), len(self.d["special_points"]))
        for b in self.d["branches"]:
            self.assertIn(b["kind"], ("equilibria", "cycles"))
            self.assertEqual(len(b["ends"]), 2)
            for end in b["ends"]:
                self.assertIn(end["reason"], ("range", "window", "special", "closed", "stalled"))
                if end["reason"] == "special":
                    self.assertIn(end["special"], ids)
            for p in b["points"]:
                self.assertIn(p["stability"], ("stable", "unstable", "saddle", "nonhyperbolic"))
                self.assertIn("state" if b["kind"] == "equilibria" else "extrema", p)
                self.assertNotIn("period" if b["kind"] == "equilibria" else "state", p)

    def test_the_special_points_of_the_lecture(self):
        folds = [s["parameter"] for s in self.specials("fold")]
        self.assertEqual(len(folds), 2)
        self.near(max(folds), 39.693454186166385, absolute=1e-7)
        self.near(min(folds), -14.420432216, absolute=1e-7)
        hopf, = self.specials("hopf")
        self.near(hopf["parameter"], 85.1032308830416, absolute=1e-7)
        self.near(hopf["first_lyapunov"], 0.00224942268, relative=1e-6)
        self.assertEqual(hopf["criticality"], "subcritical")
        self.assertTrue(all(s["kind"] in SPECIAL and s["branch"] in {b["id"] for b in self.d["branches"]} for s in self.d["special_points"]))

    def test_points_asked_for_stand_exactly_there_on_every_branch(self):
        found = [p for b in self.d["branches"] if b["kind"] == "equilibria" for p in b["points"] if p.get("at")]
        self.assertEqual({p["parameter"] for p in found}, {41, 45})

    def test_numbers_read_back_to_the_same_double(self):
        hopf, = self.specials("hopf")
        self.assertEqual(float(repr(hopf["parameter"])), hopf["parameter"])
        table = run("diagram", "morris-lecar", "--parameter", "I_ext=-50:250", "--at", "41,45", "--csv")
        rows = list(csv.DictReader(io.StringIO(table.stdout)))
        points = [p for b in self.d["branches"] for p in b["points"]]
        self.assertEqual(len(rows), len(points))
        for row, p in zip(rows, points):
            self.assertEqual(float(row["I_ext"]), p["parameter"])
            self.assertEqual(row["stability"], p["stability"])
            if "state" in p:
                self.assertEqual(float(row["V"]), p["state"]["V"])
                self.assertEqual(row["period"], "")
            else:
                self.assertEqual(float(row["V_max"]), p["extrema"]["V"][1])

    def test_without_json_it_is_a_table_for_people(self):
        result = self.exits(0, "diagram", "morris-lecar", "--parameter", "I_ext=-50:250", "--no-cycles")
        self.assertIn("subcritical hopf", result.stdout)
        self.assertIn("fold", result.stdout)

    def test_no_cycles_means_none(self):
        d = self.document("diagram", "morris-lecar", "--parameter", "I_ext=-50:250", "--no-cycles")
        self.assertEqual({b["kind"] for b in d["branches"]}, {"equilibria"})

    def test_the_same_question_gives_the_same_bytes(self):
        again = run("diagram", "morris-lecar", "--parameter", "I_ext=-50:250", "--at", "41,45", "--json")
        self.assertEqual(again.stdout, self.text)

    def test_a_figure_of_it_has_eight_layers_and_its_labels(self):
        path = self.path("d.svg")
        self.exits(0, "render", "morris-lecar", "--view", "diagram", "--parameter", "I_ext=-50:250", "-o", path)
        with open(path, encoding="utf-8") as f:
            svg = f.read()
        self.assertEqual([svg.count(f'id="layer-{n}"') for n in ("axes", "field", "nullclines", "equilibria", "manifolds", "orbits", "cycles", "notes")], [1] * 8)
        for label in ("LP", "H sub"):
            self.assertIn(label, svg)


class Refusals(Contract):
    def test_unknown_parameters_and_empty_ranges_are_usage(self):
        self.assertIn("I_ext", self.exits(2, "diagram", "morris-lecar", "--parameter", "Iext=0:1").stderr)
        for text in ("I_ext=5:1", "I_ext=1:1", "I_ext=a:b", "=0:1", "I_ext=0:1,2:3", "I_ext=0:1=2"):
            self.exits(2, "diagram", "morris-lecar", "--parameter", text)
        self.exits(2, "diagram", "morris-lecar")
        self.exits(2, "diagram", "morris-lecar", "--parameter", "I_ext=0:1", "--second", "I_ext=0:1")
        self.exits(2, "diagram", "morris-lecar", "--parameter", "I_ext=0:1", "--second", "nope=0:1")
        self.exits(2, "diagram", "morris-lecar", "--parameter", "I_ext=0:1", "--at", "x")
        self.exits(2, "diagram", "morris-lecar", "--parameter", "I_ext=0:1", "--at", "7")
        self.exits(2, "diagram", "morris-lecar", "--parameter", "I_ext=0:1", "--max-period", "-1")

    def test_a_missing_model_is_a_file_error_and_a_bad_one_a_model_error(self):
        self.exits(4, "diagram", self.path("none.ode"), "--parameter", "a=0:1")
        self.exits(3, "diagram", self.path("bad.ode", "x'=(\ndone\n"), "--parameter", "a=0:1")

    def test_atlases_need_two_parameters_and_a_grid(self):
        self.exits(2, "atlas", "morris-lecar", "--x", "I_ext=0:1")
        self.exits(2, "atlas", "morris-lecar", "--x", "I_ext=0:1", "--y", "I_ext=0:1")
        for size in ("0x4", "4", "4x", "axb", "5000x2"):
            self.exits(2, "atlas", "morris-lecar", "--x", "I_ext=0:1", "--y", "V3=0:1", "--size", size)


class Atlas(Contract):
    MODEL = "x'=a-x^2\ny'=-b*y\npar a=1,b=1\n#: range x -3..3\n#: range y -3..3\ndone\n"

    def test_the_border_of_a_fold_stands_where_it_is(self):
        d = self.document("atlas", self.path("fold.ode", self.MODEL), "--x", "a=-1:2", "--y", "b=0.5:1.5", "--size", "30x6")
        self.assertEqual(d["schema"], "separatrix/atlas/1")
        self.assertEqual((len(d["cells"]), {len(row) for row in d["cells"]}), (6, {30}))
        for row in d["cells"]:
            self.assertEqual(row, [0] * 10 + [1] * 20)
        self.assertEqual([p["equilibria"] for p in d["portraits"]], [0, 2])
        self.assertEqual(len({p["signature"] for p in d["portraits"]}), 2)
        self.assertEqual(set(d["portraits"][0]["example"]), {"a", "b"})

    def test_it_does_not_depend_on_the_number_of_threads(self):
        path = self.path("fold.ode", self.MODEL)
        texts = {run("atlas", path, "--x", "a=-1:2", "--y", "b=0.5:1.5", "--size", "20x9", "--threads", n, "--json").stdout for n in (1, 2, 5)}
        self.assertEqual(len(texts), 1)

    def test_ctrl_c_ends_it_with_130(self):
        process = subprocess.Popen([PROGRAM, "atlas", "morris-lecar", "--x", "I_ext=0:120", "--y", "V3=-10:30", "--size", "400x400"],
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        time.sleep(0.7)
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=30)
        self.assertEqual((process.returncode, out), (130, b""))


if __name__ == "__main__":
    main()
