#pragma once

#include <QTreeWidget>
#include <string>
#include <vector>

#include "core/phaseplane/verdicts.hpp"

namespace separatrix {

/// Why the picture is what it is: one sentence per verdict with how surely it is known, and below it the
/// hypotheses with their numbers. The verdicts on the chosen object, or all.
class VerdictsPanel : public QTreeWidget {
  Q_OBJECT

 public:
  explicit VerdictsPanel(QWidget* parent = nullptr);

  void setVerdicts(std::vector<Verdict> verdicts);
  void setSelected(const std::string& id);  ///< empty: all

 signals:
  void selected(const QString& id);

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void rebuild();

  std::vector<Verdict> verdicts_;
  std::string chosen_;
  bool rebuilding_ = false;
};

}  // namespace separatrix
