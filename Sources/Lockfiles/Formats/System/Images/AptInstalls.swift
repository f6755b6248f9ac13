internal import ContainerFiles

/// Packages that a Dockerfile installs with apt and without a version.
///
/// A note beside the images, of which the lock consists: it costs no grade.
enum AptInstalls {
  /// One for each `RUN`; none when the file takes packages from a snapshot of the archive.
  static func findings(in dockerfile: Dockerfile) -> [LockFinding] {
    let runs = dockerfile.stages.flatMap(\.instructions).filter { $0.keyword == .run }
    let commands = runs.map { (line: $0.line, text: $0.text.description) }
    let isSnapshot = commands.contains { text in
      ["snapshot.debian.org", "snapshot.ubuntu.com", "--snapshot"].contains(where: text.text.holds)
    }
    guard !isSnapshot else { return [] }
    return commands.compactMap { line, text in
      let names = unpinned(in: text)
      guard !names.isEmpty else { return nil }
      let shown = names.prefix(5).joined(separator: ", ") + (names.count > 5 ? ", …" : "")
      return LockFinding(
        "apt.unpinned", line: line,
        "apt installs \(shown) without a version; write name=version, or install from a snapshot")
    }
  }

  /// The names without version behind `apt install` and `apt-get install`, in order.
  private static func unpinned(in text: String) -> [String] {
    var names: [String] = []
    var state = State.outside
    for word in text.utf8.split(whereSeparator: \.isBlank) {
      var bytes = word
      let ends = bytes.last == UInt8(ascii: ";")
      if ends { bytes = bytes.dropLast() }
      let word = bytes.text
      switch state {
      case _ where separators.contains(word): state = .outside
      case .outside:
        if word == "apt-get" || word == "apt" || word.ends(with: "/apt-get") { state = .command }
      case .command:
        if word == "install" { state = .packages } else if takesValue.contains(word) { state = .value(then: .command) }
      case .packages:
        if takesValue.contains(word) {
          state = .value(then: .packages)
        } else if isPackage(bytes) {
          names.append(word)
        }
      case .value(let next): state = next.state
      }
      if ends { state = .outside }
    }
    return names
  }

  private enum State {
    case outside, command, packages
    case value(then: Next)
  }

  private enum Next {
    case command, packages

    var state: State { self == .command ? .command : .packages }
  }

  private static let separators: Set<String> = ["&&", "||", "|", ";", "&", "(", ")", "{", "}", "then", "fi", "done"]
  private static let takesValue: Set<String> = ["-o", "-t", "-c", "-a", "--option", "--target-release"]

  /// A name as Debian has them: no option, path, version or variable.
  private static func isPackage(_ word: Substring.UTF8View) -> Bool {
    guard let first = word.first, first.isLetter || first.isDigit else { return false }
    return word.allSatisfy { $0.isNameByte || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: ":") }
  }
}
