#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "core/model/block.hpp"
#include "core/model/program.hpp"

namespace separatrix {

/// Where the unknowns of a collocated orbit stand in one flat vector u: the values at the N mesh
/// points (x_N is x_0 up to signs), those at the four Gauss points of each interval, log T, and k
/// free parameters. States in units of their scale, parameters too. N is a multiple of 4: the
/// values at Gauss points stand four intervals side by side, as vector arithmetic wants them.
struct CollocationShape {
  int n = 0, intervals = 0, parameters = 1;

  std::size_t mesh(int j, int i) const { return static_cast<std::size_t>(j * n + i); }
  std::size_t stage(int j, int s, int i) const {
    return static_cast<std::size_t>(intervals * n + (((j / 4) * 4 + s) * n + i) * 4 + j % 4);
  }
  std::size_t period() const { return static_cast<std::size_t>(5 * intervals * n); }
  std::size_t parameter(int k) const { return period() + 1 + static_cast<std::size_t>(k); }
  std::size_t size() const { return parameter(parameters); }

  friend bool operator==(const CollocationShape&, const CollocationShape&) = default;
};

/// A periodic boundary value problem and the units in which it is solved.
struct CollocationProblem {
  std::shared_ptr<const Program> program;  ///< unfolded (model/unfold.hpp): n states, then the k free parameters
  std::vector<double> values;              ///< of all parameters; those of the free ones are not read
  std::vector<double> scale;               ///< n lengths
  std::vector<double> parameterScale;      ///< k lengths
  std::vector<double> signs{};             ///< x(1) = sign x(0) per variable; empty: all +1
  int n() const { return static_cast<int>(scale.size()); }
  int parameters() const { return static_cast<int>(parameterScale.size()); }
};

/// A linear condition on the unknowns: weights . u = target.
struct CollocationRow {
  std::vector<double> weights;  ///< as u; zero at mesh points
  double target = 0;
};

/// Newton's method for x' = T f(x, p), x(1) = S x(0), with k + 1 linear conditions, discretized by
/// collocation at 4 Gauss points per interval (an implicit Runge–Kutta method of order 8):
///   X_i = x_j + h T sum_l a_il f(X_l, p),     x_(j+1) = x_j + sum_i d_i X_i.
/// One step evaluates f, Df and f_p at all points by blocks, eliminates the Gauss points of each
/// interval (dense, 4 n unknowns, four intervals at a time), then the mesh points in turn by
/// Householder reflections, and solves the n + 1 + k unknowns left: O(N) work, no sparse matrix.
/// Source: de Boor & Swartz (1973); Doedel, Keller, Kernévez (1991); Wright (1992) for the reflections.
/// Owns its workspace: one per thread.
class Collocation {
 public:
  explicit Collocation(CollocationProblem problem);

  /// Linearizes at u on `mesh` (N + 1 values, 0 .. 1). False when the field is not finite there or
  /// the system is singular to working precision. Afterwards the questions below have answers.
  bool linearize(const std::vector<double>& mesh, const std::vector<double>& u, std::span<const CollocationRow> rows);

  void newtonStep(std::vector<double>& step) const;       ///< du of the Newton step
  void nullVector(std::vector<double>& direction) const;  ///< row k (the last) . direction = 1, all else 0
  /// The n x n factors W_j of the monodromy matrix (row-major, scaled variables): it is W_(N-1) ... W_0.
  const std::vector<std::vector<double>>& factors() const { return factors_; }
  double divergence() const { return divergence_; }  ///< integral over one period of the trace of Df

  const CollocationProblem& problem() const { return problem_; }
  const CollocationShape& shape() const { return shape_; }

 private:
  template <int D>
  bool linearizeIn(const std::vector<double>& mesh, const std::vector<double>& u, std::span<const CollocationRow> rows);
  void prepare(int intervals);
  void load(const std::vector<double>& u, int firstGroup, int groups);

  CollocationProblem problem_;
  CollocationShape shape_;
  BlockEvaluator field_;
  std::vector<double> jacobianUnit_;        ///< n x (n + k): what turns derivatives into those of scaled variables
  std::vector<double> response_;            ///< Gauss points by x_j and scalars: [group][s][i][column][lane]
  std::vector<double> edge_;                ///< x_(j+1) likewise: [j][i][column]
  std::vector<double> gathered_;            ///< rows likewise: [j][row][column]
  std::vector<double> saved_;               ///< x_j by x_(j+1), x_0 and scalars: [j][n][3 n + k + 2]
  std::vector<double> border_, direction_;  ///< x_0 and scalars: of the Newton step, of the null vector
  std::vector<std::vector<double>> factors_;
  std::vector<double> work_;
  double divergence_ = 0;
};

}  // namespace separatrix
