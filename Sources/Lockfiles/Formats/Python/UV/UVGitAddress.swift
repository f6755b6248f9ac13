/// The address of a git repository as `uv.lock` writes it: `https://host/repo?subdirectory=a&rev=b#commit`.
struct UVGitAddress {
  /// Without credentials, query and fragment.
  let repository: String
  /// `rev=…`, `tag=…` or `branch=…`; empty for the default branch.
  let reference: String
  let subdirectory: String?
  /// An archive in the repository.
  let path: String?
  let usesLargeFiles: Bool
  /// What stands behind `#`; empty when there is nothing.
  let commit: String

  init(_ text: String) {
    let (address, fragment) = text.split(atFirst: "#") ?? (text, "")
    let (repository, query) = address.split(atFirst: "?") ?? (address, "")
    var values: [(key: String, value: String)] = []
    for part in query.utf8.split(separator: UInt8(ascii: "&")) {
      guard let (key, value) = part.text.split(atFirst: "=") else { continue }
      values.append((key, Self.decoded(value)))
    }
    func value(_ key: String) -> String? { values.last { $0.key.utf8.elementsEqual(key.utf8) }?.value }
    let reference = ["rev", "tag", "branch"].lazy.compactMap { key in value(key).map { key + "=" + $0 } }.first
    self.init(
      repository: repository, reference: reference ?? "", subdirectory: value("subdirectory"), path: value("path"),
      usesLargeFiles: value("lfs")?.lowercased() == "true", commit: fragment)
  }

  /// - Parameter repository: may hold credentials, and `git+` in front.
  init(
    repository: String, reference: String, subdirectory: String?, path: String?, usesLargeFiles: Bool,
    commit: String = ""
  ) {
    self.repository = WebAddress.canonicalIndex(repository.dropping(prefix: "git+") ?? repository)
    self.reference = reference
    self.subdirectory = subdirectory.map(LocalPath.normalized)
    self.path = path.map(LocalPath.normalized)
    self.usesLargeFiles = usesLargeFiles
    self.commit = commit
  }

  /// All but the commit, in one spelling.
  var requested: String {
    var text = "git+" + repository
    if !reference.isEmpty { text += "?" + reference }
    return text + folder + (usesLargeFiles ? "#lfs" : "")
  }

  /// The part of the repository that is meant, as a fragment.
  var folder: String {
    (subdirectory.map { "#subdirectory=" + $0 } ?? "") + (path.map { "#path=" + $0 } ?? "")
  }

  private static func decoded(_ text: String) -> String {
    guard text.holds("%") else { return text }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
        let byte = UInt8(bytes[(index + 1)...(index + 2)].text, radix: 16)
      {
        result.append(byte)
        index += 3
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result.text
  }
}
