internal import Fingerprints
public import Model

/// Makes one report of those of all parts of a suite.
public enum ReportMerging {
  /// The whole, as if it had run in one piece.
  ///
  /// - Parameter reports: each with the name of its file.
  /// - Throws: ``Breakdown`` of usage when the reports are not of one suite. What is wanting or there twice is not an
  ///   error of this: see ``problems(_:)``.
  public static func merge(_ reports: [(name: String, report: ReportDocument)]) throws(Breakdown) -> ReportDocument {
    let shards = try parts(reports)
    var entries: [(Int, ReportDocument.ScenarioEntry)] = []
    for (shard, report) in zip(shards, reports.map(\.report)) { entries += zip(shard.positions, report.scenarios) }
    entries.sort { $0.0 < $1.0 }
    guard var merged = reports.first?.report else {
      throw Breakdown(.usage, "there is no report to merge")
    }
    merged.shard = nil
    merged.scenarios = entries.map(\.1)
    merged.summary = ReportDocument.Summary(merged.scenarios)
    var records: [String] = []
    for file in reports.flatMap(\.report.unreferencedRecords) where !records.contains(file) { records.append(file) }
    merged.unreferencedRecords = records
    let fails = reports.contains { $0.report.unreferencedFail == true }
    merged.unreferencedFail = fails ? true : nil
    merged.incomplete = reports.contains { $0.report.incomplete == true } ? true : nil
    merged.exitStatus = ExitStatus(of: merged.scenarios, recordsFail: fails).rawValue
    if !reports.allSatisfy({ $0.report.machine == merged.machine }) { merged.machine = nil }
    merged.timing = timing(reports.map(\.report), order: merged.scenarios)
    return merged
  }

  /// What keeps the parts from being the whole, each once: one line each, empty when every scenario ran in exactly one.
  ///
  /// - Throws: as ``merge(_:)``.
  public static func problems(_ reports: [(name: String, report: ReportDocument)]) throws(Breakdown) -> [String] {
    let shards = try parts(reports)
    guard let first = shards.first else { return [] }
    var problems: [String] = []
    let byIndex = Dictionary(grouping: shards.indices) { shards[$0].index }
    for (index, places) in byIndex.sorted(by: { $0.key < $1.key }) where places.count > 1 {
      let files = places.map { PathText.visible(reports[$0].name) }.joined(separator: ", ")
      problems.append("shard \(index) of \(first.total) is there \(places.count) times: \(files)")
    }
    let missing = (1...max(1, first.total)).filter { byIndex[$0] == nil }
    if !missing.isEmpty {
      problems.append(
        "\(missing.count == 1 ? "shard" : "shards") \(list(missing)) of \(first.total) \(missing.count == 1 ? "is" : "are") missing"
      )
    }
    var ran: [Int: Int] = [:]
    for position in shards.flatMap(\.positions) { ran[position, default: 0] += 1 }
    let never = (0..<first.scenarios).count { ran[$0] == nil }
    let twice = ran.filter { $0.value > 1 }.count
    if never > 0 { problems.append("\(never) of \(first.scenarios) scenarios ran in no shard") }
    if twice > 0 { problems.append("\(twice) of \(first.scenarios) scenarios ran in several shards") }
    for (name, report) in reports where report.incomplete == true {
      problems.append("\(PathText.visible(name)) is incomplete: its run was ended early")
    }
    return problems
  }

  private static let mostShards = 100_000
  private static let mostScenarios = 10_000_000

  private static func list(_ numbers: [Int]) -> String {
    numbers.prefix(10).map(String.init).joined(separator: ", ") + (numbers.count > 10 ? ", …" : "")
  }

  private static func parts(
    _ reports: [(name: String, report: ReportDocument)]
  ) throws(Breakdown) -> [ReportDocument.Shard] {
    var shards: [ReportDocument.Shard] = []
    for (name, report) in reports {
      let shown = PathText.visible(name)
      guard let shard = report.shard else {
        throw Breakdown(
          .usage, "the report \(shown) is of a whole suite, and no part of one",
          remedy: "merge what \"lockstep run --shard 1/4 --json\" printed; --assert-equal compares whole reports")
      }
      guard shard.positions.count == report.scenarios.count, shard.positions == Set(shard.positions).sorted(),
        shard.positions.allSatisfy({ $0 >= 0 && $0 < shard.scenarios }), shard.total >= 1, shard.total <= mostShards,
        (1...shard.total).contains(shard.index), shard.scenarios <= mostScenarios
      else {
        throw Breakdown(.usage, "the report \(shown): shard: its places are none", remedy: "run that part again")
      }
      if let first = shards.first {
        guard shard.suite == first.suite, shard.total == first.total, shard.scenarios == first.scenarios else {
          throw Breakdown(
            .usage, "the report \(shown) is of another suite than \(PathText.visible(reports[0].name))",
            remedy: "merge parts that ran with the same files, filters and number of parts")
        }
        guard shard.times == first.times else {
          throw Breakdown(
            .usage, "the report \(shown) was dealt by other durations than \(PathText.visible(reports[0].name))",
            remedy: "give all parts the same --shard-times: a copy that no run writes to")
        }
        guard report.tool == reports[0].report.tool else {
          throw Breakdown(
            .usage, "the report \(shown) was written by another version than \(PathText.visible(reports[0].name))",
            remedy: "run all parts with one version of Lockstep")
        }
      }
      shards.append(shard)
    }
    return shards
  }

  private static func timing(
    _ reports: [ReportDocument], order entries: [ReportDocument.ScenarioEntry]
  ) -> ReportDocument.Timing? {
    let timings = reports.compactMap(\.timing)
    guard timings.count == reports.count else { return nil }
    let byFile = Dictionary(timings.flatMap(\.scenarios).map { ($0.file, $0) }, uniquingKeysWith: { first, _ in first })
    // Parts run at the same time: the whole takes as long as the longest.
    return ReportDocument.Timing(
      started: timings.compactMap(\.started).min(), seconds: timings.map(\.seconds).max() ?? 0,
      scenarios: entries.compactMap { byFile[$0.file] })
  }
}

/// Machines put into classes by the digests that they found for the same scenarios.
public struct ReportAgreement: Codable, Hashable, Sendable {
  public struct Difference: Codable, Hashable, Sendable {
    public var scenario: String
    public var subject: String
    public var scheme: String
    /// Each digest with the reports that have it, the most frequent first.
    public var classes: [Class]

    public struct Class: Codable, Hashable, Sendable {
      public var digest: String
      public var reports: [String]
    }
  }

  /// A scenario that has digests in some of the reports and none in others.
  public struct Missing: Codable, Hashable, Sendable {
    public var scenario: String
    /// The names of the reports that have nothing to compare: it did not run there, or broke.
    public var reports: [String]
  }

  public var differences: [Difference]
  /// What could not be compared, in the order of the reports.
  public var missing: [Missing]

  /// - Parameter reports: of whole suites, or merged ones, each with the name of its file.
  public init(_ reports: [(name: String, report: ReportDocument)]) {
    struct Key: Hashable {
      let file: String
      let subject: String
      let scheme: String
    }
    var order: [Key] = []
    var names: [Key: String] = [:]
    var found: [Key: [String: [String]]] = [:]
    for (name, report) in reports {
      for entry in report.scenarios {
        for digest in entry.digests {
          let key = Key(file: entry.file, subject: digest.subject, scheme: digest.scheme)
          if found[key] == nil { order.append(key) }
          names[key] = entry.name
          found[key, default: [:]][digest.digest, default: []].append(name)
        }
      }
    }
    missing = Self.missing(reports)
    differences = order.compactMap { key in
      guard let digests = found[key], digests.count > 1 else { return nil }
      let classes = digests.map { Difference.Class(digest: $0.key, reports: $0.value) }
        .sorted { ($1.reports.count, $0.digest) < ($0.reports.count, $1.digest) }
      return Difference(scenario: names[key] ?? key.file, subject: key.subject, scheme: key.scheme, classes: classes)
    }
  }

  private static func missing(_ reports: [(name: String, report: ReportDocument)]) -> [Missing] {
    var order: [String] = []
    var names: [String: String] = [:]
    // Digests by scenario file, then by report: what one report has of them and another has not is missing.
    var digests: [String: [Int: Set<[String]>]] = [:]
    for (index, report) in reports.enumerated() {
      for entry in report.report.scenarios {
        if names.updateValue(entry.name, forKey: entry.file) == nil { order.append(entry.file) }
        digests[entry.file, default: [:]][index] = Set(entry.digests.map { [$0.subject, $0.scheme] })
      }
    }
    return order.compactMap { file in
      let found = digests[file] ?? [:]
      let all = found.values.reduce(into: Set<[String]>()) { $0.formUnion($1) }
      let lacking = reports.indices.filter { !(found[$0] ?? []).isSuperset(of: all) || found[$0] == nil }
      return lacking.isEmpty ? nil : Missing(scenario: names[file] ?? file, reports: lacking.map { reports[$0].name })
    }
  }
}
