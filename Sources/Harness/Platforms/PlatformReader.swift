internal import Fingerprints
internal import Git
internal import Model
internal import Platforms

/// Gives the content that files of a commit have on a platform; one reader serves one thread.
struct PlatformReader: ~Copyable {
  private let reader: CheckoutReader
  private let rules: PlatformRules

  /// - Parameter attributes: the commit's attribute files, by path from the repository's root.
  init(objectsDirectory: String, attributes: [(path: BytePath, id: ObjectID)], rules: PlatformRules) throws {
    var reader = try CheckoutReader(objectsDirectory: objectsDirectory)
    for file in attributes { try reader.add(attributeFile: file.path, id: file.id) }
    self.reader = reader
    self.rules = rules
  }

  /// The text of the link `id`.
  func link(_ id: ObjectID, at path: BytePath) throws -> [UInt8] {
    try reader.withContent(of: path, id: id, isVerbatim: true) { $0.withUnsafeBytes { Array($0) } }
  }

  /// Lends what is written for the file `id` at `path`, from the repository's root.
  func withFile<Value>(_ id: ObjectID, at path: BytePath, _ body: (RawSpan) -> Value) throws -> Value {
    guard rules.writesCRLF else { return try reader.withContent(of: path, id: id, isVerbatim: false, body) }
    let conversion = try attributes(of: path).conversion
    return try reader.withContentBeforeLineEnds(of: path, id: id) { content in
      if let converted = content.withUnsafeBytes({ conversion.apply($0) }) { return body(converted.span.bytes) }
      return body(content)
    }
  }

  private func attributes(of path: BytePath) throws(GitFailure) -> TextAttributes {
    TextAttributes(
      text: Self.value(try reader.attribute("text", of: path)), eol: Self.value(try reader.attribute("eol", of: path)),
      crlf: Self.value(try reader.attribute("crlf", of: path)))
  }

  private static func value(_ value: AttributeValue) -> TextAttributes.Value {
    switch value {
    case .unspecified: .unspecified
    case .set: .set
    case .unset: .unset
    case .text(let word): .word(word)
    }
  }
}
