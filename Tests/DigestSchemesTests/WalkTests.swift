import BuildContext
import DigestSchemes
import Fingerprints
import Testing

@Suite("schemes over the walk of a directory")
struct WalkTests {
  @Test("a walk gives its entries in the order that a hasher wants, ignored directories with kept entries included")
  func order() throws {
    try Tools.withTemporaryDirectory { place in
      var tree = SampleTree.everything
      tree.file("ignored/a/b/kept", "k")
      tree.file("ignored/a.b", "k")
      try tree.write(to: place + "/tree")
      let rules = try FoundIgnoreFile(
        name: "rules", bytes: Array("ignored\nlinks\n!ignored/a/b/kept\n**/*\n!**/a*\n".utf8))
      for ignoreFile in [rules, try FoundIgnoreFile(name: "none", bytes: [])] {
        let context = try DirectoryContext.read(
          try DirectoryTree(place + "/tree"), ignoring: ignoreFile, threads: 1)
        var hasher = SchemeHasher([.lockstep])
        for entry in context.entries { hasher.add(entry) }
        let results = hasher.finish()
        #expect(results[.lockstep] == .digest(try context.manifest.digest().text))
        #expect(context.entries.count > 3)
      }
    }
  }
}
