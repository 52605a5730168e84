"""orbit: rows, columns, ends and events of one trajectory."""

import csv
import io

from contract import *

DECAY = "par k=1\nx'=-k*x\naux twice=2*x\ninit x=1\n@ total=2,xp=x\ndone\n"


class Orbit(Contract):
    def table(self, *arguments):
        rows = list(csv.reader(io.StringIO(self.exits(0, *arguments, "--csv").stdout)))
        return rows[0], [[float(cell) for cell in row] for row in rows[1:]]

    def test_the_document_has_the_shape_of_the_contract(self):
        d = self.document("orbit", self.path("ml.ode", MORRIS_LECAR), "--from", "V=-20,n=0.1", "--time", "100")
        self.assertEqual(list(d), ["schema", "t", "states", "aux", "events", "end"])
        self.assertEqual(d["schema"], "separatrix/orbit/1")
        self.assertEqual((list(d["states"]), list(d["aux"]), d["events"]), (["V", "n"], ["calcium"], []))
        self.assertEqual(len(d["t"]), 1001)
        self.assertTrue(all(len(c) == 1001 for c in [*d["states"].values(), *d["aux"].values()]))
        self.assertEqual((d["states"]["V"][0], d["states"]["n"][0]), (-20, 0.1))
        self.assertEqual(d["end"], {"reason": "time", "t": 100})

    def test_csv_has_a_row_per_step_from_the_start_to_the_end_exactly(self):
        header, rows = self.table("orbit", self.path("decay.ode", DECAY), "--from", "x=3", "--time", "1", "--step", "0.3")
        self.assertEqual(header, ["t", "x", "twice"])
        self.assertEqual(rows[0], [0, 3, 6])
        self.assertEqual(len(rows), 5)
        self.assertEqual(rows[-1][0], 1)
        for t, wanted in zip((r[0] for r in rows), (0, 0.3, 0.6, 0.9, 1)):
            self.near(t, wanted, absolute=1e-12)
        for t, x, twice in rows:
            self.near(x, 3 * math.exp(-t), relative=1e-7)
            self.near(twice, 2 * x, relative=1e-15)

    def test_the_default_step_is_a_thousandth_and_the_default_time_the_models_total(self):
        header, rows = self.table("orbit", self.path("decay.ode", DECAY))
        self.assertEqual((len(rows), rows[0][:2], rows[-1][0]), (1001, [0, 1], 2))

    def test_csv_and_json_say_the_same_numbers(self):
        path = self.path("decay.ode", DECAY)
        header, rows = self.table("orbit", path, "--time", "5")
        d = self.document("orbit", path, "--time", "5")
        self.assertEqual([r[0] for r in rows], d["t"])
        self.assertEqual([r[1] for r in rows], d["states"]["x"])

    def test_backward_time_is_negative(self):
        d = self.document("orbit", self.path("decay.ode", DECAY), "--time", "1", "--backward")
        self.assertEqual((d["t"][0], d["t"][-1]), (0, -1))
        self.near(d["states"]["x"][-1], math.e, relative=1e-7)

    def test_a_tighter_tolerance_comes_closer_to_the_solution(self):
        path, errors = self.path("vdp.ode", "x'=y\ny'=-x\ninit x=1,y=0\ndone\n"), []
        for tolerance in ("1e-4", "1e-8", "1e-11"):
            d = self.document("orbit", path, "--time", "100", "--tol", tolerance)
            errors.append(abs(d["states"]["x"][-1] - math.cos(100)))
        self.assertTrue(errors[0] > errors[1] > errors[2], errors)
        self.assertLess(errors[2], 1e-8)

    def test_the_methods_agree(self):
        path = self.path("ml.ode", MORRIS_LECAR)
        ends = {}
        for method in ("dopri5", "cvode"):
            d = self.document("orbit", path, "--from", "V=-10,n=0.1", "--time", "50", "--method", method)
            ends[method] = d["states"]["V"][-1]
        self.near(ends["cvode"], ends["dopri5"], absolute=1e-3)

    def test_euler_takes_the_given_step(self):
        header, rows = self.table("orbit", self.path("decay.ode", DECAY), "--time", "1", "--step", "0.25", "--method", "euler")
        for k, (t, x, _) in enumerate(rows):
            self.near(x, 0.75**k, relative=1e-12)

    def test_blow_up_is_an_end_and_not_a_number(self):
        d = self.document("orbit", self.path("pole.ode", "x'=x^2\ninit x=1\ndone\n"), "--time", "5")
        self.assertEqual(d["end"]["reason"], "blew_up")
        self.near(d["end"]["t"], 1, absolute=1e-3)
        self.assertTrue(all(math.isfinite(x) for x in d["states"]["x"]))

    def test_a_division_by_zero_on_the_way_is_an_end(self):
        d = self.document("orbit", self.path("zero.ode", "x'=1/(x-2)\ninit x=2\ndone\n"), "--time", "5")
        self.assertEqual(d["end"]["reason"], "blew_up")
        self.assertEqual(d["states"]["x"], [2])

    def test_a_map_is_iterated(self):
        d = self.document("orbit", self.path("henon.ode", HENON), "--from", "x=0,y=0", "--iterations", "3")
        x, y, wanted = 0.0, 0.0, [0.0]
        for _ in range(3):
            x, y = 1 - 1.4 * x**2 + y, 0.3 * x
            wanted.append(x)
        self.assertEqual(d["t"], [0, 1, 2, 3])
        for got, want in zip(d["states"]["x"], wanted):
            self.near(got, want, relative=1e-14)

    def test_a_flow_with_resets_reports_its_spikes(self):
        d = self.document("orbit", self.path("iz.ode", IZHIKEVICH), "--from", "v=-70,u=-14", "--time", "70", "--tol", "1e-11")
        self.assertEqual([e["kind"] for e in d["events"]], ["reset"] * 3)
        for e, t in zip(d["events"], (3.4516249154737464, 20.556105600588673, 65.49206527736686)):
            self.near(e["t"], t, absolute=1e-7)
            self.near(e["before"]["v"], 30, absolute=1e-6)
            self.assertEqual(e["after"]["v"], -65)
            self.near(e["after"]["u"], e["before"]["u"] + 8, absolute=1e-9)
        self.assertEqual(d["end"], {"reason": "time", "t": 70})

    def test_an_auxiliary_without_a_value_leaves_its_cell_empty(self):
        path = self.path("aux.ode", "x'=-1\naux root=sqrt(x)\ninit x=0.5\ndone\n")
        text = self.exits(0, "orbit", path, "--time", "1", "--step", "0.5", "--csv").stdout.splitlines()
        self.assertTrue(text[-1].endswith(","), text)
        self.assertIsNone(self.document("orbit", path, "--time", "1", "--step", "0.5")["aux"]["root"][-1])

    def test_the_table_for_people_ends_with_its_reason(self):
        self.assertIn("end: time", self.exits(0, "orbit", self.path("decay.ode", DECAY), "--time", "1", "--step", "0.5").stdout)

    def test_a_stimulus_acts_while_it_lasts(self):
        d = self.document("orbit", "morris-lecar", "--set", "I_ext=30", "--from", "V=-41.797,n=0.00206", "--time", "200",
                          "--stimulus", "I_ext=150@20:25")
        self.assertEqual(d["stimuli"], [{"parameter": "I_ext", "t": [0, 20, 25], "value": [30, 150, 30]}])
        before = [v for t, v in zip(d["t"], d["states"]["V"]) if t < 20]
        self.assertLess(max(abs(v + 41.797) for v in before), 0.01)
        self.assertGreater(max(d["states"]["V"]), 0)
        quiet = self.document("orbit", "morris-lecar", "--set", "I_ext=30", "--from", "V=-41.797,n=0.00206", "--time", "200",
                              "--stimulus", "I_ext=50@20:25")
        self.assertLess(max(quiet["states"]["V"]), -20)
        for bad in ("I_ext=5", "I_ext=5@", "J=5@1:2", "I_ext=5@2:1", "I_ext=x@1:2", "I_ext=5@1:2:3"):
            self.exits(2, "orbit", "morris-lecar", "--stimulus", bad, "--json")
        self.exits(2, "orbit", "henon", "--stimulus", "a=1@1:2", "--json")

    def test_a_pole_is_given_its_time(self):
        path = self.path("pole.ode", "x'=1+x^2\ninit x=0\ndone\n")
        end = self.document("orbit", path, "--time", "10")["end"]
        self.assertEqual(end["reason"], "blew_up")
        self.assertAlmostEqual(end["blow_up"]["t"], 1.5707963267948966, delta=end["blow_up"]["error"])
        self.assertLess(end["blow_up"]["error"], 1e-5)


if __name__ == "__main__":
    main()
