import CopyDigests
import Fingerprints
import TestSupport
import Testing

@Suite("trees in which files are replaced")
struct ReplacingTests {
  @Test("the same as a tree made of the other records, also in directories with names that begin with 0xFF")
  func agrees() throws {
    var generator = SeededGenerator.fresh()
    for _ in 0..<80 {
      var made = try ContentTreeTests.randomRecords(&generator)
      var hasher = try RecordHasher()
      for directory in made.filter({ $0.entry.kind == .directory }).map(\.entry.path) where generator.below(3) == 0 {
        let path = directory.appending([0xFF, 0x61])
        made.append(hasher.record(ContentEntry(path: path, kind: .file(size: 1), mode: 0o644), content: [1]))
      }
      let tree = try ContentTree(made)
      var files: [Int: ContentRecord] = [:]
      for (place, record) in tree.records.enumerated() {
        guard case .file = record.entry.kind, generator.below(2) == 0 else { continue }
        let entry = ContentEntry(path: record.entry.path, kind: .file(size: 2), mode: UInt16(generator.below(0o1000)))
        files[place] = hasher.record(entry, content: [2, UInt8(generator.below(256))])
      }
      let replaced = try #require(try tree.replacing(files))
      let fresh = try ContentTree(tree.records.indices.map { files[$0] ?? tree.records[$0] })
      #expect(replaced.rootDigest == fresh.rootDigest, "seed \(generator.seed)")
      #expect(replaced.records == fresh.records, "seed \(generator.seed)")
      for record in fresh.records {
        #expect(replaced.digest(of: record.entry.path) == fresh.digest(of: record.entry.path), "seed \(generator.seed)")
      }
      #expect((replaced.rootDigest == tree.rootDigest) == files.isEmpty, "seed \(generator.seed)")
    }
  }

  @Test(
    "what is no file with the same name, and any tree with hard links, is refused",
    arguments: [
      (["a/", "a/b=1"], 1, "a/c=2"), (["a/", "a/b=1"], 0, "a=2"), (["a/", "a/b=1"], 2, "c=2"), (["a=1"], -1, "a=2"),
      (["a>b"], 0, "a=2"), (["a=1"], 0, "a>b"), (["a=1", "b~a"], 0, "a=2"),
    ])
  func refused(_ texts: [String], place: Int, with text: String) throws {
    let tree = try ContentTree(try texts.flatMap { try records($0) })
    let replaced = try tree.replacing([place: records(text)[0]])
    #expect(replaced?.rootDigest == nil)
  }
}
