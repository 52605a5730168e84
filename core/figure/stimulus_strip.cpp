#include "core/figure/stimulus_strip.hpp"

#include <algorithm>

#include "core/base/number.hpp"
#include "core/figure/math_text.hpp"

namespace separatrix {
namespace {

constexpr double kStrip = 0.36;  // of the time course's height
constexpr double kAir = 0.22;   // of the strip, above and below its line

}  // namespace

void addStimulusStrip(Figure& figure, const Model& model, int parameter, const StimulusCourse& course) {
  if (course.t.empty() || course.t.size() != course.value.size()) return;
  const auto [lowest, highest] = std::ranges::minmax(course.value);
  const double border = figure.y.range.lo, high = kStrip * figure.y.range.width();
  const auto at = [&, least = lowest, most = highest](double value) {
    const double s = most > least ? (value - least) / (most - least) : 0;
    return border - high + high * (kAir + (1 - 2 * kAir) * s);
  };
  Curve line;
  for (std::size_t k = 0; k < course.t.size(); ++k) {
    line.append({course.t[k], at(course.value[k])});
    line.append({k + 1 < course.t.size() ? course.t[k + 1] : figure.x.range.hi, at(course.value[k])});
  }
  Curve divider;
  divider.append({figure.x.range.lo, border});
  divider.append({figure.x.range.hi, border});
  figure.lines.push_back({Layer::notes, Role::grid, std::move(divider), {}, false, ""});
  figure.lines.push_back({Layer::notes, Role::note, std::move(line), {}, false, "stimulus"});
  const Parameter& p = model.parameters[static_cast<std::size_t>(parameter)];
  std::string words = "$" + symbolFor(p.name, p.label) + "$ = " + formatNumber(course.value.front(), 5);
  if (highest > lowest) words += " \u2192 " + formatNumber(course.value.front() == lowest ? highest : lowest, 5);
  if (!p.unit.empty()) words += " " + p.unit;
  figure.texts.push_back({Layer::notes, Role::text, figure.x.range.lo + 0.6 * figure.x.range.width(), border - 0.55 * high, words});
  figure.y.range = {border - high, figure.y.range.hi};
}

}  // namespace separatrix
