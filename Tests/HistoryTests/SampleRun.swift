import Foundation

@testable import History

/// A path in the temporary directory; what lies there goes with it.
final class TemporaryFile: Sendable {
  let path = NSTemporaryDirectory() + "history-\(UUID().uuidString).sqlite"
  deinit { for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) } }
}

/// Runs of one scenario, made up.
enum SampleRun {
  static func make(
    started: Int64, machine: String = "ci", status: String = "as expected", verdict: String? = "passed",
    commit: String? = "c1", digest: String = "d", retried: Int = 0, seconds: Double? = 1.5,
    shard: HistoryRun.Shard? = nil, name: String = "a"
  ) throws -> HistoryRun {
    var run = HistoryRun(
      id: "", started: started, machine: machine, tool: "1", exitStatus: 0, incomplete: false, shard: shard,
      seconds: seconds,
      results: [
        HistoryRun.Result(
          file: name + ".yml", name: name, status: status, verdict: verdict, commit: commit,
          digests: [HistoryRun.Digest(subject: "context", scheme: "lockstep-v1", digest: digest)], causes: [],
          retried: retried, seconds: seconds)
      ])
    run.id = try run.digest()
    return run
  }
}
