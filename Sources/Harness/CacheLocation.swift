internal import Glibc

/// Where Lockstep keeps what it may forget.
public enum CacheLocation {
  /// `$XDG_CACHE_HOME/lockstep`, or `~/.cache/lockstep`; nil when neither is known.
  public static var directory: String? { UserDirectory.lockstep(in: "XDG_CACHE_HOME", orHome: ".cache") }

  /// Makes the directory and those above it; one that cannot be made is one that cannot be used, which is no error.
  static func make(_ directory: String) {
    var partial = ""
    for component in directory.split(separator: "/") {
      partial += "/" + component
      mkdir(partial, 0o700)
    }
  }
}
