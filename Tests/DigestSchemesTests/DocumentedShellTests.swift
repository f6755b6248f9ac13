import DigestSchemes
import TestSupport
import Testing

/// The lines of shell in docs/digests.md, which call the real tools, on trees made for the purpose.
@Suite("digests of the real tools")
struct DocumentedShellTests {
  @Test("h1 is what coreutils and openssl print", .enabled(if: Tools.hasOpenSSL, "needs coreutils and openssl"))
  func h1() throws { try compare(.h1, [SampleTree(), .files], links: false) }

  @Test("git-tree is what git write-tree prints", .enabled(if: Tools.hasGit, "needs git"))
  func gitTree() throws { try compare(.gitTree, [SampleTree(), .files, .everything], links: true) }

  @Test("nar is what nix hash path prints", .enabled(if: Tools.hasNix, "needs nix"))
  func nar() throws { try compare(.nar, [SampleTree(), .files, .everything], links: true) }

  @Test("oci-layer is the digest of GNU tar's archive", .enabled(if: Tools.hasGNUTar, "needs GNU tar 1.28"))
  func ociLayer() throws { try compare(.ociLayer, [SampleTree(), .files, .everything], links: true) }

  private func compare(_ scheme: DigestScheme, _ samples: [SampleTree], links: Bool) throws {
    let script = try Tools.documented(scheme.rawValue)
    var generator = SeededGenerator.fresh()
    let seed = generator.seed
    let trees = samples + (0..<12).map { _ in SampleTree.random(&generator, links: links) }
    for (number, tree) in trees.enumerated() {
      try Tools.withTemporaryDirectory { place in
        try tree.write(to: place + "/tree")
        let printed = try Tools.shell(script, in: place + "/tree")
        #expect(printed.status == 0, "\(printed.errors)")
        #expect(tree.result(scheme) == .digest(printed.line), "tree \(number) of seed \(seed): \(printed.errors)")
      }
    }
  }
}
