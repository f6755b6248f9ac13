internal import Files
internal import Fingerprints
internal import Glibc
internal import Harness
internal import Model
internal import Reports

/// Reports that a run reads, and the one that it leaves when it is interrupted.
extension RunCommand {
  /// Those that are to run here, and what part of the whole they are.
  func part(
    of documents: [ScenarioDocument]
  ) throws -> ([ScenarioDocument], ReportDocument.Shard?) {
    guard let shard else { return (documents, nil) }
    let choice = try ShardChoice(shard) { name in getenv(name).map { String(cString: $0) } }
    if let file = choice.statusFile, let code = WholeFile.replaceOrWrite(file, with: []) {
      throw Breakdown(
        .environment, "write TEST_SHARD_STATUS_FILE: \(String(cString: strerror(code)))",
        remedy: "Bazel takes the test for one that knows no shards without it")
    }
    let seconds = try shardTimes.map { (path) throws(Breakdown) in try ShardTimes.read(path) } ?? [:]
    let positions = try Sharding.positions(of: choice, in: documents) { seconds[$0] }
    return (
      positions.map { documents[$0] },
      ReportDocument.Shard(
        index: choice.index, total: choice.total, scenarios: documents.count, suite: try Sharding.suite(documents),
        positions: positions, times: try Sharding.times(seconds))
    )
  }

  /// Adds the run to the history, with its times; a run under given conditions is a repetition and says nothing new.
  func remember(
    _ report: SuiteReport, as document: ReportDocument, resumed: Bool
  ) -> Breakdown? {
    guard variation.conditions == nil, !report.results.isEmpty else { return nil }
    var document = document
    if !resumed { document.timing = ReportDocument.Timing(report) }
    return remembering.remember(document, started: report.started)
  }

  /// Writes the reports of a run that was ended early: valid, marked, and enough to go on from.
  func writeIncomplete(_ report: SuiteReport, _ earlier: ResumedReport?, _ shard: ReportDocument.Shard?) {
    var document = ReportDocument(report, timing: output.timing, shard: shard)
    earlier?.complete(&document)
    document.incomplete = true
    document.exitStatus = ExitStatus.incomplete.rawValue
    do {
      if let failure = try output.write(document) { Console.error(failure) }
      if output.json { try JSONReport.write(document) { try Console.write($0) } }
    } catch {
      Console.talk("lockstep: the reports could not be written")
    }
  }
}

/// What a report of a run that was ended early has already.
struct ResumedReport {
  /// Those that are still to run, in their order.
  let remaining: [ScenarioDocument]
  /// The entries that are taken over, by file.
  private let entries: [String: ReportDocument.ScenarioEntry]
  private let order: [String]
  /// How many are not taken over because they ran under other conditions.
  let ranOtherwise: Int

  var count: Int { entries.count }

  /// What is taken over, in its order.
  var taken: [ReportDocument.ScenarioEntry] { order.compactMap { entries[$0] } }

  /// - Parameter path: of the report: what changed after it was written runs again.
  /// - Throws: ``Breakdown`` when the report is of other scenarios.
  init(_ report: ReportDocument, path: String, for documents: [ScenarioDocument]) throws(Breakdown) {
    let written = Self.time(path)
    let known = Dictionary(report.scenarios.map { ($0.file, $0) }, uniquingKeysWith: { first, _ in first })
    guard documents.contains(where: { known[$0.file] != nil }) || documents.isEmpty else {
      throw Breakdown(
        .usage, "the report \(PathText.visible(path)) is of other scenarios",
        remedy: "resume with the files of that run")
    }
    var entries: [String: ReportDocument.ScenarioEntry] = [:]
    let planned = SuiteRunner.variations(documents)
    var ranOtherwise = 0
    for document in documents {
      guard let entry = known[document.file], entry.status.hasRun || entry.status == .skipped,
        entry.name == document.scenario.name,
        let written, let changed = Self.time(document.file), changed < written,
        Self.time(RecordFile.path(for: document.file)).map({ $0 < written }) ?? true
      else { continue }
      guard Self.ran(entry, under: planned[document.scenario.vary] ?? []) else {
        ranOtherwise += 1
        continue
      }
      entries[document.file] = entry
    }
    self.entries = entries
    self.ranOtherwise = ranOtherwise
    remaining = documents.filter { entries[$0.file] == nil }
    order = documents.map(\.file)
  }

  /// Whether the runs of `entry` had the conditions of `variations`, as far as this machine could bring them about.
  private static func ran(_ entry: ReportDocument.ScenarioEntry, under variations: [Variation]) -> Bool {
    // What broke before it ran has no runs.
    if entry.runs.isEmpty { return true }
    func values(_ conditions: [AxisValue]) -> [String] { conditions.map { "\($0.axis.rawValue)=\($0.value)" } }
    return entry.runs.map { values($0.conditions) } == variations.map { values($0.values) }
  }

  /// Puts what is taken over where it belongs.
  func complete(_ document: inout ReportDocument) {
    let new = Dictionary(document.scenarios.map { ($0.file, $0) }, uniquingKeysWith: { first, _ in first })
    document.scenarios = order.compactMap { new[$0] ?? entries[$0] }
    document.summary = ReportDocument.Summary(document.scenarios)
    document.exitStatus =
      ExitStatus(of: document.scenarios, recordsFail: document.unreferencedFail == true).rawValue
    document.timing = nil
  }

  /// Nanoseconds since 1970; nil when there is no such file.
  private static func time(_ path: String) -> Int64? {
    var info = stat()
    guard stat(path, &info) == 0 else { return nil }
    return Int64(info.st_mtim.tv_sec) * 1_000_000_000 + Int64(info.st_mtim.tv_nsec)
  }
}
