internal import Fingerprints

/// A thing that an attestation is about, by its digests.
///
/// Source: in-toto attestation framework 1.0, resource_descriptor.md.
public struct Subject: Hashable, Sendable {
  public var name: String
  /// Lower-case hexadecimal by algorithm: `sha256`, `gitCommit`, `gitTag`, `gitTree`, ….
  public var digests: [String: String]
  /// What else is known of it.
  public var annotations: [String: String]

  public init(_ name: String, digests: [String: String], annotations: [String: String] = [:]) {
    self.name = name
    self.digests = digests
    self.annotations = annotations
  }

  /// Nil when `json` is no subject: something with digests.
  init?(_ json: JSONValue) {
    guard let digests = json["digest"]?.texts, !digests.isEmpty else { return nil }
    self.init(json["name"]?.string ?? "", digests: digests, annotations: json["annotations"]?.texts ?? [:])
  }

  var json: JSONValue {
    .object([
      ("name", .string(name)), ("digest", .texts(digests)),
      ("annotations", annotations.isEmpty ? nil : .texts(annotations)),
    ])
  }

  /// `gitCommit:d20a…`, in the order of the algorithms.
  public var digestText: String { Self.text(digests) }

  static func text(_ digests: [String: String]) -> String {
    digests.sorted { $0.key < $1.key }.map { "\($0.key):\($0.value)" }.joined(separator: " ")
  }
}

/// Something that took part: a file, a source, conditions.
///
/// Source: in-toto attestation framework 1.0, resource_descriptor.md.
public struct ResourceDescriptor: Hashable, Sendable {
  public var name: String?
  public var uri: String?
  public var digests: [String: String]
  public var mediaType: String?
  public var content: [UInt8]?

  public init(
    name: String? = nil, uri: String? = nil, digests: [String: String] = [:], mediaType: String? = nil,
    content: [UInt8]? = nil
  ) {
    self.name = name
    self.uri = uri
    self.digests = digests
    self.mediaType = mediaType
    self.content = content
  }

  /// Nil when `json` is no object.
  init?(_ json: JSONValue?) {
    guard let json, json.members != nil else { return nil }
    self.init(
      name: json["name"]?.string, uri: json["uri"]?.string, digests: json["digest"]?.texts ?? [:],
      mediaType: json["mediaType"]?.string, content: json["content"]?.string.flatMap(Base64.decode))
  }

  var json: JSONValue {
    .object([
      ("name", name.map { .string($0) }), ("uri", uri.map { .string($0) }),
      ("digest", digests.isEmpty ? nil : .texts(digests)), ("mediaType", mediaType.map { .string($0) }),
      ("content", content.map { .string(Base64.encode($0)) }),
    ])
  }
}
