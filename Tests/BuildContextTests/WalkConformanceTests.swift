import BuildContext
import Dockerignore
import Fingerprints
import Foundation
import TestSupport
import Testing

/// Every recorded listing of tonistiigi/fsutil, none left out: order, kinds, modes, sizes, links, what arrives.
@Suite("conformance with the reference's recorded listings")
final class WalkConformanceTests {
  private let directory = NSTemporaryDirectory() + "lockstep-walks-" + UUID().uuidString

  init() throws { try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(atPath: directory) }

  @Test("the generated vectors")
  func generated() throws {
    let vectors = try WalkVectors.generated()
    #expect(vectors.cases.count == 481)
    try check(vectors)
  }

  @Test(
    "trees of public projects",
    .enabled(
      if: SharedFolder.has(WalkVectors.realProjects),
      "needs the shared folder of recorded answers: \(WalkVectors.realProjects)"))
  func realProjects() throws { try check(WalkVectors.load(SharedFolder.file(WalkVectors.realProjects))) }

  private func check(_ vectors: WalkVectors) throws {
    for (name, nodes) in vectors.trees {
      let root = directory + "/" + name
      try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: false)
      try WalkVectors.build(nodes, in: root)
    }
    for item in vectors.cases {
      let tree = try DirectoryTree(directory + "/" + item.tree)
      do {
        let records = try listing(item, tree).map(Self.shown)
        #expect(item.error == nil, "\(item.id)")
        #expect(records == item.sent, "\(item.id): \(item.tree) \(item.ignore.debugDescription)")
      } catch let failure as ContextFailure {
        let shown = Self.shown(failure)
        #expect(shown.isEmpty == false && item.error?.hasSuffix(shown) == true, "\(item.id): \(failure)")
      }
    }
  }

  private func listing(_ item: WalkVectors.Case, _ tree: DirectoryTree) throws -> [TransferRecord] {
    let ignoreFile = try FoundIgnoreFile(name: ".dockerignore", bytes: Array(item.ignore.utf8))
    var included = try item.includePatterns.map { try IgnoreFile(patterns: $0.map { Array($0.utf8) }) }
    if let paths = item.followPaths { included = try FollowPaths.patterns(paths.map { BytePath($0) }, in: tree) }
    return try TransferListing.read(tree, ignoring: ignoreFile, including: included)
  }

  private static func shown(_ record: TransferRecord) -> WalkVectors.Record {
    var type: String
    var link: String?
    switch record.kind {
    case .file: type = "file"
    case .hardLink(let path):
      type = "hardlink"
      link = String(decoding: path.bytes, as: UTF8.self)
    case .symlink(let target):
      type = "symlink"
      link = String(decoding: target, as: UTF8.self)
    case .directory: type = "dir"
    case .fifo: type = "fifo"
    case .device: type = "device"
    }
    let mode = String(record.permissions, radix: 8)
    return WalkVectors.Record(
      path: String(decoding: record.path.bytes, as: UTF8.self), type: type,
      mode: String(repeating: "0", count: max(0, 4 - mode.count)) + mode,
      size: record.kind == .directory ? nil : Int(record.size), linkname: link,
      arrivedSize: record.arrivesEmpty ? 0 : nil)
  }

  private static func shown(_ failure: ContextFailure) -> String {
    guard case .ignoreFile(_, let error) = failure else { return "" }
    switch error.problem {
    case .exclamationMarkAlone: return "illegal exclusion pattern: \"!\""
    case .patternSyntax: return "syntax error in pattern"
    case .matching: return "failed to match excludepatterns: syntax error in pattern"
    case .lineTooLong, .tooComplex: return ""
    }
  }
}
