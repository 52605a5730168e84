#pragma once

#include <string>

#include "core/figure/figure.hpp"
#include "core/figure/page_layout.hpp"
#include "core/figure/style.hpp"

namespace separatrix {

/// The figure as SVG text: exact page size, one group per layer with id `layer-NAME` (all eight,
/// empty ones too), clip path, real text, title and description. Equal inputs give equal bytes.
std::string writeSvg(const Figure& figure, const Style& style, const PageSize& page, bool transparent = false);

}  // namespace separatrix
