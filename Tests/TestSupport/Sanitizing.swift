import Foundation

/// Whether `Scripts/test --sanitize=…` runs the tests.
public enum Sanitizing {
  /// False under a sanitizer, whose shadow of the memory takes terabytes of address space: no limit on it can hold.
  public static let leavesMemoryLimits = ProcessInfo.processInfo.environment["LOCKSTEP_SANITIZE"] == nil
}
