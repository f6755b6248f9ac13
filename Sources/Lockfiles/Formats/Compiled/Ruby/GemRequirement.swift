internal import Fingerprints

/// Version requirements of RubyGems, such as `~> 1.2`.
enum GemRequirement {
  private static let operators = ["!=", ">=", "<=", "~>", "=", ">", "<"]

  /// Each with its operator and one blank, sorted; none for `>= 0` alone, which asks for nothing.
  ///
  /// - Parameter texts: each may hold several, separated by commas.
  static func canonical(_ texts: [String]) -> [String] {
    let parts = texts.flatMap { $0.utf8.split(separator: UInt8(ascii: ",")).map { $0.trimmed.text } }
    let all = parts.filter { !$0.isEmpty }.map(canonical).sortedByBytes()
    return all == [">= 0"] ? [] : all
  }

  private static func canonical(_ text: String) -> String {
    for name in operators {
      if let version = text.dropping(prefix: name) { return name + " " + version.trimmed }
    }
    return "= " + text
  }
}
