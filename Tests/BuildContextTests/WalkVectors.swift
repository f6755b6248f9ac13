import Foundation

/// Recorded listings of the reference; the file's own `meta` says what its fields mean.
struct WalkVectors: Decodable {
  struct Node: Decodable {
    let path: String
    let type: String
    let mode: String?
    let content: String?
    let target: String?
  }

  struct Record: Decodable, Hashable {
    let path: String
    let type: String
    let mode: String
    let size: Int?
    let linkname: String?
    let arrivedSize: Int?
  }

  struct Case: Decodable {
    let id: String
    let tree: String
    let ignore: String
    let includePatterns: [String]?
    let followPaths: [String]?
    let error: String?
    let sent: [Record]?
  }

  let cases: [Case]
  let trees: [String: [Node]]

  static func load(_ url: URL) throws -> WalkVectors {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(WalkVectors.self, from: Data(contentsOf: url))
  }

  static func generated() throws -> WalkVectors {
    guard let url = Bundle.module.url(forResource: "walks", withExtension: "json", subdirectory: "Resources") else {
      throw CocoaError(.fileNoSuchFile)
    }
    return try load(url)
  }

  /// Trees and ignore files of public projects.
  static let realProjects = "vectors/real-projects/walks.json"

  /// Makes the nodes of `tree` in `directory`, in their order and with exactly their modes.
  static func build(_ tree: [Node], in directory: String) throws {
    for node in tree {
      let path = directory + "/" + node.path
      switch node.type {
      case "dir": try check(mkdir(path, 0o700), path)
      case "file":
        guard FileManager.default.createFile(atPath: path, contents: Data((node.content ?? "").utf8)) else {
          throw POSIXError(.EIO)
        }
      case "symlink": try check(symlink(node.target ?? "", path), path)
      case "hardlink": try check(link(directory + "/" + (node.target ?? ""), path), path)
      case "fifo": try check(mkfifo(path, 0o600), path)
      case "socket": try check(mknod(path, S_IFSOCK | 0o600, 0), path)
      default: throw CocoaError(.featureUnsupported)
      }
    }
    // Afterwards, so that a directory without write permission can be filled.
    for node in tree.reversed() where node.type != "symlink" && node.type != "hardlink" {
      guard let mode = node.mode.flatMap({ mode_t($0, radix: 8) }) else { continue }
      try check(chmod(directory + "/" + node.path, mode), node.path)
    }
  }

  private static func check(_ status: Int32, _ path: String) throws {
    guard status == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO, userInfo: ["path": path]) }
  }
}
