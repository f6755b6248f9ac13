/// A `pyproject.toml`, or the block that stands for one in a script (PEP 723).
struct ProjectManifest {
  /// Why a manifest cannot be compared with.
  struct Failure: Error {
    let reason: String
  }

  /// No manifest comes near it, and comparing must end in bounded time.
  private static let maximumBytes = 8 << 20

  /// The path of the file, relative to the root of the tree.
  let path: LockPath
  let root: DataValue

  /// Reads the file `name`, relative to the folder of `place`; nil when there is none.
  static func read(
    _ name: String, from place: LockPath, _ source: any LockfileSource
  ) throws(Failure) -> ProjectManifest? {
    guard let path = place.resolving(name), let bytes = source.bytes(at: path) else { return nil }
    guard bytes.count <= maximumBytes else {
      throw Failure(reason: "\(name) cannot be read: larger than \(maximumBytes >> 20) MiB")
    }
    do {
      return ProjectManifest(path: LockPath(path), root: try TOMLText.parse(try FileText.decode(bytes)))
    } catch {
      throw Failure(reason: "\(name) cannot be read: \(error.message)" + (error.line.map { " in line \($0)" } ?? ""))
    }
  }

  var project: DataValue? { root["project"] }

  /// Normalised; nil when there is no `[project]` with a name.
  var name: String? { project?["name"]?.string.map { PackageName.normalized($0) } }

  /// Whether the build backend is asked for a part of `[project]`.
  func isDynamic(_ key: String) -> Bool {
    (project?["dynamic"]?.strings ?? []).contains { $0.utf8.elementsEqual(key.utf8) }
  }

  /// The files that building needs beside the sources: the readme and the texts of licenses.
  var files: [LockReference] {
    let poetry = root["tool"]?["poetry"]
    var names = [project?["readme"]?.string, project?["readme"]?["file"]?.string, project?["license"]?["file"]?.string]
    // poetry takes one or several.
    names += [poetry?["readme"]?.string] + (poetry?["readme"]?.strings ?? [])
    var files: [LockReference] = []
    for name in names.compactMap({ $0 }) {
      let file = LockReference(.file, name, from: path)
      if !files.contains(file) { files.append(file) }
    }
    return files
  }
}
