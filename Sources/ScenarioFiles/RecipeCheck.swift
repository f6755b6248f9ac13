internal import Model
internal import PlainYAML

/// Finds what a recipe asks of paths and revisions that it does not have.
struct RecipeCheck {
  let collector: MistakeCollector

  /// The paths of files after each commit of `recipe`; a deletion of what is not there is a mistake at its node.
  func paths(_ commits: [CommitRecipe], nodes: [YAMLTree]) -> [Set<[UInt8]>] {
    var current: Set<[UInt8]> = []
    return zip(commits, nodes).map { commit, node in
      for change in commit.files {
        let path = Array(change.path.utf8)
        guard change.action == .delete else {
          current.insert(path)
          continue
        }
        let below = path + [0x2F]
        let gone = current.filter { $0 == path || $0.starts(with: below) }
        if gone.isEmpty {
          collector.add(
            "no commit before has \"\(change.path)\", so it cannot be deleted",
            at: key(change.path, in: node["files"] ?? node))
        }
        current.subtract(gone)
      }
      return current
    }
  }

  /// Edits of what no commit has are mistakes, but for those that write.
  func check(_ edits: [EditRecipe], node: YAMLTree, paths: [Set<[UInt8]>]) {
    let all = paths.reduce(into: Set<[UInt8]>()) { $0.formUnion($1) }
    var written: Set<[UInt8]> = []
    for edit in edits {
      let path = Array(edit.path.utf8)
      switch edit.action {
      case .write, .symlink, .stamp: written.insert(path)
      case .delete, .crlf, .chmod:
        let isThere = all.union(written).contains { $0 == path || $0.starts(with: path + [0x2F]) }
        if !isThere {
          collector.add("no commit has \"\(edit.path)\", so there is nothing to edit", at: key(edit.path, in: node))
        }
      }
    }
  }

  /// A name that the recipe does not make is a mistake; ids and forms with `~` or `^` are left to the run.
  func check(revision: String, node: YAMLTree, recipe: SyntheticRecipe) {
    let known = ["HEAD", SyntheticRecipe.mainBranch] + recipe.branches.map(\.name) + recipe.tags.map(\.name)
    let base = String(revision.prefix { !"~^".contains($0) })
    let isID = (4...40).contains(base.utf8.count) && base.allSatisfy(\.isHexDigit)
    guard !known.contains(base), !isID, !base.hasPrefix("refs/") else { return }
    let hint =
      Suggestion.closest(to: base, among: known).map { "did you mean \"\($0)\"?" }
      ?? "there are: \(known.joined(separator: ", "))"
    collector.add("the recipe makes no branch or tag \"\(base)\"; \(hint)", at: node)
  }

  /// Where `path` is written in the mapping `node`.
  private func key(_ path: String, in node: YAMLTree) -> YAMLTree {
    node.pairs?.first { $0.key.text.map { Array($0.utf8) } == Array(path.utf8) }?.key ?? node
  }
}
