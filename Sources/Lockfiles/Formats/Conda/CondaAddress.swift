/// Where one file of a conda package lies: `…/channel/linux-64/name-version-build.conda`.
struct CondaAddress {
  /// Without credentials, tokens and fragment.
  let canonical: String
  /// The file's name; empty when the address ends in a slash.
  let file: String
  /// The platform its folder is named after; nil when the folder has another name.
  let subdir: String?
  /// What the file's name says; nil when it is no package of conda.
  let parts: (name: String, version: String, build: String)?
  /// Those of the fragment: `#` and 32 digits of an MD5, or `sha256:` and 64 digits.
  let hashes: [String]
  /// Whether the fragment is something else than a hash.
  let hasUnknownFragment: Bool

  /// - Parameter text: an address with scheme, or a path.
  init(_ text: String) {
    let (plain, fragment) = text.split(atFirst: "#") ?? (text, "")
    canonical = Self.canonical(plain)
    let components = LockPath(plain.split(atFirst: "?")?.before ?? plain).components
    file = Self.percentDecoded(components.last ?? "")
    let folder = components.dropLast().last ?? ""
    subdir = folder == CondaPlatform.any || CondaPlatform.all.contains(folder) ? folder : nil
    parts = Self.parts(file)
    let hash = Self.hash(fragment)
    hashes = hash.map { [$0] } ?? []
    hasUnknownFragment = hash == nil && !fragment.isEmpty
  }

  /// Whether it is fetched over the network.
  var isRemote: Bool { Self.isRemote(canonical) }

  static func isRemote(_ text: String) -> Bool {
    guard let (scheme, _) = text.split(atFirst: "://") else { return false }
    return !scheme.isEmpty && !["file"].contains(scheme.lowercased())
      && scheme.utf8.allSatisfy { $0.isNameByte || $0 == UInt8(ascii: "+") }
  }

  /// Whether `text` names a file that conda takes for a package.
  static func isPackageFile(_ text: String) -> Bool {
    let plain = text.split(atFirst: "#")?.before ?? text
    return endings.contains { plain.ends(with: $0) }
  }

  /// An address without user, password, fragment, and without the token that servers of conda take anywhere in
  /// the path, as `/t/<token>/` (conda's `split_anaconda_token`).
  static func canonical(_ address: String) -> String {
    let plain = WebAddress.canonical(address)
    guard let (scheme, rest) = plain.split(atFirst: "://") else { return plain }
    var parts: [String] = []
    var skips = false
    let segments = rest.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    for (offset, segment) in segments.enumerated() {
      if skips {
        skips = false
      } else if offset > 0, offset + 2 < segments.count, segment.elementsEqual("t".utf8) {
        skips = true
      } else {
        parts.append(segment.text)
      }
    }
    return scheme + "://" + parts.joined(separator: "/")
  }

  /// The same for a channel, where a slash at the end means nothing.
  static func canonicalChannel(_ channel: String) -> String {
    var bytes = Array(canonical(channel).utf8)
    while bytes.count > 1, bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
    return bytes.text
  }

  private static let endings = [".conda", ".tar.bz2"]

  private static func parts(_ file: String) -> (name: String, version: String, build: String)? {
    guard let ending = endings.first(where: { file.ends(with: $0) }) else { return nil }
    let stem = file.utf8.dropLast(ending.utf8.count).text
    guard let (rest, build) = stem.split(atLast: UInt8(ascii: "-")),
      let (name, version) = rest.split(atLast: UInt8(ascii: "-")),
      !name.isEmpty, !version.isEmpty, !build.isEmpty
    else { return nil }
    return (name.lowercased(), version, build)
  }

  /// `md5`, `sha256:…`, `sha256=…`, or 64 bare digits, as conda, mamba and rattler write them.
  private static func hash(_ fragment: String) -> String? {
    if let known = PackageHash.canonical(fragment) { return known }
    if let (algorithm, digits) = fragment.split(atFirst: "=") { return PackageHash.canonical(algorithm + ":" + digits) }
    return PackageHash.canonical((fragment.utf8.count == 32 ? "md5:" : "sha256:") + fragment)
  }

  private static func percentDecoded(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
        let value = UInt8(bytes[(index + 1)...(index + 2)].text, radix: 16)
      {
        result.append(value)
        index += 3
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result.text
  }
}
