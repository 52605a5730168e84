#include "app/command_line_parse.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <memory>
#include <string_view>
#include <utility>

#include "app/atlas_command.hpp"
#include "app/check_command.hpp"
#include "app/diagram_command.hpp"
#include "app/doctor_command.hpp"
#include "app/models_command.hpp"
#include "app/orbit_command.hpp"
#include "app/portrait_command.hpp"
#include "app/render_command.hpp"
#include "core/base/number.hpp"
#include "core/model/diagnostic.hpp"

namespace separatrix {
namespace {

constexpr std::array<std::string_view, 7> kLaterVerbs = {"sweep", "population", "reset-map", "section", "reduce", "convert", "story"};
const std::vector<std::string> kVerbs = {"models", "check", "portrait", "orbit", "diagram", "atlas", "render", "doctor"};

// A number as we write them everywhere, whatever the locale.
double number(const std::string& option, const std::string& text) {
  const std::optional<double> value = parseNumber(text);
  if (!value) throw CLI::ValidationError(option, "`" + text + "` is not a number");
  return *value;
}

template <class Number>
CLI::Option* addNumber(CLI::App* verb, const std::string& option, Number& target, const std::string& help) {
  return verb
      ->add_option_function<std::string>(
          option, [option, &target](const std::string& text) { target = number(option, text); }, help)
      ->type_name("NUMBER");
}

void addTexts(CLI::App* verb, const std::string& option, std::vector<std::string>& target, const std::string& help,
              const std::string& form) {
  verb->add_option(option, target, help)->type_name(form)->allow_extra_args(false);
}

void addOutput(CLI::App* verb, CommandOptions& common) {
  verb->add_flag("--json", common.json, "One JSON document on stdout, nothing else");
  verb->add_flag("--csv", common.csv, "The table as CSV, where the result is a table");
  verb->add_flag("--quiet", common.quiet, "No warnings, no progress");
  verb->add_option("--threads", common.threads, "At most this many threads")
      ->check(CLI::NonNegativeNumber.description(""))
      ->type_name("N");
}

void addModel(CLI::App* verb, CommandOptions& common) {
  verb->add_option("model", common.model, "A built-in model's name, or a path to an .ode file")
      ->required()
      ->type_name("MODEL");
  verb->add_option("--preset", common.preset, "Start from this step or set of the model")->type_name("NAME");
  addTexts(verb, "--set", common.assignments, "Give a parameter a value (repeatable)", "NAME=VALUE");
  addNumber(verb, "--tol", common.tolerance, "Tolerance of trajectories, relative and absolute (1e-8)")
      ->check([](const std::string& text) {
        const auto value = parseNumber(text);
        return value && *value > 0 && *value <= 1 ? std::string() : "must lie between 0 and 1";
      });
  addOutput(verb, common);
}

void addPlane(CLI::App* verb, PlaneOptions& plane) {
  verb->add_option("--plane", plane.plane, "The two variables to show")->type_name("X,Y");
  verb->add_option("--window", plane.window, "The plane's intervals, or one for every variable")
      ->type_name("X0:X1,Y0:Y1");
  addTexts(verb, "--hold", plane.held, "Hold a variable that is not shown (repeatable)", "NAME=VALUE");
}

void addModels(CLI::App& program, Invocation& invocation) {
  auto* verb = program.add_subcommand("models", "List the built-in models");
  auto options = std::make_shared<CommandOptions>();
  addOutput(verb, *options);
  verb->callback([&invocation, options] {
    invocation.quiet = options->quiet;
    invocation.run = [options](const std::stop_token&) { return modelsCommand(*options); };
  });
}

void addCheck(CLI::App& program, Invocation& invocation) {
  auto* verb = program.add_subcommand("check", "Read a model text and say what is wrong with it");
  auto options = std::make_shared<CommandOptions>();
  verb->add_option("file", options->model, "A path to an .ode file")->required()->type_name("FILE");
  addOutput(verb, *options);
  verb->callback([&invocation, options] {
    invocation.quiet = options->quiet;
    invocation.run = [options](const std::stop_token&) { return checkCommand(*options); };
  });
}

void addPortrait(CLI::App& program, Invocation& invocation) {
  auto* verb =
      program.add_subcommand("portrait", "Nullclines, equilibria, cycles and manifolds in a window of a plane");
  auto command = std::make_shared<PortraitCommand>();
  addModel(verb, command->common);
  addPlane(verb, command->plane);
  verb->add_option("--via", command->via, "Parameter along which cycles are followed")->type_name("NAME");
  verb->add_option("--max-period", command->maximalPeriod, "Longest period of points of maps (1)")
      ->check(CLI::Range(1, 64).description(""))
      ->type_name("N");
  verb->add_option("--pixels", command->pixels, "Width of the picture the curves are for (800)")
      ->check(CLI::Range(50, 20000).description(""))
      ->type_name("N");
  verb->add_flag("--curves", command->curves, "Add the curves to the JSON document");
  verb->add_option("--basins", command->basins, "Add the basins of attraction on a grid of N x N cells (2 to 2000)")
      ->check(CLI::Range(2, 2000).description(""))
      ->type_name("N");
  verb->callback([&invocation, command] {
    invocation.quiet = command->common.quiet;
    invocation.run = [command](const std::stop_token& stop) { return portraitCommand(*command, stop); };
  });
}

void addOrbit(CLI::App& program, Invocation& invocation) {
  auto* verb = program.add_subcommand("orbit", "One trajectory and its events");
  auto command = std::make_shared<OrbitCommand>();
  auto seed = std::make_shared<std::int64_t>(0);
  addModel(verb, command->common);
  verb->add_option("--from", command->from, "Where it starts; the rest from the model's initial values")
      ->type_name("V=-20,n=0.1");
  addNumber(verb, "--time", command->time, "How long (the model's `total`, else 200)");
  addNumber(verb, "--step", command->step, "Spacing of the rows (a thousandth of the time)");
  verb->add_option("--iterations", command->iterations, "How often a map is applied")
      ->check(CLI::NonNegativeNumber.description(""))
      ->type_name("N");
  verb->add_option("--method", command->method, "dopri5, cvode (stiff) or euler")
      ->check(CLI::IsMember({"dopri5", "cvode", "euler"}).description(""))
      ->type_name("NAME");
  addTexts(verb, "--stimulus", command->stimuli,
           "NAME has this VALUE while FROM <= t < TO (no TO: to the end); overlapping ones of one NAME add their "
           "differences from its usual value (repeatable)",
           "NAME=VALUE@FROM:TO");
  verb->add_option("--seed", *seed, "Seed of what is random (nothing is, in these models)")->type_name("S");
  verb->add_flag("--backward", command->backward, "Backward in time");
  verb->callback([&invocation, command, seed] {
    invocation.quiet = command->common.quiet;
    invocation.run = [command](const std::stop_token& stop) { return orbitCommand(*command, stop); };
  });
}

void addDiagramQuestion(CLI::App* verb, DiagramQuestion& question) {
  addTexts(verb, "--at", question.at, "Points computed exactly at these values (repeatable)", "41,45");
  verb->add_flag("--no-cycles", question.noCycles, "Equilibria only");
  verb->add_option("--second", question.second, "A second parameter: curves of special points")->type_name("V3=-10:30");
}

void addDiagram(CLI::App& program, Invocation& invocation) {
  auto* verb = program.add_subcommand("diagram", "Bifurcation diagram in one parameter, or curves in two");
  auto command = std::make_shared<DiagramCommand>();
  addModel(verb, command->common);
  addPlane(verb, command->plane);
  verb->add_option("--parameter", command->question.parameter, "The parameter and its range (the model's own when left out)")
      ->required()
      ->type_name("I_ext=-50:250");
  addDiagramQuestion(verb, command->question);
  addNumber(verb, "--max-period", command->question.maximalPeriod, "End branches of cycles at this period; maps: longest period (1)");
  verb->callback([&invocation, command] {
    invocation.quiet = command->common.quiet;
    invocation.run = [command](const std::stop_token& stop) { return diagramCommand(*command, stop); };
  });
}

void addAtlasQuestion(CLI::App* verb, AtlasQuestion& question, bool required) {
  verb->add_option("--x", question.x, "The parameter to the right and its range")->required(required)->type_name("I_ext=0:120");
  verb->add_option("--y", question.y, "The parameter upward and its range")->required(required)->type_name("V3=-10:30");
}

void addAtlas(CLI::App& program, Invocation& invocation) {
  auto* verb = program.add_subcommand("atlas", "Map of a parameter plane: which kind of portrait where");
  auto command = std::make_shared<AtlasCommand>();
  addModel(verb, command->common);
  addPlane(verb, command->plane);
  addAtlasQuestion(verb, command->question, true);
  verb->add_option("--size", command->question.size, "Cells to the right and upward (60x40)")->type_name("NxM");
  verb->callback([&invocation, command] {
    invocation.quiet = command->common.quiet;
    invocation.run = [command](const std::stop_token& stop) { return atlasCommand(*command, stop); };
  });
}

void addRender(CLI::App& program, Invocation& invocation) {
  auto* verb = program.add_subcommand("render", "A figure as .svg, .pdf or .png");
  auto command = std::make_shared<RenderCommand>();
  addModel(verb, command->common);
  addPlane(verb, command->plane);
  verb->add_option("-o,--output", command->output, "The file; its ending says the format")
      ->required()
      ->type_name("FILE");
  verb->add_option("--view", command->view, "portrait, time, diagram or atlas")->type_name("NAME");
  verb->add_option("--parameter", command->diagram.parameter, "A diagram's parameter and range")->type_name("I_ext=-50:250");
  verb->add_option("--quantity", command->quantity, "A diagram's: a variable's name, `mean NAME`, period, frequency")->type_name("NAME");
  addDiagramQuestion(verb, command->diagram);
  addAtlasQuestion(verb, command->atlas, false);
  verb->add_option("--grid", command->atlas.size, "An atlas' cells to the right and upward (60x40)")->type_name("NxM");
  verb->add_option("--size", command->size, "Size on paper (12x8cm)")->type_name("WxHcm");
  verb->add_option("--font", command->font, "Size of letters (9pt)")->type_name("Npt");
  verb->add_option("--style", command->style, "light, dark or print")->type_name("NAME");
  verb->add_option("--layers", command->layers, "Only these layers, by name or number")->type_name("LIST");
  addTexts(verb, "--from", command->starts, "A trajectory from here (repeatable)", "V=-20,n=0.1");
  addNumber(verb, "--time", command->time, "How long the trajectories are");
  addNumber(verb, "--dpi", command->dpi, "Resolution of a .png (300)");
  verb->add_option("--max-period", command->maximalPeriod, "Longest period of points of maps (1)")
      ->check(CLI::Range(1, 64).description(""))
      ->type_name("N");
  verb->add_option("--basins", command->basins, "Paint the basins of attraction on N x N cells (2 to 2000)")
      ->check(CLI::Range(2, 2000).description(""))
      ->type_name("N");
  verb->add_flag("--transparent", command->transparent, "No background");
  verb->add_flag("--no-embed", command->noEmbed, "No session inside the file (none is embedded yet)");
  verb->callback([&invocation, command] {
    invocation.quiet = command->common.quiet;
    invocation.run = [command](const std::stop_token& stop) { return renderCommand(*command, stop); };
  });
}

void addDoctor(CLI::App& program, Invocation& invocation) {
  auto* verb = program.add_subcommand("doctor", "Versions, fonts, optional programs");
  auto options = std::make_shared<CommandOptions>();
  addOutput(verb, *options);
  verb->callback([&invocation, options] {
    invocation.quiet = options->quiet;
    invocation.run = [options](const std::stop_token&) { return doctorCommand(*options); };
  });
}

void addWindow(CLI::App& program, Invocation& invocation) {
  program.add_option("file", invocation.window.model, "A built-in model's name or an .ode file, to open in the window")
      ->type_name("FILE");
  program.add_option("--preset", invocation.window.preset, "Start from this step or set of the model")
      ->type_name("NAME");
  addTexts(&program, "--set", invocation.window.assignments, "Give a parameter a value (repeatable)", "NAME=VALUE");
  program.add_option("--ui-map", invocation.uiMap, "Write what the window shows to this file, after every picture")
      ->type_name("FILE");
  program.callback([&program, &invocation] { invocation.opensWindow = program.get_subcommands().empty(); });
}

// "portrai" is a slip of the hand, not a file.
std::string misspelledVerb(const std::string& word) {
  if (word.starts_with("-") || word.find_first_of("./") != std::string::npos) return {};
  return nearestName(word, kVerbs);
}

std::string sentenceOf(const CLI::ParseError& error) {
  std::string text = error.what();
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
  return text + (text.ends_with('.') ? "" : ".");
}

}  // namespace

Invocation parseCommandLine(int count, const char* const* arguments) {
  Invocation invocation;
  const std::string first = count > 1 ? arguments[1] : "";
  if (std::ranges::find(kLaterVerbs, first) != kLaterVerbs.end()) {
    invocation.complaint = "`separatrix " + first + "` is not available yet.";
    return invocation;
  }
  CLI::App program(
      "Phase planes and bifurcations of dynamical systems, live.\n"
      "Alone, or with a file, it opens the window; with a command it needs no display.",
      "separatrix");
  program.set_version_flag("--version", "separatrix " SEPARATRIX_VERSION);
  program.require_subcommand(0, 1);
  program.get_formatter()->label("SUBCOMMAND", "COMMAND");
  program.get_formatter()->label("Subcommands", "Commands");
  program.footer("Exit codes: 0 done, 1 numerical failure, 2 usage, 3 model error, 4 file error, 130 interrupted.");
  addWindow(program, invocation);
  for (auto* add : {addModels, addCheck, addPortrait, addOrbit, addDiagram, addAtlas, addRender, addDoctor}) add(program, invocation);
  try {
    program.parse(count, arguments);
  } catch (const CLI::CallForHelp&) {
    const auto verbs = program.get_subcommands();
    invocation.answer = verbs.empty() ? program.help() : verbs.front()->help("separatrix");
  } catch (const CLI::CallForVersion&) {
    invocation.answer = "separatrix " SEPARATRIX_VERSION "\n";
  } catch (const CLI::ParseError& error) {
    invocation.complaint = sentenceOf(error);
  }
  if (const std::string verb = misspelledVerb(first);
      invocation.run == nullptr && invocation.answer.empty() && !verb.empty() && verb != first)
    invocation.complaint = "`" + first + "` is no command. Did you mean `" + verb + "`?";
  return invocation;
}

}  // namespace separatrix
