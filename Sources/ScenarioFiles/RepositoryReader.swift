internal import Model
internal import PlainYAML

/// Reads the `repo:` section.
struct RepositoryReader {
  let collector: MistakeCollector
  let fixtures: FixtureReader

  func state(_ node: YAMLTree) -> RepositoryState? {
    guard let reader = MappingReader(node, what: "\"repo\"", keys: ScenarioKeys.repo, collector) else { return nil }
    let revision = reader.text("rev")
    if revision == "", let node = reader.value("rev") {
      collector.add("\"rev\" must not be empty; leave it out for HEAD", at: node)
    }
    if let synthetic = reader.value("synthetic") {
      for key in ["path", "worktree"] {
        if let other = reader.value(key) {
          collector.add("\"synthetic\" and \"\(key)\" exclude each other", at: other)
        }
      }
      guard let recipe = SyntheticReader(collector: collector, fixtures: fixtures).recipe(synthetic) else { return nil }
      if let node = reader.value("rev"), let revision {
        RecipeCheck(collector: collector).check(revision: revision, node: node, recipe: recipe)
      }
      return .synthetic(recipe: recipe, revision: revision ?? "HEAD")
    }
    let path = reader.text("path")
    guard let workTree = reader.value("worktree"), workTree.text != "false" else {
      guard let path else {
        collector.add("\"repo\" needs one of synthetic, path, worktree", at: node)
        return nil
      }
      return .repository(path: path, revision: revision ?? "HEAD")
    }
    if let revisionNode = reader.value("rev") {
      collector.add("\"rev\" and \"worktree\" exclude each other: a working tree is what it is", at: revisionNode)
    }
    switch (path, collector.text(workTree, what: "\"worktree\"")) {
    case (let path?, "true"): return .workTree(path: path)
    case (nil, let text?) where text != "true" && !text.isEmpty: return .workTree(path: text)
    case (_?, _):
      collector.add("with \"path\", \"worktree\" must be true or false", at: workTree)
      return nil
    default:
      collector.add("\"worktree\" must name a directory, or be true beside \"path\"", at: workTree)
      return nil
    }
  }
}
