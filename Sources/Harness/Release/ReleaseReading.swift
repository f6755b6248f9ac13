internal import Fingerprints
internal import Git
internal import Lockfiles
internal import Model

/// Finds out about a tag, inside a worker.
enum ReleaseReading {
  /// - Throws: ``GitFailure``, ``Breakdown``.
  static func facts(_ plan: ReleasePlan) throws -> ReleaseFacts {
    let layout = try RepositoryLayout.find(around: plan.repository)
    guard let reading = try RevisionResolver(layout).readTag(plan.ref) else {
      throw Breakdown(
        .repository, "there is no tag \(PathText.visible(plan.ref))",
        remedy: "\"git tag\" lists the names; in a clone without tags, run \"git fetch --tags\"")
    }
    let name = Array(plan.ref.utf8.dropFirst("refs/tags/".utf8.count))
    var facts = ReleaseFacts(
      tags: reading.tags.map { tag in
        ReleaseFacts.Tag(
          id: tag.id.hex, name: tag.name.map { PathText.visible(BytePath($0)) }, hasNameOfRef: tag.name == name,
          time: tag.time, payload: tag.payload, signature: tag.signature, kind: tag.kind)
      },
      targetType: reading.targetType, target: reading.target.hex, isAlsoBranch: reading.isAlsoBranch)
    facts.origin = RemoteAddress.of("origin", in: layout)
    guard reading.targetType == "commit" else { return facts }
    var reader = try CheckoutReader(objectsDirectory: layout.objectsDirectory)
    let (tree, time) = try reader.store.commit(reading.target)
    let commit = ReleaseFacts.Commit(id: reading.target.hex, tree: tree.hex, time: time)
    facts.commit = commit
    let entries = try CommitTree.list(tree, in: reader.store)
    var leftOut = LeftOutDirectories()
    for entry in entries where entry.path.lastComponent == BytePath(".gitattributes") {
      guard case .file = entry.kind else { continue }
      try reader.add(attributeFile: entry.path, id: entry.id)
      leftOut.add(entry.path, try content(entry, reader.store))
    }
    facts.versions = try versions(plan.versionFiles, entries, reader.store)
    facts.submodules = try submodules(entries, layout, release: reading.target, reader.store)
    facts.largeFiles = try largeFiles(entries, layout, reader.store)
    if let archive = plan.archive {
      facts.archive = try ArchiveComparison(path: archive, entries: entries, commit: commit, leftOut: leftOut)
        .differences(reader)
    }
    return facts
  }

  private static func content(
    _ entry: TreeEntry, _ store: borrowing ObjectStore
  ) throws(GitFailure) -> [UInt8] {
    try store.withObject(entry.id, .blob, what: PathText.visible(entry.path)) { (bytes: RawSpan) throws(GitFailure) in
      bytes.withUnsafeBytes { Array($0) }
    }
  }

  private static func versions(
    _ names: [String]?, _ entries: [TreeEntry], _ store: borrowing ObjectStore
  ) throws -> [ManifestVersion] {
    var found: [ManifestVersion] = []
    for name in names ?? ManifestVersion.files {
      guard let entry = entries.first(where: { $0.path == BytePath(name) }), case .file = entry.kind else {
        if names != nil { found.append(ManifestVersion(path: name, value: .unreadable("there is no such file"))) }
        continue
      }
      found.append(ManifestVersion.read(name, try content(entry, store)))
    }
    return found
  }

  // MARK: Submodules

  private static func submodules(
    _ entries: [TreeEntry], _ layout: RepositoryLayout, release: ObjectID, _ store: borrowing ObjectStore
  ) throws -> [SubmodulePin] {
    let pins = entries.filter { $0.kind == .submodule }
    guard !pins.isEmpty else { return [] }
    var names: [BytePath: String] = [:]
    if let file = entries.first(where: { $0.path == BytePath(".gitmodules") }), case .file = file.kind {
      names = SubmoduleFile.names(try content(file, store))
    }
    let isCheckedOut = (try? RevisionResolver(layout).resolve("HEAD").commit) == release
    return pins.map { entry in
      let name = names[entry.path] ?? entry.path.utf8Text
      let state = state(entry, name: name, layout, isCheckedOut: isCheckedOut)
      return SubmodulePin(path: PathText.visible(entry.path), pin: entry.id.hex, state: state)
    }
  }

  private static func state(
    _ entry: TreeEntry, name: String?, _ layout: RepositoryLayout, isCheckedOut: Bool
  ) -> SubmodulePin.State {
    let inTree = layout.workTree.flatMap { root in
      entry.path.utf8Text.flatMap { RepositoryLayout.exactly(at: root + "/" + $0) }
    }
    let kept = name.flatMap { RepositoryLayout.exactly(at: layout.commonDirectory + "/modules/" + $0) }
    guard let own = inTree ?? kept else { return .notPopulated }
    let head = try? RevisionResolver(own).resolve("HEAD").commit.hex
    let hasPin = (try? ObjectStore(objectsDirectory: own.objectsDirectory).commit(entry.id)) != nil
    guard hasPin else { return .missing(head: head) }
    if isCheckedOut, inTree != nil, let head, head != entry.id.hex { return .moved(head: head) }
    return .present
  }

  // MARK: Git LFS

  private static func largeFiles(
    _ entries: [TreeEntry], _ layout: RepositoryLayout, _ store: borrowing ObjectStore
  ) throws -> [LargeFile] {
    var files: [LargeFile] = []
    for entry in entries {
      guard case .file = entry.kind, let size = store.size(of: entry.id), size <= LargeFilePointer.maximumSize,
        let reading = LargeFilePointer.read(try content(entry, store))
      else { continue }
      let path = PathText.visible(entry.path)
      switch reading {
      case .malformed(let why): files.append(LargeFile(path: path, digest: "", size: 0, state: .malformed(why)))
      case .pointer(let pointer):
        files.append(
          LargeFile(
            path: path, digest: pointer.digest, size: pointer.size,
            state: try pointer.state(in: layout.commonDirectory + "/lfs/objects")))
      }
    }
    return files
  }
}
