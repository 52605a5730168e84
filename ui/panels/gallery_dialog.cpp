#include "ui/panels/gallery_dialog.hpp"

#include <QDialogButtonBox>
#include <QListWidget>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include "core/figure/portrait_figure.hpp"
#include "ui/canvas/write_figure.hpp"
#include "ui/session/session_state.hpp"

namespace separatrix {
namespace {

constexpr QSize kThumbnail(216, 144);

// A few trajectories make a picture; where they start is a matter of looks alone.
std::vector<TrajectoryStart> decoration(const Problem& problem) {
  std::vector<TrajectoryStart> starts;
  if (problem.model->kind == ModelKind::map) return starts;
  for (const auto& [u, v] : {std::pair(0.2, 0.75), {0.8, 0.7}, {0.75, 0.2}, {0.3, 0.35}}) {
    std::vector<double> state = problem.plane.held;
    const auto i = static_cast<std::size_t>(problem.plane.i), j = static_cast<std::size_t>(problem.plane.j);
    state[j] = problem.box[j].lo + v * problem.box[j].width();
    state[i] = problem.box[i].lo + u * problem.box[i].width();
    starts.push_back({state, Direction::forward, 0});
  }
  return starts;
}

QPixmap paper(StyleName name) {
  const Ink ink = separatrix::style(name).background;
  QPixmap pixmap(kThumbnail);
  pixmap.fill(QColor(ink.red, ink.green, ink.blue));
  return pixmap;
}

}  // namespace

GalleryDialog::GalleryDialog(std::vector<std::shared_ptr<const Model>> models, StyleName styleName, QWidget* parent)
    : QDialog(parent), models_(std::move(models)), style_(styleName), list_(new QListWidget(this)), bell_(this) {
  setObjectName(QStringLiteral("gallery"));
  setWindowTitle(tr("Gallery"));
  resize(760, 520);
  list_->setObjectName(QStringLiteral("gallery.list"));
  list_->setViewMode(QListView::IconMode);
  list_->setIconSize(kThumbnail);
  list_->setGridSize(kThumbnail + QSize(20, 56));
  list_->setResizeMode(QListView::Adjust);
  list_->setMovement(QListView::Static);
  list_->setWordWrap(true);
  list_->setSpacing(4);
  for (const auto& model : models_) {
    const QString title = QString::fromStdString(model->title.empty() ? model->name : model->title);
    auto* item = new QListWidgetItem(QIcon(paper(style_)), title, list_);
    item->setToolTip(QString::fromStdString(model->about));
    item->setTextAlignment(Qt::AlignHCenter | Qt::AlignTop);
  }
  list_->setCurrentRow(0);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Open | QDialogButtonBox::Cancel, this);
  buttons->button(QDialogButtonBox::Open)->setObjectName(QStringLiteral("gallery.ok"));
  buttons->button(QDialogButtonBox::Cancel)->setObjectName(QStringLiteral("gallery.cancel"));
  auto* column = new QVBoxLayout(this);
  column->addWidget(list_, 1);
  column->addWidget(buttons);
  connect(buttons, &QDialogButtonBox::accepted, this, &GalleryDialog::choose);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(list_, &QListWidget::itemActivated, this, &GalleryDialog::choose);

  worker_ = std::make_unique<LatestWorker<int, Thumbnail>>(
      WhenSuperseded::finish,
      [this](const int& index, const std::stop_token& stop) {
        Thumbnail made{index, nullptr};
        const Problem problem = freshState(models_[static_cast<std::size_t>(index)]).problem();
        PortraitOptions options;
        options.stage = PortraitStage::live;
        options.trajectories = decoration(problem);
        options.pixelsWide = kThumbnail.width() * 2;
        options.pixelsHigh = kThumbnail.height() * 2;
        if (auto portrait = computePortrait(problem, options, nullptr, stop))
          made.portrait = std::make_shared<const Portrait>(std::move(*portrait));
        return made;
      },
      [this](std::uint64_t, Thumbnail made) { bell_.ring(std::move(made)); });
  askFor(0);
}

GalleryDialog::~GalleryDialog() { worker_.reset(); }

void GalleryDialog::askFor(int index) {
  if (index < static_cast<int>(models_.size())) worker_->submit(index);
}

void GalleryDialog::customEvent(QEvent*) {
  for (const Thumbnail& made : bell_.take()) {
    if (made.portrait) {
      Figure figure = portraitFigure(*made.portrait);
      figure.title.clear();
      figure.caption.clear();
      figure.visible[static_cast<std::size_t>(Layer::field)] = false;
      const double dpi = 96, cm = 2.54 / dpi;
      const auto png = writePng(figure, separatrix::style(style_), {kThumbnail.width() * cm, kThumbnail.height() * cm, 6}, dpi);
      QPixmap pixmap;
      if (png && pixmap.loadFromData(*png, "PNG")) list_->item(made.index)->setIcon(QIcon(pixmap));
    }
    askFor(made.index + 1);
  }
}

void GalleryDialog::choose() {
  const int row = list_->currentRow();
  if (row >= 0) emit modelChosen(QString::fromStdString(models_[static_cast<std::size_t>(row)]->name));
  accept();
}

}  // namespace separatrix
