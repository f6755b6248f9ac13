internal import Foundation
internal import Glibc
internal import Model

/// Moves trees to where they outlive this process.
enum TreeKeeping {
  /// The trees of `subject` in a fresh directory of their own below `TMPDIR`; nil when they cannot be moved there.
  static func keep(_ left: KeptTree, _ right: KeptTree, subject: String) -> KeptTrees? {
    guard let first = left.path(of: subject), let second = right.path(of: subject) else { return nil }
    var template = Array("\(Sandbox.temporaryRoot)/lockstep-trees.XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else { return nil }
    let directory = String(cString: made)
    let kept = KeptTrees(subject: subject, left: directory + "/first", right: directory + "/second")
    guard move(first, kept.left), move(second, kept.right) else {
      TreeRemoval.remove(directory)
      return nil
    }
    return kept
  }

  /// A run on a tmpfs lies on another file system: then the tree is copied.
  private static func move(_ tree: String, _ target: String) -> Bool {
    if rename(tree, target) == 0 { return true }
    return (try? FileManager.default.moveItem(atPath: tree, toPath: target)) != nil
  }
}
