#!/usr/bin/env python3
"""The lecturer's first lesson with Morris–Lecar, played in a real window: what is clicked, dragged and typed must
change exactly what it should, within two seconds, and undo must bring it back. Usage: lecturer.py PROGRAM"""
import subprocess, sys

import ui as driver

failures = []


def check(condition, what):
    print(("ok   " if condition else "FAIL ") + what, flush=True)
    if not condition: failures.append(what)


def near(value, wanted, tolerance): return value is not None and abs(value - wanted) <= tolerance


def equilibria(portrait): return [(e["type"], e["state"]["V"], e["state"]["n"]) for e in portrait["equilibria"]]


def cycles(portrait): return {c["stability"]: c for c in portrait["cycles"]}


def first_look(ui):
    m = ui.wait_settled(0)
    check(m["messages"] == 0, "the first start has nothing to complain about")
    check(m["step"] == "a", "it shows step a of Morris–Lecar")
    check(sum(w["name"].startswith("hint.") and w["role"] == "group" and w["visible"] for w in m["widgets"]) == 4, "four hints")
    got = equilibria(m["portrait"])
    want = [("stable node", -41.797, 0.00206), ("saddle", -19.940, 0.02481), ("unstable focus", 4.678, 0.3012)]
    check(len(got) == 3 and all(g[0] == w[0] and near(g[1], w[1], 0.01) and near(g[2], w[2], 1e-4) for g, w in zip(got, want)),
          f"three equilibria {got}")
    check(m["layers"]["manifolds"] == 4, "four branches of manifolds at the saddle")
    check(all(p["visible"] for p in m["plots"] if p["name"] in ("plot.plane", "pad.plane")), "plane and pad are in sight")


def orbits(ui):
    ui.click_plane(-26, 0.002)
    m = ui.wait_settled()
    check(len(m["orbits"]) == 1 and near(m["orbits"][0]["extrema"]["V"][1], m["orbits"][0]["from"]["V"], 1e-6), "from V = -26 no spike")
    check(not any(w["name"] == "hint.start" and w["visible"] for w in m["widgets"]), "the first hint has gone")
    ui.click_plane(-18, 0.002)
    m = ui.wait_settled()
    check(len(m["orbits"]) == 2 and near(m["orbits"][1]["extrema"]["V"][1], 30.2, 0.4), "from V = -18 a spike")


def handle(ui):
    m = ui.map()
    start, generation = m["orbits"][0]["from"], m["generation"]
    here, there = ui.at("plot.plane", start["V"], start["n"]), ui.at("plot.plane", start["V"] + 8, start["n"] + 0.3)
    ui.drag(here, there, steps=30, pause=0.012, modifier="shift")
    m = ui.wait_settled()
    check(len(m["orbits"]) == 2 and near(m["orbits"][0]["from"]["V"], start["V"] + 8, 0.5), "the start follows the drag")
    check(m["orbits"][0]["from"]["n"] == start["n"], "Shift keeps n")
    check(m["generation"] - generation >= 20, f"{m['generation'] - generation} generations while dragging")
    ui.key("ctrl+z"); m = ui.wait_settled()
    check(m["orbits"][0]["from"] == start, "one undo takes the drag back")
    ui.key("ctrl+z"); m = ui.wait_settled()
    check(len(m["orbits"]) == 1, "the next one takes orbit 2")
    ui.key("ctrl+shift+z"); m = ui.wait_settled()
    check(len(m["orbits"]) == 2, "redo brings orbit 2 back")


def typed_start(ui):
    ui.type("orbit.1.n", "0.002059"); ui.wait_settled()
    ui.type("orbit.1.V", "-22.3"); m = ui.wait_settled()
    check(m["orbits"][0]["from"] == {"V": -22.3, "n": 0.002059}, "a typed start is exact")
    check(m["orbits"][0]["extrema"]["V"][1] < -20, "V = -22.3: no spike")
    ui.type("orbit.1.V", "-22.2"); m = ui.wait_settled()
    check(m["orbits"][0]["extrema"]["V"][1] > 20, "V = -22.2: a spike")


def layers(ui):
    ui.key("alt+5"); m = ui.wait_settled()
    check(not m["layers_visible"]["manifolds"] and m["layers"]["manifolds"] == 4, "Alt+5 hides the manifolds")
    ui.key("ctrl+z"); m = ui.wait_settled()
    check(m["layers_visible"]["manifolds"], "undo shows them")


def typed_parameter(ui):
    before = ui.map()
    ui.type("param.I_ext.value", "39.8"); m = ui.wait_settled()
    check(m["recomputes"] - before["recomputes"] == 1, f"typing 39.8 is one recompute, not {m['recomputes'] - before['recomputes']}")
    check([p for p in m["plots"] if p["name"] == "plot.plane"] == [p for p in before["plots"] if p["name"] == "plot.plane"], "the axes stay")
    got, c = equilibria(m["portrait"]), cycles(m["portrait"])
    check(len(got) == 1 and got[0][0] == "unstable focus" and near(got[0][1], 5.458, 0.01), f"one unstable focus {got}")
    check("stable" in c and near(c["stable"]["period"], 573.137, 0.57), "a stable cycle of period 573.1")


def puck(ui):
    ui.drag(ui.at("pad.plane", 39.8, 12), ui.at("pad.plane", 70, 12), steps=40)
    m = ui.wait_settled()
    check(near(m["portrait"]["parameters"]["I_ext"], 70, 0.5) and near(m["portrait"]["parameters"]["V3"], 12, 0.2), "the puck arrives at 70")
    ui.type("param.I_ext.value", "70"); m = ui.wait_settled()
    ui.type("param.V3.value", "12"); m = ui.wait_settled()
    c = cycles(m["portrait"])
    check(len(c) == 1 and near(c["stable"]["period"], 51.763377, 0.05), "one stable cycle of period 51.76")
    check(m["step"] == "c", "these are the values of step c")


def slider(ui):
    x, y, w, h = ui.widget("param.I_ext.slider")["rect"]
    before = ui.map()
    ui.drag((x + w // 2, y + h // 2), (x + w * 3 // 4, y + h // 2), steps=25)
    m = ui.wait_settled()
    moved = m["portrait"]["parameters"]["I_ext"]
    check(moved != 70 and m["generation"] - before["generation"] > 3, f"the slider moves I_ext to {moved}")
    ui.key("ctrl+z"); m = ui.wait_settled()
    check(m["portrait"]["parameters"]["I_ext"] == 70, "one undo takes the slider back")


def step_d(ui):
    ui.press("story.step.d"); m = ui.wait_settled()
    got, c = equilibria(m["portrait"]), cycles(m["portrait"])
    check(len(got) == 1 and got[0][0] == "stable focus" and near(got[0][1], -24.902, 0.01), f"a stable focus {got}")
    check(near(c.get("unstable", {}).get("period"), 163.498985, 0.16), "an unstable cycle of period 163.5")
    check(near(c.get("stable", {}).get("period"), 125.720123, 0.13), "a stable cycle of period 125.7")
    ui.press("action.clear"); m = ui.wait_settled()
    check(m["orbits"] == [], "orbits cleared")
    ui.click_plane(-25, 0.10); ui.wait_settled()
    ui.click_plane(0, 0.10); m = ui.wait_settled()
    ends = [o["at"]["V"] for o in m["orbits"]]
    check(len(ends) == 2 and near(ends[0], -24.9, 1.5), f"from (-25, 0.1) to the focus {ends}")
    low, high = c["stable"]["extrema"]["V"]
    check(len(m["orbits"]) == 2 and m["orbits"][1]["extrema"]["V"][1] > 15, "from (0, 0.1) to the stable cycle")


def text(ui):
    ui.key("ctrl+e"); ui.wait_widget("editor.text")
    before = ui.map()["message_texts"]
    ui.key("ctrl+Home"); ui.do("type", "zz")
    m = ui.wait(lambda m: any(t not in before for t in m["message_texts"]), "an error in the text is said")
    check(m["portrait"] is not None, "the last valid picture stays")
    ui.key("ctrl+a"); ui.write("x'=y\ny'=-x-mu*y\npar mu=0.3\n#: range x -2..2\n#: range y -2..2\ndone")
    ui.key("ctrl+Return")
    m = ui.wait(lambda m: m["settled"] and m["portrait"]["variables"] == ["x", "y"], "the new model is drawn")
    check(len(m["portrait"]["equilibria"]) == 1 and m["portrait"]["equilibria"][0]["type"] == "stable focus", "and is a stable focus")


def main(program):
    if not driver.available(): print("no Xvfb or xdotool: skipped"); sys.exit(77)
    with driver.Window(program) as ui:
        for lesson in (first_look, orbits, handle, typed_start, layers, typed_parameter, puck, slider, step_d, text):
            try: lesson(ui)
            except (AssertionError, KeyError, IndexError, subprocess.CalledProcessError) as trouble: check(False, f"{lesson.__name__}: {trouble}")
    with driver.Window(program, "van-der-pol", size="1024x700") as ui:
        m = ui.wait_settled()
        inside = all(x >= 0 and y >= 0 and x + w <= 1024 and y + h <= 700 for x, y, w, h in
                     (widget["rect"] for widget in m["widgets"] if widget["visible"] and widget["role"] in ("slider", "field", "plot", "check") and "range" not in widget["name"]))
        check(inside, "at 1024x700 every control stands inside the screen")
        check(len(m["portrait"]["cycles"]) == 1, "van der Pol has its cycle")
    sys.exit(1 if failures else 0)


if __name__ == "__main__": main(sys.argv[1])
