#include "core/model/statement_words.hpp"

#include <algorithm>
#include <array>

#include "core/model/model.hpp"

namespace separatrix {
namespace {

using Meaning = StatementWord::Meaning;

struct Row {
  std::string_view word;  // in full
  std::size_t shortest;   // letters that suffice
  StatementWord meaning;
};

constexpr std::array kRows = {
    Row{"parameters", 1, {Meaning::parameters, {}}},
    Row{"numbers", 1, {Meaning::numbers, {}}},
    Row{"initials", 1, {Meaning::initials, {}}},
    Row{"auxiliary", 2, {Meaning::auxiliary, {}}},
    Row{"set", 2, {Meaning::preset, {}}},
    Row{"global", 1, {Meaning::reset, {}}},
    Row{"only", 2, {Meaning::only, {}}},
    Row{"done", 1, {Meaning::done, {}, true}},
    Row{"options", 1, {Meaning::note, "An options file is named here; it is not read."}},
    Row{"bndry", 1, {Meaning::note, "A boundary condition stands here; boundary value problems are not solved."}},
    Row{"boundary", 1, {Meaning::note, "A boundary condition stands here; boundary value problems are not solved."}},
    Row{"bdry", 2, {Meaning::note, "A boundary condition stands here; boundary value problems are not solved."}},
    Row{"wiener", 1, {Meaning::later, "Noise (`wiener`) is not supported yet."}},
    Row{"table", 2, {Meaning::later, "Tables are not supported yet."}},
    Row{"markov", 2, {Meaning::later, "Markov variables are not supported yet."}},
    Row{"solve", 2, {Meaning::later, "Algebraic variables (`solv`) are not supported yet."}},
    Row{"solv", 2, {Meaning::later, "Algebraic variables (`solv`) are not supported yet."}},
    Row{"special", 2, {Meaning::later, "`special` (networks) is not supported yet."}},
    Row{"export", 2, {Meaning::later, "`export` (a compiled right-hand side) is not supported."}},
    Row{"volterra", 1, {Meaning::later, "Volterra equations are not supported yet."}},
    Row{"vector", 2, {Meaning::later, "`vector` is not supported yet."}},
    Row{"group", 2, {Meaning::later, "`group` is not supported yet."}},
};

// XPPAUT's `@` keys, in lower case.
constexpr auto kOptions = std::to_array<std::string_view>(
    {"maxstor", "back",      "small",     "big",       "smc",       "umc",        "xnc",        "ync",     "but",
     "seed",    "simplot",   "xmin",      "xmax",      "ymin",      "ymax",       "zmin",       "zmax",    "xlo",
     "xhi",     "ylo",       "yhi",       "axes",      "xp",        "yp",         "zp",         "xp1",     "yp1",
     "xp2",     "yp2",       "xp3",       "yp3",       "xp4",       "yp4",        "xp5",        "yp5",     "xp6",
     "yp6",     "xp7",       "yp7",       "xp8",       "yp8",       "nplot",      "lt",         "total",   "trans",
     "dt",      "dtmin",     "dtmax",     "toler",     "tol",       "atoler",     "atol",       "bounds",  "bound",
     "delay",   "njmp",      "nout",      "t0",        "meth",      "method",     "bandup",     "bandlo",  "phi",
     "theta",   "output",    "fold",      "soffset",   "poimap",    "poivar",     "poipln",     "poisgn",  "poistop",
     "range",   "rangeover", "rangestep", "rangelow",  "rangehigh", "rangereset", "rangeoldic", "ntst",    "nmax",
     "npr",     "dsmin",     "dsmax",     "ds",        "parmin",    "parmax",     "normmin",    "normmax", "epsl",
     "epsu",    "epss",      "runnow",    "autoxmin",  "autoxmax",  "autoymin",   "autoymax",   "autovar", "autox",
     "autoy",   "sec",       "autoeval",  "vmaxpts",   "maxpts",    "ncol",       "iad",        "isp",     "isw",
     "mxbf",    "jac_eps",   "newt_tol",  "newt_iter", "nmesh",     "dfdraw",     "dfgrid",     "ncdraw",  "colorvia",
     "colorlo", "colorhi",   "colormap",  "bell",      "bw",        "grads",      "backcolor",  "plotfmt", "tutorial",
     "quiet",   "logfile",   "height",    "width",     "ticlen",    "tstop",      "stochflag",  "ras",     "dim",
     "itor",    "fp",        "dll_lib",   "dll_fun",   "vmean",     "forecolor",  "mwcolor",    "dwcolor", "xshft",
     "yshft"});

}  // namespace

std::optional<StatementWord> statementWord(std::string_view word) {
  const Row* found = nullptr;
  for (const Row& row : kRows) {
    if (word.size() < row.shortest || word.size() > row.word.size()) continue;
    if (sameName(row.word.substr(0, word.size()), word) && (found == nullptr || row.shortest > found->shortest))
      found = &row;
  }
  if (found == nullptr) return std::nullopt;
  return found->meaning;
}

std::vector<std::string> statementWords() {
  return {"par", "number", "init", "aux", "set", "global", "only", "done", "options", "wiener", "table", "markov"};
}

bool isOption(std::string_view key) {
  return std::ranges::any_of(kOptions, [key](std::string_view option) { return sameName(option, key); });
}

}  // namespace separatrix
