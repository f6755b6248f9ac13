import Audit
import Testing

@Suite("suppressions")
struct SuppressionTests {
  /// What comments decide: everything but notes.
  private static func told(_ text: String) -> [String] {
    Audit.dockerfile(Array(text.utf8), name: "Dockerfile").filter { $0.severity > .note }.map {
      "\($0.line) \($0.code)"
    }
  }

  private static let cases: [(String, [String])] = [
    ("# lockstep: ignore=base-image-by-tag it is rebuilt by us\nFROM a:1\n", []),
    ("# lockstep: ignore=base-image-by-tag\nFROM a:1\n", ["1 suppression-without-reason", "2 base-image-by-tag"]),
    ("# lockstep: ignore=base-image-by-tag --\nFROM a:1\n", ["1 suppression-without-reason", "2 base-image-by-tag"]),
    ("# lockstep: ignore=base-image-latest why\nFROM a:1\n", ["1 suppression-without-effect", "2 base-image-by-tag"]),
    ("# lockstep: ignore=no-such-code why\nFROM a@b\n", ["1 suppression-without-effect"]),
    // Between the comment and the instruction there may be other comments, but nothing else.
    ("# lockstep: ignore=base-image-by-tag why\n# more\nFROM a:1\n", []),
    (
      "# lockstep: ignore=base-image-by-tag why\n\nFROM a:1\n", ["1 suppression-without-effect", "3 base-image-by-tag"]
    ),
    ("FROM a:1\n# lockstep: ignore=base-image-by-tag why\n", ["1 base-image-by-tag", "2 suppression-without-effect"]),
    // All lines of the instruction are covered, and no other instruction.
    (
      "FROM a@b\n#lockstep: ignore=apt-unpinned,clock-in-layer why\nRUN date > f \\\n && apt-get install b\nRUN date > f\n",
      ["5 clock-in-layer"]
    ),
    (
      "FROM a@b\n# lockstep: ignore=clock-in-layer one\n# lockstep: ignore=apt-unpinned two\nRUN apt-get install b && date > f\n",
      []
    ),
    // Inside of an instruction it covers nothing, and in a document it is no comment of the file.
    (
      "FROM a@b\nRUN true \\\n# lockstep: ignore=clock-in-layer why\n && date > f\n",
      ["3 suppression-without-effect", "4 clock-in-layer"]
    ),
    ("FROM a@b\nRUN <<E\n# lockstep: ignore=clock-in-layer why\ndate > f\nE\n", ["4 clock-in-layer"]),
    ("# lockstep: other\n# LOCKSTEP: ignore=x y\nFROM a@b\n", []),
  ]

  @Test("cover the instruction below them", arguments: cases)
  func covered(_ text: String, _ expected: [String]) {
    #expect(Self.told(text) == expected, "\(text)")
  }

  @Test("cover the line below them in compose files")
  func compose() {
    let text = """
      services:
        a:
          # lockstep: ignore=compose-image-by-tag only for tests
          image: a:1
        b:
          image: b:1
          # lockstep: ignore=compose-image-by-tag only for tests
      """
    let findings = Audit.compose(Array(text.utf8), name: "c")
    #expect(findings.map { "\($0.line) \($0.code)" } == ["6 compose-image-by-tag", "7 suppression-without-effect"])
  }
}
