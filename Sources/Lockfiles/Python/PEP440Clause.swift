/// One clause of a version specifier (PEP 440): an operator and a version.
struct PEP440Clause: Sendable {
  enum Operator: String, Sendable, CaseIterable {
    // The longer ones first: `===` begins with `==`.
    case arbitrary = "==="
    case compatible = "~="
    case equal = "=="
    case notEqual = "!="
    case atMost = "<="
    case atLeast = ">="
    case less = "<"
    case greater = ">"
  }

  private enum Operand: Sendable {
    case version(PEP440Version)
    /// What stands before `.*`.
    case prefix(PEP440Version)
    /// What `===` compares with; any text.
    case text(String)
  }

  let comparison: Operator
  private let operand: Operand

  /// Nil when `text` is no clause.
  init?(_ text: String) {
    let text = text.trimmed
    guard let comparison = Operator.allCases.first(where: { text.starts(with: $0.rawValue) }) else { return nil }
    let spelled = text.utf8.dropFirst(comparison.rawValue.utf8.count).trimmed.text
    self.comparison = comparison
    guard !spelled.utf8.contains(where: \.isBlank) else { return nil }
    if comparison == .arbitrary {
      guard !spelled.utf8.contains(where: { $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: ")") }) else { return nil }
      operand = .text(spelled)
      return
    }
    let takesLocal = comparison == .equal || comparison == .notEqual
    if takesLocal, spelled.ends(with: ".*") {
      guard let version = PEP440Version(spelled.utf8.dropLast(2).text), version.isRelease else { return nil }
      operand = .prefix(version)
      return
    }
    guard let version = PEP440Version(spelled), takesLocal || version.local.isEmpty,
      comparison != .compatible || version.release.count > 1
    else { return nil }
    operand = .version(version)
  }

  /// The normal form, without blanks.
  var canonical: String {
    switch operand {
    case .version(let version): comparison.rawValue + version.canonical
    case .prefix(let version): comparison.rawValue + version.canonical + ".*"
    case .text(let text): comparison.rawValue + text
    }
  }

  func allows(_ version: PEP440Version) -> Bool {
    switch operand {
    case .text(let text): version.text.lowercased().utf8.elementsEqual(text.lowercased().utf8)
    case .prefix(let prefix): (comparison == .equal) == version.begins(with: prefix, count: prefix.release.count)
    case .version(let other): allows(version, other)
    }
  }

  private func allows(_ version: PEP440Version, _ other: PEP440Version) -> Bool {
    let plain = version.publicVersion
    return switch comparison {
    case .equal, .arbitrary: (other.local.isEmpty ? plain : version) == other
    case .notEqual: (other.local.isEmpty ? plain : version) != other
    case .atMost: plain <= other
    case .atLeast: plain >= other
    case .compatible: plain >= other && version.begins(with: other, count: other.release.count - 1)
    case .less: version < other && !version.isPreRelease(of: other)
    case .greater: version > other && plain != other && !version.isPostRelease(of: other)
    }
  }
}

extension PEP440Version {
  /// Whether there is nothing but epoch and release.
  fileprivate var isRelease: Bool { pre == nil && post == nil && dev == nil && local.isEmpty }

  /// Whether the first `count` numbers of the release are those of `other`.
  fileprivate func begins(with other: PEP440Version, count: Int) -> Bool {
    epoch == other.epoch && (0..<count).allSatisfy { releaseNumber($0) == other.releaseNumber($0) }
  }

  /// Whether it leads to `other`, which then is no pre-release itself: `<1.0` does not allow `1.0rc1`.
  fileprivate func isPreRelease(of other: PEP440Version) -> Bool {
    guard isPreRelease, !other.isPreRelease else { return false }
    var earliest = other.publicVersion
    earliest.dev = .zero
    return self >= earliest
  }

  /// Whether it follows `other`, which then is no post-release itself: `>1.0` does not allow `1.0.post1`.
  fileprivate func isPostRelease(of other: PEP440Version) -> Bool {
    guard isPostRelease, !other.isPostRelease else { return false }
    var base = publicVersion
    base.post = nil
    base.dev = nil
    return base == other
  }
}
