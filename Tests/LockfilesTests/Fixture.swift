import Foundation

/// Files below `Fixtures`: manifests of our own with the locks that the real tools made of them.
enum Fixture {
  static let root = Bundle.module.resourceURL?.appendingPathComponent("Fixtures") ?? URL(fileURLWithPath: "Fixtures")

  /// - Parameter path: such as `python/poetry-2.1/poetry.lock`.
  static func bytes(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: root.appendingPathComponent(path))) }

  static func text(_ path: String) throws -> String { String(decoding: try bytes(path), as: UTF8.self) }

  /// All files below a folder, by their paths in it.
  static func source(_ folder: String) throws -> MemorySource {
    let base = root.appendingPathComponent(folder)
    var source = MemorySource()
    for path in try FileManager.default.subpathsOfDirectory(atPath: base.path) {
      var isDirectory: ObjCBool = false
      let url = base.appendingPathComponent(path)
      guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isDirectory), !isDirectory.boolValue else {
        continue
      }
      source.files[path] = Array(try Data(contentsOf: url))
    }
    return source
  }
}
