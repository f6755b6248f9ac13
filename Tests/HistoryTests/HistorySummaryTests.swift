import Testing

@testable import History

@Suite("what a history tells")
struct HistorySummaryTests {
  private func summary(_ runs: [HistoryRun], machine: String? = nil, names: Set<String> = []) throws -> HistorySummary {
    let file = TemporaryFile()
    let store = try HistoryStore(path: file.path)
    try store.add(runs)
    return try HistorySummary(store, since: .min, machine: machine, names: names, most: 20)
  }

  @Test("a change of a digest is told once, with the first commit that has it, by machine")
  func changes() throws {
    let found = try summary([
      SampleRun.make(started: 1, machine: "a", commit: "c1", digest: "x"),
      SampleRun.make(started: 2, machine: "b", commit: "c1", digest: "z"),
      SampleRun.make(started: 3, machine: "a", commit: "c2", digest: "x"),
      SampleRun.make(started: 4, machine: "a", commit: "c3", digest: "y"),
      SampleRun.make(started: 5, machine: "b", commit: "c3", digest: "z"),
      SampleRun.make(started: 6, machine: "a", commit: "c4", digest: "y"),
    ])
    #expect(found.runs == 6 && found.machines == ["a", "b"])
    let change = try #require(found.changes.first)
    #expect(found.changes.count == 1)
    #expect(change.commit == "c3" && change.previousCommit == "c2" && change.from == "x" && change.to == "y")
    #expect(change.started == 4 && change.machines == ["a"])
  }

  @Test("the digests of runs that disagree are no change")
  func disagreement() throws {
    let found = try summary([
      SampleRun.make(started: 1, digest: "x"),
      SampleRun.make(started: 2, status: "unexpected", verdict: "nondeterministic", digest: "y"),
      SampleRun.make(started: 3, digest: "x"),
    ])
    #expect(found.changes.isEmpty)
    #expect(found.flaky.map(\.nondeterministic) == [1] && found.flaky.map(\.flips) == [2])
    #expect(found.flaky.first?.flaky == 2 && found.flaky.first?.rate == 2.0 / 3)
  }

  @Test(
    "flaky is what disagrees, is tried again, or changes there and back at one commit",
    arguments: [
      ([("as expected", "c1"), ("unexpected", "c1"), ("as expected", "c1")], true),
      ([("as expected", "c1"), ("unexpected", "c1"), ("unexpected", "c1")], false),
      ([("as expected", "c1"), ("unexpected", "c2"), ("as expected", "c3")], false),
      ([("quarantined", "c1"), ("as expected", "c1"), ("quarantined", "c1")], false),
    ] as [([(String, String)], Bool)])
  func flips(_ runs: [(String, String)], _ isFlaky: Bool) throws {
    let found = try summary(
      try runs.enumerated().map { index, run in
        try SampleRun.make(
          started: Int64(index), status: run.0, verdict: run.0 == "as expected" ? "passed" : "failed", commit: run.1)
      })
    #expect(found.flaky.isEmpty != isFlaky)
  }

  @Test("what fails now, since when without a pause")
  func failing() throws {
    let found = try summary([
      SampleRun.make(started: 1, status: "unexpected", verdict: "failed", commit: "c1"),
      SampleRun.make(started: 2, commit: "c2"),
      SampleRun.make(started: 3, status: "unexpected", verdict: "failed", commit: "c3"),
      SampleRun.make(started: 4, status: "unexpected", verdict: "failed", commit: "c4"),
      SampleRun.make(started: 5, name: "b"),
    ])
    #expect(found.failing.map(\.started) == [3] && found.failing.map(\.commit) == ["c3"])
    #expect(found.failing.map(\.runs) == [2])
    #expect(try summary([SampleRun.make(started: 5)], names: ["nobody"]).runs == 0)
  }

  @Test("the parts of a suite are one point of the trend; a part that is there again begins another")
  func shards() throws {
    func part(_ index: Int, _ started: Int64) throws -> HistoryRun {
      try SampleRun.make(
        started: started, machine: "m\(index)", seconds: Double(index),
        shard: HistoryRun.Shard(index: index, total: 2, suite: "s"), name: "p\(index)")
    }
    let day: Int64 = 86_400_000
    let found = try summary([part(2, 10), part(1, 20), part(1, 30), part(2, 30 + 2 * day)])
    #expect(found.trend.map(\.scenarios) == [2, 1, 1])
    #expect(found.trend.map(\.machines) == [["m1", "m2"], ["m1"], ["m2"]])
    #expect(found.trend.first?.seconds == 2 && found.trend.first?.passed == 2)
  }
}
