#pragma once

namespace separatrix {

/// The first representable time after which `hasHappened` holds, between a (where it does not) and
/// b (where it does), by bisection down to neighboring doubles. hasHappened(result) is true.
template <class Predicate>
double locate(double a, double b, Predicate&& hasHappened) {
  constexpr int kMostHalvings = 200;
  for (int k = 0; k < kMostHalvings; ++k) {
    const double middle = a + (b - a) / 2;
    if (middle == a || middle == b) break;
    (hasHappened(middle) ? b : a) = middle;
  }
  return b;
}

}  // namespace separatrix
