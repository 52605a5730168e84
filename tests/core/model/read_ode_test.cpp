#include "core/model/read_ode.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "core/model/problem.hpp"

namespace separatrix {
namespace {

constexpr const char* kMorrisLecar = R"(# Morris-Lecar
par I=30, C=20, gL=2, gCa=4, gK=8, VL=-60, VCa=120, VK=-84
par V1=-1.2, V2=18, V3=12, V4=17.4, lam=0.06666666666666667
minf(u)=0.5*(1+tanh((u-V1)/V2))
ninf(u)=0.5*(1+tanh((u-V3)/V4))
rate(u)=lam*cosh((u-V3)/(2*V4))
ica=gCa*minf(V)*(V-VCa)
V'=(I-gL*(V-VL)-ica-gK*n*(V-VK))/C
n'=rate(V)*(ninf(V)-n)
aux calcium=ica
init V=-60,n=0.01
@ total=500,dt=0.1,xp=V,yp=n,xlo=-80,xhi=80,ylo=-0.2,yhi=1.1
done
)";

TEST(ReadOde, AModelTextIsTheFieldItSpells) {
  const OdeReading reading = readOde(kMorrisLecar, "ml");
  for (const Diagnostic& d : reading.diagnostics) ADD_FAILURE() << d.line << ":" << d.column << " " << d.sentence;
  ASSERT_NE(reading.model, nullptr);
  const Problem problem = defaultProblem(reading.model);
  const std::array<double, 2> x{-20.0, 0.1};
  std::array<double, 2> f{};
  problem.field().values()(x.data(), f.data());
  const double m = 0.5 * (1 + std::tanh((x[0] + 1.2) / 18)), n = 0.5 * (1 + std::tanh((x[0] - 12) / 17.4));
  EXPECT_DOUBLE_EQ(f[0], (30 - 2 * (x[0] + 60) - 4 * m * (x[0] - 120) - 8 * x[1] * (x[0] + 84)) / 20);
  EXPECT_DOUBLE_EQ(f[1], 0.06666666666666667 * std::cosh((x[0] - 12) / 34.8) * (n - x[1]));
  EXPECT_EQ(reading.model->plane, (std::pair{0, 1}));
  EXPECT_EQ(reading.model->auxiliaries, std::vector<std::string>{"calcium"});
}

}  // namespace
}  // namespace separatrix
