internal import Dockerignore
internal import Fingerprints

/// A directory that a scan has entered or will enter.
struct ScanDirectory: Sendable {
  /// An entry of it that is or may be in the context.
  struct Item: Sendable {
    enum Kind: Sendable {
      /// With its place among the contents of the scan.
      case file(executable: Bool, content: Int)
      case symlink(content: Int)
      /// By index among the directories of the scan.
      case directory(Int)
      case special
    }

    /// As the manifest prints it, a directory's with its slash.
    let printedName: [UInt8]
    var kind: Kind
  }

  let path: BytePath
  let stamp: FileStamp?
  let state: ContextFilter.WalkState
  let depth: Int
  /// The directory around it by index; its own for the root.
  let parent: Int
  /// In the manifest's order.
  var items: [Item] = []
  /// Whether an entry below is in the context.
  var isPopulated = false

  var isListed: Bool { state.isKept || isPopulated }
}
