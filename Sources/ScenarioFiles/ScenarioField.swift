internal import PlainYAML

/// A key of the scenario format as the JSON Schema has it, with what it means.
public struct ScenarioField: Sendable {
  /// From the top: `vary.runs`; `[]` stands for each item of a list, `NAME` for a key that the writer chooses.
  public let path: String
  /// What may stand there: `text`, `passed, failed, nondeterministic or broken`.
  public let values: String
  public let meaning: String
  /// What holds when it is left out; nil where nothing is to be said.
  public let standard: String?

  /// One or two sentences for people.
  public var text: String {
    "\(meaning) (\(values)\(standard.map { "; default: \($0)" } ?? ""))"
  }

  /// All in the order of the schema, parents first.
  public static let all: [ScenarioField] = {
    // JSON is YAML, and the reader keeps the order of keys.
    guard let schema = try? YAMLTree.parse(ScenarioSchema.json) else { return [] }
    var fields: [ScenarioField] = []
    Walk(schema: schema).collect(schema, below: "", into: &fields)
    return fields
  }()

  private struct Walk {
    let schema: YAMLTree

    /// - Parameter path: ends with a dot unless it is empty.
    func collect(_ node: YAMLTree, below path: String, into fields: inout [ScenarioField]) {
      let node = resolved(node)
      for (key, value) in node["properties"]?.pairs ?? [] {
        guard let name = key.scalar else { continue }
        let place = path + name
        if !fields.contains(where: { $0.path == place }) {
          let note = ScenarioFieldNote.all[place]
          fields.append(
            ScenarioField(
              path: place, values: values(of: value), meaning: note?.meaning ?? "", standard: note?.standard))
        }
        collect(value, below: place + ".", into: &fields)
      }
      if let items = node["items"] { collect(items, below: path.dropLast() + "[].", into: &fields) }
      if let others = node["additionalProperties"], others.pairs != nil {
        collect(others, below: path + "NAME.", into: &fields)
      }
      for branch in node["anyOf"]?.items ?? [] { collect(branch, below: path, into: &fields) }
    }

    private func resolved(_ node: YAMLTree) -> YAMLTree {
      guard let reference = node["$ref"]?.scalar, let name = reference.split(separator: "/").last,
        let target = schema["$defs"]?[String(name)]
      else { return node }
      return target
    }

    private func values(of node: YAMLTree) -> String {
      let node = resolved(node)
      if let words = node["enum"]?.items?.compactMap(\.scalar) {
        var known: [String] = []
        for word in words where !known.contains(word) { known.append(word) }
        return known.count < 2 ? known.joined() : known.dropLast().joined(separator: ", ") + " or " + (known.last ?? "")
      }
      if let branches = node["anyOf"]?.items {
        return branches.map { values(of: $0) }.joined(separator: ", or ")
      }
      let types = node["type"]?.items?.compactMap(\.scalar) ?? (node["type"]?.scalar).map { [$0] } ?? []
      if types.contains("array") {
        return "list" + (node["items"].map { resolved($0)["enum"] == nil ? "" : " of " + values(of: $0) } ?? "")
      }
      if types.contains("object") { return "mapping" }
      if types.contains("integer"), let least = node["minimum"]?.scalar {
        return node["maximum"]?.scalar.map { "\(least) to \($0)" } ?? "a number from \(least)"
      }
      return "text"
    }
  }
}

extension ScenarioField {
  /// Notes on keys that the schema does not have; none, which tests hold.
  public static var notesWithoutKey: [String] {
    let known = Set(all.map(\.path))
    return ScenarioFieldNote.all.keys.filter { !known.contains($0) }.sorted()
  }
}
