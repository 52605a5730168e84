#include "ui/views/diagram_words.hpp"

#include <QCoreApplication>
#include <QStringList>

#include "core/base/number.hpp"
#include "core/figure/diagram_figure.hpp"
#include "ui/views/rich_name.hpp"

namespace separatrix {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("DiagramWords", text); }

QString shown(double value) { return QString::fromStdString(formatNumber(value, 9)).replace(QLatin1Char('-'), QChar(0x2212)); }

QString nameOf(const Diagram& diagram, int parameter) {
  const Parameter& p = diagram.problem.model->parameters[static_cast<std::size_t>(parameter)];
  return plainName(p.name, p.label);
}

QString equation(const QString& name, double value) { return QStringLiteral("%1 = %2").arg(name, shown(value)); }

}  // namespace

QString meaning(SpecialKind kind, std::optional<Criticality> criticality) {
  switch (kind) {
    case SpecialKind::fold: return tr("saddle-node (fold): two equilibria, often a stable and an unstable one, meet and vanish");
    case SpecialKind::hopf:
      if (criticality == Criticality::subcritical)
        return tr("subcritical Hopf: an equilibrium loses its stability as an unstable cycle around it shrinks to a point");
      if (criticality == Criticality::supercritical)
        return tr("supercritical Hopf: an equilibrium loses its stability and a small stable cycle grows from it");
      return tr("Hopf: an equilibrium changes its stability and a small cycle is born");
    case SpecialKind::branchPoint: return tr("branch point: two branches of equilibria cross");
    case SpecialKind::foldOfCycles: return tr("fold of cycles: two cycles, often a stable and an unstable one, meet and vanish");
    case SpecialKind::periodDoubling: return tr("period doubling: a cycle loses its stability to one of twice its period");
    case SpecialKind::neimarkSacker: return tr("Neimark–Sacker (torus): a second frequency joins that of the cycle");
    case SpecialKind::homoclinic: return tr("homoclinic: the cycle grows into a saddle, its period without bound");
    case SpecialKind::snic: return tr("saddle-node on an invariant circle: two equilibria are born on the cycle and stop it");
    case SpecialKind::periodLimit: return tr("here the longest period asked for was reached");
  }
  return {};
}

QString meaning(Codim2Kind kind) {
  switch (kind) {
    case Codim2Kind::cusp: return tr("cusp: two curves of folds meet; inside there are three equilibria, outside one");
    case Codim2Kind::bogdanovTakens: return tr("Bogdanov–Takens: a Hopf curve ends on a curve of folds, and a homoclinic curve starts");
    case Codim2Kind::generalizedHopf: return tr("generalized Hopf (Bautin): the Hopf point changes its criticality; a curve of folds of cycles starts");
    case Codim2Kind::foldHopf: return tr("fold–Hopf: a fold and a Hopf point of one equilibrium coincide");
    case Codim2Kind::hopfHopf: return tr("Hopf–Hopf: two pairs of eigenvalues cross the imaginary axis together");
    case Codim2Kind::saddleNodeHomoclinic: return tr("saddle-node homoclinic: a homoclinic curve becomes a saddle-node on an invariant circle");
  }
  return {};
}

QString tipOf(const Diagram& diagram, const SpecialPoint& special) {
  QStringList lines{meaning(special.kind, special.criticality), equation(nameOf(diagram, diagram.options.parameter), special.parameter)};
  const auto& variables = diagram.problem.model->variables;
  QStringList at;
  for (std::size_t k = 0; k < special.state.size() && k < variables.size() && k < 4; ++k)
    at << equation(plainName(variables[k].name, variables[k].label), special.state[k]);
  if (!at.isEmpty() && !special.period) lines << at.join(QStringLiteral(", "));
  if (special.period) lines << equation(tr("period"), *special.period);
  if (special.frequency) lines << equation(tr("frequency ω"), *special.frequency);
  if (special.firstLyapunov) lines << equation(tr("first Lyapunov coefficient"), *special.firstLyapunov);
  return lines.join(QLatin1Char('\n'));
}

QString tipOf(const Diagram& diagram, const Codim2Point& point) {
  QStringList lines{meaning(point.kind), equation(nameOf(diagram, diagram.options.parameter), point.first)};
  if (diagram.options.second) lines.back() += QStringLiteral(", ") + equation(nameOf(diagram, diagram.options.second->parameter), point.second);
  return lines.join(QLatin1Char('\n'));
}

QString tipOf(const Diagram&, const ParameterCurve& curve) {
  if (curve.neutralSaddle) return tr("neutral saddle: two real eigenvalues sum to zero; no bifurcation");
  return meaning(curve.kind);
}

QString tipOf(const Diagram&, const Branch& branch) {
  const QString what = branch.kind == Branch::Kind::cycles ? tr("limit cycles") : branch.kind == Branch::Kind::fixedPoints ? tr("fixed points") : tr("equilibria");
  const QString from = branch.from.empty() ? QString() : tr(", from %1").arg(QString::fromStdString(branch.from));
  return tr("branch %1 of %2%3 — click for the one here").arg(QString::fromStdString(branch.id), what, from);
}

QString summary(const Diagram& diagram) {
  QStringList points;
  const QString name = nameOf(diagram, diagram.options.parameter);
  for (const SpecialPoint& special : diagram.specialPoints)
    points << tr("%1 at %2").arg(QString::fromStdString(labelOf(special)), shown(special.parameter));
  QString text = tr("Diagram in %1 from %2 to %3: %4 branches").arg(name, shown(diagram.options.range.lo), shown(diagram.options.range.hi)).arg(diagram.branches.size());
  text += points.isEmpty() ? tr(", no special points.") : tr("; %1 special points: %2.").arg(points.size()).arg(points.join(QStringLiteral(", ")));
  return text;
}

}  // namespace separatrix
