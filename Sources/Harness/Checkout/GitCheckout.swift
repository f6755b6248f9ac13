internal import Git
internal import Glibc
internal import Model

/// Writes a checkout with the real git, without anything of the repository's or the user's configuration.
enum GitCheckout {
  static let program = "/usr/bin/git"

  static var isInstalled: Bool { access(program, X_OK) == 0 }

  /// Writes the commit into `directory`, which is empty.
  ///
  /// A repository of our own borrows the objects, so that neither hooks nor filters nor anything else that the
  /// repository's own configuration names is run.
  /// - Throws: ``Breakdown`` of the environment, with git's message.
  static func write(_ commit: String, objects: String, into directory: String, work: String) async throws(Breakdown) {
    let repository = work + "/own.git"
    let environment = [
      ("GIT_ATTR_NOSYSTEM", "1"), ("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_CONFIG_NOSYSTEM", "1"),
      ("GIT_INDEX_FILE", work + "/own.index"), ("GIT_ALTERNATE_OBJECT_DIRECTORIES", objects),
      ("GIT_TERMINAL_PROMPT", "0"), ("HOME", work), ("LC_ALL", "C.UTF-8"), ("PATH", "/usr/bin:/bin"),
    ]
    try await git(["init", "-q", "--bare", "--template=", repository], environment)
    try await git(
      [
        "--git-dir=" + repository, "--work-tree=" + directory, "-c", "core.attributesFile=/dev/null", "-c",
        "core.hooksPath=/dev/null", "-c", "core.symlinks=true", "-c", "core.fileMode=true", "read-tree", "--reset",
        "-u",
        commit,
      ], environment)
  }

  private static func git(_ arguments: [String], _ environment: [(String, String)]) async throws(Breakdown) {
    let result = try await BoundedCommand.run(
      program, arguments, environment: environment.map { (name: $0.0, value: $0.1) }, seconds: 600)
    guard result.exitCode == 0 else {
      throw Breakdown(.environment, "check out with git: \(result.lastLine)")
    }
  }
}
