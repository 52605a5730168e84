#include "core/io/text_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

namespace separatrix {
namespace {

namespace fs = std::filesystem;

Error fileError(const std::string& path, const char* what, int number) {
  return {Error::Code::file, std::string(what) + ": " + std::strerror(number) + ".", {path, 0, 0}, {}};
}

/// An open file that closes itself.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  int number() const { return number_; }
  bool isOpen() const { return number_ >= 0; }
  int close() { return ::close(std::exchange(number_, -1)); }

 private:
  int number_;
};

bool writeAll(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(file, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

Result<void> writeDirectly(const std::string& path, std::string_view bytes) {
  Descriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
  if (!file.isOpen() || !writeAll(file.number(), bytes))
    return std::unexpected(fileError(path, "Cannot be written", errno));
  return {};
}

// A new file beside the old one, then one rename.
Result<void> replace(const std::string& path, std::string_view bytes, mode_t mode) {
  std::string draft = path + ".XXXXXX";
  Descriptor file(::mkostemp(draft.data(), O_CLOEXEC));
  if (!file.isOpen()) return std::unexpected(fileError(path, "Cannot be written", errno));
  const bool written = writeAll(file.number(), bytes) && ::fchmod(file.number(), mode) == 0 && file.close() == 0 &&
                       ::rename(draft.c_str(), path.c_str()) == 0;
  if (written) return {};
  const int number = errno;
  ::unlink(draft.c_str());
  return std::unexpected(fileError(path, "Cannot be written", number));
}

}  // namespace

Result<std::string> readTextFile(const std::string& path, std::size_t limit) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.isOpen()) return std::unexpected(fileError(path, "Cannot be read", errno));
  std::string text;
  std::string block(std::size_t{1} << 16, '\0');
  while (text.size() <= limit) {
    const ssize_t count = ::read(file.number(), block.data(), block.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return std::unexpected(fileError(path, "Cannot be read", errno));
    if (count == 0) break;
    text.append(block, 0, static_cast<std::size_t>(count));
  }
  if (text.size() > limit) text.resize(limit + 1);
  return text;
}

Result<void> writeFileAtomically(const std::string& path, std::string_view bytes) {
  struct stat status {};
  const bool exists = ::stat(path.c_str(), &status) == 0;
  if (exists && S_ISDIR(status.st_mode)) return std::unexpected(fileError(path, "Cannot be written", EISDIR));
  if (exists && !S_ISREG(status.st_mode)) return writeDirectly(path, bytes);
  const mode_t mask = ::umask(0);
  ::umask(mask);
  std::error_code ignored;
  const fs::path target = exists ? fs::canonical(path, ignored) : fs::path(path);  // a link stays a link
  return replace(ignored ? path : target.string(), bytes, exists ? status.st_mode & 07777 : 0666 & ~mask);
}

}  // namespace separatrix
