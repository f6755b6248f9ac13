internal import Fingerprints
internal import Lockfiles

/// Holds the name of a tag against the versions that files of the project give.
enum ReleaseVersion {
  /// The part of a tag's name that is a version: behind `prefix`, or, when it is nil, from the first place on that can be
  /// one: `v1.2.0`, `widget-v1.2.0`, `release/1.2`.
  static func version(ofTag name: String, prefix: String?) -> String? {
    if let prefix {
      guard name.utf8.starts(with: prefix.utf8), name.utf8.count > prefix.utf8.count else { return nil }
      return String(decoding: name.utf8.dropFirst(prefix.utf8.count), as: UTF8.self)
    }
    let last = Array((name.split(separator: "/").last ?? "").utf8)
    for index in last.indices where (0x30...0x39).contains(last[index]) {
      guard index == 0 || !isAlphanumeric(last[index - 1]) || isLoneV(last, index - 1) else { continue }
      return String(decoding: last[index...], as: UTF8.self)
    }
    return nil
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
  }

  /// Whether the byte is a `v` that no letter or digit is before.
  private static func isLoneV(_ name: [UInt8], _ index: Int) -> Bool {
    name[index] | 0x20 == UInt8(ascii: "v") && (index == 0 || !isAlphanumeric(name[index - 1]))
  }

  /// The check of `versions` against the tag.
  ///
  /// - Parameter isRequired: whether the files were named, so that one that tells nothing is a failure.
  static func check(tag: String, prefix: String?, _ versions: [ManifestVersion], isRequired: Bool) -> ReleaseCheck {
    guard let wanted = version(ofTag: tag, prefix: prefix) else {
      let detail = "the tag's name has no version" + (prefix.map { " behind \"\(PathText.visible($0))\"" } ?? "")
      return ReleaseCheck(.versionAgrees, isRequired ? .failed : .notChecked, isRequired: isRequired, detail)
    }
    var agreeing: [String] = []
    var wrong: [String] = []
    var silent: [String] = []
    for file in versions {
      let path = PathText.visible(file.path)
      switch file.value {
      case .version(let found) where normalised(found) == normalised(wanted): agreeing.append(path)
      case .version(let found): wrong.append("\(path) has \(PathText.visible(String(found.prefix(80))))")
      case .dynamic: silent.append("\(path) works it out when it is built: cannot tell")
      case .none: if isRequired { silent.append("\(path) has none") }
      case .unreadable(let why): silent.append("\(path) cannot be read: \(PathText.visible(why))")
      }
    }
    if !wrong.isEmpty {
      return ReleaseCheck(
        .versionAgrees, .failed, "the tag is for \(PathText.visible(wanted)), and " + wrong.joined(separator: ", "),
        remedy: "tag the commit that has the version, or say in the policy which files count (versionFiles)")
    }
    if isRequired, !silent.isEmpty {
      return ReleaseCheck(.versionAgrees, .failed, silent.joined(separator: ", "))
    }
    guard !agreeing.isEmpty else {
      let why = silent.isEmpty ? "no file gives a version" : silent.joined(separator: ", ")
      return ReleaseCheck(.versionAgrees, .notChecked, isRequired: false, why)
    }
    return ReleaseCheck(
      .versionAgrees, .ok, "\(PathText.visible(wanted)) in " + (agreeing + silent).joined(separator: ", "))
  }

  /// One spelling for what PEP 440 and Semantic Versioning write in several ways: `1.2.0-rc.1` and `1.2.0rc1`.
  private static func normalised(_ version: String) -> String {
    let bytes = Array(version.lowercased().utf8).filter { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "_") }
    var kept: [UInt8] = []
    for (index, byte) in bytes.enumerated() {
      let isLetter = { (byte: UInt8) in (0x61...0x7A).contains(byte) }
      if byte == UInt8(ascii: "."),
        index > 0 && isLetter(bytes[index - 1]) || index + 1 < bytes.count && isLetter(bytes[index + 1])
      {
        continue
      }
      kept.append(byte)
    }
    var text = String(decoding: kept, as: UTF8.self)
    if text.hasPrefix("v") { text.removeFirst() }
    for (long, short) in [("alpha", "a"), ("beta", "b"), ("preview", "rc"), ("pre", "rc")] {
      text = text.replacing(long, with: short)
    }
    return text
  }
}
