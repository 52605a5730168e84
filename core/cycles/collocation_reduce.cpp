#include "core/cycles/collocation_reduce.hpp"

#include <algorithm>
#include <cmath>

#include "core/equilibria/polish_zero.hpp"

namespace separatrix {
namespace {

// Columns of the working matrix: x_j [0, n), x_(j+1) [n, 2n), x_0 [2n, 3n), scalars, constant.
template <int D>
class Reduction {
 public:
  explicit Reduction(const ReduceInput& input, ReduceOutput& output)
      : in_(input),
        out_(output),
        n_(D > 0 ? D : input.shape.n),
        k_(input.shape.parameters),
        columns_(n_ + k_ + 2),
        width_(3 * n_ + k_ + 2),
        rowWidth_(2 * n_ + k_ + 2) {
    const auto matrix = static_cast<std::size_t>(2 * n_ * width_),
               rows = static_cast<std::size_t>((k_ + 1) * rowWidth_ + 3 * n_);
    if (out_.work.size() < matrix + rows) out_.work.resize(matrix + rows);
    a_ = out_.work.data();
    rows_ = a_ + matrix;
    y_ = rows_ + (k_ + 1) * rowWidth_;
    v_ = y_ + n_;
  }

  bool run() {
    start();
    for (int j = 1; j < in_.shape.intervals; ++j) step(j);
    return close();
  }

 private:
  double& a(int row, int column) { return a_[row * width_ + column]; }
  double& row(int r, int column) { return rows_[r * rowWidth_ + column]; }  // x_j [0,n), x_0 [n,2n), scalars, constant
  const double* edge(int j) const { return in_.edge.data() + static_cast<std::ptrdiff_t>(j * n_ * columns_); }
  const double* gathered(int j, int r) const {
    return in_.gathered.data() + static_cast<std::ptrdiff_t>((j * (k_ + 1) + r) * columns_);
  }

  void start();
  void step(int j);
  void reflect();
  void eliminateFromRows(int j);
  bool close();
  void storeFactor(int j);

  const ReduceInput& in_;
  ReduceOutput& out_;
  const int n_, k_, columns_, width_, rowWidth_;
  double *a_ = nullptr, *rows_ = nullptr, *y_ = nullptr, *v_ = nullptr;
};

template <int D>
void Reduction<D>::storeFactor(int j) {
  std::vector<double>& factor = out_.factors[static_cast<std::size_t>(j)];
  for (int i = 0; i < n_; ++i)
    for (int c = 0; c < n_; ++c) factor[static_cast<std::size_t>(i * n_ + c)] = edge(j)[i * columns_ + c];
}

// The first interval gives x_1 = W_0 x_0 + ...; the rows begin with their weights on x_0.
template <int D>
void Reduction<D>::start() {
  std::fill_n(a_, 2 * n_ * width_, 0.0);
  storeFactor(0);
  for (int i = 0; i < n_; ++i) {
    const double* const from = edge(0) + i * columns_;
    a(n_ + i, n_ + i) = 1;
    for (int c = 0; c < n_; ++c) a(n_ + i, 2 * n_ + c) = -from[c];
    for (int c = 0; c <= k_; ++c) a(n_ + i, 3 * n_ + c) = -from[n_ + c];
    a(n_ + i, width_ - 1) = from[columns_ - 1];
  }
  for (int r = 0; r <= k_; ++r) {
    const CollocationRow& condition = in_.rows[static_cast<std::size_t>(r)];
    const double* const from = gathered(0, r);
    for (int c = 0; c < n_; ++c) row(r, c) = 0;
    for (int c = 0; c < n_; ++c) row(r, n_ + c) = from[c];
    double left = condition.target - from[columns_ - 1];
    const std::size_t first = in_.shape.stage(0, 0, 0), size = in_.shape.size();
    for (std::size_t q = first; q < size; ++q) left -= condition.weights[q] * in_.u[q];
    for (int c = 0; c <= k_; ++c)
      row(r, 2 * n_ + c) = from[n_ + c] + condition.weights[in_.shape.period() + static_cast<std::size_t>(c)];
    row(r, rowWidth_ - 1) = left;
  }
}

template <int D>
void Reduction<D>::step(int j) {
  storeFactor(j);
  for (int i = 0; i < n_; ++i) {
    const double* const from = edge(j) + i * columns_;
    for (int c = 0; c < n_; ++c) {
      a(i, c) = a(n_ + i, n_ + c);
      a(i, n_ + c) = 0;
      a(n_ + i, c) = -from[c];
      a(n_ + i, n_ + c) = i == c ? 1 : 0;
    }
    for (int c = 2 * n_; c < width_; ++c) a(i, c) = a(n_ + i, c);
    for (int c = 0; c < n_; ++c) a(n_ + i, 2 * n_ + c) = 0;
    for (int c = 0; c <= k_; ++c) a(n_ + i, 3 * n_ + c) = -from[n_ + c];
    a(n_ + i, width_ - 1) = from[columns_ - 1];
  }
  reflect();
  std::copy_n(a_, n_ * width_, out_.saved.begin() + static_cast<std::ptrdiff_t>(j * n_ * width_));
  eliminateFromRows(j);
}

template <int D>
void Reduction<D>::reflect() {
  double* const v = v_;
  for (int c = 0; c < n_; ++c) {
    double square = 0;
    for (int r = c; r < 2 * n_; ++r) square += a(r, c) * a(r, c);
    const double head = a(c, c), length = head > 0 ? -std::sqrt(square) : std::sqrt(square);
    if (!(square > 0)) continue;
    v[c] = head - length;
    for (int r = c + 1; r < 2 * n_; ++r) v[r] = a(r, c);
    const double beta = 1 / (length * (length - head));  // 2 / |v|^2
    a(c, c) = length;
    for (int q = c + 1; q < width_; ++q) {
      double dot = 0;
      for (int r = c; r < 2 * n_; ++r) dot += v[r] * a(r, q);
      dot *= beta;
      for (int r = c; r < 2 * n_; ++r) a(r, q) -= dot * v[r];
    }
  }
}

// y R = weights on x_j; the rows lose x_j and gain weights on x_(j+1), x_0 and scalars.
template <int D>
void Reduction<D>::eliminateFromRows(int j) {
  for (int r = 0; r <= k_; ++r) {
    const double* const from = gathered(j, r);
    for (int c = 0; c < n_; ++c) {
      double sum = row(r, c) + from[c];
      for (int q = 0; q < c; ++q) sum -= y_[q] * a(q, c);
      y_[c] = sum / a(c, c);
    }
    const auto loss = [&](int column) {
      double sum = 0;
      for (int q = 0; q < n_; ++q) sum += y_[q] * a(q, column);
      return sum;
    };
    for (int c = 0; c < n_; ++c) {
      row(r, c) = -loss(n_ + c);
      row(r, n_ + c) -= loss(2 * n_ + c);
    }
    for (int c = 0; c <= k_; ++c) row(r, 2 * n_ + c) += from[n_ + c] - loss(3 * n_ + c);
    row(r, rowWidth_ - 1) -= from[columns_ - 1] + loss(width_ - 1);
  }
}

// x_N = S x_0.
template <int D>
bool Reduction<D>::close() {
  const int size = n_ + 1 + k_;
  const auto count = static_cast<std::size_t>(size);
  std::vector<double> matrix(count * count), right(count), last(count, 0.0);
  const auto sign = [&](int c) { return in_.signs[static_cast<std::size_t>(c)]; };
  for (int i = 0; i < n_; ++i) {
    double* const to = matrix.data() + i * size;
    for (int c = 0; c < n_; ++c) to[c] = a(n_ + i, 2 * n_ + c) + sign(c) * a(n_ + i, n_ + c);
    for (int c = 0; c <= k_; ++c) to[n_ + c] = a(n_ + i, 3 * n_ + c);
    right[static_cast<std::size_t>(i)] = a(n_ + i, width_ - 1);
  }
  for (int r = 0; r <= k_; ++r) {
    double* const to = matrix.data() + (n_ + r) * size;
    for (int c = 0; c < n_; ++c) to[c] = row(r, n_ + c) + sign(c) * row(r, c);
    for (int c = 0; c <= k_; ++c) to[n_ + c] = row(r, 2 * n_ + c);
    right[static_cast<std::size_t>(n_ + r)] = row(r, rowWidth_ - 1);
  }
  last.back() = 1;
  std::vector<double> copy = matrix;
  if (!solveInPlace(copy, right) || !solveInPlace(matrix, last)) return false;
  const auto finite = [](double value) { return std::isfinite(value); };
  out_.border = right;
  out_.direction = last;
  return std::ranges::all_of(right, finite) && std::ranges::all_of(last, finite);
}

// R x_j = r - G x_(j+1) - E x_0 - t scalars, from the last mesh point to the second.
void meshPointsBack(const CollocationShape& shape, const std::vector<double>& signs, const std::vector<double>& saved,
                    const std::vector<double>& border, bool homogeneous, std::vector<double>& x) {
  const int n = shape.n, k = shape.parameters, width = 3 * n + k + 2;
  std::vector<double> next(static_cast<std::size_t>(n));
  for (int i = 0; i < n; ++i) {
    const auto c = static_cast<std::size_t>(i);
    x[c] = border[c];
    next[c] = signs[c] * border[c];
  }
  for (int j = shape.intervals - 1; j > 0; --j) {
    const double* const block = saved.data() + static_cast<std::ptrdiff_t>(j * n * width);
    double* const to = x.data() + shape.mesh(j, 0);
    for (int i = n; i-- > 0;) {
      const double* const line = block + i * width;
      double sum = homogeneous ? 0 : line[width - 1];
      for (int c = i + 1; c < n; ++c) sum -= line[c] * to[c];
      for (int c = 0; c < n; ++c) sum -= line[n + c] * next[static_cast<std::size_t>(c)];
      for (int c = 0; c < n + 1 + k; ++c) sum -= line[2 * n + c] * border[static_cast<std::size_t>(c)];
      to[i] = sum / line[i];
    }
    std::copy_n(to, n, next.begin());
  }
}

}  // namespace

template <int D>
bool reduceMesh(const ReduceInput& input, ReduceOutput output) {
  return Reduction<D>(input, output).run();
}

template bool reduceMesh<0>(const ReduceInput&, ReduceOutput);
template bool reduceMesh<2>(const ReduceInput&, ReduceOutput);
template bool reduceMesh<3>(const ReduceInput&, ReduceOutput);
template bool reduceMesh<4>(const ReduceInput&, ReduceOutput);

void substituteBack(const CollocationShape& shape, const std::vector<double>& signs, const Eliminated& eliminated,
                    const std::vector<double>& border, bool homogeneous, std::vector<double>& unknowns) {
  unknowns.assign(shape.size(), 0.0);
  meshPointsBack(shape, signs, eliminated.saved, border, homogeneous, unknowns);
  const int n = shape.n, k = shape.parameters, columns = n + k + 2;
  const double* const scalars = border.data() + n;
  std::copy_n(scalars, k + 1, unknowns.begin() + static_cast<std::ptrdiff_t>(shape.period()));
  for (int g = 0; g < shape.intervals / 4; ++g) {
    const double* from = eliminated.response.data() + static_cast<std::ptrdiff_t>(g * 4 * n * columns * 4);
    double* to = unknowns.data() + shape.stage(4 * g, 0, 0);
    for (int q = 0; q < 4 * n; ++q, from += static_cast<std::ptrdiff_t>(columns) * 4, to += 4)
      for (int lane = 0; lane < 4; ++lane) {
        double sum = homogeneous ? 0 : from[(columns - 1) * 4 + lane];
        for (int c = 0; c < n; ++c) sum += from[c * 4 + lane] * unknowns[shape.mesh(4 * g + lane, c)];
        for (int c = 0; c <= k; ++c) sum += from[(n + c) * 4 + lane] * scalars[c];
        to[lane] = sum;
      }
  }
}

}  // namespace separatrix
