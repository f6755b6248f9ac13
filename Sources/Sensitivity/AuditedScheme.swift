internal import CopyDigests
public import DigestSchemes
internal import Fingerprints

/// A digest scheme as the audit takes it: how it is computed and what it is documented not to notice.
public struct AuditedScheme: Sendable {
  public let name: String
  /// Changes that leave the digest as it is; docs/digests.md has the same table.
  public let ignores: Set<Mutation>
  /// Whether trees with links have no digest.
  public let refusesLinks: Bool
  /// Nil where the scheme has no digest for the tree.
  public let digest: @Sendable (AuditTree) -> String?

  public init(
    name: String, ignores: Set<Mutation>, refusesLinks: Bool = false, digest: @escaping @Sendable (AuditTree) -> String?
  ) {
    self.name = name
    self.ignores = ignores
    self.refusesLinks = refusesLinks
    self.digest = digest
  }

  /// A scheme of this version.
  public init(_ scheme: DigestScheme) {
    self.init(name: scheme.rawValue, ignores: Self.ignored(by: scheme), refusesLinks: scheme == .h1) { tree in
      scheme == .buildkit ? Self.buildKit(tree) : Self.passed(tree, scheme)
    }
  }

  public static var all: [AuditedScheme] { DigestScheme.allCases.map { AuditedScheme($0) } }

  private static func ignored(by scheme: DigestScheme) -> Set<Mutation> {
    switch scheme {
    case .lockstep, .nar, .ociLayer: [.umask, .directoryMode]
    case .buildkit: []
    case .gitTree: [.umask, .directoryMode, .emptyDirectoryAdded, .emptyDirectoryRemoved]
    case .h1: [.executable, .umask, .directoryMode, .emptyDirectoryAdded, .emptyDirectoryRemoved]
    }
  }

  private static func passed(_ tree: AuditTree, _ scheme: DigestScheme) -> String? {
    var hasher = SchemeHasher([scheme])
    for (path, node) in tree.walk {
      switch node {
      case .directory(let permissions):
        hasher.add(SchemeEntry(path: path, kind: .directory, permissions: permissions))
      case .link(let target):
        hasher.add(SchemeEntry(path: path, kind: .symlink(target: target), permissions: 0o777))
      case .file(let bytes, let permissions):
        let kind = SchemeEntry.Kind.file(executable: permissions & 0o100 != 0, size: UInt64(bytes.count))
        hasher.begin(SchemeEntry(path: path, kind: kind, permissions: permissions))
        hasher.update(bytes)
        hasher.end()
      }
    }
    return hasher.finish()[scheme]?.digest
  }

  private static func buildKit(_ tree: AuditTree) -> String? {
    guard var hasher = try? RecordHasher() else { return nil }
    var records: [ContentRecord] = []
    for (path, node) in tree.walk {
      switch node {
      case .directory(let permissions):
        records.append(hasher.record(ContentEntry(path: path, kind: .directory, mode: permissions)))
      case .link(let target):
        records.append(hasher.record(ContentEntry(path: path, kind: .symlink(target: target), mode: 0o777)))
      case .file(let bytes, let permissions):
        let entry = ContentEntry(path: path, kind: .file(size: UInt64(bytes.count)), mode: permissions)
        records.append(hasher.record(entry, content: bytes))
      }
    }
    guard let content = try? ContentTree(records), !content.isHistoryDependent else { return nil }
    // What `context hash --scheme buildkit` prints: the digest by which `COPY . /` is cached.
    return try? CopyDigest(of: [CopySelector(path: [UInt8(ascii: "/")])], in: content).contentDigest.text
  }
}
