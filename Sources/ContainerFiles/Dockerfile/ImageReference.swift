/// The name of an image, taken apart.
///
/// Follows distribution's `reference.ParseNormalizedNamed`, which BuildKit uses for `FROM` and `--from`.
public struct ImageReference: Hashable, Sendable, CustomStringConvertible {
  /// With registry and namespace: `docker.io/library/alpine` for `alpine`.
  public let repository: String
  public let tag: String?
  /// Such as `sha256:…`.
  public let digest: String?

  /// The full name; without a tag and a digest it is that of the tag `latest`.
  public var description: String {
    let tag = tag ?? (digest == nil ? "latest" : nil)
    return repository + (tag.map { ":\($0)" } ?? "") + (digest.map { "@\($0)" } ?? "")
  }

  /// Nil for what is no name of an image.
  public init?(name: String) {
    guard let reference = try? ImageReference(Array(name.utf8)) else { return nil }
    self = reference
  }

  /// - Throws: for what is no name of an image.
  init(_ name: [UInt8]) throws(Refusal) {
    let invalid = Refusal("invalid image name \(Refusal.quote(name))")
    guard !(name.count == 64 && name.allSatisfy(Self.isLowerHex)) else {
      throw Refusal("an image's id can't stand for its name: \(Refusal.quote(name))")
    }
    let (domain, remainder) = Self.split(name)
    let beforeDigest = remainder.prefix { $0 != UInt8(ascii: "@") }
    let path = beforeDigest.prefix { $0 != UInt8(ascii: ":") }
    guard !remainder.prefix(while: { $0 != UInt8(ascii: ":") }).contains(where: { (0x41...0x5A).contains($0) }) else {
      throw Refusal("invalid image name \(Refusal.quote(name)): the repository must be lowercase")
    }
    let components = path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard components.allSatisfy(Self.isPathComponent), Self.isDomain(domain) || Self.isPathComponent(domain[...])
    else { throw invalid }
    repository = String(decoding: domain + [UInt8(ascii: "/")] + path, as: UTF8.self)
    guard repository.utf8.count <= 255 else { throw Refusal("an image's name must not be longer than 255 characters") }

    let tag = beforeDigest[path.endIndex...].dropFirst()
    let hasTag = path.endIndex < beforeDigest.endIndex
    guard !hasTag || Self.isTag(tag) else { throw invalid }
    self.tag = hasTag ? String(decoding: tag, as: UTF8.self) : nil
    guard beforeDigest.endIndex < remainder.endIndex else {
      digest = nil
      return
    }
    let digest = remainder[(beforeDigest.endIndex + 1)...]
    guard Self.isDigest(digest) else { throw invalid }
    self.digest = String(decoding: digest, as: UTF8.self)
  }

  /// The registry's host, and the rest; a first component that can be no host belongs to the rest.
  private static func split(_ name: [UInt8]) -> (domain: [UInt8], remainder: [UInt8]) {
    let hub = Array("docker.io".utf8)
    let official = Array("library/".utf8)
    let slash = UInt8(ascii: "/")
    guard let end = name.firstIndex(of: slash) else { return (hub, official + name) }
    let first = Array(name[..<end])
    let rest = Array(name[(end + 1)...])
    let isHost =
      first == Array("localhost".utf8) || first.contains(UInt8(ascii: ".")) || first.contains(UInt8(ascii: ":"))
      || first.contains { (0x41...0x5A).contains($0) }
    let domain = !isHost || first == Array("index.docker.io".utf8) ? hub : first
    let remainder = isHost ? rest : name
    return (domain, domain == hub && !remainder.contains(slash) ? official + remainder : remainder)
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte)
  }

  private static func isLowerHex(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
  }

  private static func isWordCharacter(_ byte: UInt8) -> Bool {
    isAlphanumeric(byte) || (0x41...0x5A).contains(byte) || byte == UInt8(ascii: "_")
  }

  /// Letters and digits with `.`, `_`, `__` or dashes between them.
  private static func isPathComponent(_ component: ArraySlice<UInt8>) -> Bool {
    guard let first = component.first, let last = component.last, isAlphanumeric(first), isAlphanumeric(last) else {
      return false
    }
    for separator in component.split(whereSeparator: isAlphanumeric) {
      switch separator {
      case [0x2E], [0x5F], [0x5F, 0x5F]: continue
      default: guard separator.allSatisfy({ $0 == 0x2D }) else { return false }
      }
    }
    return true
  }

  private static func isDomain(_ domain: [UInt8]) -> Bool {
    var host = domain[...]
    let isBracketed = host.first == UInt8(ascii: "[")
    if let colon = host.lastIndex(of: UInt8(ascii: ":")), !isBracketed || host[..<colon].last == UInt8(ascii: "]") {
      let port = host[(colon + 1)...]
      guard !port.isEmpty, port.allSatisfy({ (0x30...0x39).contains($0) }) else { return false }
      host = host[..<colon]
    }
    if isBracketed {
      let address = host.dropFirst().dropLast()
      return host.last == UInt8(ascii: "]") && !address.isEmpty
        && address.allSatisfy { Character(Unicode.Scalar($0)).isHexDigit || $0 == UInt8(ascii: ":") }
    }
    return host.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { component in
      guard let first = component.first, let last = component.last else { return false }
      return first != 0x2D && last != 0x2D
        && component.allSatisfy { $0 == 0x2D || (isWordCharacter($0) && $0 != UInt8(ascii: "_")) }
    }
  }

  private static func isTag(_ tag: ArraySlice<UInt8>) -> Bool {
    guard let first = tag.first, isWordCharacter(first), tag.count <= 128 else { return false }
    return tag.allSatisfy { isWordCharacter($0) || $0 == 0x2E || $0 == 0x2D }
  }

  /// Whether a text is a digest of one of the algorithms that are known to images.
  static func isDigest(_ digest: ArraySlice<UInt8>) -> Bool {
    for (name, length) in [("sha256:", 64), ("sha384:", 96), ("sha512:", 128)] where digest.starts(with: name.utf8) {
      let hex = digest.dropFirst(name.utf8.count)
      return hex.count == length && hex.allSatisfy(isLowerHex)
    }
    return false
  }
}
