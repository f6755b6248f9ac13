internal import CopyDigests
internal import Fingerprints
internal import Glob

/// What of the context lies where in the image that a stage makes, as far as its instructions say it.
struct ImageFiles {
  /// What lies at a path of the image.
  struct File {
    /// In the records of the context; nil for what does not come from there.
    let record: Int?
    let line: Int
  }

  /// By absolute path.
  private(set) var files: [[UInt8]: File] = [:]
  /// The directories that something lies in.
  private var directories: Set<[UInt8]> = []
  /// Files of the context that the stage depends on, by record, with the line of the first instruction that brings them.
  private(set) var dependencies: [Int: Int] = [:]
  /// Directories that are filled with something unknown from other stages, with the instruction's line.
  private(set) var unknown: [(directory: [UInt8], line: Int)] = []

  private static let slash = UInt8(ascii: "/")

  /// `path` of a stage that is in `directory`.
  static func absolute(_ path: [UInt8], in directory: [UInt8]) -> [UInt8] {
    CleanPath.clean(path.first == slash ? path : directory + [slash] + path)
  }

  /// A source with what it takes.
  struct Source {
    let selector: CopySelector
    /// Places of files, ascending.
    let records: [Int]
  }

  /// Copies `sources` of the context to `destination`.
  mutating func copy(
    _ sources: [Source], to destination: [UInt8], in directory: [UInt8], line: Int, from tree: ContentTree,
    keeping: Bool = true
  ) {
    let target = Self.absolute(destination, in: directory)
    let isDirectory =
      isDirectory(destination, target, in: directory) || sources.count > 1
      || sources.contains { $0.selector.hasWildcard }
    for source in sources {
      let reach = CopyReach(source.selector)
      let followed = reach.following { path in
        if let place = tree.subtree(of: path).first, case .symlink(let text) = tree.records[place].entry.kind {
          return text
        }
        return nil
      }
      for record in source.records {
        if dependencies[record] == nil { dependencies[record] = line }
        guard keeping else { continue }
        let path = tree.records[record].entry.path.bytes
        guard let rest = reach.rest(of: path) ?? followed?.rest(of: path) else { continue }
        let place: [UInt8]
        if !rest.isEmpty {
          place = target + [Self.slash] + rest
        } else {
          place = isDirectory ? target + [Self.slash] + BytePath(path).lastComponent.bytes : target
        }
        put(File(record: record, line: line), at: CleanPath.clean(place))
      }
    }
  }

  /// Copies what another stage has.
  mutating func copy(
    _ sources: [[UInt8]], of other: ImageFiles, to destination: [UInt8], in directory: [UInt8], line: Int
  ) {
    let target = Self.absolute(destination, in: directory)
    let isDirectory = isDirectory(destination, target, in: directory) || sources.count > 1
    // Whatever the other stage depends on can change what is taken from it.
    for (record, _) in other.dependencies where dependencies[record] == nil { dependencies[record] = line }
    for source in sources {
      let source = CleanPath.clean([Self.slash] + source)
      let below = source == [Self.slash] ? source : source + [Self.slash]
      var isKnown = other.files[source] != nil
      for (path, file) in other.files where path.starts(with: below) {
        isKnown = true
        put(
          File(record: file.record, line: line),
          at: CleanPath.clean(target + [Self.slash] + path.dropFirst(below.count)))
      }
      let name = source.lastIndex(of: Self.slash).map { Array(source[($0 + 1)...]) } ?? source
      let named = isDirectory ? CleanPath.clean(target + [Self.slash] + name) : target
      put(File(record: other.files[source]?.record, line: line), at: named)
      if !isKnown { unknown.append((target, line)) }
    }
  }

  private mutating func put(_ file: File, at path: [UInt8]) {
    files[path] = file
    var directory = path
    while let end = directory.lastIndex(of: Self.slash) {
      directory.removeSubrange(end...)
      // What is above one that is known is known as well.
      guard directories.insert(directory).inserted else { return }
    }
  }

  /// What is at `path`, or what may be.
  func file(at path: [UInt8]) -> File? {
    if let file = files[path] { return file }
    return unknown.last { path.starts(with: $0.directory.count == 1 ? $0.directory : $0.directory + [Self.slash]) }
      .map { File(record: nil, line: $0.line) }
  }

  private func isDirectory(_ written: [UInt8], _ target: [UInt8], in directory: [UInt8]) -> Bool {
    written.last == Self.slash || target == directory || directory.starts(with: target + [Self.slash])
      || target.count == 1 || BytePath(written).lastComponent.bytes == [0x2E]
      || directories.contains(target)
  }
}
