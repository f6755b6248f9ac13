import Fingerprints
import Model
import Testing
import Verdicts

@Suite("what a context holds, folded")
struct ContextOverviewTests {
  private static let digest = String(repeating: "0", count: 64)

  /// Files as `path: size`; a name that ends in a slash is a directory.
  private func overview(_ entries: [(String, UInt64)]) throws -> ContextOverview {
    let sorted = entries.sorted { Array($0.0.utf8).precedes(Array($1.0.utf8)) }
    let text = sorted.map { path, _ in
      path.hasSuffix("/") ? "040000 -  \(path)\n" : "100644 \(Self.digest)  \(path)\n"
    }.joined()
    var observation = Observation(fingerprints: [
      try Fingerprint(subject: "context", scheme: "lockstep-v1", text: text)
    ])
    observation.entryFacts = EntryFacts(sizes: sorted.map(\.1), targets: [])
    return try #require(ContextOverview(observation))
  }

  @Test("a small tree is there as it is, the largest first, with sums")
  func small() throws {
    let found = try overview([("a", 5), ("b/", 0), ("b/c", 10), ("b/d/", 0), ("b/d/e", 1), ("z/", 0)])
    #expect(
      found.nodes.map { "\($0.path) \($0.kind) \($0.bytes) \($0.entries)" } == [
        "b/ directory 11 4", "b/c file 10 1", "b/d/ directory 1 2", "b/d/e file 1 1", "a file 5 1",
        "z/ directory 0 1",
      ])
  }

  @Test("of a large one few nodes remain, and nothing of the sum is lost")
  func large() throws {
    var entries: [(String, UInt64)] = []
    for directory in 0..<40 {
      entries.append(("d\(directory)/", 0))
      for file in 0..<50 { entries.append(("d\(directory)/f\(file)", UInt64(directory * file))) }
    }
    let found = try overview(entries)
    #expect(found.nodes.count <= ContextOverview.mostNodes && found.nodes.count > 40)
    let top = found.nodes.filter { $0.path.isEmpty || $0.path.hasSuffix("/") && $0.kind == .directory }
    #expect(top.reduce(0) { $0 + $1.bytes } == entries.reduce(0) { $0 + $1.1 })
    #expect(top.reduce(0) { $0 + $1.entries } == entries.count)
    #expect(found.nodes.contains { $0.kind == .other && $0.path == "d39/" })
    #expect(try overview(entries.reversed()) == found)
  }

  @Test("what has no sizes, or too few, gives none")
  func none() throws {
    var observation = Observation(fingerprints: [
      try Fingerprint(subject: "context", scheme: "lockstep-v1", text: "100644 \(Self.digest)  a\n")
    ])
    #expect(ContextOverview(observation) == nil)
    observation.entryFacts = EntryFacts(sizes: [1, 2], targets: [])
    #expect(ContextOverview(observation) == nil)
  }
}
