#pragma once

#include <QWidget>
#include <string>
#include <vector>

#include "ui/panels/inspector_text.hpp"
#include "ui/session/session_state.hpp"

class QTreeWidget;
class QTreeWidgetItem;

namespace separatrix {

class NumberField;

/// The picture as a table: equilibria with their eigenvalues, cycles with period and multiplier,
/// trajectories with starts that can be typed. Selecting a row selects the thing, and back.
class InspectorPanel : public QWidget {
  Q_OBJECT

 public:
  explicit InspectorPanel(QWidget* parent = nullptr);

  void setState(const SessionState& state);     ///< stage 0: starts as they are now
  void setPortrait(const Portrait& portrait);
  void setBasins(const InspectorSection* basins);  ///< their legend; null: none are shown
  void setSelected(const std::string& id);      ///< empty: nothing
  void setStyleName(StyleName name);

 signals:
  void selected(const QString& id);
  void startEdited(int trajectory, int variable, double value);
  void startWanted(const std::vector<double>& planePoint);  ///< typed initial condition of a new trajectory
  void removeWanted(int trajectory);

 private:
  struct StartRow {
    QTreeWidgetItem* item = nullptr;
    std::vector<NumberField*> fields;  ///< of the two plane variables
  };
  QTreeWidgetItem* addHeading();
  void setSection(QTreeWidgetItem* heading, const InspectorSection& section);
  void syncStarts(const SessionState& state);
  StartRow makeStartRow(int index, const SessionState& state);
  QWidget* makeTypedStart();
  void announceTyped();

  QTreeWidget* tree_;
  QTreeWidgetItem *equilibria_, *cycles_, *orbits_, *basins_;
  std::vector<StartRow> starts_;
  std::vector<NumberField*> typed_;
  std::shared_ptr<const Model> model_;
  Plane plane_;
  StyleName style_ = StyleName::light;
  bool selecting_ = false;
};

}  // namespace separatrix
