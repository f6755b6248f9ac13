internal import DigestSchemes
internal import Fingerprints
public import Model
internal import Verdicts

/// Writes records anew under other digest schemes, once the old ones are proven to hold.
public struct RecordMigration: Sendable {
  /// Schemes that the context is to have in the record besides those it has.
  public var added: Set<String>
  /// Schemes to take away.
  public var dropped: Set<String>

  /// - Throws: ``Breakdown`` of usage for a scheme that there is not, for one that is both added and dropped, and when
  ///   the manifest is to be dropped.
  public init(adding added: [String], dropping dropped: [String]) throws(Breakdown) {
    for scheme in added + dropped where DigestScheme(rawValue: scheme) == nil {
      throw Breakdown(
        .usage, "migrate records: there is no digest scheme \"\(PathText.visible(scheme))\"",
        remedy: "known: \(DigestSchemeNames.all.joined(separator: ", "))")
    }
    self.added = Set(added)
    self.dropped = Set(dropped)
    if let both = self.added.intersection(self.dropped).min() {
      throw Breakdown(.usage, "migrate records: \(both) is both added and dropped")
    }
    if self.dropped.contains(Record.contextScheme) {
      throw Breakdown(
        .usage, "migrate records: \(Record.contextScheme) cannot be dropped",
        remedy: "its lines are what explains a difference years later; add other schemes beside it")
    }
    if self.added.isEmpty, self.dropped.isEmpty {
      throw Breakdown(.usage, "migrate records: nothing is to change", remedy: "name schemes with --to or --drop")
    }
  }

  /// What became of one record.
  public enum Outcome: Sendable, Hashable {
    case written
    /// It has just those schemes already.
    case unchanged
    /// The scenario keeps no record or did not run.
    case notUsed
    /// The old record was not proven; the message says why, and the result's causes what differs.
    case refused(String)
  }

  /// Writes the record of one scenario that was run without writing and with ``added`` among the schemes.
  ///
  /// - Parameter writes: false only to tell what would happen.
  /// - Throws: ``Breakdown`` when the record cannot be read or written; the old one is then as it was.
  public func migrate(_ result: ScenarioResult, writes: Bool) throws(Breakdown) -> Outcome {
    guard result.status.hasRun else { return .notUsed }
    switch result.record {
    case .missing: return .refused("there is no record to prove anything by")
    case .differs: return .refused("the old record does not hold")
    case .notUsed where result.isAsExpected: return .notUsed
    case .written, .notUsed: return .refused("it is \(result.verdict?.rawValue ?? "unknown")")
    case .matches: break
    }
    guard result.mayRecord, let observation = result.observation else {
      return .refused("it is \(result.verdict?.rawValue ?? "unknown")")
    }
    let old: Record
    switch try RecordStore.read(for: result.file) {
    case .read(let record): old = record
    case .missing, .notUsed: return .refused("its record is gone")
    }
    let new = Record(
      scenario: result.name,
      fingerprints: observation.fingerprints.filter { $0.subject != "context" || !dropped.contains($0.scheme) })
    guard new.fingerprints != old.fingerprints else { return .unchanged }
    // Read again just before it is replaced: what was proven must be what is there.
    guard old.fingerprints.allSatisfy({ observation.fingerprints.contains($0) }) else {
      return .refused("its record was changed meanwhile")
    }
    if writes { try RecordStore.write(new, for: result.file) }
    return .written
  }
}
