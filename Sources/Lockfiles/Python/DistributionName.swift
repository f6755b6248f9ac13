/// Name and version in the file name of a distribution, as `packaging.utils` reads them.
struct DistributionName {
  /// Normalised.
  let name: String
  let version: PEP440Version

  /// Nil when it is no file name of a wheel, or of a source distribution.
  init?(_ file: String, isWheel: Bool) {
    let parts: [String]
    if isWheel {
      guard file.ends(with: ".whl") else { return nil }
      parts = file.utf8.dropLast(4).split(
        separator: UInt8(ascii: "-"), maxSplits: 6, omittingEmptySubsequences: false
      ).map(\.text)
      guard parts.count == 5 || parts.count == 6, !parts[0].holds("__"),
        parts.count == 5 || parts[2].utf8.first?.isDigit == true
      else { return nil }
    } else {
      guard let ending = [".tar.gz", ".zip"].first(where: { file.ends(with: $0) }) else { return nil }
      // The version holds no dash, names of old source distributions may.
      guard let (name, version) = file.utf8.dropLast(ending.utf8.count).text.split(atLast: UInt8(ascii: "-")) else {
        return nil
      }
      parts = [name, version]
    }
    guard let name = parts.first, !name.isEmpty, let version = PEP440Version(parts[1]) else { return nil }
    self.name = PackageName.normalized(name)
    self.version = version
  }
}
