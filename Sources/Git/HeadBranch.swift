internal import PackFiles

/// The branch that HEAD stands for.
public enum HeadBranch {
  /// Its short name; nil for a detached HEAD.
  public static func name(_ layout: RepositoryLayout) -> String? {
    guard let bytes = SmallFile.read(layout.gitDirectory + "/HEAD", limit: 4096) else { return nil }
    let line = String(decoding: bytes.prefix { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self)
    return line.hasPrefix("ref: refs/heads/") ? String(line.dropFirst(16)) : nil
  }
}
