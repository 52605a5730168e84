#include "ui/panels/status_line.hpp"

#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <cmath>

#include "core/base/number.hpp"
#include "ui/panels/inspector_text.hpp"

namespace separatrix {
namespace {

QFrame* divider(QWidget* parent) {
  auto* line = new QFrame(parent);
  line->setFrameShape(QFrame::VLine);
  line->setFixedHeight(14);
  line->setForegroundRole(QPalette::Mid);
  return line;
}

QString dotted(const std::string& name, ModelKind kind) {
  const QString plain = QString::fromStdString(name);
  return kind == ModelKind::map ? plain + QStringLiteral("₊₁") : plain + QStringLiteral("′");
}

}  // namespace

StatusLine::StatusLine(QWidget* parent)
    : QWidget(parent), where_(new QLabel(this)), field_(new QLabel(this)), stage_(new QLabel(this)), words_(new QLabel(this)),
      messages_(new QToolButton(this)), update_(new QToolButton(this)) {
  setObjectName(QStringLiteral("status"));
  where_->setObjectName(QStringLiteral("status.cursor"));
  field_->setObjectName(QStringLiteral("status.field"));
  stage_->setObjectName(QStringLiteral("status.stage"));
  words_->setObjectName(QStringLiteral("status.words"));
  messages_->setObjectName(QStringLiteral("status.messages"));
  update_->setObjectName(QStringLiteral("status.update"));
  messages_->setAutoRaise(true);
  update_->setText(tr("Update"));
  update_->setProperty("amber", true);
  update_->hide();
  words_->setForegroundRole(QPalette::PlaceholderText);
  const int digit = fontMetrics().horizontalAdvance(QLatin1Char('0'));
  where_->setMinimumWidth(24 * digit);
  field_->setMinimumWidth(26 * digit);
  stage_->setMinimumWidth(20 * digit);
  words_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);  // gives way, never widens the window
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(8, 0, 8, 0);
  row->setSpacing(10);
  row->addWidget(where_);
  row->addWidget(divider(this));
  row->addWidget(field_);
  row->addWidget(divider(this));
  row->addWidget(stage_);
  row->addWidget(update_);
  row->addWidget(divider(this));
  row->addWidget(messages_);
  row->addWidget(words_, 1);
  connect(messages_, &QToolButton::clicked, this, &StatusLine::messagesWanted);
  connect(update_, &QToolButton::clicked, this, &StatusLine::updateWanted);
  setMessages(0);
  setStage(Stage::draft, 0);
}

void StatusLine::setCursor(const Problem& problem, std::optional<std::pair<double, double>> at) {
  if (!at) {
    where_->clear();
    field_->clear();
    return;
  }
  const Model& model = *problem.model;
  const auto i = static_cast<std::size_t>(problem.plane.i), j = static_cast<std::size_t>(problem.plane.j);
  std::vector<double> x = problem.plane.held, f(x.size());
  x[j] = at->second;
  x[i] = at->first;
  problem.field().values()(x.data(), f.data());
  const auto pair = [&](const QString& a, double u, const QString& b, double v, int digits) {
    if (i == j) return QStringLiteral("%1 = %2").arg(a, shown(u, digits));
    return QStringLiteral("%1 = %2   %3 = %4").arg(a, shown(u, digits), b, shown(v, digits));
  };
  const auto& names = model.variables;
  where_->setText(pair(QString::fromStdString(names[i].name), x[i], QString::fromStdString(names[j].name), x[j], 4));
  field_->setText(pair(dotted(names[i].name, model.kind), f[i], dotted(names[j].name, model.kind), f[j], 3));
}

void StatusLine::setStage(Stage stage, double milliseconds, const QString& note) {
  update_->setVisible(stage == Stage::paused);
  switch (stage) {
    case Stage::draft: stage_->setText(note.isEmpty() ? tr("◌ draft") : tr("◌ draft: %1").arg(note)); break;
    case Stage::refining: stage_->setText(tr("◐ refining (cycles)")); break;
    case Stage::settled: stage_->setText(tr("● settled · %1 ms %2").arg(std::lround(milliseconds)).arg(note).trimmed()); break;
    case Stage::paused: stage_->setText(tr("⏸ paused")); break;
  }
}

void StatusLine::setMessages(int count) {
  messages_->setText(QStringLiteral("⚠ %1").arg(count));
  messages_->setToolTip(count == 0 ? tr("No messages") : tr("%1 messages").arg(count));
}

void StatusLine::say(const QString& words) {
  words_->setText(words);
  words_->setToolTip(words);
}

}  // namespace separatrix
