#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hpp"
#include "core/base/evidence.hpp"
#include "core/phaseplane/portrait.hpp"

namespace separatrix {

enum class PortraitEventKind {
  fold,         ///< two equilibria meet and vanish, or appear
  snic,         ///< a fold on an invariant circle
  branchPoint,  ///< branches of equilibria cross (transcritical, pitchfork)
  hopf,
  foldOfCycles,
  homoclinic,  ///< a saddle's own branches meet
  connection,  ///< branches of two saddles meet
  cycleEnds,   ///< a cycle appears or vanishes in a way not established
  nodeFocus,   ///< a node becomes a focus: no bifurcation
  border,      ///< an equilibrium crosses the window's border: no bifurcation
};
std::string_view name(PortraitEventKind kind);  ///< "fold", "snic", "branch_point", "hopf", "fold_of_cycles", ...

/// Something that happens to a portrait at one value of a parameter.
struct PortraitEvent {
  PortraitEventKind kind = PortraitEventKind::fold;
  double parameter = 0;
  double error = 0;             ///< how far off `parameter` may be
  std::vector<double> state{};  ///< of the equilibrium concerned, or of the saddle a loop belongs to; empty for cycles
  int appears = 0;              ///< +1: objects appear as the parameter moves from `from` to `to`, -1: they vanish
  std::optional<bool> isSubcritical{};      ///< of a Hopf point, where it was established
  bool isBifurcation = true;                ///< false: worth a quiet word at most
  Evidence evidence = Evidence::converged;  ///< heuristic where `parameter` is only known to lie in a bracket
  std::string sentence{};                   ///< "saddle-node on invariant circle at I_ext = 39.6935"
};

struct LocateEventsOptions {
  double tolerance = 1e-6;           ///< relative, of the parameter or of the interval, whichever is larger
  int pieces = 6;                    ///< equilibria are compared at so many values between the ends at least
  bool cycles = true;                ///< folds and ends of cycles too, by searches for cycles
  const Portrait* before = nullptr;  ///< complete portraits at `from` and `to`, when there are any: saves time,
  const Portrait* after = nullptr;   ///< changes nothing
};

/// What happens to the portrait of a flow while parameter number `parameter` of `problem` moves from `from` to
/// `to`, in that order.
///  1. Equilibria at a few values are matched by Newton's method from each to the next. Where types differ or
///     an equilibrium has no partner, the interval is divided until one elementary change explains it; the change is
///     then located on its defining condition: a fold on f = 0, Df v = 0; the others by bisection along the branch.
///  2. Between those, where each branch of each saddle ends is compared; a change is narrowed down to the two saddles
///     involved, then the signed gap between their branches is brought to zero.
///  3. Cycles at the ends and between two events are followed towards one another until each arrives or ends:
///     at a fold of cycles (P(s) = s, P'(s) = 1 by Newton's method), a Hopf point, a loop (planar flows).
/// Events that undo each other between two values looked at are missed: heuristic. Nothing for maps.
/// Errors: usage (no such parameter, ends not finite); what findEquilibria and findCycles return; cancelled.
Result<std::vector<PortraitEvent>> locateEvents(const Problem& problem, int parameter, double from, double to,
                                                const LocateEventsOptions& options = {},
                                                const std::stop_token& stop = {});

}  // namespace separatrix
