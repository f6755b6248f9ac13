internal import Model

/// Writes the recipe of a synthetic repository.
enum RecipeWriter {
  /// Below `synthetic:`, without indentation.
  static func lines(_ recipe: SyntheticRecipe) -> [String] {
    var lines = ["commits:"]
    for (index, commit) in recipe.commits.enumerated() { lines += self.commit(commit, index).map { "  " + $0 } }
    if !recipe.branches.isEmpty {
      lines.append("branches:")
      lines += recipe.branches.map { "  \(quoted($0.name)): \($0.commit + 1)" }
    }
    if !recipe.tags.isEmpty {
      lines.append("tags:")
      lines += recipe.tags.map { tag in
        let message = tag.message.map { "annotated: \(quoted($0)), " } ?? ""
        return "  \(quoted(tag.name)): { \(message)at: \(tag.commit + 1) }"
      }
    }
    if !recipe.edits.isEmpty {
      lines.append("worktree:")
      lines += recipe.edits.map { "  \(quoted($0.path)): \(edit($0.action))" }
    }
    return lines
  }

  private static func commit(_ commit: CommitRecipe, _ index: Int) -> [String] {
    var lines = ["- message: \(quoted(commit.message))"]
    if let id = commit.id { lines.append("  id: \(quoted(id))") }
    if commit.authorName != CommitRecipe.defaultName || commit.authorEmail != CommitRecipe.defaultEmail {
      lines.append("  author: \(quoted("\(commit.authorName) <\(commit.authorEmail)>"))")
    }
    if commit.time != CommitRecipe.firstTime + Int64(index) * 3600 { lines.append("  date: \(commit.time)") }
    guard !commit.files.isEmpty else { return lines + ["  files: {}"] }
    lines.append("  files:")
    return lines + commit.files.map { "    \(quoted($0.path)): \(change($0.action))" }
  }

  private static func change(_ action: FileChange.Action) -> String {
    switch action {
    case .file(let content, let executable): file(content, executable)
    case .symlink(let target): "{ symlink: \(quoted(target)) }"
    case .submodule(let commit): "{ submodule: \(quoted(commit)) }"
    case .delete: "{ delete: true }"
    }
  }

  private static func edit(_ action: EditRecipe.Action) -> String {
    switch action {
    case .write(let content, let executable): file(content, executable)
    case .symlink(let target): "{ symlink: \(quoted(target)) }"
    case .delete: "{ delete: true }"
    case .crlf: "{ crlf: true }"
    case .chmod(let permissions): "{ chmod: \"\(octal(permissions))\" }"
    case .stamp(let axes): "{ stamp: [\(axes.map(\.rawValue).joined(separator: ", "))] }"
    }
  }

  private static func file(_ content: FileContent, _ executable: Bool) -> String {
    let text = quoted(String(decoding: content.bytes, as: UTF8.self))
    return executable ? "{ content: \(text), executable: true }" : text
  }

  private static func octal(_ permissions: UInt16) -> String {
    let digits = String(permissions, radix: 8)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  private static func quoted(_ text: String) -> String { ScenarioWriter.quoted(text) }
}
