#include "core/model/library.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/model/read_ode.hpp"

namespace separatrix {
namespace {

TEST(Library, EveryBuiltInReadsWithoutAWord) {
  const auto names = builtInNames();
  EXPECT_TRUE(std::ranges::is_sorted(names));
  for (const char* name : {"morris-lecar", "fitzhugh-nagumo", "fitzhugh-nagumo-cubic", "van-der-pol", "linear"})
    EXPECT_TRUE(std::ranges::find(names, name) != names.end()) << name;
  for (const std::string& name : names) {
    const OdeReading reading = readOde(*builtInText(name), name);
    for (const Diagnostic& d : reading.diagnostics)
      ADD_FAILURE() << name << ":" << d.line << ":" << d.column << ": " << d.sentence;
    ASSERT_NE(reading.model, nullptr) << name;
    EXPECT_FALSE(reading.model->title.empty()) << name;
    EXPECT_FALSE(reading.model->about.empty()) << name;
    EXPECT_FALSE(reading.model->facts.empty()) << name;
    for (const Variable& variable : reading.model->variables)
      EXPECT_EQ(variable.rangeSource, RangeSource::declared) << name;
    for (const Parameter& parameter : reading.model->parameters) {
      ASSERT_TRUE(parameter.range.has_value()) << name << " " << parameter.name;
      EXPECT_LE(parameter.range->lo, parameter.value) << name << " " << parameter.name;
      EXPECT_GE(parameter.range->hi, parameter.value) << name << " " << parameter.name;
    }
  }
}

TEST(Library, EveryStepHasATitleAndASentence) {
  for (const std::string& name : builtInNames()) {
    const OdeReading reading = readOde(*builtInText(name), name);
    for (const Preset& preset : reading.model->presets) {
      if (!preset.isStep) continue;
      EXPECT_FALSE(preset.title.empty()) << name << " " << preset.id;
      EXPECT_TRUE(preset.caption.ends_with('.')) << name << " " << preset.id << ": " << preset.caption;
    }
  }
}

TEST(Library, NamesAreMatchedWithoutRegardToCase) {
  EXPECT_EQ(builtInText("Morris-Lecar"), builtInText("morris-lecar"));
  EXPECT_TRUE(builtInText("MORRIS-LECAR").has_value());
  EXPECT_FALSE(builtInText("morris").has_value());
}

}  // namespace
}  // namespace separatrix
