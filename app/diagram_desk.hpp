#pragma once

#include <QObject>
#include <QPixmap>
#include <map>
#include <optional>

#include "app/window_edits.hpp"
#include "ui/compute/atlas_service.hpp"
#include "ui/compute/diagram_service.hpp"
#include "ui/views/diagram_view.hpp"

class QToolButton;

namespace separatrix {

class DiagramPanel;
class ParameterPad;
class RegionCard;

/// Wiring of everything about diagrams and atlases: the session says which are open, the services work them out, the
/// panel and the pad show them, and what a person does there goes to WindowEdits.
class DiagramDesk : public QObject {
  Q_OBJECT

 public:
  DiagramDesk(Session& session, WindowEdits& edits, DiagramPanel& panel, ParameterPad& pad, QObject* parent);
  ~DiagramDesk() override;

  void followSession();
  void openDiagram();  ///< in the first parameter, no settings asked
  void openPlane();    ///< in the pad's two parameters
  void setPaused(bool paused);
  void setStyleName(StyleName name);

  /// The id of the equilibrium or cycle of `portrait` that was chosen in the diagram last; empty when none was, or
  /// another portrait has come in between. Asks once.
  QString takeChosen(const Portrait& portrait);

  const DiagramService& service() const { return *lines_; }
  std::uint64_t shownGeneration() const { return shownGeneration_; }
  bool settled() const { return lines_->settled() && curves_->settled() && atlas_->settled(); }
  bool open() const { return session_.state().diagram.has_value(); }
  const DiagramView& view() const;
  AtlasPtr atlas() const { return shownAtlas_; }

 signals:
  void refreshed();        ///< something a person can see changed
  void opened();           ///< a diagram was not there before
  void said(const QString& sentence);

 private:
  void ask();
  void askAtlas();
  void showLines(const DiagramPicture& picture);
  void showCurves(const DiagramPicture& picture);
  void showChosen();
  bool curvesShown() const;
  void showProgress();
  void showUnderlay();
  void choose(const ChosenPoint& point);
  void help(QPoint global, QPointF pixel, double x, double y);
  void showPortrait(const PortraitPtr& portrait);
  DiagramChoice fresh(int parameter) const;
  DiagramOptions optionsOf(const DiagramChoice& choice) const;
  int firstParameter() const;

  Session& session_;
  WindowEdits& edits_;
  DiagramPanel& panel_;
  ParameterPad& pad_;
  RegionCard* card_;
  std::optional<DiagramChoice> shown_;
  std::optional<ChosenPoint> chosen_;
  DiagramPtr line_, plane_;  ///< the present diagram in one parameter, and the one with the curves
  std::pair<AtlasPtr, DiagramPtr> underlay_;
  AtlasPtr shownAtlas_;
  std::map<int, QPixmap> thumbnails_;  ///< by region of shownAtlas_
  int hoveredRegion_ = -1;
  std::uint64_t shownGeneration_ = 0;
  bool paused_ = false;
  QTimer slow_;  ///< how long an earlier diagram may look like the present one
  std::unique_ptr<DiagramService> lines_, curves_;
  std::unique_ptr<AtlasService> atlas_;
};

}  // namespace separatrix
