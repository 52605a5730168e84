#pragma once

#include <qcustomplot.h>

namespace separatrix {

/// Gives QCustomPlot's axes the numbers of niceTicks, so that screen and files agree.
class AxisTicker : public QCPAxisTicker {
 public:
  void setTarget(int target) { target_ = target; }
  void generate(const QCPRange& range, const QLocale& locale, QChar formatChar, int precision, QVector<double>& ticks,
                QVector<double>* subTicks, QVector<QString>* tickLabels) override;

 private:
  int target_ = 6;
};

}  // namespace separatrix
