internal import Files
internal import Glibc

/// Where the parts of one repository lie; found by looking, without libgit2.
public struct RepositoryLayout: Hashable, Sendable {
  /// `.git`, or the repository itself when it is bare; that of the work tree for a linked one.
  public let gitDirectory: String
  /// Where refs and objects lie: another directory than `gitDirectory` for a linked work tree.
  public let commonDirectory: String
  /// The work tree's root; nil for a bare repository.
  public let workTree: String?

  /// Where the path that was asked about lies below the work tree's root; `.` for the root and for a bare
  /// repository.
  public private(set) var prefix = "."

  public var objectsDirectory: String { commonDirectory + "/objects" }

  /// Whether `HEAD` leads to a commit: false in a repository that was only just made.
  public var hasCommit: Bool {
    guard let head = Self.firstLine(gitDirectory + "/HEAD") else { return false }
    guard head.hasPrefix("ref: ") else { return true }
    let ref = String(head.dropFirst(5))
    return Self.fileType(commonDirectory + "/" + ref) != nil || Self.fileType(commonDirectory + "/packed-refs") != nil
  }

  /// Finds the repository at `path`, or around it when `path` lies in a work tree.
  ///
  /// - Throws: ``GitFailure`` of kind `notARepository` when there is none, or when one of the files git
  ///   opens first is no regular file (opening a FIFO would hang).
  public static func find(around path: String) throws(GitFailure) -> RepositoryLayout {
    guard let found = try findIfAny(around: path) else { throw none(path, "no .git here or in a directory above") }
    return found
  }

  /// The same; nil where there is none, which is something else than one that cannot be read.
  public static func findIfAny(around path: String) throws(GitFailure) -> RepositoryLayout? {
    guard let start = ResolvedPath.of(path) else {
      throw none(path, String(cString: strerror(errno)))
    }
    var directory = start
    while true {
      if var layout = try at(directory) {
        try layout.checkControlFiles()
        if layout.workTree != nil, start.utf8.count > directory.utf8.count {
          layout.prefix = String(
            decoding: start.utf8.dropFirst(directory == "/" ? 1 : directory.utf8.count + 1), as: UTF8.self)
        }
        return layout
      }
      guard directory != "/" else { return nil }
      directory = parent(directory)
    }
  }

  /// The repository whose work tree or bare directory is `path` itself; nil when there is none, or none that can be read.
  public static func exactly(at path: String) -> RepositoryLayout? {
    guard let directory = ResolvedPath.of(path), let layout = (try? at(directory)) ?? nil else { return nil }
    do throws(GitFailure) {
      try layout.checkControlFiles()
      return layout
    } catch {
      return nil
    }
  }

  /// The repository whose work tree or bare directory is `directory` itself.
  private static func at(_ directory: String) throws(GitFailure) -> RepositoryLayout? {
    let dotGit = directory + (directory == "/" ? "" : "/") + ".git"
    switch fileType(dotGit) {
    case S_IFDIR where looksLikeGit(dotGit):
      return RepositoryLayout(gitDirectory: dotGit, commonDirectory: dotGit, workTree: directory)
    case S_IFREG:
      return try linked(dotGit, workTree: directory)
    case S_IFDIR where access(dotGit, R_OK | X_OK) != 0:
      throw GitFailure(
        kind: .machine, operation: "open \(dotGit)", detail: String(cString: strerror(errno)),
        remedy: "make it readable for this user")
    case nil, S_IFDIR?:
      guard looksLikeGit(directory) else { return nil }
      return RepositoryLayout(gitDirectory: directory, commonDirectory: directory, workTree: nil)
    default:
      throw GitFailure(
        kind: .notARepository, operation: "open \(dotGit)", detail: "it is neither a directory nor a file",
        remedy: "put the repository's directory there, or a file that says \"gitdir: PATH\"")
    }
  }

  /// Follows a `.git` file: `gitdir: PATH`, once.
  private static func linked(_ file: String, workTree: String) throws(GitFailure) -> RepositoryLayout {
    func refuse(_ detail: String) -> GitFailure {
      GitFailure(
        kind: .notARepository, operation: "read \(file)", detail: detail,
        remedy: "make it say where the repository lies, or clone again")
    }
    guard let line = firstLine(file), line.hasPrefix("gitdir: ") else {
      throw refuse("it does not say \"gitdir: PATH\"")
    }
    let target = String(line.dropFirst(8))
    let path = target.hasPrefix("/") ? target : workTree + "/" + target
    guard path.utf8.count < Int(PATH_MAX), let gitDirectory = ResolvedPath.of(path), fileType(gitDirectory) == S_IFDIR
    else { throw refuse("it points to \(target.prefix(120)), which is no directory") }
    var common = gitDirectory
    if let relative = firstLine(gitDirectory + "/commondir") {
      let path = relative.hasPrefix("/") ? relative : gitDirectory + "/" + relative
      guard let found = ResolvedPath.of(path) else { throw refuse("its commondir \(relative.prefix(120)) is missing") }
      common = found
    }
    guard fileType(common + "/objects") == S_IFDIR else { throw refuse("\(common) holds no objects") }
    return RepositoryLayout(gitDirectory: gitDirectory, commonDirectory: common, workTree: workTree)
  }

  private static func looksLikeGit(_ directory: String) -> Bool {
    fileType(directory + "/objects") == S_IFDIR && fileType(directory + "/refs") == S_IFDIR
      && fileType(directory + "/HEAD") != nil
  }

  /// libgit2 opens these at once and would wait for ever on a FIFO.
  private func checkControlFiles() throws(GitFailure) {
    let files = [
      gitDirectory + "/HEAD", commonDirectory + "/config", commonDirectory + "/packed-refs",
      commonDirectory + "/info/attributes", commonDirectory + "/info/exclude",
      commonDirectory + "/objects/info/alternates", commonDirectory + "/shallow",
      gitDirectory + "/config.worktree", gitDirectory + "/commondir", gitDirectory + "/index",
    ]
    for file in files { try Self.requireRegular(file) }
  }

  /// Refuses what is neither missing nor a regular file: opening a FIFO would hang.
  static func requireRegular(_ file: String, orDirectory: Bool = false) throws(GitFailure) {
    var info = stat()
    guard stat(file, &info) == 0, info.st_mode & S_IFMT != S_IFREG else { return }
    if orDirectory, info.st_mode & S_IFMT == S_IFDIR { return }
    throw GitFailure(
      kind: .notARepository, operation: "open \(file)", detail: "it is not a regular file",
      remedy: "move it away; git expects a regular file there")
  }

  private static func none(_ path: String, _ detail: String) -> GitFailure {
    GitFailure(
      kind: .notARepository, operation: "find a git repository at \(path)", detail: detail,
      remedy: "name a directory inside a repository, or run \"git init\"")
  }

  private static func fileType(_ path: String) -> mode_t? {
    var info = stat()
    return lstat(path, &info) == 0 ? info.st_mode & S_IFMT : nil
  }

  private static func parent(_ path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")), slash != path.startIndex else { return "/" }
    return String(path[..<slash])
  }

  private static func firstLine(_ path: String) -> String? {
    guard fileType(path) == S_IFREG else { return nil }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX) + 16)
    let count = read(descriptor, &buffer, buffer.count)
    guard count > 0 else { return nil }
    return String(decoding: buffer[..<count].prefix { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self)
  }
}
