internal import Model
internal import PlainYAML

/// Reads `release:`: what a tag must fulfil, for `verify`.
struct ReleaseReader {
  let collector: MistakeCollector

  /// Nil when it is no mapping.
  func policy(_ node: YAMLTree) -> ReleasePolicy? {
    guard let reader = MappingReader(node, what: "\"release\"", keys: ScenarioKeys.release, collector) else {
      return nil
    }
    let fingerprints = reader.texts("fingerprints") ?? []
    for (text, node) in zip(fingerprints, reader.items("fingerprints") ?? [])
    where text.wholeMatch(of: /[0-9A-Fa-f]{40}|[0-9A-Fa-f]{64}/) == nil {
      collector.add("an item of \"fingerprints\" must be 40 or 64 hexadecimal digits", at: node)
    }
    let files = reader.texts("versionFiles")
    for (path, node) in zip(files ?? [], reader.items("versionFiles") ?? []) {
      if let problem = TreePath.problem(path) { collector.add("an item of \"versionFiles\": \(problem)", at: node) }
    }
    for key in ["allowedSigners", "revokedKeys", "keyring"] {
      if let text = reader.text(key), text.isEmpty || text.utf8.contains(0), let node = reader.value(key) {
        collector.add("\"\(key)\" must be the name of a file", at: node)
      }
    }
    return ReleasePolicy(
      require: reader.choice("require", ReleasePolicy.TagKind.self), allowedSigners: reader.text("allowedSigners"),
      revokedKeys: reader.text("revokedKeys"), keyring: reader.text("keyring"),
      fingerprints: fingerprints.map { $0.uppercased() }, tagPrefix: reader.text("tagPrefix"), versionFiles: files,
      minGrade: reader.choice("minGrade", LeastGrade.self)?.rawValue, levels: reader.texts("levels") ?? [])
  }

  private enum LeastGrade: String, CaseIterable {
    case A, B, C
  }
}
