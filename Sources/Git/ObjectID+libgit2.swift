internal import Clibgit2
internal import Fingerprints

extension ObjectID {
  init(copying id: git_oid) { self.init(withUnsafeBytes(of: id) { Array($0.prefix(20)) }) }

  /// The id as libgit2 takes it.
  var rawID: git_oid {
    var id = git_oid()
    withUnsafeMutableBytes(of: &id) { $0.copyBytes(from: bytes) }
    return id
  }
}
