internal import Clibgit2
public import Fingerprints
internal import Glibc

/// A repository as its user's git sees it: with the configuration of the system, the user and the repository, with all
/// ignore rules that hold on this machine, and with the index.
///
/// Checkouts know nothing of these; a comparison of machines is about them. Nothing is written and nothing is run.
public struct UserRepository: ~Copyable {
  /// A file of configuration, the later of two going before the earlier.
  public struct ConfigFile: Hashable, Sendable, Codable {
    public enum Level: String, Hashable, Sendable, Codable {
      case system, xdg, global, local, worktree
    }

    public var level: Level
    public var path: String

    public init(_ level: Level, _ path: String) {
      self.level = level
      self.path = path
    }
  }

  private let repository: Handle
  private let configuration: Handle

  /// - Parameters:
  ///   - files: those of system and user; the repository's own are added. What is no regular file is left out.
  ///   - home: what `~` in them stands for.
  ///   - folder: where ignore and attribute files lie that no setting names.
  /// - Throws: ``GitFailure`` when libgit2 cannot open the repository or read one of the files.
  public init(_ layout: RepositoryLayout, files: [ConfigFile], home: String, folder: String?) throws(GitFailure) {
    try ConfigIncludes.check(layout)
    try GitLibrary.start()
    // Only what these files include from "~" is looked for there.
    try GitFailure.check(lockstep_git_set_search_path(GIT_CONFIG_LEVEL_GLOBAL.rawValue, home), "set up libgit2")
    if let folder {
      try GitFailure.check(lockstep_git_set_search_path(GIT_CONFIG_LEVEL_XDG.rawValue, folder), "set up libgit2")
    }
    let repository = try Handle("open repository \(layout.gitDirectory)", free: git_repository_free) {
      git_repository_open_ext(&$0, layout.gitDirectory, GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue, nil)
    }
    let configuration = try Handle("read the configuration", free: git_config_free) { git_config_new(&$0) }
    let own = [
      ConfigFile(.local, layout.commonDirectory + "/config"),
      ConfigFile(.worktree, layout.gitDirectory + "/config.worktree"),
    ]
    for file in files + own where Self.isRegular(file.path) {
      try GitFailure.check(
        git_config_add_file_ondisk(
          configuration.pointer, file.path, Self.level(file.level), repository.pointer, 1),
        "read the configuration \(PathText.visible(file.path))")
    }
    try GitFailure.check(
      git_repository_set_config(repository.pointer, configuration.pointer), "read the configuration")
    // libgit2 would wait for ever on a FIFO.
    let settings = configuration.pointer
    let rules = ["core.excludesfile", "core.attributesfile"].compactMap { (name: String) in
      Self.text { git_config_get_path(&$0, settings, name) }
    }
    for file in rules + ["ignore", "attributes"].compactMap({ name in folder.map { $0 + "/" + name } }) {
      try RepositoryLayout.requireRegular(file)
    }
    self.repository = repository
    self.configuration = configuration
  }

  /// The value of the setting `name`, such as `core.autocrlf`; nil when it is not set.
  public func setting(_ name: String) -> String? {
    Self.text { git_config_get_string_buf(&$0, configuration.pointer, name) }
  }

  /// The same for a path, with `~` replaced.
  public func path(_ name: String) -> String? {
    Self.text { git_config_get_path(&$0, configuration.pointer, name) }
  }

  /// Whether git's rules, those of the user among them, ignore the entry at `path` from the work tree's root.
  ///
  /// - Throws: ``GitFailure``.
  public func isIgnored(_ path: BytePath) throws(GitFailure) -> Bool {
    var answer: Int32 = 0
    let code = withCString(path.bytes) { git_ignore_path_is_ignored(&answer, repository.pointer, $0) }
    try GitFailure.check(code, "ask whether \(PathText.visible(path)) is ignored")
    return answer != 0
  }

  private static func text(_ read: (inout git_buf) -> Int32) -> String? {
    var value = git_buf()
    defer { git_buf_dispose(&value) }
    guard read(&value) == 0, let start = value.ptr else {
      git_error_clear()
      return nil
    }
    return String(decoding: UnsafeRawBufferPointer(start: start, count: value.size), as: UTF8.self)
  }

  private static func level(_ level: ConfigFile.Level) -> git_config_level_t {
    switch level {
    case .system: GIT_CONFIG_LEVEL_SYSTEM
    case .xdg: GIT_CONFIG_LEVEL_XDG
    case .global: GIT_CONFIG_LEVEL_GLOBAL
    case .local: GIT_CONFIG_LEVEL_LOCAL
    // This version has no level for it; this one is above all others.
    case .worktree: GIT_CONFIG_LEVEL_APP
    }
  }

  private static func isRegular(_ path: String) -> Bool {
    var info = stat()
    return stat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFREG && access(path, R_OK) == 0
  }
}
