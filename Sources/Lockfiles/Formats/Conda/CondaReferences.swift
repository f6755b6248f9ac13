internal import Fingerprints

/// What of the project an environment's requirements for pip need: files they include and packages in the tree.
enum CondaReferences {
  static func of(_ reading: RequirementsReading) -> [LockReference] {
    var references: [LockReference] = []
    var files: Set<TextKey> = []
    for entry in reading.entries {
      if let file = entry.file, files.insert(TextKey(file)).inserted {
        references.append(LockReference(.include, file, from: LockPath("")))
      }
      guard let path = entry.requirement.path else { continue }
      let plain = path.split(atFirst: "#")?.before ?? path
      references.append(LockReference(.package, plain, from: entry.place, line: entry.file == nil ? entry.line : nil))
    }
    return references
  }
}
