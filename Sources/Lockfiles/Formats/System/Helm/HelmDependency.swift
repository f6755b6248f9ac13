internal import PlainYAML

/// One dependency of a chart, as Helm's `chart.Dependency` has it.
struct HelmDependency {
  let name: String
  /// A range in a manifest, a version in a lock.
  let version: String
  let repository: String
  let condition: String
  let tags: [String]
  let isEnabled: Bool
  let importValues: [YAMLTree]
  let alias: String
  /// Counted from 1.
  let line: Int

  init(_ tree: YAMLTree) {
    func text(_ key: String) -> String { tree[key].map(GoYAML.text) ?? "" }
    name = text("name")
    version = text("version")
    repository = text("repository")
    condition = text("condition")
    tags = tree["tags"]?.items?.map(GoYAML.text) ?? []
    isEnabled = tree["enabled"].map { GoYAML.text($0) == "true" } ?? false
    importValues = tree["import-values"]?.items ?? []
    alias = text("alias")
    line = tree.line
  }

  /// What Helm writes into the text it digests: Go's JSON, in the order of the fields, without those that are empty
  /// but for name and repository.
  func appendJSON(to json: inout GoJSON) {
    json.open("{")
    json.member("name", name)
    if !version.isEmpty { json.member("version", version) }
    json.member("repository", repository)
    if !condition.isEmpty { json.member("condition", condition) }
    if !tags.isEmpty {
      json.key("tags")
      json.open("[")
      for tag in tags { json.item(tag) }
      json.close("]")
    }
    if isEnabled {
      json.key("enabled")
      json.literal("true")
    }
    if !importValues.isEmpty {
      json.key("import-values")
      json.open("[")
      for value in importValues { json.item(value) }
      json.close("]")
    }
    if !alias.isEmpty { json.member("alias", alias) }
    json.close("}")
  }
}
