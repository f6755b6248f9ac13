internal import Fingerprints

/// Compares the requirements of a lock with those of its manifests.
struct UVComparison {
  /// A requirement of a manifest with the key that it stands under.
  typealias Wanted = (key: String, requirement: UVRequirement)

  /// What in a manifest the lock does not agree with.
  private(set) var changes: [String] = []
  /// What keeps the lock from being called fresh.
  private(set) var doubts: [String] = []
  private let pythons: PythonBounds
  private let budget = MarkerEquivalence.Budget()

  private static let shownChanges = 20

  /// - Parameter pythons: of the lock; markers need only agree for these.
  init(pythons: PythonBounds) { self.pythons = pythons }

  mutating func change(_ text: String) { changes.append(text) }
  mutating func doubt(_ text: String) { doubts.append(text) }

  /// A change decides, else a doubt.
  ///
  /// - Parameter manifest: what to call it.
  func judgement(manifest: String) -> FreshnessJudgement {
    guard changes.isEmpty else {
      var shown = Array(changes.prefix(Self.shownChanges))
      if changes.count > shown.count { shown.append("\(changes.count - shown.count) more") }
      return .stale("\(manifest) has changed since the lock was written", changes: shown)
    }
    return doubts.first.map { .unknown($0) } ?? .fresh("all that \(manifest) asks for is locked")
  }

  /// - Parameters:
  ///   - prefix: of the messages.
  ///   - key: of the manifest, for a requirement that only the lock has.
  mutating func compare(
    _ wanted: [Wanted], locked items: DataValue?, prefix: String, key: (UVRequirement) -> String
  ) {
    var locked: [UVRequirement] = []
    for item in items?.items ?? [] {
      guard let requirement = UVRequirement(locked: item) else {
        doubt("a requirement of the lock cannot be read" + (item.line.map { ", in line \($0)" } ?? ""))
        continue
      }
      locked.append(requirement)
    }
    let missing = unmatched(wanted.map(\.requirement), locked)
    let additional = unmatched(locked, wanted.map(\.requirement)).map { locked[$0] }
    var former: [TextKey: [UVRequirement]] = [:]
    for requirement in additional {
      former[TextKey(key(requirement) + "." + requirement.name), default: []].append(requirement)
    }
    for index in missing {
      let (key, requirement) = wanted[index]
      let place = TextKey(key + "." + requirement.name)
      if let old = former[place]?.popLast() {
        change("\(prefix)\(place.text): was \(old.version) and is \(requirement.version)")
      } else {
        change("\(prefix)\(place.text): \(requirement.version) is not locked")
      }
    }
    for place in former.keys.map(\.text).sortedByBytes() {
      for requirement in former[TextKey(place)] ?? [] {
        change("\(prefix)\(place): \(requirement.version) is locked but no longer asked for")
      }
    }
  }

  /// Which of `requirements` have no counterpart among `others`.
  private mutating func unmatched(_ requirements: [UVRequirement], _ others: [UVRequirement]) -> [Int] {
    var byKey: [UVRequirement.Key: [UVRequirement]] = [:]
    for other in others { byKey[other.key, default: []].append(other) }
    return requirements.indices.filter { index in
      let requirement = requirements[index]
      // More of them than markers can tell apart are no lock.
      for other in (byKey[requirement.key] ?? []).prefix(64) {
        switch MarkerEquivalence.areEqual(requirement.marker, other.marker, pythons: pythons, budget: budget) {
        case true?: return false
        case nil:
          doubt("the markers of \(requirement.name) are too many to compare")
          return false
        case false?: continue
        }
      }
      return true
    }
  }
}
