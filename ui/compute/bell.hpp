#pragma once

#include <QCoreApplication>
#include <QEvent>
#include <QObject>
#include <mutex>
#include <utility>
#include <vector>

namespace separatrix {

/// Carries answers from a worker to the thread of a QObject: they travel through our own mutex and
/// Qt only rings a bell (a QEvent::User to `receiver`, whose customEvent calls take()). Everything
/// handed over is then visible to ThreadSanitizer, which cannot see into the distribution's Qt.
template <class Answer>
class Bell {
 public:
  explicit Bell(QObject* receiver) : receiver_(receiver) {}

  void ring(Answer answer) {  ///< worker thread
    {
      const std::lock_guard lock(mutex_);
      answers_.push_back(std::move(answer));
    }
    QCoreApplication::postEvent(receiver_, new QEvent(QEvent::User));
  }

  std::vector<Answer> take() {  ///< receiver's thread; in the order of ring()
    std::vector<Answer> answers;
    const std::lock_guard lock(mutex_);
    answers.swap(answers_);
    return answers;
  }

 private:
  QObject* receiver_;
  std::mutex mutex_;
  std::vector<Answer> answers_;  // guarded by mutex_
};

}  // namespace separatrix
