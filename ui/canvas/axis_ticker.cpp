#include "ui/canvas/axis_ticker.hpp"

#include "core/figure/ticks.hpp"

namespace separatrix {

void AxisTicker::generate(const QCPRange& range, const QLocale&, QChar, int, QVector<double>& ticks, QVector<double>* subTicks,
                          QVector<QString>* tickLabels) {
  const Ticks nice = niceTicks({range.lower, range.upper}, target_);
  ticks = QVector<double>(nice.values.begin(), nice.values.end());
  if (subTicks != nullptr) subTicks->clear();
  if (tickLabels == nullptr) return;
  tickLabels->clear();
  for (const std::string& label : nice.labels) tickLabels->append(QString::fromStdString(label));
}

}  // namespace separatrix
