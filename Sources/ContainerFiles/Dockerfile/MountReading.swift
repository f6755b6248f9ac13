/// Reads the values of `RUN --mount`.
enum MountReading {
  /// `key=value`, the key in lower case; the value is nil without `=`.
  private static func cut(_ field: [UInt8]) -> (key: String, value: [UInt8]?) {
    let equals = field.firstIndex(of: UInt8(ascii: "="))
    let key = String(decoding: RuneText.lowercased(field[..<(equals ?? field.count)]), as: UTF8.self)
    return (key, equals.map { Array(field[($0 + 1)...]) })
  }

  /// The stage or image that a mount is from, empty when it names none: all that is looked at before variables
  /// are known, so it must not have any.
  static func from(_ text: [UInt8]) throws(Refusal) -> [UInt8] {
    var from: [UInt8] = []
    for field in try CSVFields.read(text) {
      let (key, value) = cut(field.bytes)
      guard key == "from", let value else { continue }
      if let dollar = value.firstIndex(of: 0x24), dollar != value.count - 1 {
        throw Refusal(
          "'from' doesn't support variable expansion: define a stage with FROM instead",
          at: field.offset + "from=".utf8.count + dollar)
      }
      from = value
    }
    return from
  }

  /// - Parameter expand: expands one value.
  /// - Throws: for what the reference refuses, and what `expand` throws.
  static func read(
    _ text: [UInt8], expand: ([UInt8]) throws(Refusal) -> Variables.Value
  ) throws(Refusal) -> RunMount {
    var mount = RunMount()
    for field in try CSVFields.read(text) {
      try Refusal.placing(at: field.offset) { () throws(Refusal) in
        try read(field: field.bytes, into: &mount, expand: expand)
      }
    }
    try validate(mount)
    return mount
  }

  private static func read(
    field: [UInt8], into mount: inout RunMount, expand: ([UInt8]) throws(Refusal) -> Variables.Value
  ) throws(Refusal) {
    let (key, value) = cut(field)
    if let value {
      let expanded = try Refusal.placing(at: key.utf8.count + 1) { () throws(Refusal) in try expand(value) }
      mount.unresolved += expanded.unresolved
      try set(key, to: expanded, in: &mount, field: field)
      return
    }
    switch key {
    case "readonly", "ro", "readwrite", "rw": break
    case "required": try allow("required", in: mount, kinds: [.secret, .ssh])
    default: throw Refusal("invalid mount field \(Refusal.quote(field)): it must be key=value")
    }
  }

  private static func set(
    _ key: String, to value: Variables.Value, in mount: inout RunMount, field: [UInt8]
  ) throws(Refusal) {
    let text = value.text
    // What is not known cannot be wrong.
    let isKnown = value.unresolved.isEmpty
    func require(_ isValid: Bool) throws(Refusal) {
      if isKnown, !isValid {
        throw Refusal("invalid value for \(key): \(Refusal.quote(text))", at: key.utf8.count + 1)
      }
    }
    switch key {
    case "type":
      let kind = RunMount.Kind(rawValue: String(decoding: RuneText.lowercased(text), as: UTF8.self))
      try require(kind != nil)
      mount.kind = kind ?? .bind
    case "from": mount.from = text
    case "source", "src": mount.source = text
    case "target", "dst", "destination": mount.target = text
    case "readonly", "ro", "readwrite", "rw": try require(GoNumber.boolean(text) != nil)
    case "required":
      try allow(key, in: mount, kinds: [.secret, .ssh])
      try require(GoNumber.boolean(text) != nil)
    case "size":
      try allow(key, in: mount, kinds: [.tmpfs])
      try require(GoNumber.isSize(text))
    case "id": mount.id = text
    case "sharing":
      mount.sharing = RuneText.lowercased(text)
      try require(["shared", "private", "locked"].contains(Dockerfile.Word(mount.sharing)))
    case "mode", "uid", "gid":
      try require(GoNumber.unsigned(text, radix: key == "mode" ? 8 : 10) != nil)
      mount.ownership.append(key)
    case "env": break
    default: throw Refusal("unexpected key '\(key)' in \(Refusal.quote(field))")
    }
  }

  private static func allow(_ key: String, in mount: RunMount, kinds: [RunMount.Kind]) throws(Refusal) {
    guard kinds.contains(mount.kind) || !mount.unresolved.isEmpty else {
      throw Refusal("unexpected key '\(key)' for mount type '\(mount.kind.rawValue)'")
    }
  }

  private static func validate(_ mount: RunMount) throws(Refusal) {
    guard mount.unresolved.isEmpty else { return }
    if let key = mount.ownership.first, mount.kind == .bind || mount.kind == .tmpfs {
      throw Refusal("\(key) not allowed for mounts of type '\(mount.kind.rawValue)'")
    }
    if mount.kind == .secret {
      guard mount.from.isEmpty else { throw Refusal("a secret mount should not have a from") }
      guard mount.sharing.isEmpty else { throw Refusal("a secret mount should not define sharing") }
      guard !(mount.source.isEmpty && mount.target.isEmpty && mount.id.isEmpty) else {
        throw Refusal("invalid secret mount: one of source, target, id is required")
      }
      guard mount.source.isEmpty || mount.id.isEmpty else { throw Refusal("both source and id can't be set") }
    }
    guard mount.sharing.isEmpty || mount.kind == .cache else {
      throw Refusal("sharing not allowed for mounts of type '\(mount.kind.rawValue)'")
    }
  }

  /// Checks a value of `--device`, of which nothing matters here.
  static func validateDevice(_ text: [UInt8]) throws(Refusal) {
    var hasName = false
    for piece in try CSVFields.read(text) {
      let field = piece.bytes
      let (key, value) = cut(field)
      switch (key, value) {
      case ("required", nil): break
      case ("required", let value?):
        guard GoNumber.boolean(value) != nil else {
          throw Refusal(
            "invalid value for required: \(Refusal.quote(value))", at: piece.offset + key.utf8.count + 1)
        }
      case ("name", let value?):
        guard !hasName else { throw Refusal("the device has two names", at: piece.offset) }
        hasName = !value.isEmpty
      default:
        guard !hasName else {
          throw Refusal("invalid device field \(Refusal.quote(field))", at: piece.offset)
        }
        hasName = !field.isEmpty
      }
    }
  }
}
