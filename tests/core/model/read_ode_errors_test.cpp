#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/model/read_ode.hpp"

namespace separatrix {
namespace {

struct Complaint {
  std::string text, code;
  int line, column;
};

std::string repeat(const std::string& part, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += part;
  return all;
}

// The first error of each text; columns count characters.
const std::vector<Complaint> kComplaints = {
    {"x'=-x+bb*y\ny'=-y\n", "E101", 1, 7},
    {"par \xCE\xBB=1\nx'=-x\n", "E108", 1, 5},
    {"# \xC3\xA9t\xC3\xA9\nx'=\xCE\xBB*y\n", "E108", 2, 4},
    {"x'=-x+\\\n a*\\\n  bb\npar a=1\n", "E101", 3, 3},
    {"gCa=2\nx'=k(x-2)\npar k=2\n", "E102", 2, 4},
    {"x'=-(x+y\ny'=-y\n", "E103", 1, 5},
    {"x'=x+y)\ny'=1\n", "E103", 1, 7},
    {"x'=0,04*x\n", "E104", 1, 4},
    {"par a=0,04, b=1\nx'=a*b\n", "E104", 1, 7},
    {"x'=-n\ninit n=1\n", "E105", 1, 5},
    {"init y=1\nx'=-x\n", "E105", 1, 6},
    {"par c=1,C=2\nx'=-c*x\n", "E106", 1, 9},
    {"x'=1\nX'=2\n", "E106", 2, 1},
    {"par t=1\nx'=1\n", "E107", 1, 5},
    {"x'=\ny'=1\n", "E108", 1, 4},
    {"x'=1+\n", "E108", 1, 5},
    {"x'=2x\n", "E108", 1, 5},
    {"x'=x=1\n", "E108", 1, 5},
    {"x'=if(x)then(1)\n", "E108", 1, 15},
    {"x'=exp(x,1)\n", "E109", 1, 4},
    {"f(a,b)=a*b\nx'=f(x)\n", "E109", 2, 4},
    {"hello world\nx'=1\n", "E110", 1, 1},
    {"wiener w\nx'=w\n", "E111", 1, 1},
    {"table f % 10 0 1 t\nx'=f(x)\n", "E111", 1, 1},
    {"markov z 2\nx'=1\n", "E111", 1, 1},
    {"x'=delay(x,2)\n", "E111", 1, 4},
    {"x'=ran(1)\n", "E111", 1, 4},
    {"x[1..9]'=1\n", "E111", 1, 1},
    {"%[1..9]\nx'=1\n", "E111", 1, 1},
    {"x(t)=int{exp(-t)#x}\n", "E111", 1, 9},
    {"#include other.ode\nx'=1\n", "E111", 1, 1},
    {"x'=-x+z\n0=z-x\n", "E101", 1, 7},
    {"par phi=1/15\nx'=phi\n", "E112", 1, 9},
    {"x'=1e999\n", "E112", 1, 4},
    {"a=b\nb=a\nx'=a\n", "E113", 2, 3},
    {"f(x)=g(x)\ng(x)=f(x)\nu'=f(u)\n", "E113", 2, 6},
    {"q=q+1\nx'=q\n", "E113", 1, 3},
    {"x'=" + repeat("(", 20'000) + "x" + repeat(")", 20'000) + "\n", "E114", 1, 1004},
    {"x'=a" + repeat("+a", 500'000) + "\npar a=1\n", "E115", 1, 120'006},
    {"f0(x)=x*x+1\nf1(x)=f0(x+1)+f0(x*2)\n" +
         [] {
           std::string text;
           for (int i = 2; i < 40; ++i)
             text += "f" + std::to_string(i) + "(x)=f" + std::to_string(i - 1) + "(x+1)+f" + std::to_string(i - 1) +
                     "(x*2)\n";
           return text;
         }() +
         "u'=f39(u)\n",
     "E115", 4, 18},
    {std::string("x'=-x\0\n", 7), "E116", 1, 6},
    {"\x7F"
     "ELF",
     "E116", 1, 1},
    {"", "E117", 1, 1},
    {"\n  \n\n", "E117", 1, 1},
    {"# only a comment\ndone\n", "E117", 1, 1},
    {"x'=-x\ny(t+1)=y\n", "E118", 2, 1},
    {"x(t+1)=x\nglobal 1 {x-1} {x=0}\n", "E118", 2, 11},
    {"x'=1/0\n", "E119", 1, 4},
    {"x'=x+log(0)\n", "E119", 1, 6},
    {"!b=x\nx'=b\n", "E120", 1, 2},
    {"par a=1\nx'=a\n#: range a 1..0\n", "E122", 3, 12},
    {"par a=1\nx'=a\n#: range z 0..1\n", "E101", 3, 10},
    {"par a=1\nx'=a\n#: step q a=x\n", "E122", 3, 11},
    {"par a=1\nx'=a\n#: fact blah\n", "E122", 3, 9},
    {"x'=1\nset one {b=2}\n", "E101", 2, 10},
    {"2 1 0\nv x y\n", "E123", 1, 1},
};

const Diagnostic* firstError(const OdeReading& reading) {
  for (const Diagnostic& d : reading.diagnostics)
    if (d.severity == Diagnostic::Severity::error) return &d;
  return nullptr;
}

TEST(ReadOdeErrors, EveryErrorHasItsCodeAndPlace) {
  for (const Complaint& c : kComplaints) {
    const OdeReading reading = readOde(c.text, "bad");
    const std::string shown = c.text.substr(0, 60);
    EXPECT_EQ(reading.model, nullptr) << shown;
    const Diagnostic* error = firstError(reading);
    ASSERT_NE(error, nullptr) << shown;
    EXPECT_EQ(error->code, c.code) << shown << ": " << error->sentence;
    EXPECT_EQ(error->line, c.line) << shown << ": " << error->sentence;
    EXPECT_EQ(error->column, c.column) << shown << ": " << error->sentence;
    EXPECT_FALSE(error->sentence.empty());
  }
}

TEST(ReadOdeErrors, IndependentErrorsAreAllSaid) {
  const OdeReading reading = readOde("x'=aa+1\ny'=(1+\nz'=exp(1,2)\npar p=q\n", "bad");
  std::vector<std::string> codes;
  for (const Diagnostic& d : reading.diagnostics) codes.push_back(d.code);
  EXPECT_EQ(codes, (std::vector<std::string>{"E101", "E108", "E109", "E112"}));
}

TEST(ReadOdeErrors, ASuggestionMendsTheText) {
  const OdeReading misspelled = readOde("par gCa=1\nx'=gCaa*x\n", "bad");
  ASSERT_EQ(misspelled.diagnostics.size(), 1U);
  EXPECT_EQ(misspelled.diagnostics[0].suggestion, "Did you mean `gCa`?");
  EXPECT_EQ(misspelled.diagnostics[0].replacement, "gCa");
  EXPECT_EQ(misspelled.diagnostics[0].length, 4);
  const OdeReading comma = readOde("x'=0,04*x\n", "bad");
  ASSERT_EQ(comma.diagnostics.size(), 1U);
  EXPECT_EQ(comma.diagnostics[0].replacement, "0.04");
  EXPECT_EQ(comma.diagnostics[0].length, 4);
  EXPECT_EQ(comma.diagnostics[0].sentence, "`0,04`: decimal commas are not used in equations.");
}

TEST(ReadOdeErrors, AThousandParenthesesAreRead) {
  EXPECT_NE(readOde("x'=" + repeat("(", 1000) + "x" + repeat(")", 1000) + "\n", "deep").model, nullptr);
  EXPECT_EQ(readOde("x'=" + repeat("(", 1001) + "x" + repeat(")", 1001) + "\n", "deep").model, nullptr);
}

TEST(ReadOdeErrors, SixteenMegabytesAreTheMost) {
  EXPECT_NE(readOde("x'=1\n#" + std::string((16 << 20) - 6, 'a'), "large").model, nullptr);
  const OdeReading reading = readOde("x'=1\n#" + std::string((16 << 20) - 5, 'a'), "large");
  ASSERT_EQ(reading.diagnostics.size(), 1U);
  EXPECT_EQ(reading.diagnostics[0].code, "E115");
}

TEST(ReadOdeErrors, ADivisionByZeroAtAParameterValueIsNoErrorOfTheText) {
  EXPECT_NE(readOde("par a=0\nx'=1/a+1/x\n", "pole").model, nullptr);
}

TEST(ReadOdeErrors, ReadModelCarriesTheFirstErrorWithItsFile) {
  const auto result = readModel("x'=-x\ny'=zz\n", "bad", "folder/bad.ode");
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().code, Error::Code::invalidModel);
  EXPECT_EQ(result.error().place, (Place{"folder/bad.ode", 2, 4}));
}

}  // namespace
}  // namespace separatrix
