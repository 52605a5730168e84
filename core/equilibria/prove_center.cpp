#include "core/equilibria/prove_center.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/number.hpp"
#include "core/equilibria/careful_enclosure.hpp"

namespace separatrix {
namespace {

constexpr double kSmallTrace = 1e-6;  // of the Jacobian: worth looking
constexpr std::array<int, 5> kPowers = {0, -1, 1, -2, 2};

// Df is bounded with det Df > 0 on a box around the equilibrium, and f does not jump there.
bool hasPositiveDeterminant(const Problem& problem, const Box& enclosure) {
  const Field field = problem.field();
  Box box = enclosure;
  for (std::size_t i = 0; i < 2; ++i) {
    const double margin = 1e-13 * (problem.box[i].width() + box[i].magnitude());
    box[i] = {box[i].lo - margin, box[i].hi + margin};
  }
  const CarefulEnclosure careful(field.share(field.program().field), field.parameters());
  if (careful.mayJump(box)) return false;
  std::array<Interval, 6> out;
  field.intervalsWithJacobian()(box.data(), out.data());
  return (out[2] * out[5] - out[3] * out[4]).lo > 0;
}

}  // namespace

bool CenterProver::holds(std::array<double, 3> question, const std::function<bool()>& answer) {
  const auto [place, isNew] = known_.try_emplace(question, false);
  if (isNew) place->second = answer();
  return place->second;
}

std::string CenterProver::power(std::size_t i, int exponent) const {
  return exponent == 0 ? "" : nameOf(i) + "^" + std::to_string(exponent);
}

//   div(x^a y^b f) = x^(a-1) y^(b-1) (x y div f + a y f_1 + b x f_2)
std::optional<std::string> CenterProver::byIntegral(const Equilibrium& e) {
  if (holds({0, 0, 0}, [&] { return field_->isZero(divergence_); }))
    return "the field is Hamiltonian (its divergence is zero), with an extremum of the first integral there";
  Graph& g = field_->graph();
  const auto times = [&g](Graph::Id a, Graph::Id b) { return g.apply(Operation::multiply, a, b); };
  const auto sum = [&g](Graph::Id a, Graph::Id b) { return g.apply(Operation::add, a, b); };
  const Graph::Id scaled = times(times(x_, y_), divergence_), yf = times(y_, f_[0]), xg = times(x_, f_[1]);
  for (const int a : kPowers)
    for (const int b : kPowers) {
      if ((a == 0 && b == 0) || (a != 0 && (*e.enclosure)[0].contains(0.0)) || (b != 0 && (*e.enclosure)[1].contains(0.0))) continue;
      const auto isIntegrated = [&] { return field_->isZero(sum(scaled, sum(times(field_->number(a), yf), times(field_->number(b), xg)))); };
      if (holds({1, static_cast<double>(a), static_cast<double>(b)}, isIntegrated))
        return "the field times " + power(0, a) + (a != 0 && b != 0 ? " " : "") + power(1, b) +
               " has no divergence, so there is a first integral, with an extremum there";
    }
  return std::nullopt;
}

// A number with a short binary fraction at the equilibrium, where there is one.
std::optional<double> CenterProver::shortNumberAt(const Equilibrium& e, std::size_t i) const {
  const double rounded = std::round(e.state[i] * 1024) / 1024;
  return std::fabs(rounded - e.state[i]) <= 1e-9 * problem_.box[i].width() ? std::optional(rounded) : std::nullopt;
}

// f(x, y) + R f = 0 with the expressions x, y in place of the states, R row-major with entries 0, 1, -1.
bool CenterProver::isReversedBy(Graph::Id x, Graph::Id y, std::array<double, 4> R) {
  Graph& g = field_->graph();
  const std::vector<Graph::Id> image = field_->at(std::array{x, y});
  for (const std::size_t row : {0u, 1u}) {
    const std::size_t column = R[2 * row] != 0 ? 0 : 1;
    const Operation operation = R[2 * row + column] > 0 ? Operation::add : Operation::subtract;
    if (!field_->isZero(g.apply(operation, image[row], f_[column]))) return false;
  }
  return true;
}

std::string CenterProver::reflection(std::size_t i, double mirror) const {
  return "the field is reversible: reflection in " + nameOf(i) + " = " + formatNumber(mirror) + " reverses time, and the point lies on the mirror";
}

std::optional<std::string> CenterProver::byReversor(const Equilibrium& e, const Box& unique) {
  const Interval &X = (*e.enclosure)[0], &Y = (*e.enclosure)[1];
  const auto isIn = [&unique](const Interval& x, const Interval& y) { return unique[0].contains(x) && unique[1].contains(y); };
  Graph& g = field_->graph();
  const auto mirrored = [&](double mirror, Graph::Id z) { return g.apply(Operation::subtract, field_->number(2 * mirror), z); };
  const auto negative = [&](Graph::Id z) { return g.apply(Operation::negate, z); };
  const std::optional<double> x0 = shortNumberAt(e, 0), y0 = shortNumberAt(e, 1);
  if (y0 && isIn(X, Interval(2 * *y0) - Y) && holds({2, *y0, 0}, [&] { return isReversedBy(x_, mirrored(*y0, y_), {1, 0, 0, -1}); }))
    return reflection(1, *y0);
  if (x0 && isIn(Interval(2 * *x0) - X, Y) && holds({3, *x0, 0}, [&] { return isReversedBy(mirrored(*x0, x_), y_, {-1, 0, 0, 1}); }))
    return reflection(0, *x0);
  if (isIn(Y, X) && holds({4, 0, 0}, [&] { return isReversedBy(y_, x_, {0, 1, 1, 0}); }))
    return "the field is reversible: exchanging " + nameOf(0) + " and " + nameOf(1) + " reverses time, and the point lies on the mirror";
  if (isIn(-Y, -X) && holds({5, 0, 0}, [&] { return isReversedBy(negative(y_), negative(x_), {0, -1, -1, 0}); }))
    return "the field is reversible: exchanging " + nameOf(0) + " and -" + nameOf(1) + " reverses time, and the point lies on the mirror";
  return std::nullopt;
}

std::optional<std::string> CenterProver::prove(const Equilibrium& e, const Box& unique) {
  const std::vector<double>& J = e.jacobian;
  const Model& model = *problem_.model;
  if (J.size() != 4 || !e.enclosure || model.kind == ModelKind::map || model.dependsOnTime) return std::nullopt;
  const double norm = std::max({std::fabs(J[0]), std::fabs(J[1]), std::fabs(J[2]), std::fabs(J[3])});
  if (!(std::fabs(J[0] + J[3]) <= kSmallTrace * norm) || !(J[0] * J[3] - J[1] * J[2] > 0)) return std::nullopt;
  if (!hasPositiveDeterminant(problem_, *e.enclosure)) return std::nullopt;
  if (!field_) {
    field_ = std::make_unique<SymbolicField>(problem_.field());
    x_ = field_->state(0);
    y_ = field_->state(1);
    if (field_->isUsable()) {
      f_ = field_->atStates();
      const std::vector<Graph::Id> D = differentiate(field_->graph(), f_, std::array{x_, y_});
      divergence_ = field_->graph().apply(Operation::add, D[0], D[3]);
    }
  }
  if (f_.empty()) return std::nullopt;
  if (std::optional<std::string> words = byIntegral(e)) return words;
  return byReversor(e, unique);
}

}  // namespace separatrix
