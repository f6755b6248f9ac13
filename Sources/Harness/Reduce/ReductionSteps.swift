internal import Fingerprints
internal import Model

/// The changes of a scenario that make it smaller or say less; each is tried and may fail.
enum ReductionSteps {
  /// One thing that a synthetic repository consists of.
  enum Part: Hashable, Sendable {
    case file(commit: Int, index: Int)
    case edit(Int)
  }

  static func recipe(_ scenario: Scenario) -> (recipe: SyntheticRecipe, revision: String)? {
    if case .synthetic(let recipe, let revision) = scenario.repository { return (recipe, revision) }
    return nil
  }

  static func with(_ recipe: SyntheticRecipe, revision: String? = nil, in scenario: Scenario) -> Scenario {
    var changed = scenario
    changed.repository = .synthetic(recipe: recipe, revision: revision ?? self.recipe(scenario)?.revision ?? "HEAD")
    return changed
  }

  /// All in one commit, without other branches and tags; nil when the revision is none of the recipe's names.
  static func flattened(_ scenario: Scenario) -> Scenario? {
    guard let (recipe, revision) = recipe(scenario) else { return nil }
    let last = recipe.commits.count - 1
    let index =
      ["HEAD", SyntheticRecipe.mainBranch].contains(revision)
      ? last
      : recipe.branches.first { $0.name == revision }?.commit ?? recipe.tags.first { $0.name == revision }?.commit
    guard let index, recipe.commits.indices.contains(index) else { return nil }
    var files: [[UInt8]: FileChange] = [:]
    for change in recipe.commits[...index].flatMap(\.files) {
      let path = Array(change.path.utf8)
      files = files.filter { !$0.key.starts(with: path + [0x2F]) && !path.starts(with: $0.key + [0x2F]) }
      if case .delete = change.action { files[path] = nil } else { files[path] = change }
    }
    let kept = files.sorted { $0.key.precedes($1.key) }.map(\.value)
    return with(
      SyntheticRecipe(
        commits: [CommitRecipe(message: "state", time: CommitRecipe.firstTime, files: kept)], edits: recipe.edits),
      revision: "HEAD", in: scenario)
  }

  static func parts(_ scenario: Scenario) -> [Part] {
    guard let (recipe, _) = recipe(scenario) else { return [] }
    return recipe.commits.enumerated().flatMap { commit, value in
      value.files.indices.map { Part.file(commit: commit, index: $0) }
    } + recipe.edits.indices.map { Part.edit($0) }
  }

  static func keeping(_ parts: [Part], of scenario: Scenario) -> Scenario {
    guard var (recipe, _) = recipe(scenario) else { return scenario }
    let kept = Set(parts)
    for commit in recipe.commits.indices {
      let files = recipe.commits[commit].files
      recipe.commits[commit].files = files.indices.filter { kept.contains(.file(commit: commit, index: $0)) }
        .map { files[$0] }
    }
    recipe.edits = recipe.edits.indices.filter { kept.contains(.edit($0)) }.map { recipe.edits[$0] }
    return with(recipe, in: scenario)
  }

  /// The content of a part that has one.
  static func content(_ part: Part, of scenario: Scenario) -> FileContent? {
    guard let (recipe, _) = recipe(scenario) else { return nil }
    switch part {
    case .file(let commit, let index):
      if case .file(let content, _) = recipe.commits[commit].files[index].action { return content }
    case .edit(let index):
      if case .write(let content, _) = recipe.edits[index].action { return content }
    }
    return nil
  }

  static func setting(_ contents: [Part: FileContent], of scenario: Scenario) -> Scenario {
    guard var (recipe, _) = recipe(scenario) else { return scenario }
    for (part, new) in contents {
      switch part {
      case .file(let commit, let index):
        if case .file(_, let executable) = recipe.commits[commit].files[index].action {
          recipe.commits[commit].files[index].action = .file(content: new, executable: executable)
        }
      case .edit(let index):
        if case .write(_, let executable) = recipe.edits[index].action {
          recipe.edits[index].action = .write(content: new, executable: executable)
        }
      }
    }
    return with(recipe, in: scenario)
  }

  /// Whether a part lies at `path`, as manifests print it from the context's root, or below it.
  static func path(_ part: Part, of scenario: Scenario, liesAt path: String) -> Bool {
    let directory = scenario.context.directory
    let wanted = Array((directory == "." ? path : directory + "/" + path).utf8)
    let bare = wanted.last == 0x2F ? Array(wanted.dropLast()) : wanted
    let own = Array(self.path(part, of: scenario).utf8)
    return own == bare || own.starts(with: bare + [0x2F])
  }

  /// The path of a part.
  static func path(_ part: Part, of scenario: Scenario) -> String {
    guard let (recipe, _) = recipe(scenario) else { return "" }
    switch part {
    case .file(let commit, let index): return recipe.commits[commit].files[index].path
    case .edit(let index): return recipe.edits[index].path
    }
  }
}
