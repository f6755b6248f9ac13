internal import BuildContext
internal import Fingerprints
internal import Model

extension EntryFacts {
  init(_ contents: BuildContextContents) {
    // The manifest sorts by the path as printed, where a directory has its slash.
    let sorted = contents.entries.map { (path: Manifest.printedPath($0), entry: $0) }
      .sorted { $0.path.precedes($1.path) }.map(\.entry)
    self.init(
      sizes: sorted.map(\.size),
      targets: sorted.compactMap { entry in
        guard case .symlink(let target, _) = entry.kind else { return nil }
        return PathText.escaped(BytePath(target))
      })
  }
}
