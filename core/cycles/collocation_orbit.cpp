#include "core/cycles/collocation_orbit.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/cycles/collocation_gauss.hpp"

namespace separatrix {
namespace {

std::array<double, 5> nodeValues(const CollocatedOrbit& orbit, int j, int i) {
  const CollocationShape& shape = orbit.shape;
  std::array<double, 5> values{orbit.u[shape.mesh(j, i)]};
  for (int s = 0; s < 4; ++s) values[static_cast<std::size_t>(s) + 1] = orbit.u[shape.stage(j, s, i)];
  return values;
}

double dot(const std::array<double, 5>& a, const std::array<double, 5>& b) {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2] + a[3] * b[3] + a[4] * b[4];
}

double length(const CollocatedOrbit& orbit, int j) {
  const auto k = static_cast<std::size_t>(j);
  return orbit.mesh[k + 1] - orbit.mesh[k];
}

// Coefficients of 1, theta, .. theta^4 from the values at the nodes.
using Coefficients = std::array<double, 5>;
const std::array<Coefficients, 5>& monomials() {
  static const std::array<Coefficients, 5> table = [] {
    std::array<Coefficients, 5> rows{};  // rows[k]: coefficients of the k-th Lagrange polynomial
    const auto& c = gaussPoints().c;
    const std::array<double, 5> node{0, c[0], c[1], c[2], c[3]};
    for (std::size_t k = 0; k < 5; ++k) {
      Coefficients product{1};
      double scale = 1;
      for (std::size_t j = 0; j < 5; ++j) {
        if (j == k) continue;
        for (std::size_t q = 5; q-- > 1;) product[q] = product[q - 1] - node[j] * product[q];
        product[0] *= -node[j];
        scale *= node[k] - node[j];
      }
      for (std::size_t q = 0; q < 5; ++q) rows[k][q] = product[q] / scale;
    }
    return rows;
  }();
  return table;
}

// The largest (sign = 1) or smallest value of variable i of interval j, inside.
double extremeIn(const CollocatedOrbit& orbit, int j, int i, double sign) {
  const std::array<double, 5> values = nodeValues(orbit, j, i);
  Coefficients p{};
  for (std::size_t k = 0; k < 5; ++k)
    for (std::size_t q = 0; q < 5; ++q) p[q] += sign * values[k] * monomials()[k][q];
  const auto value = [&](double t) { return p[0] + t * (p[1] + t * (p[2] + t * (p[3] + t * p[4]))); };
  const auto slope = [&](double t) { return p[1] + t * (2 * p[2] + t * (3 * p[3] + t * 4 * p[4])); };
  const auto bend = [&](double t) { return 2 * p[2] + t * (6 * p[3] + t * 12 * p[4]); };
  constexpr int kParts = 8;
  double best = std::max(value(0), value(1));
  for (int part = 0; part < kParts; ++part) {
    double low = double(part) / kParts, high = double(part + 1) / kParts;
    if (!(slope(low) > 0 && slope(high) <= 0)) continue;
    double t = 0.5 * (low + high);
    for (int k = 0; k < 30 && high - low > 1e-14; ++k) {  // Newton, held by bisection
      const double at = slope(t), next = t - at / bend(t);
      (at > 0 ? low : high) = t;
      const double before = t;
      t = next > low && next < high ? next : 0.5 * (low + high);
      if (std::fabs(t - before) < 1e-14) break;
    }
    best = std::max(best, value(t));
  }
  return sign * best;
}

}  // namespace

double valueAt(const CollocatedOrbit& orbit, int j, double theta, int i) {
  return dot(nodeBasis(theta), nodeValues(orbit, j, i));
}

std::vector<double> integralWeights(const CollocatedOrbit& orbit, const std::vector<double>& v, int variables) {
  const CollocationShape& shape = orbit.shape;
  const GaussPoints& gauss = gaussPoints();
  const int count = variables < 0 ? shape.n : variables;
  std::vector<double> weights(shape.size(), 0.0);
  for (int j = 0; j < shape.intervals; ++j)
    for (std::size_t s = 0; s < 4; ++s)
      for (int i = 0; i < count; ++i) {
        const std::size_t k = shape.stage(j, static_cast<int>(s), i);
        weights[k] = length(orbit, j) * gauss.b[s] * v[k];
      }
  return weights;
}

std::vector<double> slopes(const CollocatedOrbit& orbit) {
  const CollocationShape& shape = orbit.shape;
  std::vector<double> result(shape.size(), 0.0);
  for (int j = 0; j < shape.intervals; ++j)
    for (int i = 0; i < shape.n; ++i) {
      const std::array<double, 5> values = nodeValues(orbit, j, i);
      for (std::size_t s = 0; s < 4; ++s)
        result[shape.stage(j, static_cast<int>(s), i)] = dot(gaussPoints().slope[s], values) / length(orbit, j);
    }
  return result;
}

CollocationRow phaseRow(const CollocatedOrbit& orbit, int variables) {
  CollocationRow row{integralWeights(orbit, slopes(orbit), variables), 0};
  for (std::size_t k = 0; k < orbit.u.size(); ++k) row.target += row.weights[k] * orbit.u[k];
  return row;
}

AdaptedMesh adaptMesh(const CollocatedOrbit& orbit, std::span<const double> signs, int intervals) {
  const CollocationShape& shape = orbit.shape;
  const int n = shape.n, count = shape.intervals;
  const auto size = static_cast<std::size_t>(count);
  std::vector<double> jump(size, 0.0), share(size, 0.0);  // |x^(5)| at mesh points; |x^(5)|^(1/5) h
  std::vector<double> fourth(size * static_cast<std::size_t>(n));
  for (int j = 0; j < count; ++j)
    for (int i = 0; i < n; ++i)
      fourth[shape.mesh(j, i)] = dot(gaussPoints().fourth, nodeValues(orbit, j, i)) / std::pow(length(orbit, j), 4);
  for (int j = 0; j < count; ++j) {
    const int before = (j + count - 1) % count;
    double square = 0;
    for (int i = 0; i < n; ++i) {
      const double sign = j == 0 ? signs[static_cast<std::size_t>(i)] : 1;
      const double change = fourth[shape.mesh(j, i)] - sign * fourth[shape.mesh(before, i)];
      square += change * change;
    }
    jump[static_cast<std::size_t>(j)] = 2 * std::sqrt(square) / (length(orbit, j) + length(orbit, before));
  }
  double total = 0, largest = 0;
  for (std::size_t j = 0; j < size; ++j) {
    share[j] = std::pow(0.5 * (jump[j] + jump[(j + 1) % size]), 0.2) * length(orbit, static_cast<int>(j));
    total += share[j];
    largest = std::max(largest, share[j]);
  }
  AdaptedMesh adapted;
  constexpr double kErrorConstant = 2e-5;  // of the interpolation at these nodes, about
  adapted.error = kErrorConstant * std::pow(total / intervals, 5);
  if (!(total > 0) || !std::isfinite(total)) {
    adapted.mesh = uniformMesh(intervals);
    return adapted;
  }
  adapted.unevenness = largest * count / total;
  constexpr double kFloor = 0.1;
  for (std::size_t j = 0; j < size; ++j) share[j] += kFloor * total * length(orbit, static_cast<int>(j));
  total *= 1 + kFloor;
  adapted.mesh.push_back(0);
  std::size_t j = 0;
  double passed = 0;
  for (int k = 1; k < intervals; ++k) {
    const double wanted = total * k / intervals;
    while (j + 1 < size && passed + share[j] < wanted) passed += share[j++];
    const double part = std::clamp((wanted - passed) / share[j], 0.0, 1.0);
    adapted.mesh.push_back(orbit.mesh[j] + part * length(orbit, static_cast<int>(j)));
  }
  adapted.mesh.push_back(1);
  return adapted;
}

std::vector<double> onMesh(const CollocatedOrbit& orbit, const std::vector<double>& u,
                           const std::vector<double>& mesh) {
  const CollocatedOrbit from{orbit.shape, orbit.mesh, u};
  CollocationShape shape = orbit.shape;
  shape.intervals = static_cast<int>(mesh.size()) - 1;
  std::vector<double> result(shape.size());
  int interval = 0;
  std::vector<double> x(static_cast<std::size_t>(shape.n));
  const auto read = [&](double t) {
    while (interval + 1 < orbit.shape.intervals && orbit.mesh[static_cast<std::size_t>(interval) + 1] <= t) ++interval;
    const std::array<double, 5> basis =
        nodeBasis((t - orbit.mesh[static_cast<std::size_t>(interval)]) / length(orbit, interval));
    for (int i = 0; i < shape.n; ++i) x[static_cast<std::size_t>(i)] = dot(basis, nodeValues(from, interval, i));
  };
  for (int j = 0; j < shape.intervals; ++j) {
    const double t = mesh[static_cast<std::size_t>(j)], h = mesh[static_cast<std::size_t>(j) + 1] - t;
    read(t);
    for (int i = 0; i < shape.n; ++i) result[shape.mesh(j, i)] = x[static_cast<std::size_t>(i)];
    for (std::size_t s = 0; s < 4; ++s) {
      read(t + h * gaussPoints().c[s]);
      for (int i = 0; i < shape.n; ++i) result[shape.stage(j, static_cast<int>(s), i)] = x[static_cast<std::size_t>(i)];
    }
  }
  for (int k = -1; k < shape.parameters; ++k) result[shape.parameter(k)] = u[orbit.shape.parameter(k)];
  return result;
}

std::vector<Interval> extremaOf(const CollocatedOrbit& orbit, std::span<const double> scale) {
  const CollocationShape& shape = orbit.shape;
  std::vector<Interval> extrema;
  for (int i = 0; i < shape.n; ++i) {
    double ends[2];
    for (int side = 0; side < 2; ++side) {
      const double sign = side == 0 ? -1 : 1;
      int best = 0;
      double value = -HUGE_VAL;
      for (int j = 0; j < shape.intervals; ++j)
        for (const double node : nodeValues(orbit, j, i))
          if (sign * node > value) {
            value = sign * node;
            best = j;
          }
      double extreme = sign * value;
      for (const int j : {best + shape.intervals - 1, best, best + 1})
        extreme = sign * std::max(sign * extreme, sign * extremeIn(orbit, j % shape.intervals, i, sign));
      ends[side] = extreme * scale[static_cast<std::size_t>(i)];
    }
    extrema.emplace_back(ends[0], ends[1]);
  }
  return extrema;
}

std::vector<double> meanOf(const CollocatedOrbit& orbit, std::span<const double> scale) {
  const CollocationShape& shape = orbit.shape;
  std::vector<double> mean(static_cast<std::size_t>(shape.n), 0.0);
  for (int j = 0; j < shape.intervals; ++j)
    for (std::size_t s = 0; s < 4; ++s)
      for (int i = 0; i < shape.n; ++i)
        mean[static_cast<std::size_t>(i)] +=
            length(orbit, j) * gaussPoints().b[s] * orbit.u[shape.stage(j, static_cast<int>(s), i)];
  for (std::size_t i = 0; i < mean.size(); ++i) mean[i] *= scale[i];
  return mean;
}

std::vector<double> uniformMesh(int intervals) {
  std::vector<double> mesh;
  for (int j = 0; j <= intervals; ++j) mesh.push_back(static_cast<double>(j) / intervals);
  return mesh;
}

}  // namespace separatrix
