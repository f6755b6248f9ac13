internal import Fingerprints

/// A package that a manifest of Deno asks for: `jsr:@std/path@^1`, `npm:chalk@5`.
///
/// Two are equal when their ranges allow the same versions.
struct DenoRequirement: Hashable {
  /// With the registry in front: `jsr:@std/path`.
  let name: String
  /// As written; `*` when there is none.
  let range: String
  private let bounds: SemanticVersionRange?

  /// Nil when `text` names no package of a registry. A path within the package is left out.
  init?(_ text: String) {
    guard let (scheme, rest) = text.split(atFirst: ":"), scheme == "jsr" || scheme == "npm" else { return nil }
    var plain = rest
    while let path = plain.dropping(prefix: "/") { plain = path }
    let parts = plain.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map(\.text)
    let isScoped = plain.starts(with: "@")
    let package = parts.prefix(isScoped ? 2 : 1).joined(separator: "/")
    guard !package.isEmpty, !isScoped || parts.count > 1 else { return nil }
    let pattern = YarnPattern(package)
    self.init(name: scheme + ":" + pattern.name, range: pattern.range)
  }

  init(name: String, range: String) {
    self.name = name
    self.range = range.isEmpty ? "*" : range
    bounds = SemanticVersionRange(self.range)
  }

  static func == (left: DenoRequirement, right: DenoRequirement) -> Bool {
    guard left.name.hasSameBytes(as: right.name) else { return false }
    guard let bounds = left.bounds, let others = right.bounds else { return left.range == right.range }
    return bounds == others
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(TextKey(name))
    hasher.combine(bounds)
    if bounds == nil { hasher.combine(range) }
  }

  /// The requirements that a lock lists.
  static func list(_ value: DataValue?) -> [DenoRequirement] {
    (value?.strings ?? []).compactMap { DenoRequirement($0) }
  }

  /// Those of `imports` and `scopes`, and the source of JSX.
  ///
  /// - Parameter options: the manifest with the compiler's options; the imports may be in a file of their own.
  static func imports(_ map: DataValue, options: DataValue) -> [DenoRequirement] {
    var values = map["imports"]?.members.map(\.value) ?? []
    for (_, scope) in map["scopes"]?.members ?? [] { values += scope.members.map(\.value) }
    values += ["jsxImportSource", "jsxImportSourceTypes"].compactMap { options["compilerOptions"]?[$0] }
    return values.compactMap { $0.string.flatMap { DenoRequirement($0) } }
  }

  /// Those of a `package.json`: what names a registry or a range. Optional ones and peers are not locked.
  static func dependencies(_ manifest: DataValue) -> [DenoRequirement] {
    let sections = ["dependencies", "devDependencies"].flatMap { manifest[$0]?.members ?? [] }
    return sections.compactMap { name, value in
      guard let range = value.string else { return nil }
      if range.starts(with: "npm:") || range.starts(with: "jsr:") { return DenoRequirement(range) }
      guard !range.holds(":"), !range.holds("/") else { return nil }
      return DenoRequirement(name: "npm:" + name, range: range)
    }
  }
}
