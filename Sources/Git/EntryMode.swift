/// What the mode of a tree entry stands for.
enum EntryMode {
  case plain(GitEntry.Kind)
  /// Understood by every git, and fsck's message id.
  case unusual(GitEntry.Kind, messageID: String)
  /// What git makes of it, which reads the type and of a file whether its owner may execute it; fsck calls it an error.
  case wrong(GitEntry.Kind)
  /// No mode.
  case none

  init(_ digits: Slice<UnsafeRawBufferPointer>) {
    var value = 0
    for digit in digits {
      guard (0x30...0x37).contains(digit), value < 1 << 18 else {
        self = .none
        return
      }
      value = value << 3 | Int(digit - 0x30)
    }
    let kind: GitEntry.Kind
    switch value & 0o170000 {
    case 0o100000 where value < 1 << 16: kind = .file(executable: value & 0o100 != 0)
    case 0o120000 where value < 1 << 16: kind = .symlink
    case 0o040000 where value < 1 << 16: kind = .directory
    case 0o160000 where value < 1 << 16: kind = .submodule
    default:
      self = .none
      return
    }
    switch value {
    case 0o100644, 0o100755, 0o120000, 0o040000, 0o160000:
      self = digits.first == 0x30 ? .unusual(kind, messageID: "zeroPaddedFilemode") : .plain(kind)
    // Written by old versions of git.
    case 0o100664: self = .unusual(kind, messageID: "badFilemode")
    default: self = .wrong(kind)
    }
  }
}
