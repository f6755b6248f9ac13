/// The options in the query and the fragment of a git repository's URL.
enum GitQuery {
  private static func pairs(_ query: ArraySlice<UInt8>) -> [(key: [UInt8], value: [UInt8])?] {
    query.split(separator: UInt8(ascii: "&")).map { pair in
      guard !pair.contains(UInt8(ascii: ";")) else { return nil }
      let key = pair.prefix { $0 != UInt8(ascii: "=") }
      let plus = { (bytes: ArraySlice<UInt8>) in
        ArraySlice(bytes.map { $0 == UInt8(ascii: "+") ? 0x20 : $0 })
      }
      guard let name = PercentText.decode(plus(key)),
        let value = PercentText.decode(plus(pair[key.endIndex...].dropFirst()))
      else { return nil }
      return (name, value)
    }
  }

  static func isWellFormed(_ query: ArraySlice<UInt8>) -> Bool { pairs(query).allSatisfy { $0 != nil } }

  /// - Throws: for options that are unknown, given twice, invalid or at odds with each other.
  static func validate(_ query: ArraySlice<UInt8>, fragment: ArraySlice<UInt8>) throws(Refusal) {
    var options: [String: [UInt8]] = [:]
    for case let (key, value)? in pairs(query) {
      let name = String(decoding: key, as: UTF8.self)
      guard options[name] == nil else { throw Refusal("query \(Refusal.quote(key)) has multiple values") }
      options[name] = value
    }
    let colon = fragment.firstIndex(of: UInt8(ascii: ":"))
    var reference = Array(fragment[..<(colon ?? fragment.endIndex)])
    let directory = colon.map { Array(ContextPath.clean(Array(fragment[($0 + 1)...])).dropFirst()) } ?? []

    func refer(to other: [UInt8]) throws(Refusal) {
      guard reference.isEmpty || reference == other else {
        throw Refusal("ref conflicts: \(Refusal.quote(reference)) vs \(Refusal.quote(other))")
      }
      reference = other
    }
    for (name, value) in options.sorted(by: { $0.key < $1.key }) where name != "tag" && name != "branch" {
      let isFlag = ["submodules", "keep-git-dir", "fetch-by-commit"].contains(name)
      guard !value.isEmpty || isFlag else { throw Refusal("query '\(name)' has no value") }
      switch name {
      case "ref": try refer(to: value)
      case "subdir":
        guard directory.isEmpty || directory == value else { throw Refusal("subdir conflicts") }
      case "checksum", "commit": break
      case "mtime":
        guard ["checkout", "commit"].contains(Dockerfile.Word(value)) else {
          throw Refusal("invalid mtime value: \(Refusal.quote(value))")
        }
      case _ where isFlag:
        guard value.isEmpty || GoNumber.boolean(value) != nil else {
          throw Refusal("invalid \(name) value: \(Refusal.quote(value))")
        }
      default: throw Refusal("unexpected query '\(name)'")
      }
    }
    for (name, prefix) in [("tag", "refs/tags/"), ("branch", "refs/heads/")] {
      guard let value = options[name] else { continue }
      guard !value.isEmpty else { throw Refusal("query '\(name)' has no value") }
      guard name == "tag" || options["tag"] == nil else { throw Refusal("branch conflicts with tag") }
      try refer(to: value.starts(with: prefix.utf8) ? value : Array(prefix.utf8) + value)
    }
  }
}
