internal import PlainYAML

/// What a compose file says about where images come from, with places.
public struct ComposeServices: Hashable, Sendable {
  /// A text and where it stands.
  public struct Place: Hashable, Sendable {
    public let text: String
    /// Counted from 1.
    public let line: Int
  }

  /// One service, as far as images and builds go.
  public struct Service: Hashable, Sendable {
    public let name: String
    public let line: Int
    /// `image:`; what a build is called when the service has one.
    public let image: Place?
    /// The `build:` itself, or its `context:`; as written.
    public let context: Place?
    /// `additional_contexts:`, values only.
    public let additionalContexts: [Place]
    public let isBuilt: Bool
  }

  /// In the order of the file.
  public let services: [Service]

  /// Reads as much as rules about builds ask for; whatever has another form is passed over.
  ///
  /// - Throws: when the text is no YAML.
  public init(_ text: String) throws(UnreadableText) {
    let root = try YAMLTree.reading(text)
    services = (root["services"]?.pairs ?? []).compactMap { key, service in
      guard let name = key.scalar, service.pairs != nil else { return nil }
      let build = service["build"]
      let context = build.flatMap { $0.scalar == nil ? $0["context"] : $0 }
      let additional = build?["additional_contexts"]
      return Service(
        name: name, line: key.line, image: service["image"].flatMap(Self.place), context: context.flatMap(Self.place),
        additionalContexts: (additional?.pairs?.map(\.value) ?? additional?.items ?? []).compactMap(Self.place),
        isBuilt: build != nil)
    }
  }

  private static func place(_ node: YAMLTree) -> Place? { node.scalar.map { Place(text: $0, line: node.line) } }
}
