internal import ContainerFiles

/// The name of an image taken apart, whether or not variables in it have values.
///
/// Follows distribution's `reference.ParseNormalizedNamed`, as `ImageReference` does.
struct ImageName {
  /// With registry and namespace, such as `docker.io/library/python`; as written where variables decide it.
  let repository: String
  let tag: String?
  /// `algorithm:hex`.
  let digest: String?

  /// Nil for what is no name of an image.
  ///
  /// - Parameter isOpen: whether variables without a value stand in `text` as `${NAME}`.
  init?(_ text: String, isOpen: Bool) {
    guard isOpen else {
      guard let reference = ImageReference(name: text) else { return nil }
      repository = reference.repository
      tag = reference.tag
      digest = reference.digest
      return
    }
    let (name, digest) = Self.split(text, at: UInt8(ascii: "@"))
    let (repository, tag) = Self.split(name, at: UInt8(ascii: ":"))
    self.repository = repository.holds("$") ? repository : ImageReference(name: repository)?.repository ?? repository
    self.digest = digest.flatMap { PackageHash.canonical($0) }
    // A digest that is open decides as little as a tag.
    self.tag = self.digest == nil ? digest.map { (tag ?? "") + "@" + $0 } ?? tag : tag
  }

  /// What stands before and behind the last `sign` that is in the last component and not within braces.
  private static func split(_ text: String, at sign: UInt8) -> (String, String?) {
    let bytes = Array(text.utf8)
    var depth = 0
    for index in bytes.indices.reversed() {
      switch bytes[index] {
      case UInt8(ascii: "}"): depth += 1
      case UInt8(ascii: "{"): depth -= 1
      case UInt8(ascii: "/") where depth == 0: return (text, nil)
      case sign where depth == 0: return (bytes[..<index].text, bytes[(index + 1)...].text)
      default: break
      }
    }
    return (text, nil)
  }

  /// The name with its tag, for people.
  var shown: String { tag.map { "\(repository):\($0)" } ?? repository }

  /// Whether the tag names a version; `latest`, `alpine` or `bookworm` do not.
  var namesVersion: Bool { tag.map { $0.utf8.contains(where: \.isDigit) && !$0.holds("$") } ?? false }
}
