#include "core/equilibria/enclose_field.hpp"

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

#include "core/equilibria/careful_enclosure.hpp"

namespace separatrix {

EnclosedEquations encloseField(const Field& field) {
  const int n = field.dimension();
  const CarefulEnclosure careful(field.share(field.program().field), field.parameters());
  return {n,
          [n, f = field.intervals(), careful](const Interval* x, Interval* out) mutable {
            f(x, out);
            const bool isBounded = std::all_of(out, out + n, [](const Interval& y) { return y.isBounded(); });
            const std::span<const Interval> box(x, static_cast<std::size_t>(n));
            if ((!isBounded || careful.mayJump(box)) && careful.excludesZero(box)) out[0] = 1.0;
          },
          [n, fJ = field.intervalsWithJacobian(), careful, both = std::vector<Interval>(static_cast<std::size_t>(n + n * n))](
              const Interval* x, Interval* f, Interval* J) mutable {
            fJ(x, both.data());
            std::copy_n(both.data(), n, f);
            std::copy_n(both.data() + n, n * n, J);
            if (careful.mayJump({x, static_cast<std::size_t>(n)})) std::fill_n(J, n * n, Interval::whole());
          }};
}

}  // namespace separatrix
