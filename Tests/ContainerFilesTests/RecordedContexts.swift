import Foundation

/// Dockerfiles with what BuildKit asked for when it built them; recorded elsewhere, so they are not in this repository.
enum RecordedContexts {
  /// `LOCKSTEP_SHARED`, else `../shared` beside the package.
  private static let file: URL = {
    let name = "vectors/contenthash.json"
    if let path = ProcessInfo.processInfo.environment["LOCKSTEP_SHARED"] {
      return URL(fileURLWithPath: path).appendingPathComponent(name)
    }
    var package = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { package.deleteLastPathComponent() }
    return package.appendingPathComponent("../shared/\(name)").standardizedFileURL
  }()

  static let isPresent = FileManager.default.fileExists(atPath: file.path)

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
