internal import Fingerprints

/// What is installed on a machine, held against what a lockfile says.
public struct InstalledComparison: Sendable {
  public struct Package: Hashable, Sendable {
    public let name: String
    public let version: String

    public init(name: String, version: String) {
      self.name = name
      self.version = version
    }
  }

  /// In the lockfile and not installed.
  public private(set) var missing: [Package] = []
  /// Installed and not in the lockfile.
  public private(set) var extra: [Package] = []
  /// Installed in another version than all that the lockfile allows.
  public private(set) var other: [(name: String, installed: String, locked: String)] = []

  /// What tools put into each new environment by themselves.
  private static let tools: Set<String> = ["pip", "setuptools", "wheel", "distribute"]

  /// - Parameters:
  ///   - target: decides which of the lockfile's packages count, where its format tells; else those that are exact.
  ///   - ecosystem: `pypi` or `npm`; packages of others take no part.
  /// - Throws: ``DigestUnavailable`` when libcrypto has no SHA-256.
  public init(_ lock: Lockfile, target: Target?, installed: [Package], ecosystem: String) throws {
    var packages = lock.packages.filter { $0.isExact && !$0.isConstraint }
    if let target {
      let resolution = try lock.resolution(for: target)
      if resolution.fingerprint != nil { packages = resolution.installed.map(\.package) }
    }
    packages = packages.filter { $0.ecosystem == ecosystem }
    // By their bytes: names are in ASCII, and nothing else is one name.
    let locked = Dictionary(grouping: packages) { Self.key($0.name, ecosystem) }
    let found = Dictionary(grouping: installed) { Self.key($0.name, ecosystem) }
    for (name, packages) in locked {
      let versions = packages.map(\.version)
      guard let here = found[name] else {
        missing.append(Package(name: name, version: versions.first ?? ""))
        continue
      }
      for package in here where !versions.contains(where: { Self.same($0, package.version, ecosystem) }) {
        other.append((name, package.version, versions.first ?? ""))
      }
    }
    for (name, packages) in found where locked[name] == nil && !Self.tools.contains(name) {
      extra += packages.map { Package(name: name, version: $0.version) }
    }
    missing.sort { ($0.name, $0.version) < ($1.name, $1.version) }
    extra.sort { ($0.name, $0.version) < ($1.name, $1.version) }
    other.sort { ($0.name, $0.installed) < ($1.name, $1.installed) }
  }

  private static func key(_ name: String, _ ecosystem: String) -> String {
    ecosystem == "pypi" ? PackageName.normalized(name) : name
  }

  private static func same(_ one: String, _ other: String, _ ecosystem: String) -> Bool {
    if one.hasSameBytes(as: other) { return true }
    guard ecosystem == "pypi", let left = PEP440Version(one), let right = PEP440Version(other) else { return false }
    return left == right
  }
}

/// A statement about the Python of a project, and whether an interpreter is one of those.
public struct PythonFit: Hashable, Sendable {
  public let path: String
  /// Counted from 1.
  public let line: Int?
  /// The place's own words.
  public let words: String
  public let holds: Bool
}

extension LockConsistency {
  /// What the manifests and locks of a tree and the base images of its builds say of Python, held against the
  /// interpreter `version`.
  ///
  /// Other arguments as in ``findings(in:images:source:shown:)``.
  public static func pythons(
    fitting version: String, in locks: [Lockfile], images: [PythonStatement], source: some LockfileSource
  ) -> [PythonFit] {
    guard let interpreter = PythonStatement(path: "", line: nil, words: version, release: version) else { return [] }
    let readable = locks.filter { $0.grade != .unreadable }
    var statements: [PythonStatement] = []
    for folder in Set(readable.map { TextKey(LockPath($0.path).parent) }) {
      let members = readable.filter { TextKey(LockPath($0.path).parent) == folder }
      statements += PythonAgreement.statements(of: folder.text, members, among: readable, source: source)
    }
    let fits = (statements + images).map {
      PythonFit(path: $0.path, line: $0.line, words: $0.words, holds: $0.agrees(with: interpreter))
    }
    return Set(fits).sorted { ($0.path, $0.line ?? 0, $0.words) < ($1.path, $1.line ?? 0, $1.words) }
  }
}
