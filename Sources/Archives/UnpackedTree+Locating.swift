extension UnpackedTree {
  /// A name in a directory.
  struct Place {
    /// The directory's place in ``UnpackedTree/files``.
    let directory: Int
    let name: [UInt8]
  }

  private static var mostLinks: Int { 255 }

  /// Where `path` of `entry` lies when the links on the way are followed, but not one at its end.
  ///
  /// An absolute link begins anew at the root; a relative one must not lead above it, unless an absolute one was
  /// followed before, as with the reference. Source: moby/go-archive, `resolveArchivePath`.
  /// - Parameter target: what a hard link says, of which nothing may be missing; for nil directories are made.
  /// - Throws: ``ArchiveFailure``.
  mutating func locate(
    _ path: [[UInt8]], of entry: ArchiveEntry, target: [UInt8]? = nil
  ) throws(ArchiveFailure) -> Place {
    guard let name = path.last else { throw .refused(path: entry.path, .leavesRoot) }
    var pending = Array(path.dropLast().reversed())
    var way = [0]
    var wayBytes = 0
    var links = 0
    var followedAbsolute = false
    while let component = pending.popLast() {
      if component.isEmpty || component == [0x2E] { continue }
      if component == [0x2E, 0x2E] {
        if way.count > 1 {
          way.removeLast()
        } else if !followedAbsolute {
          throw .refused(path: entry.path, .linkLeavesRoot)
        }
        continue
      }
      let directory = way[way.count - 1]
      wayBytes += component.count + 1
      if let index = files[directory].children[component] {
        switch files[index].kind {
        case .directory: way.append(index)
        case .symlink(let target):
          links += 1
          guard links <= Self.mostLinks else { throw .refused(path: entry.path, .tooManyLinks) }
          if target.first == UInt8(ascii: "/") {
            way = [0]
            followedAbsolute = true
          }
          pending += target.split(separator: UInt8(ascii: "/")).reversed().map { Array($0) }
        default: throw .refused(path: entry.path, .belowNoDirectory)
        }
      } else if let target {
        throw .refused(path: entry.path, .hardLinkTarget(target))
      } else {
        // Its own name is what a walk will have to hold of it.
        let index = try make(.directory, Array(entry.path.prefix(wayBytes)))
        files[directory].children[component] = index
        way.append(index)
      }
      guard way.count - 1 <= limits.depth else {
        throw .limit(.depth, allowed: UInt64(limits.depth), path: entry.path)
      }
    }
    return Place(directory: way[way.count - 1], name: name)
  }
}
