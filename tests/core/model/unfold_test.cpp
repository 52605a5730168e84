#include "core/model/unfold.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "core/model/evaluate_jet.hpp"
#include "core/model/library.hpp"
#include "core/model/problem.hpp"
#include "core/model/read_ode.hpp"

namespace separatrix {
namespace {

std::shared_ptr<const Model> modelOf(const char* text) {
  const auto read = readOde(text, "test.ode");
  EXPECT_TRUE(read.model != nullptr);
  return read.model;
}

TEST(Unfold, GivesTheDerivativesInStatesAndParametersByTheirClosedForms) {
  const auto model = modelOf("x' = r*x - s*x^3 + y\ny' = exp(r)*x*y + t\npar q=5, r=2, s=3\ndone\n");
  const std::array<int, 2> parameters = {2, 1};  // s, then r
  const auto program = unfold(*model->program, parameters);
  ASSERT_NE(program, nullptr);
  ASSERT_EQ(program->stateCount, 4);
  const Field field(program, model->defaultParameters());
  const double x = 0.5, y = -1.5, s = 0.75, r = 0.25, t = 2;
  const std::array<double, 4> point = {x, y, s, r};
  std::array<double, 10> out{};
  field.withJacobian()(point.data(), out.data(), t);
  const double e = std::exp(r);
  const std::array<double, 10> exact = {r * x - s * x * x * x + y, e * x * y + t, r - 3 * s * x * x, 1, -x * x * x, x,
                                        e * y, e * x, 0, e * x * y};
  for (std::size_t k = 0; k < exact.size(); ++k) EXPECT_NEAR(out[k], exact[k], 1e-15) << k;
}

TEST(Unfold, AgreesWithTheFieldItCameFromOnEveryBuiltInModel) {
  for (const std::string& name : builtInNames()) {
    const auto model = readModel(*builtInText(name), name);
    ASSERT_TRUE(model) << name;
    const std::vector<double> parameters = (*model)->defaultParameters();
    if (parameters.empty()) continue;
    const std::array<int, 1> last = {static_cast<int>(parameters.size()) - 1};
    const auto program = unfold(*(*model)->program, last);
    ASSERT_NE(program, nullptr) << name;
    const Field plain((*model)->program, parameters), unfolded(program, parameters);
    std::vector<double> x = (*model)->initialState();
    std::vector<double> expected(x.size()), found(x.size());
    plain.values()(x.data(), expected.data());
    x.push_back(parameters.back());
    unfolded.values()(x.data(), found.data());
    for (std::size_t k = 0; k < expected.size(); ++k)
      EXPECT_NEAR(found[k], expected[k], 1e-14 * (1 + std::abs(expected[k]))) << name;
  }
}

TEST(Unfold, JetsAlongAParameterAgreeWithItsSymbolicDerivative) {
  const auto model = modelOf("x' = tanh((x - v)/w)\npar v=0.5, w=2\ndone\n");
  const std::array<int, 2> parameters = {0, 1};
  const auto program = unfold(*model->program, parameters);
  ASSERT_NE(program, nullptr);
  const Field field(program, model->defaultParameters());
  const std::array<double, 3> point = {1.25, 0.5, 2};
  std::array<double, 4> out{};
  field.withJacobian()(point.data(), out.data());
  using J = Jet<1>;
  const std::vector<J> values = {J(0.5), J(2.0)};
  Evaluator<J> jets(field.share(field.program().field), values);
  const std::array<J, 3> along = {J(1.25), J(0.5), J::variable(2)};
  std::array<J, 1> image{};
  jets(along.data(), image.data());
  EXPECT_NEAR(image[0].c[1], out[3], 1e-15);
}

}  // namespace
}  // namespace separatrix
