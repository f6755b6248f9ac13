import Fingerprints
import Testing

@Suite("manifests")
struct ManifestTests {
  private func file(_ path: String, _ text: String, executable: Bool = false) throws -> ContextEntry {
    ContextEntry(
      path: BytePath(path), kind: .file(executable: executable, content: try SHA256Digest.of(Array(text.utf8))),
      size: UInt64(text.utf8.count), permissions: executable ? 0o755 : 0o644)
  }

  private func directory(_ path: String) -> ContextEntry {
    ContextEntry(path: BytePath(path), kind: .directory, size: 0, permissions: 0o755)
  }

  @Test("lines are sorted by the bytes of the path as printed")
  func lines() throws {
    let target = Array("app".utf8)
    let link = ContextEntry(
      path: BytePath("current"), kind: .symlink(target: target, content: try SHA256Digest.of(target)), size: 3,
      permissions: 0o777)
    let manifest = Manifest(entries: [
      try file("run.sh", "", executable: true), link, directory("app"), try file("app.txt", ""), try file("app/a", ""),
    ])
    let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    #expect(
      String(decoding: manifest.text, as: UTF8.self) == """
        100644 \(empty)  app.txt
        040000 -  app/
        100644 \(empty)  app/a
        120000 a172cedcae47474b615c54d510a5d84a8dea3032e958587430b413538be3f333  current
        100755 \(empty)  run.sh

        """)
  }

  @Test("an empty context is the empty text")
  func empty() throws {
    #expect(
      try Manifest(entries: []).digest().text
        == "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  }

  @Test("the order of entries does not count, everything else does")
  func sensitivity() throws {
    let base = [try file("a", "1"), try file("b", "2"), directory("d")]
    let digest = try Manifest(entries: base).digest()
    #expect(try Manifest(entries: base.reversed()).digest() == digest)
    let variants: [[ContextEntry]] = [
      [try file("a", "X"), base[1], base[2]],
      [try file("a", "1", executable: true), base[1], base[2]],
      [try file("c", "1"), base[1], base[2]],
      [try file("a", "2"), try file("b", "1"), base[2]],
      [base[0], base[1]],
      [base[0], base[1], base[2], directory("e")],
    ]
    for variant in variants { #expect(try Manifest(entries: variant).digest() != digest) }
    #expect(Set(try variants.map { try Manifest(entries: $0).digest() }).count == variants.count)
  }

  @Test("permission bits but the executable one do not count")
  func permissions() throws {
    let content = try SHA256Digest.of([])
    func digest(_ permissions: UInt16) throws -> SHA256Digest {
      try Manifest(entries: [
        ContextEntry(
          path: BytePath("a"), kind: .file(executable: false, content: content), size: 0, permissions: permissions)
      ]).digest()
    }
    #expect(try digest(0o600) == digest(0o664))
  }

  @Test("names that Unicode calls equal stay two parts of a fingerprint")
  func normalisation() throws {
    let first = try Fingerprint(
      subject: "context", manifest: Manifest(entries: [try file("é", "1"), try file("e\u{301}", "2")]))
    let second = try Fingerprint(
      subject: "context", manifest: Manifest(entries: [try file("é", "1"), try file("e\u{301}", "3")]))
    let differences = FingerprintDifference.between(first, second)
    #expect(differences.count == 1)
    #expect(differences.first.map { Array($0.name.utf8) } == Array("e\u{301}".utf8))
    #expect(differences.first?.attributes == ["content"])
  }

  @Test("differences say what differs")
  func differences() throws {
    let old = try Fingerprint(
      subject: "context",
      manifest: Manifest(entries: [try file("a", "1"), try file("b", "2"), try file("gone", ""), directory("t")]))
    let new = try Fingerprint(
      subject: "context",
      manifest: Manifest(entries: [
        try file("a", "1", executable: true), try file("b", "3"), directory("t"), try file("new  name", ""),
      ]))
    let found = FingerprintDifference.between(old, new).map { "\($0.change) \($0.name) \($0.attributes)" }
    #expect(
      found == [
        #"changed a ["mode"]"#, #"changed b ["content"]"#, "removed gone []", "added new  name []",
      ])
  }
}
