/// What a key of a newer lock of yarn stands for: `name@protocol:…`.
struct YarnLocator {
  let name: String
  /// Behind the name, with the protocol: `npm:1.0.0`.
  let reference: String

  init(_ resolution: String) {
    let parts = YarnPattern(resolution)
    name = parts.name
    reference = parts.range
  }

  /// The folder of a member of the workspace; nil for any other package.
  var workspace: String? { reference.dropping(prefix: "workspace:") }

  /// The patch files in the tree.
  var patches: [String] {
    guard let (_, selector) = reference.dropping(prefix: "patch:")?.split(atFirst: "#") else { return [] }
    let files = selector.split(atFirst: "::")?.before ?? selector
    return files.utf8.split(separator: UInt8(ascii: "&")).compactMap { file in
      let text = file.text
      let plain = text.dropping(prefix: "optional!") ?? text
      return plain.dropping(prefix: "~/") ?? plain.dropping(prefix: "./")
    }
  }

  func origin(version: String) -> LockedOrigin {
    let (plain, parameters) = reference.split(atFirst: "::") ?? (reference, "")
    if plain.starts(with: "npm:") {
      let archive = WebAddress.fragment("#" + parameters).first { $0.key == "__archiveUrl" }?.value
      return LockedOrigin(npm: archive.map(Self.unescaped), name: name, version: version)
    }
    if plain.starts(with: "patch:") { return LockedOrigin(kind: .registry, source: patched(plain, parameters)) }
    if let path = Self.path(plain) { return LockedOrigin(local: path) }
    if let (repository, revision) = GitAddress.split(plain) {
      return LockedOrigin(kind: .commit(revision), source: repository + (revision.isEmpty ? "" : "@" + revision))
    }
    if plain.starts(with: "http:") || plain.starts(with: "https:") {
      return LockedOrigin(npm: plain, name: name, version: version)
    }
    return LockedOrigin(kind: .registry, source: WebAddress.canonical(plain))
  }

  /// The patched package and the patch with its hash.
  private func patched(_ plain: String, _ parameters: String) -> String {
    let (package, patch) = plain.split(atFirst: "#") ?? (plain, "")
    let hash = WebAddress.fragment("#" + parameters).first { $0.key == "hash" }?.value ?? ""
    return WebAddress.canonical(Self.unescaped(package)) + "#" + patch + (hash.isEmpty ? "" : "@" + hash)
  }

  private static func path(_ plain: String) -> String? {
    for prefix in ["file:", "portal:", "link:", "exec:"] {
      if let path = plain.dropping(prefix: prefix) { return path.split(atFirst: "#")?.before ?? path }
    }
    return nil
  }

  /// With `%40` and the like written out; what is no UTF-8 then stays as it is.
  private static func unescaped(_ text: String) -> String {
    var bytes: [UInt8] = []
    let escaped = Array(text.utf8)
    var index = 0
    while index < escaped.count {
      if escaped[index] == UInt8(ascii: "%"), index + 2 < escaped.count,
        let byte = UInt8(escaped[(index + 1)...(index + 2)].text, radix: 16)
      {
        bytes.append(byte)
        index += 3
      } else {
        bytes.append(escaped[index])
        index += 1
      }
    }
    return String(validating: bytes, as: UTF8.self) ?? text
  }
}
