#include "core/phaseplane/atlas.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include "core/phaseplane/atlas_blocks.hpp"

namespace separatrix {
namespace {

constexpr int kBatch = 48;                       // portraits between two states given to the sink
constexpr int kPixelsWide = 64, kPixelsHigh = 48;  // of portraits nobody looks at
constexpr int kMostCells = 4'000'000;

// What is kept of a portrait.
struct Verdict {
  AtlasPortrait kind;
  std::optional<Error> error;
};

std::optional<Error> refusal(const Problem& problem, const AtlasOptions& options) {
  const auto count = static_cast<int>(problem.model->parameters.size());
  const auto usage = [](std::string sentence) { return Error{Error::Code::usage, std::move(sentence)}; };
  if (options.xParameter < 0 || options.xParameter >= count || options.yParameter < 0 || options.yParameter >= count)
    return usage("An atlas needs two parameters of the model.");
  if (options.xParameter == options.yParameter) return usage("An atlas needs two different parameters.");
  for (const Interval& range : {options.x, options.y})
    if (!(range.isBounded() && range.lo < range.hi)) return usage("A range of the atlas is empty or unbounded.");
  if (options.columns < 1 || options.rows < 1 || options.columns > kMostCells / options.rows)
    return usage("An atlas needs between one and four million cells.");
  return std::nullopt;
}

Verdict judge(Problem problem, const AtlasOptions& options, double x, double y, const std::stop_token& stop) {
  problem.parameters[static_cast<std::size_t>(options.xParameter)] = x;
  problem.parameters[static_cast<std::size_t>(options.yParameter)] = y;
  PortraitOptions portraying;
  portraying.pixelsWide = kPixelsWide;
  portraying.pixelsHigh = kPixelsHigh;
  const Result<Portrait> portrait = computePortrait(problem, portraying, nullptr, stop);
  if (!portrait) return {{}, portrait.error()};
  AtlasPortrait kind{portrait->signature, x, y, {}, {}};
  for (const Equilibrium& e : portrait->equilibria) kind.equilibria.emplace_back(name(e.type));
  for (const FixedPoint& p : portrait->fixedPoints) kind.equilibria.emplace_back(name(p.type));
  for (const Cycle& c : portrait->cycles) kind.cycles.emplace_back(name(c.stability));
  std::ranges::sort(kind.equilibria);
  std::ranges::sort(kind.cycles);
  return {std::move(kind), std::nullopt};
}

/// The atlas while it grows: kinds in the order in which they were met.
class Survey {
 public:
  Survey(const Problem& problem, const AtlasOptions& options) : blocks_(options.columns, options.rows) {
    atlas_.problem = problem;
    atlas_.options = options;
  }

  AtlasBlocks& blocks() { return blocks_; }

  void note(int cell, const Verdict& verdict) {
    ++atlas_.computed;
    if (verdict.error) {
      if (failures_++ == 0) firstFailure_ = verdict.error->sentence;
      return blocks_.judge(cell, AtlasBlocks::kNone);
    }
    const auto [place, fresh] = numbers_.try_emplace(verdict.kind.signature, static_cast<int>(kinds_.size()));
    if (fresh) kinds_.push_back(verdict.kind);
    blocks_.judge(cell, place->second);
  }

  Atlas state() const;

 private:
  void chooseExample(Atlas& atlas, int kind, int met) const;

  Atlas atlas_;
  AtlasBlocks blocks_;
  std::map<std::string, int> numbers_;
  std::vector<AtlasPortrait> kinds_;
  std::size_t failures_ = 0;
  std::string firstFailure_;
};

// The example of a kind is the computed cell farthest from any cell of another kind (distances in cells).
void Survey::chooseExample(Atlas& atlas, int kind, int met) const {
  const int columns = atlas.options.columns;
  double most = -1;
  for (std::size_t a = 0; a < atlas.cells.size(); ++a) {
    if (blocks_.known()[a] != met) continue;
    const int ca = static_cast<int>(a) % columns, ra = static_cast<int>(a) / columns;
    double nearest = std::min({ca + 1, columns - ca, ra + 1, atlas.options.rows - ra});
    for (int row = std::max(0, ra - static_cast<int>(nearest)); row <= std::min(atlas.options.rows - 1, ra + static_cast<int>(nearest)); ++row)
      for (int column = std::max(0, ca - static_cast<int>(nearest)); column <= std::min(columns - 1, ca + static_cast<int>(nearest)); ++column)
        if (atlas.cells[static_cast<std::size_t>(row * columns + column)] != kind)
          nearest = std::min(nearest, std::hypot(column - ca, row - ra));
    if (!(nearest > most)) continue;
    most = nearest;
    atlas.portraits[static_cast<std::size_t>(kind)].x = atlas.xOf(ca);
    atlas.portraits[static_cast<std::size_t>(kind)].y = atlas.yOf(ra);
  }
}

Atlas Survey::state() const {
  Atlas atlas = atlas_;
  const std::vector<int> met = blocks_.filled();
  std::vector<int> number(kinds_.size(), -1), order;
  atlas.cells.assign(met.size(), -1);
  for (std::size_t k = 0; k < met.size(); ++k) {
    if (met[k] < 0) continue;
    int& own = number[static_cast<std::size_t>(met[k])];
    if (own < 0) {
      own = static_cast<int>(order.size());
      order.push_back(met[k]);
      atlas.portraits.push_back(kinds_[static_cast<std::size_t>(met[k])]);
    }
    atlas.cells[k] = own;
  }
  for (std::size_t kind = 0; kind < order.size(); ++kind) chooseExample(atlas, static_cast<int>(kind), order[kind]);
  if (failures_ > 0)
    atlas.remarks.push_back("At " + std::to_string(failures_) + " points there is no portrait: " + firstFailure_);
  return atlas;
}

}  // namespace

int Atlas::cellAt(double x, double y) const {
  if (!options.x.contains(x) || !options.y.contains(y)) return -1;
  const auto index = [](double value, const Interval& range, int count) {
    return std::clamp(static_cast<int>((value - range.lo) / range.width() * count), 0, count - 1);
  };
  return index(y, options.y, options.rows) * options.columns + index(x, options.x, options.columns);
}

Result<Atlas> computeAtlas(const Problem& problem, const AtlasOptions& options, const Executor& executor,
                           const AtlasSink& sink, const std::stop_token& stop) {
  if (auto error = refusal(problem, options)) return std::unexpected(std::move(*error));
  Survey survey(problem, options);
  Atlas geometry;
  geometry.options = options;
  for (std::vector<int> wanted = survey.blocks().wanted(); !wanted.empty(); wanted = survey.blocks().wanted()) {
    for (std::size_t first = 0; first < wanted.size(); first += kBatch) {
      std::vector<Verdict> verdicts(std::min<std::size_t>(kBatch, wanted.size() - first));
      executor(verdicts.size(), [&](std::size_t k) {
        if (stop.stop_requested()) return;
        const int cell = wanted[first + k];
        verdicts[k] = judge(problem, options, geometry.xOf(cell % options.columns), geometry.yOf(cell / options.columns), stop);
      });
      if (stop.stop_requested()) return std::unexpected(Error{Error::Code::cancelled, "The atlas was not finished."});
      for (std::size_t k = 0; k < verdicts.size(); ++k) survey.note(wanted[first + k], verdicts[k]);
      if (sink) sink(survey.state());
    }
    survey.blocks().refine();
  }
  return survey.state();
}

std::string describe(const AtlasPortrait& portrait) {
  const auto list = [](const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
    return text;
  };
  const std::size_t n = portrait.equilibria.size(), m = portrait.cycles.size();
  std::string text = n == 0 ? "no equilibria" : std::to_string(n) + (n == 1 ? " equilibrium" : " equilibria") + " (" + list(portrait.equilibria) + ")";
  text += m == 0 ? ", no cycles" : ", " + std::to_string(m) + (m == 1 ? " cycle" : " cycles") + " (" + list(portrait.cycles) + ")";
  return text;
}

}  // namespace separatrix
