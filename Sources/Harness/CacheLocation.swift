/// Where Lockstep keeps what it may forget.
public enum CacheLocation {
  /// `$XDG_CACHE_HOME/lockstep`, or `~/.cache/lockstep`; nil when neither is known.
  public static var directory: String? { UserDirectory.lockstep(in: "XDG_CACHE_HOME", orHome: ".cache") }
}
