internal import Glibc

/// Where the user's programs keep their files. Source: freedesktop.org, "XDG Base Directory Specification".
public enum UserDirectory {
  /// Lockstep's directory in the one that `variable` names, or in `standard` of the home; nil when neither is known. What
  /// is no absolute path counts for nothing.
  public static func lockstep(in variable: String, orHome standard: String) -> String? {
    for (variable, suffix) in [(variable, "/lockstep"), ("HOME", "/\(standard)/lockstep")] {
      guard let value = getenv(variable).map({ String(cString: $0) }), value.hasPrefix("/") else { continue }
      return value + suffix
    }
    return nil
  }
}
