#include "core/cycles/collocation_condense.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/cycles/collocation_gauss.hpp"

namespace separatrix {
namespace {

// Four intervals side by side.
using Lanes [[gnu::vector_size(32), gnu::may_alias, gnu::aligned(8)]] = double;

Lanes& lanes(double* p) { return *reinterpret_cast<Lanes*>(p); }
const Lanes& lanes(const double* p) { return *reinterpret_cast<const Lanes*>(p); }

template <int D>
int dimension(const CollocationShape& shape) {
  if constexpr (D > 0)
    return D;
  else
    return shape.n;
}

// One group's augmented matrix [1 - h T A Df | 1, h T A f, h T A f_p, -residual], rows (s, i), four lanes each.
template <int D>
class Group {
 public:
  Group(const CondenseInput& input, const BlockEvaluator& field, int group, int first, std::vector<double>& work)
      : in_(input),
        field_(field),
        n_(dimension<D>(input.shape)),
        k_(input.shape.parameters),
        group_(group),
        first_(first),
        columns_(n_ + k_ + 2),
        width_(4 * n_ + columns_) {
    const auto size = static_cast<std::size_t>(4 * n_ * width_ * 4);
    if (work.size() < size) work.resize(size);
    matrix_ = work.data();
    for (int lane = 0; lane < 4; ++lane) {
      const auto j = static_cast<std::size_t>(4 * group + lane);
      hT_[lane] = (input.mesh[j + 1] - input.mesh[j]) * input.T;
    }
  }

  bool run(CondenseOutput& output) {
    assemble(output.divergence);
    if (!eliminate()) {
      double ignored = 0;
      assemble(ignored);
      for (int lane = 0; lane < 4; ++lane)
        if (!eliminateWithExchange(lane)) return false;
    }
    write(output);
    return true;
  }

 private:
  Lanes& at(int row, int column) { return lanes(matrix_ + static_cast<std::ptrdiff_t>((row * width_ + column) * 4)); }
  const Lanes& output(int k, int s) const { return lanes(field_.output(k) + first_ + 4 * s); }
  const Lanes& value(int s, int i) const { return lanes(in_.u.data() + in_.shape.stage(4 * group_, s, i)); }
  double meshValue(int j, int i) const {
    if (j < in_.shape.intervals) return in_.u[in_.shape.mesh(j, i)];
    return in_.problem.signs[static_cast<std::size_t>(i)] * in_.u[in_.shape.mesh(0, i)];
  }

  void assemble(double& divergence);
  bool eliminate();
  bool eliminateWithExchange(int lane);
  void write(CondenseOutput& output);

  const CondenseInput& in_;
  const BlockEvaluator& field_;
  const int n_, k_, group_, first_, columns_, width_;
  double* matrix_ = nullptr;
  Lanes hT_{};
};

template <int D>
void Group<D>::assemble(double& divergence) {
  const GaussPoints& gauss = gaussPoints();
  const int states = n_ + k_, right = 4 * n_;
  for (int i = 0; i < n_; ++i) {
    const double* const unit = in_.jacobianUnit.data() + i * states;
    Lanes corner{};
    for (int lane = 0; lane < 4; ++lane) corner[lane] = meshValue(4 * group_ + lane, i);
    for (int s = 0; s < 4; ++s) {
      const int row = s * n_ + i;
      for (int c = 0; c < columns_; ++c) at(row, right + c) = Lanes{};
      at(row, right + i) = Lanes{} + 1.0;
      at(row, right + n_ + 1 + k_) = corner - value(s, i);
    }
    const Lanes perScale = hT_ * (1 / in_.problem.scale[static_cast<std::size_t>(i)]);
    for (int l = 0; l < 4; ++l) {
      const auto point = static_cast<std::size_t>(l);
      for (int j = 0; j < n_; ++j) {
        const Lanes entry = (hT_ * unit[j]) * output(n_ + i * states + j, l);
        for (int s = 0; s < 4; ++s) at(s * n_ + i, l * n_ + j) = -gauss.a[static_cast<std::size_t>(s)][point] * entry;
      }
      for (int k = 0; k < k_; ++k) {
        const Lanes entry = (hT_ * unit[n_ + k]) * output(n_ + i * states + n_ + k, l);
        for (int s = 0; s < 4; ++s)
          at(s * n_ + i, right + n_ + 1 + k) += gauss.a[static_cast<std::size_t>(s)][point] * entry;
      }
      const Lanes slope = perScale * output(i, l);
      for (int s = 0; s < 4; ++s) at(s * n_ + i, right + n_) += gauss.a[static_cast<std::size_t>(s)][point] * slope;
      const Lanes trace = hT_ * gauss.b[point] * output(n_ + i * states + i, l);
      divergence += trace[0] + trace[1] + trace[2] + trace[3];
    }
    for (int s = 0; s < 4; ++s) {
      const int row = s * n_ + i;
      at(row, row) += 1.0;
      at(row, right + n_ + 1 + k_) += at(row, right + n_);
    }
  }
}

template <int D>
bool Group<D>::eliminate() {
  constexpr double kSmallestPivotSquare = 1e-4;
  const int size = 4 * n_;
  bool fine = true;
  for (int c = 0; c < size; ++c) {
    const Lanes pivot = at(c, c), inverse = 1.0 / pivot;
    for (int lane = 0; lane < 4; ++lane) fine = fine && pivot[lane] * pivot[lane] >= kSmallestPivotSquare;
    at(c, c) = inverse;
    for (int r = c + 1; r < size; ++r) {
      const Lanes factor = at(r, c) * inverse;
      for (int k = c + 1; k < width_; ++k) at(r, k) -= factor * at(c, k);
    }
  }
  if (!fine) return false;
  for (int r = size; r-- > 0;)
    for (int k = size; k < width_; ++k) {
      Lanes sum = at(r, k);
      for (int c = r + 1; c < size; ++c) sum -= at(r, c) * at(c, k);
      at(r, k) = sum * at(r, r);
    }
  return true;
}

template <int D>
bool Group<D>::eliminateWithExchange(int lane) {
  const int size = 4 * n_;
  const auto entry = [&](int r, int c) -> double& {
    return matrix_[static_cast<std::ptrdiff_t>((r * width_ + c) * 4 + lane)];
  };
  for (int c = 0; c < size; ++c) {
    int best = c;
    for (int r = c + 1; r < size; ++r)
      if (std::fabs(entry(r, c)) > std::fabs(entry(best, c))) best = r;
    const double pivot = entry(best, c);
    if (!(std::fabs(pivot) > 0) || !std::isfinite(pivot)) return false;
    for (int k = c; k < width_ && best != c; ++k) std::swap(entry(best, k), entry(c, k));
    for (int r = c + 1; r < size; ++r) {
      const double factor = entry(r, c) / pivot;
      for (int k = c + 1; k < width_; ++k) entry(r, k) -= factor * entry(c, k);
    }
  }
  for (int r = size; r-- > 0;)
    for (int k = size; k < width_; ++k) {
      double sum = entry(r, k);
      for (int c = r + 1; c < size; ++c) sum -= entry(r, c) * entry(c, k);
      entry(r, k) = sum / entry(r, r);
    }
  return true;
}

// x_(j+1) = x_j + sum d_i X_i, its residual in the constant column.
template <int D>
void Group<D>::write(CondenseOutput& out) {
  const GaussPoints& gauss = gaussPoints();
  const int right = 4 * n_;
  double* response = out.response.data() + static_cast<std::ptrdiff_t>(group_ * 4 * n_ * columns_ * 4);
  for (int r = 0; r < 4 * n_; ++r)
    for (int c = 0; c < columns_; ++c, response += 4) lanes(response) = at(r, right + c);
  for (int i = 0; i < n_; ++i)
    for (int c = 0; c < columns_; ++c) {
      Lanes sum{};
      for (std::size_t s = 0; s < 4; ++s) sum += gauss.d[s] * at(static_cast<int>(s) * n_ + i, right + c);
      if (c == i) sum += 1.0;
      if (c == columns_ - 1) {
        for (std::size_t s = 0; s < 4; ++s) sum += gauss.d[s] * value(static_cast<int>(s), i);
        for (int lane = 0; lane < 4; ++lane) {
          const int j = 4 * group_ + lane;
          sum[lane] += meshValue(j, i) - meshValue(j + 1, i);
        }
      }
      for (int lane = 0; lane < 4; ++lane)
        out.edge[static_cast<std::size_t>(((4 * group_ + lane) * n_ + i) * columns_ + c)] = sum[lane];
    }
}

}  // namespace

namespace {

// The same text for two processors, everything inlined into each: the numbers are the same.
template <int D>
[[gnu::flatten]] bool condenseHere(const CondenseInput& input, const BlockEvaluator& field, int group, int first,
                                   CondenseOutput& output) {
  return Group<D>(input, field, group, first, output.work).run(output);
}
template <int D>
[[gnu::flatten, gnu::target("avx2")]] bool condenseWide(const CondenseInput& input, const BlockEvaluator& field,
                                                        int group, int first, CondenseOutput& output) {
  return Group<D>(input, field, group, first, output.work).run(output);
}

}  // namespace

template <int D>
bool condenseGroup(const CondenseInput& input, const BlockEvaluator& field, int group, int first,
                   CondenseOutput output) {
  static const bool isWide = __builtin_cpu_supports("avx2");
  return isWide ? condenseWide<D>(input, field, group, first, output)
                : condenseHere<D>(input, field, group, first, output);
}

template <int D>
void gatherRows(const CollocationShape& shape, std::span<const CollocationRow> rows,
                const std::vector<double>& response, std::vector<double>& gathered) {
  const int n = dimension<D>(shape), columns = n + shape.parameters + 2, count = static_cast<int>(rows.size());
  for (int g = 0; g < shape.intervals / 4; ++g)
    for (int r = 0; r < count; ++r) {
      const double* const weights = rows[static_cast<std::size_t>(r)].weights.data() + shape.stage(4 * g, 0, 0);
      const double* const from = response.data() + static_cast<std::ptrdiff_t>(g * 4 * n * columns * 4);
      for (int c = 0; c < columns; ++c) {
        Lanes sum{};
        for (int q = 0; q < 4 * n; ++q) sum += lanes(weights + 4 * q) * lanes(from + (q * columns + c) * 4);
        for (int lane = 0; lane < 4; ++lane)
          gathered[static_cast<std::size_t>(((4 * g + lane) * count + r) * columns + c)] = sum[lane];
      }
    }
}

template bool condenseGroup<0>(const CondenseInput&, const BlockEvaluator&, int, int, CondenseOutput);
template bool condenseGroup<2>(const CondenseInput&, const BlockEvaluator&, int, int, CondenseOutput);
template bool condenseGroup<3>(const CondenseInput&, const BlockEvaluator&, int, int, CondenseOutput);
template bool condenseGroup<4>(const CondenseInput&, const BlockEvaluator&, int, int, CondenseOutput);
template void gatherRows<0>(const CollocationShape&, std::span<const CollocationRow>, const std::vector<double>&,
                            std::vector<double>&);
template void gatherRows<2>(const CollocationShape&, std::span<const CollocationRow>, const std::vector<double>&,
                            std::vector<double>&);
template void gatherRows<3>(const CollocationShape&, std::span<const CollocationRow>, const std::vector<double>&,
                            std::vector<double>&);
template void gatherRows<4>(const CollocationShape&, std::span<const CollocationRow>, const std::vector<double>&,
                            std::vector<double>&);

}  // namespace separatrix
