internal import Fingerprints

/// Where a lock takes a package from, and whether that is always the same.
struct LockedOrigin {
  enum Kind {
    case registry
    /// The revision, empty when none is given.
    case commit(String)
    case address
    case path(String)
  }

  let kind: Kind
  let source: String?

  /// The `source` table of a package in `poetry.lock`; nil stands for PyPI.
  init(poetry source: DataValue?) {
    let url = source?["url"]?.string ?? ""
    let folder = source?["subdirectory"]?.string
    switch source?["type"]?.string {
    case "git":
      self.init(git: url, revision: source?["resolved_reference"]?.string ?? "", folder: folder)
    case "url":
      self.init(kind: .address, source: WebAddress.canonical(url) + (folder.map { "#subdirectory=" + $0 } ?? ""))
    case "file", "directory":
      self.init(kind: .path(url), source: "file:" + url)
    case nil:
      self.init(kind: .registry, source: nil)
    default:
      self.init(kind: .registry, source: WebAddress.canonicalIndex(url))
    }
  }

  /// An entry of `Pipfile.lock`; `indexes` are the addresses of its sources by name.
  init(pipfile entry: DataValue, indexes: [TextKey: String]) {
    let folder = entry["subdirectory"]?.string
    for tool in ["git", "hg", "svn", "bzr"] {
      guard let url = entry[tool]?.string else { continue }
      self.init(git: url, tool: tool, revision: entry["ref"]?.string ?? "", folder: folder)
      return
    }
    if let path = entry["path"]?.string ?? entry["file"]?.string {
      if WebAddress.isAddress(path), !path.lowercased().starts(with: "file:") {
        self.init(kind: .address, source: WebAddress.canonical(path))
      } else {
        self.init(kind: .path(path), source: "file:" + path)
      }
    } else if let index = entry["index"]?.string {
      self.init(kind: .registry, source: indexes[TextKey(index)] ?? "index:" + index)
    } else {
      self.init(kind: .registry, source: nil)
    }
  }

  init(git url: String, tool: String = "git", revision: String, folder: String?) {
    let prefix = WebAddress.isVersionControl(url) ? "" : tool + "+"
    let suffix = (revision.isEmpty ? "" : "@" + revision) + (folder.map { "#subdirectory=" + $0 } ?? "")
    self.init(kind: .commit(revision), source: WebAddress.canonical(prefix + url) + suffix)
  }

  init(kind: Kind, source: String?) {
    self.kind = kind
    self.source = source
  }

  /// Whether a version that comes from here is always the same.
  var isExact: Bool {
    switch kind {
    case .registry, .address: true
    case .commit(let revision): revision.isCommit
    case .path: false
    }
  }

  /// What a reader must know about the origin; nil when nothing.
  func finding(name: String, at lock: LockPath, line: Int?, hashes: [String]) -> LockFinding? {
    let source = source ?? ""
    switch kind {
    case .registry: return nil
    case .commit(let revision):
      if revision.isCommit { return nil }
      let what = revision.isEmpty ? "without a commit" : "at \(revision), which is not a commit"
      return LockFinding("unpinned", line: line, "\(name) comes from \(source) \(what)", grade: .c)
    case .address:
      if !hashes.isEmpty { return nil }
      return LockFinding("unpinned", line: line, "\(name) comes from \(source) without a hash", grade: .c)
    case .path(let path):
      let plain = path.dropping(prefix: "file:") ?? path
      guard lock.resolving(plain) != nil else {
        return LockFinding(
          "unpinned", line: line, "\(name) comes from \(plain), which lies outside the tree", grade: .c)
      }
      guard hashes.isEmpty else { return nil }
      return LockFinding(
        "path.local", line: line, "\(name) comes from the tree itself, without version or hash", grade: .b)
    }
  }
}
