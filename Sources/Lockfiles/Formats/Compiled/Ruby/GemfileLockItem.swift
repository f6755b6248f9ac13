/// A line such as `nokogiri (1.15.5-x86_64-linux)! sha256=…` of a `Gemfile.lock`.
struct GemfileLockItem {
  let name: String
  /// What stands in parentheses.
  let inner: String?
  let isPinned: Bool
  /// What stands behind.
  let rest: String

  init(_ line: TextLine) {
    let text = line.text.trimmed
    if let (name, behind) = text.split(atFirst: " ("), let (inner, rest) = behind.split(atFirst: ")") {
      self.name = name
      self.inner = inner
      isPinned = rest.starts(with: "!")
      self.rest = (isPinned ? rest.utf8.dropFirst().text : rest).trimmed
    } else {
      let (word, rest) = text.split(atFirst: " ") ?? (text, "")
      isPinned = word.ends(with: "!")
      name = isPinned ? word.utf8.dropLast().text : word
      inner = nil
      self.rest = rest
    }
  }

  /// A version holds no `-`: what is behind one is the platform.
  var version: String? { inner.map { $0.split(atFirst: "-")?.before ?? $0 } }

  var platform: String? { inner?.split(atFirst: "-")?.after }

  /// `Gem::Version::VERSION_PATTERN` without its pre-release behind a dash.
  static func isVersion(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { $0.isDigit || $0.isLetter } }
      && (parts.first?.allSatisfy(\.isDigit) ?? false)
  }
}
