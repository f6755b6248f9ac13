internal import Fingerprints
internal import Foundation
public import Model

/// Reads what `locks --json` wrote, on this machine or another.
public enum LocksDocumentReading {
  /// The largest file that is read, in bytes.
  public static let largest = 256 << 20

  private struct Schema: Decodable { let schema: String }

  /// Nil for what is no such document: then it is a lockfile.
  ///
  /// - Parameter name: what messages call it.
  /// - Throws: ``Breakdown`` for one that is damaged or of a version that is not known.
  public static func read(_ bytes: [UInt8], name: String) throws(Breakdown) -> LocksDocument? {
    guard bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "{"),
      let schema = try? JSONDecoder().decode(Schema.self, from: Data(bytes)), schema.schema.hasPrefix("lockstep-locks")
    else { return nil }
    let shown = PathText.visible(name)
    guard schema.schema == LocksDocument.schema else {
      throw Breakdown(
        .usage,
        "the report \(shown): schema: \"\(PathText.visible(schema.schema))\" is not known to this version, which reads "
          + LocksDocument.schema,
        remedy: "write it again with \"lockstep locks --json\"")
    }
    do {
      return try JSONDecoder().decode(LocksDocument.self, from: Data(bytes))
    } catch {
      throw Breakdown(
        .usage, "the report \(shown): \(PathText.visible(DecodingMistake.describe(error)))",
        remedy: "write it again with \"lockstep locks --json\"")
    }
  }
}
