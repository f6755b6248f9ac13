internal import Fingerprints
internal import Reports

/// The name each scenario has in addresses: the same in every report, whatever else is in it.
struct ScenarioPlaces {
  /// In the order of the report.
  let ids: [String]

  init(_ entries: [ReportDocument.ScenarioEntry]) {
    var seen: [String: Int] = [:]
    ids = entries.map { entry in
      let digest = (try? SHA256Digest.of(Array(entry.file.utf8)))?.hex.prefix(12) ?? ""
      let id = "s-" + digest
      seen[id, default: 0] += 1
      // A report that was put together wrongly may have a file twice.
      let count = seen[id] ?? 1
      return count == 1 ? id : "\(id)-\(count)"
    }
  }
}
