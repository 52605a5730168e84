#include "ui/panels/model_panel.hpp"

#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>
#include <array>
#include <sstream>
#include <string_view>

namespace separatrix {
namespace {

bool beginsWith(std::string_view line, std::string_view word) {
  if (line.size() < word.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i)
    if ((line[i] | 0x20) != word[i]) return false;
  return line.size() == word.size() || line[word.size()] == ' ' || line[word.size()] == '\t';
}

bool isEquation(std::string_view line) {
  if (line.empty() || line.front() == '#' || line.front() == '%' || line.front() == '"' || line.front() == '@') return false;
  for (const std::string_view word : {"par", "param", "p", "init", "i", "number", "num", "set", "done", "bdry", "table"})
    if (beginsWith(line, word)) return false;
  return line.find('=') != std::string_view::npos;
}

}  // namespace

std::string equationsOf(const std::string& text) {
  std::istringstream in(text);
  std::string kept;
  for (std::string line; std::getline(in, line);) {
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.pop_back();
    const auto start = line.find_first_not_of(" \t");
    const std::string_view body = start == std::string::npos ? std::string_view() : std::string_view(line).substr(start);
    if (!isEquation(body) || kept.size() > 4000) continue;
    if (!kept.empty()) kept += '\n';
    kept += body;
  }
  return kept;
}

ModelPanel::ModelPanel(QWidget* parent)
    : QWidget(parent), title_(new QLabel(this)), about_(new QLabel(this)), equations_(new QLabel(this)) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(10, 4, 10, 8);
  column->setSpacing(6);
  QFont bold = font();
  bold.setBold(true);
  title_->setFont(bold);
  title_->setWordWrap(true);
  about_->setWordWrap(true);
  about_->setForegroundRole(QPalette::PlaceholderText);
  QFont mono = QFontDatabase::systemFont(QFontDatabase::FixedFont);
  mono.setPointSizeF(font().pointSizeF() * 0.92);
  equations_->setFont(mono);
  equations_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  equations_->setTextFormat(Qt::PlainText);
  equations_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
  equations_->setMargin(6);
  auto* scroll = new QScrollArea(this);
  scroll->setWidget(equations_);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::StyledPanel);
  scroll->setBackgroundRole(QPalette::Base);
  scroll->setMinimumHeight(80);
  auto* edit = new QPushButton(tr("Edit…"), this);
  edit->setObjectName(QStringLiteral("model.edit"));
  edit->setToolTip(tr("Edit the model's text (Ctrl+E)"));
  auto* row = new QHBoxLayout;
  row->addStretch();
  row->addWidget(edit);
  column->addWidget(title_);
  column->addWidget(about_);
  column->addWidget(scroll, 1);
  column->addLayout(row);
  connect(edit, &QPushButton::clicked, this, &ModelPanel::editWanted);
}

void ModelPanel::setModel(const Model& model) {
  title_->setText(QString::fromStdString(model.title.empty() ? model.name : model.title).toHtmlEscaped());
  about_->setText(QString::fromStdString(model.about).toHtmlEscaped());
  about_->setVisible(!model.about.empty());
  equations_->setText(QString::fromStdString(equationsOf(model.text)));
}

}  // namespace separatrix
