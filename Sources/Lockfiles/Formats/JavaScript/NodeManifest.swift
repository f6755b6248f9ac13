/// A `package.json`.
struct NodeManifest {
  /// From the tree's root.
  let path: String
  let value: DataValue

  /// Why a manifest cannot be looked at, as a reason for not knowing.
  struct Absence: Error {
    let reason: String
  }

  /// The manifest in a folder beside the lock; the empty folder is the lock's own.
  static func read(
    _ folder: String, name: String = "package.json", beside lock: LockPath, from source: any LockfileSource
  ) throws(Absence) -> NodeManifest {
    let written = folder.isEmpty || folder == "." ? name : folder + "/" + name
    guard let path = lock.resolving(written) else { throw Absence(reason: "\(written) lies outside the tree") }
    guard let bytes = source.bytes(at: path) else {
      throw Absence(
        reason: written == name
          ? "there is no \(name) beside the lock" : "there is no \(written), which the lock was made from")
    }
    do {
      let value = try JSONText.parse(try FileText.decode(bytes), relaxed: name != "package.json")
      guard value.table != nil else { throw Absence(reason: "\(path) holds no object") }
      return NodeManifest(path: path, value: value)
    } catch let error as SyntaxFailure {
      throw Absence(reason: "\(path) cannot be read: \(error.message)" + (error.line.map { " in line \($0)" } ?? ""))
    } catch let error as Absence {
      throw error
    } catch {
      throw Absence(reason: "\(path) cannot be read")
    }
  }

  func dependencies(_ section: String) -> [NodeDependency] { NodeDependency.list(section, of: value) }

  /// The patterns of `workspaces`, which is a list or an object with `packages`.
  var workspaces: WorkspacePatterns {
    WorkspacePatterns(value["workspaces"]?["packages"]?.strings ?? value["workspaces"]?.strings ?? [])
  }
}
