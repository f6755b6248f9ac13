internal import Fingerprints
internal import Git
internal import Lockfiles

/// The lockfiles of a commit, as git holds them.
enum CommitLocks {
  static func read(entries: [TreeEntry], objectsDirectory: String, tree: ObjectID) throws -> LockObservation.Reading {
    // No attribute file is added to this reader, so the bytes are the blobs'.
    let raw = try GitTree(CheckoutObjects(objectsDirectory: objectsDirectory), root: tree, directory: .root)
    let files = entries.compactMap { entry -> BytePath? in
      if case .file = entry.kind { entry.path } else { nil }
    }
    var reading = try LockObservation.read(paths: files, from: raw)
    let links = entries.filter { $0.kind == .symlink }.map(\.path)
    reading.warnings += try LockLinks.warnings(among: links) { try raw.link(at: $0) }
    return reading
  }
}
