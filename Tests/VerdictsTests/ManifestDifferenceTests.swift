import Fingerprints
import Model
import Testing
import Verdicts

@Suite("manifests side by side")
struct ManifestDifferenceTests {
  private let zero = String(repeating: "0", count: 64)
  private let one = String(repeating: "1", count: 64)

  private func run(_ number: Int, _ text: String, _ facts: EntryFacts? = nil) throws -> RunReport {
    var observation = Observation(fingerprints: [
      try Fingerprint(subject: "context", scheme: "lockstep-v1", text: text)
    ])
    observation.entryFacts = facts
    return RunReport(variation: Variation(run: number, values: []), outcome: .observed(observation), seconds: 0)
  }

  @Test("have what is known of each side, where runs or the record differ")
  func sides() throws {
    let text = "100644 \(zero)  a\n040000 -  d/\n120000 \(one)  l\n"
    let first = try run(1, text, EntryFacts(sizes: [7, 0, 3], targets: ["a\\nb"]))
    let second = try run(2, "100755 \(zero)  a\n040000 -  d/\n", EntryFacts(sizes: [7, 0], targets: []))
    #expect(ManifestDifference.found(in: [first, first], record: .notUsed) == [])
    let found = ManifestDifference.found(in: [first, second], record: .notUsed)
    #expect(found.map { [$0.subject, $0.left, $0.right] } == [["context", "run 1", "run 2"]])
    let rows = try #require(found.first).rows
    #expect(rows.map(\.path) == ["a", "l"])
    #expect(rows[0].left == .init(type: "file", mode: "100644", size: 7, digest: zero))
    #expect(rows[0].right == .init(type: "file", mode: "100755", size: 7, digest: zero))
    #expect(rows[1].left == .init(type: "link", mode: "120000", size: 3, digest: one, target: "a\\nb"))
    #expect(rows[1].right == nil)
    let recorded = Record(
      scenario: "s", fingerprints: [try Fingerprint(subject: "context", scheme: "lockstep-v1", text: "")])
    let record = ManifestDifference.found(in: [first, first], record: .read(recorded))
    #expect(record.map { [$0.left, $0.right] } == [["record", "run 1"]])
    #expect(record.first?.rows.map(\.path) == ["a", "d/", "l"])
    #expect(record.first?.rows.allSatisfy { $0.left == nil && $0.right != nil } == true)
  }

  @Test("keep a hundred rows, and count the rest")
  func limit() throws {
    let text = (100..<350).map { "100644 \(zero)  f\($0)\n" }.joined()
    let found = ManifestDifference.found(in: [try run(1, ""), try run(2, text), try run(3, "")], record: .notUsed)
    #expect(found.map(\.rows.count) == [100] && found.map(\.leftOut) == [150])
  }
}
