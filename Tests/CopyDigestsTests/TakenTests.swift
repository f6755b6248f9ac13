import CopyDigests
import Fingerprints
import TestSupport
import Testing

/// The digests say what is taken: a file is when its content changes them.
@Suite("what an instruction takes, held to the digests")
struct TakenTests {
  private static let tree = [
    "a/", "a/b/", "a/b/c=1", "a/b/d.md=2", "a/e=3", "a/f.py=4", "a.py=5", "b/", "b/c=6", "x/", "x/y/", "x/y/z.py=7",
    "x/c=8",
  ]

  private static func source(
    _ path: String, _ includes: [String] = [], _ excludes: [String] = []
  ) -> CopySelector {
    CopySelector(
      path: Array(path.utf8), includes: includes.map { Array($0.utf8) }, excludes: excludes.map { Array($0.utf8) })
  }

  @Test(
    "by --parents, wildcards and --exclude",
    arguments: [
      // COPY --parents a/./b: what is below a, not what is called b.
      (source("/a", ["b"]), ["a/b/c", "a/b/d.md"]), (source("/", ["b"]), ["b/c"]),
      (source("/", ["a/b"]), ["a/b/c", "a/b/d.md"]), (source("/a", ["*.py"]), ["a/f.py"]),
      (source("/", ["**/*.py"]), ["a.py", "a/f.py", "x/y/z.py"]), (source("/", ["*/c"]), ["b/c", "x/c"]),
      (source("/", [""]), []), (source("/a*", ["b"]), ["a/b/c", "a/b/d.md"]), (source("/*/b", ["c"]), ["a/b/c"]),
      (source("/a", ["b"], ["**/*.md"]), ["a/b/c"]), (source("/a", ["b"], ["b"]), []),
      (source("/a", [], ["b", "!b/c"]), ["a/b/c", "a/e", "a/f.py"]),
      (source("/a"), ["a/b/c", "a/b/d.md", "a/e", "a/f.py"]),
      (source("/*.py"), ["a.py"]),
      // What is named itself cannot be excluded.
      (source("/*", [], ["*.py"]), ["a.py", "a/b/c", "a/b/d.md", "a/e", "b/c", "x/c", "x/y/z.py"]),
    ])
  func taken(selector: CopySelector, expected: [String]) throws {
    let tree = try ContentTree(Self.tree.flatMap { try records($0) })
    let taken = try tree.taken(by: [selector]).map { tree.records[$0].entry }
    let files = taken.filter { $0.kind != .directory }.map { $0.path.utf8Text ?? "" }
    #expect(files.sorted() == expected.sorted())
    try Self.holdToDigests(tree, [selector], "\(selector)")
  }

  @Test("links are taken with what they lead to")
  func links() throws {
    let tree = try ContentTree(records("d/", "d/a=1", "d/b=2", "l>d", "on>l/a", "e~d/b"))
    func names(_ selector: CopySelector) throws -> [String] {
      try tree.taken(by: [selector]).map { tree.records[$0].entry.path.utf8Text ?? "" }
    }
    #expect(try names(Self.source("/l")) == ["d", "d/a", "d/b", "l"])
    #expect(try names(Self.source("/on")) == ["d/a", "l", "on"])
    #expect(try names(Self.source("/o*")) == ["d/a", "l", "on"])
    #expect(try names(Self.source("/l/*", [], ["b"])) == ["d/a", "d/b", "l"])
    for path in ["/l", "/on", "/o*", "/l/*", "/e"] { try Self.holdToDigests(tree, [Self.source(path)], path) }
    let reach = CopyReach(Self.source("/l/*", [], ["b"]))
    let followed = try #require(reach.following { path in path == Array("l".utf8) ? Array("d".utf8) : nil })
    #expect(followed.selector == Self.source("/d/*", [], ["b"]))
    #expect(CopyReach(Self.source("/d")).following { _ in nil } == nil)
  }

  @Test("random sources in random trees")
  func random() throws {
    var generator = SeededGenerator.fresh()
    let names = ["a", "b", "c.py", "d.md"]
    let patterns = ["a", "b", "*", "**", "*.py", "?", "a/b", "*/a", "**/b", "[ab]", "a/**", "!a", "b/*"]
    for round in 0..<300 {
      var texts: [String] = []
      func fill(_ prefix: String, _ depth: Int) {
        for name in names where generator.below(3) > 0 {
          let isDirectory = depth < 3 && !name.contains(".") && generator.below(3) > 0
          texts.append(prefix + name + (isDirectory ? "/" : "=\(texts.count)"))
          if isDirectory { fill(prefix + name + "/", depth + 1) }
        }
      }
      fill("", 0)
      let tree = try ContentTree(texts.flatMap { try records($0) })
      func some() -> [String] { (0..<generator.below(3)).map { _ in patterns[generator.below(patterns.count)] } }
      let path = ["/", "/a", "/b", "/*", "/a/b", "/a/*", "/*/a", "/[ab]"][generator.below(8)]
      let selector = Self.source(path, generator.below(2) == 0 ? [] : Array(some().prefix(1)), some())
      try Self.holdToDigests(tree, [selector], "seed \(generator.seed), round \(round): \(selector)")
    }
  }

  @Test("the generated vectors")
  func vectors() throws {
    var count = 0
    for item in try ContentVectors.generated().cases {
      for instruction in item.copyInstructions where instruction.error == nil {
        for source in instruction.copySources {
          let selector = Self.source(source.path, source.include ?? [], source.exclude ?? [])
          // The trees of the vectors need a disk; these names are as good for the question.
          let tree = try ContentTree(Self.tree.flatMap { try records($0) })
          try Self.holdToDigests(tree, [selector], "\(item.id): \(selector)")
          count += 1
        }
      }
    }
    #expect(count > 200)
  }

  /// Changes each file in turn: the digest must change with those that are taken and with no other.
  private static func holdToDigests(_ tree: ContentTree, _ selectors: [CopySelector], _ label: String) throws {
    guard let taken = try? Set(tree.taken(by: selectors)) else {
      #expect(throws: CopyFailure.self, "\(label)") { try CopyDigest(of: selectors, in: tree) }
      return
    }
    let before = try CopyDigest(of: selectors, in: tree).contentDigest
    let reaches = selectors.map { CopyReach($0) }
    let hasLinks = tree.records.contains { if case .symlink = $0.entry.kind { true } else { false } }
    for (place, record) in tree.records.enumerated() {
      let path = record.entry.path
      if !hasLinks {
        let isReached = reaches.contains { $0.takes(path.bytes) }
        if record.entry.kind != .directory { #expect(isReached == taken.contains(place), "\(label): \(path)") }
        if taken.contains(place) {
          #expect(isReached || reaches.contains { $0.leads(through: path.bytes) || !$0.selector.excludes.isEmpty })
        }
      }
      guard case .file = record.entry.kind else { continue }
      let changed = ContentRecord(record.entry, digest: try SHA256Digest.of(Array("changed".utf8)))
      let after = try ContentTree(tree.records.map { $0.entry.path == path ? changed : $0 })
      // Another name of the same file changes with it.
      let isTaken = taken.contains { other in
        if case .hardLink(let source) = tree.records[other].entry.kind, source == path { return true }
        return other == place
      }
      #expect((try CopyDigest(of: selectors, in: after).contentDigest != before) == isTaken, "\(label): \(path)")
    }
  }
}
