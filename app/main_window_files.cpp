#include <QApplication>
#include <QClipboard>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QKeyEvent>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>

#include "app/main_window.hpp"
#include "core/base/number.hpp"
#include "core/figure/portrait_figure.hpp"
#include "core/io/text_file.hpp"
#include "core/model/library.hpp"
#include "ui/panels/editor_panel.hpp"
#include "ui/panels/export_dialog.hpp"
#include "ui/panels/gallery_dialog.hpp"
#include "ui/panels/inspector_text.hpp"
#include "ui/panels/status_line.hpp"
#include "ui/panels/story_bar.hpp"
#include "ui/views/hints_overlay.hpp"
#include "ui/views/plane_view.hpp"
#include "ui/views/time_view.hpp"

namespace separatrix {

void MainWindow::openFile(const QString& path) {
  auto text = readTextFile(path.toStdString());
  if (!text) {
    readingMessages_ = {QString::fromStdString(describe(text.error()))};
    showMessages();
    emit refreshed();
    return;
  }
  reading_->read({std::move(*text), QFileInfo(path).completeBaseName().toStdString(), kOpen});
}

// An opened text replaces the document, an applied one edits it; one with errors does neither: the
// last valid model keeps running and the plane says so.
void MainWindow::takeReading(const OdeReading& reading, const ReadingService::Text& text) {
  readingMessages_.clear();
  for (const Diagnostic& d : reading.diagnostics)
    readingMessages_ << QStringLiteral("%1:%2:%3: %4 %5").arg(QString::fromStdString(text.name)).arg(d.line).arg(d.column)
                            .arg(QString::fromStdString(d.sentence), QString::fromStdString(d.suggestion)).trimmed();
  textIsValid_ = reading.model != nullptr;
  if (text.purpose == kOpen) {
    const QSignalBlocker quiet(editor_);
    editor_->setText(text.text);
  }
  if (!reading.model) {
    const int line = reading.diagnostics.empty() ? 0 : reading.diagnostics.front().line;
    plane_->setStale(tr("showing last valid model (line %1 has an error)").arg(line));
    if (text.purpose == kOpen) actions_.editModel->setChecked(true);
  } else {
    plane_->setStale({});
    if (text.purpose == kOpen) session_.reset(freshState(reading.model));
    else if (reading.model->text != session_.state().model->text) edits_.applyModel(reading.model, text.purpose == kApply);
  }
  editor_->setDiagnostics(reading.diagnostics);
  showMessages();
  emit refreshed();
}

void MainWindow::openGallery() {
  std::vector<std::shared_ptr<const Model>> models;
  for (const std::string& name : builtInNames())
    if (const auto text = builtInText(name))
      if (auto reading = readOde(*text, name); reading.model) models.push_back(std::move(reading.model));
  auto* dialog = new GalleryDialog(std::move(models), session_.state().style, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &GalleryDialog::modelChosen, this, [this](const QString& name) {
    if (const auto text = builtInText(name.toStdString())) reading_->read({std::string(*text), name.toStdString(), kOpen});
  });
  connect(dialog, &QObject::destroyed, this, &MainWindow::refreshed);
  dialog->open();
  emit refreshed();
}

void MainWindow::openExport() {
  if (!plane_->figure()) return;
  auto plane = std::make_shared<Figure>(*plane_->figure());
  plane->visible = session_.state().layers;
  auto* dialog = new ExportDialog(std::move(plane), time_->canvas()->figure(), this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &QDialog::accepted, this, [this, dialog] {
    status_->say(tr("Exported %1").arg(dialog->savedPath()));
    hints_->done(HintsOverlay::Hint::exportFigure);
  });
  connect(dialog, &QObject::destroyed, this, &MainWindow::refreshed);
  dialog->open();
  emit refreshed();
}

void MainWindow::saveModelText() {
  const Model& model = *session_.state().model;
  const QString path = QFileDialog::getSaveFileName(this, tr("Save Model Text"), QString::fromStdString(model.name) + QStringLiteral(".ode"),
                                                    tr("XPPAUT models (*.ode)"));
  if (path.isEmpty()) return;
  const auto written = writeFileAtomically(path.toStdString(), model.text);
  status_->say(written ? tr("Saved %1").arg(path) : QString::fromStdString(describe(written.error())));
}

void MainWindow::zoomBy(double factor) { plane_->zoomAbout(factor); }

void MainWindow::planeMenu(QPoint global, QPointF at, const QString& id) {
  QMenu menu(this);
  if (id.startsWith(QLatin1Char('o'))) orbitMenu(menu, id);
  if (id.startsWith(QLatin1Char('e'))) equilibriumMenu(menu, id);
  if (id.startsWith(QLatin1Char('c'))) cycleMenu(menu, id);
  const auto add = [&](const char* name, const QString& text, auto&& what) {
    menu.addAction(text, this, what)->setObjectName(QStringLiteral("action.") + QLatin1String(name));
  };
  add("start-here", tr("Start &Orbit Here"), [this, at] { edits_.addTrajectory(at, direction()); });
  add("start-both-here", tr("Start &Both Ways Here"), [this, at] { edits_.addTrajectory(at, Direction::both); });
  add("center-here", tr("Set as View &Center"), [this, at] {
    const auto [x, y] = plane_->axes();
    edits_.setWindow({at.x() - x.width() / 2, at.x() + x.width() / 2}, {at.y() - y.width() / 2, at.y() + y.width() / 2}, {});
  });
  add("copy-coordinates", tr("Cop&y Coordinates"), [at] {
    QApplication::clipboard()->setText(QString::fromStdString(formatNumber(at.x(), 10) + " " + formatNumber(at.y(), 10)));
  });
  menu.exec(global);
}

void MainWindow::keyPressEvent(QKeyEvent* event) {
  const auto choose = [this](int which) { actions_.directions->actions()[which]->setChecked(true); };
  const bool inPlane = plane_->hasFocus();
  switch (event->key()) {
    case Qt::Key_F: if (inPlane) return choose(0); break;
    case Qt::Key_B: if (inPlane) return choose(1); break;
    case Qt::Key_T: if (inPlane) return choose(2); break;
    case Qt::Key_O: if (inPlane) return chooseTool(0); break;
    case Qt::Key_M: if (inPlane) return chooseTool(1); break;
    case Qt::Key_H: if (inPlane) return chooseTool(2); break;
    case Qt::Key_Z: if (inPlane) return chooseTool(3); break;
    case Qt::Key_K: if (inPlane) return chooseTool(4); break;
    case Qt::Key_PageDown: hints_->done(HintsOverlay::Hint::present); return story_->goBy(1);
    case Qt::Key_PageUp: return story_->goBy(-1);
    default: break;
  }
  QMainWindow::keyPressEvent(event);
}

void MainWindow::showShortcuts() {
  QString rows;
  for (const QAction* action : actions())
    if (!action->shortcut().isEmpty())
      rows += QStringLiteral("<tr><td style='padding-right:24px'>%1</td><td><b>%2</b></td></tr>")
                  .arg(action->text().remove(QLatin1Char('&')).toHtmlEscaped(), action->shortcut().toString(QKeySequence::NativeText).toHtmlEscaped());
  const std::pair<QString, QString> others[] = {
      {tr("Orbit at the keyboard cursor"), tr("Enter in the plane")}, {tr("Move the cursor"), tr("arrows (Ctrl ×10, Shift ×0.1)")},
      {tr("Forward, backward, both ways"), QStringLiteral("F, B, T")}, {tr("Orbit, Move, Hand, Zoom, Kick"), QStringLiteral("O, M, H, Z, K")}, {tr("Fit, zoom"), QStringLiteral("Home or 0, + −")},
      {tr("Next, previous step"), QStringLiteral("PgDn, PgUp")}, {tr("Both directions"), tr("Shift+click")},
      {tr("Pan"), tr("middle-drag or Space+drag")}, {tr("Drop a live orbit"), QStringLiteral("Esc")}};
  for (const auto& [what, key] : others) rows += QStringLiteral("<tr><td>%1</td><td><b>%2</b></td></tr>").arg(what, key);
  QMessageBox box(QMessageBox::NoIcon, tr("Shortcuts"), QStringLiteral("<table>%1</table>").arg(rows), QMessageBox::Close, this);
  box.exec();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
  if (event->mimeData()->hasUrls()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
  for (const QUrl& url : event->mimeData()->urls())
    if (url.isLocalFile()) return openFile(url.toLocalFile());
}

}  // namespace separatrix
