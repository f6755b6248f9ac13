internal import Fingerprints
internal import Foundation
public import Model

/// Reads reports that `run --json` or `run --jsonl` wrote, perhaps elsewhere.
public enum ReportReading {
  /// Of a report, in bytes.
  public static let largest = 1 << 30

  /// - Parameter name: what messages call the file.
  /// - Throws: ``Breakdown`` with the file and what to do.
  public static func read(_ bytes: [UInt8], name: String) throws(Breakdown) -> ReportDocument {
    struct Schema: Decodable { let schema: String }
    if let report = ReportLines.read(bytes) { return report }
    let data = Data(bytes)
    do {
      let schema = try JSONDecoder().decode(Schema.self, from: data).schema
      guard schema == ReportDocument.schema else {
        throw Breakdown(
          .usage,
          "the report \(PathText.visible(name)): schema \"\(PathText.visible(String(schema.prefix(100))))\" is not \(ReportDocument.schema)",
          remedy: "give what \"lockstep run --json\" printed")
      }
      return try JSONDecoder().decode(ReportDocument.self, from: data)
    } catch let breakdown as Breakdown {
      throw breakdown
    } catch {
      throw Breakdown(
        .usage, "the report \(PathText.visible(name)) cannot be read: it is cut short or no report",
        remedy: "give what \"lockstep run --json\" printed")
    }
  }
}
