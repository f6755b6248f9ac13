internal import Fingerprints

/// One entry of the list `package`, as conda-lock writes it and pixi did in its versions 1 to 3.
struct CondaLockEntry {
  let record: CondaRecord
  let platform: String
  /// Sorted; an entry may have one `category` or several `categories`.
  let categories: [String]

  init(_ entry: DataValue) throws(SyntaxFailure) {
    func text(_ key: String) throws(SyntaxFailure) -> String {
      guard let text = entry[key]?.string, !text.isEmpty else {
        throw SyntaxFailure(line: entry.line, message: "a package without \(key)")
      }
      return text
    }
    let (name, version) = (try text("name"), try text("version"))
    platform = try text("platform")
    let hashes = CondaRecord.hashes(entry["hash"])
    switch try text("manager") {
    case "conda":
      guard
        let record = CondaRecord.conda(
          try text("url"), name: name, version: version, build: entry["build"]?.string, hashes: hashes,
          line: entry.line)
      else { throw SyntaxFailure(line: entry.line, message: "\(name) has no name or version") }
      self.record = record
    case "pip", "pypi":
      // What stands in `source` is what pip is given.
      let direct = entry["source"]?["url"]?.string
      let location = if let direct { direct } else { try text("url") }
      record = .python(location, name: name, version: version, hashes: hashes, line: entry.line)
    case let manager:
      throw SyntaxFailure(line: entry.line, message: "\(name) is installed by \(manager), which is not known")
    }
    let list = entry["categories"].map { $0.strings + $0.members.map(\.key) } ?? []
    categories = (list.isEmpty ? [entry["category"]?.string ?? "main"] : list).sortedByBytes()
  }
}
