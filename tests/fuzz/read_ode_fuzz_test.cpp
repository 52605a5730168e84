#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "core/model/library.hpp"
#include "core/model/problem.hpp"
#include "core/model/read_ode.hpp"
#include "core/model/write_ode.hpp"

// Damaged model texts: whatever stands in a text, reading it gives a model or says where the error is.
namespace separatrix {
namespace {

int lineCount(const std::string& text) {
  return 1 + static_cast<int>(std::ranges::count_if(text, [](char c) { return c == '\n' || c == '\r'; }));
}

void expectModelOrPlace(const std::string& text) {
  const OdeReading reading = readOde(text, "fuzz");
  bool error = false;
  for (const Diagnostic& d : reading.diagnostics) {
    error = error || d.severity == Diagnostic::Severity::error;
    EXPECT_GE(d.line, 1) << d.code << " " << d.sentence;
    EXPECT_LE(d.line, lineCount(text)) << d.code << " " << d.sentence;
    EXPECT_GE(d.column, 1) << d.code << " " << d.sentence;
    EXPECT_GE(d.length, 1);
    EXPECT_FALSE(d.sentence.empty());
    EXPECT_EQ(d.code.size(), 4U);
  }
  ASSERT_EQ(error, reading.model == nullptr) << text;
  if (reading.model == nullptr) return;
  ASSERT_GE(reading.model->dimension(), 1);
  const Problem problem = defaultProblem(reading.model);
  std::vector<double> f(static_cast<std::size_t>(reading.model->dimension()));
  problem.field().values()(problem.plane.held.data(), f.data());
  EXPECT_NE(readOde(writeOde(*reading.model), "again").model, nullptr) << text << "\n----\n"
                                                                       << writeOde(*reading.model);
}

class Damage {
 public:
  explicit Damage(unsigned seed) : random_(seed) {}

  std::string damaged(std::string text) {
    const int count = 1 + below(4);
    for (int i = 0; i < count; ++i) damageOnce(text);
    return text;
  }

 private:
  int below(std::size_t n) { return static_cast<int>(random_() % n); }

  void damageOnce(std::string& text) {
    const std::vector<std::string> pieces = {"(",    ")",    ",",     "'",       "=",     "{",        "}",
                                             "\\\n", "\n",   "..",    "[1..3]",  "#:",    "@ ",       "!",
                                             "if(",  "par ", "set q", "global ", "1e308", "\xCE\xBB", "\xFF",
                                             "i'",   "sum(", ")of(",  "aux ",    "t",     "0",        "done\n"};
    if (text.empty()) return;
    const auto at = static_cast<std::size_t>(below(text.size())), other = static_cast<std::size_t>(below(text.size()));
    const auto length = static_cast<std::size_t>(1 + below(12));
    switch (below(6)) {
      case 0: text.erase(at, length); break;
      case 1: text.insert(at, pieces[static_cast<std::size_t>(below(pieces.size()))]); break;
      case 2: text[at] = static_cast<char>(below(256)); break;
      case 3: text.insert(at, text.substr(other, length)); break;
      case 4: std::swap(text[at], text[other]); break;
      default: text.resize(at); break;
    }
  }

  std::mt19937 random_;
};

TEST(ReadOdeFuzz, ADamagedModelIsAModelOrAnErrorWithItsPlace) {
  unsigned seed = 20'261'122;
  for (const std::string& name : builtInNames()) {
    const std::string text(*builtInText(name));
    Damage damage(seed++);
    for (int i = 0; i < 150; ++i) {
      expectModelOrPlace(damage.damaged(text));
      if (HasFailure()) return;
    }
  }
}

TEST(ReadOdeFuzz, RandomBytesAreNoModel) {
  std::mt19937 random(7);
  for (int i = 0; i < 200; ++i) {
    std::string text(1 + random() % 300, '\0');
    for (char& c : text) c = static_cast<char>(random());
    expectModelOrPlace(text);
  }
}

TEST(ReadOdeFuzz, RandomPiecesOfTheLanguageAreReadOrRefused) {
  const std::vector<std::string> pieces = {
      "x",         "y'",        "=",        "+",        "-",    "*",     "/",    "^",      "(",      ")",    ",",
      "\n",        " ",         "1",        "0.5",      "par ", "init ", "if(",  ")then(", ")else(", "sum(", ")of(",
      "i'",        "f(x)=",     "x'=",      "y(t+1)=",  "aux ", "!",     "@ ",   "set ",   "{",      "}",    ";",
      "global 1 ", "#: range ", "#: fact ", "#: step ", "..",   "exp(",  "t",    "pi",     "not ",   "&",    "|",
      "==",        "!=",        "<",        "\"",       "%",    "#",     "\\\n", "done\n"};
  std::mt19937 random(11);
  for (int i = 0; i < 1500; ++i) {
    std::string text = "x'=x\n";
    for (auto k = random() % 40; k > 0; --k) text += pieces[random() % pieces.size()];
    expectModelOrPlace(text);
    if (HasFailure()) return;
  }
}

}  // namespace
}  // namespace separatrix
