internal import Glibc

/// How large a terminal is now.
enum TerminalSize {
  /// nil when `descriptor` is no terminal, or one that does not know.
  static func columns(of descriptor: Int32) -> Int? {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }
}
