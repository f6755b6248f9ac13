/// Files of a repository that are read as a whole, such as refs.
public enum SmallFile {
  /// The bytes of the regular file at `path`; nil when there is none, it cannot be read, or it has more than `limit`.
  public static func read(_ path: String, limit: Int) -> [UInt8]? {
    guard let file = try? OpenFile(path), file.size <= limit else { return nil }
    return try? file.bytes(at: 0, count: file.size)
  }
}
