import Fingerprints
import TestSupport
import Testing

@testable import DigestSchemes

@Suite("names git refuses")
struct GitNameTests {
  private static let harmless = [
    "git", "git~2", ".gitx", ".gi", "x.git", ".git x", ".gitignore", ".gitattributes", "x:y",
  ]

  @Test("refused wherever git runs", arguments: [".git", ".GIT", "git~1", ".git ", ".git..", ".git::$I", "a\\.git"])
  func refused(name: String) { #expect(GitName.problem(Array(name.utf8), isLink: false) != nil) }

  @Test("taken", arguments: harmless)
  func taken(name: String) { #expect(GitName.problem(Array(name.utf8), isLink: true) == nil) }

  @Test("a link must not be .gitmodules")
  func modules() {
    #expect(GitName.problem(Array(".gitmodules".utf8), isLink: true) != nil)
    #expect(GitName.problem(Array(".gitmodules".utf8), isLink: false) == nil)
  }

  @Test("refused is what git's fsck reports", .enabled(if: Tools.hasGit, "needs git"))
  func differential() throws {
    var generator = SeededGenerator.fresh()
    let seed = generator.seed
    let seeds = [
      ".git", "git~1", ".gitmodules", "gitmod~1", "gi7eba~1", "gi7e~123", "g~123456", "GI7EB~10", "a\\.git", ".git:x",
      "~1234567", ".git\\x", "\\", "gi7eba~0", "gitmod~5", ".gitmodules\\x", "a\\.gitmodules\\b", "a\\gi7eba~9 .",
    ].map { Array($0.utf8) }
    let pieces: [[UInt8]] =
      [".", " ", ":", "\\", "~", "1", "9", "x", "g", "G", "\u{200C}", "\u{FEFF}", "\u{FFFE}", "é"].map {
        Array($0.utf8)
      }
      + [[0xFF], [0xE2, 0x80]]
    var names = Set(seeds)
    for _ in 0..<1500 {
      var name = seeds[generator.below(seeds.count)]
      for _ in 0...generator.below(2) {
        let place = generator.below(name.count + 1)
        let end = generator.below(3) == 0 ? min(place + 1, name.count) : place
        name.replaceSubrange(place..<end, with: pieces[generator.below(pieces.count)])
      }
      if !name.isEmpty, name != [0x2E], name != [0x2E, 0x2E] { names.insert(name) }
    }
    let all = names.sorted { $0.precedes($1) }
    for isLink in [false, true] {
      let refused = try fsck(all, isLink: isLink)
      for (name, isRefused) in zip(all, refused) {
        let shown = PathText.escaped(BytePath(name))
        #expect((GitName.problem(name, isLink: isLink) != nil) == isRefused, "\(shown) link \(isLink) seed \(seed)")
      }
    }
  }

  /// Whether git's fsck finds fault with the name in a tree, for each name.
  private func fsck(_ names: [[UInt8]], isLink: Bool) throws -> [Bool] {
    try Tools.withTemporaryDirectory { place in
      // The empty blob, which is also no .gitmodules that could be wrong by itself.
      let line = Array("\(isLink ? "120000" : "100644") blob e69de29bb2d1d6434b8b29ae775ad8c2e48c5391\t".utf8)
      let list = names.flatMap { name -> [UInt8] in line + name + [0, 0] }
      var tree = SampleTree()
      tree.add(Array("list".utf8), .file(list, mode: 0o644))
      try tree.write(to: place + "/tree")
      let output = try Tools.shell(
        """
        git init -q . && git hash-object -w --stdin </dev/null >/dev/null && git mktree -z --batch <list || exit 2
        git fsck --no-dangling --no-progress 2>&1
        exit 0
        """, in: place + "/tree")
      try #require(output.status == 0, "\(output.errors)")
      let lines = output.text.split(separator: "\n")
      let ids = lines.prefix(names.count).map(String.init)
      try #require(ids.count == names.count && Set(ids).count == ids.count)
      let reports = lines.dropFirst(names.count).filter {
        $0.contains(": hasDotgit:") || $0.contains(": gitmodulesSymlink:")
      }
      // "error in tree ID: …" and "warning in tree ID: …"
      let reported = Set(
        reports.compactMap { $0.split(separator: " ").dropFirst(3).first.map { String($0.dropLast()) } })
      return ids.map(reported.contains)
    }
  }
}
