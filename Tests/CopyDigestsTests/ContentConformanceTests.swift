import BuildContext
import ContainerFiles
import CopyDigests
import Fingerprints
import Foundation
import TestSupport
import Testing

/// Every recorded digest of BuildKit, from the Dockerfile and the ignore file on: what is asked for, what is sent, the
/// records, what each instruction selects. Left out is only what the reference itself gives no firm answer to.
@Suite("conformance with the reference's recorded digests")
final class ContentConformanceTests {
  private let directory = NSTemporaryDirectory() + "lockstep-digests-" + UUID().uuidString

  init() throws { try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(atPath: directory) }

  /// What was compared.
  private struct Counts: Equatable {
    var cases = 0
    var records = 0
    var contentDigests = 0
    var selectorDigests = 0
    var failures = 0
    var emptyFiles = 0
    var historyDependent = 0
  }

  @Test("the generated vectors")
  func generated() throws {
    let counts = try check(ContentVectors.generated())
    #expect(
      counts
        == Counts(cases: 240, records: 425, contentDigests: 186, selectorDigests: 241, failures: 55, emptyFiles: 3))
  }

  @Test(
    "trees of public projects",
    .enabled(
      if: SharedFolder.has(ContentVectors.realProjects),
      "needs the shared folder of recorded answers: \(ContentVectors.realProjects)"))
  func realProjects() throws {
    let counts = try check(ContentVectors.load(SharedFolder.file(ContentVectors.realProjects)))
    #expect(
      counts == Counts(cases: 24, contentDigests: 23, selectorDigests: 30, failures: 5, historyDependent: 2))
  }

  private func check(_ vectors: ContentVectors) throws -> Counts {
    var trees: [String: RecordedTree] = [:]
    for (name, nodes) in vectors.trees { trees[name] = try RecordedTree(nodes, in: directory + "/" + name) }
    var counts = Counts()
    for item in vectors.cases {
      let recorded = try #require(trees[item.tree])
      let plan = try Dockerfile(Array(item.dockerfile.utf8)).plan()
      let sent = try transfer(item, plan, recorded)
      let tree = try ContentTree(recorded.records(of: sent))
      checkRecords(item, tree, &counts)
      try #require(plan.contextReads.count == item.copyInstructions.count, "\(item.id)")
      for (read, instruction) in zip(plan.contextReads, item.copyInstructions) {
        try check(item, instruction, read, tree, &counts)
      }
      counts.cases += 1
    }
    return counts
  }

  /// What BuildKit asks for and is sent, compared with what is recorded of both.
  private func transfer(
    _ item: ContentVectors.Case, _ plan: Dockerfile.BuildPlan, _ recorded: RecordedTree
  ) throws -> [TransferRecord] {
    #expect(item.error == nil, "\(item.id)")
    var asked: [BytePath]?
    switch plan.transfer {
    case .nothing: asked = []
    case .everything: asked = nil
    case .paths(let paths): asked = paths.map { BytePath($0.bytes) }
    }
    #expect(asked == item.followPaths?.map { BytePath($0) }, "\(item.id)")
    let included = try asked.flatMap { try FollowPaths.patterns($0, in: recorded.directory) }
    let ignoreFile = try FoundIgnoreFile(name: ".dockerignore", bytes: Array(item.ignore.utf8))
    let sent = try TransferListing.read(recorded.directory, ignoring: ignoreFile, including: included)
    #expect(sent.map(\.path) == item.sentPaths.map { BytePath($0) }, "\(item.id)")
    return sent
  }

  private func checkRecords(_ item: ContentVectors.Case, _ tree: ContentTree, _ counts: inout Counts) {
    for path in item.filesThatArriveEmpty ?? [] {
      // Their digests are those of the records below; here it is enough that there is one.
      #expect(tree.digest(of: BytePath(path)) != nil, "\(item.id): \(path)")
      counts.emptyFiles += 1
    }
    for (path, digest) in item.records ?? [:] {
      let isHeader = path.utf8.last == UInt8(ascii: "/")
      let found =
        isHeader ? tree.headerDigest(of: BytePath(Array(path.utf8.dropLast()))) : tree.digest(of: BytePath(path))
      #expect(found?.text == digest, "\(item.id): \(path)")
      counts.records += 1
    }
    if let records = item.records {
      let directories = tree.records.count { $0.entry.kind == .directory }
      #expect(records.count == tree.records.count + directories + 1, "\(item.id)")
    }
  }

  private func check(
    _ item: ContentVectors.Case, _ instruction: ContentVectors.Instruction, _ read: Dockerfile.ContextRead,
    _ tree: ContentTree, _ counts: inout Counts
  ) throws {
    let sources = read.sources.map { source in
      CopySelector(
        path: source.path.bytes, includes: source.include.map { [$0.bytes] } ?? [],
        excludes: read.excludes.map(\.bytes), required: source.required.map { [$0.bytes] } ?? [])
    }
    #expect(sources == instruction.copySources.map(Self.selector), "\(item.id)")
    #expect(try CopyDigest.selectorDigest(of: sources).text == instruction.selectorDigest, "\(item.id)")
    counts.selectorDigests += 1
    do throws(CopyFailure) {
      let digest = try CopyDigest(of: sources, in: tree)
      #expect(instruction.error == nil, "\(item.id)")
      #expect(digest.selectorDigest.text == instruction.selectorDigest, "\(item.id)")
      if item.historyDependent == true {
        #expect(tree.isHistoryDependent, "\(item.id)")
        counts.historyDependent += 1
        return
      }
      #expect(digest.contentDigest.text == instruction.contentDigest, "\(item.id)")
      counts.contentDigests += 1
    } catch {
      let (kind, text) = Self.shown(error)
      #expect(kind == instruction.errorKind, "\(item.id): \(error)")
      if instruction.error?.hasPrefix("one of") != true { #expect(text == instruction.error, "\(item.id)") }
      counts.failures += 1
    }
  }

  private static func selector(_ source: ContentVectors.Source) -> CopySelector {
    func bytes(_ texts: [String]?) -> [[UInt8]] { (texts ?? []).map { Array($0.utf8) } }
    return CopySelector(
      path: Array(source.path.utf8), includes: bytes(source.include), excludes: bytes(source.exclude),
      required: bytes(source.required))
  }

  /// The recorded kind and the reference's words.
  private static func shown(_ failure: CopyFailure) -> (kind: String, text: String) {
    switch failure {
    case .notFound(let path): ("not-found", "\"\(String(decoding: path, as: UTF8.self))\": not found")
    case .tooManyLinks: ("other", "too many links")
    case .wildcardSyntax, .include, .exclude: ("other", "syntax error in pattern")
    case .digest(let unavailable): ("digest", unavailable.description)
    }
  }
}
