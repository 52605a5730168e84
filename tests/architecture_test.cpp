#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

// The layers of the house, lowest first: a file includes only its own folder and those before it.
namespace {

namespace fs = std::filesystem;

const std::vector<std::string> kLayers = {
    "core/base",  "core/scalar",   "core/model",    "core/flow",         "core/equilibria", "core/cycles",
    "core/manifolds", "core/maps", "core/continuation", "core/phaseplane", "core/population", "core/figure",
    "core/io",    "ui/compute",    "ui/session",    "ui/style",          "ui/canvas",       "ui/views",
    "ui/panels",  "app"};

int layerOf(const std::string& path) {
  for (std::size_t i = 0; i < kLayers.size(); ++i)
    if (path.starts_with(kLayers[i] + "/")) return static_cast<int>(i);
  return -1;
}

std::vector<fs::path> sources(const fs::path& root) {
  std::vector<fs::path> found;
  for (const char* top : {"core", "ui", "app"})
    for (const auto& entry : fs::recursive_directory_iterator(root / top))
      if (const auto kind = entry.path().extension(); kind == ".cpp" || kind == ".hpp") found.push_back(entry.path());
  std::ranges::sort(found);
  return found;
}

TEST(Architecture, AFileKnowsOnlyTheLayersBelowIt) {
  const fs::path root = SEPARATRIX_SOURCE_DIR;
  int seen = 0;
  for (const fs::path& path : sources(root)) {
    const std::string name = fs::relative(path, root).string();
    const int own = layerOf(name);
    EXPECT_GE(own, 0) << name << " stands in no layer";
    std::ifstream in(path);
    int number = 0;
    for (std::string line; std::getline(in, line);) {
      ++number;
      if (!line.starts_with("#include")) continue;
      const auto open = line.find_first_of("\"<"), close = line.find_last_of("\">");
      if (open == std::string::npos || close <= open) continue;
      ++seen;
      const std::string target = line.substr(open + 1, close - open - 1);
      const int theirs = layerOf(target);
      EXPECT_LE(theirs, own) << name << ":" << number << " includes " << target << " from a layer above it";
      const bool isQt = line[open] == '<' && (target.starts_with("Q") || target.starts_with("qcustomplot"));
      EXPECT_FALSE(isQt && name.starts_with("core/")) << name << ":" << number << " brings Qt into the core";
      EXPECT_FALSE(target.starts_with("Eigen/") && !name.starts_with("core/")) << name << ":" << number << " brings mathematics into " << kLayers[static_cast<std::size_t>(own)];
    }
  }
  EXPECT_GT(seen, 100);
}

}  // namespace
