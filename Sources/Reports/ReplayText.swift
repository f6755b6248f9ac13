internal import Model

/// The command that repeats one run of a scenario.
enum ReplayText {
  static func command(_ variation: Variation, file: String) -> String {
    "lockstep run \(quoted(file)) --conditions \(quoted(variation.unusual))"
  }

  /// As one word for a shell.
  private static func quoted(_ text: String) -> String {
    let isPlain =
      !text.isEmpty
      && text.utf8.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
          || "-_./=,:+@".utf8.contains(byte)
      }
    return isPlain ? text : "'" + text.replacing("'", with: "'\\''") + "'"
  }
}
