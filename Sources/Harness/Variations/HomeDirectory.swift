internal import Files
internal import Glibc
internal import Model

/// The `HOME` of a run.
enum HomeDirectory {
  /// - Parameter kind: `hostile-git` for a git configuration that changes line ends and ignores everything, for tools
  ///   that would read it; anything else for an empty directory.
  static func make(_ kind: String?, in directory: String) throws(Breakdown) {
    let home = directory + "/home"
    // Open to all inside the run's own directory, which is not: the build may run as another user.
    guard mkdir(home, 0o777) == 0, chmod(home, 0o777) == 0 else {
      throw Breakdown(.environment, "make HOME for the run: \(String(cString: strerror(errno)))")
    }
    guard kind == "hostile-git" else { return }
    mkdir(home + "/.config", 0o755)
    mkdir(home + "/.config/git", 0o755)
    let files = [
      (".gitconfig", hostileConfiguration(home)), (".config/git/attributes", "* text eol=crlf\n"),
      (".config/git/ignore", "*\n"), ("ignore", "*\n"), ("attributes", "* -text ident\n"),
    ]
    for (name, text) in files {
      if let code = FileWriting.replace(home + "/" + name, with: Array(text.utf8)) {
        throw Breakdown(.environment, "write \(name) in HOME of the run: \(String(cString: strerror(code)))")
      }
      chmod(home + "/" + name, 0o644)
    }
  }

  private static func hostileConfiguration(_ home: String) -> String {
    """
    [core]
    \tautocrlf = true
    \teol = crlf
    \tsymlinks = false
    \tfileMode = false
    \texcludesFile = \(home)/ignore
    \tattributesFile = \(home)/attributes

    """
  }
}
