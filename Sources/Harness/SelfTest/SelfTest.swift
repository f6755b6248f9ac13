internal import BuildContext
internal import DigestSchemes
internal import Dockerignore
internal import Fingerprints
public import Model
internal import Sensitivity

/// Asks every digest scheme whether it notices what it is documented to notice, and gives the digests it is known to give.
public enum SelfTest {
  /// The entries of a directory that are taken, and the bytes of each file: the tree is digested anew for each change.
  public static let entryLimit = 64
  public static let byteLimit = 1 << 20

  /// - Parameter directory: where the tree to be changed comes from; nil for one that is built in. Nothing is written.
  /// - Throws: ``Breakdown`` when the directory cannot be read.
  public static func run(directory: String?, samples: Int, seed: UInt64) throws(Breakdown) -> SelfTestReport {
    let tree: AuditTree
    do {
      tree = try directory.map { try read($0, seed: seed) } ?? .sample
    } catch {
      throw Breakdown(error)
    }
    let audit = SensitivityAudit(tree, schemes: AuditedScheme.all, samples: samples, seed: seed)
    return SelfTestReport(
      entries: tree.walk.count,
      cells: audit.cells.map { cell in
        SelfTestReport.Cell(
          scheme: cell.scheme, mutation: cell.mutation.rawValue, documented: cell.shouldNotice ? "notices" : "ignores",
          tried: cell.tried, noticed: cell.noticed, asDocumented: cell.isAsDocumented,
          wrong: cell.wrong.map { PathText.escaped($0) })
      },
      withoutDigest: audit.withoutDigest,
      answers: KnownAnswer.check().map {
        SelfTestReport.Answer(
          tree: $0.tree, scheme: $0.scheme.rawValue, expected: $0.expected, actual: $0.actual, holds: $0.holds)
      })
  }

  /// Some files and links of a directory, chosen by the seed, and its empty directories; what is above them comes along.
  private static func read(_ path: String, seed: UInt64) throws -> AuditTree {
    let source = try DirectoryTree(path)
    let walk = try ContextWalk.select(from: source, by: ContextFilter(ignoring: .empty), named: "")
    var generator = SeededGenerator(seed: seed)
    let inGit = Array(".git/".utf8)
    let candidates = walk.selected.filter {
      !$0.path.bytes.starts(with: inGit) && $0.path.bytes != Array(inGit.dropLast())
    }
    let order = generator.order(of: candidates.count)
    var reader = try DirectoryContent(of: source)
    var tree = AuditTree()
    for index in order.prefix(entryLimit) {
      let entry = candidates[index]
      switch entry.kind {
      case .directory: tree.put(.directory(permissions: entry.node.permissions), at: entry.path)
      case .symlink:
        if let target = try source.link(at: entry.path) { tree.put(.link(target), at: entry.path) }
      case .file where entry.node.size <= UInt64(byteLimit):
        var bytes: [UInt8] = []
        _ = try reader.read(entry.node) { span in span.withUnsafeBytes { bytes += Array($0) } }
        tree.put(.file(bytes, permissions: entry.node.permissions), at: entry.path)
      case .file, .special: continue
      }
    }
    return tree
  }
}
