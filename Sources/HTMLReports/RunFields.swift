internal import Model
internal import Reports

/// The runs of a scenario: the conditions of the first, and what the others have otherwise.
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
    let conditions = run.conditions.filter { value in
      first?.conditions.first { $0.axis == value.axis }.map { $0 != value } ?? true
    }
    var digests: [ReportDocument.DigestEntry] = []
    if let first, first.error == nil { digests = run.digests.filter { !first.digests.contains($0) } }
    var fields: Fields = [
      "run": run.run, "replay": run.replay, "result": result(run, digests, comparedWith: first),
      "digests": digests.map(digest), "retried": run.retried.map(\.message),
      "conditions": conditions.map { condition($0, differs: first != nil) },
    ]
    if conditions.isEmpty { fields["same"] = first == nil ? "the usual" : "those of run \(first?.run ?? 1)" }
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

  private static func condition(_ value: AxisValue, differs: Bool) -> Fields {
    var fields: Fields = ["axis": value.axis.rawValue, "value": value.value, "differs": differs]
    fields["notApplied"] = value.notApplied
    return fields
  }
}
