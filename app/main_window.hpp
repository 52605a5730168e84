#pragma once

#include <QMainWindow>
#include <memory>
#include <optional>

#include "app/window_actions.hpp"
#include "app/window_edits.hpp"
#include "app/window_options.hpp"
#include "ui/compute/latency_meter.hpp"
#include "ui/compute/portrait_service.hpp"
#include "ui/compute/reading_service.hpp"
#include "core/phaseplane/basins.hpp"
#include "core/phaseplane/events.hpp"
#include "core/phaseplane/threshold.hpp"
#include "core/phaseplane/verdicts.hpp"
#include "ui/compute/side_lane.hpp"
#include "ui/session/session.hpp"

class QListWidget;
class QMenu;
class QTabBar;

namespace separatrix {

class DiagramDesk;
class DiagramPanel;
class EditorPanel;
class HintsOverlay;
class InspectorPanel;
class KickBar;
class LayersPanel;
class ModelPanel;
class ParameterPad;
class ParametersPanel;
class PlaneView;
class StatusLine;
class StimulusBar;
class StoryBar;
class TimeView;
struct StimulusResponse;
class TraceDeterminantView;
class VerdictsPanel;

/// The window: wiring alone. The session says what there is, the service what it looks like, the
/// panels show both and WindowEdits changes the first.
class MainWindow : public QMainWindow {
  Q_OBJECT

 public:
  explicit MainWindow(SessionState initial, bool hints = false, QWidget* parent = nullptr);
  ~MainWindow() override;

  Session& session() { return session_; }
  const Session& session() const { return session_; }
  const PortraitService& service() const { return *service_; }
  const LatencyMeter& latency() const { return latency_; }
  PlaneView* plane() const { return plane_; }
  TimeView* time() const { return time_; }
  ParameterPad* pad() const { return pad_; }
  TraceDeterminantView* trace() const { return trace_; }
  const DiagramDesk& desk() const { return *desk_; }
  const Picture& picture() const { return picture_; }  ///< the one on screen
  QString selected() const { return selected_; }       ///< id of what is selected; empty: nothing
  std::shared_ptr<const Basins> basins() const;        ///< painted on screen; null: none
  QStringList messages() const { return messages_; }

  void openFile(const QString& path);

 signals:
  void framePainted(const separatrix::Picture& picture);
  void refreshed();  ///< something a person can see changed

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void changeEvent(QEvent* event) override;
  void closeEvent(QCloseEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  void layOut();            // main_window_layout.cpp
  void layOutDocks();
  void arrangeForWidth();
  void connectActions();    // main_window_actions.cpp
  void connectViews();
  void connectEditor();
  void refreshModelMenus();
  void showEditor(bool shown);
  void zoomBy(double factor);
  void openGallery();
  void openExport();
  void saveModelText();
  void showShortcuts();
  void planeMenu(QPoint global, QPointF at, const QString& id);
  void connectTools();      // main_window_tools.cpp
  void chooseTool(int tool);
  void connectTrace();
  void startStudies();      // main_window_studies.cpp
  void studyPicture();
  void studyBasins();
  void studyEvents();
  bool basinsFit() const;
  void showBasins();
  void paintBasins(Figure& figure) const;
  void connectDiagrams();
  void nameDiagrams();
  void showFigure();
  void connectExcitation(); // main_window_excitation.cpp
  void showKick();
  const Equilibrium* kickedEquilibrium() const;
  void kickBy(double size);
  void askThreshold(ThresholdQuestion::Kind kind, bool aloud);
  void takeThreshold(const ThresholdQuestion& question, const Threshold& threshold, bool aloud);
  void askResponse();
  void showStimulus();
  double kickSize() const;
  void equilibriumMenu(QMenu& menu, const QString& id);
  void cycleMenu(QMenu& menu, const QString& id);
  void orbitMenu(QMenu& menu, const QString& id);
  void followSession();     // main_window.cpp
  void showModel();
  void showStyle();
  void showLayers();
  void ask();
  std::optional<std::size_t> trajectoryInTime() const;
  void showPicture(const Picture& picture);
  void showPanels();
  void showStage();
  void showMessages();
  void select(const QString& id);
  void takeReading(const OdeReading& reading, const ReadingService::Text& text);
  Direction direction() const;

  struct PaintedBasins {
    PortraitPtr portrait;
    std::shared_ptr<const Basins> basins;
  };
  struct Passage {  ///< from one settled portrait to the next, by one parameter
    PortraitPtr before, after;
    int parameter = 0;
  };
  struct ThresholdRequest {
    Problem problem;
    std::vector<double> rest;
    ThresholdQuestion question;
    bool aloud = false;  ///< a person asked for the number
  };
  struct ThresholdAnswer {
    ThresholdRequest request;
    Threshold threshold;
  };
  struct ResponseRequest {
    Problem problem;
    std::vector<double> rest;
    Stimulus stimulus;
  };
  using EventLane = SideLane<Passage, std::vector<PortraitEvent>>;
  using ThresholdLane = SideLane<ThresholdRequest, ThresholdAnswer>;
  using ResponseLane = SideLane<ResponseRequest, std::shared_ptr<const StimulusResponse>>;
  using BasinLane = SideLane<PortraitPtr, PaintedBasins>;
  using VerdictLane = SideLane<PortraitPtr, std::vector<Verdict>>;

  enum Purpose { kOpen, kCheck, kApply };  ///< of a text being read

  Session session_;
  WindowEdits edits_;
  WindowActions actions_;
  LatencyMeter latency_;
  Picture picture_;
  SessionState shown_;  ///< what the panels echo
  Interval rate_{};     ///< of the second axis of a phase line
  QString selected_;
  QStringList messages_, readingMessages_, events_;
  QString failure_, news_;
  PaintedBasins basins_;
  PortraitPtr settledBefore_;  ///< the last settled portrait, against which events are named
  std::optional<ThresholdAnswer> kickThreshold_;
  std::shared_ptr<const StimulusResponse> response_;
  QTimer panelsTurn_, layoutTurn_;
  bool narrow_ = false, textIsValid_ = true;

  PlaneView* plane_ = nullptr;
  TimeView* time_ = nullptr;
  ParameterPad* pad_ = nullptr;
  TraceDeterminantView* trace_ = nullptr;
  DiagramPanel* diagramPanel_ = nullptr;
  KickBar* kickBar_ = nullptr;
  StimulusBar* stimulusBar_ = nullptr;
  VerdictsPanel* verdicts_ = nullptr;
  ParametersPanel* parameters_ = nullptr;
  InspectorPanel* inspector_ = nullptr;
  LayersPanel* layers_ = nullptr;
  ModelPanel* modelPanel_ = nullptr;
  EditorPanel* editor_ = nullptr;
  StoryBar* story_ = nullptr;
  StatusLine* status_ = nullptr;
  HintsOverlay* hints_ = nullptr;
  QListWidget* messageList_ = nullptr;
  QDockWidget *modelDock_ = nullptr, *layersDock_ = nullptr, *editorDock_ = nullptr, *timeDock_ = nullptr, *messagesDock_ = nullptr, *traceDock_ = nullptr, *verdictsDock_ = nullptr;
  QDockWidget *diagramDock_ = nullptr, *padDock_ = nullptr;
  QToolBar* layerStrip_ = nullptr;
  std::unique_ptr<BasinLane> basinLane_;
  std::unique_ptr<VerdictLane> verdictLane_;
  std::unique_ptr<EventLane> eventLane_;
  std::unique_ptr<ThresholdLane> thresholdLane_;
  std::unique_ptr<ResponseLane> responseLane_;
  std::unique_ptr<ReadingService> reading_;
  std::unique_ptr<DiagramDesk> desk_;
  std::unique_ptr<PortraitService> service_;  // last: its threads end before what they use
};

}  // namespace separatrix
