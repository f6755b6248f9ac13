internal import Model
internal import Reports

/// The runs of a scenario: what is unusual in the first, and what the others have otherwise than the first.
enum RunFields {
  static func of(_ runs: [ReportDocument.Run]) -> [Fields] {
    guard let first = runs.first else { return [] }
    return runs.enumerated().map { index, run in
      index == 0 ? fields(run, comparedWith: nil) : fields(run, comparedWith: first)
    }
  }

  static func digest(_ entry: ReportDocument.DigestEntry) -> Fields {
    ["subject": entry.subject, "scheme": entry.scheme, "digest": entry.digest]
  }

  private static func fields(_ run: ReportDocument.Run, comparedWith first: ReportDocument.Run?) -> Fields {
    let conditions = run.conditions.compactMap { condition($0, comparedWith: first) }
    var digests: [ReportDocument.DigestEntry] = []
    if let first, first.error == nil { digests = run.digests.filter { !first.digests.contains($0) } }
    var fields: Fields = [
      "run": run.run, "replay": run.replay, "result": result(run, digests, comparedWith: first),
      "digests": digests.map(digest), "retried": run.retried.map(\.message),
      "conditions": conditions,
    ]
    if let first {
      if conditions.isEmpty { fields["same"] = "those of run \(first.run)" }
    } else {
      fields["same"] = conditions.isEmpty ? "the usual" : "the usual but for"
    }
    fields["remedy"] = run.error?.remedy
    return fields
  }

  private static func result(
    _ run: ReportDocument.Run, _ digests: [ReportDocument.DigestEntry], comparedWith first: ReportDocument.Run?
  ) -> String {
    if let error = run.error { return "broken: " + error.message }
    guard let first, first.error == nil else { return NumberText.count(run.digests.count, "digest") }
    if digests.isEmpty, run.digests.count == first.digests.count { return "the same digests as run \(first.run)" }
    return digests.isEmpty ? "fewer digests than run \(first.run)" : "otherwise than run \(first.run):"
  }

  /// Nil for what is as usual in the first run, or as in the first in another.
  private static func condition(_ value: AxisValue, comparedWith first: ReportDocument.Run?) -> Fields? {
    let before = first?.conditions.first { $0.axis == value.axis }
    if let before, before == value { return nil }
    if first == nil, value.value == value.axis.values.first, value.notApplied == nil { return nil }
    var fields: Fields = ["axis": value.axis.rawValue, "value": value.value]
    if let before, before.value != value.value { fields["before"] = before.value }
    fields["notApplied"] = value.notApplied
    return fields
  }
}
