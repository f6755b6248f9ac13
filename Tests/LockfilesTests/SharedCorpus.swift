import Foundation
import Lockfiles
import TestSupport

/// Real lockfiles with what their own tools say about them; third-party, so they are not in this repository.
enum SharedCorpus {
  static let root = SharedFolder.file("lockfiles")

  static let isPresent = FileManager.default.fileExists(atPath: root.appendingPathComponent("corpus/index.json").path)

  struct Entry: Sendable, CustomStringConvertible {
    let id: String
    let format: String
    let folder: String
    let lockfile: String
    /// Stored name to the path it has in its project.
    let paths: [String: String]
    let facts: Data

    var description: String { id }

    var json: [String: Any] { (try? JSONSerialization.jsonObject(with: facts)) as? [String: Any] ?? [:] }
    var packages: [String] { json["packages"] as? [String] ?? [] }

    var isPresent: Bool {
      FileManager.default.fileExists(atPath: root.appendingPathComponent("corpus/\(folder)/\(lockfile)").path)
    }

    /// What the reader calls the format.
    var expectedFormat: String? { LockfileReader.format(ofPath: SharedCorpus.usualName(of: format)) }

    /// Where the lock lies in its project.
    var path: String { paths[lockfile] ?? lockfile }

    func source() -> MemorySource {
      var source = MemorySource()
      for (stored, path) in paths { source.files[path] = SharedCorpus.bytes("corpus/\(folder)/\(stored)") }
      return source
    }

    func read() throws -> Lockfile {
      let source = source()
      return try LockfileReader.read(path, bytes: source.files[path] ?? [], from: source)
    }
  }

  static let entries: [Entry] = list("corpus/index.json").compactMap { item in
    guard let format = item["format"] as? String, let id = item["id"] as? String,
      let folder = item["dir"] as? String, let lockfile = item["lockfile"] as? String,
      let files = item["files"] as? [[String: Any]], let facts = item["facts"],
      let data = try? JSONSerialization.data(withJSONObject: facts)
    else { return nil }
    let pairs = files.compactMap { file in
      (file["file"] as? String).flatMap { name in (file["source_path"] as? String).map { (name, $0) } }
    }
    return Entry(
      id: id, format: format, folder: folder, lockfile: lockfile,
      paths: Dictionary(pairs, uniquingKeysWith: { first, _ in first }), facts: data)
  }

  /// Those whose format is read.
  static let known = entries.filter { isKnown($0.format) && $0.isPresent }

  /// The formats of which the index has entries whose files are not in this copy.
  static var absentFormats: Set<String> {
    Set(entries.filter { !$0.isPresent }.map(\.format) + twins.filter { !$0.isPresent }.map(\.format))
  }

  static func isKnown(_ format: String) -> Bool { LockfileReader.format(ofPath: usualName(of: format)) != nil }

  /// A file name of the format, whose names in the index are not all file names.
  static func usualName(of format: String) -> String {
    switch format {
    case "conda-explicit": "conda-linux-64.lock"
    case "compose": "compose.yaml"
    case "repro-get": "SHA256SUMS-amd64"
    default: format
    }
  }

  static func entries(_ format: String) -> [Entry] { entries.filter { $0.format == format } }

  struct Twin: Sendable, CustomStringConvertible {
    let format: String
    let base: String
    let other: String
    let isCosmetic: Bool

    var description: String { other }
    var path: String { SharedCorpus.usualName(of: format) }
    var isPresent: Bool { FileManager.default.fileExists(atPath: root.appendingPathComponent(other).path) }
  }

  /// Those whose format is read.
  static let knownTwins = twins.filter { isKnown($0.format) && $0.isPresent }

  static let twins: [Twin] = list("twins/index.json").flatMap { item -> [Twin] in
    guard let format = item["format"] as? String, let name = item["case"] as? String,
      let base = item["base"] as? String
    else { return [] }
    let folder = "twins/\(format)/\(name)/"
    return [("cosmetic", true), ("semantic", false)].flatMap { key, isCosmetic in
      (item[key] as? [String] ?? []).map {
        Twin(format: format, base: folder + base, other: folder + $0, isCosmetic: isCosmetic)
      }
    }
  }

  struct ManifestTwin: Sendable, CustomStringConvertible {
    let lock: String
    let manifest: String
    let isFresh: Bool

    var description: String { manifest }
  }

  static let manifestTwins = manifestTwins(of: "poetry") { $0["is_fresh"] as? Bool }

  /// `uv lock --check` ends with 0 for a fresh lock.
  static let uvManifestTwins = manifestTwins(of: "uv") { ($0["rc"] as? Int).map { $0 == 0 } }

  private static func manifestTwins(of tool: String, isFresh: ([String: Any]) -> Bool?) -> [ManifestTwin] {
    list("manifest_twins/\(tool)/index.json").compactMap { item in
      guard let name = item["case"] as? String, let file = item["file"] as? String, let isFresh = isFresh(item) else {
        return nil
      }
      return ManifestTwin(
        lock: "corpus/\(tool).lock/\(name)/\(tool).lock", manifest: "manifest_twins/\(tool)/\(file)", isFresh: isFresh)
    }
  }

  static func bytes(_ path: String) -> [UInt8]? {
    (try? Data(contentsOf: root.appendingPathComponent(path))).map(Array.init)
  }

  private static func list(_ path: String) -> [[String: Any]] {
    guard let bytes = bytes(path), let json = try? JSONSerialization.jsonObject(with: Data(bytes)) else { return [] }
    return json as? [[String: Any]] ?? []
  }
}
