import Foundation
import Testing

@testable import History

@Suite("a history keeps runs, once, and gives them back")
struct HistoryStoreTests {
  @Test("what was added comes back, by time, and what is there already is not added again")
  func roundTrip() throws {
    let file = TemporaryFile()
    let runs = try (0..<20).map { try SampleRun.make(started: 1_000 * Int64(20 - $0), digest: "d\($0 / 5)") }
    #expect(try HistoryStore(path: file.path).add(runs) == 20)
    #expect(try HistoryStore(path: file.path).add(runs + [try SampleRun.make(started: 99_000)]) == 1)
    var back: [HistoryRun] = []
    try HistoryStore(path: file.path, writes: false).forEach { back.append($0) }
    #expect(back == runs.reversed() + [try SampleRun.make(started: 99_000)])
    var late: [HistoryRun] = []
    try HistoryStore(path: file.path, writes: false).forEach(since: 20_000) { late.append($0) }
    #expect(late.count == 2)
  }

  @Test("pruning forgets what is older, with all that only it had")
  func prune() throws {
    let file = TemporaryFile()
    let store = try HistoryStore(path: file.path)
    try store.add(
      try (0..<300).map { try SampleRun.make(started: Int64($0), digest: String(repeating: "x\($0)", count: 40)) })
    #expect(try store.prune(before: 299) == 299)
    var back: [HistoryRun] = []
    try store.forEach { back.append($0) }
    #expect(back.map(\.started) == [299])
    #expect(try store.prune(before: 0) == 0)
    #expect(try store.usualSeconds() == ["a.yml": 1.5])
  }

  @Test("the usual time is the median of the last nine runs")
  func usual() throws {
    let file = TemporaryFile()
    let store = try HistoryStore(path: file.path)
    try store.add(try (1...30).map { try SampleRun.make(started: Int64($0), seconds: Double($0)) })
    #expect(try store.usualSeconds() == ["a.yml": 26])
  }

  @Test("an exported line is read back, and one that was changed is refused")
  func lines() throws {
    let run = try SampleRun.make(started: 5)
    let line = String(decoding: try JSONEncoder().encode(run), as: UTF8.self)
    #expect(HistoryLines.isExport(Array(line.utf8)) && !HistoryLines.isExport(Array("{}".utf8)))
    #expect(try HistoryLines.read(Array((line + "\n\n" + line).utf8), name: "e") == [run, run])
    for text in [line.replacingOccurrences(of: "\"ci\"", with: "\"other\""), String(line.dropLast(4)), "x"] {
      #expect(throws: (any Error).self) { try HistoryLines.read(Array((line + "\n" + text).utf8), name: "e") }
    }
  }

  @Test("writers at the same time lose nothing")
  func concurrent() async throws {
    let file = TemporaryFile()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<8 {
        group.addTask {
          for run in 0..<10 {
            try HistoryStore(path: file.path).add([try SampleRun.make(started: Int64(writer * 100 + run))])
          }
        }
      }
      try await group.waitForAll()
    }
    var count = 0
    try HistoryStore(path: file.path, writes: false).forEach { _ in count += 1 }
    #expect(count == 80)
  }
}
