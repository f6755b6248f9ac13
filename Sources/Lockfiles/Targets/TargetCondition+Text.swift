extension TargetCondition {
  /// The condition in one line: a marker as it is, the others in words, such as `os darwin and cpu arm64`.
  var text: String {
    switch self {
    case .marker(let text): text
    case .pythons(let specifier): "python " + specifier
    case .condaPlatform(let platform), .rubyPlatform(let platform): "platform " + platform
    case .npm(let systems, let processors, let libraries):
      [("os", systems), ("cpu", processors), ("libc", libraries)].filter { !$0.1.isEmpty }
        .map { $0.0 + " " + $0.1.joined(separator: "|") }.joined(separator: " and ")
    case .all(let conditions): Self.joined(conditions, " and ")
    case .any(let conditions): Self.joined(conditions, " or ")
    }
  }

  private static func joined(_ conditions: [TargetCondition], _ word: String) -> String {
    guard conditions.count != 1 else { return conditions.map(\.text).joined() }
    return conditions.map { $0.text.holds(" and ") || $0.text.holds(" or ") ? "(" + $0.text + ")" : $0.text }
      .joined(separator: word)
  }
}
