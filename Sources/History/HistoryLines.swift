internal import Fingerprints
internal import Foundation
public import Model
internal import Reports

/// Reads what `history export` printed, perhaps elsewhere.
public enum HistoryLines {
  /// Whether the first line is an exported run.
  public static func isExport(_ bytes: [UInt8]) -> Bool {
    JSONText.schemaOfFirstLine(bytes) == HistoryRun.schema
  }

  /// - Throws: ``Breakdown`` with the file and the line.
  public static func read(_ bytes: [UInt8], name: String) throws(Breakdown) -> [HistoryRun] {
    var runs: [HistoryRun] = []
    for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
    where !line.isEmpty {
      let place = "\(PathText.visible(name)):\(index + 1)"
      guard let run = try? JSONDecoder().decode(HistoryRun.self, from: Data(line)), run.schema == HistoryRun.schema
      else {
        throw Breakdown(
          .usage, "\(place): it is no run of a history, or cut short",
          remedy: "give what \"lockstep history export\" printed")
      }
      guard let digest = try? run.digest(), digest == run.id else {
        throw Breakdown(
          .usage, "\(place): the run is not what its id says: it was changed or damaged",
          remedy: "export it again")
      }
      runs.append(run)
    }
    return runs
  }
}
