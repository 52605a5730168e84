#pragma once

#include <QObject>
#include <QPointF>
#include <QTimer>
#include <array>
#include <optional>
#include <vector>

#include "ui/session/session.hpp"

namespace separatrix {

/// What a person can change, each as one undo step with its name: the only writer of the session.
class WindowEdits : public QObject {
  Q_OBJECT

 public:
  explicit WindowEdits(Session& session, QObject* parent = nullptr);

  // Parameters.
  void moveParameter(int parameter, double value);  ///< part of a gesture
  void editParameter(int parameter, double value);  ///< a step of its own
  void moveParameters(int first, double x, int second, double y);
  void moveMatrix(double trace, double determinant);  ///< of a linear field whose entries are parameters; part of a gesture
  void setRange(int parameter, const Interval& range);
  void setDefault(int parameter);
  void chooseStep(const QString& id);
  void choosePreset(const QString& id);

  // Trajectories.
  void addTrajectory(QPointF at, Direction direction);
  void beginLive(QPointF at, Direction direction);
  void moveLive(QPointF at);
  void dragStart(int trajectory, QPointF at, bool lockY);
  void editStart(int trajectory, int variable, double value);
  void removeTrajectory(int trajectory);
  void clearTrajectories();
  void duplicateTrajectory(int trajectory);
  void extendTrajectory(int trajectory, double time);

  // Kicks.
  void beginKick(const std::vector<double>& from);  ///< part of a gesture
  void moveKick(QPointF to, bool alongX);
  void moveStimulus(const Stimulus& stimulus);  ///< part of a gesture
  void setStimulus(std::optional<Stimulus> stimulus);
  void setKick(const std::vector<double>& from, double size);  ///< along the first variable shown; a step of its own

  // What is seen.
  void setWindow(const Interval& x, const Interval& y, const QString& gesture);
  void fitWindow();
  void setPlane(int i, int j);
  void showLayer(int layer, bool shown);
  void showBasins(bool shown);
  void setDots(std::optional<double> every);
  void setStyleName(StyleName style);

  // Diagrams.
  void setDiagram(std::optional<DiagramChoice> choice);  ///< opens, changes or closes it
  void showAtlas(bool shown);

  void applyModel(std::shared_ptr<const Model> model, bool ownStep);

  void endGesture();
  void cancelGesture();

 private:
  std::vector<double> stateAt(QPointF at) const;
  QString nameOf(int parameter) const;

  Session& session_;
  std::vector<double> kickFrom_;
  std::optional<std::array<double, 4>> matrixAtPress_;
  QTimer zoomPause_;  ///< a burst of wheel notches is one step
};

}  // namespace separatrix
