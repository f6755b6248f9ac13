internal import Model
internal import Reports

/// The page but for its scenarios: the verdict, the causes over all scenarios, what can be filtered by.
enum PageFields {
  private static let mostExamples = 10

  static func of(_ report: ReportDocument, places: ScenarioPlaces) -> Fields {
    let failing = report.scenarios.count { $0.status.isFailure }
    let isFine = report.exitStatus == ExitStatus.asExpected.rawValue && report.incomplete != true
    let tone = isFine ? "good" : failing > 0 || report.unreferencedFail == true ? "bad" : "warn"
    let groups = CauseGroups(report)
    let lists = [("Causes", groups.failures), ("Known faults and quarantine", groups.excused)]
    let ids = Dictionary(zip(report.scenarios.map(\.file), places.ids), uniquingKeysWith: { first, _ in first })
    let tags = Set(report.scenarios.flatMap(\.tags)).sorted { Array($0.utf8).lexicographicallyPrecedes($1.utf8) }
    return [
      "version": report.tool.version, "tone": tone, "mark": isFine ? "✓" : failing > 0 ? "✗" : "!",
      "headline": headline(report, failing: failing), "summary": MarkdownReport.summary(report),
      "notes": notes(report), "counts": counts(report.scenarios),
      "causeLists": lists.filter { !$0.1.isEmpty }.map { title, groups -> Fields in
        ["title": title, "groups": groups.map { group($0, ids) }]
      },
      "hasTags": !tags.isEmpty, "tags": tags, "hasScenarios": !report.scenarios.isEmpty,
      "hasRecords": !report.unreferencedRecords.isEmpty, "records": report.unreferencedRecords,
    ]
  }

  private static func headline(_ report: ReportDocument, failing: Int) -> String {
    let total = NumberText.count(report.scenarios.count, "scenario")
    if failing > 0 {
      let verdicts = Set(report.scenarios.filter(\.status.isFailure).map(\.verdict))
      let word =
        verdicts == [.failed] ? "failed" : verdicts == [.nondeterministic] ? "nondeterministic" : "not as expected"
      return "\(failing) of \(total) \(word)"
    }
    if report.incomplete == true { return "Incomplete: \(total), none of them failed so far" }
    if report.unreferencedFail == true, !report.unreferencedRecords.isEmpty {
      return "\(NumberText.count(report.unreferencedRecords.count, "record")) without a scenario"
    }
    if !report.scenarios.contains(where: \.status.hasRun) { return "No scenario ran" }
    let isPlain = report.summary.asExpected == report.scenarios.count
    return isPlain && report.scenarios.count > 1 ? "All \(total) as expected" : "\(total), nothing unexpected"
  }

  private static func notes(_ report: ReportDocument) -> [String] {
    var notes: [String] = []
    if report.incomplete == true { notes.append("Incomplete: not all scenarios have run, or parts are missing.") }
    if let shard = report.shard {
      notes.append(
        "Part \(shard.index) of \(shard.total): \(report.scenarios.count) of \(shard.scenarios) scenarios of the suite."
      )
    }
    if let time = report.timing.flatMap({ NumberText.seconds($0.seconds) }) { notes.append("It took \(time).") }
    return notes
  }

  /// How many scenarios have each status, without those that none has.
  private static func counts(_ entries: [ReportDocument.ScenarioEntry]) -> [Fields] {
    let counts = Dictionary(grouping: entries, by: ShownStatus.init).mapValues(\.count)
    return ShownStatus.allCases.compactMap { status in
      counts[status].map { count in
        ["count": count, "word": status.rawValue, "mark": status.mark, "tone": status.tone, "status": status.key]
      }
    }
  }

  private static func group(_ group: CauseGroups.Group, _ ids: [String: String]) -> Fields {
    var fields: Fields = [
      "count": group.scenarios.count, "message": group.message, "code": group.code, "others": group.otherMessages,
      "hasSeveral": group.scenarios.count > 1, "hasMore": !group.otherMessages.isEmpty,
      "examples": group.scenarios.prefix(mostExamples).map { entry -> Fields in
        ["id": ids[entry.file] ?? "", "name": entry.name]
      },
    ]
    fields["remedy"] = group.remedy
    if group.scenarios.count > mostExamples { fields["furtherScenarios"] = group.scenarios.count - mostExamples }
    return fields
  }
}
