#include "ui/compute/latency_meter.hpp"

#include <algorithm>
#include <cmath>

namespace separatrix {

void LatencyMeter::painted(std::uint64_t generation, Clock::time_point when) {
  while (!open_.empty() && open_.front().generation <= generation) {
    measured_.push_back(std::chrono::duration<double, std::milli>(when - open_.front().when).count());
    if (measured_.size() > kMemory) measured_.pop_front();
    open_.pop_front();
  }
}

double LatencyMeter::quantile(double q) const {
  if (measured_.empty()) return 0;
  std::vector<double> sorted(measured_.begin(), measured_.end());
  std::ranges::sort(sorted);
  const double rank = std::ceil(q * static_cast<double>(sorted.size()));
  const auto k = static_cast<std::size_t>(std::clamp(rank - 1, 0.0, static_cast<double>(sorted.size() - 1)));
  return sorted[k];
}

}  // namespace separatrix
