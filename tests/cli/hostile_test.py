"""Fields that are singular, degenerate, discontinuous or enormous: an answer or a sentence, soon, and never NaN."""

from contract import *

WINDOW = "@ xlo=-2,xhi=2,ylo=-2,yhi=2,xp=x,yp=y\ndone\n"
FIELDS = {
    "a pole in the window": ("1/x-y", "x-y"),
    "a logarithm of what is negative": ("log(x)", "log(y)-x"),
    "a square root of what is negative": ("sqrt(x)-y", "x-y"),
    "an exponential of an exponential": ("exp(exp(exp(exp(x))))-y", "x"),
    "a line of equilibria": ("x-y", "x-y"),
    "the zero field": ("0", "0"),
    "a constant field": ("1", "0"),
    "a jump": ("heav(x)-0.5", "-y"),
    "a jump at an equilibrium": ("-sign(x)", "-y"),
    "a center": ("y", "-x"),
    "a double zero": ("x^2", "-y"),
    "a zero of order three": ("y^3", "-x^3"),
    "blow-up everywhere": ("x^2+1", "y^2+1"),
    "an equilibrium on the window's edge": ("x-2", "-y"),
    "a field of no size": ("1e-300*x", "-1e-300*y"),
    "a field beyond all size": ("1e200*x-y", "-1e200*y+x"),
    "a field that depends on time": ("-x+sin(t)", "-y"),
}


class Hostile(Contract):
    def portrait(self, text, *arguments):
        result = run("portrait", self.path("m.ode", text), "--json", "--curves", *arguments, timeout=60)
        self.assertIn(result.returncode, (0, 1, 3), result.stderr)
        if result.returncode:
            self.assertTrue(result.stderr.strip())
            return None
        self.assertNotIn("null,", result.stdout)
        return parse(result.stdout)

    def test_every_hostile_field_has_an_answer(self):
        for name, (f, g) in FIELDS.items():
            with self.subTest(name):
                d = self.portrait(f"x'={f}\ny'={g}\n{WINDOW}")
                if d is None: continue
                for e in d["equilibria"]:
                    self.assertTrue(all(math.isfinite(v) for v in e["state"].values()))
                    self.assertEqual("enclosure" in e, e["evidence"] == "proved")
                if d["equilibria_complete"]["undecided_boxes"]:
                    self.assertNotEqual(d["equilibria_complete"]["evidence"], "proved")

    def test_what_is_degenerate_is_never_called_proved_complete(self):
        for name in ("a line of equilibria", "the zero field", "a double zero"):
            with self.subTest(name):
                f, g = FIELDS[name]
                self.assertNotEqual(self.portrait(f"x'={f}\ny'={g}\n{WINDOW}")["equilibria_complete"]["evidence"], "proved")

    def test_a_center_is_a_center_and_has_no_limit_cycle(self):
        d = self.portrait(f"x'=y\ny'=-x\n{WINDOW}")
        self.assertEqual(([e["type"] for e in d["equilibria"]], d["cycles"]), (["center"], []))

    def test_an_equilibrium_on_the_edge_is_listed_once(self):
        d = self.portrait(f"x'=x-2\ny'=-y\n{WINDOW}")
        self.assertEqual([e["state"] for e in d["equilibria"]], [{"x": 2, "y": 0}])

    def test_orbits_into_trouble_end_with_a_reason(self):
        for name, (f, g) in FIELDS.items():
            with self.subTest(name):
                path = self.path("o.ode", f"x'={f}\ny'={g}\ninit x=0.5,y=0.5\n{WINDOW}")
                d = self.document("orbit", path, "--time", "20", timeout=60)
                self.assertIn(d["end"]["reason"], ("time", "blew_up", "left_bounds", "budget_spent"))
                self.assertTrue(all(math.isfinite(v) for v in d["states"]["x"] + d["t"]))


if __name__ == "__main__":
    main()
