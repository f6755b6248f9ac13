internal import Fingerprints
internal import Model

/// Replaces the names of files and directories by ones that say nothing.
struct NeutralNames {
  /// The names that occur in paths of files and expectations, each once, in the order they are first met.
  let names: [String]

  init(_ scenario: Scenario) {
    var names: [String] = []
    var seen: Set<[UInt8]> = []
    let expect = scenario.expect
    let paths =
      ReductionSteps.parts(scenario).map { ReductionSteps.path($0, of: scenario) } + expect.contains + expect.excludes
      + expect.locks.map(\.path)
    for path in paths {
      for name in Self.components(path) where seen.insert(Array(name.utf8)).inserted {
        names.append(name)
      }
    }
    self.names = names
  }

  /// The scenario with all names but `kept` replaced, in paths, links and expectations alike.
  func replacing(except kept: [String], in scenario: Scenario) -> Scenario {
    guard var (recipe, _) = ReductionSteps.recipe(scenario) else { return scenario }
    let unchanged = Set(kept.map { Array($0.utf8) })
    var table: [[UInt8]: String] = [:]
    for (index, name) in names.enumerated() where !unchanged.contains(Array(name.utf8)) {
      table[Array(name.utf8)] = "n\(index + 1)"
    }
    func renamed(_ path: String) -> String {
      path.utf8.split(separator: 0x2F, omittingEmptySubsequences: false).map { component in
        table[Array(component)] ?? String(decoding: component, as: UTF8.self)
      }.joined(separator: "/")
    }
    for commit in recipe.commits.indices {
      for file in recipe.commits[commit].files.indices {
        recipe.commits[commit].files[file].path = renamed(recipe.commits[commit].files[file].path)
        if case .symlink(let target) = recipe.commits[commit].files[file].action {
          recipe.commits[commit].files[file].action = .symlink(target: renamed(target))
        }
      }
    }
    for edit in recipe.edits.indices {
      recipe.edits[edit].path = renamed(recipe.edits[edit].path)
      if case .symlink(let target) = recipe.edits[edit].action {
        recipe.edits[edit].action = .symlink(target: renamed(target))
      }
    }
    var changed = ReductionSteps.with(recipe, in: scenario)
    changed.expect.contains = scenario.expect.contains.map(renamed)
    changed.expect.excludes = scenario.expect.excludes.map(renamed)
    changed.expect.locks = scenario.expect.locks.map { lock in
      var lock = lock
      lock.path = renamed(lock.path)
      return lock
    }
    changed.context.directory = renamed(scenario.context.directory)
    changed.context.dockerfile = renamed(scenario.context.dockerfile)
    changed.context.ignoreFile = scenario.context.ignoreFile.map(renamed)
    return changed
  }

  private static func components(_ path: String) -> [String] {
    path.utf8.split(separator: 0x2F).map { String(decoding: $0, as: UTF8.self) }
  }
}
