internal import Fingerprints

/// The folders that the members of a workspace are in.
enum WorkspaceFolders {
  /// The folders below that of `lock` that fit one of `patterns` and hold `manifest`, in byte order, relative to it.
  ///
  /// Patterns are those of Python's `pathlib`: `*`, `?` and `[…]` within a name, `**` for any number of folders.
  /// Nil when one leads out of the folder: what it names cannot be told.
  static func matching(
    _ patterns: [String], manifest: String, from lock: LockPath, _ source: any LockfileSource
  ) -> [String]? {
    var found: Set<TextKey> = []
    var listed: [[String]]?
    for pattern in patterns {
      guard !pattern.starts(with: "/") else { return nil }
      let parts = LockPath(pattern).components.filter { $0 != "." }
      guard !parts.contains("..") else { return nil }
      guard parts.contains(where: { $0.utf8.contains { "*?[".utf8.contains($0) } }) else {
        let folder = parts.joined(separator: "/")
        if !folder.isEmpty, lock.resolving(folder + "/" + manifest).flatMap(source.bytes(at:)) != nil {
          found.insert(TextKey(folder))
        }
        continue
      }
      let folders = listed ?? folders(manifest: manifest, from: lock, source)
      listed = folders
      let names = parts.map { Array($0.utf8) }
      for folder in folders where fits(folder[...], names[...]) {
        found.insert(TextKey(folder.joined(separator: "/")))
      }
    }
    return found.map(\.text).sortedByBytes()
  }

  /// The folders with a manifest, without the one of the lock.
  private static func folders(manifest: String, from lock: LockPath, _ source: any LockfileSource) -> [[String]] {
    let base = Array(lock.components.dropLast())
    return source.paths(below: base.joined(separator: "/")).compactMap { path in
      let components = LockPath(path).components
      guard components.last == manifest, components.count > base.count + 1 else { return nil }
      return Array(components.dropFirst(base.count).dropLast())
    }
  }

  private static func fits(_ folder: ArraySlice<String>, _ pattern: ArraySlice<[UInt8]>) -> Bool {
    guard let first = pattern.first else { return folder.isEmpty }
    let rest = pattern.dropFirst()
    if first == Array("**".utf8) {
      // Further ones in a row add nothing.
      let behind = rest.drop { $0 == first }
      return (folder.startIndex...folder.endIndex).contains { fits(folder[$0...], behind) }
    }
    guard let name = folder.first, fits(Array(name.utf8)[...], first[...]) else { return false }
    return fits(folder.dropFirst(), rest)
  }

  /// One name against one part of a pattern; the last star alone is ever tried again.
  private static func fits(_ name: ArraySlice<UInt8>, _ pattern: ArraySlice<UInt8>) -> Bool {
    var (name, pattern) = (name, pattern)
    var retry: (name: ArraySlice<UInt8>, pattern: ArraySlice<UInt8>)?
    while let byte = name.first {
      if pattern.first == UInt8(ascii: "*") {
        pattern = pattern.dropFirst()
        retry = (name, pattern)
      } else if let behind = one(byte, pattern) {
        name = name.dropFirst()
        pattern = behind
      } else if let last = retry {
        name = last.name.dropFirst()
        pattern = last.pattern
        retry = (name, pattern)
      } else {
        return false
      }
    }
    return pattern.allSatisfy { $0 == UInt8(ascii: "*") }
  }

  /// The pattern behind what stands for one byte, or nil when that does not fit.
  private static func one(_ byte: UInt8, _ pattern: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard let first = pattern.first else { return nil }
    let behind = pattern.dropFirst()
    if first == UInt8(ascii: "?") { return behind }
    guard first == UInt8(ascii: "["), let end = behind.dropFirst().firstIndex(of: UInt8(ascii: "]")) else {
      return first == byte ? behind : nil
    }
    var set = behind[..<end]
    let isNegated = set.first == UInt8(ascii: "!")
    if isNegated { set = set.dropFirst() }
    var isMember = false
    while let low = set.popFirst() {
      if set.first == UInt8(ascii: "-"), let high = set.dropFirst().first {
        set = set.dropFirst(2)
        isMember = isMember || (low <= high && (low...high).contains(byte))
      } else {
        isMember = isMember || low == byte
      }
    }
    return isMember == isNegated ? nil : behind[(end + 1)...]
  }
}
