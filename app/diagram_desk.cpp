#include "app/diagram_desk.hpp"

#include <QToolTip>
#include <algorithm>
#include <cmath>
#include <limits>

#include "core/figure/atlas_figure.hpp"
#include "core/figure/portrait_figure.hpp"
#include "ui/canvas/write_figure.hpp"
#include "ui/panels/diagram_panel.hpp"
#include "ui/style/qt_style.hpp"
#include "ui/views/diagram_words.hpp"
#include "ui/views/parameter_pad.hpp"
#include "ui/views/region_card.hpp"

namespace separatrix {
namespace {

constexpr int kGrayAfterMilliseconds = 150;
constexpr QSize kThumbnail(220, 160);

QPixmap thumbnailOf(const Portrait& portrait, StyleName styleName) {
  constexpr double kDpi = 96;
  Figure figure = portraitFigure(portrait);
  figure.title.clear();
  figure.show(Layer::field, false);
  const double cm = 2.54 / kDpi;
  const auto png = writePng(figure, style(styleName), {kThumbnail.width() * cm, kThumbnail.height() * cm, 6}, kDpi);
  QPixmap pixmap;
  if (png) pixmap.loadFromData(*png, "PNG");
  return pixmap;
}

}  // namespace

DiagramDesk::DiagramDesk(Session& session, WindowEdits& edits, DiagramPanel& panel, ParameterPad& pad, QObject* parent)
    : QObject(parent), session_(session), edits_(edits), panel_(panel), pad_(pad), card_(new RegionCard(&pad)),
      lines_(std::make_unique<DiagramService>(computeDiagram)), curves_(std::make_unique<DiagramService>(computeDiagram)),
      atlas_(std::make_unique<AtlasService>()) {
  slow_.setSingleShot(true);
  slow_.setInterval(kGrayAfterMilliseconds);
  connect(&slow_, &QTimer::timeout, this, [this] { panel_.view()->setStale(!lines_->settled()); });
  connect(&panel, &DiagramPanel::diagramWanted, this, &DiagramDesk::openDiagram);
  connect(&panel, &DiagramPanel::planeWanted, this, &DiagramDesk::openPlane);
  connect(&panel, &DiagramPanel::closeWanted, this, [this] { edits_.setDiagram(std::nullopt); });
  connect(&panel, &DiagramPanel::choiceEdited, this, [this](const DiagramChoice& choice) { edits_.setDiagram(choice); });
  connect(panel.view(), &DiagramView::cursorMoved, this, [this](double first, std::optional<double> second) {
    const auto& choice = session_.state().diagram;
    if (!choice) return;
    if (second && choice->second) edits_.moveParameters(choice->parameter, first, *choice->second, *second);
    else edits_.moveParameter(choice->parameter, first);
  });
  connect(panel.view(), &DiagramView::cursorReleased, &edits, &WindowEdits::endGesture);
  connect(panel.view(), &DiagramView::pointChosen, this, &DiagramDesk::choose);
  connect(panel.view(), &FigureCanvas::painted, this, &DiagramDesk::refreshed);
  connect(&pad, &ParameterPad::helpWanted, this, &DiagramDesk::help);
  connect(lines_.get(), &DiagramService::pictureReady, this, &DiagramDesk::showLines);
  connect(curves_.get(), &DiagramService::pictureReady, this, &DiagramDesk::showCurves);
  for (const auto* service : {lines_.get(), curves_.get()}) {
    connect(service, &DiagramService::asked, this, &DiagramDesk::showProgress);
    connect(service, &DiagramService::failed, this, [this](const Error& error) {
      panel_.setProgress(QString::fromStdString(error.sentence));
      emit said(QString::fromStdString(error.sentence));
    });
  }
  connect(atlas_.get(), &AtlasService::atlasReady, this, [this](const AtlasPtr& atlas) {
    shownAtlas_ = atlas;
    thumbnails_.clear();
    showUnderlay();
  });
  connect(atlas_.get(), &AtlasService::finished, this, &DiagramDesk::refreshed);
  connect(atlas_.get(), &AtlasService::portraitReady, this, &DiagramDesk::showPortrait);
}

DiagramDesk::~DiagramDesk() = default;

const DiagramView& DiagramDesk::view() const { return *panel_.view(); }

int DiagramDesk::firstParameter() const {
  const Model& model = *session_.state().model;
  return model.sliders.empty() ? 0 : model.sliders.front();
}

DiagramChoice DiagramDesk::fresh(int parameter) const {
  DiagramChoice choice;
  choice.parameter = parameter;
  choice.quantity.variable = session_.state().plane.i;
  return choice;
}

void DiagramDesk::openDiagram() {
  if (session_.state().model->parameters.empty()) return;
  edits_.setDiagram(fresh(firstParameter()));
}

void DiagramDesk::openPlane() {
  const auto pair = pad_.parameters();
  if (!pair) return;
  DiagramChoice choice = fresh(pair->first);
  choice.second = pair->second;
  choice.curves = true;
  edits_.setDiagram(choice);
}

DiagramOptions DiagramDesk::optionsOf(const DiagramChoice& choice) const {
  const SessionState& state = session_.state();
  DiagramOptions options;
  options.parameter = choice.parameter;
  options.range = choice.range.value_or(state.parameterRanges[static_cast<std::size_t>(choice.parameter)]);
  options.cycles = choice.cycles;
  options.maximalPeriod = choice.maximalPeriod;
  return options;
}

void DiagramDesk::followSession() {
  const SessionState& state = session_.state();
  panel_.setState(state, pad_.parameters());
  const bool was = shown_.has_value(), turned = was && state.diagram && shown_->curves != state.diagram->curves;
  shown_ = state.diagram;
  if (state.diagram) {
    ask();
  } else if (was) {
    lines_->forget();
    line_.reset();
    panel_.view()->clear();
  }
  if ((!state.diagram || !state.diagram->second) && (plane_ || !curves_->settled())) {
    curves_->forget();
    plane_.reset();
  }
  if (turned) showChosen();
  askAtlas();
  showUnderlay();
  if (state.diagram && !was) emit opened();
}

void DiagramDesk::ask() {
  const SessionState& state = session_.state();
  if (paused_) return;
  const DiagramChoice& choice = *state.diagram;
  DiagramOptions options = optionsOf(choice);
  lines_->request(state.problem(), options);
  if (!choice.second) return;
  options.second = SecondParameter{*choice.second, choice.secondRange.value_or(state.parameterRanges[static_cast<std::size_t>(*choice.second)])};
  curves_->request(state.problem(), options);
}

void DiagramDesk::askAtlas() {
  const SessionState& state = session_.state();
  const auto pair = pad_.parameters();
  if (!state.atlas || !pair) {
    atlas_->forget();
    shownAtlas_.reset();
    return;
  }
  if (paused_) return;
  AtlasOptions options{pair->first, pair->second, pad_.xRange(), pad_.yRange(), 48, 32};
  if (shownAtlas_ && (shownAtlas_->problem.model != state.model || shownAtlas_->options != options)) shownAtlas_.reset();
  atlas_->request(state.problem(), options);
}

void DiagramDesk::setPaused(bool paused) {
  paused_ = paused;
  if (!paused) followSession();
}

void DiagramDesk::setStyleName(StyleName name) { panel_.view()->setStyleName(name); }

void DiagramDesk::showLines(const DiagramPicture& picture) {
  const auto& choice = session_.state().diagram;
  if (!choice) return;
  if (picture.complete) slow_.stop();
  shownGeneration_ = picture.generation;
  line_ = picture.diagram;
  if (!curvesShown()) panel_.view()->setDiagram(line_, picture.complete, !session_.gestureOpen());
  showProgress();
}

// In the plot the curves take the place of the one-parameter diagram once there are any.
bool DiagramDesk::curvesShown() const {
  const auto& choice = session_.state().diagram;
  return choice && choice->curves && plane_ && !plane_->curves.empty();
}

void DiagramDesk::showChosen() {
  const DiagramPtr& wanted = curvesShown() ? plane_ : line_;
  if (wanted) panel_.view()->setDiagram(wanted, true, true);
}

void DiagramDesk::showCurves(const DiagramPicture& picture) {
  const auto& choice = session_.state().diagram;
  if (!choice || !choice->second) return;
  plane_ = picture.diagram;
  if (curvesShown()) panel_.view()->setDiagram(plane_, picture.complete, false);
  showUnderlay();
  showProgress();
}

void DiagramDesk::showProgress() {
  if (!lines_->settled() && !slow_.isActive()) slow_.start();
  const DiagramPtr seen = panel_.view()->diagram();
  QString text;
  if (!lines_->settled()) text = tr("working out branches…");
  else if (!curves_->settled()) text = tr("working out curves…");
  else if (plane_ && plane_->curves.empty()) text = tr("no curves of special points in this window");
  else if (seen && !seen->remarks.empty()) text = QString::fromStdString(seen->remarks.front());
  panel_.setProgress(text);
  emit refreshed();
}

// The atlas lowest, the curves on top of it.
void DiagramDesk::showUnderlay() {
  std::pair next(shownAtlas_, plane_);
  if (underlay_ == next) return;
  underlay_ = std::move(next);
  if (!shownAtlas_ && !plane_) return pad_.setUnderlay(nullptr);
  pad_.setUnderlay(std::make_shared<const Figure>(underlayOf(shownAtlas_.get(), plane_.get())));
}

void DiagramDesk::choose(const ChosenPoint& point) {
  const auto& choice = session_.state().diagram;
  if (!choice) return;
  chosen_ = point;
  edits_.editParameter(choice->parameter, point.parameter);
  emit refreshed();
}

QString DiagramDesk::takeChosen(const Portrait& portrait) {
  const auto& choice = session_.state().diagram;
  if (!chosen_ || !choice) return {};
  const ChosenPoint point = *std::exchange(chosen_, std::nullopt);
  if (portrait.problem.parameters[static_cast<std::size_t>(choice->parameter)] != point.parameter) return {};
  QString nearest;
  double least = std::numeric_limits<double>::infinity();
  const auto meet = [&](char letter, std::size_t k, double away) {
    if (!(away < least)) return;
    least = away;
    nearest = QStringLiteral("%1%2").arg(QLatin1Char(letter)).arg(k + 1);
  };
  const auto scaled = [&](std::size_t i, double difference) { return std::fabs(difference) / portrait.problem.box[i].width(); };
  if (point.cycle) {
    for (std::size_t k = 0; k < portrait.cycles.size(); ++k) {
      double away = 0;
      for (std::size_t i = 0; i < std::min(point.extrema.size(), portrait.cycles[k].extrema.size()); ++i)
        away += scaled(i, portrait.cycles[k].extrema[i].lo - point.extrema[i].lo) + scaled(i, portrait.cycles[k].extrema[i].hi - point.extrema[i].hi);
      meet('c', k, away);
    }
    return nearest;
  }
  const auto meetAll = [&](char letter, const auto& points) {
    for (std::size_t k = 0; k < points.size(); ++k) {
      double away = 0;
      for (std::size_t i = 0; i < std::min(point.state.size(), points[k].state.size()); ++i) away += scaled(i, points[k].state[i] - point.state[i]);
      meet(letter, k, away);
    }
  };
  meetAll('e', portrait.equilibria);
  meetAll('p', portrait.fixedPoints);
  return nearest;
}

// What the mouse rests on in the pad: a curve or point of the diagram, else a region of the atlas.
void DiagramDesk::help(QPoint global, QPointF pixel, double x, double y) {
  hoveredRegion_ = -1;
  if (const auto id = pad_.underlayAt(pixel); id && plane_) {
    const auto k = static_cast<std::size_t>(std::max(0, QString::fromStdString(*id).mid(1).toInt() - 1));
    const bool point = id->front() == 'q' && k < plane_->codim2.size(), curve = id->front() == 'k' && k < plane_->curves.size();
    if (point || curve) return QToolTip::showText(global, point ? tipOf(*plane_, plane_->codim2[k]) : tipOf(*plane_, plane_->curves[k]), &pad_);
  }
  const int cell = shownAtlas_ ? shownAtlas_->cellAt(x, y) : -1;
  const int region = cell < 0 ? -1 : shownAtlas_->cells[static_cast<std::size_t>(cell)];
  if (region < 0) return;
  hoveredRegion_ = region;
  const AtlasPortrait& portrait = shownAtlas_->portraits[static_cast<std::size_t>(region)];
  card_->showAt(global, tr("%1: %2").arg(region + 1).arg(QString::fromStdString(describe(portrait))));
  if (const auto known = thumbnails_.find(region); known != thumbnails_.end()) return card_->setPicture(known->second);
  Problem problem = shownAtlas_->problem;
  problem.parameters[static_cast<std::size_t>(shownAtlas_->options.xParameter)] = portrait.x;
  problem.parameters[static_cast<std::size_t>(shownAtlas_->options.yParameter)] = portrait.y;
  atlas_->requestPortrait(problem);
}

void DiagramDesk::showPortrait(const PortraitPtr& portrait) {
  if (!shownAtlas_ || hoveredRegion_ < 0) return;
  const AtlasPortrait& wanted = shownAtlas_->portraits[static_cast<std::size_t>(hoveredRegion_)];
  if (portrait->problem.parameters[static_cast<std::size_t>(shownAtlas_->options.xParameter)] != wanted.x) return;
  const QPixmap picture = thumbnailOf(*portrait, styleFor(pad_.palette()));
  thumbnails_[hoveredRegion_] = picture;
  card_->setPicture(picture);
}

}  // namespace separatrix
