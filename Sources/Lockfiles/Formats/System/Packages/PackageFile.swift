internal import Fingerprints

/// A package of a distribution by the path of its file, such as `pool/main/h/hello/hello_2.10-2_amd64.deb`.
///
/// Follows repro-get's `dpkgutil`, `apkutil`, `rpmutil` and `pacmanutil`.
struct PackageFile {
  /// `deb`, `apk`, `rpm`, `pacman`, or `file` for what is none of these.
  let ecosystem: String
  /// The file's name when it does not tell.
  let package: String
  let version: String
  /// Of the file, without folder.
  let name: String
  let folder: String

  /// Nil for what repro-get refuses: an absolute path other than one of IPFS, one that is not clean, a hidden file.
  init?(_ path: String) {
    let isIPFS = path.starts(with: "/ipfs/")
    let parts = path.utf8.dropFirst(isIPFS ? 1 : 0).split(
      separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard parts.allSatisfy({ !$0.isEmpty && !$0.elementsEqual(".".utf8) && !$0.elementsEqual("..".utf8) }),
      let last = parts.last, last.first != UInt8(ascii: ".")
    else { return nil }
    name = last.text
    folder = (isIPFS ? "/" : "") + parts.dropLast().map(\.text).joined(separator: "/")
    let (ecosystem, package, version) = Self.identity(of: name)
    self.ecosystem = ecosystem
    self.package = package
    self.version = version
  }

  private static func identity(of name: String) -> (ecosystem: String, package: String, version: String) {
    func stem(_ ending: String) -> String? {
      name.ends(with: ending) ? name.utf8.dropLast(ending.utf8.count).text : nil
    }
    if let stem = stem(".deb") {
      let parts = stem.utf8.split(separator: UInt8(ascii: "_"), omittingEmptySubsequences: false)
      // A colon is written as `%3a` in names of files.
      if parts.count == 3 { return ("deb", parts[0].text, parts[1].text.replacingColon) }
    } else if let stem = stem(".apk"), let (name, version) = split(stem, dashes: 2) {
      return ("apk", name, version)
    } else if let stem = stem(".rpm"), let (rest, _) = stem.split(atLast: UInt8(ascii: ".")),
      let (name, version) = split(rest, dashes: 2)
    {
      return ("rpm", name, version)
    } else if let stem = stem(".pkg.tar.zst") ?? stem(".pkg.tar.xz"),
      let (rest, _) = stem.split(atLast: UInt8(ascii: "-")), let (name, version) = split(rest, dashes: 2)
    {
      return ("pacman", name, version)
    }
    return ("file", name, "")
  }

  /// `name-version-release`: the part before the second dash from the end, and that behind it.
  private static func split(_ text: String, dashes: Int) -> (String, String)? {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard parts.count > dashes else { return nil }
    let name = parts.dropLast(dashes).map(\.text).joined(separator: "-")
    return (name, parts.suffix(dashes).map(\.text).joined(separator: "-"))
  }
}

extension String {
  fileprivate var replacingColon: String {
    guard let (before, after) = split(atFirst: "%3a") else { return self }
    return before + ":" + after
  }
}
