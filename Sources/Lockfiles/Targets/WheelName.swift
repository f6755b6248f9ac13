/// The file name of a wheel (PEP 427), as `packaging.utils.parse_wheel_filename` reads it.
struct WheelName {
  /// PEP 503 normalises it.
  let name: String
  /// The leading digits of the build tag without leading zeros, and what follows them; nil without build tag.
  let build: (number: String, rest: String)?
  /// The parts of the compressed tag (PEP 425) in lower case; every combination of them is a tag of the wheel.
  let interpreters: [String]
  let abis: [String]
  let platforms: [String]

  /// No real wheel has as many tags; a name that states more is not read.
  static let maximumTags = 10_000

  /// Nil when `file` is no wheel that pip would install.
  init?(_ file: String) {
    guard file.ends(with: ".whl") else { return nil }
    let parts = file.utf8.dropLast(4).split(
      separator: UInt8(ascii: "-"), maxSplits: 6, omittingEmptySubsequences: false)
    guard parts.count == 5 || parts.count == 6, let name = parts.first, !name.isEmpty,
      name.allSatisfy({ $0.isNameByte && $0 != UInt8(ascii: "-") || $0 >= 0x80 }), !name.text.holds("__"),
      PEP440Version(parts[1].text) != nil
    else { return nil }
    self.name = PackageName.normalized(name)
    if parts.count == 6 {
      let digits = parts[2].prefix { $0.isDigit }
      guard !digits.isEmpty else { return nil }
      build = (digits.drop { $0 == UInt8(ascii: "0") }.text, parts[2].dropFirst(digits.count).text)
    } else {
      build = nil
    }
    let tags = parts.suffix(3).map { part in
      part.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).map { $0.text.lowercased() }
    }
    let counts = tags.map { min($0.count, Self.maximumTags) }
    guard tags.count == 3, counts[0] * counts[1] <= Self.maximumTags,
      counts[0] * counts[1] * counts[2] <= Self.maximumTags
    else { return nil }
    (interpreters, abis, platforms) = (tags[0], tags[1], tags[2])
  }

  /// Whether its build tag ranks below that of `other`; none ranks below all, numbers count before the rest.
  func hasLowerBuild(than other: WheelName) -> Bool {
    guard let theirs = other.build else { return false }
    guard let ours = build else { return true }
    if ours.number.utf8.count != theirs.number.utf8.count { return ours.number.utf8.count < theirs.number.utf8.count }
    if ours.number != theirs.number { return ours.number < theirs.number }
    return ours.rest.utf8.lexicographicallyPrecedes(theirs.rest.utf8)
  }
}
