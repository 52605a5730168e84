#pragma once

#include <cmath>
#include <span>

#include "core/model/tape.hpp"
#include "core/scalar/interval.hpp"
#include "core/scalar/smooth_quotient.hpp"

namespace separatrix {

/// How a Literal becomes a scalar: the one customization point a new scalar type must provide.
template <class S>
struct Lift {
  static S from(const Literal& c) { return S(c.nearest); }
};
template <>
struct Lift<Interval> {
  static Interval from(const Literal& c) { return {c.below, c.above}; }
};

/// Functions the C library lacks, for double; a scalar type provides its own by overloading.
double sign(double x);
double heaviside(double x);  ///< XPPAUT's: 1 at 0
double minimum(double x, double y);  ///< not a number when either is not
double maximum(double x, double y);  ///< not a number when either is not
double modulo(double x, double y);   ///< XPPAUT's: fmod, plus y where that is negative
double logGamma(double x);
double polygamma(double x, double k);  ///< (k+1)-th derivative of logGamma
double besselJ(double n, double x);
double besselY(double n, double x);

/// Runs `code` of a tape: registers[target] = operation(registers[a], ...), in order.
template <class S>
void run(std::span<const Tape::Instruction> code, S* registers);

template <>
void run<double>(std::span<const Tape::Instruction> code, double* registers);
template <>
void run<Interval>(std::span<const Tape::Instruction> code, Interval* registers);

/// Fills the uniform registers: literals, parameters, prologue.
template <class S>
void bindParameters(const Tape& tape, std::span<const S> parameters, S* registers) {
  for (std::size_t i = 0; i < tape.literals.size(); ++i) registers[i] = Lift<S>::from(tape.literals[i]);
  for (std::size_t i = 0; i < parameters.size(); ++i) registers[tape.literals.size() + i] = parameters[i];
  run<S>(tape.prologue, registers);
}

}  // namespace separatrix
