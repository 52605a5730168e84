#include "core/figure/atlas_figure.hpp"

#include <utility>

#include "core/figure/captions.hpp"
#include "core/figure/parameter_plane_figure.hpp"

namespace separatrix {

Figure atlasFigure(const Atlas& atlas) {
  const AtlasOptions& options = atlas.options;
  const Model& model = *atlas.problem.model;
  Figure figure;
  figure.x = parameterAxis(model, options.xParameter, options.x);
  figure.y = parameterAxis(model, options.yParameter, options.y);
  figure.title = titleOf(model);
  figure.caption = captionOf(atlas.problem, {options.xParameter, options.yParameter});
  figure.cells.push_back({Layer::field, options.x, options.y, options.columns, atlas.cells});
  for (std::size_t k = 0; k < atlas.portraits.size(); ++k)
    figure.labels.push_back({Layer::notes, Role::text, atlas.portraits[k].x, atlas.portraits[k].y, std::to_string(k + 1)});
  return figure;
}

Figure underlayOf(const Atlas* atlas, const Diagram* diagram) {
  SEPARATRIX_EXPECTS(atlas != nullptr || diagram != nullptr);
  if (diagram == nullptr) return atlasFigure(*atlas);
  Figure figure = parameterPlaneFigure(*diagram);
  if (atlas == nullptr) return figure;
  Figure below = atlasFigure(*atlas);
  figure.cells = std::move(below.cells);
  for (FigureLabel& label : below.labels) figure.labels.push_back(std::move(label));
  return figure;
}

}  // namespace separatrix
