internal import Fingerprints
public import Model

/// Which part of a suite is to run here.
public struct ShardChoice: Hashable, Sendable {
  /// Counted from 1.
  public let index: Int
  public let total: Int
  /// A file that says, by being there, that the part was understood; Bazel asks for it.
  public let statusFile: String?

  public static let most = 100_000

  /// - Throws: ``Breakdown`` when there is no such part.
  public init(index: Int, total: Int, statusFile: String? = nil, from source: String) throws(Breakdown) {
    guard (1...Self.most).contains(total), (1...total).contains(index) else {
      throw Breakdown(
        .usage, "\(source): there is no part \(index) of \(total)",
        remedy: "parts are counted from 1 to their number, \(Self.most) at most")
    }
    self.index = index
    self.total = total
    self.statusFile = statusFile
  }

  /// Reads `2/8`, or `auto`: what the scheduler that started this process says in `variables`.
  ///
  /// - Throws: ``Breakdown``.
  public init(_ text: String, variables: (String) -> String?) throws(Breakdown) {
    guard text == "auto" else {
      let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
      guard parts.count == 2, let index = parts[0], let total = parts[1] else {
        throw Breakdown(.usage, "--shard must be as 2/8, or auto")
      }
      try self.init(index: index, total: total, from: "--shard \(text)")
      return
    }
    for scheduler in Self.schedulers {
      guard let index = variables(scheduler.index) else { continue }
      guard let total = try scheduler.total(variables), let number = Int(index) else {
        throw Breakdown(
          .usage,
          "--shard auto: \(scheduler.name) gives \(scheduler.index)=\(PathText.visible(index)) and no number of parts",
          remedy: scheduler.remedy)
      }
      if let step = scheduler.step.flatMap({ variables($0) }), step != "1" {
        throw Breakdown(
          .usage, "--shard auto: \(scheduler.name) counts its tasks in steps of \(PathText.visible(step))",
          remedy: scheduler.remedy)
      }
      try self.init(
        index: number - (try scheduler.first(variables)) + 1, total: total,
        statusFile: scheduler.name == "Bazel" ? variables("TEST_SHARD_STATUS_FILE") : nil, from: scheduler.name)
      return
    }
    throw Breakdown(
      .usage, "--shard auto: no scheduler says which part this is",
      remedy: "known are \(Self.schedulers.map(\.name).joined(separator: ", ")); or say --shard 2/8")
  }

  /// How a scheduler tells the processes that it starts which part each of them is.
  private struct Scheduler: Sendable {
    let name: String
    /// The variable with the part's number.
    let index: String
    let totals: [String]
    /// The number of the first part, or the variable that has it.
    var base = 1
    var baseVariable: String?
    /// The variable that tells how far the numbers of neighbours are apart.
    var step: String?
    var remedy = "run it under that scheduler, or say --shard 2/8"

    func total(_ variables: (String) -> String?) throws(Breakdown) -> Int? {
      totals.compactMap { variables($0) }.first.flatMap { Int($0) }
    }

    func first(_ variables: (String) -> String?) throws(Breakdown) -> Int {
      baseVariable.flatMap { variables($0) }.flatMap { Int($0) } ?? base
    }
  }

  /// Source: each one's documentation of the variables of its jobs.
  private static let schedulers = [
    Scheduler(name: "Bazel", index: "TEST_SHARD_INDEX", totals: ["TEST_TOTAL_SHARDS"], base: 0),
    Scheduler(
      name: "Slurm", index: "SLURM_ARRAY_TASK_ID", totals: ["SLURM_ARRAY_TASK_COUNT"],
      baseVariable: "SLURM_ARRAY_TASK_MIN", step: "SLURM_ARRAY_TASK_STEP",
      remedy: "submit it as an array with step 1: sbatch --array=1-8"),
    Scheduler(name: "Buildkite", index: "BUILDKITE_PARALLEL_JOB", totals: ["BUILDKITE_PARALLEL_JOB_COUNT"], base: 0),
    Scheduler(name: "CircleCI", index: "CIRCLE_NODE_INDEX", totals: ["CIRCLE_NODE_TOTAL"], base: 0),
    Scheduler(name: "GitLab", index: "CI_NODE_INDEX", totals: ["CI_NODE_TOTAL"]),
    Scheduler(
      name: "Kubernetes", index: "JOB_COMPLETION_INDEX", totals: ["LOCKSTEP_SHARDS"], base: 0,
      remedy: "a Job does not tell its completions: set LOCKSTEP_SHARDS to them in its environment"),
  ]
}

/// Deals a suite into parts.
public enum Sharding {
  /// The places in `documents` of the scenarios of one part, ascending.
  ///
  /// By recorded durations the longest goes first and always to the part that has least; without them scenarios are
  /// dealt in the order of the digests of their files' paths, so that neighbours, which tend to take as long, are apart.
  /// The same on every machine.
  /// - Parameter seconds: what a scenario took before, by file; nil for one that is not known.
  /// - Throws: ``Breakdown`` when no digest can be made.
  public static func positions(
    of choice: ShardChoice, in documents: [ScenarioDocument], seconds: (String) -> Double? = { _ in nil }
  ) throws(Breakdown) -> [Int] {
    var order: [(position: Int, digest: String, seconds: Double?)] = []
    for (position, document) in documents.enumerated() {
      order.append((position, try digest(document.file), seconds(document.file)))
    }
    let known = order.compactMap(\.seconds)
    guard !known.isEmpty else {
      order.sort { ($0.digest, $0.position) < ($1.digest, $1.position) }
      return order.enumerated().filter { $0.offset % choice.total == choice.index - 1 }.map(\.element.position).sorted()
    }
    // One that is not known takes as long as most do.
    let usual = known.sorted()[known.count / 2]
    order.sort { one, other in
      let (left, right) = (one.seconds ?? usual, other.seconds ?? usual)
      return left != right ? left > right : (one.digest, one.position) < (other.digest, other.position)
    }
    var loads = [Double](repeating: 0, count: choice.total)
    var mine: [Int] = []
    for scenario in order {
      let part = loads.indices.min { loads[$0] < loads[$1] } ?? 0
      loads[part] += scenario.seconds ?? usual
      if part == choice.index - 1 { mine.append(scenario.position) }
    }
    return mine.sorted()
  }

  /// What tells one suite from another: SHA-256 over the paths of its files, in their order.
  public static func suite(_ documents: [ScenarioDocument]) throws(Breakdown) -> String {
    try digest(documents.map { $0.file + "\0" + $0.scenario.name + "\0" }.joined())
  }

  /// What tells one set of durations from another: SHA-256 over them, sorted by file; nil for none.
  public static func times(_ seconds: [String: Double]) throws(Breakdown) -> String? {
    if seconds.isEmpty { return nil }
    return try digest(seconds.sorted { $0.key < $1.key }.map { "\($0.key)\0\($0.value.bitPattern)\0" }.joined())
  }

  private static func digest(_ text: String) throws(Breakdown) -> String {
    do throws(DigestUnavailable) {
      return try SHA256Digest.of(Array(text.utf8)).hex
    } catch {
      throw Breakdown(error)
    }
  }
}
