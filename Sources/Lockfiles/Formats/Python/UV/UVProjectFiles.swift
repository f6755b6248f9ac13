internal import Fingerprints

/// The manifests that a lock of uv was made from.
struct UVProjectFiles {
  /// The one beside the lock; nil when there is none or it cannot be read.
  private(set) var root: UVProject?
  /// The projects of the workspace in byte order of their names, the root among them when it is one.
  private(set) var members: [UVProject] = []
  /// `uv.toml`, whose settings go before those of `tool.uv`.
  private(set) var settings: DataValue?
  /// Why the manifests do not tell all.
  private(set) var doubts: [String] = []
  private(set) var references: [LockReference] = []
  /// Whether the lock is that of a script.
  let isScript: Bool

  let lock: LockPath
  let source: any LockfileSource

  init(at lock: LockPath, source: any LockfileSource) {
    self.lock = lock
    self.source = source
    isScript = !lock.name.utf8.elementsEqual("uv.lock".utf8)
    let name = isScript ? lock.name.utf8.dropLast(5).text : "pyproject.toml"
    references = [LockReference(.manifest, name, from: lock)]
    do {
      let manifest = isScript ? try ScriptBlock.read(name, from: lock, source) : try .read(name, from: lock, source)
      guard let manifest else {
        doubts.append("there is no \(name) beside the lock")
        return
      }
      root = UVProject(manifest: manifest, folder: ".")
      let file = isScript ? nil : try ProjectManifest.read("uv.toml", from: lock, source)
      settings = file?.root ?? manifest.root["tool"]?["uv"]
    } catch {
      doubts.append(error.reason)
      return
    }
    if !isScript { readMembers() }
    references += members.flatMap(\.manifest.files)
  }

  /// The member called `name`.
  func member(_ name: String) -> UVProject? { members.first { $0.name.utf8.elementsEqual(name.utf8) } }

  /// The manifest in a folder that a path leads to, relative to the lock's; nil when it cannot be read.
  func project(at folder: String) -> UVProject? {
    let name = folder == "." ? "pyproject.toml" : folder + "/pyproject.toml"
    return (try? ProjectManifest.read(name, from: lock, source)).map { UVProject(manifest: $0, folder: folder) }
  }

  /// Whether there is a folder at a path relative to the lock's; nil when that cannot be told.
  func isFolder(_ path: String) -> Bool? {
    guard let place = path == "." ? "" : lock.resolving(path) else { return nil }
    if !source.paths(below: place).isEmpty { return true }
    return source.bytes(at: place) == nil ? nil : false
  }

  private mutating func readMembers() {
    guard let root else { return }
    var found = root.manifest.name == nil ? [] : [root]
    let workspace = root.settings?["workspace"]
    let patterns = workspace?["members"]?.strings ?? []
    let folders = WorkspaceFolders.matching(
      patterns.map(LocalPath.normalized), manifest: "pyproject.toml", from: lock, source)
    if folders == nil { doubts.append("the members of the workspace may lie outside the tree") }
    let exclusions = (workspace?["exclude"]?.strings ?? []).map { UVExclusion(LocalPath.normalized($0)) }
    for folder in folders ?? [] {
      guard folder != ".", !exclusions.contains(where: { $0.matches(folder) }) else { continue }
      do {
        guard let manifest = try ProjectManifest.read(folder + "/pyproject.toml", from: lock, source) else { continue }
        let member = UVProject(manifest: manifest, folder: folder)
        if member.settings?["managed"]?.bool == false { continue }
        references.append(LockReference(.member, folder + "/pyproject.toml", from: lock))
        if manifest.name == nil { doubts.append("\(folder)/pyproject.toml has no [project] with a name") }
        found.append(member)
      } catch {
        doubts.append(error.reason)
      }
    }
    members = found.filter { $0.manifest.name != nil }.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }
}
