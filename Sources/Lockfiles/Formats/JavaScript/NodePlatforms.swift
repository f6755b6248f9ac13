/// On which platforms npm's fields `os`, `cpu` and `libc` let a package be installed.
///
/// An empty list allows all; a `!` in front of a name excludes it.
struct NodePlatforms {
  var systems: [String] = []
  var processors: [String] = []
  var libraries: [String] = []

  /// - Parameter entry: with lists or single strings.
  init(_ entry: DataValue) {
    systems = Self.list(entry["os"])
    processors = Self.list(entry["cpu"])
    libraries = Self.list(entry["libc"])
  }

  /// The conditions of yarn's newer locks: `os=linux & (cpu=x64 | cpu=arm64) & !libc=musl`.
  ///
  /// Nil when `text` is something else.
  init?(conditions text: String) {
    for part in text.utf8.split(whereSeparator: { $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: "|") }) {
      let parentheses = [UInt8(ascii: "("), UInt8(ascii: ")")]
      let word = part.filter { !parentheses.contains($0) }.trimmed.text
      let plain = word.dropping(prefix: "!")
      guard let (field, value) = (plain ?? word).split(atFirst: "=") else { return nil }
      let rule = plain == nil ? value : "!" + value
      switch field {
      case "os": systems.append(rule)
      case "cpu": processors.append(rule)
      case "libc": libraries.append(rule)
      default: return nil
      }
    }
  }

  static func list(_ value: DataValue?) -> [String] {
    guard let value else { return [] }
    return value.string.map { [$0] } ?? value.strings
  }

  var condition: TargetCondition? {
    if systems.isEmpty, processors.isEmpty, libraries.isEmpty { return nil }
    return .npm(systems: systems, processors: processors, libraries: libraries)
  }

  /// One spelling for what means the same: `os=linux & cpu=arm64|x64`; nil when all is allowed.
  var marker: String? {
    let fields = [("os", systems), ("cpu", processors), ("libc", libraries)].filter { !$0.1.isEmpty }
    if fields.isEmpty { return nil }
    return fields.map { $0.0 + "=" + $0.1.sortedByBytes().joined(separator: "|") }.joined(separator: " & ")
  }
}
