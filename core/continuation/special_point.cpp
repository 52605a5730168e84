#include "core/continuation/special_point.hpp"

#include <array>
#include <cstddef>

namespace separatrix {
namespace {

struct Words {
  std::string_view name, label;
};
constexpr std::array<Words, 9> kSpecials = {{{"fold", "LP"},
                                             {"hopf", "H"},
                                             {"branch_point", "BP"},
                                             {"fold_of_cycles", "LPC"},
                                             {"period_doubling", "PD"},
                                             {"neimark_sacker", "NS"},
                                             {"homoclinic", "HC"},
                                             {"snic", "SNIC"},
                                             {"period_limit", "T"}}};
constexpr std::array<Words, 6> kCodim2 = {{{"cusp", "CP"},
                                           {"bogdanov_takens", "BT"},
                                           {"generalized_hopf", "GH"},
                                           {"fold_hopf", "ZH"},
                                           {"hopf_hopf", "HH"},
                                           {"saddle_node_homoclinic", "SNH"}}};
constexpr std::array<std::string_view, 3> kCriticalities = {"subcritical", "supercritical", "degenerate"};

}  // namespace

std::string_view name(SpecialKind kind) { return kSpecials[static_cast<std::size_t>(kind)].name; }
std::string_view label(SpecialKind kind) { return kSpecials[static_cast<std::size_t>(kind)].label; }
std::string_view name(Codim2Kind kind) { return kCodim2[static_cast<std::size_t>(kind)].name; }
std::string_view label(Codim2Kind kind) { return kCodim2[static_cast<std::size_t>(kind)].label; }
std::string_view name(Criticality criticality) { return kCriticalities[static_cast<std::size_t>(criticality)]; }

}  // namespace separatrix
