internal import Fingerprints

/// A member of the workspace as a lock of pnpm has it.
struct PnpmImporter {
  /// `.` for the folder of the lock.
  let folder: String
  /// What its manifest asked for: each name with its section and range.
  let sections: [(name: String, dependencies: [NodeDependency])]
  let line: Int?

  static let sectionNames = Array(NodeDependency.sections.dropLast())

  /// All members; a project without workspace stands at the lock's top level up to version 6.
  static func list(_ lock: DataValue) -> [PnpmImporter] {
    guard let importers = lock["importers"] else { return [PnpmImporter(".", lock)] }
    return importers.members.map { PnpmImporter($0.key, $0.value) }
  }

  private init(_ folder: String, _ value: DataValue) {
    self.folder = folder
    line = value.line
    let specifiers = value["specifiers"]
    sections = Self.sectionNames.map { section in
      let dependencies = (value[section]?.members ?? []).map { name, resolved in
        NodeDependency(name: name, range: resolved["specifier"]?.string ?? specifiers?[name]?.string ?? "")
      }
      return (section, dependencies)
    }
  }
}
