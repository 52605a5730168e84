#include "ui/panels/verdicts_panel.hpp"

#include <QHeaderView>
#include <QStyledItemDelegate>
#include <algorithm>

#include "ui/panels/inspector_text.hpp"

namespace separatrix {
namespace {

constexpr int kSubjectRole = Qt::UserRole;

// Rows as high as their sentence is when it wraps at its column's width.
class WrappingDelegate : public QStyledItemDelegate {
 public:
  explicit WrappingDelegate(QTreeWidget* tree) : QStyledItemDelegate(tree), tree_(tree) {}

  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    const int indent = index.column() == 0 ? tree_->indentation() : 0;
    const int room = tree_->columnWidth(index.column()) - indent - 2 * kPadding;
    if (index.column() != 1 || room < 40) return size;
    const QRect needed = option.fontMetrics.boundingRect(QRect(0, 0, room, 10000), Qt::TextWordWrap, index.data().toString());
    return {room, needed.height() + kPadding};
  }

 private:
  static constexpr int kPadding = 4;
  QTreeWidget* tree_;
};

QString words(const std::string& text) { return QString::fromStdString(text); }

// "e2.unstable.+1" belongs to "e2".
bool isAbout(const Verdict& verdict, const std::string& id) {
  return verdict.subject == id || (verdict.subject.starts_with(id) && verdict.subject.size() > id.size() && verdict.subject[id.size()] == '.');
}

}  // namespace

VerdictsPanel::VerdictsPanel(QWidget* parent) : QTreeWidget(parent) {
  setObjectName(QStringLiteral("verdicts"));
  setAccessibleName(tr("Why: what theorems say about the picture"));
  setColumnCount(3);
  setHeaderLabels({tr("about"), tr("what holds, and why"), tr("evidence")});
  setFrameShape(QFrame::NoFrame);
  setWordWrap(true);
  setIndentation(14);
  setTextElideMode(Qt::ElideNone);
  setItemDelegate(new WrappingDelegate(this));
  header()->setStretchLastSection(false);
  header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
  header()->setSectionResizeMode(1, QHeaderView::Stretch);
  header()->setSectionResizeMode(2, QHeaderView::ResizeToContents);
  connect(this, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem* item) {
    if (rebuilding_ || item == nullptr) return;
    const QString subject = (item->parent() != nullptr ? item->parent() : item)->data(0, kSubjectRole).toString();
    if (chosen_.empty() && subject != QLatin1String("window")) emit selected(subject.section(QLatin1Char('.'), 0, 0));
  });
}

void VerdictsPanel::setVerdicts(std::vector<Verdict> verdicts) {
  verdicts_ = std::move(verdicts);
  rebuild();
}

void VerdictsPanel::setSelected(const std::string& id) {
  const bool known = std::ranges::any_of(verdicts_, [&](const Verdict& v) { return isAbout(v, id); });
  const std::string wanted = known ? id : std::string();
  if (wanted == chosen_) return;
  chosen_ = wanted;
  rebuild();
}

void VerdictsPanel::rebuild() {
  rebuilding_ = true;
  clear();
  const bool any = std::ranges::any_of(verdicts_, [&](const Verdict& v) { return !chosen_.empty() && isAbout(v, chosen_); });
  for (const Verdict& verdict : verdicts_) {
    if (any && !isAbout(verdict, chosen_)) continue;
    auto* item = new QTreeWidgetItem(this, {words(verdict.subject), words(verdict.sentence), QString::fromUtf8(name(verdict.evidence).data())});
    item->setData(0, kSubjectRole, words(verdict.subject));
    item->setToolTip(1, words(verdict.theorem));
    for (int column = 0; column < 3; ++column) item->setTextAlignment(column, Qt::AlignLeft | Qt::AlignTop);
    for (const Hypothesis& hypothesis : verdict.hypotheses) {
      const QString mark = hypothesis.holds ? QStringLiteral("✓ ") : QStringLiteral("✗ ");
      new QTreeWidgetItem(item, {QString(), QStringLiteral("%1%2: %3").arg(mark, words(hypothesis.condition), separatrix::shown(hypothesis.value, 4)),
                                 hypothesis.holds ? tr("holds") : tr("fails")});
    }
    item->setExpanded(any);
  }
  rebuilding_ = false;
}

void VerdictsPanel::resizeEvent(QResizeEvent* event) {
  QTreeWidget::resizeEvent(event);
  scheduleDelayedItemsLayout();  // sentences wrap anew
}

}  // namespace separatrix
