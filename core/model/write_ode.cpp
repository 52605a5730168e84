#include "core/model/write_ode.hpp"

#include <string_view>
#include <utility>

#include "core/base/contract.hpp"
#include "core/base/number.hpp"
#include "core/model/ode_document.hpp"

namespace separatrix {
namespace {

using Kind = OdeStatement::Kind;

class OdeWriter {
 public:
  OdeWriter(const Model& model, const WriteOdeOptions& options)
      : model_(model),
        options_(options),
        document_(parseOde(model.text, diagnostics_)),
        given_(model.variables.size(), 0) {}

  std::string write() {
    for (const OdeStatement& statement : document_.statements) {
      line_ = &document_.lineOf(statement);
      write(statement);
      out_ += '\n';
    }
    missingInitials();
    out_ += "done\n";
    for (std::uint32_t i = document_.end + 1; i < document_.lines.size(); ++i) out_ += document_.lines[i].text + '\n';
    return std::move(out_);
  }

 private:
  std::string_view text(Span span) const { return (*line_)[span]; }
  void write(const OdeStatement& statement);
  void list(const OdeStatement& statement, std::string_view separator);
  void define(std::string_view before, const OdeStatement& statement, std::string_view after);
  void missingInitials();
  std::string value(const OdeStatement& statement, const Assignment& assignment);

  const Model& model_;
  const WriteOdeOptions& options_;
  Diagnostics diagnostics_;
  OdeDocument document_;
  const SourceLine* line_ = nullptr;
  std::vector<char> given_;  // initial values written so far, by variable
  std::string out_;
};

// What stands after the `=`: as written, unless it is replaced by another number.
std::string OdeWriter::value(const OdeStatement& statement, const Assignment& assignment) {
  double number = assignment.number;
  if (statement.kind == Kind::parameters && options_.parameters)
    number = (*options_.parameters)[static_cast<std::size_t>(*model_.parameterNamed(text(assignment.name)))];
  if (statement.kind == Kind::initials) {
    const auto variable = static_cast<std::size_t>(*model_.variableNamed(text(assignment.name)));
    given_[variable] = 1;
    if (options_.initial) number = (*options_.initial)[variable];
  }
  const bool written = assignment.value.begin != assignment.value.end;
  if (written && (!assignment.isNumber || number == assignment.number)) return std::string(text(assignment.value));
  return formatNumber(number);
}

void OdeWriter::list(const OdeStatement& statement, std::string_view separator) {
  std::string_view between;
  for (const Assignment& assignment : statement.assignments) {
    out_ += between;
    out_ += text(assignment.name);
    if (statement.kind != Kind::only) out_ += "=" + value(statement, assignment);
    between = separator;
  }
}

void OdeWriter::define(std::string_view before, const OdeStatement& statement, std::string_view after) {
  out_ += before;
  out_ += text(statement.name);
  out_ += after;
  out_ += writeExpression(statement.expression, *line_);
}

void OdeWriter::write(const OdeStatement& statement) {
  switch (statement.kind) {
    case Kind::parameters:
      out_ += "par ";
      list(statement, ", ");
      break;
    case Kind::numbers:
      out_ += "number ";
      list(statement, ", ");
      break;
    case Kind::initials:
      out_ += "init ";
      list(statement, ", ");
      break;
    case Kind::options:
      out_ += "@ ";
      list(statement, ", ");
      break;
    case Kind::only:
      out_ += "only ";
      list(statement, ",");
      break;
    case Kind::preset:
      out_ += "set " + std::string(text(statement.name)) + " {";
      list(statement, ",");
      out_ += '}';
      break;
    case Kind::differential: define("", statement, "'="); break;
    case Kind::iteration: define("", statement, "(t+1)="); break;
    case Kind::quantity: define("", statement, "="); break;
    case Kind::auxiliary: define("aux ", statement, "="); break;
    case Kind::derived: define("!", statement, "="); break;
    case Kind::initialValue: {
      const auto variable = static_cast<std::size_t>(*model_.variableNamed(text(statement.name)));
      given_[variable] = 1;
      if (!options_.initial || (*options_.initial)[variable] == model_.variables[variable].initial)
        define("", statement, "(0)=");
      else
        out_ += std::string(text(statement.name)) + "(0)=" + formatNumber((*options_.initial)[variable]);
      break;
    }
    case Kind::function: {
      std::string arguments = "(";
      for (const Span& argument : statement.arguments)
        arguments += (arguments.size() > 1 ? "," : "") + std::string(text(argument));
      define("", statement, arguments + ")=");
      break;
    }
    case Kind::reset: {
      out_ += "global " + std::to_string(statement.sign) + " {" + writeExpression(statement.expression, *line_) + "} {";
      std::string_view between;
      for (const ResetAssignment& reset : statement.resets) {
        out_ += between;
        out_ += std::string(text(reset.name)) + "=" + writeExpression(reset.expression, *line_);
        between = ";";
      }
      out_ += '}';
      break;
    }
    case Kind::annotation:
    case Kind::comment:
    case Kind::unsupported:
    case Kind::note: out_ += line_->text; break;
  }
}

void OdeWriter::missingInitials() {
  if (!options_.initial) return;
  for (std::size_t i = 0; i < given_.size(); ++i)
    if (given_[i] == 0 && (*options_.initial)[i] != model_.variables[i].initial)
      out_ += "init " + model_.variables[i].name + "=" + formatNumber((*options_.initial)[i]) + "\n";
}

}  // namespace

std::string writeOde(const Model& model, const WriteOdeOptions& options) {
  SEPARATRIX_EXPECTS(!options.parameters || options.parameters->size() == model.parameters.size());
  SEPARATRIX_EXPECTS(!options.initial || options.initial->size() == model.variables.size());
  return OdeWriter(model, options).write();
}

}  // namespace separatrix
