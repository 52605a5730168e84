#include "core/equilibria/trace_continuum.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace separatrix {
namespace {

using Vector = std::vector<double>;

constexpr double kStep = 0.005;        // of the window
constexpr double kSamePoint = 0.004;
constexpr double kShortest = 0.02;     // shorter curves are not believed
constexpr int kMostSteps = 1200;       // to each side
constexpr std::size_t kMostCurves = 16;
constexpr double kRankTolerance = 1e-9;

double dot(const Vector& a, const Vector& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

// All lengths below are fractions of the window.
class Tracer {
 public:
  Tracer(const EnclosedEquations& equations, const ValuesAndJacobian& f, const Box& window)
      : equations_(equations), f_(f), window_(window), n_(window.size()), J_(n_ * n_), value_(n_), point_(n_), enclosure_(n_) {}

  Continuum run(const Box& region) {
    Continuum result;
    int zeros = 0, starts = 0;
    for (const Vector& start : lattice(region)) {
      ++starts;
      if (isZero(start)) ++zeros;
    }
    result.vanishes = zeros == starts && isWide(region);
    if (result.vanishes) return result;
    for (Vector start : lattice(region)) {
      if (result.curves.size() == kMostCurves) break;
      if (!descend(start) || !isInside(start, 1e-9) || isOn(result.curves, start)) continue;
      const std::optional<Vector> t = nullVector(start);
      if (t) add(result.curves, start, *t);
    }
    return result;
  }

 private:
  // Points spread over the region, off its symmetric places.
  std::vector<Vector> lattice(const Box& region) const {
    const int side = n_ == 1 ? 9 : n_ == 2 ? 7 : 3;
    std::vector<Vector> points{{}};
    for (std::size_t i = 0; i < n_; ++i) {
      std::vector<Vector> longer;
      for (const Vector& p : points)
        for (int k = 0; k < side; ++k) {
          longer.push_back(p);
          longer.back().push_back(region[i].lo + region[i].width() * (k + 0.437) / side);
        }
      points = std::move(longer);
    }
    return points;
  }

  bool isWide(const Box& region) const {
    for (std::size_t i = 0; i < n_; ++i)
      if (region[i].width() < kShortest * window_[i].width()) return false;
    return true;
  }

  double scale(std::size_t i) const { return std::max(window_[i].width(), 1e-300); }

  bool evaluate(const Vector& x) {
    f_(x.data(), value_.data(), J_.data());
    for (std::size_t i = 0; i < n_; ++i)
      for (std::size_t j = 0; j < n_; ++j) J_[i * n_ + j] *= scale(j);
    return std::ranges::all_of(value_, [](double v) { return std::isfinite(v); }) && std::ranges::all_of(J_, [](double v) { return std::isfinite(v); });
  }

  // Zero as far as rounding lets one see, or next to nothing of what f varies over one step.
  bool isZero(const Vector& x) {
    for (std::size_t i = 0; i < n_; ++i) point_[i] = x[i];
    equations_.values(point_.data(), enclosure_.data());
    const auto isRounding = [](const Interval& y) { return y.isBounded() && std::fabs(y.middle()) <= 4 * y.width() + 1e-300; };
    if (std::ranges::all_of(enclosure_, isRounding)) return true;
    if (!evaluate(x)) return false;
    for (std::size_t i = 0; i < n_; ++i) {
      double variation = 0;
      for (std::size_t j = 0; j < n_; ++j) variation += std::fabs(J_[i * n_ + j]) * kStep;
      if (!isRounding(enclosure_[i]) && !(std::fabs(value_[i]) <= 1e-12 * variation)) return false;
    }
    return true;
  }

  bool isInside(const Vector& x, double slack) const {
    for (std::size_t i = 0; i < n_; ++i)
      if (x[i] < window_[i].lo - slack * scale(i) || x[i] > window_[i].hi + slack * scale(i)) return false;
    return true;
  }

  double distance(const Vector& a, const Vector& b) const {
    double sum = 0;
    for (std::size_t i = 0; i < n_; ++i) sum = std::hypot(sum, (a[i] - b[i]) / scale(i));
    return sum;
  }

  bool isOn(const std::vector<Curve>& curves, const Vector& x) const {
    for (const Curve& curve : curves)
      for (std::size_t k = 0; k < curve.size(); ++k)
        if (distance(Vector(curve[k].begin(), curve[k].end()), x) <= kSamePoint) return true;
    return false;
  }

  //   (J' J + c) d = J' f,   c = small^2 or t t'
  bool correct(Vector& x, const Vector* t) {
    if (!evaluate(x)) return false;
    Vector M(n_ * n_), d(n_);
    double largest = 0;
    for (std::size_t i = 0; i < n_; ++i)
      for (std::size_t j = 0; j < n_; ++j) {
        for (std::size_t k = 0; k < n_; ++k) M[i * n_ + j] += J_[k * n_ + i] * J_[k * n_ + j];
        largest = std::max(largest, std::fabs(M[i * n_ + j]));
      }
    for (std::size_t i = 0; i < n_; ++i) {
      for (std::size_t k = 0; k < n_; ++k) d[i] += J_[k * n_ + i] * value_[k];
      for (std::size_t j = 0; j < n_; ++j)
        if (t != nullptr) M[i * n_ + j] += largest * (*t)[i] * (*t)[j];
      M[i * n_ + i] += 1e-14 * largest + 1e-300;
    }
    if (!solveInPlace(M, d)) return false;
    for (std::size_t i = 0; i < n_; ++i) x[i] -= d[i] * scale(i);
    return true;
  }

  bool descend(Vector& x, const Vector* t = nullptr) {
    for (int step = 0; step < (t == nullptr ? 60 : 12); ++step) {
      if (isZero(x)) return true;
      if (!correct(x, t) || !isInside(x, 1)) return false;
    }
    return isZero(x);
  }

  // The unit vector that J does not see, when there is exactly one: elimination with full pivots.
  std::optional<Vector> nullVector(const Vector& x) {
    if (!evaluate(x)) return std::nullopt;
    Vector A = J_;
    std::vector<std::size_t> column(n_);
    for (std::size_t j = 0; j < n_; ++j) column[j] = j;
    const auto at = [&](std::size_t i, std::size_t j) -> double& { return A[i * n_ + column[j]]; };
    double largest = 0;
    for (const double a : A) largest = std::max(largest, std::fabs(a));
    for (std::size_t k = 0; k < n_; ++k) {
      std::size_t p = k, q = k;
      for (std::size_t i = k; i < n_; ++i)
        for (std::size_t j = k; j < n_; ++j)
          if (std::fabs(at(i, j)) > std::fabs(at(p, q))) p = i, q = j;
      const bool isSmall = std::fabs(at(p, q)) <= kRankTolerance * largest;
      if (k + 1 == n_ ? !isSmall : isSmall) return std::nullopt;
      if (k + 1 == n_) break;
      std::swap(column[k], column[q]);
      for (std::size_t j = 0; j < n_; ++j) std::swap(A[k * n_ + j], A[p * n_ + j]);
      for (std::size_t i = k + 1; i < n_; ++i) {
        const double factor = at(i, k) / at(k, k);
        for (std::size_t j = k; j < n_; ++j) at(i, j) -= factor * at(k, j);
      }
    }
    Vector t(n_);
    t[column[n_ - 1]] = 1;
    for (std::size_t k = n_ - 1; k-- > 0;) {
      double sum = 0;
      for (std::size_t j = k + 1; j < n_; ++j) sum += at(k, j) * t[column[j]];
      t[column[k]] = -sum / at(k, k);
    }
    const double length = std::sqrt(dot(t, t));
    for (double& component : t) component /= length;
    return t;
  }

  // Points from `start` on along `t` until the window ends, the curve ends or closes.
  std::vector<Vector> follow(Vector x, Vector t, bool& isClosed) {
    std::vector<Vector> points{clamped(x)};
    for (int step = 0; step < kMostSteps; ++step) {
      Vector next = x;
      for (std::size_t i = 0; i < n_; ++i) next[i] += kStep * t[i] * scale(i);
      if (!isInside(next, 1e-9)) {
        Vector last = clamped(next);
        if (descend(last, &t) && distance(last, x) < 2 * kStep) points.push_back(clamped(last));
        break;
      }
      if (!descend(next, &t) || distance(next, x) > 2 * kStep || distance(next, x) < 0.2 * kStep) break;
      if (const std::optional<Vector> turned = nullVector(next)) {
        const double sign = dot(*turned, t) < 0 ? -1 : 1;
        for (std::size_t i = 0; i < n_; ++i) t[i] = sign * (*turned)[i];
      }
      points.push_back(clamped(next));
      if (step > 4 && distance(next, points.front()) < 0.7 * kStep) {
        isClosed = true;
        break;
      }
      x = std::move(next);
    }
    return points;
  }

  Vector clamped(Vector x) const {
    for (std::size_t i = 0; i < n_; ++i) x[i] = std::clamp(x[i], window_[i].lo, window_[i].hi);
    return x;
  }

  void add(std::vector<Curve>& curves, const Vector& start, Vector t) {
    bool isClosed = false;
    const std::vector<Vector> ahead = follow(start, t, isClosed);
    for (double& component : t) component = -component;
    std::vector<Vector> points = isClosed ? std::vector<Vector>{} : follow(start, t, isClosed);
    std::ranges::reverse(points);
    points.insert(points.end(), ahead.begin() + (points.empty() ? 0 : 1), ahead.end());
    if (isClosed) points.push_back(points.front());
    double length = 0;
    for (std::size_t k = 0; k + 1 < points.size(); ++k) length += distance(points[k], points[k + 1]);
    if (length < kShortest) return;
    Curve curve;
    curve.dimension = static_cast<int>(n_);
    for (const Vector& p : points) curve.append(p);
    curves.push_back(std::move(curve));
  }

  const EnclosedEquations& equations_;
  const ValuesAndJacobian& f_;
  const Box& window_;
  std::size_t n_;
  Vector J_, value_;
  std::vector<Interval> point_, enclosure_;
};

}  // namespace

Continuum traceContinuum(const EnclosedEquations& equations, const ValuesAndJacobian& f, const Box& region, const Box& window) {
  return Tracer(equations, f, window).run(region);
}

}  // namespace separatrix
