/// Tells sources of `ADD` that are fetched from those of the build context.
///
/// Follows the reference's `dfgitutil.ParseGitRef`, with Go's URL parsing as far as it decides the kind.
enum RemoteSource {
  enum Kind { case local, git, http }

  /// - Throws: for a git repository with options that the reference does not know.
  static func kind(of source: [UInt8]) throws(Refusal) -> Kind {
    if try isGit(source) { return .git }
    return ["http://", "https://"].contains { source.starts(with: $0.utf8) } ? .http : .local
  }

  private static func isGit(_ source: [UInt8]) throws(Refusal) -> Bool {
    if source.starts(with: "./".utf8) || source.starts(with: "../".utf8) { return false }
    if source.starts(with: "github.com/".utf8) {
      // A local path after all, but its query is looked at before.
      guard let parts = Parts(source[...]) else { return false }
      try GitQuery.validate(parts.query, fragment: parts.fragment)
      return false
    }
    let scheme = source.prefix(while: isSchemeCharacter)
    let rest = source[scheme.endIndex...]
    guard !scheme.isEmpty, rest.starts(with: "://".utf8) else { return try isSecureCopy(source) }
    let name = String(decoding: RuneText.lowercased(scheme), as: UTF8.self)
    guard ["http", "https", "ssh", "git"].contains(name), let parts = Parts(rest.dropFirst(3)), parts.hasValidHost
    else { return false }
    if name.hasPrefix("http"), !parts.path.suffix(4).elementsEqual(".git".utf8) { return false }
    try GitQuery.validate(parts.query, fragment: parts.fragment)
    return true
  }

  private static func isSchemeCharacter(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  /// `user@host:path`.
  private static func isSecureCopy(_ source: [UInt8]) throws(Refusal) -> Bool {
    let user = source.prefix { isSchemeCharacter($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
    guard !user.isEmpty, source[user.endIndex...].first == UInt8(ascii: "@") else { return false }
    let afterUser = source[(user.endIndex + 1)...]
    let host = afterUser.prefix { isSchemeCharacter($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") }
    guard !host.isEmpty, afterUser[host.endIndex...].first == UInt8(ascii: ":") else { return false }
    let rest = afterUser[(host.endIndex + 1)...]
    guard !rest.contains(0x0A) else { return false }
    // The shortest path first: a question mark after the number sign belongs to the fragment unless it comes first.
    let fragmentStart = rest.firstIndex(of: UInt8(ascii: "#"))
    let queryStart = rest.firstIndex(of: UInt8(ascii: "?"))
    var query: ArraySlice<UInt8> = []
    var fragment: ArraySlice<UInt8> = []
    if let queryStart, queryStart < fragmentStart ?? rest.endIndex {
      query = rest[(queryStart + 1)..<(fragmentStart ?? rest.endIndex)]
    }
    if let fragmentStart { fragment = rest[(fragmentStart + 1)...] }
    guard GitQuery.isWellFormed(query) else { return false }
    try GitQuery.validate(query, fragment: fragment)
    return true
  }

  /// The parts of a URL after its scheme.
  private struct Parts {
    let authority: ArraySlice<UInt8>
    let path: [UInt8]
    let query: ArraySlice<UInt8>
    let fragment: ArraySlice<UInt8>

    /// Nil when Go refuses the URL for control characters or escapes that are none.
    init?(_ text: ArraySlice<UInt8>) {
      guard text.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else { return nil }
      let beforeFragment = text.prefix { $0 != UInt8(ascii: "#") }
      let beforeQuery = beforeFragment.prefix { $0 != UInt8(ascii: "?") }
      authority = beforeQuery.prefix { $0 != UInt8(ascii: "/") }
      guard let path = PercentText.decode(beforeQuery[authority.endIndex...]),
        let fragment = PercentText.decode(text[beforeFragment.endIndex...].dropFirst())
      else { return nil }
      self.path = path
      self.fragment = fragment[...]
      query = beforeFragment[beforeQuery.endIndex...].dropFirst()
    }

    var hasValidHost: Bool {
      let host = authority[(authority.lastIndex(of: UInt8(ascii: "@")).map { $0 + 1 } ?? authority.startIndex)...]
      guard !host.contains(where: { $0 == 0x20 || "<>\"\\^`{|}".utf8.contains($0) }) else { return false }
      guard let colon = host.lastIndex(of: UInt8(ascii: ":")), host.first != UInt8(ascii: "[") else { return true }
      return host[(colon + 1)...].allSatisfy { (0x30...0x39).contains($0) }
    }
  }
}
