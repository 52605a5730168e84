#!/usr/bin/env python3
"""A complete phase plane in a real window: tools, kicks and their threshold, a stimulus, basins, named events, verdicts,
the trace–determinant plane and phase lines. Usage: complete_plane.py PROGRAM"""
import subprocess, sys

import ui as driver

failures = []


def check(condition, what):
    print(("ok   " if condition else "FAIL ") + what, flush=True)
    if not condition: failures.append(what)


def near(value, wanted, tolerance): return value is not None and abs(value - wanted) <= tolerance


def text(m, name): return next((w["text"] for w in m["widgets"] if w["name"] == name), "")


def kick(ui):
    m = ui.wait_settled(0)
    ui.click_plane(60, 0.9); ui.wait_settled(); ui.key("ctrl+z"); ui.wait_settled()  # the plane has the focus
    ui.key("k"); ui.wait_widget("kick.value")
    ui.drag(ui.at("plot.plane", -41.797, 0.00206), ui.at("plot.plane", -30, 0.2))
    m = ui.wait_settled()
    check(len(m["orbits"]) == 1 and near(m["orbits"][0]["from"]["V"], -30, 0.5), "a kick along V starts an orbit")
    check(near(m["orbits"][0]["from"]["n"], 0.00206, 1e-4), "and leaves n at rest")
    m = ui.wait(lambda m: "no spike" in text(m, "kick.verdict"), "verdict: no spike")
    ui.type("kick.value", "20"); ui.wait_settled()
    m = ui.wait(lambda m: "→ spike" in text(m, "kick.verdict"), "verdict: spike")
    check(len(m["orbits"]) == 1 and near(m["orbits"][0]["from"]["V"], -21.797, 0.01), "the same orbit was kicked to 20 mV")
    ui.press("kick.threshold")
    m = ui.wait(lambda m: "19.5" in text(m, "kick.result"), "the threshold of the kick, 19.55 mV")
    ui.key("ctrl+z"); ui.wait_settled(); ui.key("ctrl+z"); m = ui.wait_settled()
    check(m["orbits"] == [], "two undos take the kick back")
    ui.press("action.tool.orbit")


def stimulus(ui):
    ui.press("action.stimulus"); ui.wait_widget("stimulus.amplitude")
    ui.type("stimulus.duration", "50"); ui.type("stimulus.amplitude", "2")
    m = ui.wait(lambda m: "max V = −4" in text(m, "stimulus.verdict"), "a weak pulse makes no spike")
    ui.type("stimulus.amplitude", "40")
    m = ui.wait(lambda m: "max V = 3" in text(m, "stimulus.verdict"), "a strong one does")
    ui.press("stimulus.threshold")
    m = ui.wait(lambda m: "threshold" in text(m, "stimulus.verdict"), "its threshold")
    check(9.7 < float(text(m, "stimulus.verdict").split("threshold ")[1]) < 40, "which lies above that of an endless step")
    ui.press("action.stimulus"); m = ui.wait_settled()
    check(not any(w["name"] == "stimulus.amplitude" and w["visible"] for w in m["widgets"]), "the stimulus goes")


def basins(ui):
    ui.press("story.step.d"); ui.wait_settled()
    ui.press("layer.basins")
    m = ui.wait(lambda m: (m.get("basins") or {}).get("finished"), "basins painted")
    parts = m["basins"]["fractions"]
    check(set(parts) == {"e1", "c2"} and near(sum(parts.values()), 1, 1e-9) and near(parts["e1"], 0.0128, 0.003), f"two basins {parts}")
    ui.key("ctrl+z"); m = ui.wait(lambda m: not m.get("basins"), "undo hides them")


def events(ui):
    ui.press("story.step.a"); ui.wait_settled()
    ui.type("param.I_ext.value", "39.8")
    m = ui.wait(lambda m: any("39.693" in t for t in m["message_texts"]), "the saddle-node on an invariant circle is named")
    check(any("invariant circle" in t for t in m["message_texts"]), f"by its name {m['message_texts']}")
    check("39.693" in text(m, "status.words"), "and in the status line")


def trace(ui):
    m = ui.wait_settled(0)
    tabs = ui.widget("dock.time")["rect"]
    for x in range(40, 700, 60):  # along the tabs
        ui.do("mousemove", tabs[0] + x, tabs[1] - 12, "click", 1); ui.wait_settled()
        if any(w["name"] == "plot.trace" and w["visible"] for w in ui.map()["widgets"]): break
    ui.drag(ui.at("plot.trace", -0.6, 1.09), ui.at("plot.trace", -0.6, -0.5), steps=15)
    m = ui.wait_settled()
    check(m["portrait"]["equilibria"][0]["type"] == "saddle", "dragged below the axis the point is a saddle")
    p = m["portrait"]["parameters"]
    check(p["a"] * p["d"] - p["b"] * p["c"] < 0 and near(p["a"] + p["d"], -0.6, 0.1), "and the matrix has that trace and determinant")
    ui.key("ctrl+z"); m = ui.wait_settled()
    check(m["portrait"]["parameters"] == {**m["portrait"]["parameters"], "a": -0.3, "b": 1, "c": -1, "d": -0.3}, "one undo takes the drag back")


def main(program):
    if not driver.available(): print("no Xvfb or xdotool: skipped"); sys.exit(77)
    for arguments, lessons in (((), (kick, stimulus, basins, events)), (("linear",), (trace,))):
        with driver.Window(program, *arguments) as ui:
            for lesson in lessons:
                try: lesson(ui)
                except (AssertionError, KeyError, IndexError, subprocess.CalledProcessError) as trouble: check(False, f"{lesson.__name__}: {trouble}")
    sys.exit(1 if failures else 0)


if __name__ == "__main__": main(sys.argv[1])
