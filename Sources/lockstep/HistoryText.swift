internal import Fingerprints
internal import History

/// A history for people.
enum HistoryText {
  static func text(_ summary: HistorySummary) -> String {
    [trend(summary), failing(summary), changes(summary), flaky(summary), slowest(summary)]
      .filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private static func trend(_ summary: HistorySummary) -> String {
    let head = ["started (UTC)", "machine", "commit", "scenarios", "failures", "disagree", "broken", "seconds"]
    let rows = summary.trend.map { point in
      [
        minute(point.started), machines(point.machines), commit(point.commit),
        String(point.scenarios) + (point.incomplete ? ", incomplete" : ""), String(point.failures),
        String(point.nondeterministic), String(point.broken), point.seconds.map { seconds($0) } ?? "?",
      ]
    }
    let runs = "\(summary.runs) \(summary.runs == 1 ? "run" : "runs")"
    let places = "\(summary.machines.count) \(summary.machines.count == 1 ? "machine" : "machines")"
    return "\(runs) on \(places)\n\n" + TextTable.text([head] + rows, numbers: [3, 4, 5, 6, 7])
  }

  private static func failing(_ summary: HistorySummary) -> String {
    list("failing now", summary.failing) { failing in
      let at = failing.commit.map { " at \(commit($0))" } ?? ""
      let cause = failing.message.map { ": \(PathText.visible($0))" } ?? ""
      return
        "\(PathText.visible(failing.name)), since \(minute(failing.started))\(at), \(failing.runs) runs\(cause)"
    }
  }

  private static func changes(_ summary: HistorySummary) -> String {
    list("digests that changed", summary.changes) { change in
      let at = change.commit.map { "first at \(commit($0))" } ?? "without a commit"
      let before = change.previousCommit.map { $0 == change.commit ? ", the same as before" : ", \(commit($0)) before" }
      return "\(minute(change.started)) \(PathText.visible(change.name)), \(PathText.visible(change.subject)) "
        + "(\(PathText.visible(change.scheme))): \(short(change.from)) → \(short(change.to)), "
        + "\(at)\(before ?? ""), on \(machines(change.machines))"
    }
  }

  private static func flaky(_ summary: HistorySummary) -> String {
    list("flaky", summary.flaky) { flaky in
      let why = [
        (flaky.nondeterministic, "runs disagreed"), (flaky.retried, "tried again"),
        (flaky.flips, "changed its mind at one commit"),
      ].filter { $0.0 > 0 }.map { "\($0.0) × \($0.1)" }.joined(separator: ", ")
      let tenths = Int((flaky.rate * 1_000).rounded())
      return
        "\(PathText.visible(flaky.name)): \(flaky.flaky) of \(flaky.runs) runs (\(tenths / 10).\(tenths % 10) %): \(why)"
    }
  }

  private static func slowest(_ summary: HistorySummary) -> String {
    list("slowest", summary.slowest) { slow in
      "\(PathText.visible(slow.name)): \(seconds(slow.usual)) s usually, \(seconds(slow.last)) s last"
    }
  }

  private static func list<Item>(_ title: String, _ items: [Item], _ line: (Item) -> String) -> String {
    items.isEmpty ? "" : title + "\n" + items.map { "  " + line($0) + "\n" }.joined()
  }

  private static func machines(_ names: [String]) -> String {
    let shown = names.prefix(3).map { $0.isEmpty ? "?" : PathText.visible($0) }.joined(separator: ", ")
    return names.count > 3 ? "\(shown) and \(names.count - 3) more" : shown
  }

  private static func commit(_ id: String?) -> String { id.map { PathText.visible(String($0.prefix(10))) } ?? "-" }

  private static func short(_ digest: String) -> String { PathText.visible(String(digest.prefix(19))) }

  private static func minute(_ milliseconds: Int64) -> String {
    String(CivilTime.nearest(toSecondsSince1970: milliseconds / 1_000).text.prefix(16)).replacing("T", with: " ")
  }

  private static func seconds(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e9 else { return "?" }
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}
