"""What the suites share: running the program, reading its documents strictly, model texts. Standard library only."""

import json
import math
import os
import subprocess
import tempfile
import unittest

PROGRAM = os.environ["SEPARATRIX"]


def run(*arguments, env=None, cwd=None, timeout=120):
    """The finished process. No display is offered: verbs need none."""
    environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    environment.update(env or {})
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, encoding="utf-8",
                          env=environment, cwd=cwd, timeout=timeout)


def _refuse(word):
    raise ValueError(f"{word} is not JSON")


def parse(text):
    """One JSON document and nothing else; NaN and Infinity, which Python would let pass, are refused."""
    return json.loads(text, parse_constant=_refuse)


class Contract(unittest.TestCase):
    longMessage = True

    def setUp(self):
        self._folder = tempfile.TemporaryDirectory(prefix="separatrix-cli-")
        self.addCleanup(self._folder.cleanup)
        self.folder = self._folder.name

    def path(self, name, content=None):
        """A path in a folder of this test's own; with `content`, a file there."""
        path = os.path.join(self.folder, name)
        if content is not None:
            with open(path, "wb") as f:
                f.write(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    def document(self, *arguments, **options):
        result = run(*arguments, "--json", **options)
        self.assertEqual(result.returncode, 0, f"{arguments}: {result.stderr[:500]}")
        self.assertTrue(result.stdout.endswith("\n"))
        return parse(result.stdout)

    def exits(self, code, *arguments, **options):
        result = run(*arguments, **options)
        self.assertEqual(result.returncode, code, f"{arguments}: {result.stdout[:300]} {result.stderr[:500]}")
        if code:
            self.assertTrue(result.stderr.strip() or result.stdout.strip(), "said nothing")
        return result

    def near(self, got, want, relative=0.0, absolute=0.0):
        self.assertTrue(math.isfinite(got) and abs(got - want) <= max(absolute, relative * abs(want)),
                        f"{got!r} is not {want!r} within {relative} relative, {absolute} absolute")


def main():
    unittest.main(verbosity=1)


MORRIS_LECAR = """\
par I=30, C=20, gL=2, gCa=4, gK=8, VL=-60, VCa=120, VK=-80
par V1=-1.2, V2=18, V3=12, V4=17.4, lam=0.06666666666666667
minf(u)=0.5*(1+tanh((u-V1)/V2))
ninf(u)=0.5*(1+tanh((u-V3)/V4))
rate(u)=lam*cosh((u-V3)/(2*V4))
ica=gCa*minf(V)*(V-VCa)
V'=(I-gL*(V-VL)-ica-gK*n*(V-VK))/C
n'=rate(V)*(ninf(V)-n)
aux calcium=ica
init V=-60,n=0.01
@ total=500,dt=0.1,xp=V,yp=n,xlo=-80,xhi=80,ylo=-0.2,yhi=1.1
done
"""

# The same field under other names, its variables declared in the other order.
RENAMED = """\
par iapp=30, cap=20, g1=2, g2=4, g3=8, e1=-60, e2=120, e3=-80
par k1=-1.2, k2=18, k3=12, k4=17.4, r=0.06666666666666667
half(u)=0.5*(1+tanh((u-k1)/k2))
open(u)=0.5*(1+tanh((u-k3)/k4))
w'=r*cosh((z-k3)/(2*k4))*(open(z)-w)
z'=(iapp-g1*(z-e1)-g2*half(z)*(z-e2)-g3*w*(z-e3))/cap
init z=-60,w=0.01
@ total=500,xp=z,yp=w,xlo=-80,xhi=80,ylo=-0.2,yhi=1.1
done
"""

VAN_DER_POL = "par mu=1\nx'=y\ny'=mu*(1-x^2)*y-x\ninit x=1,y=0\n@ xlo=-3,xhi=3,ylo=-5,yhi=5,xp=x,yp=y\ndone\n"
HENON = ("par a=1.4,b=0.3\nx(t+1)=1-a*x^2+y\ny(t+1)=b*x\ninit x=0.1,y=0.1\n"
         "@ meth=discrete,total=100,xlo=-1.6,xhi=1.6,ylo=-0.5,yhi=0.5,xp=x,yp=y\ndone\n")
IZHIKEVICH = ("par I=10,a=0.02,b=0.2,c=-65,d=8\nv'=0.04*v^2+5*v+140-u+I\nu'=a*(b*v-u)\ninit v=-70,u=-14\n"
              "global 1 v-30 {v=c;u=u+d}\n@ total=200,xp=v,yp=u,xlo=-90,xhi=40,ylo=-25,yhi=25\ndone\n")
HODGKIN_HUXLEY = """\
par I=0,gna=120,gk=36,gl=0.3,ena=50,ek=-77,el=-54.4,c=1
am(v)=0.1*(v+40)/(1-exp(-(v+40)/10))
bm(v)=4*exp(-(v+65)/18)
ah(v)=0.07*exp(-(v+65)/20)
bh(v)=1/(1+exp(-(v+35)/10))
an(v)=0.01*(v+55)/(1-exp(-(v+55)/10))
bn(v)=0.125*exp(-(v+65)/80)
dv/dt=(I-gna*m^3*h*(v-ena)-gk*n^4*(v-ek)-gl*(v-el))/c
dm/dt=am(v)*(1-m)-bm(v)*m
dh/dt=ah(v)*(1-h)-bh(v)*h
dn/dt=an(v)*(1-n)-bn(v)*n
init v=-65,m=0.05,h=0.6,n=0.32
@ total=50,xlo=-100,xhi=60,ylo=0,yhi=1,xp=v,yp=n
done
"""
