#!/usr/bin/env python3
"""Bifurcation diagrams in a real window: opened with one command, the cursor dragged, another parameter dragged, a
cycle clicked, taken back. Usage: diagram.py PROGRAM"""
import subprocess, sys

import ui as driver

failures = []


def check(condition, what):
    print(("ok   " if condition else "FAIL ") + what, flush=True)
    if not condition: failures.append(what)


def near(value, wanted, tolerance): return value is not None and abs(value - wanted) <= tolerance


def special(m, kind): return [s for s in m["diagram"].get("special_points", []) if s["kind"] == kind]


def complete(ui, what="the diagram is complete"):
    return ui.wait(lambda m: m["settled"] and m["diagram"]["open"] and m["diagram"]["settled"] and not m["diagram"]["stale"], what)


def one_command(ui):
    ui.wait_settled(0)
    ui.click_plane(20, 0.8); ui.wait_settled()
    ui.key("ctrl+d")
    m = complete(ui)
    check(m["diagram"]["parameter"] == "I_ext", "the diagram is in I_ext")
    check(len(special(m, "fold")) == 2 and near(max(s["parameter"] for s in special(m, "fold")), 39.693454186, 1e-6), "two folds, one at 39.6935")
    check(len(special(m, "hopf")) == 1 and special(m, "hopf")[0]["label"] == "H sub", "a subcritical Hopf point")
    check(any(b["kind"] == "cycles" for b in m["diagram"]["branches"]), "with a branch of cycles")
    plot = ui.plot("plot.diagram")
    check(plot["visible"] and (plot["x"]["from"], plot["x"]["to"]) == (-50, 250), "over the slider's range")


def cursor(ui):
    p = ui.plot("plot.diagram")
    height = p["y"]["from"] + 0.93 * (p["y"]["to"] - p["y"]["from"])
    before = ui.map()
    ui.drag(ui.at("plot.diagram", before["portrait"]["parameters"]["I_ext"], height), ui.at("plot.diagram", 70, height), steps=30)
    m = ui.wait_settled()
    check(near(m["portrait"]["parameters"]["I_ext"], 70, 1), "the plane follows the cursor")
    check(len(m["portrait"]["equilibria"]) == 1, "to where there is one equilibrium")
    check(m["diagram"]["generation"] == before["diagram"]["generation"], "moving the cursor asks for no other diagram")
    ui.key("ctrl+z"); m = ui.wait_settled()
    check(m["portrait"]["parameters"]["I_ext"] == 30, "one undo takes the drag back")


def other_parameter(ui):
    before = complete(ui)
    x, y, w, h = ui.widget("param.V3.slider")["rect"]
    at = before["portrait"]["parameters"]["V3"]
    ui.drag((x + 8 + round((at + 10) / 40 * (w - 16)), y + h // 2), (x + w // 2 - 20, y + h // 2), steps=30)
    m = complete(ui)
    half = m["portrait"]["parameters"]["V3"]
    check(half != at and m["diagram"]["parameters"]["V3"] == half, f"the diagram follows V3 to {half}")
    check(special(m, "hopf") != special(before, "hopf"), "its Hopf point has moved")
    check(ui.plot("plot.diagram")["x"] == next(p for p in before["plots"] if p["name"] == "plot.diagram")["x"], "its axis has not")
    ui.key("ctrl+z"); m = complete(ui)
    check(m["diagram"]["parameters"]["V3"] == at, "undo brings V3 and the diagram back")


def cycle(ui):
    m = complete(ui)
    ui.type("param.I_ext.value", "60"); m = ui.wait_settled()
    top = m["portrait"]["cycles"][0]["extrema"]["V"][1]
    ui.click_plane(75, top + 1.5, "plot.diagram")
    m = ui.wait_settled(0.6)
    check(near(m["portrait"]["parameters"]["I_ext"], 75, 1.5), "a click on the branch of cycles goes there")
    check(m.get("selected") == "c1", "and selects the cycle")


def quantity(ui):
    before = ui.map()
    ui.do("mousemove", *ui.center("diagram.quantity"), "click", 1); ui.key("End", "Up", "Return")
    m = ui.wait(lambda m: ui.widget("diagram.quantity")["text"] == "period", "the period is chosen")
    ui.wait(lambda m: next(p for p in m["plots"] if p["name"] == "plot.diagram")["y"]["from"] == 0, "periods count from 0")
    check(not any("y" in s for s in special(ui.map(), "fold")), "folds of equilibria have no period")
    ui.key("ctrl+z")
    ui.wait(lambda m: next(p for p in m["plots"] if p["name"] == "plot.diagram")["y"] == next(p for p in before["plots"] if p["name"] == "plot.diagram")["y"], "undone")
    ui.press("diagram.close")
    m = ui.wait(lambda m: not m["diagram"]["open"], "closed")
    check(any(w["name"] == "diagram.open" and w["visible"] for w in m["widgets"]), "the button is back")


def main(program):
    if not driver.available(): print("no Xvfb or xdotool: skipped"); sys.exit(77)
    with driver.Window(program) as ui:
        for part in (one_command, cursor, other_parameter, cycle, quantity):
            try: part(ui)
            except (AssertionError, KeyError, IndexError, StopIteration, subprocess.CalledProcessError) as trouble: check(False, f"{part.__name__}: {trouble}")
    sys.exit(1 if failures else 0)


if __name__ == "__main__": main(sys.argv[1])
