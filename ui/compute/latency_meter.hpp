#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <vector>

namespace separatrix {

/// Measures, for every question asked, how long it took until a frame was painted that answers it
/// or a later one. Keeps the last `kMemory` measurements.
class LatencyMeter {
 public:
  using Clock = std::chrono::steady_clock;
  static constexpr std::size_t kMemory = 1000;

  void asked(std::uint64_t generation, Clock::time_point when) { open_.push_back({generation, when}); }
  void painted(std::uint64_t generation, Clock::time_point when);

  double last() const { return measured_.empty() ? 0 : measured_.back(); }  ///< ms
  double quantile(double q) const;                                          ///< ms; 0 when nothing was measured
  std::size_t count() const { return measured_.size(); }

 private:
  struct Open {
    std::uint64_t generation;
    Clock::time_point when;
  };
  std::deque<Open> open_;
  std::deque<double> measured_;
};

}  // namespace separatrix
