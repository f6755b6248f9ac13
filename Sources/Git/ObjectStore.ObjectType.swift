internal import PackFiles

extension ObjectStore {
  /// The types of objects, as git's headers spell them.
  public enum ObjectType: Sendable {
    case blob, tree, commit, tag

    var fileType: PackFiles.ObjectType {
      switch self {
      case .blob: .blob
      case .tree: .tree
      case .commit: .commit
      case .tag: .tag
      }
    }

    init(_ type: PackFiles.ObjectType) {
      self =
        switch type {
        case .blob: .blob
        case .tree: .tree
        case .commit: .commit
        case .tag: .tag
        }
    }

    private static let blobName = Array("blob ".utf8)
    private static let treeName = Array("tree ".utf8)
    private static let commitName = Array("commit ".utf8)
    private static let tagName = Array("tag ".utf8)

    /// What git hashes before the content: the type, the size in decimal digits, a zero byte.
    func header(size: Int) -> [UInt8] {
      var header =
        switch self {
        case .blob: Self.blobName
        case .tree: Self.treeName
        case .commit: Self.commitName
        case .tag: Self.tagName
        }
      var digits: [UInt8] = []
      var rest = size
      repeat {
        digits.append(UInt8(ascii: "0") + UInt8(rest % 10))
        rest /= 10
      } while rest > 0
      header.append(contentsOf: digits.reversed())
      header.append(0)
      return header
    }
  }
}
