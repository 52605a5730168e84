#pragma once

#include <string>
#include <vector>

namespace separatrix {

/// What a portrait consists of and how its parts hang together, without positions: a directed graph with
/// words on its vertices and edges; several edges between two vertices, and loops, are allowed.
struct SignatureGraph {
  struct Edge {
    int from = 0, to = 0;
    std::string word;

    friend auto operator<=>(const Edge&, const Edge&) = default;
  };
  std::vector<std::string> vertices;
  std::vector<Edge> edges;
};

/// A text that is equal for two graphs exactly when one is the other with its vertices renumbered.
///
/// Each connected part by itself: colors are refined until vertices of one color have neighbors of the same
/// colors; where a color is shared, one vertex after the other is singled out, and of the numberings so
/// obtained the one with the least text is taken. Two vertices whose first numberings give equal texts are
/// exchanged by a symmetry, so only one of them is followed (McKay 1981, Practical graph isomorphism, in miniature). A
/// part with so many unlike choices that a budget is exceeded gives its refined colors: still independent of the
/// numbering, but perhaps equal for two graphs that differ.
std::string canonicalText(const SignatureGraph& graph);

}  // namespace separatrix
