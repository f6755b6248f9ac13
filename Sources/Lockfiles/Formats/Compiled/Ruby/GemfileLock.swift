internal import Fingerprints

/// The sections of a `Gemfile.lock`.
///
/// Read as bundler does (`Bundler::LockfileParser`): a line is known by its indentation, a section by its heading.
struct GemfileLock {
  struct Source {
    enum Kind: String {
      case git = "GIT"
      case registry = "GEM"
      case path = "PATH"
      case plugin = "PLUGIN SOURCE"
    }

    let kind: Kind
    /// `remote`, `revision`, `branch`, … in their order; `remote` may occur several times.
    var options: [(key: String, value: String)] = []
    let line: Int

    subscript(_ key: String) -> String? { options.first { $0.key.hasSameBytes(as: key) }?.value }

    var remotes: [String] { options.filter { $0.key == "remote" }.map(\.value) }
  }

  struct Gem {
    let name: String
    let version: String
    /// Nil for `ruby`, which is any.
    let platform: String?
    /// The place of its source in ``sources``.
    let source: Int
    let line: Int

    /// As the section of checksums calls it.
    var key: TextKey { TextKey("\(name) \(version) \(platform ?? "")") }
  }

  struct Dependency {
    let name: String
    /// Canonical, sorted.
    let requirements: [String]
    /// Whether it comes from a source of its own.
    let isPinned: Bool
    let line: Int
  }

  private(set) var sources: [Source] = []
  private(set) var gems: [Gem] = []
  private(set) var dependencies: [Dependency] = []
  private(set) var platforms: [String] = []
  /// `sha256:hex`, by ``Gem/key``.
  private(set) var checksums: [TextKey: [String]] = [:]
  private(set) var findings: [LockFinding] = []
  private(set) var ruby: String?
  private(set) var bundler: String?

  private static let maximumOptions = 64

  private enum Section: String {
    case dependencies = "DEPENDENCIES"
    case platforms = "PLATFORMS"
    case checksums = "CHECKSUMS"
    case ruby = "RUBY VERSION"
    case bundler = "BUNDLED WITH"
  }

  init(_ bytes: [UInt8]) throws(SyntaxFailure) {
    let lines = try TextLine.lines(of: bytes)
    if let conflict = TextLine.conflict(in: lines) { throw conflict }
    var section: Section?
    var isSource = false
    var hasSections = false
    for line in lines where !line.bytes.isEmpty {
      if line.indentation == 0, !(line.bytes.first?.isBlank ?? true) {
        section = Section(rawValue: line.text)
        let kind = Source.Kind(rawValue: line.text)
        if let kind { sources.append(Source(kind: kind, line: line.number)) }
        isSource = kind != nil
        hasSections = hasSections || isSource || section != nil
      } else if isSource {
        try readSource(line)
      } else if let section {
        try read(line, in: section)
      }
    }
    guard hasSections else {
      throw SyntaxFailure(line: nil, message: "none of bundler's sections, so this is no Gemfile.lock")
    }
  }

  private mutating func readSource(_ line: TextLine) throws(SyntaxFailure) {
    guard let last = sources.indices.last else { return }
    if line.indentation == 2, let (key, value) = line.text.trimmed.split(atFirst: ": ") {
      guard sources[last].options.count < Self.maximumOptions else {
        throw SyntaxFailure(line: line.number, message: "a source with more than \(Self.maximumOptions) options")
      }
      sources[last].options.append((key, value))
    } else if line.indentation == 4 {
      let item = GemfileLockItem(line)
      guard let version = item.version, GemfileLockItem.isVersion(version) else {
        throw SyntaxFailure(line: line.number, message: "\(item.name) has no version")
      }
      let platform = item.platform == "ruby" ? nil : item.platform
      gems.append(Gem(name: item.name, version: version, platform: platform, source: last, line: line.number))
    }
  }

  private mutating func read(_ line: TextLine, in section: Section) throws(SyntaxFailure) {
    switch section {
    case .ruby: ruby = line.text.trimmed
    case .bundler: bundler = line.text.trimmed
    case .platforms: if line.indentation == 2 { platforms.append(line.text.trimmed) }
    case .dependencies:
      guard line.indentation == 2 else { return }
      let item = GemfileLockItem(line)
      dependencies.append(
        Dependency(
          name: item.name, requirements: GemRequirement.canonical(item.inner.map { [$0] } ?? []),
          isPinned: item.isPinned, line: line.number))
    case .checksums:
      guard line.indentation == 2 else { return }
      try readChecksum(line)
    }
  }

  private mutating func readChecksum(_ line: TextLine) throws(SyntaxFailure) {
    let item = GemfileLockItem(line)
    guard let version = item.version else {
      throw SyntaxFailure(line: line.number, message: "\(item.name) has no version")
    }
    let platform = item.platform == "ruby" ? nil : item.platform
    let gem = Gem(name: item.name, version: version, platform: platform, source: 0, line: line.number)
    for text in item.rest.utf8.split(separator: UInt8(ascii: ",")).map(\.text) {
      guard let (algorithm, digits) = text.trimmed.split(atFirst: "="),
        let hash = PackageHash.canonical(algorithm + ":" + digits)
      else {
        findings.append(
          LockFinding("hash.invalid", line: line.number, "\(item.name): \(text) is no hash", grade: .unreadable))
        continue
      }
      checksums[gem.key, default: []].append(hash)
    }
  }
}
