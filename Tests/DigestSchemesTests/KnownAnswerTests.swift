import DigestSchemes
import Testing

/// Digests that other people published, or that the real tools printed once.
@Suite("known digests")
struct KnownAnswerTests {
  @Test(
    "the empty context",
    arguments: [
      (DigestScheme.lockstep, "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      (.h1, "h1:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="),
      (.gitTree, "4b825dc642cb6eb9a060e54bf8d69288fbee4904"),
      (.nar, "sha256-pQpattmS9VmO3ZIQUFn66az8GSmB4IvYhTTCFn6SUmo="),
      (.ociLayer, "sha256:5f305df8e63f5c257eca839619286ac4a68b35ed4373747d2bde35cbfc48e813"),
    ])
  func empty(scheme: DigestScheme, digest: String) {
    #expect(SampleTree().result(scheme) == .digest(digest))
  }

  /// The lines `…/go.mod h1:…` of published go.sum files.
  @Test(
    "h1 of go.mod files, as in go.sum",
    arguments: [
      ("module golang.org/x/text\n", "h1:NqM8EUOU14njkJ3fqMW+pc6Ldnwhi/IjpwHt7yyuwOQ="),
      (
        "module \"rsc.io/quote\"\n\nrequire \"rsc.io/sampler\" v1.3.0\n",
        "h1:LzX7hefJvL54yjefDEDHNONDjII0t9xZLPXsUe+TKr0="
      ),
    ])
  func goSum(text: String, digest: String) {
    var tree = SampleTree()
    tree.file("go.mod", text)
    #expect(tree.result(.h1) == .digest(digest))
  }

  /// Printed by coreutils, git 2.39.5, Nix 2.8.0 and GNU tar 1.34.
  @Test(
    "a small tree",
    arguments: [
      (DigestScheme.gitTree, "ec6575799e3a928b8e3c325b995bbade9d774d2b"),
      (.nar, "sha256-KYmy/96RJnZk5BjNSf0ivJvWyTGEsI7hF1FtY7DoVTM="),
      (.ociLayer, "sha256:47468d1a1c0bac5e942a1a2518eb64c28c56509db78e63d80478ce52b5db8aa3"),
    ])
  func small(scheme: DigestScheme, digest: String) {
    var tree = SampleTree()
    tree.file("a/b", "hello\n", mode: 0o755)
    tree.file("a.b", "hi")
    tree.link("link", "a/b")
    tree.directory("void")
    #expect(tree.result(scheme) == .digest(digest))
  }
}
