/// In what an entry of two trees differs, by a stable code; in the order in which causes of equal weight are told.
public enum ChangeCode: String, CaseIterable, Hashable, Sendable, Codable {
  case lineEnds = "eol.crlf"
  case umask = "mode.umask"
  case executableBit = "mode.executable"
  case untracked
  case ignoreRule = "ignore.rule"
  case pathCase = "path.case"
  case largeFile = "lfs.pointer"
  case commit
  case modified
  case submodule
  case missing
  case linkAsFile = "link.as-file"
  case linkTarget = "link.target"
  case pathUnicode = "path.unicode"
  case attributes = "xattr"
  case type
  case content
  /// Only one side has it, and nothing tells why.
  case only = "path.only"
  /// A digest was left out of a capture.
  case redacted
}

extension ChangeCode {
  /// In what the entry of one path differs; empty when it is the same for a builder.
  ///
  /// - Parameter sameCommit: whether both sides are of one commit; nil when one is of none.
  static func between(_ a: CapturedEntry?, _ b: CapturedEntry?, sameCommit: Bool?) -> [ChangeCode] {
    let (left, right) = (a.flatMap { $0.arrives ? $0 : nil }, b.flatMap { $0.arrives ? $0 : nil })
    switch (left, right) {
    case (nil, nil): return []
    case (let one?, nil): return [onlyIn(one, other: b, sameCommit)]
    case (nil, let one?): return [onlyIn(one, other: a, sameCommit)]
    case (let a?, let b?): return bothArrive(a, b, sameCommit)
    }
  }

  private static func onlyIn(_ one: CapturedEntry, other: CapturedEntry?, _ sameCommit: Bool?) -> ChangeCode {
    if let change = one.change { return change }
    if one.head?.inContext == false { return .ignoreRule }
    if let other { return other.status == .missing ? .missing : .ignoreRule }
    switch one.status {
    case .untracked, .ignored, .added: return .untracked
    case .tracked, .modified: return sameCommit.map { $0 ? .missing : .commit } ?? .only
    case .missing, .unknown: return .only
    }
  }

  private static func bothArrive(_ a: CapturedEntry, _ b: CapturedEntry, _ sameCommit: Bool?) -> [ChangeCode] {
    if a.files != nil || b.files != nil {
      if a.sha256 == b.sha256, a.sha256 != nil, a.files == b.files { return [] }
      // Both have it, so what is in it is what differs.
      return [[a.change, b.change].contains(.submodule) ? .submodule : .content]
    }
    guard a.type == b.type else {
      let isLinkAsFile = Set([a.type, b.type]) == [.file, .link] && a.sha256 == b.sha256 && a.sha256 != nil
      return [isLinkAsFile ? .linkAsFile : .type]
    }
    var found: [ChangeCode] = []
    if a.type == .link {
      if a.sha256 != b.sha256 { found.append(.linkTarget) }
    } else if a.type == .file {
      if let code = content(a, b, sameCommit) { found.append(code) }
      if let one = a.executable, let other = b.executable, one != other { found.append(.executableBit) }
    }
    if a.type != .link, !found.contains(.executableBit), let one = a.mode, let other = b.mode, one != other {
      found.append(.umask)
    }
    if a.xattrs != b.xattrs { found.append(.attributes) }
    return found
  }

  private static func content(_ a: CapturedEntry, _ b: CapturedEntry, _ sameCommit: Bool?) -> ChangeCode? {
    if let one = a.sha256, let other = b.sha256 {
      if one == other { return nil }
      if a.neutralDigest == b.neutralDigest { return .lineEnds }
      if a.lfs == other || b.lfs == one { return .largeFile }
    } else {
      // Hashed with the words of both sides, or not at all.
      if let one = a.hmac, let other = b.hmac { return one == other ? nil : .modified }
      return a.size != nil && b.size != nil && a.size != b.size ? .modified : .redacted
    }
    if sameCommit == false, a.status == .tracked, b.status == .tracked { return .commit }
    return [a.status, b.status].contains(.modified) ? .modified : .content
  }
}
