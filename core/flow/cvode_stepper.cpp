#include <cvode/cvode.h>
#include <nvector/nvector_serial.h>
#include <sundials/sundials_context.h>
#include <sunlinsol/sunlinsol_dense.h>
#include <sunmatrix/sunmatrix_dense.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/base/contract.hpp"
#include "core/flow/stepper.hpp"

namespace separatrix {
namespace {

struct FreeContext {
  void operator()(SUNContext context) const { SUNContext_Free(&context); }
};
struct FreeVector {
  void operator()(N_Vector vector) const { N_VDestroy(vector); }
};
struct FreeMatrix {
  void operator()(SUNMatrix matrix) const { SUNMatDestroy(matrix); }
};
struct FreeSolver {
  void operator()(SUNLinearSolver solver) const { SUNLinSolFree(solver); }
};
struct FreeMemory {
  void operator()(void* memory) const { CVodeFree(&memory); }
};
template <class Pointer, class Free>
using Owned = std::unique_ptr<std::remove_pointer_t<Pointer>, Free>;

constexpr int kAgain = 1;  // what a right-hand side returns when a shorter step may help

class CvodeStepper final : public DenseStepper {
 public:
  CvodeStepper(const Field& field, double tolerance)
      : n_(field.dimension()),
        field_(field.values()),
        jacobian_(field.withJacobian()),
        values_(static_cast<std::size_t>(n_) * static_cast<std::size_t>(n_ + 1)) {
    SUNContext context = nullptr;
    SEPARATRIX_EXPECTS(SUNContext_Create(nullptr, &context) == 0);
    context_.reset(context);
    x_.reset(N_VNew_Serial(n_, context));
    scratch_.reset(N_VNew_Serial(n_, context));
    N_VConst(0, x_.get());
    memory_.reset(CVodeCreate(CV_BDF, context));
    matrix_.reset(SUNDenseMatrix(n_, n_, context));
    solver_.reset(SUNLinSol_Dense(x_.get(), matrix_.get(), context));
    bool ready = CVodeInit(memory_.get(), rightHandSide, 0, x_.get()) == CV_SUCCESS;
    ready = ready && CVodeSetErrHandlerFn(memory_.get(), silence, nullptr) == CV_SUCCESS;
    ready = ready && CVodeSetUserData(memory_.get(), this) == CV_SUCCESS;
    ready = ready && CVodeSStolerances(memory_.get(), tolerance, tolerance) == CV_SUCCESS;
    ready = ready && CVodeSetLinearSolver(memory_.get(), solver_.get(), matrix_.get()) == CV_SUCCESS;
    ready = ready && CVodeSetJacFn(memory_.get(), jacobianOf) == CV_SUCCESS;
    ready = ready && CVodeSetMaxNumSteps(memory_.get(), -1) == CV_SUCCESS;
    SEPARATRIX_EXPECTS(ready);
  }

  void restart(std::span<const double> x, double t, double end) override {
    std::ranges::copy(x, N_VGetArrayPointer(x_.get()));
    from_ = to_ = t;
    started_ =
        CVodeReInit(memory_.get(), t, x_.get()) == CV_SUCCESS && CVodeSetStopTime(memory_.get(), end) == CV_SUCCESS;
    end_ = end;
  }

  Outcome advance() override {
    if (!started_) return Outcome::stalled;
    double t = to_;
    sawNonFinite_ = false;
    const int flag = CVode(memory_.get(), end_, x_.get(), &t, CV_ONE_STEP);
    if (flag < 0) {
      const bool noValue = flag == CV_RHSFUNC_FAIL || flag == CV_FIRST_RHSFUNC_ERR || flag == CV_REPTD_RHSFUNC_ERR ||
                           flag == CV_UNREC_RHSFUNC_ERR || sawNonFinite_;
      return noValue ? Outcome::nonFinite : Outcome::stalled;
    }
    from_ = to_;
    to_ = flag == CV_TSTOP_RETURN ? end_ : t;
    return Outcome::advanced;
  }

  double from() const override { return from_; }
  double to() const override { return to_; }
  void at(double t, std::span<double> x) override {
    const N_Vector source =
        t == to_ || CVodeGetDky(memory_.get(), t, 0, scratch_.get()) != CV_SUCCESS ? x_.get() : scratch_.get();
    std::copy_n(N_VGetArrayPointer(source), n_, x.begin());
  }

 private:
  static int rightHandSide(double t, N_Vector x, N_Vector f, void* self) {
    auto& stepper = *static_cast<CvodeStepper*>(self);
    double* const out = N_VGetArrayPointer(f);
    stepper.field_(N_VGetArrayPointer(x), out, t);
    if (std::all_of(out, out + stepper.n_, [](double v) { return std::isfinite(v); })) return 0;
    stepper.sawNonFinite_ = true;
    return kAgain;
  }

  static int jacobianOf(double t, N_Vector x, N_Vector, SUNMatrix J, void* self, N_Vector, N_Vector, N_Vector) {
    auto& stepper = *static_cast<CvodeStepper*>(self);
    const int n = stepper.n_;
    double* const values = stepper.values_.data();
    stepper.jacobian_(N_VGetArrayPointer(x), values, t);
    for (int i = 0; i < n; ++i) {
      for (int j = 0; j < n; ++j) {
        const double entry = values[n + i * n + j];
        if (!std::isfinite(entry)) return kAgain;
        SM_ELEMENT_D(J, i, j) = entry;
      }
    }
    return 0;
  }

  static void silence(int, const char*, const char*, char*, void*) {}  // what failed comes back as a value

  int n_;
  Evaluator<double> field_, jacobian_;
  std::vector<double> values_;
  Owned<SUNContext, FreeContext> context_;
  Owned<N_Vector, FreeVector> x_, scratch_;
  Owned<SUNMatrix, FreeMatrix> matrix_;
  Owned<SUNLinearSolver, FreeSolver> solver_;
  std::unique_ptr<void, FreeMemory> memory_;
  double from_ = 0, to_ = 0, end_ = 0;
  bool started_ = false, sawNonFinite_ = false;
};

}  // namespace

std::unique_ptr<DenseStepper> makeCvodeStepper(const Field& field, double tolerance) {
  return std::make_unique<CvodeStepper>(field, tolerance);
}

}  // namespace separatrix
