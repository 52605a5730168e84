#include "core/phaseplane/events.hpp"

#include <algorithm>
#include <cmath>
#include <complex>
#include <iterator>
#include <limits>
#include <utility>

#include "core/base/number.hpp"
#include "core/equilibria/normal_forms.hpp"
#include "core/phaseplane/events_branches.hpp"
#include "core/phaseplane/events_cycles.hpp"
#include "core/phaseplane/events_equilibria.hpp"
#include "core/phaseplane/events_family.hpp"

namespace separatrix {
namespace {

using Kind = PortraitEventKind;
using Events = std::vector<PortraitEvent>;

constexpr double kBeside = 1e-3;  // of the interval: where a fold's invariant circle is looked for
constexpr int kDigits = 6;

void sortAlong(const ProblemFamily& family, Events& events) {
  std::ranges::stable_sort(events,
                           [&](const auto& a, const auto& b) { return family.isBefore(a.parameter, b.parameter); });
}

// The room on either side of event k before the next bifurcation.
double roomBeside(const ProblemFamily& family, const Events& events, std::size_t k) {
  double room = family.length();
  for (std::size_t j = 0; j < events.size(); ++j)
    if (j != k && events[j].isBifurcation) room = std::min(room, std::fabs(events[j].parameter - events[k].parameter));
  return room;
}

// The sign of the first Lyapunov coefficient, where it can be told from 0.
std::optional<bool> isSubcriticalHopf(const ProblemFamily& family, const PortraitEvent& event) {
  const std::optional<Equilibrium> e = EquilibriumPath(family, event.parameter, event.state).at(event.parameter);
  if (!e) return std::nullopt;
  double frequency = 0, nearest = std::numeric_limits<double>::infinity();
  for (const std::complex<double>& lambda : e->eigenvalues) {
    if (lambda.imag() <= 0 || std::fabs(lambda.real()) >= nearest) continue;
    nearest = std::fabs(lambda.real());
    frequency = lambda.imag();
  }
  if (!(frequency > 0)) return std::nullopt;
  const DerivativeForms forms(family.at(event.parameter).field(), 1, e->state);
  const std::optional<HopfForm> form = hopfForm(forms, e->jacobian, frequency);
  if (!form || !(std::fabs(form->firstLyapunov) > form->rounding)) return std::nullopt;
  return form->firstLyapunov > 0;
}

Result<void> classify(const ProblemFamily& family, Events& events, const std::stop_token& stop) {
  for (std::size_t k = 0; k < events.size(); ++k) {
    PortraitEvent& event = events[k];
    if (event.kind == Kind::hopf) event.isSubcritical = isSubcriticalHopf(family, event);
    if (event.kind != Kind::fold) continue;
    const double room = std::min(kBeside * family.length(), 0.3 * roomBeside(family, events, k));
    const Result<bool> circle = isOnInvariantCircle(family, event, room, stop);
    if (!circle) return std::unexpected(circle.error());
    if (*circle) event.kind = Kind::snic;
  }
  return {};
}

std::string phraseOf(const PortraitEvent& event) {
  switch (event.kind) {
    case Kind::fold: return "saddle-node";
    case Kind::snic: return "saddle-node on invariant circle";
    case Kind::branchPoint: return event.appears == 0 ? "branches of equilibria cross" : "branches of equilibria meet";
    case Kind::hopf:
      if (!event.isSubcritical) return "Hopf bifurcation";
      return *event.isSubcritical ? "subcritical Hopf bifurcation" : "supercritical Hopf bifurcation";
    case Kind::foldOfCycles: return "fold of cycles";
    case Kind::homoclinic: return "homoclinic loop of a saddle";
    case Kind::connection: return "connection between two saddles";
    case Kind::cycleEnds: return event.appears > 0 ? "a cycle appears" : "a cycle vanishes";
    case Kind::nodeFocus: return event.appears > 0 ? "node becomes focus" : "focus becomes node";
    case Kind::border:
      return event.appears > 0 ? "an equilibrium enters the window" : "an equilibrium leaves the window";
  }
  return {};
}

// "subcritical Hopf bifurcation at I_ext = 85.1032"; with what is known of the place where it is only a bracket.
std::string sentenceOf(const ProblemFamily& family, const PortraitEvent& event) {
  const std::string& parameter = family.problem.model->parameters[static_cast<std::size_t>(family.parameter)].name;
  std::string text = phraseOf(event);
  if (event.kind == Kind::homoclinic && !event.state.empty()) {
    std::string place;
    for (const double x : event.state) place += (place.empty() ? "(" : ", ") + formatNumber(x, 4);
    text = "homoclinic loop of the saddle near " + place + ")";
  }
  text += " at " + parameter + " = " + formatNumber(event.parameter, kDigits);
  if (event.error > family.accuracy(event.parameter)) text += " (to " + formatNumber(event.error, 2) + ")";
  return text;
}

std::optional<Error> refusal(const Problem& problem, int parameter, double from, double to) {
  const auto count = static_cast<int>(problem.model->parameters.size());
  if (parameter < 0 || parameter >= count)
    return Error{Error::Code::usage, "The model has no parameter number " + std::to_string(parameter) + "."};
  if (!std::isfinite(from) || !std::isfinite(to) || !std::isfinite(to - from))
    return Error{Error::Code::usage, "The interval of " +
                                         problem.model->parameters[static_cast<std::size_t>(parameter)].name +
                                         " has no finite ends."};
  return std::nullopt;
}

}  // namespace

std::string_view name(PortraitEventKind kind) {
  switch (kind) {
    case Kind::fold: return "fold";
    case Kind::snic: return "snic";
    case Kind::branchPoint: return "branch_point";
    case Kind::hopf: return "hopf";
    case Kind::foldOfCycles: return "fold_of_cycles";
    case Kind::homoclinic: return "homoclinic";
    case Kind::connection: return "connection";
    case Kind::cycleEnds: return "cycle_ends";
    case Kind::nodeFocus: return "node_focus";
    case Kind::border: return "border";
  }
  return "";
}

Result<Events> locateEvents(const Problem& problem, int parameter, double from, double to,
                            const LocateEventsOptions& options, const std::stop_token& stop) {
  if (std::optional<Error> error = refusal(problem, parameter, from, to)) return std::unexpected(std::move(*error));
  if (from == to || problem.model->kind == ModelKind::map) return Events{};
  const ProblemFamily family{problem, parameter, from, to, options.tolerance};

  Result<Events> events = locateEquilibriumEvents(family, options, stop);
  if (!events) return events;
  if (const Result<void> done = classify(family, *events, stop); !done) return std::unexpected(done.error());
  Result<Events> connections = locateConnections(family, *events, stop);
  if (!connections) return connections;
  std::ranges::move(*connections, std::back_inserter(*events));
  sortAlong(family, *events);
  if (options.cycles) {
    Result<Events> cycles = locateCycleEvents(family, options, *events, stop);
    if (!cycles) return cycles;
    std::ranges::move(*cycles, std::back_inserter(*events));
    sortAlong(family, *events);
  }
  if (stop.stop_requested())
    return std::unexpected(Error{Error::Code::cancelled, "The events were not located: they are not wanted any more."});
  for (PortraitEvent& event : *events) event.sentence = sentenceOf(family, event);
  return events;
}

}  // namespace separatrix
