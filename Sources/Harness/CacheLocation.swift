internal import Glibc

/// Where Lockstep keeps what it may forget.
public enum CacheLocation {
  /// `$XDG_CACHE_HOME/lockstep`, or `~/.cache/lockstep`; nil when neither is known.
  public static var directory: String? {
    for (variable, suffix) in [("XDG_CACHE_HOME", "/lockstep"), ("HOME", "/.cache/lockstep")] {
      guard let value = getenv(variable).map({ String(cString: $0) }), value.hasPrefix("/") else { continue }
      return value + suffix
    }
    return nil
  }

  /// Makes the directory and those above it; one that cannot be made is one that cannot be used, which is no error.
  static func make(_ directory: String) {
    var partial = ""
    for component in directory.split(separator: "/") {
      partial += "/" + component
      mkdir(partial, 0o700)
    }
  }
}
