#pragma once

#include <QAction>
#include <QActionGroup>
#include <array>
#include <vector>

#include "core/figure/figure.hpp"

class QMainWindow;
class QMenu;
class QToolBar;

namespace separatrix {

/// Every command of the window, once, with its key and its place in menus and tool bar. What they
/// do is connected by the main window.
struct WindowActions {
  explicit WindowActions(QMainWindow& window);

  QAction *newModel, *open, *gallery, *saveModel, *exportFigure, *quit;
  QAction *undo, *redo;
  QAction *fit, *zoomIn, *zoomOut, *fullScreen;
  std::array<QAction*, kLayerCount> layers{};
  QActionGroup* styles;      ///< data: int of StyleName
  QAction *editModel, *applyModel, *defaults;
  QActionGroup* directions;  ///< data: int of Direction
  QActionGroup* tools;       ///< data: int of PlaneTool
  QAction *basins, *stimulus;
  QAction *clear, *pause;
  QAction *diagram, *diagramPlane, *atlas;
  QAction *previousStep, *nextStep;
  QAction *shortcuts, *hints, *about;

  QMenu *planeMenu, *panelsMenu, *setsMenu, *stepsMenu;

  void makeMenus(QMainWindow& window);
  QToolBar* makeToolBar(QMainWindow& window);
  QToolBar* makeLayerStrip(QMainWindow& window);  ///< layers as icons, for narrow windows
  void refreshIcons(const QPalette& palette);

 private:
  QAction* make(QMainWindow& window, const char* name, const QString& text, const QKeySequence& key = {});
};

}  // namespace separatrix
