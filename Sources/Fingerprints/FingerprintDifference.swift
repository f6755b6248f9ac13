/// How one part differs between two fingerprints of the same scheme.
public struct FingerprintDifference: Hashable, Sendable, Codable {
  public enum Change: String, Hashable, Sendable, Codable {
    case added, removed, changed
  }

  /// The part's name as printed.
  public let name: String
  public let change: Change
  /// Which attributes differ, by the scheme's names (`content`, `mode`, `type`, `version`, …), in a fixed
  /// order; empty when the part was added or removed.
  public let attributes: [String]
  /// The values before and after, for showing; nil where there is none.
  public let before: [String]?
  public let after: [String]?

  /// The differences from `old` to `new`, in byte order of the names.
  ///
  /// A name may occur several times (a package locked for several platforms); its occurrences are then
  /// compared as one list of values.
  public static func between(_ old: Fingerprint, _ new: Fingerprint) -> [FingerprintDifference] {
    let before = grouped(old.parts)
    let after = grouped(new.parts)
    let names = Set(before.keys).union(after.keys).sorted { $0.precedes($1) }
    return names.compactMap { name in
      let (old, now) = (before[name], after[name])
      guard old != now else { return nil }
      let change: Change = old == nil ? .added : now == nil ? .removed : .changed
      return FingerprintDifference(
        name: String(decoding: name, as: UTF8.self), change: change,
        attributes: change == .changed ? attributes(old ?? [], now ?? [], scheme: new.scheme) : [],
        before: old, after: now)
    }
  }

  private static func grouped(_ parts: [FingerprintPart]) -> [[UInt8]: [String]] {
    var result: [[UInt8]: [String]] = [:]
    for part in parts { result[part.name, default: []] += part.values }
    return result
  }

  private static func attributes(_ old: [String], _ new: [String], scheme: String) -> [String] {
    guard let names = valueNames[scheme], old.count == new.count, old.count == names.count else {
      return ["value"]
    }
    let differing = names.indices.filter { old[$0] != new[$0] }
    let found = differing.map { names[$0] }
    // A file that became executable changed its mode; a file that became a link changed its type.
    if scheme == Manifest.scheme, found.contains("mode"), let before = old.first, let after = new.first,
      !(before.hasPrefix("100") && after.hasPrefix("100"))
    {
      return ["type"]
    }
    return found
  }

  private static let valueNames = [
    Manifest.scheme: ["mode", "content"],
    "image-layer-v1": ["mode", "content", "owner", "mtime"],
    "lock-semantic-v1": ["version", "source", "hashes", "marker", "extras"],
  ]
}
