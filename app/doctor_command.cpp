#include "app/doctor_command.hpp"

#include <qcustomplot.h>
#include <QFontDatabase>
#include <QStandardPaths>
#include <nlohmann/json.hpp>
#include <thread>

#include "app/command_line_qt.hpp"
#include "app/command_line_table.hpp"
#include "core/model/block.hpp"

namespace separatrix {
namespace {

using Json = nlohmann::ordered_json;

Json versions() {
  return {{"separatrix", SEPARATRIX_VERSION},
          {"compiler", SEPARATRIX_COMPILER},
          {"build", SEPARATRIX_BUILD},
          {"qt", qVersion()},
          {"qcustomplot", QCUSTOMPLOT_VERSION_STR},
          {"eigen", SEPARATRIX_EIGEN},
          {"boost", SEPARATRIX_BOOST},
          {"sundials", SEPARATRIX_SUNDIALS}};
}

Json processor() {
  return {{"kernel", fastestBlockKernel() == &block_v3::run ? "x86-64-v3 (AVX2)" : "x86-64-v2"},
          {"threads", std::thread::hardware_concurrency()}};
}

// Which of the fonts that labels are set in are there.
Json fonts() {
  return withOffscreenQt([] {
    const QStringList families = QFontDatabase::families();
    Json found = Json::object();
    for (const char* family :
         {"DejaVu Sans", "STIX", "STIXGeneral", "STIX Two Math", "Latin Modern Math", "Latin Modern Roman"})
      if (families.contains(QString::fromLatin1(family))) found[family] = true;
    found["families"] = families.size();
    return found;
  });
}

// Programs that make more possible; none is needed.
Json programs() {
  Json found = Json::object();
  for (const char* program : {"ffmpeg", "pdflatex", "auto", "xppaut"}) {
    const QString path = QStandardPaths::findExecutable(QString::fromLatin1(program));
    if (!path.isEmpty()) found[program] = path.toStdString();
  }
  return found;
}

std::string table(const Json& document) {
  std::vector<std::vector<std::string>> rows;
  for (const auto& [section, entries] : document.items()) {
    if (!entries.is_object()) continue;
    for (const auto& [key, value] : entries.items())
      rows.push_back({section, key, value.is_string() ? value.get<std::string>() : value.dump()});
    if (entries.empty()) rows.push_back({section, "none found"});
  }
  return alignedRows(rows);
}

}  // namespace

CommandResult doctorCommand(const CommandOptions& options) {
  const Json document = {{"schema", "separatrix/doctor/1"},
                         {"versions", versions()},
                         {"processor", processor()},
                         {"fonts", fonts()},
                         {"programs", programs()}};
  return CommandOutput{options.json ? document.dump() + "\n" : table(document)};
}

}  // namespace separatrix
