internal import Fingerprints

/// `pnpm-lock.yaml`, lockfile versions 5 to 9.
struct PnpmFormat: LockfileFormat {
  let name = "pnpm-lock.yaml"
  let ecosystem = "npm"
  let holdsTargets = true

  func recognises(_ path: LockPath) -> Bool { path.name == name }

  func recognises(content: [UInt8]) -> Bool {
    let beginning = content.prefix(256).text
    return ["lockfileVersion: ", "---\nlockfileVersion: "].contains { beginning.starts(with: $0) }
  }

  func read(_ input: LockInput) throws(DigestUnavailable) -> LockContents {
    do throws(SyntaxFailure) {
      let text = try FileText.decode(input.bytes)
      let documents = try ConflictMarkers.explaining(text) { text throws(SyntaxFailure) in
        try YAMLText.documents(in: text)
      }
      return try read(documents, input)
    } catch {
      return .unreadable(error)
    }
  }

  /// Since pnpm 11 a document of its own, in front of the lock itself, pins what pnpm needs to configure itself.
  private func read(_ documents: [DataValue], _ input: LockInput) throws(SyntaxFailure) -> LockContents {
    let locks = documents.filter { $0["lockfileVersion"] != nil }
    guard let main = locks.last else {
      throw SyntaxFailure(
        line: documents.first?.line, message: "there is no lockfileVersion, so this is no lock of pnpm")
    }
    var list = NodePackageList(lock: input.path)
    let version = try version(main)
    list.contents.formatVersion = main["lockfileVersion"]?.string
    list.reference(member: "", line: nil)
    for lock in locks.dropLast() {
      try PnpmPackages.read(lock, major: try self.version(lock), group: "config", into: &list)
    }
    try PnpmPackages.read(main, major: version, group: nil, into: &list)
    let importers = PnpmImporter.list(main)
    for importer in importers where importer.folder != "." {
      list.reference(member: importer.folder, line: importer.line)
    }
    readSettings(main, into: &list)
    list.finish()
    list.contents.freshness = PnpmFreshness.judge(main, importers, input)
    return list.contents
  }

  private func version(_ lock: DataValue) throws(SyntaxFailure) -> Int {
    let spelled = lock["lockfileVersion"]?.string ?? ""
    guard let major = Int(spelled.utf8.prefix(while: \.isDigit).text), (5...9).contains(major) else {
      throw SyntaxFailure(
        code: "version.unsupported", line: lock["lockfileVersion"]?.line,
        message: "lockfileVersion \(spelled.isEmpty ? "of no number" : spelled) is not known")
    }
    return major
  }

  /// What decides among versions or changes what is installed.
  private func readSettings(_ lock: DataValue, into list: inout NodePackageList) {
    for (key, value) in lock["settings"]?.members ?? [] { list.fact("setting:" + key, value.string ?? "") }
    for (key, value) in lock["overrides"]?.members ?? [] {
      list.fact("override:" + key, NodeDependency.printed(value.string ?? ""))
    }
    for key in ["packageExtensionsChecksum", "pnpmfileChecksum"] {
      if let value = lock[key]?.string { list.fact(key, value) }
    }
    for name in lock["ignoredOptionalDependencies"]?.strings ?? [] { list.fact("ignored-optional:" + name, "true") }
    for (key, value) in lock["patchedDependencies"]?.members ?? [] {
      // The newest versions have the hash alone.
      list.fact("patch:" + key, value.string ?? value["hash"]?.string ?? "")
      if let path = value["path"]?.string {
        list.contents.references.append(LockReference(.file, path, from: list.lock, line: value.line))
      }
    }
  }
}
