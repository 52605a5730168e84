#!/usr/bin/env python3
"""Time per point of branches of cycles: AUTO-07p beside Separatrix, CPU time of both.

    tests/bench/auto07p/compare.py build/release/bin/separatrix_bench

Needs Debian's auto-07p and gfortran. AUTO runs with NTST=50, NCOL=4, EPSL=EPSU=1e-10 (so that its folds of cycles
are right to 8 digits) and OMP_NUM_THREADS=1; the time of a run of one point is subtracted. The best of five runs
counts on either side. Special points of both are printed for comparison.
"""
import json
import math
import os
import re
import resource
import subprocess
import sys
import tempfile

AUTO = os.environ.get("AUTO_DIR", "/usr/lib/auto-07p")

PROGRAM = """SUBROUTINE FUNC(NDIM,U,ICP,PAR,IJAC,F,DFDU,DFDP)
  IMPLICIT NONE
  INTEGER, INTENT(IN) :: NDIM, ICP(*), IJAC
  DOUBLE PRECISION, INTENT(IN) :: U(NDIM), PAR(*)
  DOUBLE PRECISION, INTENT(OUT) :: F(NDIM)
  DOUBLE PRECISION, INTENT(INOUT) :: DFDU(NDIM,NDIM), DFDP(NDIM,*)
{equations}
END SUBROUTINE FUNC
SUBROUTINE STPNT(NDIM,U,PAR,T)
  IMPLICIT NONE
  INTEGER, INTENT(IN) :: NDIM
  DOUBLE PRECISION, INTENT(INOUT) :: U(NDIM),PAR(*)
  DOUBLE PRECISION, INTENT(IN) :: T
{start}
END SUBROUTINE STPNT
""" + "".join(f"SUBROUTINE {s}\nEND SUBROUTINE {s}\n" for s in ("BCND", "ICND", "FOPT", "PVLS"))

CONSTANTS = """NDIM={n}, IPS={ips}, IRS={irs}, ILP=1
ICP={icp}
NTST=50, NCOL=4, IAD=3, ISP=2, ISW=1, IPLT=0, NBC=0, NINT=0
NMX={points}, NPR=100000, MXBF=0, IID=2, ITMX=8, ITNW=5, NWTN=3, JAC=0
EPSL=1e-10, EPSU=1e-10, EPSS=1e-7
DS={ds}, DSMIN=1e-6, DSMAX={dsmax}, IADS=1
NPAR=11, THL={{11:0.0}}, THU={{}}
RL0={low}, RL1={high}{stop}
"""


def morris_lecar(V3, gCa=4.0, V4=17.4, phi=1 / 15, VK=-80.0):
    def f(x, p):
        V, w = x
        return [(p - 2 * (V + 60) - gCa * 0.5 * (1 + math.tanh((V + 1.2) / 18)) * (V - 120) - 8 * w * (V - VK)) / 20,
                phi * math.cosh((V - V3) / (2 * V4)) * (0.5 * (1 + math.tanh((V - V3) / V4)) - w)]
    text = f"""  DOUBLE PRECISION V,W
  V=U(1); W=U(2)
  F(1)=(PAR(1)-2*(V+60)-{gCa!r}D0*0.5D0*(1+TANH((V+1.2D0)/18))*(V-120)-8*W*(V-({VK!r}D0)))/20
  F(2)={phi!r}D0*COSH((V-{V3!r}D0)/(2*{V4!r}D0))*(0.5D0*(1+TANH((V-{V3!r}D0)/{V4!r}D0))-W)"""
    return f, text


def fitzhugh_nagumo():
    def f(x, p):
        v, w = x
        return [v - v**3 - w + p, 0.08 * (v + 0.7 - 0.8 * w)]
    return f, "  F(1)=U(1)-U(1)**3-U(2)+PAR(1)\n  F(2)=0.08D0*(U(1)+0.7D0-0.8D0*U(2))"


def hodgkin_huxley():
    def q(z, s):
        return s if abs(z) < 1e-9 else z / (1 - math.exp(-z / s))

    def f(x, p):
        V, m, h, n = x
        am, bm = 0.1 * q(V + 40, 10), 4 * math.exp(-(V + 65) / 18)
        ah, bh = 0.07 * math.exp(-(V + 65) / 20), 1 / (1 + math.exp(-(V + 35) / 10))
        an, bn = 0.01 * q(V + 55, 10), 0.125 * math.exp(-(V + 65) / 80)
        return [p - 120 * m**3 * h * (V - 50) - 36 * n**4 * (V + 77) - 0.3 * (V + 54.4),
                am * (1 - m) - bm * m, ah * (1 - h) - bh * h, an * (1 - n) - bn * n]
    text = """  DOUBLE PRECISION V,M,H,N
  V=U(1); M=U(2); H=U(3); N=U(4)
  F(1)=PAR(1)-120*M**3*H*(V-50)-36*N**4*(V+77)-0.3D0*(V+54.4D0)
  F(2)=0.1D0*(V+40)/(1-EXP(-(V+40)/10))*(1-M)-4*EXP(-(V+65)/18)*M
  F(3)=0.07D0*EXP(-(V+65)/20)*(1-H)-1/(1+EXP(-(V+35)/10))*H
  F(4)=0.01D0*(V+55)/(1-EXP(-(V+55)/10))*(1-N)-0.125D0*EXP(-(V+65)/80)*N"""
    return f, text


def brusselator():
    def f(x, p):
        return [1 - (p + 1) * x[0] + x[0]**2 * x[1], p * x[0] - x[0]**2 * x[1]]
    return f, "  F(1)=1-(PAR(1)+1)*U(1)+U(1)**2*U(2)\n  F(2)=PAR(1)*U(1)-U(1)**2*U(2)"


# name, (field, text), value and state where a stable equilibrium is, its direction, range, DSMAX for cycles
CASES = [
    ("morris-lecar", morris_lecar(12.0), 200, [15, 0.6], -0.5, (-50, 250), 5.0),
    ("morris-lecar-hopf", morris_lecar(2.0, 4.4, 30.0, 0.04, -84.0), 20, [-40, 0.1], 0.5, (-50, 250), 5.0),
    ("fitzhugh-nagumo", fitzhugh_nagumo(), 0.0, [-1, -0.5], 0.01, (-0.5, 2), 0.1),
    ("brusselator", brusselator(), 1.0, [1, 1], 0.05, (0, 6), 0.1),
    ("hodgkin-huxley", hodgkin_huxley(), 0.0, [-65, 0.05, 0.6, 0.32], 0.2, (0, 200), 5.0),
]


def rest(f, p, x, dt=0.02, steps=60000):
    for _ in range(steps):
        a = f(x, p)
        b = f([u + dt / 2 * v for u, v in zip(x, a)], p)
        c = f([u + dt / 2 * v for u, v in zip(x, b)], p)
        d = f([u + dt * v for u, v in zip(x, c)], p)
        x = [u + dt / 6 * (k1 + 2 * k2 + 2 * k3 + k4) for u, k1, k2, k3, k4 in zip(x, a, b, c, d)]
    return x


def run(folder, constants):
    with open(os.path.join(folder, "fort.2"), "w") as file:
        file.write(constants)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    output = subprocess.run(["./auto.exe"], cwd=folder, capture_output=True, text=True,
                            env={**os.environ, "OMP_NUM_THREADS": "1"}).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, output


def auto(folder, case):
    name, (f, text), p, x, direction, (low, high), dsmax = case
    x = rest(f, p, x)
    start = "\n".join([f"  PAR(1)={p!r}"] + [f"  U({i + 1})={v!r}D0" for i, v in enumerate(x)])
    with open(os.path.join(folder, "auto.f90"), "w") as file:
        file.write(PROGRAM.format(equations=text, start=start))
    subprocess.run(f"gfortran -O2 -fopenmp -w -ffree-line-length-none auto.f90 -o auto.exe {AUTO}/lib/*.o", cwd=folder,
                   shell=True, check=True, capture_output=True)
    common = dict(n=len(x), low=low, high=high)
    run(folder, CONSTANTS.format(ips=1, irs=0, icp="[1]", points=2000, ds=direction, dsmax=10 * abs(direction),
                                 stop="", **common))
    os.replace(os.path.join(folder, "fort.8"), os.path.join(folder, "fort.3"))
    label = next(int(line.split()[3]) for line in open(os.path.join(folder, "fort.7"))
                 if len(line.split()) > 4 and line.split()[2] in ("3", "-3"))
    best, startup = math.inf, math.inf
    for _ in range(5):
        settings = dict(ips=2, irs=label, icp="[1,11]", ds=dsmax / 100, dsmax=dsmax, stop=", UZSTOP={11:1000.0}", **common)
        startup = min(startup, run(folder, CONSTANTS.format(points=1, **settings))[0])
        seconds, output = run(folder, CONSTANTS.format(points=600, **settings))
        best = min(best, seconds)
    rows = [line.split() for line in open(os.path.join(folder, "fort.7")) if re.match(r"\s+-?[1-9]", line)]
    folds = [float(row[4]) for row in rows if row[2] in ("5", "-5")]
    return 1000 * (best - startup) / len(rows), len(rows), folds


def separatrix(bench, name):
    output = subprocess.run([bench, f"--benchmark_filter=^diagram/cycles/{name}$", "--benchmark_format=json",
                             "--benchmark_repetitions=5"], capture_output=True, text=True, check=True).stdout
    rows = [row for row in json.loads(output)["benchmarks"] if row.get("run_type") == "iteration"]
    row = min(rows, key=lambda r: r["cpu_time"])
    folds = [row[key] for key in sorted(row) if key.startswith("fold")]
    return row["cpu_time"] / row["points"], int(row["points"]), folds


def main():
    bench = sys.argv[1] if len(sys.argv) > 1 else "build/release/bin/separatrix_bench"
    print(f"{'model':20} {'AUTO ms/point':>14} {'points':>7} {'ours ms/point':>14} {'points':>7} {'ratio':>6}")
    for case in CASES:
        with tempfile.TemporaryDirectory() as folder:
            theirs, their_points, their_folds = auto(folder, case)
        ours, our_points, our_folds = separatrix(bench, case[0])
        print(f"{case[0]:20} {theirs:14.3f} {their_points:7} {ours:14.3f} {our_points:7} {theirs / ours:6.1f}")
        print("    folds of cycles, AUTO:", ", ".join(f"{v:.10g}" for v in their_folds) or "none")
        print("    folds of cycles, ours:", ", ".join(f"{v:.10g}" for v in our_folds) or "none", flush=True)


if __name__ == "__main__":
    main()
