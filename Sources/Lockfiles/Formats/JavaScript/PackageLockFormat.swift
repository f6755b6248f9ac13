internal import Fingerprints

/// npm's `package-lock.json` and `npm-shrinkwrap.json`, lockfile versions 1 to 3.
///
/// The file that npm keeps within `node_modules` has another name and is not the project's.
struct PackageLockFormat: LockfileFormat {
  let name: String
  let ecosystem = "npm"

  static let newestVersion = 3

  func recognises(_ path: LockPath) -> Bool { path.name == name }

  func recognises(content: [UInt8]) -> Bool {
    guard name == "package-lock.json" else { return false }
    // npm writes it behind name and version.
    let beginning = content.prefix(1024).text
    return beginning.trimmed.starts(with: "{") && beginning.holds("\"lockfileVersion\"")
      && beginning.holds("\"requires\"")
  }

  let holdsTargets = true

  func read(_ input: LockInput) throws(DigestUnavailable) -> LockContents {
    do throws(SyntaxFailure) {
      let text = try FileText.decode(input.bytes)
      let root = try ConflictMarkers.explaining(text) { text throws(SyntaxFailure) in try JSONText.parse(text) }
      return try read(root, input)
    } catch {
      return .unreadable(error)
    }
  }

  private func read(_ root: DataValue, _ input: LockInput) throws(SyntaxFailure) -> LockContents {
    let version = root["lockfileVersion"]?.integer
    guard root.table != nil, version != nil || root["dependencies"] != nil || root["packages"] != nil else {
      throw SyntaxFailure(line: nil, message: "there is no lockfileVersion, so this is no lock of npm")
    }
    if let version, version > Self.newestVersion {
      throw SyntaxFailure(
        code: "version.unsupported", line: root["lockfileVersion"]?.line,
        message: "lockfileVersion \(version) is not known")
    }
    var list = NodePackageList(lock: input.path)
    list.contents.formatVersion = version.map(String.init)
    list.reference(member: "", line: nil)
    if let packages = root["packages"] {
      try PackageLockPackages.read(packages, into: &list)
      PackageLockHalves.compare(root, into: &list)
    } else {
      list.contents.holdsTargets = false
      try PackageLockTree.read(root, into: &list)
    }
    list.finish()
    shadow(input, &list)
    list.contents.freshness = PackageLockFreshness.judge(root, input)
    return list.contents
  }

  /// npm reads the other file when both are there.
  private func shadow(_ input: LockInput, _ list: inout NodePackageList) {
    guard name == "package-lock.json", let other = input.path.resolving("npm-shrinkwrap.json"),
      input.source.bytes(at: other) != nil
    else { return }
    list.contents.findings.append(
      LockFinding("shadowed", "npm reads npm-shrinkwrap.json, which lies beside it, and not this file"))
  }
}
