import Foundation

/// Recorded answers of the reference; the file's own `meta` says what its fields mean.
struct PatternVectors: Decodable {
  struct Case: Decodable {
    let id: String
    let kind: String
    let patterns: [String]?
    let paths: [PathAnswer]?
    let text: String?
    let textBase64: Data?
    let textRepeat: Repetition?
    let readError: String?
    let compileError: String?
    let tree: String?
    let excludedPaths: [String]?
    let excludedPathsWhenWalkingDiffers: [String: Bool]?

    /// The bytes of the ignore file, for the kinds that have one.
    var bytes: [UInt8] {
      if let textBase64 { return Array(textBase64) }
      if let textRepeat {
        return Array(textRepeat.prefix.utf8) + [UInt8](repeating: UInt8(ascii: "a"), count: textRepeat.count)
          + Array(textRepeat.suffix.utf8)
      }
      return Array((text ?? "").utf8)
    }
  }

  struct PathAnswer: Decodable {
    let path: String
    let matched: Bool
    let matchedWalk: Bool?
    let error: String?
  }

  struct Repetition: Decodable {
    let count: Int
    let prefix: String
    let suffix: String
  }

  let cases: [Case]
  let trees: [String: [String]]

  static func load(_ url: URL) throws -> PatternVectors {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    decoder.dataDecodingStrategy = .base64
    return try decoder.decode(PatternVectors.self, from: Data(contentsOf: url))
  }

  /// The generated ones, which are part of this project.
  static func generated() throws -> PatternVectors {
    guard let url = Bundle.module.url(forResource: "patterns", withExtension: "json", subdirectory: "Resources") else {
      throw CocoaError(.fileNoSuchFile)
    }
    return try load(url)
  }

  /// Ignore files of public projects, which are not.
  static let realProjects = "vectors/real-projects/patterns.json"
}
