internal import Fingerprints

/// The packages of a `pubspec.lock`.
struct PubLock {
  struct Entry {
    let name: String
    let version: String
    /// `hosted`, `git`, `path` or `sdk`.
    let source: String
    /// A table, or for an SDK its name.
    let description: DataValue
    /// `direct main`, `direct dev`, `direct overridden` or `transitive`; nil in old locks.
    let kind: String?
    let line: Int?

    /// The folder of a path, or of a package in a repository.
    var path: String? { description["path"]?.string }
  }

  private(set) var entries: [Entry] = []
  private(set) var findings: [LockFinding] = []
  private var places: [TextKey: Int] = [:]

  init(_ root: DataValue) {
    for (name, value) in root["packages"]?.members ?? [] {
      guard let version = value["version"]?.string, let source = value["source"]?.string,
        let description = value["description"]
      else {
        findings.append(
          LockFinding(
            "syntax", line: value.line, "\(name) has no version, source or description", grade: .unreadable))
        continue
      }
      places[TextKey(name)] = entries.count
      entries.append(
        Entry(
          name: name, version: version, source: source, description: description,
          kind: value["dependency"]?.string, line: value.line))
    }
  }

  subscript(_ name: String) -> Entry? { places[TextKey(name)].map { entries[$0] } }
}
