"""Exit codes, streams, and what is said when a command cannot be understood."""

import signal
import time

from contract import *

LATER = ("sweep", "population", "reset-map", "section", "reduce", "convert", "story")


class Usage(Contract):
    def test_help_and_version_go_to_stdout(self):
        self.assertIn("portrait", self.exits(0, "--help").stdout)
        self.assertRegex(self.exits(0, "--version").stdout, r"^separatrix \d+\.\d+")
        for verb in ("models", "check", "portrait", "orbit", "render", "doctor"):
            result = self.exits(0, verb, "--help")
            self.assertIn("--json", result.stdout)
            self.assertEqual(result.stderr, "")

    def test_verbs_of_later_say_that_they_are_not_available_yet(self):
        for verb in LATER:
            result = self.exits(2, verb, "morris-lecar", "--json")
            self.assertIn("not available yet", result.stderr)
            self.assertEqual(result.stdout, "")

    def test_options_of_later_are_refused_not_ignored(self):
        self.exits(2, "portrait", "morris-lecar", "--basins", "1")
        self.assertIn("not available yet", self.exits(2, "render", "morris-lecar", "-o", self.path("f.tex")).stderr)
        self.assertIn("not available yet", self.exits(2, "render", "morris-lecar", "--view", "cobweb", "-o", self.path("f.svg")).stderr)

    def test_an_unknown_model_is_a_usage_error_with_a_suggestion(self):
        result = self.exits(2, "portrait", "morris-lecr", "--json")
        self.assertIn("Did you mean `morris-lecar`?", result.stderr)
        self.assertEqual(result.stdout, "")

    def test_an_unknown_parameter_is_a_usage_error_with_a_suggestion(self):
        self.assertIn("Did you mean `I_ext`?", self.exits(2, "portrait", "morris-lecar", "--set", "I_exd=3").stderr)
        self.exits(2, "portrait", "morris-lecar", "--set", "zzzzzz=3")
        self.exits(2, "portrait", "morris-lecar", "--set", "V=3")

    def test_a_value_that_is_no_number_is_a_usage_error(self):
        for value in ("abc", "", "1,5", "nan", "inf", "1e999", "0x10", "1 2"):
            self.exits(2, "portrait", "morris-lecar", "--set", f"I_ext={value}")
        self.exits(2, "portrait", "morris-lecar", "--set", "I_ext")
        for option in (["--tol", "0"], ["--tol", "-1"], ["--tol", "x"], ["--tol", "nan"]):
            self.exits(2, "portrait", "morris-lecar", *option)

    def test_an_unknown_preset_names_the_known_ones(self):
        result = self.exits(2, "portrait", "morris-lecar", "--preset", "nosuchstep")
        self.assertIn("Known:", result.stderr)

    def test_windows_that_make_no_sense_are_usage_errors(self):
        for window in ("1:0,0:1", "0:0,0:1", "0:1", "0:1,0:1,0:1", "a:b,0:1", "0:1,0", "-inf:1,0:1", ""):
            if window: self.exits(2, "portrait", "morris-lecar", "--window", window)
        self.exits(2, "portrait", "morris-lecar", "--plane", "V")
        self.exits(2, "portrait", "morris-lecar", "--plane", "V,V")
        self.exits(2, "portrait", "morris-lecar", "--plane", "V,q")
        self.exits(2, "portrait", "morris-lecar", "--hold", "V=1")
        self.exits(2, "portrait", "morris-lecar", "--max-period", "0")

    def test_orbits_that_make_no_sense_are_usage_errors(self):
        for options in (["--time", "0"], ["--time", "-5"], ["--step", "0"], ["--iterations", "5"], ["--from", "q=1"], ["--from", "V"],
                        ["--method", "rk4"], ["--time", "1e9", "--step", "1e-9"]):
            self.exits(2, "orbit", "morris-lecar", *options)
        self.exits(2, "orbit", self.path("h.ode", HENON), "--backward")

    def test_a_missing_file_is_a_file_error(self):
        for verb in (["check"], ["portrait"], ["orbit"], ["render", "-o", self.path("f.svg")]):
            result = self.exits(4, verb[0], self.path("missing.ode"), *verb[1:])
            self.assertIn("missing.ode", result.stderr)
            self.assertEqual(result.stdout, "")
        self.exits(4, "portrait", self.folder + "/")

    def test_unknown_options_and_missing_arguments_are_usage_errors(self):
        self.exits(2, "portrait", "morris-lecar", "--nosuch")
        self.exits(2, "portrait")
        self.exits(2, "render", "morris-lecar")
        self.exits(2, "portrait", "morris-lecar", "van-der-pol")
        self.assertIn("Did you mean `portrait`?", self.exits(2, "portrai", "morris-lecar").stderr)
        self.exits(2, "portrait", "morris-lecar", "--csv")

    def test_without_a_display_the_window_is_refused_with_a_sentence(self):
        self.assertIn("display", self.exits(2).stderr)

    def test_talk_goes_to_stderr_and_quiet_silences_it(self):
        self.assertEqual(self.exits(0, "portrait", "morris-lecar", "--json", "--quiet").stderr, "")

    def test_a_full_disk_is_a_file_error(self):
        if os.path.exists("/dev/full"):
            with open("/dev/full", "w") as full:
                result = subprocess.run([PROGRAM, "models", "--json"], stdout=full, stderr=subprocess.PIPE)
            self.assertEqual(result.returncode, 4)

    def test_control_c_ends_with_130(self):
        path = self.path("slow.ode", "x'=y\ny'=-x\ninit x=1,y=0\ndone\n")
        process = subprocess.Popen([PROGRAM, "orbit", path, "--time", "1e5", "--step", "1", "--tol", "1e-13", "--method", "dopri5"],
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        time.sleep(0.15)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
        self.assertIn(process.returncode, (0, 130))  # 0: it was done already

    def test_a_french_locale_changes_no_number(self):
        path = self.path("p.ode", "par k=0.04\nx'=-k*x\ninit x=1.5\ndone\n")
        plain = [run("orbit", path, "--time", "2.5", "--csv").stdout, run("portrait", "morris-lecar", "--json").stdout]
        french = {"LC_ALL": "fr_FR.UTF-8", "LANG": "fr_FR.UTF-8"}
        self.assertEqual(plain, [run("orbit", path, "--time", "2.5", "--csv", env=french).stdout,
                                 run("portrait", "morris-lecar", "--json", env=french).stdout])


class Listings(Contract):
    def test_models_lists_what_can_be_opened_by_name(self):
        d = self.document("models")
        self.assertEqual(d["schema"], "separatrix/models/1")
        names = {m["name"]: m for m in d["models"]}
        for name in ("morris-lecar", "fitzhugh-nagumo", "fitzhugh-nagumo-cubic", "van-der-pol", "linear"):
            self.assertIn(name, names)
            self.assertEqual((names[name]["kind"], names[name]["dimension"]), ("flow", 2))
            self.assertTrue(names[name]["title"])
        steps = [p["name"] for p in names["morris-lecar"]["presets"] if p.get("step")]
        self.assertEqual(steps[:4], ["a", "b", "c", "d"])
        self.assertEqual(names["morris-lecar"]["variables"], ["V", "n"])
        table = self.exits(0, "models").stdout
        self.assertTrue(all(name in table for name in names))

    def test_every_built_in_model_has_a_portrait_at_every_preset(self):
        for m in self.document("models")["models"]:
            for preset in [None, *[p["name"] for p in m["presets"]]]:
                d = self.document("portrait", m["name"], *(["--preset", preset] if preset else []))
                self.assertEqual(d["model"], m["name"])
            self.exits(0, "check", m["name"])

    def test_doctor_names_versions_and_the_kernel(self):
        d = self.document("doctor")
        self.assertEqual(d["schema"], "separatrix/doctor/1")
        for part in ("separatrix", "compiler", "qt", "eigen", "boost", "sundials"):
            self.assertTrue(d["versions"][part], part)
        self.assertIn("x86-64-v", d["processor"]["kernel"])
        self.assertIn("qt", self.exits(0, "doctor").stdout)


if __name__ == "__main__":
    main()
