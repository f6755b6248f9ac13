internal import Model
public import Reports

/// One self-contained page for people: no network, no other file, readable without script.
public enum HTMLReport {
  /// Equal documents give the same bytes.
  ///
  /// - Parameter trend: what earlier runs of the suite came to; drawn when it has more than one point.
  /// - Throws: when a template cannot be read, which is a fault of Lockstep.
  public static func text(_ report: ReportDocument, trend: ReportTrend? = nil) throws -> String {
    let templates = try Templates()
    let places = ScenarioPlaces(report.scenarios)
    let open = OpenScenarios(report.scenarios)
    let seconds = report.timing?.secondsByFile ?? [:]
    var scenarios = ""
    for index in order(report.scenarios) {
      let entry = report.scenarios[index]
      scenarios += templates.scenario(
        ScenarioFields.of(
          entry, id: places.ids[index], isOpen: open.contains(index), seconds: seconds[entry.file]))
    }
    var page = PageFields.of(report, places: places)
    page["scenarios"] = scenarios
    page["trend"] = trend.flatMap(TrendChart.fields).map(templates.trend)
    page["style"] = PageParts.style
    page["script"] = PageParts.script
    page["policy"] = ContentPolicy.text
    return templates.page(page)
  }

  /// What fails the run first, then what is excused or did not run; else as in the report.
  private static func order(_ entries: [ReportDocument.ScenarioEntry]) -> [Int] {
    func rank(_ status: ResultStatus) -> Int { status.isFailure ? 0 : status == .asExpected ? 2 : 1 }
    return entries.indices.sorted { (rank(entries[$0].status), $0) < (rank(entries[$1].status), $1) }
  }
}

/// Which scenarios are open at first: those that fail the run, as many as anybody reads.
private struct OpenScenarios {
  private static let most = 20
  private let indices: Set<Int>

  init(_ entries: [ReportDocument.ScenarioEntry]) {
    indices = Set(entries.indices.filter { entries[$0].status.isFailure }.prefix(Self.most))
  }

  func contains(_ index: Int) -> Bool { indices.contains(index) }
}
