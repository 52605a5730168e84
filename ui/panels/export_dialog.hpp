#pragma once

#include <QDialog>
#include <memory>

#include "core/figure/figure.hpp"
#include "core/figure/style.hpp"
#include "core/figure/write_svg.hpp"

class QComboBox;
class QCheckBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QSpinBox;

namespace separatrix {

/// What to write where, and how it will look: PDF, SVG or PNG of the figure on screen at a size in
/// centimeters. Shows the page as it will be.
class ExportDialog : public QDialog {
  Q_OBJECT

 public:
  /// `time` may be null: then only the phase plane can be exported.
  ExportDialog(std::shared_ptr<const Figure> plane, std::shared_ptr<const Figure> time, QWidget* parent = nullptr);

  QString savedPath() const { return saved_; }

 private:
  void build();
  void preview();
  void fitExtension();
  void browse();
  void save();
  Figure chosen() const;
  PageSize page() const;
  StyleName styleName() const;

  std::shared_ptr<const Figure> plane_, time_;
  QComboBox *what_, *format_, *styles_;
  QDoubleSpinBox *width_, *height_;
  QSpinBox *font_, *dpi_;
  QCheckBox* transparent_;
  QLineEdit* path_;
  QLabel *preview_, *trouble_;
  QString saved_;
};

}  // namespace separatrix
