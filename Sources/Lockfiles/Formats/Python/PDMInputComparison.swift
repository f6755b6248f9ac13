internal import Fingerprints

/// The inputs of one project in the lock, held against its manifest.
struct PDMInputComparison {
  var changes: [String] = []
  private(set) var isComplete = true

  init(locked: DataValue, manifest: DataValue, place: String) {
    let settings = manifest["tool"]?["pdm"]
    var wanted: [TextKey: [String]] = [TextKey("default"): manifest["project"]?["dependencies"]?.strings ?? []]
    // Included groups are spelled out in the lock.
    var including: Set<TextKey> = []
    for table in [
      manifest["project"]?["optional-dependencies"], manifest["dependency-groups"], settings?["dev-dependencies"],
    ] {
      for (name, items) in table?.members ?? [] {
        let group = TextKey(PackageName.normalized(name))
        wanted[group, default: []] += items.strings
        if items.items.contains(where: { $0.table != nil }) { including.insert(group) }
      }
    }
    if !including.isEmpty { isComplete = false }
    let groups = locked["groups"]
    for name in ((groups?.members ?? []).map(\.key) + wanted.keys.map(\.text)).sortedByBytes() {
      guard let lines = groups?[name]?.strings, let now = wanted[TextKey(PackageName.normalized(name))] else {
        changes.append("\(place)groups.\(name): is on one side only")
        continue
      }
      if !including.contains(TextKey(name)) { compare(lines, now, place: "\(place)groups.\(name)") }
    }
    let range = manifest["project"]?["requires-python"]?.string ?? ""
    if let was = locked["requires-python"]?.string, PythonRange.differ(was, range) {
      changes.append("\(place)requires-python: was \(was) and is \(range)")
    }
    compare(locked["resolution"], settings?["resolution"], place: place)
    // Addresses of sources are digests.
    if settings?["source"]?.isTruthy == true || locked["sources"]?.isTruthy == true { isComplete = false }
    if locked["local"] != nil || locked["volatile"] != nil { isComplete = false }
  }

  mutating func add(_ other: PDMInputComparison) {
    changes += other.changes
    isComplete = isComplete && other.isComplete
  }

  /// Requirements without their versions; those with an address are digests.
  private mutating func compare(_ locked: [String], _ now: [String], place: String) {
    func key(_ line: String) -> String? {
      guard let requirement = Requirement(line), requirement.address == nil, requirement.path == nil,
        requirement.name != nil
      else { return nil }
      // pdm compares names as they are spelled.
      let name = line.trimmed.utf8.prefix(while: \.isNameByte).text
      return name + (requirement.extras.isEmpty ? "" : "[" + requirement.extras.joined(separator: ",") + "]")
    }
    let named = locked.filter { !$0.starts(with: "url-sha256:") }
    let (before, after) = (named.compactMap(key), now.compactMap(key))
    guard named.count == locked.count, before.count == named.count, after.count == now.count else {
      isComplete = false
      return
    }
    let (old, new) = (Set(before.map { TextKey($0) }), Set(after.map { TextKey($0) }))
    for name in (before + after).sortedByBytes() where old.contains(TextKey(name)) != new.contains(TextKey(name)) {
      let was = old.contains(TextKey(name))
      changes.append("\(place).\(name): " + (was ? "no longer asked for" : "was not asked for"))
    }
    // Markers are simplified in the lock.
    if (locked + now).contains(where: { Requirement($0)?.marker != nil }) { isComplete = false }
  }

  private mutating func compare(_ locked: DataValue?, _ now: DataValue?, place: String) {
    let keys = ((locked?.members ?? []) + (now?.members ?? [])).map(\.key)
    for key in keys.sortedByBytes() where key != "lock_inputs" {
      guard let was = locked?[key], let value = now?[key] else {
        changes.append("\(place)resolution.\(key): is on one side only")
        continue
      }
      guard let before = try? PythonJSON.text(was, compact: true),
        let after = try? PythonJSON.text(value, compact: true)
      else {
        isComplete = false
        continue
      }
      if before.hasSameBytes(as: after) { continue }
      if after.holds("://") { isComplete = false } else { changes.append("\(place)resolution.\(key): changed") }
    }
  }
}
