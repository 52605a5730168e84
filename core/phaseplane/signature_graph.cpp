#include "core/phaseplane/signature_graph.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

namespace separatrix {
namespace {

using Colors = std::vector<int>;

// Vertices joined by edges, seen as undirected: the number of its part for each vertex.
std::vector<int> partsOf(const SignatureGraph& graph) {
  std::vector<int> part(graph.vertices.size());
  std::iota(part.begin(), part.end(), 0);
  const auto root = [&](int v) {
    while (part[static_cast<std::size_t>(v)] != v) v = part[static_cast<std::size_t>(v)];
    return v;
  };
  for (const SignatureGraph::Edge& e : graph.edges) part[static_cast<std::size_t>(root(e.from))] = root(e.to);
  std::vector<int> roots;
  for (int v = 0; v < static_cast<int>(part.size()); ++v) roots.push_back(root(v));
  return roots;
}

SignatureGraph partOf(const SignatureGraph& graph, const std::vector<int>& parts, int which) {
  SignatureGraph one;
  std::vector<int> number(graph.vertices.size(), -1);
  for (std::size_t v = 0; v < parts.size(); ++v) {
    if (parts[v] != which) continue;
    number[v] = static_cast<int>(one.vertices.size());
    one.vertices.push_back(graph.vertices[v]);
  }
  for (const SignatureGraph::Edge& e : graph.edges)
    if (const int from = number[static_cast<std::size_t>(e.from)]; from >= 0)
      one.edges.push_back({from, number[static_cast<std::size_t>(e.to)], e.word});
  return one;
}

// Ranks of keys: equal keys share a number, lesser keys have lesser ones.
template <class Key>
Colors ranks(const std::vector<Key>& keys) {
  std::map<Key, int> rank;
  for (const Key& key : keys) rank.emplace(key, 0);
  int next = 0;
  for (auto& [key, number] : rank) number = next++;
  Colors colors;
  for (const Key& key : keys) colors.push_back(rank.at(key));
  return colors;
}

class Canonizer {
 public:
  explicit Canonizer(const SignatureGraph& graph) : graph_(graph) {
    std::set<std::string> words;
    for (const SignatureGraph::Edge& e : graph.edges) words.insert(e.word);
    for (const SignatureGraph::Edge& e : graph.edges)
      words_.push_back(static_cast<int>(std::distance(words.begin(), words.find(e.word))));
    budget_ = 400'000 / static_cast<int>(1 + graph.vertices.size() + graph.edges.size());
  }

  std::string text() {
    const Colors colors = refine(ranks(graph_.vertices));
    const std::string best = search(colors);
    return budget_ > 0 ? best : written(colors);
  }

 private:
  // Splits colors by the colors at the other ends of edges, until nothing changes.
  Colors refine(Colors colors) {
    using Neighbor = std::tuple<int, bool, int>;  // word, direction, color
    for (int count = 0;;) {
      --budget_;
      std::vector<std::pair<int, std::vector<Neighbor>>> keys;
      for (const int color : colors) keys.push_back({color, {}});
      for (std::size_t k = 0; k < words_.size(); ++k) {
        const auto from = static_cast<std::size_t>(graph_.edges[k].from),
                   to = static_cast<std::size_t>(graph_.edges[k].to);
        keys[from].second.emplace_back(words_[k], true, colors[to]);
        keys[to].second.emplace_back(words_[k], false, colors[from]);
      }
      for (auto& [color, neighbors] : keys) std::ranges::sort(neighbors);
      colors = ranks(keys);
      const int now = 1 + std::ranges::max(colors);
      if (now == count) return colors;
      count = now;
    }
  }

  // The vertices of the first color that several share; none when the coloring is a numbering.
  static std::vector<std::size_t> firstShared(const Colors& colors) {
    std::vector<std::size_t> members;
    for (int color = 0; color < static_cast<int>(colors.size()) && members.size() < 2; ++color) {
      members.clear();
      for (std::size_t v = 0; v < colors.size(); ++v)
        if (colors[v] == color) members.push_back(v);
    }
    return members.size() < 2 ? std::vector<std::size_t>{} : members;
  }

  Colors singledOut(const Colors& colors, std::size_t vertex) {
    Colors doubled;
    for (std::size_t v = 0; v < colors.size(); ++v) doubled.push_back(2 * colors[v] + (v == vertex ? 0 : 1));
    return refine(ranks(doubled));
  }

  std::string first(Colors colors) {
    for (auto shared = firstShared(colors); !shared.empty() && budget_ > 0; shared = firstShared(colors))
      colors = singledOut(colors, shared[0]);
    return written(colors);
  }

  std::string search(const Colors& colors) {
    const std::vector<std::size_t> shared = firstShared(colors);
    if (shared.empty()) return written(colors);
    std::map<std::string, Colors> unlike;
    for (const std::size_t v : shared) {
      if (budget_ <= 0) return {};
      const Colors next = singledOut(colors, v);
      unlike.emplace(first(next), next);
    }
    std::optional<std::string> best;
    for (const auto& [text, next] : unlike) {
      if (budget_ <= 0) return {};
      if (std::string found = search(next); !best || found < *best) best = std::move(found);
    }
    return *best;
  }

  // Vertices in the order of their colors, then what leads from each: "1 saddle, 2 stable node; 1 -> 2 2".
  std::string written(const Colors& colors) const {
    std::vector<std::pair<int, std::string>> vertices;
    for (std::size_t v = 0; v < colors.size(); ++v) vertices.emplace_back(colors[v] + 1, graph_.vertices[v]);
    std::ranges::sort(vertices);
    std::vector<std::tuple<int, std::string, int>> edges;
    for (const SignatureGraph::Edge& e : graph_.edges)
      edges.emplace_back(colors[static_cast<std::size_t>(e.from)] + 1, e.word,
                         colors[static_cast<std::size_t>(e.to)] + 1);
    std::ranges::sort(edges);
    std::string text;
    for (const auto& [number, word] : vertices)
      text += (text.empty() ? "" : ", ") + std::to_string(number) + " " + word;
    for (std::size_t k = 0; k < edges.size(); ++k) {
      const auto& [from, word, to] = edges[k];
      const bool goesOn = k > 0 && std::get<0>(edges[k - 1]) == from && std::get<1>(edges[k - 1]) == word;
      text += (goesOn ? " " : "; " + std::to_string(from) + " " + word + " ") + std::to_string(to);
    }
    return text;
  }

  const SignatureGraph& graph_;
  std::vector<int> words_;  // of each edge, numbered in order
  int budget_;
};

}  // namespace

std::string canonicalText(const SignatureGraph& graph) {
  const std::vector<int> parts = partsOf(graph);
  std::map<std::string, int> counts;
  for (const int which : std::set<int>(parts.begin(), parts.end()))
    ++counts[Canonizer(partOf(graph, parts, which)).text()];
  std::string text;
  for (const auto& [part, count] : counts)
    text +=
        (text.empty() ? "" : " | ") + (count > 1 ? std::to_string(count) + " x " : std::string()) + "{" + part + "}";
  return text;
}

}  // namespace separatrix
