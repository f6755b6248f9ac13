internal import BuildContext
internal import Fingerprints

/// Remembers which names are in the directories that were asked about.
struct DirectoryNames {
  private var known: [BytePath: Set<[UInt8]>] = [:]

  /// Whether there is something at `path`; false when its directory cannot be read.
  mutating func has(_ path: BytePath, in files: some ContextFiles) -> Bool {
    let names = known[path.parent] ?? Set((try? files.names(in: path.parent)) ?? [])
    known[path.parent] = names
    return names.contains(path.lastComponent.bytes)
  }
}
