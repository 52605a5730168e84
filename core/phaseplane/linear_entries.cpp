#include "core/phaseplane/linear_entries.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace separatrix {
namespace {

constexpr int kNewtonSteps = 30;
constexpr double kStep = 0.5;  // of a parameter; exact in doubles beside values of order one

// Df of a planar field, row by row.
Matrix2 jacobianAt(const Field& field, double x, double y) {
  const std::array<double, 2> state = {x, y};
  std::array<double, 6> out{};
  field.withJacobian()(state.data(), out.data());
  return {out[2], out[3], out[4], out[5]};
}

bool near(double a, double b) { return std::fabs(a - b) <= 1e-12 * (1 + std::fabs(a) + std::fabs(b)); }

bool near(const Matrix2& a, const Matrix2& b) {
  return std::ranges::equal(a, b, [](double p, double q) { return near(p, q); });
}

double det(const Matrix2& m) { return m[0] * m[3] - m[1] * m[2]; }

// The matrix near `m` with trace t and determinant D, or nothing.
std::optional<Matrix2> settled(double t, double D, Matrix2 m) {
  const double scale = 1 + std::fabs(t) * std::fabs(t) + std::fabs(D);
  for (int step = 0; step < kNewtonSteps; ++step) {
    const auto [a, b, c, d] = m;
    const double r = t - (a + d), s = D - det(m);
    if (std::fabs(r) <= 1e-15 * scale && std::fabs(s) <= 1e-15 * scale) return Matrix2{a, b, c, t - a};
    // G G^T = [2, a + d; a + d, |m|^2]
    const double p = 2, q = a + d, w = a * a + b * b + c * c + d * d, minor = p * w - q * q;
    if (!(minor > 1e-9 * (w + 1e-300) * p)) return std::nullopt;
    const double u = (w * r - q * s) / minor, v = (p * s - q * r) / minor;
    m = {a + u + v * d, b - v * c, c - v * b, d + u + v * a};
  }
  return near(m[0] + m[3], t) && near(det(m), D) ? std::optional(m) : std::nullopt;
}

// Away from multiples of the identity, toward complex or real eigenvalues as wanted.
Matrix2 loosened(double t, double D, Matrix2 m) {
  const double size = std::max({1.0, std::fabs(t), std::sqrt(std::fabs(D))});
  if (std::fabs(m[1]) < 1e-3 * size) m[1] = 0.5 * size;
  if (t * t < 4 * D && m[1] * m[2] >= 0) m[2] = -0.5 * (m[1] > 0 ? size : -size);
  if (t * t > 4 * D) m[0] += m[0] > t / 2 ? 0.25 * size : -0.25 * size;
  return m;
}

}  // namespace

std::optional<std::array<int, 4>> entryParameters(const Problem& problem) {
  const Model& model = *problem.model;
  if (model.kind != ModelKind::flow || model.dimension() != 2 || model.dependsOnTime || model.parameters.size() < 4) return std::nullopt;
  const Matrix2 m = jacobianAt(problem.field(), 0, 0);
  if (!near(m, jacobianAt(problem.field(), 0.7, -0.3)) || !near(m, jacobianAt(problem.field(), -1.9, 2.3))) return std::nullopt;
  std::array<int, 4> entries = {-1, -1, -1, -1};
  for (std::size_t k = 0; k < problem.parameters.size(); ++k) {
    std::vector<double> moved = problem.parameters;
    moved[k] += kStep;
    const Matrix2 after = jacobianAt(Field(model.program, moved), 0, 0);
    for (std::size_t e = 0; e < 4; ++e) {
      Matrix2 wanted = m;
      wanted[e] = moved[k];
      if (near(m[e], problem.parameters[k]) && near(after, wanted) && entries[e] < 0) entries[e] = static_cast<int>(k);
    }
  }
  if (std::ranges::any_of(entries, [](int entry) { return entry < 0; })) return std::nullopt;
  return entries;
}

Matrix2 matrixWith(double trace, double determinant, const Matrix2& from) {
  if (const auto found = settled(trace, determinant, from)) return *found;
  if (const auto found = settled(trace, determinant, loosened(trace, determinant, from))) return *found;
  return {0, 1, -determinant, trace};
}

}  // namespace separatrix
