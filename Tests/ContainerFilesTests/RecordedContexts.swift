import Foundation
import TestSupport

/// Dockerfiles with what BuildKit asked for when it built them; recorded elsewhere, so they are not in this repository.
enum RecordedContexts {
  private static let file = SharedFolder.file("vectors/contenthash.json")
  static let isPresent = SharedFolder.has("vectors/contenthash.json")

  struct Case: Sendable, Decodable, CustomStringConvertible {
    let id: String
    let dockerfile: String
    /// Nil for everything.
    let followPaths: [String]?
    let copyInstructions: [Copy]

    var description: String { id }
  }

  struct Copy: Sendable, Decodable {
    let copySources: [Source]
  }

  struct Source: Sendable, Decodable, Hashable {
    let path: String
    let include: [String]?
    let exclude: [String]?
    let required: [String]?
  }

  static func cases() throws -> [Case] {
    struct File: Decodable { let cases: [Case] }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(File.self, from: Data(contentsOf: file)).cases
  }
}
