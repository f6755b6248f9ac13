internal import ContainerFiles
internal import Fingerprints

/// Which compose files of a tree are read together.
enum ComposeFileGroups {
  /// The files that Compose finds by itself, and each other file over the first of them.
  static func groups(_ files: [BytePath]) -> [[String]] {
    let directories = Dictionary(grouping: files, by: \.parent)
    return directories.keys.sorted().flatMap { directory -> [[String]] in
      let names = (directories[directory] ?? []).compactMap { $0.lastComponent.utf8Text }
      func path(_ name: String) -> String? { directory.appending(Array(name.utf8)).utf8Text }
      let base = ComposeProject.defaultNames.first(where: names.contains)
      let override = ComposeProject.defaultOverrideNames.first(where: names.contains)
      let known = ComposeProject.defaultNames + ComposeProject.defaultOverrideNames
      let whole = base.map { [[$0] + (override.map { [$0] } ?? [])] } ?? []
      let others = names.sorted().filter { $0 != base && $0 != override }.map { name in
        // A second file with a usual name is a project of its own, whatever Compose makes of it.
        known.contains(name) ? [name] : (base.map { [$0] } ?? []) + [name]
      }
      return (whole + others).map { $0.compactMap(path) }
    }
  }
}
