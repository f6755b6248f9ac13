/// Whether a text is what `--chmod` takes: an octal mode or the symbols of chmod(1).
enum PermissionText {
  static func isValid(_ text: [UInt8]) -> Bool {
    if let mode = GoNumber.unsigned(text, radix: 8) { return mode <= 0o7777 }
    return text.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).allSatisfy { clause in
      let actions = clause.drop { "ugoa".utf8.contains($0) }
      guard let first = actions.first, "+-=".utf8.contains(first) else { return false }
      return actions.allSatisfy { "+-=rwxXstugo".utf8.contains($0) }
    }
  }
}
