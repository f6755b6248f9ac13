internal import Fingerprints
internal import Model
internal import PlainYAML

/// Reads the recipe of a synthetic repository.
struct SyntheticReader {
  let collector: MistakeCollector
  let fixtures: FixtureReader

  func recipe(_ node: YAMLTree) -> SyntheticRecipe? {
    guard let reader = MappingReader(node, what: "\"synthetic\"", keys: ScenarioKeys.synthetic, collector) else {
      return nil
    }
    guard let items = reader.items("commits") else {
      if reader.value("commits") == nil { reader.missing("commits") }
      return nil
    }
    guard !items.isEmpty else {
      collector.add("\"commits\" must hold at least one commit", at: reader.node)
      return nil
    }
    let commits = items.enumerated().compactMap { commit($0.element, index: $0.offset) }
    guard commits.count == items.count else { return nil }
    for (index, commit) in commits.enumerated() {
      guard let id = commit.id, commits[..<index].contains(where: { $0.id == id }) else { continue }
      collector.add("the commit id \"\(id)\" is given twice", at: items[index])
    }
    let branches = (reader.entries("branches") ?? []).compactMap { entry -> RefRecipe? in
      checkRefName(entry.name, at: entry.key)
      if entry.name == SyntheticRecipe.mainBranch {
        collector.add("the branch \"main\" is always the last commit", at: entry.key)
      }
      return commitIndex(entry.value, commits).map { RefRecipe(name: entry.name, commit: $0) }
    }
    let tags = (reader.entries("tags") ?? []).compactMap { tag($0.name, $0.key, $0.value, commits) }
    let edits = (reader.entries("worktree") ?? []).compactMap { entry -> EditRecipe? in
      checkPath(entry.name, at: entry.key)
      return FileReader(collector: collector, fixtures: fixtures).edit(entry.value).map {
        EditRecipe(path: entry.name, action: $0)
      }
    }
    let check = RecipeCheck(collector: collector)
    let paths = check.paths(commits, nodes: items)
    if let node = reader.value("worktree") { check.check(edits, node: node, paths: paths) }
    return SyntheticRecipe(commits: commits, branches: branches, tags: tags, edits: edits)
  }

  private func commit(_ node: YAMLTree, index: Int) -> CommitRecipe? {
    guard let reader = MappingReader(node, what: "a commit", keys: ScenarioKeys.commit, collector) else { return nil }
    var name = CommitRecipe.defaultName
    var email = CommitRecipe.defaultEmail
    if let author = reader.value("author") {
      if let match = author.text?.wholeMatch(of: /\s*([^<>]*[^<>\s])\s*<([^<>\s]+)>\s*/) {
        (name, email) = (String(match.output.1), String(match.output.2))
      } else {
        collector.add("\"author\" must read: Name <name@example.org>", at: author)
      }
    }
    var time = CommitRecipe.firstTime + Int64(index) * 3600
    if let date = reader.value("date") {
      if let parsed = date.text.flatMap(Timestamp.parse) {
        time = parsed
      } else {
        collector.add("\"date\" must read 2024-01-31T12:00:00Z, or be seconds since 1970", at: date)
      }
    }
    guard let entries = reader.entries("files") else {
      if reader.value("files") == nil { reader.missing("files") }
      return nil
    }
    checkNesting(entries.map { ($0.name, $0.key) })
    let files = entries.compactMap { entry -> FileChange? in
      checkPath(entry.name, at: entry.key)
      return FileReader(collector: collector, fixtures: fixtures).change(entry.value).map {
        FileChange(path: entry.name, action: $0)
      }
    }
    return CommitRecipe(
      id: reader.text("id"), message: reader.text("message") ?? "commit \(index + 1)", authorName: name,
      authorEmail: email, time: time, files: files)
  }

  private func tag(_ name: String, _ key: YAMLTree, _ node: YAMLTree, _ commits: [CommitRecipe]) -> TagRecipe? {
    checkRefName(name, at: key)
    if case .scalar = node.value {
      return commitIndex(node, commits).map { TagRecipe(name: name, commit: $0, message: nil) }
    }
    guard let reader = MappingReader(node, what: "the tag \"\(name)\"", keys: ScenarioKeys.tag, collector) else {
      return nil
    }
    let commit = reader.value("at").map { commitIndex($0, commits) } ?? commits.count - 1
    return commit.map { TagRecipe(name: name, commit: $0, message: reader.text("annotated")) }
  }

  /// A commit by its `id`, by its number from 1, or the last one when nothing is written.
  private func commitIndex(_ node: YAMLTree, _ commits: [CommitRecipe]) -> Int? {
    guard let text = node.text else {
      collector.add("a commit is named by its id or its number", at: node)
      return nil
    }
    if text.isEmpty { return commits.count - 1 }
    if let index = commits.firstIndex(where: { $0.id == text }) { return index }
    if let number = Int(text), (1...commits.count).contains(number) { return number - 1 }
    let ids = commits.compactMap(\.id)
    let hint = Suggestion.closest(to: text, among: ids).map { "; did you mean \"\($0)\"?" } ?? ""
    collector.add("no commit has the id or number \"\(text)\"\(hint)", at: node)
    return nil
  }

  private func checkPath(_ path: String, at key: YAMLTree) {
    if let problem = TreePath.problem(path) { collector.add(problem, at: key) }
  }

  /// A file cannot also be the directory of another.
  private func checkNesting(_ paths: [(String, YAMLTree)]) {
    let all = Set(paths.map { BytePath($0.0) })
    for (path, key) in paths {
      var ancestor = BytePath(path).parent
      while !ancestor.isRoot {
        defer { ancestor = ancestor.parent }
        guard all.contains(ancestor) else { continue }
        collector.add(
          "\"\(PathText.visible(ancestor))\" is a file of the same commit and cannot be a directory", at: key)
      }
    }
  }

  /// The rules of `git check-ref-format`.
  private func checkRefName(_ name: String, at key: YAMLTree) {
    let forbidden = name.unicodeScalars.contains {
      $0.value <= 0x20 || $0.value == 0x7F || "~^:?*[\\".unicodeScalars.contains($0)
    }
    let components = name.split(separator: "/", omittingEmptySubsequences: false)
    let badComponent = components.contains { $0.isEmpty || $0.hasPrefix(".") || $0.hasSuffix(".lock") }
    if forbidden || badComponent || name.hasPrefix("-") || name.hasSuffix(".") || name.contains("..")
      || name.contains("@{") || name == "@" || name == "HEAD"
    {
      collector.add("git does not allow the ref name \"\(name)\"", at: key)
    }
  }
}
