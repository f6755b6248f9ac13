public import Fingerprints
internal import Git

/// The manifest of a context, and which part of it each directory gave, by the id of the directory's tree.
///
/// From it the context of another commit is made by reading only the trees that are others.
public struct ContextSnapshot: Sendable {
  /// Where a context comes from and by which rules: with another origin nothing can be taken over.
  public struct Origin: Hashable, Sendable {
    /// Tells builds of Lockstep apart.
    public let tool: String
    public let objectsDirectory: String
    /// The context's root, relative to the repository's.
    public let directory: BytePath
    /// Nil when there is no ignore file.
    public let ignoreFileName: String?
    public let ignoreFile: [UInt8]

    public init(
      tool: String, objectsDirectory: String, directory: BytePath, ignoreFileName: String?, ignoreFile: [UInt8]
    ) {
      self.tool = tool
      self.objectsDirectory = objectsDirectory
      self.directory = directory
      self.ignoreFileName = ignoreFileName
      self.ignoreFile = ignoreFile
    }
  }

  /// What a directory contributes, without its own line.
  public struct Sum: Hashable, Sendable {
    public internal(set) var entries = 0
    /// Of all files.
    public internal(set) var bytes: UInt64 = 0
    /// Entries dropped by the rules.
    public internal(set) var ignored = 0

    mutating func add(_ other: Sum) {
      entries += other.entries
      bytes += other.bytes
      ignored += other.ignored
    }
  }

  /// One directory, in an array where it comes before those inside it.
  struct Directory: Hashable, Sendable {
    var id: ObjectID
    /// Where its name lies in ``names``.
    var name: Range<Int>
    /// How many elements of the array it takes with all directories inside it.
    var extent = 1
    /// Where the lines below it lie in ``text``.
    var lines: Range<Int>
    var sum = Sum()

    var entryCount: Int { sum.entries }
  }

  public let origin: Origin
  /// The manifest; see ``Manifest``.
  public internal(set) var text: [UInt8] = []
  var directories: [Directory] = []
  var names: [UInt8] = []
  public internal(set) var attributeFiles: [ContextOutline.Place] = []
  public internal(set) var submodules: [ContextOutline.Place] = []
  public internal(set) var arrivingEmpty: [BytePath] = []
  public internal(set) var remarks: [ContextOutline.Remark] = []

  init(_ origin: Origin) { self.origin = origin }

  /// The tree of the context's root.
  public var tree: ObjectID? { directories.first?.id }

  /// What the whole context contributes.
  public var sum: Sum { directories.first?.sum ?? Sum() }

  func sum(of directory: Int) -> Sum { directories[directory].sum }

  /// The directories directly inside `directory` by name.
  func children(of directory: Int) -> [[UInt8]: Int] {
    var children: [[UInt8]: Int] = [:]
    var child = directory + 1
    while child < directory + directories[directory].extent {
      children[Array(names[directories[child].name])] = child
      child += directories[child].extent
    }
    return children
  }

  func attributeFile(at path: BytePath) -> ObjectID? { attributeFiles.first { $0.path == path }?.id }

  /// Those that do not lie in `root` or below it.
  public func attributeFiles(above root: BytePath) -> [ContextOutline.Place] {
    attributeFiles.filter { $0.path.relative(to: root) == nil }
  }

  /// Begins a directory, whose lines are appended to ``text`` before it is closed.
  mutating func open(name: [UInt8], id: ObjectID) {
    let start = names.count
    names += name
    directories.append(Directory(id: id, name: start..<names.count, lines: text.count..<text.count))
  }

  mutating func close(_ directory: Int, _ sum: Sum) {
    directories[directory].extent = directories.count - directory
    directories[directory].lines = directories[directory].lines.lowerBound..<text.count
    directories[directory].sum = sum
  }

  /// Appends a directory of `other` with its lines and everything inside it.
  mutating func append(_ known: Int, of other: ContextSnapshot) {
    let first = other.directories[known]
    let range = known..<(known + first.extent)
    let textShift = text.count - first.lines.lowerBound
    let nameShift = names.count - first.name.lowerBound
    text += other.text[first.lines]
    names += other.names[first.name.lowerBound..<(other.directories[range.upperBound - 1].name.upperBound)]
    directories.reserveCapacity(directories.count + range.count)
    for directory in other.directories[range] {
      var moved = directory
      moved.lines = (directory.lines.lowerBound + textShift)..<(directory.lines.upperBound + textShift)
      moved.name = (directory.name.lowerBound + nameShift)..<(directory.name.upperBound + nameShift)
      directories.append(moved)
    }
  }
}
