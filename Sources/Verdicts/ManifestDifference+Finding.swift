internal import Fingerprints
public import Model

extension ManifestDifference {
  /// The manifests that differ, together at most ``mostRows`` rows: the commit and the working tree or the objects,
  /// the first run and the first that disagrees with it, the record and the first run.
  public static func found(in runs: [RunReport], record: KnownRecord) -> [ManifestDifference] {
    let observed = runs.compactMap { run in run.observation.map { (name: "run \(run.variation.run)", $0) } }
    guard let (name, first) = observed.first else { return [] }
    var pairs: [(old: Reading, new: Reading)] = []
    if let recorded = record.fingerprints {
      pairs += manifests(first).compactMap { new in
        recorded.first { $0.subject == new.subject && $0.scheme == new.scheme }
          .map { (Reading("record", $0, nil), Reading(name, new, first)) }
      }
    }
    for (otherName, other) in observed.dropFirst() {
      for new in manifests(other) where !pairs.contains(where: { $0.old.name == name && $0.old.isSameSubject(new) }) {
        guard let old = manifests(first).first(where: { $0.subject == new.subject }), old != new else { continue }
        pairs.append((Reading(name, old, first), Reading(otherName, new, other)))
      }
    }
    if let context = manifests(first).first(where: { $0.subject == "context" }) {
      if let commit = first.commitContext {
        pairs.append((Reading("commit", commit, nil), Reading("working tree", context, first)))
      }
      if let objects = first.disagreeingRoute {
        // An edited working tree is not what the objects are held against.
        let files = first.commitContext.map { Reading("checkout", $0, nil) } ?? Reading("checkout", context, first)
        pairs.append((Reading("objects", objects, nil), files))
      }
    }
    var room = mostRows
    return pairs.filter { $0.old.fingerprint != $0.new.fingerprint }.compactMap { old, new in
      let difference = ManifestDifference(old, new, room: room)
      room -= difference.rows.count
      return difference.rows.isEmpty && difference.leftOut == 0 ? nil : difference
    }
  }

  private static func manifests(_ observation: Observation) -> [Fingerprint] {
    observation.fingerprints.filter { $0.scheme == Manifest.scheme }
  }

  /// One side: a manifest, what it is called, and what more is known of its entries.
  private struct Reading {
    let name: String
    let fingerprint: Fingerprint
    let facts: EntryFacts?

    init(_ name: String, _ fingerprint: Fingerprint, _ observation: Observation?) {
      self.name = name
      self.fingerprint = fingerprint
      facts = fingerprint.subject == "context" ? observation?.entryFacts : nil
    }

    func isSameSubject(_ other: Fingerprint) -> Bool { fingerprint.subject == other.subject }

    /// The entries of those names.
    func sides(_ names: Set<[UInt8]>) -> [[UInt8]: Side] {
      var sides: [[UInt8]: Side] = [:]
      var links = 0
      for (index, part) in fingerprint.parts.enumerated() {
        let mode = part.values.first ?? ""
        let isLink = mode == "120000"
        defer { if isLink { links += 1 } }
        guard names.contains(part.name) else { continue }
        let isDirectory = mode == "040000"
        sides[part.name] = Side(
          type: isLink ? "link" : isDirectory ? "directory" : mode.hasPrefix("100") ? "file" : "entry", mode: mode,
          size: isDirectory ? nil : facts.flatMap { $0.sizes.indices.contains(index) ? $0.sizes[index] : nil },
          digest: isDirectory ? nil : part.values.dropFirst().first,
          target: isLink ? facts.flatMap { $0.targets.indices.contains(links) ? $0.targets[links] : nil } : nil)
      }
      return sides
    }
  }

  private init(_ old: Reading, _ new: Reading, room: Int) {
    let differences = FingerprintDifference.between(old.fingerprint, new.fingerprint)
    let names = differences.prefix(room).map { Array($0.name.utf8) }
    let wanted = Set(names)
    let (left, right) = (old.sides(wanted), new.sides(wanted))
    self.init(
      subject: new.fingerprint.subject, left: old.name, right: new.name,
      rows: zip(differences, names).map { Row(path: $0.name, left: left[$1], right: right[$1]) },
      leftOut: differences.count - names.count)
  }
}

extension KnownRecord {
  fileprivate var fingerprints: [Fingerprint]? {
    if case .read(let record) = self { record.fingerprints } else { nil }
  }
}
