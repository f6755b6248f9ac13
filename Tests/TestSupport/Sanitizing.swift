import Foundation

/// Whether `Scripts/test --sanitize=…` runs the tests.
public enum Sanitizing {
  /// Whether a sanitizer watches: it keeps files of its own open.
  public static let isOn = !leavesMemoryLimits

  /// False under a sanitizer, whose shadow of the memory takes terabytes of address space: no limit on it can hold.
  public static let leavesMemoryLimits = ProcessInfo.processInfo.environment["LOCKSTEP_SANITIZE"] == nil

  /// How many times longer a limit of time must be: a sanitizer looks at every access to memory.
  public static let slowness = leavesMemoryLimits ? 1 : 10
}
