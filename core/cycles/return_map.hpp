#pragma once

#include <span>
#include <stop_token>
#include <vector>

#include "core/cycles/orbit_record.hpp"
#include "core/cycles/section.hpp"

namespace separatrix {

/// What became of an orbit that started on a section.
struct Return {
  enum class Kind { returned, arrived, left, spent };
  Kind kind = Kind::spent;
  double s = 0;         ///< where it returned, in window widths along the section
  double time = 0;      ///< how long it took, signed like the direction
  double logSlope = 0;  ///< log of the derivative of the return map; only from followReturn
  double growth = 0;    ///< largest log of exp(integral of div f) between two times; only from followReturn
  /// Where neighbors were farthest apart, exp(integral of div f) / |f| largest; only from followReturn.
  PlanePoint widest{};
  PlanePoint extent{};    ///< how far the orbit spread in each variable; only from followReturn
  bool stiff = false;     ///< spent on steps held short by stability, not accuracy
  bool implicit = false;  ///< followed by an implicit method; only from followReturn

  bool isReturn() const { return kind == Kind::returned; }
};

/// A place where orbits end: an equilibrium that attracts in the direction followed.
struct Sink {
  PlanePoint at{};
  double radius = 0;  ///< in window widths
};

struct ReturnOptions {
  int direction = 1;  ///< -1: backward in time
  double tolerance = 1e-7;
  double reach = 100;  ///< farther than this from the section's origin, in window widths, an orbit has left
  int maximalSteps = 2000;
  bool implicit = false;  ///< followReturn takes the implicit method at once, not only when steps get too many
  double longest = 0;     ///< more time than this is not spent by followReturn; 0: no limit
  PlanePoint size{};      ///< of the orbit in each variable, for absolute errors; 0: judged from s
};

/// The return map at many points at once, by lanes of order 5: what finds out where cycles are.
std::vector<Return> scanReturns(const Field& field, const Section& section, std::span<const double> starts,
                                std::span<const Sink> sinks, const ReturnOptions& options,
                                const std::stop_token& stop = {});

/// The return map at one point by steps of order 8, with its derivative from the divergence,
///   dP/ds = (f x u)(start) / (f x u)(return) exp(integral of div f dt):  what cycles are closed with.
/// An orbit that takes too many steps is followed again by an implicit method: the field is stiff there.
/// The orbit itself goes into `record` when one is given.
Return followReturn(const Field& field, const Section& section, double start, std::span<const Sink> sinks,
                    const ReturnOptions& options, const std::stop_token& stop = {}, OrbitRecord* record = nullptr);

/// Where an orbit that has come to x without returning need not be followed any further.
std::optional<Return::Kind> endOfOrbit(const Section& section, std::span<const Sink> sinks, const double* x,
                                       double reach);

/// Whether explicit steps of mean length h are as long as stability lets them be at x, h |Df| of order 1.
bool areStepsHeldShort(Evaluator<double>& jet, const PlanePoint& x, double h);

/// How far a return of scanReturns or followReturn may be off, relative to the distance s from the
/// section's origin: log(P(s)/s) below this is not to be told from 0.
double scanNoise(const Section& section, double s, double tolerance);
double followNoise(const Section& section, double s, double tolerance);

}  // namespace separatrix
