/// What a `uv.lock` says about all packages: for which Pythons and platforms, by which options, with which overrides.
enum UVFacts {
  static func of(_ root: DataValue) -> [LockFact] {
    var facts: [LockFact] = []
    if let range = root["requires-python"]?.string {
      facts.append(LockFact(name: "requires-python", value: PEP440Specifier(range)?.comparable ?? range))
    }
    // The order tells the forks apart only for whoever resolves anew.
    for (key, name) in [
      ("resolution-markers", "resolution-marker"), ("supported-markers", "supported-marker"),
      ("required-markers", "required-marker"),
    ] {
      facts += (root[key]?.strings ?? []).map { LockFact(name: name, value: Marker.lenient($0) ?? "") }
    }
    facts += (root["conflicts"]?.items ?? []).map { set in
      LockFact(name: "conflict", extras: set.items.map(UVConflict.text).sortedByBytes())
    }
    return facts + options(root["options"]) + manifest(root["manifest"])
  }

  private static func options(_ options: DataValue?) -> [LockFact] {
    // With a span the time is that of the last resolution, or a placeholder.
    let hasSpan = options?["exclude-newer-span"] != nil
    return (options?.members ?? []).flatMap { key, value -> [LockFact] in
      if key == "exclude-newer", hasSpan { return [] }
      if value.table != nil {
        return value.members.map {
          LockFact(name: "option:\(key):" + PackageName.normalized($0.key), value: text($0.value))
        }
      }
      return [LockFact(name: "option:" + key, value: text(value))]
    }
  }

  private static func manifest(_ manifest: DataValue?) -> [LockFact] {
    var facts = (manifest?["members"]?.strings ?? []).map {
      LockFact(name: "member", value: PackageName.normalized($0))
    }
    for key in ["requirements", "constraints", "overrides", "build-constraints"] {
      facts += (manifest?[key]?.items ?? []).map { item in
        LockFact(name: "manifest:" + key, value: UVRequirement(locked: item)?.text ?? text(item))
      }
    }
    facts += (manifest?["excludes"]?.items ?? []).map { item in
      LockFact(name: "manifest:excludes", value: item.string.map { PackageName.normalized($0) } ?? text(item))
    }
    for (group, items) in manifest?["dependency-groups"]?.members ?? [] {
      let names = items.items.compactMap { $0["name"]?.string }.map { PackageName.normalized($0) }
      facts.append(LockFact(name: "group:" + PackageName.normalized(group), extras: names.sortedByBytes()))
    }
    facts += (manifest?["dependency-metadata"]?.items ?? []).map { item in
      LockFact(name: "manifest:dependency-metadata", value: text(item))
    }
    return facts
  }

  /// Whatever it is, in one spelling.
  static func text(_ value: DataValue) -> String {
    if let string = value.string { return string }
    return (try? PythonJSON.text(value, compact: true)) ?? "a date"
  }
}
