// The block kernel, included once by each block_kernel_v*.cpp with that file's vector width. No
// inline function of the library may be used here: its AVX2 copy could be the one the linker keeps,
// and would then run on processors without AVX2. Hence no library header, and everything local to the file.
#include "core/model/block_kernel.hpp"

namespace separatrix {

// Defined for double elsewhere; declared here because their headers bring the library in.
double modulo(double x, double y);
double linearOverExpm1Slope(double x);
double linearOverExpm1Curvature(double x);
double sincSlope(double x);
double linearOverExpm1Derivative(double x, double k);
double sincDerivative(double x, double k);
double logGamma(double x);
double polygamma(double x, double k);
double besselJ(double n, double x);
double besselY(double n, double x);

}  // namespace separatrix

typedef double SeparatrixVector __attribute__((vector_size(SEPARATRIX_BLOCK_WIDTH * 8)));

// glibc's libmvec, called by its vector ABI names: the compiler does so itself only under -ffast-math.
extern "C" {
#define SEPARATRIX_DECLARE(name) SeparatrixVector SEPARATRIX_VECTOR_FUNCTION(name)(SeparatrixVector);
SEPARATRIX_DECLARE(exp)
SEPARATRIX_DECLARE(expm1)
SEPARATRIX_DECLARE(log)
SEPARATRIX_DECLARE(log10)
SEPARATRIX_DECLARE(sin)
SEPARATRIX_DECLARE(cos)
SEPARATRIX_DECLARE(tan)
SEPARATRIX_DECLARE(asin)
SEPARATRIX_DECLARE(acos)
SEPARATRIX_DECLARE(atan)
SEPARATRIX_DECLARE(sinh)
SEPARATRIX_DECLARE(cosh)
SEPARATRIX_DECLARE(tanh)
SEPARATRIX_DECLARE(erf)
SEPARATRIX_DECLARE(erfc)
SeparatrixVector SEPARATRIX_VECTOR_FUNCTION_OF_TWO(pow)(SeparatrixVector, SeparatrixVector);
SeparatrixVector SEPARATRIX_VECTOR_FUNCTION_OF_TWO(atan2)(SeparatrixVector, SeparatrixVector);
}

namespace separatrix::SEPARATRIX_BLOCK_NAMESPACE {
namespace {

using Vector = SeparatrixVector;
constexpr unsigned kWidth = SEPARATRIX_BLOCK_WIDTH;
constexpr unsigned kVectors = kBlockSize / kWidth;
constexpr Vector kZero = {}, kOne = kZero + 1.0;

#define SEPARATRIX_INLINE __attribute__((always_inline)) inline

SEPARATRIX_INLINE Vector splat(double x) { return x - kZero; }  // x - 0 keeps the sign of a zero x
template <class Mask>
SEPARATRIX_INLINE Vector truth(Mask mask) {
  return mask ? kOne : kZero;
}

struct Registers {
  const double* uniforms;
  unsigned uniformCount;
  double* columns;

  bool isUniform(unsigned r) const { return r < uniformCount; }
  Vector* column(unsigned r) const {
    return reinterpret_cast<Vector*>(columns + static_cast<unsigned long>(r - uniformCount) * kBlockSize);
  }
  // The operand as a column, written out into `scratch` when it is uniform.
  const Vector* spread(unsigned r, Vector* scratch) const {
    if (!isUniform(r)) return column(r);
    for (unsigned i = 0; i < kVectors; ++i) scratch[i] = splat(uniforms[r]);
    return scratch;
  }
};

// Element by element with a function of numbers: for what is rare.
template <class F>
SEPARATRIX_INLINE Vector each(F f, Vector x) {
  for (unsigned k = 0; k < kWidth; ++k) x[k] = f(x[k]);
  return x;
}
template <class F>
SEPARATRIX_INLINE Vector each(F f, Vector x, Vector y) {
  for (unsigned k = 0; k < kWidth; ++k) x[k] = f(x[k], y[k]);
  return x;
}

// u / (1 - exp(-u)); below -740 it is below the normal numbers.
SEPARATRIX_INLINE Vector phi(Vector u) {
  const Vector quotient = u / -SEPARATRIX_VECTOR_FUNCTION(expm1)(-u);
  return u == kZero ? kOne : u < kZero - 740.0 ? kZero : quotient;
}

// The smaller, the larger; not a number when either is not.
SEPARATRIX_INLINE Vector smaller(Vector x, Vector y) { return x < y ? x : y <= x ? y : x + y; }
SEPARATRIX_INLINE Vector larger(Vector x, Vector y) { return x > y ? x : y >= x ? y : x + y; }

template <class F>
SEPARATRIX_INLINE void unary(const Registers& r, const Instruction& in, unsigned n, F f) {
  Vector* const y = r.column(in.target);
  const Vector* const a = r.column(in.a);
  for (unsigned i = 0; i < n; ++i) y[i] = f(a[i]);
}

// The four arithmetic operations: a uniform operand stays in a machine register.
template <class F>
SEPARATRIX_INLINE void arithmetic(const Registers& r, const Instruction& in, unsigned n, F f) {
  Vector* const y = r.column(in.target);
  if (r.isUniform(in.a)) {
    const Vector a = splat(r.uniforms[in.a]), *const b = r.column(in.b);
    for (unsigned i = 0; i < n; ++i) y[i] = f(a, b[i]);
  } else if (r.isUniform(in.b)) {
    const Vector* const a = r.column(in.a);
    const Vector b = splat(r.uniforms[in.b]);
    for (unsigned i = 0; i < n; ++i) y[i] = f(a[i], b);
  } else {
    const Vector *const a = r.column(in.a), *const b = r.column(in.b);
    for (unsigned i = 0; i < n; ++i) y[i] = f(a[i], b[i]);
  }
}

template <class F>
SEPARATRIX_INLINE void binary(const Registers& r, const Instruction& in, unsigned n, F f) {
  Vector scratchA[kVectors], scratchB[kVectors];
  const Vector *const a = r.spread(in.a, scratchA), *const b = r.spread(in.b, scratchB);
  Vector* const y = r.column(in.target);
  for (unsigned i = 0; i < n; ++i) y[i] = f(a[i], b[i]);
}

void choose(const Registers& r, const Instruction& in, unsigned n) {
  Vector scratchA[kVectors], scratchB[kVectors], scratchC[kVectors];
  const Vector *const a = r.spread(in.a, scratchA), *const b = r.spread(in.b, scratchB),
                      *const c = r.spread(in.c, scratchC);
  Vector* const y = r.column(in.target);
  for (unsigned i = 0; i < n; ++i) y[i] = a[i] != kZero ? b[i] : c[i];
}

}  // namespace

#define SEPARATRIX_UNARY(name, expression)                           \
  case Operation::name:                                              \
    unary(r, *in, n, [](Vector x) -> Vector { return expression; }); \
    break
#define SEPARATRIX_LIBRARY(name) SEPARATRIX_UNARY(name, SEPARATRIX_VECTOR_FUNCTION(name)(x))
#define SEPARATRIX_ARITHMETIC(name, expression)                                     \
  case Operation::name:                                                             \
    arithmetic(r, *in, n, [](Vector x, Vector y) -> Vector { return expression; }); \
    break
#define SEPARATRIX_BINARY(name, expression) \
  case Operation::name: binary(r, *in, n, [](Vector x, Vector y) -> Vector { return expression; }); break

void run(const Instruction* code, unsigned long length, const double* uniforms, unsigned uniformCount, double* columns,
         unsigned quads) {
  const Registers r{uniforms, uniformCount, columns};
  const unsigned n = quads * (4 / kWidth);
  for (const Instruction* in = code; in != code + length; ++in) {
    switch (in->operation) {
      case Operation::literal:
      case Operation::state:
      case Operation::time:
      case Operation::parameter:
        break;
        SEPARATRIX_UNARY(negate, -x);
        SEPARATRIX_UNARY(sqrt, each([](double v) { return __builtin_sqrt(v); }, x));
        SEPARATRIX_LIBRARY(exp);
        SEPARATRIX_LIBRARY(log);
        SEPARATRIX_LIBRARY(log10);
        SEPARATRIX_LIBRARY(sin);
        SEPARATRIX_LIBRARY(cos);
        SEPARATRIX_LIBRARY(tan);
        SEPARATRIX_LIBRARY(asin);
        SEPARATRIX_LIBRARY(acos);
        SEPARATRIX_LIBRARY(atan);
        SEPARATRIX_LIBRARY(sinh);
        SEPARATRIX_LIBRARY(cosh);
        SEPARATRIX_LIBRARY(tanh);
        SEPARATRIX_LIBRARY(erf);
        SEPARATRIX_LIBRARY(erfc);
        SEPARATRIX_UNARY(abs, each([](double v) { return __builtin_fabs(v); }, x));
        SEPARATRIX_UNARY(sign, truth(x > kZero) - truth(x < kZero));
        SEPARATRIX_UNARY(heaviside, truth(x >= kZero));
        SEPARATRIX_UNARY(floor, each([](double v) { return __builtin_floor(v); }, x));
        SEPARATRIX_UNARY(ceil, each([](double v) { return __builtin_ceil(v); }, x));
        SEPARATRIX_UNARY(logicalNot, truth(x == kZero));
        SEPARATRIX_UNARY(linearOverExpm1, phi(x));
        SEPARATRIX_UNARY(linearOverExpm1Slope, each(linearOverExpm1Slope, x));
        SEPARATRIX_UNARY(linearOverExpm1Curvature, each(linearOverExpm1Curvature, x));
        SEPARATRIX_UNARY(sinc, (x == kZero ? kOne : SEPARATRIX_VECTOR_FUNCTION(sin)(x) / x));
        SEPARATRIX_UNARY(sincSlope, each(sincSlope, x));
        SEPARATRIX_UNARY(logGamma, each(logGamma, x));
      case Operation::jumpSlope:
        unary(r, *in, n, [](Vector) -> Vector { return kZero; });
        break;
        SEPARATRIX_UNARY(square, x * x);
        SEPARATRIX_UNARY(cube, x * x * x);
        SEPARATRIX_UNARY(reciprocal, 1.0 / x);
        SEPARATRIX_ARITHMETIC(add, x + y);
        SEPARATRIX_ARITHMETIC(subtract, x - y);
        SEPARATRIX_ARITHMETIC(multiply, x * y);
        SEPARATRIX_ARITHMETIC(divide, x / y);
        SEPARATRIX_BINARY(power, SEPARATRIX_VECTOR_FUNCTION_OF_TWO(pow)(x, y));
        SEPARATRIX_BINARY(modulo, each(modulo, x, y));
        SEPARATRIX_BINARY(minimum, smaller(x, y));
        SEPARATRIX_BINARY(maximum, larger(x, y));
        SEPARATRIX_BINARY(atan2, SEPARATRIX_VECTOR_FUNCTION_OF_TWO(atan2)(x, y));
        SEPARATRIX_BINARY(linearOverExpm1Derivative, each(linearOverExpm1Derivative, x, y));
        SEPARATRIX_BINARY(sincDerivative, each(sincDerivative, x, y));
        SEPARATRIX_BINARY(polygamma, each(polygamma, x, y));
        SEPARATRIX_BINARY(less, truth(x < y));
        SEPARATRIX_BINARY(lessEqual, truth(x <= y));
        SEPARATRIX_BINARY(greater, truth(x > y));
        SEPARATRIX_BINARY(greaterEqual, truth(x >= y));
        SEPARATRIX_BINARY(equal, truth(x == y));
        SEPARATRIX_BINARY(notEqual, truth(x != y));
        SEPARATRIX_BINARY(logicalAnd, truth(x != kZero) * truth(y != kZero));
        SEPARATRIX_BINARY(logicalOr, larger(truth(x != kZero), truth(y != kZero)));
        SEPARATRIX_BINARY(besselJ, each(besselJ, x, y));
        SEPARATRIX_BINARY(besselY, each(besselY, x, y));
      case Operation::select: choose(r, *in, n); break;
    }
  }
}

}  // namespace separatrix::SEPARATRIX_BLOCK_NAMESPACE
