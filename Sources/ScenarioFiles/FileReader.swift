internal import Model
internal import PlainYAML

/// Reads what a commit or an edit does to one path.
struct FileReader {
  let collector: MistakeCollector
  let fixtures: FixtureReader

  func change(_ node: YAMLTree) -> FileChange.Action? {
    if case .scalar(let text, _) = node.value { return .file(content: FileContent(text), executable: false) }
    guard let reader = MappingReader(node, what: "a file", keys: ScenarioKeys.file, collector),
      let chosen = single(reader, of: ["content", "from", "symlink", "submodule", "delete"])
    else { return nil }
    if chosen == "submodule" {
      guard let id = reader.text("submodule"), id.wholeMatch(of: /[0-9a-f]{40}/) != nil else {
        collector.add("\"submodule\" must be a commit id of 40 digits in lower case", at: node)
        return nil
      }
      return .submodule(commit: id)
    }
    return switch common(reader, chosen) {
    case .write(let content, let executable)?: .file(content: content, executable: executable)
    case .symlink(let target)?: .symlink(target: target)
    case .delete?: .delete
    default: nil
    }
  }

  func edit(_ node: YAMLTree) -> EditRecipe.Action? {
    if case .scalar(let text, _) = node.value { return .write(content: FileContent(text), executable: false) }
    guard let reader = MappingReader(node, what: "an edit", keys: ScenarioKeys.edit, collector),
      let chosen = single(reader, of: ["content", "from", "symlink", "delete", "crlf", "chmod", "stamp"])
    else { return nil }
    switch chosen {
    case "crlf":
      return isTrue("crlf", reader) ? .crlf : nil
    case "chmod":
      guard let text = reader.text("chmod"), text.wholeMatch(of: /0?[0-7]{3}/) != nil,
        let mode = UInt16(text, radix: 8)
      else {
        return mistake("\"chmod\" must be octal permission bits such as 0755", reader.value("chmod") ?? node)
      }
      return .chmod(permissions: mode)
    case "stamp":
      let axes = reader.items("stamp")?.compactMap {
        collector.choice($0, what: "an item of \"stamp\"", Axis.self)
      }
      return axes.map { .stamp(axes: $0) }
    default: return common(reader, chosen)
    }
  }

  private func common(_ reader: MappingReader, _ chosen: String) -> EditRecipe.Action? {
    let executable = reader.boolean("executable") ?? false
    switch chosen {
    case "content": return reader.text("content").map { .write(content: FileContent($0), executable: executable) }
    case "from":
      guard let node = reader.value("from"), let path = reader.text("from") else { return nil }
      switch fixtures.read(path) {
      case .success(let bytes): return .write(content: FileContent(bytes), executable: executable)
      case .failure(let problem): return mistake("\"from\": \(problem.message)", node)
      }
    case "symlink":
      guard let target = reader.text("symlink"), !target.isEmpty, !target.utf8.contains(0), target.utf8.count < 4096
      else {
        return mistake("\"symlink\" must be the text of the link, of at most 4095 bytes", reader.node)
      }
      return .symlink(target: target)
    case "delete":
      return isTrue("delete", reader) ? .delete : nil
    default: return nil
    }
  }

  /// Whether `key` says true; anything else is noted as a mistake.
  private func isTrue(_ key: String, _ reader: MappingReader) -> Bool {
    guard let value = reader.boolean(key) else { return false }
    if !value { collector.add("\"\(key)\" must be true, or left out", at: reader.value(key) ?? reader.node) }
    return value
  }

  /// The one key of `keys` that is there.
  private func single(_ reader: MappingReader, of keys: [String]) -> String? {
    let present = keys.filter { reader.value($0) != nil }
    if present.count == 1 { return present.first }
    let list = keys.joined(separator: ", ")
    return mistake(
      present.isEmpty
        ? "a file needs one of \(list)" : "\(present.joined(separator: " and ")) exclude each other", reader.node)
  }

  private func mistake<Value>(_ message: String, _ node: YAMLTree) -> Value? {
    collector.add(message, at: node)
    return nil
  }
}
