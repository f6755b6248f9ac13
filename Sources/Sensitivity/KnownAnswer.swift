public import DigestSchemes
internal import Fingerprints

/// Digests of fixed trees, recorded from the tools that the schemes come from.
public struct KnownAnswer: Sendable {
  public let tree: String
  public let scheme: DigestScheme
  public let expected: String
  /// What this machine makes of it; nil for no digest.
  public let actual: String?

  public var holds: Bool { expected == actual }

  /// Computes all of them.
  public static func check() -> [KnownAnswer] {
    table.map { name, tree, scheme, expected in
      KnownAnswer(tree: name, scheme: scheme, expected: expected, actual: AuditedScheme(scheme).digest(tree))
    }
  }

  private static let empty = AuditTree()

  private static let small: AuditTree = {
    var tree = AuditTree()
    tree.put(.file(Array("hello\n".utf8), permissions: 0o755), at: BytePath("a/b"))
    tree.put(.file(Array("hi".utf8), permissions: 0o644), at: BytePath("a.b"))
    tree.put(.link(Array("a/b".utf8)), at: BytePath("link"))
    tree.put(.directory(permissions: 0o755), at: BytePath("void"))
    return tree
  }()

  private static let goModule: AuditTree = {
    var tree = AuditTree()
    tree.put(.file(Array("module golang.org/x/text\n".utf8), permissions: 0o644), at: BytePath("go.mod"))
    return tree
  }()

  /// Printed by coreutils, git 2.39.5, Nix 2.8.0 and GNU tar 1.34; that of go.mod stands in published go.sum files.
  private static let table: [(String, AuditTree, DigestScheme, String)] = [
    (
      "empty", empty, .lockstep, "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    ),
    ("empty", empty, .h1, "h1:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="),
    ("empty", empty, .gitTree, "4b825dc642cb6eb9a060e54bf8d69288fbee4904"),
    ("empty", empty, .nar, "sha256-pQpattmS9VmO3ZIQUFn66az8GSmB4IvYhTTCFn6SUmo="),
    (
      "empty", empty, .ociLayer, "sha256:5f305df8e63f5c257eca839619286ac4a68b35ed4373747d2bde35cbfc48e813"
    ),
    (
      "small", small, .lockstep, "sha256:7f21946b3f1802c7b7b4d4acdc8e839f95f02c049a20e7738c72dec505b61f27"
    ),
    (
      "small", small, .buildkit, "sha256:a9b035ec6e4b3beaca087a0f33774d40ebfa888449d061a1539321c2554099a8"
    ),
    ("small", small, .gitTree, "ec6575799e3a928b8e3c325b995bbade9d774d2b"),
    ("small", small, .nar, "sha256-KYmy/96RJnZk5BjNSf0ivJvWyTGEsI7hF1FtY7DoVTM="),
    (
      "small", small, .ociLayer, "sha256:47468d1a1c0bac5e942a1a2518eb64c28c56509db78e63d80478ce52b5db8aa3"
    ),
    ("go.mod", goModule, .h1, "h1:NqM8EUOU14njkJ3fqMW+pc6Ldnwhi/IjpwHt7yyuwOQ="),
  ]
}
