#include "core/continuation/singular_curve.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "core/continuation/branch_spectrum.hpp"
#include "core/continuation/locate_special.hpp"
#include "core/equilibria/normal_forms.hpp"
#include "core/model/evaluate_jet.hpp"

namespace separatrix {
namespace {

using Complex = std::complex<double>;
constexpr double kLargestStep = 0.02;
constexpr std::size_t kMostNodes = 5'000;
enum FoldTest : std::size_t { kCusp, kDoubleZero };
enum PairTest : std::size_t { kKappa, kThirdZero, kLyapunov };

}  // namespace

SingularCurveFollower::SingularCurveFollower(const Problem& problem, const Unfolding& unfolding, Singularity kind,
                                             const Box& window, const std::stop_token& stop)
    : problem_(problem),
      unfolding_(unfolding),
      kind_(kind),
      stop_(stop),
      n_(static_cast<std::size_t>(unfolding.n)),
      equations_(unfolding, kind),
      window_(window) {
  for (const Interval& side : window) scale_.push_back(std::max(side.width(), 1e-9 * std::max(1.0, side.magnitude())));
}

bool SingularCurveFollower::start(const std::vector<double>& z, Complex lambda, SingularNode& node) {
  const bool isMap = unfolding_.iterations > 0;
  if (!equations_.start(z, isMap ? lambda - 1.0 : lambda)) return false;
  std::vector<double> scale = scale_, from = z;
  if (kind_ == Singularity::pair) {
    from.push_back(isMap ? lambda.real() / std::abs(lambda) : lambda.imag() * lambda.imag());
    scale.push_back(isMap ? 1.0 : std::max(std::norm(lambda), 1e-300));
  }
  tracer_.emplace(equations_, window_, scale, kLargestStep);
  // With one of the parameters fixed: the one in which the curve does not turn.
  double best = 0;
  for (const std::size_t k : {n_ + 1, n_}) {
    std::vector<double> moved = from;
    if (!tracer_->arc().correctAt(moved, k, from[k]) || tracer_->distance(moved, from) > 1e-4) continue;
    const CurveNode here = tracer_->here(moved);
    if (std::fabs(here.tangent[k]) <= best) continue;
    best = std::fabs(here.tangent[k]);
    static_cast<CurveNode&>(node) = here;
  }
  if (best == 0) return false;
  measure(node);
  equations_.adapt();
  measure(node);
  return true;
}

std::vector<Complex> SingularCurveFollower::otherValues(const SingularNode& node) const {
  std::vector<Complex> values = criticalValues(equations_.jacobian(), n_, n_, unfolding_.iterations > 0);
  if (kind_ == Singularity::pair && !values.empty()) {
    const double kappa = node.z.back();
    const Complex target = unfolding_.iterations > 0 ? Complex(kappa, std::sqrt(std::max(0.0, 1 - kappa * kappa)))
                                                     : Complex(0, std::sqrt(std::max(0.0, kappa)));
    for (const Complex wanted : {target, std::conj(target)}) {
      if (values.empty()) break;
      values.erase(std::ranges::min_element(values, {}, [&](const Complex& v) { return std::abs(v - wanted); }));
    }
  }
  return values;
}

// The test functions at a node. The equations are evaluated there once more: Newton's last step went on from
// where they were.
void SingularCurveFollower::measure(SingularNode& node) {
  std::vector<double> g(equations_.equations()), Dg(equations_.equations() * equations_.unknowns());
  if (!equations_.evaluate(node.z.data(), g.data(), Dg.data())) return;
  const bool isMap = unfolding_.iterations > 0;
  const std::vector<double> state(node.z.begin(), node.z.begin() + static_cast<std::ptrdiff_t>(n_));
  node.tests.assign(3, 0.0);
  node.turning = 0;
  if (n_ > 2 && !isMap)
    for (const Complex& v : otherValues(node)) node.turning += static_cast<int>(v.imag() > 0 && v.real() > 0);
  if (kind_ == Singularity::flip || (kind_ == Singularity::pair && isMap)) return;
  const Field field(problem_.model->program, parametersAt(unfolding_, node.z));
  const DerivativeForms forms(field, unfolding_.iterations, state);
  if (kind_ == Singularity::zero) {
    const std::vector<double> v = equations_.right(), w = equations_.left();
    const DerivativeForms::Vector q(v.begin(), v.end()), B = forms({q, q});
    for (std::size_t i = 0; i < n_; ++i) {
      node.tests[kCusp] += w[i] * B[i].real();
      node.tests[kDoubleZero] += isMap ? 0 : w[i] * v[i];
    }
    return;
  }
  const double kappa = node.z.back();
  node.tests[kKappa] = kappa;
  if (n_ > 2) {
    DenseLu lu;
    const bool regular = lu.factor(equations_.jacobian(), n_);
    node.tests[kThirdZero] = regular ? lu.determinantSign() * (kappa < 0 ? -1.0 : 1.0) : 0.0;
  }
  if (kappa > 0)
    if (const auto form = hopfForm(forms, equations_.jacobian(), std::sqrt(kappa)))
      node.tests[kLyapunov] = form->firstLyapunov;
}

std::optional<SingularCurve> SingularCurveFollower::follow(const std::vector<double>& z, Complex lambda) {
  SingularCurve curve;
  SingularNode node;
  if (!start(z, lambda, node)) return curve;
  bool closed = false;
  std::vector<SingularNode> forward = {node}, backward = {node};
  if (!run(node, forward, curve.codim2, closed)) return std::nullopt;
  if (!closed) {
    SingularNode first = node;
    if (!start(z, lambda, first)) first = node;
    if (product(first.tangent, node.tangent) > 0)
      for (double& t : first.tangent) t = -t;
    first.sign = 0;
    if (!run(first, backward, curve.codim2, closed)) return std::nullopt;
  }
  for (std::size_t k = backward.size(); k-- > 1;) curve.nodes.push_back(std::move(backward[k]));
  std::ranges::move(forward, std::back_inserter(curve.nodes));
  return curve;
}

bool SingularCurveFollower::run(SingularNode a, std::vector<SingularNode>& nodes, std::vector<Codim2Point>& codim2,
                                bool& closed) {
  const SingularNode first = a;
  SingularNode b;
  tracer_->restart();
  while (nodes.size() < kMostNodes) {
    if (stop_.stop_requested()) return false;
    bool accepted = tracer_->advance(a, b);
    std::optional<std::size_t> exit;
    if (accepted) {
      measure(b);
      if (!tracer_->isInside(b.z)) {
        CurveNode border;
        exit = tracer_->exitBetween(a, b, border);
        accepted = exit.has_value();
        if (accepted) static_cast<CurveNode&>(b) = border;
        if (accepted) measure(b);
      }
    }
    if (!accepted) {
      if (tracer_->isStuck()) return true;
      tracer_->shorten();
      continue;
    }
    closed = !exit && nodes.size() > 3 && tracer_->closes(first, a, b);
    std::vector<SingularNode> between;
    locate(a, b, between, codim2);
    std::ranges::move(between, std::back_inserter(nodes));
    if (closed) b = first;
    nodes.push_back(b);
    if (exit || closed) return true;
    tracer_->accept(a, b);
    if (!between.empty()) measure(b);
    equations_.adapt();  // borders follow the null vectors, the test functions keep their signs
    a = b;
  }
  return true;
}

// A zero of one test function on the curve between a and b, by the Illinois variant of the regula falsi.
std::optional<SingularNode> SingularCurveFollower::zeroBetween(const SingularNode& a, const SingularNode& b,
                                                               std::size_t test, double& error) {
  double s0 = 0, s1 = 1, f0 = a.tests[test], f1 = b.tests[test];
  std::vector<double> normal(a.z.size());
  for (std::size_t i = 0; i < normal.size(); ++i) normal[i] = a.tangent[i] + b.tangent[i];
  SingularNode node;
  std::vector<double> last = a.z;
  int side = 0;
  for (int k = 0; k < 80; ++k) {
    const double s = std::clamp((s0 * f1 - s1 * f0) / (f1 - f0), s0, s1);
    std::vector<double> z = tracer_->interpolate(a, b, s);
    if (!tracer_->arc().correct(z, normal)) return std::nullopt;
    static_cast<CurveNode&>(node) = tracer_->here(z);
    measure(node);
    const double f = node.tests[test];
    error = tracer_->distance(z, last);
    last = z;
    if (f == 0 || error < 1e-14 || s1 - s0 < 1e-14) return node;
    if ((f > 0) == (f1 > 0)) {
      s1 = s;
      f1 = f;
      if (side == 1) f0 /= 2;
      side = 1;
    } else {
      s0 = s;
      f0 = f;
      if (side == -1) f1 /= 2;
      side = -1;
    }
  }
  return node;
}

void SingularCurveFollower::locate(const SingularNode& a, const SingularNode& b, std::vector<SingularNode>& between,
                                   std::vector<Codim2Point>& codim2) {
  const auto changes = [&](std::size_t test) { return a.tests[test] * b.tests[test] < 0; };
  const auto add = [&](Codim2Kind kind, std::size_t test) {
    double error = 0;
    auto node = zeroBetween(a, b, test, error);
    if (!node) return;
    codim2.push_back(describe(kind, *node, error));
    if (kind == Codim2Kind::bogdanovTakens && kind_ == Singularity::pair) node->z.back() = 0;
    between.push_back(std::move(*node));
  };
  const bool isMap = unfolding_.iterations > 0;
  if (kind_ == Singularity::zero) {
    if (changes(kCusp)) add(Codim2Kind::cusp, kCusp);
    if (changes(kDoubleZero)) add(Codim2Kind::bogdanovTakens, kDoubleZero);
  }
  if (kind_ == Singularity::pair && !isMap) {
    if (changes(kKappa)) add(Codim2Kind::bogdanovTakens, kKappa);
    else if (b.z.back() > 0 && changes(kLyapunov) && !changes(kThirdZero)) add(Codim2Kind::generalizedHopf, kLyapunov);
    if (!changes(kKappa) && b.z.back() > 0 && changes(kThirdZero)) add(Codim2Kind::foldHopf, kThirdZero);
  }
  if (a.turning != b.turning && !isMap && (kind_ == Singularity::zero || b.z.back() > 0)) {
    // Bisection on the count of pairs.
    double s0 = 0, s1 = 1, error = 1;
    std::vector<double> normal(a.z.size());
    for (std::size_t i = 0; i < normal.size(); ++i) normal[i] = a.tangent[i] + b.tangent[i];
    SingularNode node;
    for (int k = 0; k < 50; ++k) {
      const double s = (s0 + s1) / 2;
      std::vector<double> z = tracer_->interpolate(a, b, s);
      if (!tracer_->arc().correct(z, normal)) return;
      static_cast<CurveNode&>(node) = tracer_->here(z);
      measure(node);
      (node.turning == a.turning ? s0 : s1) = s;
      error = s1 - s0;
    }
    // A pair that only becomes real passes no axis.
    double nearest = 1e300;
    double size = 0;
    for (const Complex& v : otherValues(node)) {
      size = std::max(size, std::abs(v));
      if (v.imag() > 0) nearest = std::min(nearest, std::fabs(v.real()));
    }
    if (nearest > 1e-6 * size) return;
    codim2.push_back(describe(kind_ == Singularity::zero ? Codim2Kind::foldHopf : Codim2Kind::hopfHopf, node, error));
    between.push_back(std::move(node));
  }
}

Codim2Point SingularCurveFollower::describe(Codim2Kind kind, const SingularNode& node, double error) {
  Codim2Point point;
  point.kind = kind;
  point.first = node.z[n_];
  point.second = node.z[n_ + 1];
  point.error = std::max(error, 1e-14) * std::max(scale_[n_], scale_[n_ + 1]);
  point.state.assign(node.z.begin(), node.z.begin() + static_cast<std::ptrdiff_t>(n_));
  const Field field(problem_.model->program, parametersAt(unfolding_, node.z));
  const DerivativeForms forms(field, unfolding_.iterations, point.state);
  const std::vector<double>& A = equations_.jacobian();
  const double omega = kind_ == Singularity::pair ? std::sqrt(std::max(0.0, node.z.back())) : 0;
  const auto add = [&](const char* name, double value) {
    if (std::isfinite(value)) point.coefficients.emplace_back(name, value);
  };
  double other = 0;  // the frequency of the second pair
  double nearest = 1e300;
  for (const Complex& v : otherValues(node))
    if (v.imag() > 0 && std::fabs(v.real()) < nearest) {
      nearest = std::fabs(v.real());
      other = v.imag();
    }
  if (kind == Codim2Kind::cusp && unfolding_.iterations == 0)
    if (const auto c = cuspCoefficient(forms, A)) add("c", *c);
  if (kind == Codim2Kind::bogdanovTakens)
    if (const auto form = bogdanovTakensForm(forms, A)) {
      add("a", form->a);
      add("b", form->b);
    }
  if (kind == Codim2Kind::generalizedHopf)
    if (const auto l2 = secondLyapunov(forms, A, omega)) add("l2", *l2);
  if (kind == Codim2Kind::foldHopf)
    if (const auto form = foldHopfForm(forms, A, kind_ == Singularity::pair ? omega : other)) {
      add("s", form->s);
      add("theta", form->theta);
    }
  if (kind == Codim2Kind::hopfHopf)
    if (const auto form = hopfHopfForm(forms, A, omega, other)) {
      add("p11", form->p11);
      add("p22", form->p22);
      add("theta", form->theta);
      add("delta", form->delta);
    }
  return point;
}

bool SingularCurveFollower::passes(const SingularCurve& curve, const std::vector<double>& z) {
  for (std::size_t k = 1; k < curve.nodes.size(); ++k) {
    const SingularNode &a = curve.nodes[k - 1], &b = curve.nodes[k];
    for (const std::size_t held : {n_ + 1, n_}) {
      const double from = a.z[held], to = b.z[held];
      if (!(std::min(from, to) <= z[held] && z[held] <= std::max(from, to)) || from == to) continue;
      double far = 0;
      const double s = (z[held] - from) / (to - from);
      for (std::size_t i = 0; i < z.size(); ++i)
        far = std::max(far, std::fabs(a.z[i] + s * (b.z[i] - a.z[i]) - z[i]) / scale_[i]);
      if (far < 2e-3) return true;
    }
  }
  return false;
}

}  // namespace separatrix
