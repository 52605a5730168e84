#include "ui/panels/export_dialog.hpp"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSaveFile>
#include <QSpinBox>
#include <QToolButton>
#include <algorithm>

#include "ui/canvas/write_figure.hpp"

namespace separatrix {
namespace {

constexpr QSize kPreview(320, 260);

QDoubleSpinBox* lengthBox(const char* name, double value, QWidget* parent) {
  auto* box = new QDoubleSpinBox(parent);
  box->setObjectName(QLatin1String(name));
  box->setRange(2, 100);
  box->setDecimals(1);
  box->setValue(value);
  box->setSuffix(QStringLiteral(" cm"));
  return box;
}

QSpinBox* countBox(const char* name, int from, int to, int value, const QString& suffix, QWidget* parent) {
  auto* box = new QSpinBox(parent);
  box->setObjectName(QLatin1String(name));
  box->setRange(from, to);
  box->setValue(value);
  box->setSuffix(suffix);
  return box;
}

}  // namespace

ExportDialog::ExportDialog(std::shared_ptr<const Figure> plane, std::shared_ptr<const Figure> time, QWidget* parent)
    : QDialog(parent), plane_(std::move(plane)), time_(std::move(time)) {
  setObjectName(QStringLiteral("export"));
  setWindowTitle(tr("Export Figure"));
  build();
  fitExtension();
  preview();
}

void ExportDialog::build() {
  what_ = new QComboBox(this);
  what_->setObjectName(QStringLiteral("export.what"));
  what_->addItem(tr("Phase plane"));
  if (time_) what_->addItem(tr("Time course"));
  format_ = new QComboBox(this);
  format_->setObjectName(QStringLiteral("export.format"));
  format_->addItems({QStringLiteral("PDF"), QStringLiteral("SVG"), QStringLiteral("PNG")});
  styles_ = new QComboBox(this);
  styles_->setObjectName(QStringLiteral("export.style"));
  styles_->addItems({tr("Light"), tr("Dark"), tr("Print (black and white)")});
  width_ = lengthBox("export.width", 12, this);
  height_ = lengthBox("export.height", 8, this);
  font_ = countBox("export.font", 4, 40, 9, QStringLiteral(" pt"), this);
  dpi_ = countBox("export.dpi", 50, 1200, 300, QStringLiteral(" dpi"), this);
  transparent_ = new QCheckBox(tr("Transparent background"), this);
  transparent_->setObjectName(QStringLiteral("export.transparent"));
  path_ = new QLineEdit(QDir::current().filePath(QStringLiteral("figure.pdf")), this);
  path_->setObjectName(QStringLiteral("export.path"));
  path_->setMinimumWidth(220);
  auto* browseButton = new QToolButton(this);
  browseButton->setText(QStringLiteral("…"));
  browseButton->setObjectName(QStringLiteral("export.browse"));
  preview_ = new QLabel(this);
  preview_->setFixedSize(kPreview);
  preview_->setAlignment(Qt::AlignCenter);
  preview_->setFrameShape(QFrame::StyledPanel);
  trouble_ = new QLabel(this);
  trouble_->setWordWrap(true);
  trouble_->hide();

  auto* size = new QHBoxLayout;
  size->addWidget(width_);
  size->addWidget(new QLabel(QStringLiteral("×"), this));
  size->addWidget(height_);
  size->addStretch();
  auto* file = new QHBoxLayout;
  file->addWidget(path_, 1);
  file->addWidget(browseButton);
  auto* form = new QFormLayout;
  form->addRow(tr("What"), what_);
  form->addRow(tr("Format"), format_);
  form->addRow(tr("Size"), size);
  form->addRow(tr("Text"), font_);
  form->addRow(tr("Resolution"), dpi_);
  form->addRow(tr("Style"), styles_);
  form->addRow(QString(), transparent_);
  form->addRow(tr("File"), file);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel, this);
  buttons->button(QDialogButtonBox::Save)->setText(tr("Export"));
  buttons->button(QDialogButtonBox::Save)->setObjectName(QStringLiteral("export.ok"));
  buttons->button(QDialogButtonBox::Cancel)->setObjectName(QStringLiteral("export.cancel"));
  auto* body = new QHBoxLayout;
  body->setSpacing(16);
  body->addLayout(form, 1);
  body->addWidget(preview_, 0, Qt::AlignTop);
  auto* column = new QVBoxLayout(this);
  column->addLayout(body, 1);
  column->addWidget(trouble_);
  column->addWidget(buttons);

  connect(buttons, &QDialogButtonBox::accepted, this, &ExportDialog::save);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(browseButton, &QToolButton::clicked, this, &ExportDialog::browse);
  connect(format_, &QComboBox::currentIndexChanged, this, &ExportDialog::fitExtension);
  for (QComboBox* box : {what_, styles_}) connect(box, &QComboBox::currentIndexChanged, this, &ExportDialog::preview);
  for (QDoubleSpinBox* box : {width_, height_}) connect(box, &QDoubleSpinBox::valueChanged, this, &ExportDialog::preview);
  connect(font_, &QSpinBox::valueChanged, this, &ExportDialog::preview);
  connect(transparent_, &QCheckBox::toggled, this, &ExportDialog::preview);
}

Figure ExportDialog::chosen() const { return what_->currentIndex() == 1 && time_ ? *time_ : *plane_; }
PageSize ExportDialog::page() const { return {width_->value(), height_->value(), static_cast<double>(font_->value())}; }
StyleName ExportDialog::styleName() const { return static_cast<StyleName>(styles_->currentIndex()); }

void ExportDialog::fitExtension() {
  const QFileInfo file(path_->text());
  const QString extension = format_->currentText().toLower();
  if (file.suffix() != extension) path_->setText(file.dir().filePath(file.completeBaseName() + QLatin1Char('.') + extension));
  dpi_->setEnabled(extension == QLatin1String("png"));
}

void ExportDialog::preview() {
  const PageSize size = page();
  const double scale = std::min((kPreview.width() - 8) / size.widthCm, (kPreview.height() - 8) / size.heightCm);  // pixels per cm
  const auto png = writePng(chosen(), separatrix::style(styleName()), size, scale * 2.54, transparent_->isChecked());
  QPixmap pixmap;
  if (png && pixmap.loadFromData(*png, "PNG")) preview_->setPixmap(pixmap);
}

void ExportDialog::browse() {
  const QString chosenPath = QFileDialog::getSaveFileName(this, tr("Export Figure"), path_->text(), tr("Figures (*.pdf *.svg *.png)"));
  if (chosenPath.isEmpty()) return;
  path_->setText(chosenPath);
  const int format = format_->findText(QFileInfo(chosenPath).suffix().toUpper());
  if (format >= 0) format_->setCurrentIndex(format);
}

void ExportDialog::save() {
  const Style look = separatrix::style(styleName());
  const QString format = format_->currentText();
  Result<QByteArray> bytes = QByteArray();
  if (format == QLatin1String("SVG")) bytes = QByteArray::fromStdString(writeSvg(chosen(), look, page(), transparent_->isChecked()));
  else if (format == QLatin1String("PNG")) bytes = writePng(chosen(), look, page(), dpi_->value(), transparent_->isChecked());
  else bytes = writePdf(chosen(), look, page(), transparent_->isChecked());
  const auto say = [this](const QString& words) {
    trouble_->setText(words);
    trouble_->show();
  };
  if (!bytes) return say(QString::fromStdString(describe(bytes.error())));
  QSaveFile file(path_->text());
  if (!file.open(QIODevice::WriteOnly) || file.write(*bytes) != bytes->size() || !file.commit())
    return say(tr("%1 cannot be written: %2").arg(path_->text(), file.errorString()));
  saved_ = path_->text();
  accept();
}

}  // namespace separatrix
