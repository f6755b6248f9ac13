internal import Model

/// The causes of many scenarios, put together by what they are: a thousand failures with two causes are two groups.
public struct CauseGroups: Sendable {
  public struct Group: Sendable {
    public let code: String
    /// That of the first scenario that has it.
    public let message: String
    public let remedy: String?
    /// In the order of the report.
    public let scenarios: [ReportDocument.ScenarioEntry]
    /// Further messages of the same code, each once, as far as there is room.
    public let otherMessages: [String]
  }

  private static let mostMessages = 3

  /// Those of what fails the run, the most frequent first.
  public let failures: [Group]
  /// Those of what does not fail it: in quarantine, or a known fault.
  public let excused: [Group]

  public init(_ report: ReportDocument) {
    failures = Self.groups(report.scenarios.filter { $0.status.isFailure })
    excused = Self.groups(report.scenarios.filter { $0.status.isExcused })
  }

  private static func groups(_ entries: [ReportDocument.ScenarioEntry]) -> [Group] {
    var order: [String] = []
    var found: [String: [(Cause, ReportDocument.ScenarioEntry)]] = [:]
    for entry in entries {
      let causes =
        entry.causes.isEmpty ? [Cause(code: entry.verdict?.rawValue ?? "", message: verdict(entry))] : entry.causes
      var seen: Set<String> = []
      for cause in causes where seen.insert(cause.code).inserted {
        if found[cause.code] == nil { order.append(cause.code) }
        found[cause.code, default: []].append((cause, entry))
      }
    }
    return order.enumerated().compactMap { offset, code -> (Int, Group)? in
      guard let members = found[code], let first = members.first else { return nil }
      var others: [String] = []
      for (cause, _) in members
      where cause.message != first.0.message && !others.contains(cause.message) && others.count < mostMessages {
        others.append(cause.message)
      }
      return (
        offset,
        Group(
          code: code, message: first.0.message, remedy: first.0.remedy, scenarios: members.map(\.1),
          otherMessages: others)
      )
    }.sorted { ($1.1.scenarios.count, $0.0) < ($0.1.scenarios.count, $1.0) }.map(\.1)
  }

  private static func verdict(_ entry: ReportDocument.ScenarioEntry) -> String {
    "\(entry.verdict?.rawValue ?? entry.status.rawValue), expected \(entry.expectedVerdict.rawValue)"
  }
}
