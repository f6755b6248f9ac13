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
    return try LockObservation.read(paths: files, from: raw)
  }
}
