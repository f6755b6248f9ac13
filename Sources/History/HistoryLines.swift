internal import Fingerprints
internal import Foundation
public import Model

/// Reads what `history export` printed, perhaps elsewhere.
public enum HistoryLines {
  /// Whether the first line is an exported run.
  public static func isExport(_ bytes: [UInt8]) -> Bool {
    struct Schema: Decodable { let schema: String }
    guard let line = bytes.split(separator: 0x0A, maxSplits: 1).first,
      let schema = try? JSONDecoder().decode(Schema.self, from: Data(line)).schema
    else { return false }
    return schema == HistoryRun.schema
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
