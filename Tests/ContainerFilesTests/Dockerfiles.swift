import ContainerFiles

extension Dockerfile {
  /// Reads a Dockerfile written in a test.
  static func read(_ text: String) throws(DockerfileError) -> Dockerfile { try Dockerfile(Array(text.utf8)) }
}

extension Dockerfile.ContextRead {
  /// `LINE READER sources`, the sources with variables expanded.
  var summary: String {
    "\(line) \(reader.rawValue) \(sources.map(\.text.description).joined(separator: " "))"
  }
}

/// The reads of a Dockerfile, one line each.
func summaries(
  _ text: String, target: String? = nil, _ arguments: [String: String] = [:]
) throws(DockerfileError) -> [String] {
  try Dockerfile.read(text).contextReads(target: target, buildArguments: arguments).map(\.summary)
}
