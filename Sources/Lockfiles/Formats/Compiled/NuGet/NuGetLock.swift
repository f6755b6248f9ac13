/// The packages of a `packages.lock.json`.
struct NuGetLock {
  struct Entry {
    let name: String
    /// `Direct`, `Transitive`, `CentralTransitive` or `Project`; lower case.
    let type: String
    /// What the project asked for.
    let requested: String?
    /// Nil for projects.
    let resolved: String?
    let contentHash: String?
    let line: Int?

    /// Ids are compared without case.
    var id: String { name.lowercased() }
  }

  struct Target {
    /// Framework, and for one runtime its identifier behind a slash.
    let name: String
    let entries: [Entry]

    var framework: String { name.split(atFirst: "/")?.before ?? name }
    /// What the project itself asked for.
    var direct: [Entry] { entries.filter { $0.type == "direct" } }

    var runtime: String? { name.split(atFirst: "/")?.after }
  }

  let targets: [Target]

  /// Version 3 has the targets at the top, by the alias of their framework.
  init(_ root: DataValue, version: Int) {
    if version < 3 {
      targets = (root["dependencies"]?.members ?? []).map { Self.target($0.key, $0.value) }
    } else {
      targets = root.members.compactMap { alias, value in
        guard let framework = value["framework"]?.string else { return nil }
        let runtime = alias.split(atFirst: "/").map { "/" + $0.after } ?? ""
        return Self.target(framework + runtime, value["dependencies"] ?? .emptyTable)
      }
    }
  }

  private static func target(_ name: String, _ dependencies: DataValue) -> Target {
    Target(
      name: name,
      entries: dependencies.members.map { id, value in
        Entry(
          name: id, type: value["type"]?.string?.lowercased() ?? "", requested: value["requested"]?.string,
          resolved: value["resolved"]?.string, contentHash: value["contentHash"]?.string, line: value.line)
      })
  }
}
