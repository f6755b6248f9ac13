/// What the shell takes for names and for words of its grammar.
enum ShellNames {
  static func isNameByte(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x5F
  }

  /// Words after which a command begins, as after a semicolon.
  static let leading: Set<String> = [
    "if", "then", "else", "elif", "fi", "while", "until", "do", "done", "{", "}", "!", "time", "esac",
  ]
}
