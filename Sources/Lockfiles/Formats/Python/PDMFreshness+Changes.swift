internal import Fingerprints

extension PDMFreshness {
  /// What can be seen without the old manifest: requirements that the lock does not answer, packages that nothing
  /// requires any more, another range of Pythons.
  func changes(_ manifest: DataValue) -> [String] {
    let locked = LockedPackages(packages)
    var changes: [String] = []
    var roots: [String] = []
    // A requirement without name may ask for any package.
    var isComplete = true
    for (place, group, line) in requirements(manifest) {
      guard let requirement = Requirement(line.dropping(prefix: "-e ") ?? line), let name = requirement.name else {
        isComplete = false
        continue
      }
      roots.append(name)
      // With extras of its own a project asks for groups that need not be locked by name.
      if isOwnName(name, manifest) {
        isComplete = false
        continue
      }
      if let fault = locked.fault(of: requirement) ?? locked.fault(of: requirement, inGroup: group) {
        changes.append("\(place).\(name): \(fault)")
      }
    }
    if isComplete { changes += forgotten(roots, locked) }
    if let change = pythonChange(manifest) { changes.append(change) }
    return changes.isEmpty ? unlockedGroups(manifest) : changes
  }

  /// The requirements of all groups that the lock was made for, each with the place it has.
  private func requirements(_ manifest: DataValue) -> [(place: String, group: String, line: String)] {
    func lines(_ manifest: DataValue, _ place: String) -> [(String, String, String)] {
      (manifest["project"]?["dependencies"]?.strings ?? []).map { (place, "default", $0) }
    }
    var found = lines(manifest, "dependencies")
    // Their place until pdm 1.5.
    found += (manifest["project"]?["dev-dependencies"]?.strings ?? []).map { ("dev-dependencies", "dev", $0) }
    for (place, name, items) in groups(manifest) where isLocked(name) {
      found += items.strings.map { (place, name, $0) }
    }
    for member in project.members ?? [] { found += lines(member.manifest, member.folder + ": dependencies") }
    return found
  }

  private func groups(_ manifest: DataValue) -> [(place: String, name: String, items: DataValue)] {
    let tables: [(String, DataValue?)] = [
      ("optional-dependencies", manifest["project"]?["optional-dependencies"]),
      ("dependency-groups", manifest["dependency-groups"]),
      ("tool.pdm.dev-dependencies", manifest["tool"]?["pdm"]?["dev-dependencies"]),
    ]
    return tables.flatMap { place, table in
      (table?.members ?? []).map { ("\(place).\($0.key)", PackageName.normalized($0.key), $0.value) }
    }
  }

  private func isLocked(_ group: String) -> Bool { lockedGroups?.contains(TextKey(group)) ?? true }

  /// Groups that came later, or that were left out when locking.
  private func unlockedGroups(_ manifest: DataValue) -> [String] {
    groups(manifest).filter { !isLocked($0.name) }.map { "\($0.place): the group is not locked" }
  }

  private func isOwnName(_ name: String, _ manifest: DataValue) -> Bool {
    manifest["project"]?["name"]?.string.map { PackageName.normalized($0).hasSameBytes(as: name) } ?? false
  }

  /// Packages that no way leads to from what the manifest requires.
  private func forgotten(_ roots: [String], _ locked: LockedPackages) -> [String] {
    let edges = Dictionary(grouping: dependencies) { TextKey($0.name) }
    // The members of the workspace and other folders are there without being asked for.
    let folders = packages.filter { $0.source?.starts(with: "file:") ?? false }.map(\.name)
    var reached: Set<TextKey> = []
    var pending = roots + folders
    while let name = pending.popLast() {
      guard reached.insert(TextKey(name)).inserted else { continue }
      pending += edges[TextKey(name)]?.flatMap(\.requires) ?? []
    }
    return locked.names.filter { !reached.contains(TextKey($0)) }.map { "\($0): locked, but nothing requires it" }
  }

  private func pythonChange(_ manifest: DataValue) -> String? {
    guard let items = targets?.items, items.count == 1, let was = items.first?["requires_python"]?.string,
      items.first?.members.count == 1, let now = manifest["project"]?["requires-python"]?.string,
      PythonRange.differ(was, now)
    else { return nil }
    return "requires-python: was \(was) and is \(now)"
  }
}
