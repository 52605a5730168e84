#include "ui/panels/inspector_text.hpp"

#include <QObject>
#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/number.hpp"
#include "core/figure/marker_role.hpp"
#include "core/figure/math_text.hpp"

namespace separatrix {
namespace {

QString words(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }
QString word(const std::string& text) { return QString::fromStdString(text); }

// A conjugate pair is one line.
void addSpectrum(InspectorRow& row, const std::vector<std::complex<double>>& values, const QString& letter) {
  for (std::size_t k = 0; k < values.size(); ++k) {
    const bool pair = k + 1 < values.size() && values[k].imag() != 0 && values[k + 1] == std::conj(values[k]);
    if (pair) {
      row.details.emplace_back(QStringLiteral("%1%2,%3").arg(letter).arg(k + 1).arg(k + 2),
                               QStringLiteral("%1 ± %2 i").arg(shown(values[k].real()), shown(std::abs(values[k].imag()))));
      ++k;
    } else {
      row.details.emplace_back(QStringLiteral("%1%2").arg(letter).arg(k + 1), shown(values[k]));
    }
  }
}

void addState(InspectorRow& row, const Problem& problem, const std::vector<double>& state) {
  const auto at = [&](int variable) { return shown(state[static_cast<std::size_t>(variable)]); };
  row.first = at(problem.plane.i);
  if (problem.plane.i != problem.plane.j) row.second = at(problem.plane.j);
  for (std::size_t k = 0; k < state.size(); ++k)
    row.details.emplace_back(word(problem.model->variables[k].name), shown(state[k], 10));
}

std::vector<Interval> extentOf(const Trajectory& trajectory, std::size_t dimension) {
  constexpr double inf = std::numeric_limits<double>::infinity();
  std::vector<Interval> extent(dimension, Interval(inf, -inf));
  for (std::size_t k = 0; k < trajectory.states.size(); ++k)
    for (std::size_t i = 0; i < dimension; ++i)
      if (const double x = trajectory.states[k][i]; std::isfinite(x))
        extent[i] = {std::min(extent[i].lo, x), std::max(extent[i].hi, x)};
  return extent;
}

}  // namespace

QString shown(double value, int digits) {
  if (!std::isfinite(value)) return QStringLiteral("—");
  QString text = word(formatNumber(value, digits));
  return text.replace(QLatin1Char('-'), QChar(0x2212));
}

QString shown(const std::complex<double>& value) {
  if (value.imag() == 0) return shown(value.real());
  return QStringLiteral("%1 %2 %3 i").arg(shown(value.real()), value.imag() < 0 ? QString(QChar(0x2212)) : QStringLiteral("+"),
                                          shown(std::abs(value.imag())));
}

InspectorSection equilibriaSection(const Portrait& portrait) {
  InspectorSection section;
  const bool isMap = portrait.problem.model->kind == ModelKind::map;
  const auto count = static_cast<int>(isMap ? portrait.fixedPoints.size() : portrait.equilibria.size());
  const Completeness& complete = isMap ? portrait.fixedPointsComplete : portrait.equilibriaComplete;
  section.title = isMap        ? QObject::tr("Fixed points: %1").arg(count)
                  : count == 1 ? QObject::tr("1 equilibrium")
                               : QObject::tr("%1 equilibria").arg(count);
  section.evidence = complete.evidence == Evidence::proved ? QObject::tr("all, proved")
                     : complete.undecided.empty()          ? words(name(complete.evidence))
                                                           : QObject::tr("%1 boxes undecided").arg(complete.undecided.size());
  for (std::size_t k = 0; k < portrait.equilibria.size() && !isMap; ++k) {
    const Equilibrium& e = portrait.equilibria[k];
    InspectorRow row{"e" + std::to_string(k + 1), markerRole(e.stability), words(name(e.type)), {}, {}, {}};
    addSpectrum(row, e.eigenvalues, QStringLiteral("λ"));
    addState(row, portrait.problem, e.state);
    row.details.emplace_back(QObject::tr("evidence"), words(name(e.evidence)));
    section.rows.push_back(std::move(row));
  }
  for (std::size_t k = 0; k < portrait.fixedPoints.size() && isMap; ++k) {
    const FixedPoint& p = portrait.fixedPoints[k];
    InspectorRow row{"p" + std::to_string(k + 1), markerRole(p.stability), words(name(p.type)), {}, {}, {}};
    addSpectrum(row, p.multipliers, QStringLiteral("μ"));
    addState(row, portrait.problem, p.state);
    row.details.emplace_back(QObject::tr("period"), QString::number(p.period));
    row.details.emplace_back(QObject::tr("evidence"), words(name(p.evidence)));
    section.rows.push_back(std::move(row));
  }
  return section;
}

InspectorSection cyclesSection(const Portrait& portrait) {
  InspectorSection section;
  const auto count = portrait.cycles.size();
  section.title = count == 1 ? QObject::tr("1 cycle") : QObject::tr("%1 cycles").arg(count);
  if (portrait.stage == PortraitStage::live) section.evidence = QObject::tr("followed");
  else section.evidence = words(name(portrait.cyclesComplete));
  for (std::size_t k = 0; k < count; ++k) {
    const Cycle& c = portrait.cycles[k];
    const Role role = c.stability == Stability::stable     ? Role::stableCycle
                      : c.stability == Stability::unstable ? Role::unstableCycle
                                                           : Role::saddleCycle;
    InspectorRow row{"c" + std::to_string(k + 1), role, QObject::tr("%1 cycle").arg(words(name(c.stability))), {}, {}, {}};
    row.first = QStringLiteral("T = %1").arg(shown(c.period, 6));
    addSpectrum(row, c.multipliers, QStringLiteral("μ"));
    if (!c.multipliers.empty()) row.second = QStringLiteral("μ %1").arg(shown(c.multipliers.front().real(), 3));
    row.details.emplace_back(QObject::tr("period"), shown(c.period, 10));
    for (std::size_t i = 0; i < c.extrema.size(); ++i)
      row.details.emplace_back(word(portrait.problem.model->variables[i].name),
                               QStringLiteral("[%1, %2]").arg(shown(c.extrema[i].lo, 6), shown(c.extrema[i].hi, 6)));
    row.details.emplace_back(QObject::tr("evidence"), words(name(c.evidence)));
    section.rows.push_back(std::move(row));
  }
  return section;
}

int basinRegion(const Basins& basins, int index) {
  if (index < 0 || index >= static_cast<int>(basins.attractors.size())) return -1;
  const BranchDestination::Kind kind = basins.attractors[static_cast<std::size_t>(index)].kind;
  return kind == BranchDestination::Kind::equilibrium || kind == BranchDestination::Kind::cycle ? index : -1;
}

InspectorSection basinsSection(const Portrait& portrait, const Basins& basins) {
  InspectorSection section;
  section.title = QObject::tr("Basins");
  section.evidence = basins.finished ? words(name(basins.evidence)) : QObject::tr("coarse");
  std::vector<int> counts(basins.attractors.size(), 0);
  for (const int cell : basins.cells)
    if (cell >= 0 && cell < static_cast<int>(counts.size())) ++counts[static_cast<std::size_t>(cell)];
  for (std::size_t k = 0; k < counts.size(); ++k) {
    const BranchDestination& to = basins.attractors[k];
    const auto index = static_cast<std::size_t>(std::max(to.index, 0));
    InspectorRow row;
    row.region = basinRegion(basins, static_cast<int>(k));
    switch (to.kind) {
      case BranchDestination::Kind::equilibrium:
        row.id = "e" + std::to_string(index + 1);
        if (index < portrait.equilibria.size()) row.what = words(name(portrait.equilibria[index].type));
        break;
      case BranchDestination::Kind::cycle:
        row.id = "c" + std::to_string(index + 1);
        row.what = QObject::tr("cycle");
        break;
      case BranchDestination::Kind::window: row.what = QObject::tr("leaves the window"); break;
      case BranchDestination::Kind::infinity: row.what = QObject::tr("goes to infinity"); break;
      case BranchDestination::Kind::unresolved: row.what = QObject::tr("not settled"); break;
    }
    row.first = QStringLiteral("%1 %").arg(shown(100.0 * counts[k] / std::max<double>(1, static_cast<double>(basins.cells.size())), 3));
    if (counts[k] > 0) section.rows.push_back(std::move(row));
  }
  return section;
}

std::vector<const Trajectory*> trajectoriesOf(const Portrait& portrait, std::size_t index) {
  std::vector<const Trajectory*> found;
  std::size_t at = 0;
  for (std::size_t k = 0; k < portrait.options.trajectories.size() && k <= index; ++k) {
    const std::size_t branches = portrait.options.trajectories[k].direction == Direction::both ? 2 : 1;
    for (std::size_t b = 0; b < branches; ++b, ++at)
      if (k == index && at < portrait.trajectories.size()) found.push_back(&portrait.trajectories[at]);
  }
  return found;
}

QString endInWords(const Portrait& portrait, const Trajectory& trajectory) {
  switch (trajectory.end) {
    case TrajectoryEnd::closed: return QObject::tr("closes on a cycle");
    case TrajectoryEnd::blewUp: return QObject::tr("leaves the numbers (blows up)");
    case TrajectoryEnd::leftBounds: return QObject::tr("leaves the window");
    case TrajectoryEnd::budgetSpent: return QObject::tr("unfinished: its budget is spent");
    case TrajectoryEnd::event: return QObject::tr("stops at an event");
    case TrajectoryEnd::time:
    case TrajectoryEnd::arrived: break;
  }
  const auto last = trajectory.states.back();
  const Equilibrium* nearest = nullptr;
  double best = std::numeric_limits<double>::infinity();
  for (const Equilibrium& e : portrait.equilibria) {
    double distance = 0;
    for (std::size_t i = 0; i < e.state.size(); ++i)
      distance = std::max(distance, std::abs(e.state[i] - last[i]) / std::max(portrait.problem.box[i].width(), 1e-300));
    if (distance < best) {
      best = distance;
      nearest = &e;
    }
  }
  const bool arrived = trajectory.end == TrajectoryEnd::arrived;
  if (!nearest || best > (arrived ? 0.02 : 1e-3)) return arrived ? QObject::tr("comes to rest") : QObject::tr("runs for all its time");
  return QObject::tr("arrives at the %1").arg(words(name(nearest->type)));
}

std::vector<std::pair<QString, QString>> trajectoryDetails(const Portrait& portrait, std::size_t index) {
  std::vector<std::pair<QString, QString>> details;
  for (const Trajectory* trajectory : trajectoriesOf(portrait, index)) {
    if (trajectory->t.empty()) continue;
    const bool backward = trajectory->t.back() < 0;
    details.emplace_back(backward ? QObject::tr("backward") : QObject::tr("end"),
                         QStringLiteral("%1, t = %2").arg(endInWords(portrait, *trajectory), shown(trajectory->t.back(), 4)));
    const auto extent = extentOf(*trajectory, portrait.problem.box.size());
    for (std::size_t i = 0; i < extent.size(); ++i)
      details.emplace_back(word(portrait.problem.model->variables[i].name),
                           QStringLiteral("[%1, %2]").arg(shown(extent[i].lo, 6), shown(extent[i].hi, 6)));
  }
  return details;
}

QString equilibriumLatex(const Problem& problem, const Equilibrium& equilibrium) {
  QString names, values, spectrum;
  for (std::size_t k = 0; k < equilibrium.state.size(); ++k) {
    const Variable& v = problem.model->variables[k];
    names += (k > 0 ? QStringLiteral(", ") : QString()) + word(symbolFor(v.name, v.label));
    values += (k > 0 ? QStringLiteral(", ") : QString()) + word(formatNumber(equilibrium.state[k], 6));
  }
  for (std::size_t k = 0; k < equilibrium.eigenvalues.size(); ++k) {
    const std::complex<double> z = equilibrium.eigenvalues[k];
    spectrum += QStringLiteral("%1\\lambda_{%2} = %3").arg(k > 0 ? QStringLiteral(",\\ ") : QString()).arg(k + 1).arg(word(formatNumber(z.real(), 6)));
    if (z.imag() != 0) spectrum += QStringLiteral(" %1 %2 i").arg(z.imag() < 0 ? QStringLiteral("-") : QStringLiteral("+"), word(formatNumber(std::abs(z.imag()), 6)));
  }
  return QStringLiteral("$(%1) = (%2)$, %3: $%4$").arg(names, values, words(name(equilibrium.type)), spectrum);
}

std::map<std::string, QString> tips(const Portrait& portrait) {
  std::map<std::string, QString> all;
  for (const InspectorSection& section : {equilibriaSection(portrait), cyclesSection(portrait)})
    for (const InspectorRow& row : section.rows) {
      QString text = QStringLiteral("<b>%1</b>").arg(row.what);
      for (const auto& [what, value] : row.details) text += QStringLiteral("<br>%1&nbsp;=&nbsp;%2").arg(what, value);
      all[row.id] = text;
    }
  const auto nameOf = [&](int variable) { return word(portrait.problem.model->variables[static_cast<std::size_t>(variable)].name); };
  all["n1"] = QObject::tr("%1-nullcline").arg(nameOf(portrait.problem.plane.i));
  all["n2"] = QObject::tr("%1-nullcline").arg(nameOf(portrait.problem.plane.j));
  for (const ManifoldBranch& branch : portrait.manifolds) {
    const bool stable = branch.kind == ManifoldBranch::Kind::stable;
    all["e" + std::to_string(branch.equilibrium + 1) + (stable ? ".stable." : ".unstable.") + (branch.side > 0 ? "+1" : "-1")] =
        stable ? QObject::tr("stable manifold of the saddle") : QObject::tr("unstable manifold of the saddle");
  }
  return all;
}

QString completenessWords(const Portrait& portrait) {
  const bool isMap = portrait.problem.model->kind == ModelKind::map;
  const Completeness& complete = isMap ? portrait.fixedPointsComplete : portrait.equilibriaComplete;
  const auto count = static_cast<int>(isMap ? portrait.fixedPoints.size() : portrait.equilibria.size());
  QString text;
  if (complete.evidence != Evidence::proved) text = QObject::tr("%1: %2 found in this window").arg(words(name(complete.evidence))).arg(count);
  else if (isMap) text = count == 1 ? QObject::tr("proved: the only fixed point in this window") : QObject::tr("proved: all %1 fixed points in this window").arg(count);
  else text = count == 1 ? QObject::tr("proved: the only equilibrium in this window") : QObject::tr("proved: all %1 equilibria in this window").arg(count);
  if (complete.evidence == Evidence::proved && count == 0) text = isMap ? QObject::tr("proved: no fixed point in this window") : QObject::tr("proved: no equilibrium in this window");
  if (isMap || portrait.problem.model->dimension() < 2 || portrait.stage == PortraitStage::live) return text;
  return text + QObject::tr("; cycles: %1, %2").arg(portrait.cycles.size()).arg(words(name(portrait.cyclesComplete)));
}

QString summary(const Portrait& portrait) {
  QString text;
  for (const InspectorSection& section : {equilibriaSection(portrait), cyclesSection(portrait)}) {
    text += section.title;
    for (const InspectorRow& row : section.rows) text += QStringLiteral("; %1 %2 %3").arg(row.what, row.first, row.second);
    text += QStringLiteral(". ");
  }
  return text.trimmed();
}

}  // namespace separatrix
