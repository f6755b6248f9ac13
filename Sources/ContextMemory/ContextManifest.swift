public import Fingerprints
internal import Git

/// Prints the manifest of an outlined context, and keeps what the next one needs.
public struct ContextManifest {
  /// What the content of a leaf is once it was read.
  public struct Content: Sendable {
    /// Of a file's bytes as a checkout would write them, or of a link's text; nil for a submodule.
    public let digest: SHA256Digest?
    /// In bytes.
    public let size: UInt64

    public init(digest: SHA256Digest?, size: UInt64) {
      self.digest = digest
      self.size = size
    }
  }

  private let outline: ContextOutline
  private let contents: [Content]
  private let old: ContextSnapshot?
  private var snapshot: ContextSnapshot
  /// The path of the directory being printed, as manifests print it, with its slash; empty for the root.
  private var prefix: [UInt8] = []

  /// The context as a snapshot, which holds its manifest.
  ///
  /// - Parameters:
  ///   - outline: what ``CommitWalk`` found, with `old` as its snapshot.
  ///   - contents: one for each leaf, in their order.
  ///   - origin: that of `old`, when there is one.
  public static func snapshot(
    _ outline: ContextOutline, contents: [Content], since old: ContextSnapshot?, origin: ContextSnapshot.Origin
  ) -> ContextSnapshot {
    var printing = ContextManifest(outline: outline, contents: contents, old: old, origin: origin)
    switch outline.root {
    case .directory(let index): _ = printing.add(index)
    case .unchanged(let known, _): if let old { printing.snapshot.append(known, of: old) }
    case .leaf, nil: break
    }
    return printing.snapshot
  }

  private init(outline: ContextOutline, contents: [Content], old: ContextSnapshot?, origin: ContextSnapshot.Origin) {
    self.outline = outline
    self.contents = contents
    self.old = old
    snapshot = ContextSnapshot(origin)
    snapshot.attributeFiles = outline.attributeFiles
    snapshot.submodules = outline.submodules
    snapshot.arrivingEmpty = outline.arrivingEmpty
    snapshot.remarks = outline.remarks
    snapshot.text.reserveCapacity((old?.text.count ?? 0) + contents.count * 128)
  }

  /// Prints what is below the directory `index` and gives its place in the new snapshot.
  private mutating func add(_ index: Int) -> Int {
    let directory = outline.directories[index]
    let place = snapshot.directories.count
    snapshot.open(name: directory.name, id: directory.id)
    var sum = ContextSnapshot.Sum()
    sum.ignored = directory.ignoredCount
    for (name, item) in directory.items {
      switch item {
      case .leaf(let leaf):
        let content = contents[leaf]
        let kind = outline.leaves[leaf].kind
        Manifest.append(Self.printedKind(kind, content), prefix, name, to: &snapshot.text)
        sum.entries += 1
        if case .file = kind { sum.bytes += content.size }
      case .directory(let child):
        let isListed = outline.directories[child].isKept || outline.directories[child].isPopulated
        if isListed { appendDirectoryLine(name, &sum) }
        prefix += name
        let place = add(child)
        sum.add(snapshot.sum(of: place))
        prefix.removeLast(name.count)
      case .unchanged(let known, let isKept):
        guard let old else { continue }
        if isKept || old.directories[known].entryCount > 0 { appendDirectoryLine(name, &sum) }
        sum.add(old.sum(of: known))
        snapshot.append(known, of: old)
      }
    }
    snapshot.close(place, sum)
    return place
  }

  private mutating func appendDirectoryLine(_ name: [UInt8], _ sum: inout ContextSnapshot.Sum) {
    Manifest.append(.directory, prefix, name, to: &snapshot.text)
    sum.entries += 1
  }

  /// A submodule is an empty directory in a plain checkout.
  private static func printedKind(_ kind: GitEntry.Kind, _ content: Content) -> ContextEntry.Kind {
    switch (kind, content.digest) {
    case (.file(let executable), let digest?): .file(executable: executable, content: digest)
    case (.symlink, let digest?): .symlink(target: [], content: digest)
    default: .directory
    }
  }
}
