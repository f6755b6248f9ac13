public import Fingerprints

/// One entry of a side of a comparison, with as much as is known of it.
public struct ComparedEntry: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable {
    case file
    case symlink = "link"
    case directory
  }

  public var path: BytePath
  public var kind: Kind
  /// Whether its owner may execute the file; false of what is no file.
  public var isExecutable: Bool
  /// Permission bits with set-id and sticky bits; nil when only the executable bit is known.
  public var permissions: UInt16?
  /// Of a file's content or of a link's text; nil of a directory.
  public var digest: SHA256Digest?
  /// A link's text; nil when only its digest is known.
  public var link: [UInt8]?
  /// Of all extended attributes; nil when they are not known.
  public var attributes: SHA256Digest?

  public init(
    path: BytePath, kind: Kind, isExecutable: Bool = false, permissions: UInt16? = nil, digest: SHA256Digest? = nil,
    link: [UInt8]? = nil, attributes: SHA256Digest? = nil
  ) {
    self.path = path
    self.kind = kind
    self.isExecutable = isExecutable
    self.permissions = permissions
    self.digest = digest
    self.link = link
    self.attributes = attributes
  }

  /// The path as manifests print it, a directory with its slash.
  var shown: String {
    String(decoding: Manifest.printedName(path.bytes, isDirectory: kind == .directory), as: UTF8.self)
  }
}

extension ComparedEntry {
  /// The entries that a manifest of `lockstep-v1` lists; lines that are none are left out.
  public static func list(manifest: String) -> [ComparedEntry] {
    Fingerprint(subject: "", scheme: Manifest.scheme, digest: "", text: manifest).parts.compactMap { part in
      guard let mode = part.values.first, let path = PathText.unescaped(part.name) else { return nil }
      let digest = part.values.count > 1 ? SHA256Digest(hex: part.values[1].utf8) : nil
      switch mode {
      case "100644": return ComparedEntry(path: BytePath(path), kind: .file, digest: digest)
      case "100755": return ComparedEntry(path: BytePath(path), kind: .file, isExecutable: true, digest: digest)
      case "120000": return ComparedEntry(path: BytePath(path), kind: .symlink, digest: digest)
      case "040000":
        guard path.last == UInt8(ascii: "/") else { return nil }
        return ComparedEntry(path: BytePath(Array(path.dropLast())), kind: .directory)
      default: return nil
      }
    }
  }
}
