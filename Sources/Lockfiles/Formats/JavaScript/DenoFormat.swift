internal import Fingerprints

/// Deno's `deno.lock`, versions 1 to 5.
struct DenoFormat: LockfileFormat {
  let name = "deno.lock"
  let ecosystem = "deno"
  let holdsTargets = true

  func recognises(_ path: LockPath) -> Bool { path.name == name }

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
    guard let table = root.table else {
      throw SyntaxFailure(line: root.line, message: "holds no object, so this is no lock of Deno")
    }
    var list = NodePackageList(lock: input.path)
    guard let version = root["version"] else {
      // The first version is nothing but addresses and hashes.
      list.contents.formatVersion = "1"
      try DenoPackages.readRemote(table.members, into: &list)
      return finish(list)
    }
    guard let spelled = version.string, ["2", "3", "4", "5"].contains(spelled) else {
      throw SyntaxFailure(
        code: "version.unsupported", line: version.line, message: "version \(version.string ?? "") is not known")
    }
    list.contents.formatVersion = spelled
    list.contents.holdsTargets = spelled == "5"
    try DenoPackages.read(root, version: spelled, into: &list)
    for (address, target) in root["redirects"]?.members ?? [] {
      list.fact("redirect:" + WebAddress.canonical(address), WebAddress.canonical(target.string ?? ""))
    }
    DenoFreshness.judge(root, input, &list.contents)
    return finish(list)
  }

  private func finish(_ list: NodePackageList) -> LockContents {
    var list = list
    list.finish()
    return list.contents
  }
}
