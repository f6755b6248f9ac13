public import Dockerignore

/// The ignore file of a context, as it lies there.
public struct FoundIgnoreText: Sendable {
  /// Its path as shown: relative to the context's root, or as the user gave it; nil when there is none.
  public let name: String?
  /// Empty when there is none.
  public let bytes: [UInt8]
  /// What a user should know of how it was found: one sentence each, names escaped.
  public let warnings: [String]

  public init(name: String?, bytes: [UInt8], warnings: [String] = []) {
    self.name = name
    self.bytes = bytes
    self.warnings = warnings
  }
}

/// The ignore file a builder would use for a context, with its rules compiled.
public struct FoundIgnoreFile: Sendable {
  public let text: FoundIgnoreText
  public let file: IgnoreFile

  public var name: String? { text.name }
  public var bytes: [UInt8] { text.bytes }
  public var warnings: [String] { text.warnings }

  /// Compiles what was found.
  ///
  /// - Throws: ``ContextFailure/ignoreFile(name:_:)`` when the builder would refuse the file.
  public init(_ text: FoundIgnoreText) throws(ContextFailure) {
    do throws(IgnoreFileError) {
      file = try IgnoreFile(text.bytes)
      self.text = text
    } catch {
      throw .ignoreFile(name: text.name ?? "", error)
    }
  }

  /// Reads the rules in `bytes`, named `name` in messages.
  ///
  /// - Throws: ``ContextFailure/ignoreFile(name:_:)`` when the builder would refuse the file.
  public init(name: String, bytes: [UInt8]) throws(ContextFailure) {
    try self.init(FoundIgnoreText(name: name, bytes: bytes))
  }
}
