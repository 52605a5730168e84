"""check: what is wrong with a model text, where, and nothing worse happens, whatever the bytes are."""

import re
import random

from contract import *

LINE = re.compile(r"^(?P<file>.+?):(?P<line>\d+):(?P<column>\d+): (?P<severity>error|warning)\[(?P<code>[EW]\d+)\]: (?P<sentence>.+)$")


class Check(Contract):
    def diagnostics(self, name, content, code=3):
        path = self.path(name, content)
        result = self.exits(code, "check", path)
        found = [LINE.match(line) for line in result.stdout.splitlines()]
        self.assertTrue(all(found), result.stdout[:500])
        self.assertTrue(all(m["file"] == path for m in found))
        return found

    def first_error(self, name, content):
        errors = [m for m in self.diagnostics(name, content) if m["severity"] == "error"]
        self.assertTrue(errors)
        return int(errors[0]["line"]), int(errors[0]["column"]), errors[0]["code"], errors[0]["sentence"]

    def test_a_sound_model_passes_in_silence(self):
        for name, text in (("ml", MORRIS_LECAR), ("vdp", VAN_DER_POL), ("henon", HENON), ("iz", IZHIKEVICH), ("hh", HODGKIN_HUXLEY)):
            result = self.exits(0, "check", self.path(name + ".ode", text))
            self.assertNotIn("error", result.stdout)

    def test_an_unknown_name_is_named_with_its_place_and_its_neighbor(self):
        line, column, code, sentence = self.first_error("a.ode", "par gCa=4\nx'=-x+gCaa*y\ny'=-y\ndone\n")
        self.assertEqual((line, column, code), (2, 7, "E101"))
        self.assertIn("gCaa", sentence)
        self.assertIn("Did you mean `gCa`?", sentence)

    def test_an_open_parenthesis_is_pointed_at(self):
        line, column, code, _ = self.first_error("a.ode", "x'=-(x+y\ny'=-y\ndone\n")
        self.assertEqual((line, column, code), (1, 5, "E103"))

    def test_a_decimal_comma_is_no_decimal_point(self):
        line, _, _, _ = self.first_error("a.ode", "x'=0,04*x\ndone\n")
        self.assertEqual(line, 1)

    def test_columns_count_characters_not_bytes(self):
        _, column, _, _ = self.first_error("a.ode", "x'=\u03bb*x+unknown_thing\ndone\n".replace("\u03bb*", ""))
        self.assertEqual(column, 6)

    def test_an_empty_file_is_an_error_with_a_place(self):
        self.assertGreaterEqual(self.first_error("empty.ode", "")[0], 1)

    def test_a_binary_file_is_an_error_with_a_place(self):
        noise = random.Random(1).randbytes(20000)
        self.assertGreaterEqual(self.first_error("noise.ode", noise)[0], 1)

    def test_twenty_thousand_parentheses_are_an_error_with_a_place(self):
        deep = "x'=" + "(" * 20000 + "x" + ")" * 20000 + "\ndone\n"
        line, column, _, _ = self.first_error("deep.ode", deep)
        self.assertEqual(line, 1)
        self.assertGreater(column, 3)

    def test_a_line_of_a_megabyte_is_read_or_refused_quickly(self):
        long = "x'=" + "+".join(["x"] * 500_000) + "\ndone\n"
        result = run("check", self.path("long.ode", long), timeout=60)
        self.assertIn(result.returncode, (0, 3))
        junk = run("check", self.path("junk.ode", "x'=-x\n" + "q" * 1_000_000 + "\ndone\n"), timeout=60)
        self.assertEqual(junk.returncode, 3)
        self.assertLess(len(junk.stdout), 20_000)

    def test_definitions_that_need_each_other_are_an_error(self):
        line, _, _, sentence = self.first_error("loop.ode", "a=b+1\nb=a+1\nx'=a-x\ndone\n")
        self.assertIn(line, (1, 2))
        self.first_error("self.ode", "f(u)=f(u)+1\nx'=f(x)\ndone\n")

    def test_a_file_beyond_sixteen_megabytes_is_an_error(self):
        self.first_error("huge.ode", b"# " + b"x" * (17 << 20))

    def test_nothing_unknown_is_skipped(self):
        for text in ("x'=-x\nwhatever this is\ndone\n", "x'=frobnicate(x)\ndone\n", "x'=-x\n@ nosuch\ndone\n#: fact nonsense\n"):
            result = run("check", self.path("a.ode", text))
            self.assertTrue(result.stdout.strip(), text)

    def test_json_lists_the_same(self):
        path = self.path("a.ode", "par gCa=4\nx'=-x+gCaa*y\ny'=-y\ndone\n")
        result = self.exits(3, "check", path, "--json")
        d = parse(result.stdout)
        self.assertEqual((d["schema"], d["file"], d["valid"]), ("separatrix/check/1", path, False))
        self.assertEqual((d["diagnostics"][0]["line"], d["diagnostics"][0]["column"], d["diagnostics"][0]["code"]), (2, 7, "E101"))

    def test_every_verb_says_what_is_wrong_with_a_model_on_stderr(self):
        path = self.path("a.ode", "x'=-(x+y\ny'=-y\ndone\n")
        for verb in (["portrait"], ["orbit"], ["render", "-o", self.path("f.svg")]):
            result = self.exits(3, verb[0], path, *verb[1:])
            self.assertEqual(result.stdout, "")
            self.assertRegex(result.stderr, re.escape(path) + r":1:5: error\[E103\]: ")
        self.assertFalse(os.path.exists(self.path("f.svg")))


class Fuzz(Contract):
    def test_broken_copies_of_a_model_never_crash(self):
        """Bytes dropped, doubled and swapped: exit 0 or 3, a diagnostic for every 3, nothing else."""
        source, random_ = MORRIS_LECAR.encode(), random.Random(20)
        for k in range(60):
            text = bytearray(source)
            for _ in range(random_.randrange(1, 6)):
                at = random_.randrange(len(text))
                change = random_.randrange(3)
                if change == 0: del text[at]
                elif change == 1: text.insert(at, random_.choice(b"()*^,=+-/#@'\n\"\\{}!;\x00\xff"))
                else: text[at] = random_.randrange(256)
            result = run("check", self.path(f"f{k}.ode", bytes(text)))
            self.assertIn(result.returncode, (0, 3), bytes(text))
            self.assertEqual(result.returncode == 3, "error[" in result.stdout, bytes(text))


if __name__ == "__main__":
    main()
