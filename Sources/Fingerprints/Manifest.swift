/// The canonical listing of a context and its `lockstep-v1` digest.
///
/// One line an entry, sorted by the bytes of the path as printed:
///
///     100644 <sha256 of the bytes>  path
///     100755 <sha256 of the bytes>  path
///     120000 <sha256 of the link text>  path
///     040000 -  path/
///
/// The digest is the SHA-256 of that text, so coreutils can check it. An empty context has an empty text.
public struct Manifest: Hashable, Sendable {
  /// The name of the digest scheme; its rules never change.
  public static let scheme = "lockstep-v1"

  /// The lines, each ended by a newline.
  public let text: [UInt8]

  /// The manifest of `entries`, in whatever order they come.
  public init(entries: some Sequence<ContextEntry>) { self.init(list: Array(entries)) }

  private init(list entries: [ContextEntry]) {
    var lines = entries.map(Line.init)
    lines.sort { $0.printedPath.precedes($1.printedPath) }
    var text: [UInt8] = []
    text.reserveCapacity(lines.count * 120)
    for line in lines { line.append(to: &text) }
    self.text = text
  }

  /// A manifest read back from where it was stored.
  public init(text: [UInt8]) { self.text = text }

  /// - Throws: ``DigestUnavailable`` when libcrypto has no SHA-256.
  public func digest() throws(DigestUnavailable) -> SHA256Digest { try SHA256Digest.of(text) }

  /// The path as a manifest prints and sorts it: escaped, a directory with its slash.
  public static func printedPath(_ entry: ContextEntry) -> [UInt8] {
    printedName(entry.path.bytes, isDirectory: entry.kind == .directory)
  }

  /// The same of a path, or of a part of one, that is not an entry yet.
  public static func printedName(_ name: [UInt8], isDirectory: Bool) -> [UInt8] {
    var printed: [UInt8] = []
    printed.reserveCapacity(name.count + 1)
    PathText.appendEscaped(name, to: &printed)
    if isDirectory { printed.append(UInt8(ascii: "/")) }
    return printed
  }

  private struct Line {
    let printedPath: [UInt8]
    let kind: ContextEntry.Kind

    init(_ entry: ContextEntry) {
      printedPath = Manifest.printedPath(entry)
      kind = entry.kind
    }

    func append(to text: inout [UInt8]) { Manifest.append(kind, [], printedPath, to: &text) }
  }

  /// Appends the line of an entry, whose path as printed is `prefix` and `name` together, to a manifest's text.
  public static func append(_ kind: ContextEntry.Kind, _ prefix: [UInt8], _ name: [UInt8], to text: inout [UInt8]) {
    switch kind {
    case .file(let executable, let content):
      text.append(contentsOf: executable ? executableMode : fileMode)
      content.appendHex(to: &text)
    case .symlink(_, let content):
      text.append(contentsOf: symlinkMode)
      content.appendHex(to: &text)
    case .directory:
      text.append(contentsOf: directoryMode)
    }
    text.append(contentsOf: separator)
    text.append(contentsOf: prefix)
    text.append(contentsOf: name)
    text.append(0x0A)
  }

  private static let fileMode = Array("100644 ".utf8)
  private static let executableMode = Array("100755 ".utf8)
  private static let symlinkMode = Array("120000 ".utf8)
  private static let directoryMode = Array("040000 -".utf8)
  private static let separator = Array("  ".utf8)
}
