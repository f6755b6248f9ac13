import DigestSchemes
import Fingerprints
import Sensitivity
import Testing

@Suite("sensitivity audit")
struct AuditTests {
  @Test("finds every scheme as documented", arguments: DigestScheme.allCases, [1, 2, 3] as [UInt64])
  func documented(_ scheme: DigestScheme, seed: UInt64) {
    let audit = SensitivityAudit(.sample, schemes: [AuditedScheme(scheme)], samples: 100, seed: seed)
    #expect(audit.withoutDigest.isEmpty)
    for cell in audit.cells where !cell.isAsDocumented {
      Issue.record("\(scheme) and \(cell.mutation): noticed \(cell.noticed) of \(cell.tried), \(cell.wrong)")
    }
    // Whatever applies to the tree was tried.
    let untried = Set(audit.cells.filter { $0.tried == 0 }.map(\.mutation))
    #expect(untried == (scheme == .h1 ? [.linkTarget, .linkToFile] : []))
  }

  /// A scheme with a fault, and the changes by which it is found.
  struct Fault: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let found: Set<Mutation>
    let lines: @Sendable (BytePath, AuditTree.Node) -> [String]
  }

  static let faults: [Fault] = [
    Fault(testDescription: "ignores names", found: [.name, .swap]) { _, node in ["\(node)"] },
    Fault(testDescription: "ignores directories", found: [.place]) { path, node in
      if case .directory = node { return [] }
      return ["\(path.lastComponent.bytes)\(node)"]
    },
    Fault(testDescription: "ignores contents", found: [.content, .size, .swap, .crlf]) { path, node in
      if case .file(_, let permissions) = node { return ["\(path.bytes) \(permissions)"] }
      return ["\(path.bytes)\(node)"]
    },
    Fault(testDescription: "takes CR LF for LF", found: [.crlf]) { path, node in
      if case .file(let bytes, let permissions) = node {
        return ["\(path.bytes)\(bytes.filter { $0 != 13 })\(permissions)"]
      }
      return ["\(path.bytes)\(node)"]
    },
    Fault(testDescription: "ignores the executable bit", found: [.executable]) { path, node in
      if case .file(let bytes, let permissions) = node { return ["\(path.bytes)\(bytes)\(permissions & 0o677)"] }
      return ["\(path.bytes)\(node)"]
    },
    Fault(testDescription: "ignores where links lead", found: [.linkTarget]) { path, node in
      if case .link = node { return ["\(path.bytes) link"] }
      return ["\(path.bytes)\(node)"]
    },
    Fault(
      testDescription: "ignores directories without files",
      found: [.emptyDirectoryAdded, .emptyDirectoryRemoved, .directoryMode]
    ) { path, node in
      if case .directory = node { return [] }
      return ["\(path.bytes)\(node)"]
    },
  ]

  @Test("finds a scheme that", arguments: faults)
  func faulty(_ fault: Fault) {
    let scheme = AuditedScheme(name: "faulty", ignores: []) { tree in
      tree.walk.flatMap { fault.lines($0.path, $0.node) }.sorted().joined(separator: "\n")
    }
    let audit = SensitivityAudit(.sample, schemes: [scheme], samples: 100, seed: 1)
    let found = Set(audit.cells.filter { !$0.isAsDocumented }.map(\.mutation))
    #expect(found.isSuperset(of: fault.found), "\(found)")
    #expect(!audit.isAsDocumented)
  }

  @Test("finds a scheme that notices what it is documented to ignore")
  func tooSensitive() {
    let scheme = AuditedScheme(name: "strict", ignores: [.umask]) { "\($0.walk)" }
    let audit = SensitivityAudit(.sample, schemes: [scheme], samples: 100, seed: 1)
    #expect(audit.cells.filter { !$0.isAsDocumented }.map(\.mutation) == [.umask])
  }

  @Test("says which scheme has no digest")
  func withoutDigest() {
    let none = AuditedScheme(name: "none", ignores: []) { _ in nil }
    #expect(SensitivityAudit(.sample, schemes: [none], samples: 1, seed: 1).withoutDigest == ["none"])
  }

  @Test("is the same for the same seed")
  func seeded() {
    let schemes = AuditedScheme.all
    let first = SensitivityAudit(.sample, schemes: schemes, samples: 3, seed: 7)
    #expect(first.cells == SensitivityAudit(.sample, schemes: schemes, samples: 3, seed: 7).cells)
    #expect(first.cells.allSatisfy { $0.tried <= 3 })
  }

  @Test("knows digests that other tools printed, of every scheme")
  func knownAnswers() {
    let answers = KnownAnswer.check()
    for answer in answers { #expect(answer.actual == answer.expected, "\(answer.tree) \(answer.scheme)") }
    #expect(Set(answers.map(\.scheme)) == Set(DigestScheme.allCases))
  }
}
