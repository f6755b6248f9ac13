/// Judges names of packages as they are given to installers.
enum PackageName {
  /// A file or an address instead of a name.
  static func isPath(_ text: String) -> Bool {
    text.hasPrefix(".") || text.hasPrefix("/") || text.hasPrefix("~") || text.contains("://") || text.hasPrefix("file:")
  }

  /// `name=version`, as apt, apk and zypper write it; a star in the version leaves it open.
  static func isPinnedByEquals(_ text: String) -> Bool {
    guard let equals = text.utf8.firstIndex(of: UInt8(ascii: "=")) else { return false }
    let name = text[..<equals]
    let version = text[text.utf8.index(after: equals)...]
    return !version.isEmpty && !version.contains("*") && !name.hasSuffix("~") && !name.hasSuffix(">")
      && !name.hasSuffix("<") && !name.hasSuffix("!")
  }

  /// `name-1.2-3.el9`, as rpm writes it.
  static func isPinnedByDash(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false).dropFirst()
    for (offset, part) in parts.enumerated() {
      guard part.first?.isNumber == true || part.hasPrefix("$"), !part.contains("*") else { continue }
      let rest = parts.dropFirst(offset + 1)
      let follows = rest.first.map { $0.first?.isNumber == true || $0.hasPrefix("$") } ?? true
      if follows, part.contains(".") || part.hasPrefix("$") || rest.first?.contains(".") == true { return true }
    }
    return false
  }

  /// The names, as a message lists them.
  static func list(_ names: [String]) -> String {
    let shown = names.prefix(4).joined(separator: ", ")
    return names.count > 4 ? "\(shown) and \(names.count - 4) more" : shown
  }
}
