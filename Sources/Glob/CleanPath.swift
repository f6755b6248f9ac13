/// Go's `filepath.Clean` on Unix: the shortest path that names the same place, by text alone.
public enum CleanPath {
  public static func clean(_ path: some Collection<UInt8>) -> [UInt8] {
    let slash = UInt8(ascii: "/")
    let dot = UInt8(ascii: ".")
    let rooted = path.first == slash
    var kept: [ArraySlice<UInt8>] = []
    for component in Array(path).split(separator: slash) {
      if component.elementsEqual([dot]) { continue }
      guard component.elementsEqual([dot, dot]) else {
        kept.append(component)
        continue
      }
      if let last = kept.last, !last.elementsEqual([dot, dot]) {
        kept.removeLast()
      } else if !rooted {
        kept.append(component)
      }
    }
    let joined = Array(kept.joined(separator: [slash]))
    if rooted { return [slash] + joined }
    return joined.isEmpty ? [dot] : joined
  }

  /// Go's `filepath.Join`: `path` below `base`, cleaned.
  public static func joined(_ base: [UInt8], _ path: [UInt8]) -> [UInt8] {
    clean(path.isEmpty ? base : base + [UInt8(ascii: "/")] + path)
  }
}
