"""portrait: the shape of the document, and the numbers of the lecture's four panels."""

from contract import *

TYPES = {"stable node", "unstable node", "stable focus", "unstable focus", "saddle", "saddle-focus", "center", "stable star",
         "unstable star", "stable degenerate node", "unstable degenerate node", "nonhyperbolic"}


class Shape(Contract):
    def test_the_document_has_the_keys_of_the_contract_in_its_order(self):
        d = self.document("portrait", "morris-lecar", "--set", "I_ext=30", "--set", "V3=12")
        self.assertEqual(list(d), ["schema", "model", "kind", "variables", "parameters", "plane", "window", "equilibria",
                                   "equilibria_complete", "cycles", "cycles_complete", "manifolds", "index_check", "signature", "remarks"])
        self.assertEqual(d["schema"], "separatrix/portrait/1")
        self.assertEqual((d["model"], d["kind"], d["variables"], d["plane"]), ("morris-lecar", "flow", ["V", "n"], ["V", "n"]))
        self.assertEqual((d["parameters"]["I_ext"], d["parameters"]["V3"]), (30, 12))
        self.assertEqual(set(d["window"]), {"V", "n"})
        self.assertIsInstance(d["signature"], str)
        self.assertTrue(d["index_check"]["consistent"])

    def test_every_equilibrium_cycle_and_branch_is_described_in_full(self):
        d = self.document("portrait", "morris-lecar", "--preset", "d")
        for k, e in enumerate(d["equilibria"]):
            self.assertEqual(e["id"], f"e{k + 1}")
            self.assertIn(e["type"], TYPES)
            self.assertIn(e["stability"], {"stable", "unstable", "saddle", "nonhyperbolic"})
            self.assertEqual(len(e["eigenvalues"]), 2)
            self.assertEqual(e["unstable_dimension"], sum(v["re"] > 0 for v in e["eigenvalues"]))
            self.assertEqual(e["evidence"], "proved")
            for name, value in e["state"].items():
                lo, hi = e["enclosure"][name]
                self.assertTrue(lo <= value <= hi)
        for k, c in enumerate(d["cycles"]):
            self.assertEqual(c["id"], f"c{k + 1}")
            self.assertEqual(len(c["multipliers"]), 1)
            self.assertTrue(all(lo < hi for lo, hi in c["extrema"].values()))
            self.assertEqual(c["encloses"], ["e1"])
        for m in self.document("portrait", "morris-lecar", "--preset", "a")["manifolds"]:
            self.assertEqual((m["of"], m["kind"] in {"stable", "unstable"}, abs(m["side"])), ("e2", True, 1))

    def test_curves_come_only_when_asked_for_and_stay_in_the_plane(self):
        self.assertNotIn("curves", self.document("portrait", "morris-lecar"))
        c = self.document("portrait", "morris-lecar", "--preset", "d", "--curves")["curves"]
        self.assertEqual(set(c), {"nullclines", "cycles", "manifolds"})
        self.assertEqual(set(c["nullclines"]), {"V", "n"})
        self.assertTrue(all(len(p) == 2 for lines in c["nullclines"].values() for line in lines for p in line))
        self.assertEqual(set(c["cycles"]), {"c1", "c2"})
        for orbit in c["cycles"].values():
            self.assertEqual(orbit[0], orbit[-1])

    def test_a_window_of_two_intervals_is_the_planes_in_its_order(self):
        d = self.document("portrait", "morris-lecar", "--plane", "n,V", "--window", "-0.5:1.5,-100:100")
        self.assertEqual((d["plane"], d["window"]), (["n", "V"], {"V": [-100, 100], "n": [-0.5, 1.5]}))
        self.assertEqual(len(d["equilibria"]), 3)

    def test_equal_questions_have_equal_answers(self):
        first = run("portrait", "morris-lecar", "--preset", "d", "--curves", "--json").stdout
        self.assertEqual(first, run("portrait", "morris-lecar", "--preset", "d", "--curves", "--json").stdout)

    def test_without_json_it_is_a_table_for_people(self):
        text = self.exits(0, "portrait", "morris-lecar").stdout
        self.assertIn("3 equilibria (proved complete)", text)
        self.assertIn("saddle", text)


class Lecture(Contract):
    def portrait(self, current, v3):
        return self.document("portrait", "morris-lecar", "--set", f"I_ext={current}", "--set", f"V3={v3}")

    def test_at_30_12_three_equilibria_are_proved_and_both_unstable_branches_end_at_the_node(self):
        d = self.portrait(30, 12)
        self.assertEqual(d["equilibria_complete"], {"evidence": "proved", "undecided_boxes": 0})
        found = [(e["type"], e["state"]["V"], e["state"]["n"]) for e in d["equilibria"]]
        wanted = [("stable node", -41.797002016, 0.002058816), ("saddle", -19.939941720, 0.024813094),
                  ("unstable focus", 4.678075788, 0.301197811)]
        self.assertEqual([f[0] for f in found], [w[0] for w in wanted])
        for (_, v, n), (_, vWanted, nWanted) in zip(found, wanted):
            self.near(v, vWanted, absolute=5.1e-10)
            self.near(n, nWanted, absolute=5.1e-10)
        ends = {m["side"]: m["ends_at"] for m in d["manifolds"] if m["of"] == "e2" and m["kind"] == "unstable"}
        self.assertEqual(ends, {1: "e1", -1: "e1"})

    def test_the_spike_on_the_right_unstable_branch_peaks_where_it_should(self):
        d = self.document("portrait", "morris-lecar", "--set", "I_ext=30", "--set", "V3=12", "--curves")
        right = [c for m, c in zip(d["manifolds"], d["curves"]["manifolds"]) if m["kind"] == "unstable" and m["side"] == 1]
        self.near(max(v for v, _ in right[0]), 29.020923, absolute=0.05)  # a quarter pixel of 800 for 160 mV
        # From the saddle along its unstable direction the orbit itself: the peak to the digits of the truth.
        saddle = d["equilibria"][1]["state"]
        first = right[0][1]
        o = self.document("orbit", "morris-lecar", "--set", "I_ext=30", "--from", f"V={first[0]},n={first[1]}", "--time", "400",
                          "--step", "0.01", "--tol", "1e-10")
        self.assertGreater(first[0], saddle["V"])
        self.near(max(o["states"]["V"]), 29.020923, absolute=2e-4)

    def test_at_39_8_12_one_slow_stable_cycle_encloses_one_unstable_focus(self):
        d = self.portrait(39.8, 12)
        self.assertEqual([e["type"] for e in d["equilibria"]], ["unstable focus"])
        self.assertEqual([c["stability"] for c in d["cycles"]], ["stable"])
        self.near(d["cycles"][0]["period"], 573.13713, absolute=5.1e-6)

    def test_at_70_12_the_stable_cycle_has_its_period_extrema_and_multiplier(self):
        d = self.portrait(70, 12)
        self.assertEqual([c["stability"] for c in d["cycles"]], ["stable"])
        c = d["cycles"][0]
        self.near(c["period"], 51.763377, absolute=5.1e-7)
        self.near(c["extrema"]["V"][0], -38.610275, absolute=5.1e-7)
        self.near(c["extrema"]["V"][1], 34.100809, absolute=5.1e-7)
        self.near(c["multipliers"][0]["re"], 0.00297658, relative=2e-6)

    def test_at_50_5_2_an_unstable_and_a_stable_cycle_surround_a_stable_focus(self):
        d = self.portrait(50.5, 2)
        self.assertEqual([e["type"] for e in d["equilibria"]], ["stable focus"])
        self.assertEqual([c["stability"] for c in d["cycles"]], ["unstable", "stable"])
        unstable, stable = d["cycles"]
        self.near(unstable["period"], 163.498985, absolute=5.1e-7)
        self.near(unstable["multipliers"][0]["re"], 3508.4, absolute=0.06)
        self.near(stable["period"], 125.720123, absolute=5.1e-7)

    def test_presets_are_the_lectures_steps(self):
        for step, (current, v3) in {"a": (30, 12), "b": (39.8, 12), "c": (70, 12), "d": (50.5, 2)}.items():
            d = self.document("portrait", "morris-lecar", "--preset", step)
            self.assertEqual((d["parameters"]["I_ext"], d["parameters"]["V3"]), (current, v3))


class Names(Contract):
    def test_a_renamed_copy_with_its_variables_in_the_other_order_has_the_same_portrait(self):
        one, two = self.path("one.ode", MORRIS_LECAR), self.path("two.ode", RENAMED)
        for current, v3 in ((30, 12), (50.5, 2)):
            a = self.document("portrait", one, "--set", f"I={current}", "--set", f"V3={v3}")
            b = self.document("portrait", two, "--set", f"iapp={current}", "--set", f"k3={v3}")
            self.assertEqual((b["variables"], b["plane"]), (["w", "z"], ["z", "w"]))
            mine = sorted((e["state"]["V"], e["state"]["n"], e["type"]) for e in a["equilibria"])
            theirs = sorted((e["state"]["z"], e["state"]["w"], e["type"]) for e in b["equilibria"])
            self.assertEqual(len(mine), len(theirs))
            for (v, n, kind), (z, w, kindThere) in zip(mine, theirs):
                self.assertEqual(kind, kindThere)
                self.near(z, v, relative=1e-9)
                self.near(w, n, relative=1e-9)
            self.assertEqual([c["stability"] for c in a["cycles"]], [c["stability"] for c in b["cycles"]])
            for c, e in zip(a["cycles"], b["cycles"]):
                self.near(e["period"], c["period"], relative=1e-8)
            ends = lambda d: sorted((m["kind"], m["ends_at"][0]) for m in d["manifolds"])
            self.assertEqual(ends(a), ends(b))

    def test_names_are_matched_without_regard_to_case_and_shown_as_first_spelled(self):
        d = self.document("portrait", "morris-lecar", "--set", "i_EXT=30")
        self.assertEqual(d["parameters"]["I_ext"], 30)

    def test_values_may_begin_with_a_minus_sign(self):
        d = self.document("portrait", self.path("m.ode", MORRIS_LECAR), "--set", "VK=-84", "--window", "-90:70,-0.1:1.1")
        self.assertEqual((d["parameters"]["VK"], d["window"]["V"]), (-84, [-90, 70]))


class OtherKinds(Contract):
    def test_a_system_of_four_variables_has_its_equilibrium_in_the_box_of_all_ranges(self):
        d = self.document("portrait", self.path("hh.ode", HODGKIN_HUXLEY))
        self.assertEqual(d["variables"], ["v", "m", "h", "n"])
        self.assertEqual(set(d["window"]), {"v", "m", "h", "n"})
        self.assertEqual(d["plane"], ["v", "n"])
        self.assertEqual(d["equilibria_complete"]["evidence"], "proved")
        self.assertEqual(len(d["equilibria"]), 1)
        self.near(d["equilibria"][0]["state"]["v"], -65, absolute=0.1)
        self.assertEqual(len(d["equilibria"][0]["eigenvalues"]), 4)
        self.assertEqual(d["cycles_complete"]["evidence"], "heuristic")

    def test_a_system_of_four_variables_takes_four_intervals_in_declared_order(self):
        d = self.document("portrait", self.path("hh.ode", HODGKIN_HUXLEY), "--window", "-90:50,0:1,0.1:1,0:0.9", "--plane", "v,h",
                          "--hold", "m=0.2")
        self.assertEqual(d["window"], {"v": [-90, 50], "m": [0, 1], "h": [0.1, 1], "n": [0, 0.9]})

    def test_a_map_has_fixed_points_with_multipliers(self):
        d = self.document("portrait", self.path("henon.ode", HENON))
        self.assertEqual(d["kind"], "map")
        self.assertNotIn("equilibria", d)
        self.assertEqual(d["fixed_points_complete"]["evidence"], "proved")
        # x = 1 - a x^2 + b x: x = (b - 1 +- sqrt((1 - b)^2 + 4 a))/(2 a)
        wanted = sorted((0.3 - 1 + s * math.sqrt(0.49 + 5.6)) / 2.8 for s in (1, -1))
        found = sorted(p["state"]["x"] for p in d["fixed_points"])
        self.assertEqual(len(found), len(wanted))
        for x, w in zip(found, wanted):
            self.near(x, w, relative=1e-12)
        for p in d["fixed_points"]:
            self.assertEqual(p["period"], 1)
            self.near(p["multipliers"][0]["re"] * p["multipliers"][1]["re"], -0.3, relative=1e-9)  # det Dg = -b

    def test_points_of_period_two_are_found_when_asked_for(self):
        d = self.document("portrait", self.path("henon.ode", HENON), "--max-period", "2")
        self.assertEqual(sorted(p["period"] for p in d["fixed_points"]), [1, 1, 2, 2])

    def test_a_flow_with_resets_shows_its_flow_and_says_what_is_missing(self):
        d = self.document("portrait", self.path("iz.ode", IZHIKEVICH))
        self.assertEqual(d["kind"], "hybrid")
        self.assertNotIn("reset_map", d)
        self.assertTrue(any("reset" in r for r in d["remarks"]))

    def test_one_variable_is_a_model_too(self):
        d = self.document("portrait", self.path("one.ode", "par r=1\nx'=r*x-x^3\n@ xlo=-2,xhi=2,xp=x\ndone\n"), "--window", "-2:2")
        self.assertEqual(sorted(round(e["state"]["x"], 9) for e in d["equilibria"]), [-1, 0, 1])

    def test_basins_name_the_attractor_of_every_cell(self):
        d = self.document("portrait", "morris-lecar", "--preset", "d", "--basins", "40")
        basins = d["basins"]
        self.assertEqual(basins["size"], [40, 40])
        stable = [c["id"] for c in d["cycles"] if c["stability"] == "stable"]
        self.assertEqual(basins["attractors"], ["e1", *stable])
        self.assertEqual([len(row) for row in basins["cells"]], [40] * 40)
        self.assertEqual({k for row in basins["cells"] for k in row}, {0, 1})
        V, n = d["window"]["V"], d["window"]["n"]
        e = d["equilibria"][0]["state"]
        column = int((e["V"] - V[0]) / (V[1] - V[0]) * 40)
        row = int((e["n"] - n[0]) / (n[1] - n[0]) * 40)
        self.assertEqual(basins["cells"][row][column], 0)
        self.assertEqual(basins["cells"][39][39], 1)
        self.assertEqual(basins["evidence"], "heuristic")
        self.assertNotIn("basins", self.document("portrait", "morris-lecar", "--preset", "d"))
        self.exits(2, "portrait", "henon", "--basins", "40", "--json")


if __name__ == "__main__":
    main()
