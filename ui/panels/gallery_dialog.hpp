#pragma once

#include <QDialog>
#include <memory>
#include <string>
#include <vector>

#include "core/figure/style.hpp"
#include "core/model/model.hpp"
#include "core/phaseplane/portrait.hpp"
#include "ui/compute/bell.hpp"
#include "ui/compute/latest_worker.hpp"

class QListWidget;

namespace separatrix {

/// The built-in models with title and a thumbnail of their portrait; double-click or Open opens one.
/// Thumbnails are computed one after the other off the UI thread while the dialog is open.
class GalleryDialog : public QDialog {
  Q_OBJECT

 public:
  GalleryDialog(std::vector<std::shared_ptr<const Model>> models, StyleName style, QWidget* parent = nullptr);
  ~GalleryDialog() override;

 signals:
  void modelChosen(const QString& name);

 protected:
  void customEvent(QEvent* bell) override;

 private:
  struct Thumbnail {
    int index = 0;
    PortraitPtr portrait;
  };
  void askFor(int index);
  void choose();

  std::vector<std::shared_ptr<const Model>> models_;
  StyleName style_;
  QListWidget* list_;
  Bell<Thumbnail> bell_;
  std::unique_ptr<LatestWorker<int, Thumbnail>> worker_;  // last: its thread ends first
};

}  // namespace separatrix
