/// The variables among those of a stage that some rule asks for.
struct Environment: Sendable {
  private(set) var values: [String: String] = [:]

  /// Only these are kept, so that no file makes the table large.
  private static let prefixes = [
    "PIP_", "PYTHON", "UV_", "YARN_", "POETRY_", "PDM_", "PIPENV_", "NPM_", "npm_", "CONDA_", "SOURCE_DATE_EPOCH",
  ]

  mutating func set(_ name: String, _ value: String) {
    guard name == "CI" || Self.prefixes.contains(where: { name.hasPrefix($0) }), values.count < 200 else { return }
    var value = value[...]
    if value.count > 1, let first = value.first, first == value.last, first == "\"" || first == "'" {
      value = value.dropFirst().dropLast()
    }
    values[name] = String(value)
  }
}
