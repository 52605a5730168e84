#include "core/model/diagnostic.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "core/model/model.hpp"

namespace separatrix {
namespace {

// Levenshtein's distance d[i][j] between the first i letters of a and the first j of b, row by row.
std::size_t editDistance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      const std::size_t change = sameName(a.substr(i - 1, 1), b.substr(j - 1, 1)) ? 0 : 1;
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + change});
      diagonal = above;
    }
  }
  return row[b.size()];
}

}  // namespace

void Diagnostics::add(Diagnostic diagnostic) {
  if (diagnostic.severity == Diagnostic::Severity::error) ++errors_;
  if (said_.size() < kMost) {
    said_.push_back(std::move(diagnostic));
  } else if (said_.size() == kMost) {
    said_.push_back({diagnostic.severity,
                     "E199",
                     diagnostic.line,
                     diagnostic.column,
                     1,
                     "There is more to say than is listed here.",
                     "Mend the first errors and read again.",
                     {}});
  } else if (diagnostic.severity == Diagnostic::Severity::error) {
    said_.back().severity = Diagnostic::Severity::error;
  }
}

void Diagnostics::error(std::string_view code, const Extent& where, std::string sentence, std::string suggestion,
                        std::string replacement) {
  add({Diagnostic::Severity::error, std::string(code), where.line, where.column, where.length, std::move(sentence),
       std::move(suggestion), std::move(replacement)});
}

void Diagnostics::warning(std::string_view code, const Extent& where, std::string sentence, std::string suggestion,
                          std::string replacement) {
  add({Diagnostic::Severity::warning, std::string(code), where.line, where.column, where.length, std::move(sentence),
       std::move(suggestion), std::move(replacement)});
}

std::vector<Diagnostic> Diagnostics::inOrder() const {
  std::vector<Diagnostic> sorted = said_;
  std::ranges::stable_sort(sorted, [](const Diagnostic& a, const Diagnostic& b) {
    return std::tie(a.line, a.column) < std::tie(b.line, b.column);
  });
  return sorted;
}

std::string nearestName(std::string_view name, const std::vector<std::string>& candidates) {
  constexpr std::size_t kFarthest = 2, kLongest = 64;
  std::string best;
  std::size_t bestDistance = kFarthest + 1;
  if (name.size() > kLongest) return best;
  for (const std::string& candidate : candidates) {
    const std::size_t gap =
        candidate.size() > name.size() ? candidate.size() - name.size() : name.size() - candidate.size();
    if (gap > kFarthest) continue;
    const std::size_t distance = editDistance(name, candidate);
    if (distance >= bestDistance || distance >= std::max(name.size(), candidate.size())) continue;
    best = candidate;
    bestDistance = distance;
  }
  return best;
}

}  // namespace separatrix
