#pragma once

#include <gtest/gtest.h>

#include "core/model/read_ode.hpp"
#include "core/phaseplane/portrait.hpp"

namespace separatrix {

/// The settled portrait of a model text as it stands.
inline Portrait portraitOf(const char* text) {
  const auto model = readModel(text, "test");
  EXPECT_TRUE(model.has_value());
  auto portrait = computePortrait(defaultProblem(*model));
  EXPECT_TRUE(portrait.has_value());
  return *portrait;
}

}  // namespace separatrix
