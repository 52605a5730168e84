#include "core/model/write_ode.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <string>
#include <vector>

#include "core/model/library.hpp"
#include "core/model/problem.hpp"
#include "core/model/read_ode.hpp"

namespace separatrix {
namespace {

std::shared_ptr<const Model> understood(const std::string& text) {
  const OdeReading reading = readOde(text, "model");
  for (const Diagnostic& d : reading.diagnostics)
    if (d.severity == Diagnostic::Severity::error)
      ADD_FAILURE() << d.line << ":" << d.column << " " << d.sentence << "\n" << text;
  return reading.model;
}

void expectSameTape(const Tape& a, const Tape& b) {
  EXPECT_EQ(a.literals, b.literals);
  EXPECT_EQ(a.outputs, b.outputs);
  ASSERT_EQ(a.body.size(), b.body.size());
  ASSERT_EQ(a.prologue.size(), b.prologue.size());
  const auto same = [](const Tape::Instruction& p, const Tape::Instruction& q) {
    return p.operation == q.operation && p.target == q.target && p.a == q.a && p.b == q.b && p.c == q.c;
  };
  for (std::size_t i = 0; i < a.body.size(); ++i) EXPECT_TRUE(same(a.body[i], b.body[i])) << i;
  for (std::size_t i = 0; i < a.prologue.size(); ++i) EXPECT_TRUE(same(a.prologue[i], b.prologue[i])) << i;
}

void expectSameModel(const Model& a, const Model& b) {
  EXPECT_EQ(a.kind, b.kind);
  EXPECT_EQ(a.title, b.title);
  EXPECT_EQ(a.about, b.about);
  EXPECT_EQ(a.cites, b.cites);
  EXPECT_EQ(a.auxiliaries, b.auxiliaries);
  EXPECT_EQ(a.options, b.options);
  EXPECT_EQ(a.sliders, b.sliders);
  EXPECT_EQ(a.plane, b.plane);
  EXPECT_EQ(a.defaultParameters(), b.defaultParameters());
  EXPECT_EQ(a.initialState(), b.initialState());
  ASSERT_EQ(a.presets.size(), b.presets.size());
  for (std::size_t i = 0; i < a.presets.size(); ++i) {
    EXPECT_EQ(a.presets[i].id, b.presets[i].id);
    EXPECT_EQ(a.presets[i].title, b.presets[i].title);
    EXPECT_EQ(a.presets[i].caption, b.presets[i].caption);
    EXPECT_EQ(a.presets[i].assignments, b.presets[i].assignments);
  }
  ASSERT_EQ(a.variables.size(), b.variables.size());
  for (std::size_t i = 0; i < a.variables.size(); ++i) {
    EXPECT_EQ(a.variables[i].name, b.variables[i].name);
    EXPECT_EQ(a.variables[i].range, b.variables[i].range);
    EXPECT_EQ(a.variables[i].rangeSource, b.variables[i].rangeSource);
    EXPECT_EQ(a.variables[i].label, b.variables[i].label);
  }
  ASSERT_EQ(a.resets.size(), b.resets.size());
  for (std::size_t i = 0; i < a.resets.size(); ++i) {
    EXPECT_EQ(a.resets[i].sign, b.resets[i].sign);
    EXPECT_EQ(a.resets[i].variableOutputs, b.resets[i].variableOutputs);
  }
  EXPECT_EQ(a.facts.size(), b.facts.size());
  expectSameTape(a.program->field, b.program->field);
  expectSameTape(a.program->fieldAndJacobian, b.program->fieldAndJacobian);
  expectSameTape(a.program->auxiliaries, b.program->auxiliaries);
  expectSameTape(a.program->resets, b.program->resets);
}

const char* const kEverything = R"(# a comment
p a=1,b = 2 c=.5e1
number k=7
DX/DT = a*(b + ( c ))-x^2^3*-k
y' = if(x>1&y<2)then(-(x+1))else(not(x))
z'=f( x , y)+sum(1,3)of(i'*z)
f(u,v)=(u-v)-(u+v)/(a/(b*c))
q=mod(x,2)!=1 | 2!=x
aux w=q - (-x) - (0-y)
!d=a^2
x(0)=d*2
init y=3,z=4
" a quoted comment {a=2}
set one {a=3, \
 b=4}
global 1 x-3 { x = a ; y=y+(-1) }
@ total=20, dt=.1 xp=x,yp=y
#: title Everything \
   on two lines
done
what follows
is kept
)";

TEST(WriteOde, EveryBuiltInReadsBackAsItself) {
  for (const std::string& name : builtInNames()) {
    SCOPED_TRACE(name);
    const auto model = understood(std::string(*builtInText(name)));
    const std::string text = writeOde(*model);
    const auto again = understood(text);
    ASSERT_NE(again, nullptr);
    expectSameModel(*model, *again);
    EXPECT_EQ(writeOde(*again), text);
  }
}

TEST(WriteOde, EveryStatementReadsBackAsItself) {
  const auto model = understood(kEverything);
  ASSERT_NE(model, nullptr);
  const std::string written = writeOde(*model);
  const auto again = understood(written);
  ASSERT_NE(again, nullptr) << written;
  expectSameModel(*model, *again);
  EXPECT_EQ(writeOde(*again), written);
  EXPECT_NE(written.find("what follows\nis kept\n"), std::string::npos);
}

TEST(WriteOde, OnlyTheParenthesesThatAreNeededAreWritten) {
  const auto written = [](const std::string& expression) {
    const std::string text = writeOde(*understood("par a=1,b=1,c=1\nx'=" + expression + "\n"));
    const std::size_t at = text.find("x'=") + 3;
    return text.substr(at, text.find('\n', at) - at);
  };
  EXPECT_EQ(written("((a*b))+(c)"), "a*b + c");
  EXPECT_EQ(written("a-(b-c)"), "a - (b - c)");
  EXPECT_EQ(written("(a-b)-c"), "a - b - c");
  EXPECT_EQ(written("a/(b*c)"), "a/(b*c)");
  EXPECT_EQ(written("(a^b)^c"), "a^b^c");
  EXPECT_EQ(written("a^(b^c)"), "a^(b^c)");
  EXPECT_EQ(written("(-a)^2"), "(-a)^2");
  EXPECT_EQ(written("-(a^2)"), "-a^2");
  EXPECT_EQ(written("a*-b"), "a*(-b)");
  EXPECT_EQ(written("a+(-b*c)"), "a + (-b*c)");
  EXPECT_EQ(written("a**2"), "a^2");
  EXPECT_EQ(written("(2)!=a"), "(2)!=a");
  EXPECT_EQ(written("(a>b)*c"), "(a>b)*c");
  EXPECT_EQ(written("exp ( - a )"), "exp(-a)");
}

TEST(WriteOde, ValuesAreReplacedWhereTheyStand) {
  const auto model = understood("par a=1,b=0.066666666666666667\nnumber a2=5\nx'=a*b\ny'=a2\ninit x=1\ndone\n");
  const std::string text = writeOde(*model, {.parameters = std::vector<double>{2.5, model->parameters[1].value},
                                             .initial = std::vector<double>{-3, 0.1}});
  EXPECT_EQ(text, "par a=2.5, b=0.066666666666666667\nnumber a2=5\nx'=a*b\ny'=a2\ninit x=-3\ninit y=0.1\ndone\n");
  const auto again = understood(text);
  EXPECT_EQ(again->defaultParameters(), (std::vector<double>{2.5, 1.0 / 15}));
  EXPECT_EQ(again->initialState(), (std::vector<double>{-3, 0.1}));
}

// A random expression of the grammar; `size` bounds its depth.
std::string randomExpression(int depth) {
  const auto pick = [](std::vector<std::string> from) { return *rc::gen::elementOf(std::move(from)); };
  if (depth == 0) return pick({"a", "b", "x", "y", "1", "2.5", ".5e1", "pi", "t"});
  switch (*rc::gen::inRange(0, 8)) {
    case 0: return "(" + randomExpression(depth - 1) + ")";
    case 1: return pick({"-", "not "}) + randomExpression(depth - 1);
    case 2: return pick({"sin", "exp", "abs", "heav", "f"}) + "(" + randomExpression(depth - 1) + ")";
    case 3:
      return pick({"max", "min", "mod"}) + "(" + randomExpression(depth - 1) + "," + randomExpression(depth - 1) + ")";
    case 4:
      return "if(" + randomExpression(depth - 1) + ")then(" + randomExpression(depth - 1) + ")else(" +
             randomExpression(depth - 1) + ")";
    default:
      return randomExpression(depth - 1) +
             pick({"+", "-", "*", "/", "^", "<", ">", "<=", ">=", "==", "!=", "&", "|", "- -"}) +
             randomExpression(depth - 1);
  }
}

RC_GTEST_PROP(WriteOde, ARandomExpressionReadsBackAsItself, ()) {
  const std::string text = "par a=1,b=2\nf(u)=u*u-a\nx'=" + randomExpression(*rc::gen::inRange(0, 6)) + "\ny'=1\n";
  const OdeReading reading = readOde(text, "model");
  if (reading.model == nullptr) {  // a constant part that is no finite number
    RC_ASSERT(reading.diagnostics.front().line == 3);
    return;
  }
  const std::string written = writeOde(*reading.model);
  const OdeReading again = readOde(written, "model");
  RC_ASSERT(again.model != nullptr);
  RC_ASSERT(writeOde(*again.model) == written);
  const Tape &p = reading.model->program->field, &q = again.model->program->field;
  RC_ASSERT(p.literals == q.literals);
  RC_ASSERT(p.body.size() == q.body.size());
  for (std::size_t i = 0; i < p.body.size(); ++i)
    RC_ASSERT(p.body[i].operation == q.body[i].operation && p.body[i].a == q.body[i].a && p.body[i].b == q.body[i].b);
}

}  // namespace
}  // namespace separatrix
