import Foundation

/// Recorded digests of the reference; the file's own `meta` says what its fields mean.
struct ContentVectors: Decodable {
  struct Node: Decodable {
    let path: String
    let type: String
    let mode: String?
    let content: String?
    let target: String?
    let uid: UInt32?
    let gid: UInt32?
    let xattrs: [String: String]?
  }

  struct Source: Decodable, Hashable {
    let path: String
    let include: [String]?
    let exclude: [String]?
    let required: [String]?
  }

  struct Instruction: Decodable {
    let copySources: [Source]
    let contentDigest: String?
    let selectorDigest: String
    let error: String?
    let errorKind: String?
  }

  struct Case: Decodable {
    let id: String
    let tree: String
    let ignore: String
    let dockerfile: String
    let followPaths: [String]?
    let sentPaths: [String]
    let filesThatArriveEmpty: [String]?
    let records: [String: String]?
    let historyDependent: Bool?
    let error: String?
    let copyInstructions: [Instruction]
  }

  let cases: [Case]
  let trees: [String: [Node]]

  static func load(_ url: URL) throws -> ContentVectors {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .custom { keys in
      // Keys that are paths stay as they are.
      let last = keys[keys.count - 1]
      guard keys.count > 1, !["records", "trees", "xattrs"].contains(keys[keys.count - 2].stringValue) else {
        return last
      }
      let words = last.stringValue.split(separator: "_", omittingEmptySubsequences: false)
      return Key(words[0] + words.dropFirst().map(\.capitalized).joined())
    }
    return try decoder.decode(ContentVectors.self, from: Data(contentsOf: url))
  }

  static func generated() throws -> ContentVectors {
    guard let url = Bundle.module.url(forResource: "contenthash", withExtension: "json", subdirectory: "Resources")
    else { throw CocoaError(.fileNoSuchFile) }
    return try load(url)
  }

  /// Trees and ignore files of public projects.
  static let realProjects = "vectors/real-projects/contenthash.json"

  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ text: String) { stringValue = text }
    init?(stringValue: String) { self.init(stringValue) }
    init?(intValue: Int) { nil }
  }
}
