internal import Fingerprints

/// What a `pyproject.toml` asks poetry for.
struct PoetryManifest {
  let manifest: ProjectManifest
  /// In the order of the tables here, those of the standard before poetry's own.
  private(set) var dependencies: [PoetryDependency] = []
  /// Where those of the standard's tables stand, by group and name.
  private var standard: [TextKey: Int] = [:]
  /// The range of Pythons as it is written; nil when none is given.
  let pythons: String?

  init(_ manifest: ProjectManifest) {
    self.manifest = manifest
    let poetry = manifest.root["tool"]?["poetry"]
    pythons = poetry?["dependencies"]?["python"]?.string ?? manifest.project?["requires-python"]?.string
    add(manifest.project?["dependencies"], "project.dependencies", group: "main", extra: nil)
    for (extra, items) in manifest.project?["optional-dependencies"]?.members ?? [] {
      let extra = PackageName.normalized(extra)
      add(items, "project.optional-dependencies." + extra, group: "main", extra: extra)
    }
    addGroups()
    add(poetry?["dependencies"], table: "tool.poetry.dependencies", group: "main")
    add(poetry?["dev-dependencies"], table: "tool.poetry.dev-dependencies", group: "dev")
    for (group, value) in poetry?["group"]?.members ?? [] {
      let name = PackageName.normalized(group)
      add(value["dependencies"], table: "tool.poetry.group.\(name).dependencies", group: name)
    }
  }

  private mutating func add(_ items: DataValue?, _ key: String, group: String, extra: String?) {
    for text in items?.strings ?? [] {
      guard let found = PoetryDependency(key: key, requirement: text, group: group, extra: extra) else { continue }
      append(found)
    }
  }

  private mutating func append(_ dependency: PoetryDependency) {
    standard[TextKey(dependency.group + " " + dependency.name)] = dependencies.count
    dependencies.append(dependency)
  }

  private mutating func add(_ table: DataValue?, table key: String, group: String) {
    for (name, value) in table?.members ?? [] where PackageName.normalized(name) != "python" {
      for entry in value.array ?? [value] {
        var found = PoetryDependency(key: key + "." + name, name: name, group: group, entry: entry)
        // Poetry's table may only say where a requirement of the standard's is taken from.
        if let place = standard[TextKey(group + " " + found.name)] {
          let other = dependencies[place]
          if found.written.isEmpty { found.constraint = other.constraint }
          if other.extra != nil { found.isOptional = true }
        }
        dependencies.append(found)
      }
    }
  }

  /// The standard's groups, with what they include.
  private mutating func addGroups() {
    guard let groups = try? DependencyGroups(manifest.root["dependency-groups"]).groups else { return }
    for group in groups {
      for item in group.items {
        let key = "dependency-groups." + group.name
        let found = PoetryDependency(key: key, requirement: item.text, group: group.name, extra: nil)
        if let found { append(found) }
      }
    }
  }

  /// The extras by their normalised names, with the names of what belongs to them.
  var extras: [(key: String, name: String, members: [String])] {
    var extras: [(key: String, name: String, members: [String])] = []
    for (name, items) in manifest.project?["optional-dependencies"]?.members ?? [] {
      let members = items.strings.compactMap { Requirement($0)?.name }
      let name = PackageName.normalized(name)
      extras.append(("project.optional-dependencies." + name, name, members.sortedByBytes()))
    }
    for (name, items) in manifest.root["tool"]?["poetry"]?["extras"]?.members ?? [] {
      let members = items.strings.map { PackageName.normalized($0) }
      extras.append(("tool.poetry.extras." + name, PackageName.normalized(name), members.sortedByBytes()))
    }
    return extras
  }

  /// The packages in the tree that it asks for.
  var packages: [LockReference] {
    dependencies.compactMap { dependency in
      guard let path = dependency.table?["path"]?.string ?? dependency.table?["file"]?.string else { return nil }
      return LockReference(.package, path, from: manifest.path)
    }
  }
}
