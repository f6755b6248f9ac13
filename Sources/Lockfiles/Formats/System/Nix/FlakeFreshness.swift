internal import Fingerprints

/// Whether a `flake.lock` holds the inputs that `flake.nix` asks for: each from where it is asked for.
///
/// Follows Nix's `lockFlake`, which keeps the locked node of an input whose `original` is unchanged.
struct FlakeFreshness {
  let nodes: DataTable
  /// The label of the root among the nodes.
  let root: String

  private static let rule = "the inputs of flake.nix"

  func judge(manifest: [UInt8]?) -> FreshnessJudgement {
    guard let manifest else { return .unknown("there is no flake.nix beside the lock") }
    let flake: NixValue
    do {
      flake = try NixReader.read(try FileText.decode(manifest))
    } catch {
      let place = error.line.map { " in line \($0)" } ?? ""
      return .unknown("flake.nix cannot be read: \(error.message)\(place)")
    }
    guard let declared = FlakeInput.list(flake["inputs"] ?? .set([])) else {
      return .unknown("the inputs in flake.nix are computed, or of a kind that is not known")
    }
    var wanted = declared
    // What `outputs` takes is an input, too.
    if case .function(let names) = flake["outputs"] {
      let known = Set(declared.map { TextKey($0.name) })
      for name in names where name != "self" && !known.contains(TextKey(name)) {
        wanted.append(FlakeInput(implicit: name))
      }
    }
    var changes: [String] = []
    compare(wanted, with: nodes[root], path: [], to: &changes)
    if changes.isEmpty { return .fresh(Self.rule, tool: "nix 2.4 or newer") }
    return .stale("flake.nix has changed since the lock was written", changes: changes)
  }

  /// - Parameter path: of the node among the inputs; empty for the root.
  private func compare(_ wanted: [FlakeInput], with node: DataValue?, path: [String], to changes: inout [String]) {
    let locked = node?["inputs"]?.table ?? DataTable([])
    for input in wanted {
      let place = path + [input.name]
      let shown = place.joined(separator: "/")
      guard let target = locked[input.name] else {
        // Nix only warns of what is said about an input that there is not.
        if path.isEmpty { changes.append("\(shown) is not locked") }
        continue
      }
      compare(input, place, target, to: &changes)
    }
    let known = Set(wanted.map { TextKey($0.name) })
    for (name, target) in locked.members where !known.contains(TextKey(name)) {
      if path.isEmpty {
        changes.append("\(name) is locked, but no input")
      } else if path.count == 1, target.array != nil, target.strings.first != path[0] {
        // Only the root can make the input of another flake follow something outside of it.
        changes.append("\(path[0])/\(name) followed \(target.strings.joined(separator: "/"))")
      }
    }
  }

  private func compare(_ input: FlakeInput, _ place: [String], _ target: DataValue, to changes: inout [String]) {
    let shown = place.joined(separator: "/")
    if let follows = input.follows {
      let now = follows.joined(separator: "/")
      guard target.array != nil else { return changes.append("\(shown) follows \(now) and did not") }
      let before = target.strings.joined(separator: "/")
      if !before.hasSameBytes(as: now) { changes.append("\(shown) followed \(before) and follows \(now)") }
      return
    }
    guard let label = target.string, let node = nodes[label] else {
      if input.reference != nil || place.count == 1 { changes.append("\(shown) followed another input and does not") }
      return
    }
    if let original = node["original"], original.table != nil {
      let before = FlakeReference(original: original)
      // An input that only has follows is looked up in the registry.
      let reference = input.reference ?? (place.count == 1 ? FlakeReference(input.name) : nil)
      if let reference, !reference.matches(original: before) {
        changes.append("\(shown) was \(before.shown) and is \(reference.shown)")
        return
      }
    }
    compare(input.inputs, with: node, path: place, to: &changes)
  }
}
