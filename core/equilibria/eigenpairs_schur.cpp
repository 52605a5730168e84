#include <Eigen/Eigenvalues>

#include "core/equilibria/eigenpairs.hpp"

namespace separatrix {

Eigenpairs eigenpairsBySchur(std::span<const double> matrix, int n) {
  using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
  const Eigen::MatrixXd A = Eigen::Map<const RowMajor>(matrix.data(), n, n);
  const Eigen::EigenSolver<Eigen::MatrixXd> solver(A);
  Eigenpairs result;
  if (solver.info() != Eigen::Success) return result;
  const Eigen::MatrixXcd vectors = solver.eigenvectors();
  for (Eigen::Index k = 0; k < n; ++k) {
    result.values.push_back(solver.eigenvalues()[k]);
    const Eigen::VectorXcd v = vectors.col(k);
    result.vectors.emplace_back(v.data(), v.data() + n);
  }
  return result;
}

}  // namespace separatrix
