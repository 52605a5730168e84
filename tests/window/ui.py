"""Drives the real window through the X server (xdotool) and the map it writes of itself (--ui-map).

    with Window(program) as ui:
        ui.wait_settled()
        ui.click("plane", V=-20, n=0.1)
        ui.type("param.I_ext.value", "39.8")
        assert ui.portrait()["cycles"]
"""
import json, os, shutil, signal, subprocess, tempfile, time

TOOLS = ("Xvfb", "xdotool")


def available():
    return all(shutil.which(tool) for tool in TOOLS)


class Window:
    def __init__(self, program, *arguments, size="1366x768", patience=30.0):
        self.program, self.arguments, self.size, self.patience = os.path.abspath(program), arguments, size, patience

    def __enter__(self):
        self.home = tempfile.mkdtemp()
        self.file = os.path.join(self.home, "ui.json")
        reader, writer = os.pipe()
        self.server = subprocess.Popen(["Xvfb", "-displayfd", str(writer), "-screen", "0", self.size + "x24"], pass_fds=[writer],
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(writer)
        number = b""
        while not number.endswith(b"\n"):
            piece = os.read(reader, 16)
            if not piece: raise RuntimeError("no X server")
            number += piece
        os.close(reader)
        self.env = dict(os.environ, DISPLAY=":" + number.decode().strip(), HOME=self.home, XDG_CONFIG_HOME=self.home, QT_QPA_PLATFORM="xcb",
                        XDG_RUNTIME_DIR=self.home)
        os.chmod(self.home, 0o700)
        self.started = time.time()
        self.process = subprocess.Popen([self.program, "--ui-map", self.file, *self.arguments], env=self.env, cwd=self.home)
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        try: self.process.wait(10)
        except subprocess.TimeoutExpired: self.process.kill(); self.process.wait()
        self.server.terminate(); self.server.wait()
        shutil.rmtree(self.home, ignore_errors=True)

    # -- what it shows
    def map(self):
        try:
            with open(self.file) as f: return json.load(f)
        except (OSError, ValueError): return None

    def wait(self, condition, what):
        end = time.time() + self.patience
        while time.time() < end:
            if self.process.poll() is not None: raise AssertionError(f"the window ended with code {self.process.returncode}")
            now = self.map()
            if now and condition(now): return now
            time.sleep(0.02)
        raise AssertionError(f"waited {self.patience} s in vain for: {what}")

    def wait_settled(self, pause=0.25):
        time.sleep(pause)  # until the event has gone through the X server
        return self.wait(lambda m: m["settled"] and m["portrait"], "settled")

    def portrait(self): return self.map()["portrait"]
    def plot(self, name): return next(p for p in self.map()["plots"] if p["name"] == name)

    def widget(self, name, visible=True):
        found = [w for w in self.map()["widgets"] if w["name"] == name and (w["visible"] or not visible)]
        if not found: raise AssertionError(f"no widget {name}")
        return found[0]

    def wait_widget(self, name):
        self.wait(lambda m: any(w["name"] == name and w["visible"] for w in m["widgets"]), f"widget {name}")
        return self.widget(name)

    # -- what a person does
    def do(self, *words): subprocess.run(["xdotool", *map(str, words)], env=self.env, check=True)

    def center(self, name):
        x, y, w, h = self.wait_widget(name)["rect"]
        return x + w // 2, y + h // 2

    def at(self, plot, x, y):
        p = self.plot(plot)
        u = (x - p["x"]["from"]) / (p["x"]["to"] - p["x"]["from"])
        v = (y - p["y"]["from"]) / (p["y"]["to"] - p["y"]["from"])
        return (round(p["x"]["px0"] + u * (p["x"]["px1"] - p["x"]["px0"])), round(p["y"]["px0"] + v * (p["y"]["px1"] - p["y"]["px0"])))

    def press(self, name): self.do("mousemove", *self.center(name), "click", 1)
    def click_plane(self, x, y, plot="plot.plane"): self.do("mousemove", *self.at(plot, x, y), "click", 1)

    def drag(self, start, end, steps=20, pause=0.008, modifier=None):
        if modifier: self.do("keydown", modifier)
        self.do("mousemove", *start, "mousedown", 1)
        for k in range(1, steps + 1):
            self.do("mousemove", round(start[0] + (end[0] - start[0]) * k / steps), round(start[1] + (end[1] - start[1]) * k / steps))
            time.sleep(pause)
        self.do("mouseup", 1)
        if modifier: self.do("keyup", modifier)

    def type(self, name, text):
        self.do("mousemove", *self.center(name), "click", 1)
        time.sleep(0.1)
        self.do("key", "ctrl+a")
        self.do("type", "--delay", "5", "--", text)
        self.do("key", "Return")

    def write(self, text):  # xdotool has no key for a line's end
        for k, line in enumerate(text.split("\n")):
            if k: self.do("key", "Return")
            if line: self.do("type", "--delay", "2", "--", line)

    def key(self, *keys): self.do("key", *keys)

    def picture(self, path): subprocess.run(["import", "-window", "root", path], env=self.env, check=True)
