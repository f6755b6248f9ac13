internal import Glibc
internal import Model

/// Moves trees to where they outlive this process.
enum TreeKeeping {
  /// The trees of `subject` in a fresh directory of their own below `TMPDIR`; nil when they cannot be moved there, as
  /// from another file system.
  static func keep(_ left: KeptTree, _ right: KeptTree, subject: String) -> KeptTrees? {
    guard let first = left.path(of: subject), let second = right.path(of: subject) else { return nil }
    var template = Array("\(Sandbox.temporaryRoot)/lockstep-trees.XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else { return nil }
    let directory = String(cString: made)
    let kept = KeptTrees(subject: subject, left: directory + "/first", right: directory + "/second")
    guard rename(first, kept.left) == 0, rename(second, kept.right) == 0 else {
      TreeRemoval.remove(directory)
      return nil
    }
    return kept
  }
}
