internal import PackFiles

/// Where a repository was fetched from.
public enum RemoteAddress {
  /// The first address of the remote `name`, as the repository's own configuration has it, without a user's name or
  /// password; nil when there is none. Nothing that the configuration includes is read.
  public static func of(_ name: String, in layout: RepositoryLayout) -> String? {
    guard let bytes = SmallFile.read(layout.commonDirectory + "/config", limit: 4 << 20) else { return nil }
    let found = ConfigText(bytes).settings.first {
      $0.section == "remote" && $0.key == "url" && $0.subsection.map { $0.elementsEqual(name.utf8) } ?? false
    }
    guard let value = found?.value, !value.isEmpty else { return nil }
    return withoutUser(String(decoding: value, as: UTF8.self))
  }

  /// The address without what stands before an `@` in its authority.
  static func withoutUser(_ address: String) -> String {
    guard let scheme = address.firstRange(of: "://") else { return address }
    let rest = address[scheme.upperBound...]
    let authority = rest.prefix { $0 != "/" }
    guard let at = authority.lastIndex(of: "@") else { return address }
    return String(address[..<scheme.upperBound]) + rest[rest.index(after: at)...]
  }
}
