/// What one place says of the Python that a project runs on.
public struct PythonStatement: Sendable {
  /// Relative to the tree's root.
  public let path: String
  /// Counted from 1.
  public let line: Int?
  /// The place's own words: `FROM python:3.11-slim`, `requires-python >=3.12`.
  let words: String
  let meaning: Meaning

  enum Meaning: Sendable {
    /// One release, or the newest of a series: 3.11.7, 3.11.
    case release([Int])
    case range(RequiredVersions)
  }

  /// Nil when the version is no number of a release.
  init?(path: String, line: Int?, words: String, release: String) {
    guard let numbers = Self.numbers(release) else { return nil }
    self.init(path: path, line: line, words: words, meaning: .release(numbers))
  }

  /// Nil when the range cannot be read, or allows everything.
  init?(path: String, line: Int?, words: String, range: String) {
    guard let range = RequiredVersions(range) else { return nil }
    self.init(path: path, line: line, words: words, meaning: .range(range))
  }

  /// What the name of a base image says.
  ///
  /// Known are images called `python`, whose tags begin with the version, and tags that have it behind the word
  /// `python`, as `uv:python3.12-bookworm`.
  ///
  /// - Parameters:
  ///   - repository: the image's name without tag.
  ///   - place: of the `FROM`.
  /// - Returns: nil when nothing tells.
  public static func image(repository: String, tag: String, path: String, line: Int) -> PythonStatement? {
    let name = LockPath(repository).name
    let version: String
    if let behind = tag.split(atFirst: "python")?.after {
      version = behind.dropping(prefix: "-") ?? behind
    } else if name == "python" {
      version = tag
    } else {
      return nil
    }
    let numbers = version.utf8.prefix { $0.isDigit || $0 == UInt8(ascii: ".") }.text
    // Other images called so have versions of their own.
    guard numbers.starts(with: "3") || numbers.starts(with: "2."), numbers == "3" || numbers.holds(".") else {
      return nil
    }
    return PythonStatement(path: path, line: line, words: "FROM \(name):\(tag)", release: numbers)
  }

  private init(path: String, line: Int?, words: String, meaning: Meaning) {
    self.path = path
    self.line = line
    self.words = words
    self.meaning = meaning
  }

  /// Whether one Python can fit both.
  func agrees(with other: PythonStatement) -> Bool {
    switch (meaning, other.meaning) {
    case (.release(let one), .release(let two)): zip(one, two).allSatisfy(==)
    case (.release(let release), .range(let range)), (.range(let range), .release(let release)):
      Self.releases(of: release).contains { range.allows($0) }
    case (.range(let one), .range(let two)): Self.pythons.contains { one.allows($0) && two.allows($0) }
    }
  }

  /// Releases that begin with `prefix`: itself, or all that may be meant.
  private static func releases(of prefix: [Int]) -> [PEP440Version] {
    switch prefix.count {
    case 1: (0...30).flatMap { releases(of: prefix + [$0]) }
    case 2: (0...25).flatMap { releases(of: prefix + [$0]) }
    default: [PEP440Version(prefix.map(String.init).joined(separator: "."))].compactMap { $0 }
    }
  }

  private static let pythons = releases(of: [2, 7]) + releases(of: [3])

  /// The numbers that `text` begins with: 3.13 of `3.13t`.
  private static func numbers(_ text: String) -> [Int]? {
    let parts = text.utf8.prefix { $0.isDigit || $0 == UInt8(ascii: ".") }.split(separator: UInt8(ascii: "."))
    let numbers = parts.prefix(3).compactMap { Int($0.text) }
    return numbers.isEmpty ? nil : numbers
  }
}
